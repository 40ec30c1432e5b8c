"""Which sentences of a text may tell something, so that the model of facts need not read the others.

A bag of words: what a sentence may tell is the sum of what its pieces and the looks of its words weigh (logistic
regression, ``train/sentences.py``). Of the marked values in prompts that taught nothing 97 of 100 lie in the sentences
that are read, with 78 of 100 words; around the words that may be names 91 lie, with as many words.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from classifiers.names.words import BREAK, CLOSE, LOOKS, Looks, Pieces, Word

MOST_WORDS = 90  # of one run: about as many as the model reads at once
# A text of at most so many words is read whole; of a longer one so many at most, those that weigh most.
MOST_WHOLE, MOST_IN_ALL = 100, 10_000
_LEAST = 0.0  # what a sentence weighs at least
_WIDEST_GAP = 12  # words between two sentences that are read together
_ENDS = (".", "!", "?", ";")
_SHORTEST, _LONGEST = 4, 40  # words of a sentence, where no line ends


class Sentences:
    """The weights of pieces, then of looks, then what is added to every sum."""

    def __init__(self, file: Path, pieces: Pieces, looks: Looks) -> None:
        weights: list[float] = np.load(file, allow_pickle=False).astype(np.float64).tolist()
        self._added = weights.pop()
        self._weights, self._first_look = weights, len(weights) - LOOKS
        self._pieces, self._looks = pieces, looks
        self._kept: dict[tuple[str, int], float] = {}

    def runs(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Disjoint runs of words that are worth reading, in order."""
        every = list(sentences(words))
        if len(words) > MOST_WHOLE:
            every = self._heaviest(words, every)
        found: list[tuple[int, int]] = []
        for start, end in every:
            if found and start - found[-1][1] <= _WIDEST_GAP and end - found[-1][0] <= MOST_WORDS:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def _heaviest(self, words: Sequence[Word], every: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        keys = [word[2:] for word in words]
        weights = {key: self._weight(word) for key, word in dict(zip(keys, words, strict=True)).items()}
        each = list(map(weights.__getitem__, keys))
        weighed = [(sum(each[start:end]) + self._added, start, end) for start, end in every]
        kept = sorted((one for one in weighed if one[0] >= _LEAST), reverse=True)
        budget = MOST_IN_ALL
        chosen: list[tuple[int, int]] = []
        for _, start, end in kept:
            budget -= end - start
            if budget < 0:
                break
            chosen.append((start, end))
        return sorted(chosen)

    def _weight(self, word: Word) -> float:
        """What a word weighs, remembered if all may know it: rule 5 of the room."""
        weight = self._kept.get((word.plain, word.shape))
        if weight is None:
            numbers = features(word, self._pieces, self._looks, self._first_look)
            weight = sum(self._weights[number] for number in numbers)
            if self._pieces.is_whole(word.plain):
                self._kept[word.plain, word.shape] = weight
        return weight


def features(word: Word, pieces: Pieces, looks: Looks, first_look: int) -> Iterator[int]:
    """The numbers of what a word weighs by; looks are counted from ``first_look`` on."""
    yield from pieces.of(word)
    yield first_look + looks.of(word)


def sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """A whole text as disjoint runs of words: sentences, or lines."""
    start = 0
    for at, word in enumerate(words, 1):
        size = at - start
        if (
            word.shape % CLOSE == BREAK
            or size >= _LONGEST
            or (word.plain in _ENDS and size >= _SHORTEST)
            or at == len(words)
        ):
            yield start, at
            start = at
