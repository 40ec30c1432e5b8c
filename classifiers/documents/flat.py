"""A file of a fixed list of pieces, each written by one function: what most formats need."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from classifiers.documents.contract import Change, Manner, Piece


def changed(text: str, changes: Sequence[Change]) -> str:
    """The text with sorted changes made."""
    parts: list[str] = []
    at = 0
    for change in changes:
        parts += (text[at : change.start], change.text)
        at = change.end
    parts.append(text[at:])
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Flat:
    """A file that is written by one function of the changes."""

    pieces: Sequence[Piece] = field(repr=False)
    opaque: Sequence[str]
    writer: Callable[[Mapping[int, Sequence[Change]], Manner], bytes] = field(repr=False)

    def write(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        """The file with changes in its pieces. Raises Unwritten."""
        return self.writer(changes, manner)
