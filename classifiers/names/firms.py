"""Which firms are somebody's client, employer or supplier: runs of words with a legal form, a trade or a tie.

A firm counts by a legal form, by an address of its name, or by what comes together: a word for a trade in its name,
what the model saw, a phrase that ties it to the writer, and a person or something private near by. Brands, authorities
and firms of tales stay silent.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from classifiers.brands import brands, institutions
from classifiers.detector import Hit
from classifiers.names import lists
from classifiers.names.cues import firms as cues
from classifiers.names.cues.frames import PRIVATE
from classifiers.names.firmruns import Firm, FirmRuns
from classifiers.names.frames import Frame
from classifiers.names.runs import Name
from classifiers.names.words import BREAK, CLOSE, INNER, MIXED, SINGLE, TITLE, UPPER, Word

LOW = 65.0
WEAK = 40.0
_NEAR = 150  # characters to a person
_FEWEST = 4  # points
# Chances from which on a name of rare words is likely one, and may be one beside people.
_LIKELY, _PERHAPS = 0.85, 0.6
MOST_PLACES = 20_000  # looked at for names that stand again; each is a candidate of its own besides
_REACH = 20  # words behind the first word of a name in which the others must stand


class Firms:
    """One text: its firms."""

    def __init__(self, text: str, words: Sequence[Word], frame: Frame) -> None:
        self._text = text
        self._words = words
        self._frame = frame
        self._common = lists.words("common.txt")
        self._first = lists.given()
        self._last = lists.words("last.txt")
        self._trades = lists.trades()
        self._asked: set[tuple[str, ...]] = set()
        self._left = MOST_PLACES

    def hits(self, names: Sequence[Name], people: Sequence[Hit], detector: str) -> Iterator[Hit]:
        """Hits for all firms, and for other places where their names stand."""
        sure = sorted(hit.start for hit in people if hit.score >= LOW)
        found: dict[tuple[int, int], float] = {}
        for one in FirmRuns(self._text, self._words).of(names):
            start, end = self._words[one.first].start, self._end(one)
            score = self._score(one, start, end, sure)
            found[start, end] = max(score, found.get((start, end), 0.0))
            if score >= LOW:
                for place, stop in self._again(one):
                    found[place, stop] = max(score - 3, found.get((place, stop), 0.0))
        for (start, end), score in sorted(found.items()):
            yield Hit(start, end, "ORGANIZATION", detector, score)

    def _end(self, one: Firm) -> int:
        """Where the firm ends: the point of a legal form is part of it."""
        if one.legal and (form := cues.LEGAL.match(self._text, self._words[one.legal].start)) is not None:
            return form.end()
        return self._words[one.last - 1].end

    def _own(self, one: Firm) -> list[str]:
        """The words of the name without links and legal form."""
        return [
            word.plain
            for word in self._words[one.first : one.legal or one.last]
            if word.plain[0].isalpha() and word.plain not in cues.LINKS
        ]

    def _score(self, one: Firm, start: int, end: int, people: Sequence[int]) -> float:
        text, frame, sighted = self._text, self._frame, self._frame.sighted
        plain = self._own(one)
        alone = one.last - one.first == 1
        own = [
            low for low in plain if len(low) > 2 and low not in self._trades and low not in cues.LEGAL_WORDS
        ]
        rare = [low for low in own if low not in self._common or low in self._last]
        if not own or self._known(one):
            return WEAK
        if frame.tale or frame.news or frame.foreign:
            return WEAK
        if alone:
            return 70.0
        trade = len(own) < len(plain) or any(low.endswith(cues.ENDINGS) for low in plain)
        needed = _FEWEST + (frame.knowledge or frame.exercise or frame.code)
        if one.legal and needed == _FEWEST and not self._shouted(one) and (rare or one.chance > 0.5 or trade):
            return 85.0 if one.chance > 0.8 else 76.0
        institution = not institutions().isdisjoint(plain)
        if institution and not (trade and rare and people):
            return WEAK + 15
        if self._in_an_address(own):
            return 80.0 if trade or one.chance > 0.5 else 70.0
        points = (2 if rare else 1) * trade + 2 * bool(one.legal) - institution
        points += 2 if one.chance >= 0.97 else 1 if one.chance >= 0.6 else 0
        line = text.rfind("\n", max(0, start - 60), start)
        ahead = line + 1 if line >= 0 else max(0, start - 60)
        if sighted.search(cues.STRONG_TIE, ahead, start) is not None:
            points += 3
        elif sighted.search(cues.TIED, ahead, start) is not None:
            points += 1
        if cues.BEHIND.match(text, end) is not None:
            points += 1
        # Where nothing speaks of work, of whom the writer knows, or of anybody's address, a firm is what all may know.
        at_work = frame.ours or frame.office or frame.matter
        if trade and people and plain[0] in self._trades and len(plain) > 1:
            points += 1  # "Clínica Santa Inés": in most languages the trade comes first
        # Words that mean nothing else: in a text about work, and where somebody private is named.
        if len(rare) == len(own):
            points += at_work and one.chance >= _LIKELY
            points += 2 * (bool(people) and one.chance >= _PERHAPS)
        if not (trade or one.legal or points > 2) or (not rare and points < 3):
            return WEAK + 15
        if sighted.search(PRIVATE, max(0, start - _NEAR), end + _NEAR) is not None:
            points += 1
        at = bisect_left(people, start - _NEAR)
        beside = at < len(people) and people[at] <= end + _NEAR
        points += beside
        needed += not (at_work or frame.private or (beside and trade))
        if points < needed:
            return WEAK + 15
        return 70.0 if points == needed else 76.0

    def _shouted(self, one: Firm) -> bool:
        """Whether the legal form may be a word among capitals: "KNOWN AS"."""
        return self._words[one.legal].plain in cues.ALSO_WORDS and all(
            word.shape % CLOSE in (UPPER, SINGLE)
            for word in self._words[one.first : one.legal]
            if word.plain[0].isalpha()
        )

    def _known(self, one: Firm) -> bool:
        """Whether everybody knows the firm, or one of two: by the whole name, or without words such as "Group"."""
        parts: list[list[str]] = [[]]
        for word in self._words[one.first : one.legal or one.last]:
            if word.plain in cues.AND:
                parts.append([])
            elif word.plain[0].isalnum() and word.plain not in cues.LINKS:
                parts[-1].append(word.plain)
        asked = [tuple(self._own(one)), *map(tuple, parts)]
        asked += [tuple(low for low in part if low not in cues.GENERIC) for part in asked]
        asked += [part[:2] for part in asked]
        return not brands().isdisjoint(asked)

    def _in_an_address(self, own: Sequence[str]) -> bool:
        """Whether a mail address or a host of the text is called after the firm."""
        return len(own[0]) >= 4 and "".join(own[:2])[:9] in self._domains

    @cached_property
    def _domains(self) -> str:
        """The letters and digits of all domains of the text, without their endings."""
        found = (one[1].lower().rpartition(".")[0] for one in self._frame.sighted.finditer(cues.DOMAIN))
        return " ".join("".join(filter(str.isalnum, one)) for one in found)

    def _again(self, one: Firm) -> Iterator[tuple[int, int]]:
        """Other places of a firm's own words: "Kesselring" for "Kesselring & Söhne", "Saigon Fresh"."""
        words = self._words
        own = self._own(one)
        head = own[0]
        self._left -= len(self._places.get(head, ()))
        if tuple(own) in self._asked or self._left < 0:
            return
        self._asked.add(tuple(own))
        short = (
            len(own) > 1
            and len(head) >= 4
            and head not in self._common
            and head not in self._first
            and head not in self._trades
        )
        for at in self._places.get(head, ()):
            if one.first <= at < one.last:
                continue
            stop, reached = at + 1, 1
            for place in range(at + 1, min(len(words), at + _REACH)):
                if reached == len(own) or words[place].shape % CLOSE == BREAK:
                    break
                if words[place].plain == own[reached]:
                    reached += 1
                    stop = place + 1
                elif words[place].plain not in cues.LINKS and words[place].plain not in "&-'’.":
                    break
            if reached > 1 or short:
                yield words[at].start, words[stop - 1].end

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word with a capital stands."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self._words):
            if word.shape % CLOSE in (TITLE, UPPER, INNER, MIXED):
                found.setdefault(word.plain, []).append(at)
        return found
