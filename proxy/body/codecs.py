"""The codecs between layers: JSON strings, percent encoding, base64 and bytes within bytes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring, encode_basestring_ascii
from urllib.parse import quote, quote_plus

from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from classifiers.documents.lettering import Lettering
from proxy.body.json import runs
from proxy.body.pieces import Patch

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)
_LOW = re.compile(r"\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_STEP = 1 << 16


class JsonString:
    """The inside of a JSON string literal (RFC 8259, section 7); only the changed span is written anew."""

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        # A literal that is all ASCII with \u escapes keeps to ASCII, as its writer chose.
        write = encode_basestring_ascii if raw.isascii() else encode_basestring
        if len(raw) == len(text):  # every escape is longer than what it stands for
            return [Change(change.start, change.end, write(change.text)[1:-1]) for change in changes]
        wanted = sorted({offset for change in changes for offset in change[:2]})
        place = dict(zip(wanted, _raw_offsets(raw, wanted), strict=True))
        return [Change(place[c.start], place[c.end], write(c.text)[1:-1]) for c in changes]

    def patches(
        self, raw: memoryview, span: tuple[int, int], text: str, changes: Sequence[Change]
    ) -> Iterable[Patch]:
        """The same in a body of UTF-8. ``text`` may be the begin of a long one only."""
        first, last = span
        # Every escape is longer than what it stands for, and so is every other character in its bytes.
        if last - first == len(text):
            return [
                (first + start, first + end, encode_basestring_ascii(put)[1:-1].encode())
                for start, end, put in changes
            ]
        is_ascii = all(bytes(raw[at : min(at + _STEP, last)]).isascii() for at in range(first, last, _STEP))
        write = encode_basestring_ascii if is_ascii else encode_basestring
        wanted = sorted({offset for change in changes for offset in change[:2]})
        place = dict(zip(wanted, _byte_offsets(raw[first:last], wanted), strict=True))
        return [
            (first + place[start], first + place[end], write(put)[1:-1].encode("utf-8", "replace"))
            for start, end, put in changes
        ]


def _byte_offsets(raw: memoryview, wanted: Sequence[int]) -> Iterable[int]:
    """Offsets of decoded characters (sorted) as offsets of a literal in UTF-8."""
    todo = iter(wanted)
    want = next(todo, None)
    shown = end = 0
    for begin, written, read in runs(raw):
        here: list[int] = []
        while want is not None and want < shown + len(read):
            here.append(want - shown)
            want = next(todo, None)
        at = 0
        for offset in here if written is read else _raw_offsets(written, here):
            begin, at = begin + len(written[at:offset].encode()), offset
            yield begin
        if want is None:
            return
        shown += len(read)
        end = begin + len(written[at:].encode())
    while want is not None:
        yield end + want - shown
        want = next(todo, None)


def _raw_offsets(raw: str, wanted: Sequence[int]) -> Iterable[int]:
    """Offsets of decoded characters (sorted) as offsets of the literal."""
    shift = 0  # raw offset minus decoded offset, at the place reached
    todo = iter(wanted)
    want = next(todo, None)
    skip = -1
    for match in _ESCAPE.finditer(raw):
        while want is not None and want + shift <= match.start():
            yield want + shift
            want = next(todo, None)
        if want is None:
            return
        if match.start() == skip:
            continue
        width = match.end() - match.start()
        code = match.group(1)
        if code and "d800" <= code.lower() <= "dbff" and _LOW.match(raw, match.end()):
            skip = match.end()  # a surrogate pair is one character
            width += 6
        shift += width - 1
    while want is not None:
        yield want + shift
        want = next(todo, None)


_FORM_UNIT = re.compile(r"(?:%[0-9a-fA-F]{2})+|[^%]+|%")


@dataclass(frozen=True, slots=True)
class Percent:
    """Percent encoding, with ``+`` for a space in forms (WHATWG URL, section 5); changes stay local."""

    plus: bool = True

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        write = quote_plus if self.plus else quote
        starts = _percent_starts(raw, len(text))
        return [Change(starts[c.start], starts[c.end], write(c.text, safe="")) for c in changes]


def _percent_starts(raw: str, count: int) -> Sequence[int]:
    """Where in ``raw`` each decoded character begins, and where the last one ends."""
    starts: list[int] = []
    for unit in _FORM_UNIT.finditer(raw):
        at = unit.start()
        word = unit.group()
        if word.startswith("%") and len(word) > 1:
            for char in bytes.fromhex(word.replace("%", "")).decode("utf-8"):
                starts.append(at)
                at += 3 * len(char.encode("utf-8"))
        else:
            starts.extend(range(at, at + len(word)))
    starts.append(len(raw))
    if len(starts) != count + 1:
        raise ValueError("percent encoding does not match its text")
    return starts


@dataclass(frozen=True, slots=True)
class Charset:
    """Text in an encoding that stands, byte by byte, in a Latin-1 view of a binary body."""

    encoding: str
    mark: bytes = b""  # a byte order mark that stays in front

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        return (Change(0, len(raw), self.encode(changed(text, changes)).decode("latin-1")),)

    def encode(self, text: str) -> bytes:
        """The bytes of the whole text; what the encoding cannot write becomes a question mark."""
        return self.mark + text.encode(self.encoding, errors="replace")


@dataclass(frozen=True, slots=True)
class Lettered:
    """Text whose bytes stand as letters; the whole is written anew, in the alphabet, padding and lines it had."""

    charset: Charset
    lettering: Lettering

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        return (Change(0, len(raw), self.lettering.encode(self.charset.encode(changed(text, changes)))),)
