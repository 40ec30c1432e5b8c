"""Document fingerprints: passages of registered documents, found whatever their spacing, case and punctuation.

Six successive words make a shingle; of every four successive shingles the one with the smallest keyed hash is kept
(winnowing: Schleimer, Wilkerson, Aiken 2003), with its place among the words of the documents. Shingles of a text that
follow each other as they do in a document make a passage.

A passage of 25 words or more in the words of a document is always found; one of under 20 never. Words may be changed,
left out or added here and there. What stands in four or more places of the documents is taken for boilerplate, and so
is what stands in the files that the admin gives as such.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.detector import Hit
from classifiers.owndata import gate
from classifiers.owndata.fault import DataFault
from classifiers.owndata.keys import Keys, Numbers
from classifiers.owndata.layout import Index
from classifiers.owndata.reading import Reading, read

FORM = "documents"
SHINGLE = 6  # words
WINDOW = 4  # shingles of which one is kept
FEWEST_WORDS = 20  # from the first to the last word that shingles of a passage cover
SURE_WORDS = 40
_FEWEST_SHINGLES = 4
_MOST_PLACES = 3  # of a shingle in the documents, else it is boilerplate
_GAP, _SHIFT = 20, 6  # words that a passage may leave out, and by how many its words may move
_BETWEEN = 1_000  # words between two documents that are numbered on
_MOST_OPEN = 64
_LOW_SCORE, _SURE_SCORE = 85.0, 95.0


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document, and its name, which a fault tells."""

    name: str
    text: str = field(repr=False)


def build(
    documents: Iterable[Document], ignored: Iterable[Document], kind: str, keys: Keys
) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Head and sections of an index. Raises DataFault for a document that could not be found."""
    plain = [_shingles(document.text, keys)[1] for document in ignored]
    boilerplate = np.unique(np.concatenate(plain)) if plain else np.zeros(0, np.uint64)
    passes: list[Numbers] = []
    values: list[Numbers] = []
    places: list[NDArray[np.uint32]] = []
    count = words = 0
    for document in documents:
        drawn, found = _shingles(document.text, keys)
        kept = winnowed(found)
        kept = kept[~np.isin(found.take(kept), boilerplate)]
        if len(kept) < _FEWEST_SHINGLES:
            raise DataFault(
                0, f"{document.name} has too few words of its own to be found again", "Register it as terms"
            )
        passes.append(drawn.take(kept))
        values.append(found.take(kept))
        places.append((kept + words).astype(np.uint32))
        count += 1
        words += len(found) + SHINGLE + _BETWEEN
    if not count:
        raise DataFault(0, "there are no documents", "Give one file or more")
    all_values, all_passes, all_places = (
        np.concatenate(values),
        np.concatenate(passes),
        np.concatenate(places),
    )
    order = np.lexsort((all_places, all_values))
    all_values = all_values[order]
    begins = np.searchsorted(all_values, all_values)
    ends = np.searchsorted(all_values, all_values, "right")
    rare = ends - begins <= _MOST_PLACES
    if int(rare.sum()) < _FEWEST_SHINGLES:
        raise DataFault(
            0, "the documents have hardly a word of their own", "Do not register one several times"
        )
    sections: dict[str, NDArray[Any]] = {
        "gate": gate.build(all_passes[order][rare]),
        "shingles": all_values[rare],
        "places": all_places[order][rare],
    }
    return {"kind": kind, "count": count, "words": words - count * (SHINGLE + _BETWEEN)}, sections


def _shingles(text: str, keys: Keys) -> tuple[Numbers, Numbers]:
    words, _ = read(text, keys)
    return words.runs(SHINGLE) if len(words) >= SHINGLE else (np.zeros(0, np.uint64), np.zeros(0, np.uint64))


def winnowed(shingles: Numbers) -> NDArray[np.int64]:
    """The places of the shingles that are kept: the smallest of every window, the last of equal ones."""
    if len(shingles) <= WINDOW:
        return np.arange(len(shingles))
    windows = np.lib.stride_tricks.sliding_window_view(shingles, WINDOW)[:, ::-1]
    return np.unique(np.arange(len(windows)) + WINDOW - 1 - windows.argmin(1))


@dataclass(slots=True)
class _Passage:
    """A passage while it grows: places of words in the text, how far it is moved against the document."""

    first: int
    last: int
    shift: int
    shingles: int = 1


class Documents:
    """The documents of an index. Raises KeyError where the index is of another form."""

    def __init__(self, index: Index, keys: Keys) -> None:
        self._kind: str = index.head["kind"]
        self.kinds: frozenset[str] = frozenset({self._kind})
        self._gate = index.sections["gate"]
        self._shingles = index.sections["shingles"]
        self._places = index.sections["places"]

    def find(self, words: Reading, parts: Reading | None, detector: str) -> Iterator[Hit]:
        """Every passage of a registered document."""
        if len(words) < SHINGLE + _FEWEST_SHINGLES - 1:
            return
        drawn, values = words.runs(SHINGLE)
        likely = gate.passing(self._gate, drawn)
        if len(likely) < _FEWEST_SHINGLES:
            return
        sought = values.take(likely)
        low = np.searchsorted(self._shingles, sought)
        high = np.searchsorted(self._shingles, sought, "right")
        for passage in self._passages(likely.tolist(), low.tolist(), high.tolist()):
            length = passage.last + SHINGLE - passage.first
            if passage.shingles >= _FEWEST_SHINGLES and length >= FEWEST_WORDS:
                first, last = _widened(words, passage.first, passage.last + SHINGLE - 1)
                score = _SURE_SCORE if length >= SURE_WORDS else _LOW_SCORE
                yield Hit(words.start(first), words.end(last), self._kind, detector, score, True)

    def _passages(self, spots: Sequence[int], low: Sequence[int], high: Sequence[int]) -> Iterator[_Passage]:
        growing: list[_Passage] = []
        for spot, begin, end in zip(spots, low, high, strict=True):
            if begin == end:
                continue
            for passage in [each for each in growing if spot - each.last > _GAP]:
                growing.remove(passage)
                yield passage
            for place in self._places[begin:end].tolist():
                shift = place - spot
                mine = [each for each in growing if abs(each.shift - shift) <= _SHIFT and each.last < spot]
                if mine:
                    best = min(mine, key=lambda each: abs(each.shift - shift))
                    best.last, best.shift, best.shingles = spot, shift, best.shingles + 1
                elif len(growing) < _MOST_OPEN and not any(
                    abs(each.shift - shift) <= _SHIFT for each in growing
                ):
                    growing.append(_Passage(spot, spot, shift))
        yield from growing


def _widened(words: Reading, first: int, last: int) -> tuple[int, int]:
    """The words of a passage, with those at its ends of which a shingle was not kept, within the paragraph."""
    for _ in range(WINDOW - 1):
        if first and not _apart(words, first - 1):
            first -= 1
        if last + 1 < len(words) and not _apart(words, last):
            last += 1
    return first, last


def _apart(words: Reading, word: int) -> bool:
    """Whether a new paragraph begins behind a word."""
    return words.text.count("\n", words.end(word), words.start(word + 1)) > 1
