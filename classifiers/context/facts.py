"""Facts about persons: words of a topic (an illness, a faith, an offence) count once they are somebody's.

What makes them somebody's, strongest first: a person, or a number of a person, in the same line or close by; a text
that is a record (many words of one topic after a person was named); a role with details ("our patient, 54"); a pronoun
where another text of the request names a person. A tie ("diagnosed with", "she is on", "her") raises the score, and
words with other meanings need one. Talk in general ("what is", "an article on") and fiction lower it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from classifiers.brands import given, listed
from classifiers.context.growing import grown
from classifiers.context.lexicon import Lexicon, Match
from classifiers.context.listing import neighbours, reasons
from classifiers.context.nearest import People, may_be_nobody
from classifiers.context.shapes import Shape
from classifiers.context.subjects import subjects
from classifiers.context.ties import ABOUT_NOBODY, ANYBODY, FICTION, ROLE_WITH_DETAILS, SOMEBODY, is_tied
from classifiers.detector import Combined, Hit
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

MOST_MATCHES = 20_000  # of one text; beyond it the text is reported as not read to the end
_RECORD = 3  # different words of one kind make a text a record of it
_TIED_IN_A_RECORD = 2
_CLOSE = 120  # characters
_APPOSED = 80
_CARRIES = 60  # how far a tie carries from one word of a list to the next
_LISTED = 70.0  # how sure what stands in one list with facts is


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: the kind it gives, how far a person may be, and how a word grows to the phrase around it."""

    id: str
    kind: str
    tie: str
    grow: str
    reach: int
    record: bool
    listed: bool
    shapes: tuple[Shape, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    weak: bool
    tied: bool
    group: str


class FactsCombiner:
    """All topics at once, so that a text is split into words only once."""

    id = "context-facts"

    def __init__(self, topics: Sequence[Topic], lexicon: Lexicon, digest: str) -> None:
        self._topics: Mapping[str, Topic] = {topic.id: topic for topic in topics}
        self._lexicon = lexicon
        self._shapes = [(topic.id, shape) for topic in topics for shape in topic.shapes]
        self._near: dict[str, list[int]] = {}  # which of the shapes a word asks for
        for number, (_, shape) in enumerate(self._shapes):
            for word in shape.near:
                self._near.setdefault(word, []).append(number)
        self.kinds = frozenset({"PERSON", *(topic.kind for topic in topics)})
        self.digest = digest

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """Facts about the persons that the hits name; those that need a name elsewhere apart."""
        low = passage.low
        words = passage.words
        people = People(hits, low)
        if not people and words.isdisjoint(ANYBODY) and words.isdisjoint(_given()):
            return Combined()
        matches = self._lexicon.matches(passage.text, low, words)
        if len(matches) > MOST_MATCHES:
            passage.give_up()
            matches = matches[:MOST_MATCHES]
        by_topic: dict[str, list[_Candidate]] = {}
        for match in matches:
            by_topic.setdefault(match.term.topic, []).append(
                _candidate(self._topics[match.term.topic], match, low)
            )
        for number in sorted({one for word in self._near.keys() & words for one in self._near[word]}):
            name, shape = self._shapes[number]
            shaped = list(_shaped(shape, low, words))
            if shaped:
                by_topic.setdefault(name, []).extend(shaped)
        if not by_topic:
            return Combined()
        fiction = FICTION.search(low, 0, 400) is not None
        meant = [] if fiction else list(_meant(passage.text, low, by_topic.values()))
        said = {one.start for each in by_topic.values() for one in each}
        people = People((*(hit for hit in hits if not may_be_nobody(hit, said, low)), *meant), low)
        sure: list[Hit] = []
        if_named: list[Hit] = []
        records = self._records(by_topic, low)
        for name in sorted(by_topic):
            topic = self._topics[name]
            record = topic.record and topic.kind in records
            for start, end, score, alone in _judged(topic, by_topic[name], people, low, record, fiction):
                into = sure if alone else if_named
                into.append(Hit(start, end, topic.kind, f"context-{topic.id}", score))
        taken = sorted((hit.start, hit.end) for hit in hits)
        for topic in self._topics.values():
            if topic.listed:
                sure.extend(_in_lists(topic, sure, taken, low))
        facts = tuple(_joined(sure, low))
        named = tuple(one for one in meant if any(_in_reach(one, fact) for fact in facts))
        return Combined((*facts, *named), tuple(_joined(if_named, low)))

    def _records(self, by_topic: Mapping[str, Sequence[_Candidate]], low: str) -> set[str]:
        """The kinds of facts of which a text is a record."""
        different: dict[str, set[str]] = {}
        tied: Counter[str] = Counter()
        for name, candidates in by_topic.items():
            topic = self._topics[name]
            if topic.record:
                said = different.setdefault(topic.kind, set())
                said.update(low[one.start : one.end] for one in candidates if not one.weak)
                tied[topic.kind] += sum(one.tied and one.group != "record" for one in candidates)
        return {
            kind
            for kind, said in different.items()
            if len(said) >= _RECORD and tied[kind] >= _TIED_IN_A_RECORD
        }


@cache
def _given() -> frozenset[str]:
    """First names that are no common words."""
    return given() - listed("common.txt")


def _meant(text: str, low: str, candidates: Iterable[Sequence[_Candidate]]) -> Iterator[Hit]:
    """Persons whom nobody saw, in the sentences of facts that are tied to somebody."""
    seen: set[Hit] = set()
    for one in (one for each in candidates for one in each if one.tied):
        if ABOUT_NOBODY.search(low, max(0, one.start - 70), one.end + 30) is None:
            seen.update(subjects(text, one.start, one.end))
    return iter(sorted(seen))


def _in_reach(person: Hit, fact: Hit) -> bool:
    return max(person.start - fact.end, fact.start - person.end) < _CLOSE


def _candidate(topic: Topic, match: Match, low: str) -> _Candidate:
    tied = is_tied(topic.tie, low, match.start, match.end, match.term.weak)
    return _Candidate(match.start, match.end, match.term.weak, tied, match.term.group)


def _shaped(shape: Shape, low: str, words: frozenset[str]) -> Iterator[_Candidate]:
    # What a label leads to without a tie counts in a record only, and does not make one.
    in_a_record = shape.reads == "line" and not shape.tied
    group = "record" if in_a_record else "told" if shape.reads == "clause" else "shape"
    for start, end in shape.places(low, words):
        yield _Candidate(start, end, in_a_record, shape.tied or in_a_record, group)


def _judged(
    topic: Topic, candidates: list[_Candidate], people: People, low: str, record: bool, fiction: bool
) -> Iterator[tuple[int, int, float, bool]]:
    """Place, score, and whether it counts without a name elsewhere."""
    candidates.sort(key=lambda one: (one.start, -one.end))
    carried: int | None = None
    for one in candidates:
        if (one.group == "record" and not record) or _in_an_address(low, one.start):
            continue
        tied = one.tied
        if not tied and topic.tie == "has" and carried is not None:
            tied = _in_a_list(low[carried : one.start], one.weak, record)
        if tied:
            carried = one.end
        score = _score(topic, one, tied, record, people, low)
        if score:
            if fiction:
                score -= 20
            elif (not tied or one.group == "told") and ABOUT_NOBODY.search(
                low, max(0, one.start - 70), one.end + 30
            ):
                score -= 20 if tied else 12
        start, end = one.start, one.end
        if one.group != "told":
            start, end = grown(topic.grow, one.group, low, start, end)
        if score >= LOW_LEVEL:
            yield start, end, score, True
        elif tied and SOMEBODY.search(low, max(0, one.start - 60), one.start) and not fiction:
            yield start, end, 68.0, False


def _in_lists(topic: Topic, sure: Sequence[Hit], taken: Sequence[tuple[int, int]], low: str) -> list[Hit]:
    """What stands in one list with facts of a topic, and what they are for."""
    known = sorted((hit.start, hit.end) for hit in sure if hit.kind == topic.kind)
    detector = f"context-{topic.id}"
    places = (*neighbours(low, known, taken), *reasons(low, known))
    return [Hit(*place, topic.kind, detector, _LISTED) for place in places]


def _joined(hits: list[Hit], low: str) -> Iterator[Hit]:
    """Hits of one kind with no more than a slash or a space between them as one."""
    hits.sort(key=lambda hit: (hit.kind, hit.start, hit.end))
    last: Hit | None = None
    for hit in hits:
        if (
            last is not None
            and last.kind == hit.kind
            and hit.start - last.end <= 3
            and _JOINS.fullmatch(low, last.end, max(last.end, hit.start))
        ):
            last = Hit(last.start, max(last.end, hit.end), hit.kind, hit.detector, max(last.score, hit.score))
            continue
        if last is not None:
            yield last
        last = hit
    if last is not None:
        yield last


def _in_an_address(low: str, start: int) -> bool:
    """Whether a place is inside of a link or a path."""
    if low[start - 1 : start] not in ("/", "-", "_", "=", "."):
        return False
    run = low[max(0, start - 200) : start].split()[-1:]
    return bool(run) and ("://" in run[0] or run[0].startswith("www.") or run[0].count("/") > 1)


def _in_a_list(between: str, weak: bool, record: bool) -> bool:
    """Whether what stands between two words makes the second one go on with the first."""
    if weak:
        return len(between) <= 30 and (
            "," in between or "/" in between or " and " in between or " und " in between
        )
    return len(between) <= _CARRIES and "\n\n" not in between and (record or ". " not in between)


def _score(topic: Topic, one: _Candidate, tied: bool, record: bool, people: People, low: str) -> float:
    """0 where nobody is near enough."""
    if one.weak and not tied:
        return 0.0
    best = 0.0
    for stand, less in ((people.sure, 0.0), (people.guessed, 6.0), (people.contacts, 4.0)):
        if not stand or (stand is people.contacts and not tied):
            continue
        distance = stand.distance(one.start, one.end)
        if distance <= _CLOSE:
            score = 84.0 if tied else 76.0
        elif distance <= topic.reach:
            score = 76.0 if tied else 70.0
        elif record and stand.before(one.start):
            score = 74.0 if tied else 69.0
        elif tied and distance <= 2 * topic.reach:
            score = 68.0
        else:
            continue
        best = max(best, score - less)
    if not best and tied and ROLE_WITH_DETAILS.search(low, max(0, one.start - 100), one.end + 40):
        best = 66.0
    return best


_JOINS = re.compile(r"[ /+&\-]{0,3}")
