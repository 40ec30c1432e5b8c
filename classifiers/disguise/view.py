"""Views of a text in which a disguise is taken off, each with the way back to the text as it was written.

A view is made of edits: what is written between ``start`` and ``end`` reads as ``plain``. A short text is shown whole,
of a long one only the surroundings of the edits. A finding in a view leads back to all that it stands for, so that
what is replaced takes its disguise along.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

WHOLE = 2_000  # characters; up to this a text is shown whole
REACH = (
    240  # characters before and behind an edit that are shown of a longer text: more than a context reaches
)
NEAR_BEFORE, NEAR_AFTER = 100, 40  # how far the context of a value reaches
MOST_GAP = 64  # parts of a value that stand no farther apart are one finding
_APART = "\n\n\n"  # between two surroundings; no value crosses it


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` read as ``plain``; ``even``: each as the one at its place, so that a part of them
    leads back to a part."""

    start: int
    end: int
    plain: str
    even: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A text without its disguise.

    ``weak`` views are guesses (two lines read as one): in them only what is verified or has a vendor's shape counts.
    ``at``, ``size``, ``start`` and ``end`` are parallel: the characters from ``at`` on, ``size`` of them, stand for
    ``start`` to ``end`` of the original, one for one where ``edited`` says no. ``marks`` are
    where edits lie in the view, in order; an edit that takes something away has no width.
    """

    text: str = field(repr=False)
    at: tuple[int, ...]
    size: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    edited: tuple[bool, ...]
    marks: tuple[tuple[int, int], ...]
    weak: bool = False

    def spans(self, first: int, last: int) -> list[tuple[int, int]]:
        """The spans of the original behind characters ``first`` to ``last``; parts that stand close are one span."""
        spans: list[tuple[int, int]] = []
        index = max(0, bisect_right(self.at, first) - 1)
        while index < len(self.at) and self.at[index] < last:
            at = self.at[index]
            low, high = max(first, at) - at, min(last, at + self.size[index]) - at
            if low < high:
                if self.edited[index]:
                    span = self.start[index], self.end[index]
                else:
                    span = self.start[index] + low, self.start[index] + high
                spans.append(span)
            index += 1
        return merged(spans)

    def shows(self, first: int, last: int) -> bool:
        """Whether an edit lies inside characters ``first`` to ``last``; one that takes away, strictly inside."""
        index = bisect_right(self.marks, (first, len(self.text) + 1))
        # Marks do not overlap: only the one that begins before `first` can reach into it.
        if index and self.marks[index - 1][1] > first:
            return True
        if index < len(self.marks):
            start, _ = self.marks[index]
            return start < last
        return False

    def near(self, first: int, last: int) -> bool:
        """Whether an edit lies inside or so near that it may be the context of characters ``first`` to ``last``."""
        return self.shows(max(-1, first - NEAR_BEFORE), last + NEAR_AFTER)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; those that stand no farther apart than ``MOST_GAP`` as one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start - result[-1][1] <= MOST_GAP:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def view_of(text: str, edits: Iterable[Edit], *, weak: bool = False) -> View | None:
    """The view that some edits give; None if they change nothing. Of edits that overlap the first one stays."""
    chosen: list[Edit] = []
    last = 0
    for edit in sorted(edits, key=_place):
        if edit.start >= last and edit.end > edit.start and text[edit.start : edit.end] != edit.plain:
            chosen.append(edit)
            last = edit.end
    if not chosen:
        return None
    pieces: list[str] = []
    at: list[int] = []
    size: list[int] = []
    start: list[int] = []
    end: list[int] = []
    edited: list[bool] = []
    marks: list[tuple[int, int]] = []
    length = 0

    def put(piece: str, low: int, high: int, changed: bool) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            at.append(length)
            size.append(len(piece))
            start.append(low)
            end.append(high)
            edited.append(changed)
            length += len(piece)

    def cling(high: int) -> None:
        """The last character is replaced together with what was taken away behind it."""
        nonlocal length
        if not edited[-1]:
            character, low = pieces[-1][-1], end[-1] - 1
            pieces[-1] = pieces[-1][:-1]
            size[-1] -= 1
            end[-1] -= 1
            length -= 1
            put(character, low, high, True)
        end[-1] = high

    index = 0
    for low, high in _windows(text, chosen):
        if pieces:
            pieces.append(_APART)
            length += len(_APART)
        place = low
        while index < len(chosen) and chosen[index].start < high:
            edit = chosen[index]
            put(text[place : edit.start], place, edit.start, False)
            marks.append((length, length + len(edit.plain)))
            hidden = not edit.plain and not text[edit.start : edit.end].isspace()
            if hidden and end and end[-1] == edit.start and length:
                cling(edit.end)
            put(edit.plain, edit.start, edit.end, not edit.even)
            place = edit.end
            index += 1
        put(text[place:high], place, high, False)
    return View(
        "".join(pieces), tuple(at), tuple(size), tuple(start), tuple(end), tuple(edited), tuple(marks), weak
    )


def _place(edit: Edit) -> tuple[int, int, str]:
    """The order of edits: of those that begin together the longest comes first."""
    return edit.start, -edit.end, edit.plain


def _windows(text: str, edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """The surroundings of edits, in whole lines or at least whole words, joined where they meet."""
    size = len(text)
    if size <= WHOLE:
        return [(0, size)]
    windows: list[tuple[int, int]] = []
    for edit in edits:
        if windows and edit.start - REACH <= windows[-1][1]:
            if edit.end + REACH > windows[-1][1]:
                windows[-1] = (windows[-1][0], _right(text, edit.end + REACH))
        else:
            windows.append((_left(text, edit.start - REACH), _right(text, edit.end + REACH)))
    joined = windows[:1]
    for low, high in windows[1:]:
        if low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _left(text: str, place: int) -> int:
    if place <= 0:
        return 0
    line = text.rfind("\n", max(0, place - REACH), place + 1)
    if line >= 0:
        return line + 1
    space = text.rfind(" ", max(0, place - REACH), place + 1)
    return space + 1 if space >= 0 else place


def _right(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    line = text.find("\n", place, place + REACH)
    if line >= 0:
        return line
    space = text.find(" ", place, place + REACH)
    return space if space >= 0 else place
