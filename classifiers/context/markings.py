"""Markings: banners and legends that say how a text may be handled.

A marking stands in a line of its own, at the head of a subject or in a field named classification; the same word in a
sentence is talk. Upper case, double slashes and brackets are its grammar.
The words and their sources stand in ``banners`` and ``levels``.
"""

import re
from collections.abc import Iterator

from classifiers.context import asked, bannered, banners
from classifiers.context.lexicon import spots, windows
from classifiers.context.program import Zone, program_of
from classifiers.detector import Detector, Hit
from classifiers.digest import digest_of
from classifiers.openings import Sought
from classifiers.passage import Passage

MOST_LINES = 20_000  # lines with a marking word in one text
_LONGEST = 140  # characters of a line that can be a banner
# A line that asks, or that gives a name a value ("CONFIDENTIAL = 1"); rules around a banner do not.
_SAYS_ELSE = re.compile(r"\?|\w[^\w\n=]{0,3}={1,3}[^\w\n=]{0,3}\w")


class MarkingDetector:
    """All markings as one detector."""

    id = "context-markings"

    def __init__(self) -> None:
        self.kinds = frozenset(one.kind for one in banners.MARKINGS)
        self._words = frozenset().union(*(one.words for one in banners.MARKINGS))
        self._anywhere = [(one, Sought(pattern)) for one in banners.MARKINGS for pattern in one.anywhere]
        self.digest = digest_of(
            "3",
            *(
                part
                for one in banners.MARKINGS
                for part in (one.kind, one.banner.pattern, *(pattern.pattern for pattern in one.anywhere))
            ),
            *asked.SOURCES,
            *bannered.SOURCES,
        )

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The markings of a text, each as long as its words."""
        present = self._words & passage.words
        if not present:
            return
        markings = [one for one in banners.MARKINGS if not one.words.isdisjoint(present)]
        text, low = passage.text, passage.low
        for marking, sought in self._anywhere:
            for first, end in windows(spots(low, marking.words & present), 120, 160):
                for found in sought.matches(passage, first, end):
                    group = "it" if "it" in sought.pattern.groupindex else 0
                    if not asked.is_asked_about(low, *found.span(group)):
                        yield Hit(*found.span(group), marking.kind, self.id, marking.score)
        left = MOST_LINES
        last = -1
        for at in spots(low, present):
            if at <= last:
                continue
            left -= 1
            if left < 0:
                passage.give_up()
                return
            start = low.rfind("\n", 0, at) + 1
            last = low.find("\n", at)
            last = len(low) if last < 0 else last
            if last - start > _LONGEST or _SAYS_ELSE.search(low, start, last) is not None:
                continue
            for marking in markings:
                place = bannered.place(marking, text, low, start, last)
                if place is not None and not _is_of_code(passage, place[0]):
                    yield Hit(*place, marking.kind, self.id, marking.score)
                    break


def _is_of_code(passage: Passage, start: int) -> bool:
    """Whether a program says it of a part of its own, in a string: `"[INTERNAL] Used to pass the mode."`."""
    program = passage.once(program_of)
    return program is not None and program.zone(start) is Zone.STRING


def detectors() -> list[Detector]:
    """For the catalogue."""
    return [MarkingDetector()]
