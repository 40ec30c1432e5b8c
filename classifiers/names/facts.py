"""What the second model reads in a text, and from its chances the runs of words that it takes for told.

The model learnt it from whole prompts in which people marked everything (``train/facts.py``).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from classifiers.detector import Hit
from classifiers.names.gate import looked_at
from classifiers.names.halves import Halves
from classifiers.names.runs import Run
from classifiers.names.sentences import Sentences
from classifiers.names.tagger import FOLDER
from classifiers.names.words import BREAK, CLOSE, MARK, Word, reading
from classifiers.passage import Passage

_WIDEST_GAP = 1  # characters between two words of a run; columns stand further apart
FLOOR = 0.5  # chance of a word from which on it belongs to a run
# Chance of a word from which on it goes on with a run beside it. Of such words from 0.2 to 0.3 two in five were marked,
# from 0.3 on three in five; below 0.2 three in ten.
_GOES_ON = 0.2
# Kinds between which the model may be undecided where it is sure that one of them is told: what is called so, and what
# opens or numbers something.
_FAMILIES = ({"PERSON", "ORGANIZATION", "LOCATION", "PROJECT_CODENAME"}, {"IDENTIFIER", "SECRET"})


@dataclass(frozen=True, slots=True)
class Fact(Run):
    """A run of words that tells something: the number of its kind among the model's, the mean chance of its words, and
    how many words ahead of it and behind it may go on with it."""

    kind: int
    chance: float
    ahead: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text, and of runs that may tell something the chances (words x labels), each with the number of
    its first word.

    ``together`` says which kinds are of one family (kinds x kinds).
    """

    words: Sequence[Word]
    runs: Sequence[tuple[int, Any]]
    together: Any

    def facts(self) -> Iterator[Fact]:
        """All that is told, in order."""
        for begun, chances in self.runs:
            for fact in facts_of(chances, self.words[begun : begun + len(chances)], self.together):
                yield fact.moved(begun)


class Reader:
    """The model of facts. Safe to share between threads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._halves = Halves(folder)
        self.card = self._halves.card
        # The labels are none, then the first and the further words of each kind.
        self.kinds = tuple(label.removeprefix("B-") for label in self.card["labels"][1::2])
        self._together = families(self.kinds)
        self._sentences = Sentences(folder / "sentences.npy", self._halves.pieces, self._halves.looks)

    def read(self, passage: Passage, people: Sequence[Hit] = ()) -> Reading:
        """What the model says of a text; where that is long, of sentences that may tell something other than who the
        ``people`` are, whom others know (sorted)."""
        words = passage.once(looked_at).words
        runs = list[tuple[int, Any]]()
        seen: dict[tuple[str, frozenset[int]], Any] = {}
        for start, end in self._sentences.runs(words):
            window = words[start:end]
            known = frozenset(_within(window, people))
            key = reading(window), known
            if key not in seen:
                seen[key] = self._halves.read(window, asked(window), known)
            if seen[key] is not None:
                runs.append((start, seen[key]))
        return Reading(words, runs, self._together)


def _within(window: Sequence[Word], hits: Sequence[Hit]) -> Iterator[int]:
    """The numbers of the words of a window that lie in hits, which are sorted."""
    at = bisect_left(hits, window[0].start, key=attrgetter("end"))
    for number, word in enumerate(window):
        while at < len(hits) and hits[at].end <= word.start:
            at += 1
        if at < len(hits) and hits[at].start <= word.start:
            yield number


def asked(window: Sequence[Word]) -> list[int]:
    """The words that the model is asked about: all but marks and line ends, which count with those around them."""
    return [at for at, word in enumerate(window) if word.shape % CLOSE not in (MARK, BREAK)]


def families(kinds: Sequence[str]) -> Any:
    """Which kinds are of one family, as ones in an array kinds x kinds."""
    together = np.eye(len(kinds), dtype=np.float32)
    for family in _FAMILIES:
        own = [number for number, kind in enumerate(kinds) if kind in family]
        together[np.ix_(own, own)] = 1
    return together


def facts_of(chances: Any, window: Sequence[Word], together: Any) -> list[Fact]:
    """The runs of one window; ``chances`` is words x labels: none, then of each kind its first and further words.

    A word is of the likeliest kind, and as sure as that it is of that family.
    """
    each = chances[:, 1::2] + chances[:, 2::2]
    kinds, shared = each.argmax(axis=1).tolist(), (each @ together).tolist()
    sure = [row[kind] for row, kind in zip(shared, kinds, strict=True)]
    begins = chances[:, 1::2] > chances[:, 2::2]
    runs: list[tuple[int, list[int]]] = []  # the kind of each, and its words
    goes_on = False
    for at, word in enumerate(window):
        if word.shape % CLOSE == BREAK:
            goes_on = False
        elif word.shape % CLOSE != MARK:
            kind = kinds[at] if sure[at] >= FLOOR else -1
            near = goes_on and word.start - window[at - 1].end <= _WIDEST_GAP
            if near and kind == runs[-1][0] and not begins[at, kind]:
                runs[-1][1].append(at)
            elif kind >= 0:
                runs.append((kind, [at]))
            goes_on = kind >= 0
    facts, done = list[Fact](), 0
    for number, (kind, own) in enumerate(runs):
        first, last = own[0], own[-1] + 1
        stop = runs[number + 1][1][0] if number + 1 < len(runs) else len(window)
        ahead = first - _reached(shared, window, kind, range(first - 1, done - 1, -1), first)
        done = _reached(shared, window, kind, range(last, stop), last - 1) + 1
        chance = sum(sure[at] for at in own) / len(own)
        facts.append(Fact(first, last, kind, chance, ahead, done - last))
    return facts


def _reached(
    chances: Sequence[Sequence[float]], window: Sequence[Word], kind: int, steps: range, reached: int
) -> int:
    """The last word that goes on with a run in the order of ``steps``, over marks; ``reached`` where none does."""
    for at in steps:
        before, behind = (at - 1, at) if steps.step > 0 else (at, at + 1)
        far = window[behind].start - window[before].end > _WIDEST_GAP
        if far or window[at].shape % CLOSE == BREAK:
            break
        if window[at].shape % CLOSE != MARK:
            if chances[at][kind] < _GOES_ON:
                break
            reached = at
    return reached
