"""A dictionary: names of clients, projects, hosts and matters, found as whole words however they are joined.

Case, accents, white space, hyphens, underscores and capitals inside a word do not count; other punctuation between
the words of a term does, and signs that a term begins or ends with (``C++``). Three steps: the gate lets through
words with which a term begins, then pairs of words are looked up, then the whole term is compared by its keyed hash.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.detector import Hit
from classifiers.owndata import gate
from classifiers.owndata.fault import DataFault
from classifiers.owndata.keys import Keys, Numbers
from classifiers.owndata.layout import Index
from classifiers.owndata.letters import is_spaced
from classifiers.owndata.reading import Reading, read

FORM = "terms"
MOST_WORDS = 31
MOST_SIGNS = 7
MOST_TERMS = 2_000_000
LONGEST = 200  # characters
_SCORE = 100.0
_FEWEST_LETTERS, _FEWEST_IDEOGRAPHS = 3, 2
_AT_ONCE = 2_000
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])")
_LONG = "Register long texts as a document"
_FALLING_OFF = " .,;:!?\"'()[]{}<>\u201c\u201d\u2018\u2019\u201e_-"


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
    words_of: set[int] = set()
    wholes: set[int] = set()
    given = 0
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
        begin = 0
        bounds = words.words(np.cumsum([0, *(len(text) + 1 for text in texts)])).tolist()
        for term, text, first, last in zip(some, texts, bounds, bounds[1:], strict=False):
            whole, shape = _checked(term, text, words, begin, first, last - first)
            begin += len(text) + 1
            if whole not in wholes:
                wholes.add(whole)
                given += term.listed
                passes.append(int(one[0][first]))
                words_of.add(int(one[1][first]))
                opening = one[1][first] if last - first == 1 else two[1][first]
                entries.append((int(opening), shape))
        if len(wholes) > MOST_TERMS:
            raise DataFault(0, f"there are more than {MOST_TERMS:,} terms", "Part them into several sets")
    if not wholes:
        raise DataFault(0, "there are no terms in it", "Write one term a line")
    table = np.array(sorted(set(entries)), np.uint64).reshape(-1, 2)
    sections: dict[str, NDArray[Any]] = {
        "gate": gate.build(np.array(passes, np.uint64)),
        "words": np.array(sorted(words_of), np.uint64),
        "openings": table[:, 0].copy(),
        "shapes": table[:, 1].astype(np.uint16),
        "wholes": np.array(sorted(wholes), np.uint64),
    }
    return {"kind": kind, "count": given}, sections


def _spellings(terms: Iterable[Term]) -> Iterator[Term]:
    """The terms, and behind each that has capitals inside its words the same with these words parted."""
    for term in terms:
        yield term
        parted = _HUMP.sub(" ", term.text)
        if parted != term.text:
            yield Term(term.line, parted, listed=False)


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
        size = len(reading)
        if not size:
            return
        passes, drawn = reading.runs(1)
        found = gate.passing(self._gate, passes)
        if not len(found):
            return
        drawn = drawn.take(found)
        known = _among(self._words, drawn)[0]
        if not len(known):
            return
        # Words with which terms begin; most terms have two words or more, and few of these pairs are in a text.
        ones = found.take(known)
        twos = ones[ones + 1 < size]
        pairs = reading.spans(reading.starts.take(twos), reading.ends.take(twos + 1))[1]
        drawn = np.concatenate((drawn.take(known), pairs))
        places = np.concatenate((ones, twos))
        known, at = _among(self._openings, drawn)
        memo: dict[str, int] = {}
        for number, word, entry, opening in zip(
            known.tolist(), places.take(known).tolist(), at.tolist(), drawn.take(known).tolist(), strict=True
        ):
            single = number < len(ones)
            while entry < len(self._openings) and int(self._openings[entry]) == opening:
                shape = int(self._shapes[entry])
                entry += 1
                count, before, behind = shape & 31, shape >> 5 & 7, shape >> 8
                if (count == 1) is not single or word + count > size:
                    continue
                start, end = reading.start(word) - before, reading.end(word + count - 1) + behind
                if start < 0 or end > len(reading.text):
                    continue
                written = f"{before} {behind} {reading.spaced} {reading.text[start:end]}"
                whole = memo.get(written)
                if whole is None:
                    whole = memo[written] = reading.keyed(reading.canonical(word, count, before, behind))
                yield start, end, whole


_NOTHING: tuple[Numbers, Numbers] = (np.zeros(0, np.uint64), np.zeros(0, np.uint64))


def _among(sorted_values: Numbers, sought: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of the sought numbers are among sorted ones, and where these begin."""
    at = np.searchsorted(sorted_values, sought)
    found = (sorted_values.take(np.minimum(at, len(sorted_values) - 1)) == sought).nonzero()[0]
    return found, at.take(found)
