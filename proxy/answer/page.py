"""An answer that is an HTML page or a file: what it shows, what it holds besides, and itself without values.

Rule 1: what a page shows is read across its tags, as people read it. A file shows all that it holds.
Rule 2: only values that it shows are taken out, then wherever they stand; a page's own settings in its scripts and
attributes hold keys that it needs, so that those are read and stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from classifiers.documents.contract import Change, File, Manner, Source, Unread, Unwritten
from classifiers.documents.formats import media
from classifiers.documents.opening import format_of, open_file
from classifiers.documents.sniff import sniff
from proxy.answer.mask import Span, Values, sure

_PAGE = ("text/html", "application/xhtml+xml")
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read: the texts that it shows, as one, and all others, as one. ``is_file``: it is no page."""

    shown: str = field(repr=False)
    beside: str = field(repr=False)
    is_file: bool
    is_whole: bool  # all of it was read
    _file: File = field(repr=False)

    def masked(self, values: Values) -> bytes | None:
        """The page without the values; None where one cannot be taken out."""
        changes: dict[int, list[Change]] = {}
        for places in _places(self._file, is_file=self.is_file):
            text, starts = _joined(self._file, places)
            for span in values.spans(text):
                _share(self._file, span, places, starts, changes)
        if any(not self._file.pieces[number].editable for number in changes):
            return None
        try:
            written = self._file.write(changes, Manner())
        except Unwritten:
            return None
        again = read_file(written, "") if self.is_file else read_page(written, "text/html")
        if again is None or values.stand_in(again.shown) or values.stand_in(again.beside):
            return None
        return sure(written, values)


def is_page(content_type: str, body: bytes) -> bool:
    """Whether an answer is a page, as it says or as it begins."""
    return content_type.partition(";")[0].strip().lower() in _PAGE or _BEGINS.match(body[:400]) is not None


def read_page(body: bytes, content_type: str) -> Page | None:
    """Read a page; None where it cannot be read."""
    return _read(Source(body, "answer.html", content_type), is_file=False)


def read_file(body: bytes, content_type: str) -> Page | None:
    """Read a file of any kind, or a text in another encoding than UTF-8; None where it cannot be read."""
    return _read(Source(body, "", content_type), is_file=True)


def _read(source: Source, *, is_file: bool) -> Page | None:
    try:
        file = open_file(source)
    except Unread:
        return None
    shown, beside = (_joined(file, places)[0] for places in _places(file, is_file=is_file))
    return Page(shown, beside, is_file, not file.opaque, file)


def is_file(body: bytes) -> bool:
    """Whether an answer is no text in UTF-8 but a file of its own."""
    if sniff(body):
        return True
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def is_recording(body: bytes) -> bool:
    """Whether an answer is sound, film or a picture that nobody reads, whatever it says that it is."""
    known = format_of(Source(body, ""))
    return known is not None and known.NAME == media.NAME


def _places(file: File, *, is_file: bool) -> tuple[Sequence[int], Sequence[int]]:
    """The pieces that are shown, and the others."""
    shown = [number for number, piece in enumerate(file.pieces) if is_file or not piece.where]
    kept = frozenset(shown)
    return shown, [number for number in range(len(file.pieces)) if number not in kept]


def _joined(file: File, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Pieces as one text, and where each begins in it."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for number in places:
        piece = file.pieces[number]
        starts.append(at + len(piece.before))
        parts += (piece.before, piece.text)
        at = starts[-1] + len(piece.text)
    return "".join(parts), starts


def _share(
    file: File, span: Span, places: Sequence[int], starts: Sequence[int], changes: dict[int, list[Change]]
) -> None:
    """A value over several pieces: the first takes the mask, the others lose their part."""
    first, last, mask = span
    for number, begin in zip(places, starts, strict=True):
        start, end = max(first - begin, 0), min(last - begin, len(file.pieces[number].text))
        if start < end:
            changes.setdefault(number, []).append(Change(start, end, mask))
            mask = ""
