"""Views of a text in which a disguise is taken off, each with the way back to the text as it was written.

Rule 1: a view is a text and, for every character of it, the span of the original that it stands for; a finding in a
view covers whole spans, so that what is replaced takes its disguise along.
Rule 2: work is bounded: a number of characters decoded and of layers; beyond it the text is reported as not read to
its end.
Rule 3: a text in plain ASCII without encoded runs costs a few searches, one in another script not much more.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5

MOST_DECODED = 400_000  # characters, over all encoded runs of a text
MOST_LAYERS = 2

# Characters that show nothing or only change their neighbour: format characters, soft hyphen, variation selectors.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_ODD = re.compile("[^\x00-\x7f]")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_DASHED = re.compile("(?<=[0-9A-Z])[\u2010-\u2015\u2212](?=[0-9A-Z])")  # of a number, not of a sentence
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_OTHER_ALPHABET = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W_][\w.+@\-]*")
# Letters of other alphabets that look like Latin ones; folded only in words that hold Latin letters as well.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһԛԝѵАВЕКМНОРСТУХІЈЅԌαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhqwvABEKMHOPCTYXIJSGaeikvoptuxABEZHIKMNOPTYX",
)
_SPREAD = re.compile(r"(?<![\w.])\d(?:[ ._*\-/|]\d){8,40}(?![\w])")
_ESCAPE = re.compile(
    r"%[0-9A-Fa-f]{2}|&#[0-9]{2,6};|&#[xX][0-9A-Fa-f]{2,5};|&[A-Za-z]{2,8};|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}"
)
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_\-=])[A-Za-z0-9+/_\-]{16,}={0,2}(?![A-Za-z0-9+/_=])")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0x)?((?:[0-9A-Fa-f]{2}){8,})(?![0-9A-Za-z])")
_SPACED_HEX = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{2}(?:[ :,][0-9A-Fa-f]{2}){9,}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class View:
    """A text without its disguise; ``spans[i]`` is what character ``i`` stands for in the original."""

    text: str = field(repr=False)
    spans: tuple[tuple[int, int], ...] = field(repr=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original behind characters ``start`` to ``end``."""
        inside = self.spans[start:end]
        return min(span[0] for span in inside), max(span[1] for span in inside)


def views(text: str) -> tuple[list[View], bool]:
    """All views of a text that differ from it, and whether every encoded run was within the bounds."""
    found: list[View] = []
    if not text.isascii():
        folded = _folded(text)
        if folded is not None:
            found.append(folded)
    spread = _gathered(text)
    if spread is not None:
        found.append(spread)
    if "%" in text or "&" in text or "\\" in text:
        plain = _unescaped(text)
        if plain is not None:
            found.append(plain)
    runs, complete = _decoded(text)
    return found + runs, complete


def _folded(text: str) -> View | None:
    """Unseen characters left out, wide and styled letters made plain, look-alikes in mixed words made Latin."""
    alike = _mixed(text) if _OTHER_ALPHABET.search(text) else frozenset()
    if (
        not alike
        and not _OTHER_DIGIT.search(text)
        and not _DASHED.search(text)
        and not _UNSEEN.search(text)
        and unicodedata.is_normalized("NFKC", text)
    ):
        return None
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    last = 0
    changed = False
    for odd in _ODD.finditer(text):
        at = odd.start()
        letters.extend(text[last:at])
        spans.extend((index, index + 1) for index in range(last, at))
        character = text[at]
        last = at + 1
        if _UNSEEN.match(character) or unicodedata.combining(character):
            changed = True
            if spans:
                spans[-1] = (spans[-1][0], at + 1)  # it is replaced together with what it clings to
            continue
        plain = "-" if character in _DASHES else unicodedata.normalize("NFKC", character)
        if plain.isdecimal():
            plain = "".join(str(unicodedata.decimal(digit)) for digit in plain)
        if at in alike:
            plain = plain.translate(_ALIKE)
        changed = changed or plain != character
        letters.extend(plain)
        spans.extend([(at, at + 1)] * len(plain))
    if not changed:
        return None
    letters.extend(text[last:])
    spans.extend((index, index + 1) for index in range(last, len(text)))
    return View("".join(letters), tuple(spans))


def _mixed(text: str) -> frozenset[int]:
    """Places of look-alike letters in words that hold Latin letters, too."""
    places: set[int] = set()
    for word in _WORD.finditer(text):
        shown = word.group()
        if not shown.isascii() and any(letter.isascii() and letter.isalpha() for letter in shown):
            places.update(word.start() + index for index, letter in enumerate(shown) if ord(letter) in _ALIKE)
    return frozenset(places)


def _gathered(text: str) -> View | None:
    """Numbers whose digits stand apart, one by one, written as numbers."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    last = 0
    for run in _SPREAD.finditer(text):
        places = [*range(last, run.start()), *range(run.start(), run.end(), 2)]
        pieces.append("".join(text[place] for place in places))
        spans.extend((place, place + 1) for place in places)
        last = run.end()
    if not pieces:
        return None
    pieces.append(text[last:])
    spans.extend((index, index + 1) for index in range(last, len(text)))
    return View("".join(pieces), tuple(spans))


def _unescaped(text: str) -> View | None:
    """Percent, HTML and backslash escapes of single characters written out."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    last = 0
    for escape in _ESCAPE.finditer(text):
        plain = _character(escape.group())
        if plain is None:
            continue
        pieces.append(text[last : escape.start()])
        spans.extend((index, index + 1) for index in range(last, escape.start()))
        pieces.append(plain)
        spans.extend([escape.span()] * len(plain))
        last = escape.end()
    if not pieces:
        return None
    pieces.append(text[last:])
    spans.extend((index, index + 1) for index in range(last, len(text)))
    return View("".join(pieces), tuple(spans))


def _character(escape: str) -> str | None:
    if escape.startswith("%"):
        code = int(escape[1:], 16)
    elif escape.startswith("&#"):
        code = int(escape[3:-1], 16) if escape[2] in "xX" else int(escape[2:-1])
    elif escape.startswith("&"):
        return html5.get(escape[1:])
    else:
        code = int(escape[2:], 16)
    # One byte of a longer UTF-8 sequence tells nothing alone; what hides in disguise is ASCII.
    return chr(code) if 0x20 <= code < 0x7F else None


def _decoded(text: str) -> tuple[list[View], bool]:
    """What stands in base64 and in hex, up to a few layers deep, as one view; a finding there covers its whole run."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end, inner in _runs(text):
        for plain in _layers(inner):
            if len(spans) + len(plain) > MOST_DECODED:
                return [View("".join(pieces), tuple(spans))], False
            pieces.append(plain + "\n")
            spans.extend([(start, end)] * (len(plain) + 1))
    return ([View("".join(pieces), tuple(spans))] if pieces else []), True


def _layers(text: str) -> Iterator[str]:
    """A decoded text and what is encoded in it once more."""
    yield text
    for _ in range(MOST_LAYERS - 1):
        inside = next((inner for _, _, inner in _runs(text)), None)
        if inside is None:
            return
        yield inside
        text = inside


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    for run in _BASE64.finditer(text):
        plain = _from_base64(run.group())
        if plain is not None:
            yield run.start(), run.end(), plain
    for run in _HEX.finditer(text):
        plain = _printable(bytes.fromhex(run[1]))
        if plain is not None:
            yield run.start(), run.end(), plain
    for run in _SPACED_HEX.finditer(text):
        plain = _printable(bytes.fromhex(re.sub("[ :,]", "", run.group())))
        if plain is not None:
            yield run.start(), run.end(), plain


def _from_base64(run: str) -> str | None:
    digits = run.rstrip("=").replace("-", "+").replace("_", "/")
    if len(digits) % 4 == 1:
        return None
    try:
        return _printable(base64.b64decode(digits + "=" * (-len(digits) % 4)))
    except binascii.Error:
        return None


def _printable(data: bytes) -> str | None:
    """The text of some bytes, if it is one that a person can read."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (
        text
        if len(text) >= 6 and all(letter.isprintable() or letter in "\r\n\t" for letter in text)
        else None
    )
