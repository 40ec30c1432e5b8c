"""A lexicon: terms of one word or several, stems and endings, found in one walk over the words of a text.

A text pays one list of its words and a look-up for each different word; only texts that hold one of the terms pay for
more.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \t\-\u2010\u2011\u2019'./+]{1,2}|\r?\n[ \t]?")
_GAP_BEFORE = re.compile(r"[ \t\-\u2010\u2011\u2019'./+&\n]{1,2}\Z")
_REST = re.compile(r"[^\W_]{1,30}")
_KEY = 4  # letters of a stem or an ending that are looked up first; shorter ones are refused
_TAILS = ("s", "n", "en", "e")  # plurals and cases of the languages with simple ones
_SHORTEST_TAILED = 5


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: its words in order, and what it belongs to. ``weak`` terms mean something else as well."""

    words: tuple[str, ...]
    topic: str
    group: str
    weak: bool = False
    whole: bool = True  # false: the last word is a stem
    exact: str = ""  # an abbreviation that must stand in these capitals: ALS, not "als"


@dataclass(frozen=True, slots=True)
class Match:
    """One term at its place."""

    start: int
    end: int
    term: Term


def terms_of(source: str, topic: str, group: str) -> "tuple[list[Term], dict[str, Term]]":
    """The terms of a list with commas, and its endings: ``word``, ``stem*``, ``-ending``, ``word?`` for weak.

    An entry of one word in capitals must stand in capitals."""
    terms: list[Term] = []
    endings: dict[str, Term] = {}
    for entry in source.split(","):
        entry = entry.strip()
        weak = entry.endswith("?")
        entry = entry.rstrip("?")
        stem = entry.endswith("*")
        entry = entry.rstrip("*")
        if not entry:
            continue
        ending = entry.startswith("-")
        words = tuple(_WORD.findall(entry.lower()))
        if not words or ((ending or stem) and len(words[-1]) < _KEY):
            raise ValueError(f"the entry {entry} of {topic}/{group} is too short")
        exact = entry if len(words) == 1 and entry.isupper() else ""
        term = Term(words, topic, group, weak, not stem, exact)
        if ending:
            endings[words[0]] = term
        else:
            terms.append(term)
    return terms, endings


class Lexicon:
    """Terms of any number of topics. A term of several words is looked up by its longest word, its anchor."""

    def __init__(
        self, terms: Iterable[Term], endings: Iterable[Term] = (), never: Iterable[str] = ()
    ) -> None:
        self._never = frozenset(never)
        anchors: defaultdict[str, list[Term]] = defaultdict(list)
        stems: defaultdict[str, list[Term]] = defaultdict(list)
        for term in terms:
            anchor = _anchor(term)
            last = anchor == len(term.words) - 1
            word = term.words[anchor]
            if not term.whole and last:
                stems[word[:_KEY]].append(term)
                continue
            anchors[word].append(term)
            if last and len(word) >= _SHORTEST_TAILED and not term.exact:
                for tail in _TAILS if len(term.words) == 1 else _TAILS[:2]:
                    anchors[word + tail].append(term)
        self._anchors = {word: _ordered(found) for word, found in anchors.items()}
        self._anchor_words = frozenset(self._anchors)
        self._stems = {key: _ordered(found) for key, found in stems.items()}
        ends: defaultdict[str, list[Term]] = defaultdict(list)
        for term in endings:
            ends[term.words[0][-_KEY:]].append(term)
        self._ends = {key: _ordered(found) for key, found in ends.items()}

    def absent(self, words: frozenset[str]) -> bool:
        """Whether no term can be in a text with these words; for a lexicon without stems and endings."""
        return not self._stems and not self._ends and self._anchor_words.isdisjoint(words)

    def matches(self, text: str, low: str, words: frozenset[str]) -> list[Match]:
        """Every term in a text, given also in lower case and as different words; the longest at a place, by topic."""
        stems, ends = self._stems, self._ends
        hot: dict[str, list[Term]] = {}
        for word in words & self._anchor_words:
            # A term of several words is worth a look only if all but the last, which may have an ending, are there.
            if word not in self._never and (
                possible := [one for one in self._anchors[word] if words.issuperset(one.words[:-1])]
            ):
                hot[word] = possible
        for word in [word for word in words if word[:_KEY] in stems or word[-_KEY:] in ends]:
            if word not in self._never and (more := self._parts(word)):
                hot[word] = sorted([*hot.get(word, ()), *more], key=_longest_first)
        if not hot:
            return []
        matches: list[Match] = []
        for word, terms in hot.items():
            size = len(word)
            at = low.find(word)
            while at >= 0:
                end = at + size
                if not low[at - 1 : at].isalnum() and not low[end : end + 1].isalnum():
                    for term in terms:
                        place = _place(low, at, end, term)
                        if place is not None and not (term.exact and text[at:end] != term.exact):
                            matches.append(Match(*place, term))
                at = low.find(word, end)
        return _longest(matches)

    def _parts(self, word: str) -> list[Term]:
        found = [term for term in self._stems.get(word[:_KEY], ()) if word.startswith(term.words[-1])]
        if len(word) > _KEY + 1:
            found += [
                term
                for term in self._ends.get(word[-_KEY:], ())
                if word.endswith(term.words[0]) and len(word) > len(term.words[0]) + 1
            ]
        return found


def _ordered(terms: list[Term]) -> list[Term]:
    return sorted(terms, key=_longest_first) if len(terms) > 1 else terms


def _anchor(term: Term) -> int:
    if len(term.words) == 1:
        return 0
    return max(range(len(term.words)), key=lambda index: (len(term.words[index]), index))


def _longest(matches: list[Match]) -> list[Match]:
    """One match at a place for each topic: the first, the longest, the surest."""
    matches.sort(key=lambda one: (one.start, -one.end, one.term.topic, one.term.weak, one.term.words))
    ends: dict[str, int] = {}
    kept = []
    for match in matches:
        if match.start >= ends.get(match.term.topic, 0):
            ends[match.term.topic] = match.end
            kept.append(match)
    return kept


def _longest_first(term: Term) -> tuple[int, int, str, bool, tuple[str, ...], str]:
    return (-len(term.words), -len(term.words[-1]), term.topic, term.weak, term.words, term.group)


def _place(low: str, at: int, end: int, term: Term) -> tuple[int, int] | None:
    """Where a term stands whose anchor is the word from ``at`` to ``end``."""
    words = term.words
    if len(words) == 1:
        return at, end
    anchor = _anchor(term)
    start = at
    for wanted in reversed(words[:anchor]):
        gap = _GAP_BEFORE.search(low, max(0, start - 2), start)
        if gap is None:
            return None
        start = gap.start() - len(wanted)
        if start < 0 or not low.startswith(wanted, start) or low[start - 1 : start].isalnum():
            return None
    for index, wanted in enumerate(words[anchor + 1 :], anchor + 1):
        found = _GAP.match(low, end)
        if found is None or not low.startswith(wanted, found.end()):
            return None
        end = found.end() + len(wanted)
        tail = _REST.match(low, end)
        rest = tail[0] if tail is not None else ""
        last = index == len(words) - 1
        if rest and not (last and (not term.whole or rest in ("s", "n"))):
            return None
        end += len(rest)
    return start, end


def spots(low: str, words: Iterable[str]) -> list[int]:
    """Where some words begin in a lower-case text, in order; longer words may begin so, too."""
    places: list[int] = []
    for word in words:
        at = low.find(word)
        while at >= 0:
            if not low[at - 1 : at].isalnum():
                places.append(at)
            at = low.find(word, at + len(word))
    return sorted(places)


def windows(places: Iterable[int], before: int, after: int) -> list[tuple[int, int]]:
    """The ground around places that are in order, as disjoint windows."""
    ground: list[tuple[int, int]] = []
    for at in places:
        start, end = max(0, at - before), at + after
        if ground and start <= ground[-1][1]:
            ground[-1] = (ground[-1][0], end)
        else:
            ground.append((start, end))
    return ground
