"""The contract of a file format: how a file's texts are read, and how the file is written with changes in them.

Rule 1: a format is pure; it sees bytes and gives values. Heavy libraries are imported when a file is read.
Rule 2: reading raises ``Unread`` and nothing else, with a reason that never quotes the file.
Rule 3: what could not be read is named in ``opaque``; a file with a blind spot is never clean.
Rule 4: a file without changes is not written again: its very bytes go on.
Rule 5: what is read can be written, or its pieces say ``editable=False``; ``write`` raises ``Unwritten`` else.
Rule 6: everything is counted against the budget before it is unpacked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, runtime_checkable


class Unread(ValueError):
    """The file's fault: it cannot be read. The message is a short reason ("an encrypted pdf") without its text."""


class Unwritten(ValueError):
    """A change cannot be made safely; the message says why, without the file's text."""


class Change(NamedTuple):
    """Replace the characters ``start`` to ``end`` of a text by ``text``."""

    start: int
    end: int
    text: str

    def __repr__(self) -> str:
        return f"Change({self.start}, {self.end})"


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a file, as a person reads it: a paragraph, a cell, a comment, a page, a property.

    ``where`` says in plain words in which part it stands ("comments", "sheet 2, hidden"), never what it says.
    ``before`` is what a reader sees between it and the piece before: a line break, a tab between cells of a row,
    nothing between two runs of a line. Pieces are scanned together, so that words around a value and heads of
    columns count; a value may reach over several pieces.
    """

    text: str = field(repr=False)
    where: str = ""
    editable: bool = True
    before: str = "\n"


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are written where there is a choice: a pdf as a ``pdf`` with the values gone, or from its ``text``."""

    pdf: Literal["pdf", "text"] = "pdf"


class File(Protocol):
    """A file that was read."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """Every text of the file, in reading order; empty texts are left out."""

    @property
    def opaque(self) -> Sequence[str]:
        """Parts that were not read, as short reasons ("an image in a format that is not read"); empty when all was."""

    def write(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        """The file with changes in its pieces (by index; sorted, apart). Raises Unwritten."""


@runtime_checkable
class InStretches(Protocol):
    """A file that can be written without a second copy of what stays."""

    def stretches(
        self, changes: Mapping[int, Sequence[Change]], manner: Manner
    ) -> Sequence[bytes | memoryview]:
        """What ``write`` gives, one stretch after the other. Raises Unwritten."""


@dataclass(slots=True)
class Budget:
    """What may still be unpacked, over a file and everything inside it. Spent as files are read.

    ``size`` counts bytes after unpacking, ``count`` entries of archives, parts of documents and pages; ``depth`` is
    how many files may still stand inside one another; ``ratio`` the most bytes that one packed byte may become.
    """

    size: int = 256 * 1024 * 1024
    count: int = 20_000
    depth: int = 5
    ratio: int = 200
    images: int = 40  # whose text is recognised, which costs most

    def take(self, size: int, packed: int | None = None) -> None:
        """Count one entry of ``size`` bytes (known or just read). Raises Unread where that is too much."""
        self.size -= size
        self.count -= 1
        if self.count < 0:
            raise Unread("a file with too many parts")
        if self.size < 0 or (packed is not None and size > max(packed, 512) * self.ratio):
            raise Unread("a file that unpacks to too much")

    def image(self) -> None:
        """Count one image. Raises Unread where there are too many."""
        self.images -= 1
        if self.images < 0:
            raise Unread("more images than are read")


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file and what others say of it: its name and its declared media type, both possibly empty."""

    data: bytes = field(repr=False)
    name: str = field(default="", repr=False)
    declared: str = ""

    @property
    def suffix(self) -> str:
        """The end of the name in lower case, without its dot ("docx"); empty where there is none."""
        base = self.name.replace("\\", "/").rpartition("/")[2]
        return base.rpartition(".")[2].lower() if "." in base else ""


type Inner = Callable[[Source], File]
"""Opens a file that stands inside another one, one level deeper, against the same budget. Raises Unread."""


class Format(Protocol):
    """One module of ``formats``: which files it knows, and how they are read."""

    NAME: str
    """As people call it: "Word document"."""
    ORDER: int
    """Formats are asked from low to high: 10 for what shows itself in its first bytes, 50 for text that needs a look,
    90 for what takes everything."""

    def claims(self, source: Source) -> bool:
        """Whether a file is of this format, by its bytes first; quick, and never an exception."""

    def read(self, source: Source, budget: Budget, inner: Inner) -> File:
        """Read a file. Raises Unread."""
