"""One window of a large text file: its texts with what stands around them, and its core with values replaced. Pure.

Rule 1: the format is chosen once, for the whole file; a window that it does not take is unread.
Rule 2: what begins in the core is the window's own. Where it ends behind the core, the window writes up to there and
says so, and the next one begins behind it.
"""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from classifiers.documents.contract import Budget, File, Source, Unread, Unwritten
from classifiers.documents.encodings import decoded
from classifiers.documents.opening import format_of, formats, open_file
from classifiers.finding import Finding
from classifiers.segment import Segment
from proxy.body.builder import Builder
from proxy.body.files import read_opened
from proxy.body.packing import InLatin1
from proxy.contract import Edit

TEXT, TABLE, JSON = "text file", "table as text", "JSON file"  # names of formats
# Encodings without a state, in which a line end is one byte: a window of one is read as the whole would be.
_ENCODINGS = frozenset(codecs.lookup(name).name for name in ("utf-8", "ascii", "cp1252", "latin-1"))
_UNPACKED = 16 * 1024 * 1024  # bytes of files inside one window
_LONGEST_HEAD = 1000
_WHERE = "in an upload"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The bytes of a window and where its core stands in them; ``head`` names the columns, where it is of a table."""

    data: bytes = field(repr=False)
    start: int
    end: int
    format: str
    name: str = field(repr=False)
    declared: str
    head: bytes = field(default=b"", repr=False)


def format_for(source: Source) -> str:
    """The format of a file that begins with whole lines; empty for one that is not read in windows."""
    found = format_of(source)
    text = decoded(source)
    if found is None or text is None or found.NAME not in (TEXT, TABLE, JSON):
        return ""
    return found.NAME if codecs.lookup(text.encoding).name in _ENCODINGS else ""


def head_of(begin: bytes, form: str) -> bytes:
    """The first line of a table, without a mark; empty where it is none or too long to be said again."""
    line = begin[: begin.find(b"\n") + 1].removeprefix(codecs.BOM_UTF8)
    return line if form == TABLE and len(line) <= _LONGEST_HEAD else b""


def _opened(excerpt: Excerpt, data: bytes) -> File:
    budget = Budget(size=_UNPACKED + len(data))
    found = next(one for one in formats() if excerpt.format == one.NAME)
    try:
        return found.read(
            Source(data, excerpt.name, excerpt.declared), budget, lambda inside: open_file(inside, budget)
        )
    except Unread:
        raise
    except Exception as error:  # noqa: BLE001 (parsers raise whatever they like)
        raise Unread(f"a broken {excerpt.format} ({type(error).__name__})") from None


class Reading:
    """A window that was read: all that is shown is one text, in which the core stands from ``low`` to ``high``.

    Raises Unread.
    """

    def __init__(self, excerpt: Excerpt) -> None:
        self._excerpt = excerpt
        self._data = excerpt.head + excerpt.data
        self._begin, self._end = len(excerpt.head) + excerpt.start, len(excerpt.head) + excerpt.end
        file = _opened(excerpt, self._data)
        builder = Builder(self._data)
        read_opened(builder, 0, (0, len(self._data)), file, InLatin1(), _WHERE)
        self._body = builder.build()
        self._text = self._body.nodes[1].text if file.pieces else ""
        self._low, self._high = self._up_to(self._begin), self._up_to(self._end)
        self._skipped: dict[int, int] = {}
        self.segments: Sequence[Segment] = self._body.segments
        self.opaque: Sequence[str] = self._body.opaque

    def owns(self, finding: Finding) -> bool:
        """Whether a finding begins in the core."""
        return self._low <= self._at(finding.place, finding.start) < self._high

    def clipped(self, finding: Finding, skip: int) -> Finding | None:
        """A finding without what lies in the first ``skip`` bytes of the core; None where nothing is left."""
        if not skip:
            return finding
        if skip not in self._skipped:
            self._skipped[skip] = self._up_to(self._begin + skip)
        start = finding.start + max(self._skipped[skip] - self._at(finding.place, finding.start), 0)
        return replace(finding, start=start) if start < finding.end else None

    def write(self, edits: Sequence[Edit], skip: int) -> tuple[bytes, int]:
        """The core without its first ``skip`` bytes and with the edits, and the bytes behind it that went with them.

        Raises Unwritten.
        """
        last = max((self._at(edit.place, edit.end) for edit in edits), default=self._high)
        over = self._behind(last) if last > self._high else 0
        whole = self._body.splice(edits)
        return whole[self._begin + skip : len(whole) - (len(self._data) - self._end - over)], over

    def _at(self, place: int, offset: int) -> int:
        """An offset in a place as one of the text that is shown."""
        home = self._body.homes[place]
        return offset + (self._body.nodes[home].start if home > 1 else 0)

    def _up_to(self, end: int) -> int:
        """How much of the text that is shown comes from the bytes before one.

        What is read of the begin alone is the begin of what is read of all, but for how its last string goes on.
        """
        if end in (0, len(self._data)):
            return len(self._text) if end else 0
        begun = _told(_opened(self._excerpt, self._data[:end]))
        if self._text.startswith(begun):
            return len(begun)
        pairs = enumerate(zip(self._text, begun, strict=False))
        return next((at for at, (one, other) in pairs if one != other), len(self._text))

    def _behind(self, end: int) -> int:
        """How many bytes behind the core are shown before an end. Raises Unwritten where that is not known: lines of
        a plain text belong together, rows of a table and strings of JSON do not."""
        found = decoded(Source(self._data, self._excerpt.name, self._excerpt.declared))
        if found is None or self._excerpt.format != TEXT:
            raise Unwritten("a value over more than one row or string")
        return len(self._text[self._high : end].encode(found.encoding))


def _told(file: File) -> str:
    """The text of a file as it is shown."""
    return "".join((piece.before if index else "") + piece.text for index, piece in enumerate(file.pieces))
