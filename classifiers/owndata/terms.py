"""A dictionary: names of clients, projects, hosts and matters, found as whole words however they are joined.

Case, accents, white space, hyphens, underscores, capitals inside a word and what ``joints.py`` names do not count;
other punctuation between the words of a term does, and signs that a term begins or ends with (``C++``). Three steps:
the gate lets through words with which a term begins, then pairs of words are looked up, then the whole term is
compared by its keyed hash. The last word of a term may go on, with an ending or as a compound (``continued.py``): a
second gate lets through words that begin as a term of one word does.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.brands import everyday
from classifiers.detector import Hit
from classifiers.owndata import gate
from classifiers.owndata.continued import FEWEST, MOST, continues
from classifiers.owndata.fault import DataFault
from classifiers.owndata.joints import loose
from classifiers.owndata.keys import Keys, Numbers
from classifiers.owndata.layout import Index
from classifiers.owndata.letters import is_spaced
from classifiers.owndata.reading import Places, Reading, read
from classifiers.owndata.spellings import spellings

FORM = "terms"
MOST_WORDS = 31
MOST_SIGNS = 7
MOST_TERMS = 2_000_000
LONGEST = 200  # characters
_SCORE = 100.0
_FEWEST_LETTERS, _FEWEST_IDEOGRAPHS = 3, 2
_AT_ONCE = 2_000
_SIGN = re.compile(r"[^\w\s-]|\n")
_LONG = "Register long texts as a document"
_FALLING_OFF = " .,;:!?\"'()[]{}<>\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb\u2039\u203a_-"


@dataclass(frozen=True, slots=True)
class Term:
    """A term and the line it stands on, which a fault names."""

    line: int
    text: str
    listed: bool = True  # false for another spelling of one


def build(terms: Iterable[Term], kind: str, keys: Keys) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Head and sections of an index. Raises DataFault for a term that could not be found, or would be everywhere."""
    entries: list[tuple[int, int]] = []
    passes: list[int] = []
    begun: list[int] = []
    words_of: set[int] = set()
    wholes: set[int] = set()
    given: set[int] = set()
    for some in itertools.batched(_spellings(terms), _AT_ONCE):
        texts = [
            term.text.strip().rstrip(_FALLING_OFF).lstrip(_FALLING_OFF.replace(".", "")) for term in some
        ]
        for term, text in zip(some, texts, strict=True):
            if len(text) > LONGEST or not text.isprintable():
                raise DataFault(
                    term.line,
                    f"a term has more than {LONGEST} characters, or signs that cannot be printed",
                    _LONG,
                )
        words, _ = read("\n".join(texts), keys)
        one, two = words.runs(1), words.runs(2) if len(words) > 1 else _NOTHING
        beginnings = words.beginnings(FEWEST)
        begin = 0
        bounds = words.words(np.cumsum([0, *(len(text) + 1 for text in texts)])).tolist()
        for term, text, first, last in zip(some, texts, bounds, bounds[1:], strict=False):
            at, begin = begin, begin + len(text) + 1
            try:
                whole, shape = _checked(term, text, words, at, first, last - first)
            except DataFault:
                if term.listed:
                    raise
                continue
            if term.listed:
                given.add(whole)
            if whole not in wholes:
                wholes.add(whole)
                passes.append(int(one[0][first]))
                words_of.add(int(one[1][first]))
                opening = one[1][first] if last - first == 1 else two[1][first]
                entries.append((int(opening), shape))
                if last - first == 1 and not everyday(text):
                    begun.append(int(beginnings[first]))
        if len(wholes) > MOST_TERMS:
            raise DataFault(0, f"there are more than {MOST_TERMS:,} terms", "Part them into several sets")
    if not wholes:
        raise DataFault(0, "there are no terms in it", "Write one term a line")
    table = np.array(sorted(set(entries)), np.uint64).reshape(-1, 2)
    sections: dict[str, NDArray[Any]] = {
        "gate": gate.build(np.unique(np.array(passes, np.uint64))),
        "beginnings": gate.build(np.unique(np.array(begun, np.uint64))),
        "words": np.array(sorted(words_of), np.uint64),
        "openings": table[:, 0].copy(),
        "shapes": table[:, 1].astype(np.uint16),
        "wholes": np.array(sorted(wholes), np.uint64),
    }
    return {"kind": kind, "count": len(given)}, sections


def _spellings(terms: Iterable[Term]) -> Iterator[Term]:
    """The terms, each with its other spellings behind it."""
    for term in terms:
        yield term
        for other in itertools.islice(spellings(term.text.strip()), 1, None):
            yield Term(term.line, other, listed=False)


def _checked(term: Term, text: str, words: Reading, begin: int, first: int, count: int) -> tuple[int, int]:
    """The keyed hash of a term, and its shape: how many words, and signs before and behind them. Raises DataFault."""
    if not count:
        raise DataFault(term.line, "a term has no letter or digit", "Remove the line")
    if count > MOST_WORDS:
        raise DataFault(term.line, f"a term has more than {MOST_WORDS} words", _LONG)
    before = words.start(first) - begin
    behind = begin + len(text) - words.end(first + count - 1)
    if max(before, behind) > MOST_SIGNS:
        raise DataFault(
            term.line, f"a term begins or ends with more than {MOST_SIGNS} signs", "Leave them out"
        )
    written = words.canonical(first, count, before, behind)
    plain = written.replace(" ", "")
    enough = _FEWEST_LETTERS if plain.isascii() or is_spaced(plain[0]) else _FEWEST_IDEOGRAPHS
    if len(plain) < enough:
        raise DataFault(
            term.line,
            f"a term is shorter than {enough} characters and would be found everywhere",
            "Make it longer",
        )
    return words.keyed(written), count | before << 5 | behind << 8


class Terms:
    """The dictionary of an index. Raises KeyError where the index is of another form."""

    def __init__(self, index: Index, keys: Keys) -> None:
        self.kinds: frozenset[str] = frozenset({index.head["kind"]})
        self._kind: str = index.head["kind"]
        self._gate = index.sections["gate"]
        self._words = index.sections["words"]
        self._openings = index.sections["openings"]
        self._shapes = index.sections["shapes"]
        self._wholes = index.sections["wholes"]
        self._beginnings = index.sections.get("beginnings")  # none in an index of an earlier program

    def find(self, words: Reading, parts: Reading | None, detector: str) -> Iterator[Hit]:
        """Every place where a term stands."""
        spots: list[tuple[int, int]] = []
        wholes: list[int] = []
        for reading in (words,) if parts is None else (words, parts):
            for start, end, whole in self._candidates(reading):
                spots.append((start, end))
                wholes.append(whole)
        if not spots:
            return
        for number in _among(self._wholes, np.array(wholes, np.uint64))[0].tolist():
            start, end = spots[number]
            yield Hit(start, end, self._kind, detector, _SCORE, True)

    def _candidates(self, reading: Reading) -> Iterator[tuple[int, int, int]]:
        """Start, end and keyed hash of what begins as a term does."""
        if not len(reading):
            return
        memo: dict[tuple[int, int, str], list[int]] = {}
        for word, opened, cut, entry in self._openings_in(reading):
            opening = self._openings[entry]
            while entry < len(self._openings) and self._openings[entry] == opening:
                shape = int(self._shapes[entry])
                entry += 1
                count, before, behind = shape & 31, shape >> 5 & 7, shape >> 8
                last = word + count - 1
                if min(count, 2) != opened or (cut and count != opened) or last >= len(reading):
                    continue
                start, end = reading.start(word) - before, reading.end(last) + behind
                if start < 0 or end > len(reading.text):
                    continue
                key = (cut, shape, reading.text[start:end])
                found = memo.get(key)
                if found is None:
                    cuts = (cut,) if cut or count == opened else range(_most_cut(reading.size(last)) + 1)
                    found = memo[key] = list(_readings(reading, word, shape, cuts))
                for whole in found:
                    yield start, end, whole

    def _openings_in(self, reading: Reading) -> Iterator[tuple[int, int, int, int]]:
        """Words with which terms may begin: the word, whether one or two were looked up, how many letters the last of
        them has too many, and where its entries begin. Most terms have two words or more, and few of these pairs are
        in a text."""
        passes, drawn = reading.runs(1)
        found = gate.passing(self._gate, passes)
        known = _among(self._words, drawn.take(found))[0]
        ones = found.take(known)
        twos = ones[ones + 1 < len(reading)]
        for firsts, longer, opened in ((ones, self._begun(reading), 1), (twos, twos, 2)):
            which, cuts = _cuts(reading, longer + opened - 1)
            firsts = np.concatenate((firsts, longer.take(which)))
            cuts = np.concatenate((np.zeros(len(firsts) - len(cuts), np.int64), cuts))
            if len(firsts):
                yield from self._looked_up(reading, firsts, cuts, opened)

    def _begun(self, reading: Reading) -> Places:
        """Words that begin as a term of one word does, and go on."""
        if self._beginnings is None:
            return np.zeros(0, np.int64)
        long = (reading.ends - reading.starts > FEWEST).nonzero()[0]
        if not len(long):
            return long
        starts = reading.starts.take(long)
        return long.take(gate.passing(self._beginnings, reading.spans(starts, starts + FEWEST)[0]))

    def _looked_up(
        self, reading: Reading, firsts: Places, cuts: Places, opened: int
    ) -> Iterator[tuple[int, int, int, int]]:
        ends = reading.ends.take(firsts + opened - 1) - cuts
        drawn = reading.spans(reading.starts.take(firsts), ends)[1]
        known, at = _among(self._openings, drawn)
        for number, entry in zip(known.tolist(), at.tolist(), strict=True):
            yield int(firsts[number]), opened, int(cuts[number]), entry


def _cuts(reading: Reading, words: Places) -> tuple[Places, Places]:
    """All ways to leave out letters at the end of some words: which word, and how many letters."""
    sizes = reading.ends.take(words) - reading.starts.take(words)
    most = np.clip(sizes - FEWEST, 0, MOST)
    which = np.repeat(np.arange(len(words)), most)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(most) - most, most) + 1


def _most_cut(letters: int) -> int:
    return max(0, min(letters - FEWEST, MOST))


def _readings(reading: Reading, word: int, shape: int, cuts: Iterable[int]) -> Iterator[int]:
    """The keyed hashes of what may be a term of a shape: with and without what stands between its words for looks, and
    without the letters by which its last word goes on."""
    count, before, behind = shape & 31, shape >> 5 & 7, shape >> 8
    last = word + count - 1
    gaps = (str, loose) if _SIGN.search(reading.text, reading.start(word), reading.start(last)) else (str,)
    for cut in cuts:
        if not cut or (not behind and _continued(reading, last, cut, count == 1)):
            for gap in gaps:
                yield reading.keyed(reading.canonical(word, count, before, behind, gap=gap, cut=cut))


def _continued(reading: Reading, word: int, cut: int, alone: bool) -> bool:
    """Whether the last letters of a word are an ending or the like; not a word of its own, as its capital shows."""
    added = reading.text[reading.begin(int(reading.ends[word]) - cut) : reading.end(word)]
    apart = added[0].isupper() and not added.isupper()
    return not apart and continues(reading.folded(word), cut, alone=alone)


_NOTHING: tuple[Numbers, Numbers] = (np.zeros(0, np.uint64), np.zeros(0, np.uint64))


def _among(sorted_values: Numbers, sought: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of the sought numbers are among sorted ones, and where these begin."""
    at = np.searchsorted(sorted_values, sought)
    found = (sorted_values.take(np.minimum(at, len(sorted_values) - 1)) == sought).nonzero()[0]
    return found, at.take(found)
