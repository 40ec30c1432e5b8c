"""A rule: one pattern with its prefilter, check, context and score, as a detector.

The order of work, cheapest first: literals in the lower-cased text, windows, the pattern in the windows, the
check,
the context. A pattern never sees text outside its windows, except to finish a match that a window cut.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from classifiers import slips
from classifiers.checks.fillers import SLIPPED, is_slip
from classifiers.checks.verdict import Check, judged
from classifiers.detector import Hit
from classifiers.listed import NEXT
from classifiers.nearby import Context
from classifiers.openings import Sought
from classifiers.outline import Hint, Need, is_telling
from classifiers.passage import Area, Passage
from classifiers.proof import may_be_strong

CONTEXT_BEFORE = 100
CONTEXT_AFTER = 40  # unless the rule says otherwise
_MANY = 12  # keywords
# More matches of one rule than any honest text of that length has; the text is then reported as not read to the end.
MOST_CANDIDATES = 20_000


class Look(StrEnum):
    """Where the pattern is tried once a keyword was seen (or none is asked for)."""

    TEXT = "text"  # everywhere
    AT = "at"  # exactly where a keyword begins: the pattern starts with it
    NEAR = "near"  # around the keywords only
    DIGITS = "digits"  # around clusters of digits only


class Needs(StrEnum):
    """Which context a hit needs to be one at all."""

    NOTHING = "nothing"
    NEAR = "near"  # a context word close by
    TEXT = "text"  # a context word anywhere, as in the head of a table


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as a detector. Scores run from 0 to 100."""

    id: str
    kind: str
    patterns: tuple[re.Pattern[str], ...]
    score: float
    keywords: tuple[str, ...] = ()
    look: Look = Look.TEXT
    before: int = 0
    after: int = 300
    check: Check | None = None
    check_name: str = ""
    checked: float = 0.0
    group: str = ""
    label: re.Pattern[str] | None = None  # what names a number so well that it stays with a wrong check digit
    context: Context | None = None
    context_before: int = CONTEXT_BEFORE
    context_after: int = CONTEXT_AFTER
    boost: float = 0.0
    needs: Needs = Needs.NOTHING
    words: tuple[str, ...] = ()  # the context as its author wrote it
    again: bool = False  # look again inside a match that the check refuses or cuts
    digest: str = field(default="", compare=False)
    family: str = ""
    _sought: tuple[Sought, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sought", tuple(map(Sought, self.patterns)))

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset((self.kind,))

    @property
    def proves(self) -> bool:
        """Whether a hit of it may stand for itself; if not, nobody asks it where a text was put together by guess."""
        return self.checked > 0 or may_be_strong(self.kind, self.score + self.boost)

    @property
    def hint(self) -> Hint:
        """What the prefilter has to look for."""
        reaches = max(one.reach for one in self._sought)
        needs: list[Need] = []
        if self.context is not None and self.needs is Needs.TEXT:
            needs.append(Need(self.context.pattern))
        if self.context is not None and self.needs is Needs.NEAR:
            needs.append(Need(self.context.pattern, self.context_before, reaches + self.context_after))
        if self.keywords and (self._keywords_anywhere or not all(map(is_telling, self.patterns))):
            words = re.compile("|".join(map(re.escape, self.keywords)))
            longest = max(map(len, self.keywords))
            match self.look:
                case Look.AT:
                    needs.append(Need(words, 0, 0))
                case Look.NEAR:
                    needs.append(Need(words, self.after + longest, self.before))
                case Look.TEXT | Look.DIGITS:
                    needs.append(Need(words))
        return Hint(self.patterns, tuple(needs))

    @property
    def _keywords_anywhere(self) -> bool:
        return bool(self.keywords) and self.look in (Look.TEXT, Look.DIGITS)

    def find(self, passage: Passage) -> Iterator[Hit]:
        """All hits of this rule, unsettled."""
        if self._keywords_anywhere and not passage.has_any(self.keywords):
            return
        beside = self.context if self.needs is Needs.TEXT else None
        if beside is not None and not beside.stands(passage, 0, len(passage.text)):
            return
        left = MOST_CANDIDATES + len(passage.text) // 20
        listed = 0  # as far as a list was read
        for match in self._matches(passage):
            left -= 1
            if left < 0:
                passage.give_up()
                return
            hit = self._judge(match, passage)
            if hit is not None:
                yield hit
                if self.needs is Needs.NEAR and not self.group and hit.start >= listed:
                    for following in self._listed(match.re, hit, passage):
                        listed = following.end
                        yield following
            if self.again and (hit is None or hit.end < match.end()):
                yield from self._inside(match, hit, passage)

    def _inside(self, match: re.Match[str], hit: Hit | None, passage: Passage) -> Iterator[Hit]:
        """Hits that begin inside a match, behind what it gave: a number of another sort ran into the one meant."""
        text, stop = passage.text, match.end()
        end = stop + max(one.reach for one in self._sought)
        at = match.start() + 1 if hit is None else hit.end
        while at < stop and (found := match.re.search(text, at, end)) is not None and found.start() < stop:
            hit = self._judge(found, passage)
            if hit is not None:
                yield hit
            at = found.start() + 1 if hit is None else hit.end

    def _listed(self, pattern: re.Pattern[str], hit: Hit, passage: Passage) -> Iterator[Hit]:
        """Values that follow another in a list, further from the word than one alone may stand."""
        while True:
            joint = NEXT.match(passage.text, hit.end)
            found = pattern.match(passage.text, joint.end()) if joint is not None else None
            following = self._judge(found, passage, told=True) if found is not None else None
            if following is None:
                return
            hit = following
            yield hit

    def _matches(self, passage: Passage) -> Iterator[re.Match[str]]:
        text = passage.text
        known: dict[Area, Any] = {}  # patterns look in the same places
        for number, sought in enumerate(self._sought):
            for area in passage.areas(self.id, number):
                if self.look is Look.AT:
                    for at in self._places(passage, area, known):
                        if (found := sought.pattern.match(text, at)) is not None:
                            yield found
                    continue
                if len(self.keywords) > _MANY and sought.is_quick and not _is_there(sought, passage, area):
                    continue
                for window in self._windows(passage, area, known):
                    yield from _matches(sought, passage, window, area)

    def _places(self, passage: Passage, area: Area, known: dict[Area, Any]) -> Sequence[int]:
        places: Sequence[int] | None = known.get(area)
        if places is None:
            places = known[area] = passage.places(self.keywords, area)
        return places

    def _windows(self, passage: Passage, area: Area, known: dict[Area, Any]) -> Sequence[Area]:
        windows: Sequence[Area] | None = known.get(area)
        if windows is None:
            match self.look:
                case Look.NEAR:
                    beyond = max(one.reach for one in self._sought)
                    windows = passage.around(self.keywords, self.before, self.after, area, beyond)
                case Look.DIGITS:
                    windows = passage.clusters(area)
                case _:
                    windows = ((0, len(passage.text)),)
            known[area] = windows
        return windows

    def _judge(self, match: re.Match[str], passage: Passage, *, told: bool = False) -> Hit | None:
        start, end = match.span(self.group) if self.group else match.span()
        if start < 0 or start == end:
            return None
        score, verified = self.score, False
        if self.check is not None:
            ahead = passage.low[max(0, start - CONTEXT_BEFORE) : start]
            left = judged(self.check, passage.text, start, end, ahead, score, self.checked, passage.asked)
            if left is None:
                return self._slip(start, end, passage)
            start, end, score, verified = left.start, left.end, left.score, left.verified
        if self.context is not None and (self.boost or self.needs is Needs.NEAR):
            first = max(0, start - self.context_before)
            near = self.context.stands(passage, first, start) or self.context.stands(
                passage, end, end + self.context_after
            )
            if near:
                score = min(100.0, score + self.boost)
            elif self.needs is Needs.NEAR and not told:
                return None
        return Hit(start, end, self.kind, self.id, score, verified)

    def _slip(self, start: int, end: int, passage: Passage) -> Hit | None:
        """The hit that a value gives although its check refuses it: its name stands right ahead."""
        text, low = passage.text, passage.low
        named = (
            self.label is not None
            and is_slip(text, start, end)
            and slips.is_named(self.label, text, low, start)
        )
        return Hit(start, end, self.kind, self.id, SLIPPED) if named else None


def _is_there(sought: Sought, passage: Passage, area: Area) -> bool:
    """Whether a match begins in the area: a cheaper question than where all of many keywords stand."""
    start, end = area
    return any(match.start() < end for match in sought.matches(passage, start, end + sought.reach))


def _matches(sought: Sought, passage: Passage, window: Area, area: Area) -> Iterator[re.Match[str]]:
    """Matches that start in a window and in an area; one that touches the window's end is tried again without it.

    What is found does not depend on the area: no match starts ahead of it, and none that starts in it sees further
    behind it than the pattern reaches.
    """
    first, high = window
    start, end = area
    whole = high >= len(passage.text)
    for match in sought.matches(passage, max(first, start), min(high, end + sought.reach)):
        if match.start() >= end:
            return
        if whole or match.end() < high:
            yield match
        elif (again := sought.pattern.match(passage.text, match.start())) is not None:
            yield again
