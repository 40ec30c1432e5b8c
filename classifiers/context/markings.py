"""Markings: banners and legends that say how a text may be handled.

A marking stands in a line of its own, at the head of a subject or in a field named classification; the same word in a
sentence is talk. Upper case, double slashes and brackets are its grammar.
The words and their sources stand in ``banners`` and ``levels``.
"""

from collections.abc import Iterator

from classifiers.context import asked, bannered, banners, pagelines
from classifiers.context.levels import OF_STATES
from classifiers.context.lexicon import spots, windows
from classifiers.context.program import Zone, program_of
from classifiers.detector import Detector, Hit
from classifiers.digest import digest_of
from classifiers.openings import Sought
from classifiers.passage import Passage

MOST_LINES = 20_000  # lines with a marking word in one text
_READ = 4_000  # characters in which a state is looked for


class MarkingDetector:
    """All markings as one detector."""

    id = "context-markings"

    def __init__(self) -> None:
        self.kinds = frozenset(one.kind for one in banners.MARKINGS)
        self._words = frozenset().union(*(one.words for one in banners.MARKINGS))
        self._anywhere = [(one, Sought(pattern)) for one in banners.MARKINGS for pattern in one.anywhere]
        self.digest = digest_of(
            "5",
            *(
                part
                for one in banners.MARKINGS
                for part in (one.kind, one.banner.pattern, *(pattern.pattern for pattern in one.anywhere))
            ),
            *asked.SOURCES,
            *bannered.SOURCES,
            *pagelines.SOURCES,
            OF_STATES.pattern,
        )

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The markings of a text, each as long as its words."""
        present = self._words & passage.words
        if not present:
            return
        markings = [one for one in banners.MARKINGS if not one.words.isdisjoint(present)]
        low = passage.low
        for marking, sought in self._anywhere:
            for first, end in windows(spots(low, marking.words & present), 120, 160):
                for found in sought.matches(passage, first, end):
                    group = "it" if "it" in sought.pattern.groupindex else 0
                    if not asked.is_asked_about(low, *found.span(group)):
                        yield Hit(*found.span(group), marking.kind, self.id, marking.score)
        left = MOST_LINES
        start = last = marked = -1  # a line, and where a marking in it ends
        for at in sorted(set(spots(low, present))):  # "sec" begins where "secret" does
            if at > last:
                start, last, marked = low.rfind("\n", 0, at) + 1, low.find("\n", at), -1
                last = len(low) if last < 0 else last
            elif at < marked:
                continue
            left -= 1
            if left < 0:
                passage.give_up()
                return
            for marking in markings:
                hit = self._hit(marking, passage, start, at, last, is_marked=marked >= 0)
                if hit is not None:
                    marked = hit.end
                    yield hit
                    break

    def _hit(
        self, marking: banners.Marking, passage: Passage, start: int, at: int, end: int, *, is_marked: bool
    ) -> Hit | None:
        """The marking of a line, of the part of it or of the sentence in which a word of markings stands."""
        text, low = passage.text, passage.low
        place = None
        if not is_marked:
            place = bannered.place(marking, text, low, start, end) or bannered.place_within(
                marking, text, low, start, at, end
            )
        if place is None and at > start:
            place = bannered.place_of_a_part(marking, text, low, start, at, end, is_marked=is_marked)
        if place is None or _is_of_code(passage, place):
            return None
        kind = marking.kind
        if not (place.is_sure or passage.once(_is_of_a_state)):
            if kind != "CLASSIFIED_MARKING":
                return None
            # "SECRET" over a text that no state wrote may be the title of a song: it is held, and a person decides.
            kind = "CUI_MARKING"
        return Hit(place.start, place.end, kind, self.id, marking.score)


def _is_of_a_state(text: str) -> bool:
    """Whether a text speaks of what states keep secret."""
    return OF_STATES.search(text[:_READ].lower()) is not None


def _is_of_code(passage: Passage, place: bannered.Place) -> bool:
    """Whether a program says it of a part of its own: `"[INTERNAL] Passes it."`, `# PRIVILEGED: as root`."""
    program = passage.once(program_of)
    zone = None if program is None else program.zone(place.start)
    return zone is Zone.STRING or (zone is Zone.COMMENT and place.goes_on)


def detectors() -> list[Detector]:
    """For the catalogue."""
    return [MarkingDetector()]
