"""Tables that go on from page to page: the names of the columns, said again ahead of the first row on each."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from classifiers.documents.heads import is_head


class Stretch(NamedTuple):
    """Characters of a page's text from ``start`` to ``end``, and what is seen ahead of them."""

    start: int
    end: int
    before: str


def stretches(pages: Sequence[str]) -> Iterator[list[Stretch]]:
    """For each page its text, or in two where the first row of a table follows that began on a page before."""
    head = ""
    for text in pages:
        cut, going, head = -1, head, ""
        at = 0
        above: list[str] = []
        for line in text.split("\n"):
            cells = line.split("\t")
            if len(cells) > 1 and len(above) == len(cells) and is_head(above, cells):
                head = "\t".join(above)
            elif cut < 0 and not head and _goes_on(going, cells):
                cut, head = at, going
            above = cells
            at += len(line) + 1
        if cut > 0:
            yield [Stretch(0, cut - 1, "\n\n"), Stretch(cut, len(text), f"\n\n{head}\n")]
        else:
            yield [Stretch(0, len(text), f"\n\n{head}\n" if cut == 0 else "\n\n")]


def _goes_on(head: str, cells: Sequence[str]) -> bool:
    """Whether a row stands below a head of a page before, and is none itself."""
    return len(cells) == head.count("\t") + 1 > 1 and not is_head(cells, ("0",))
