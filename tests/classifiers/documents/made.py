"""Reading and changing files in tests, as the proxy does it: values may stand in several pieces."""

from collections.abc import Mapping

from classifiers.documents.contract import Change, File, Manner, Source
from classifiers.documents.opening import open_file


def opened(data: bytes, name: str = "") -> File:
    return open_file(Source(data, name))


def joined(file: File) -> str:
    """All texts as a reader sees them."""
    return "".join(piece.before + piece.text for piece in file.pieces)


def changed(data: bytes, values: Mapping[str, str], name: str = "") -> bytes:
    """The file with every value replaced, wherever it can be edited."""
    file = opened(data, name)
    text, starts = "", []
    for piece in file.pieces:
        starts.append(len(text) + len(piece.before))
        text += piece.before + piece.text
    changes: dict[int, list[Change]] = {}
    for value, new in values.items():
        at = text.find(value)
        while at >= 0:
            _share(file, starts, at, at + len(value), new, changes)
            at = text.find(value, at + len(value))
    return file.write({index: sorted(made) for index, made in changes.items()}, Manner())


def _share(
    file: File, starts: list[int], start: int, end: int, new: str, into: dict[int, list[Change]]
) -> None:
    for index, begin in enumerate(starts):
        piece = file.pieces[index]
        if begin < end and start < begin + len(piece.text) and piece.editable:
            change = Change(max(start - begin, 0), min(end - begin, len(piece.text)), new)
            into.setdefault(index, []).append(change)
            new = ""
