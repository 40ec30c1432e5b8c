"""The built-in detector of names: gate, model, judge; windows that were read before are recalled by keyed digest."""

import json
import secrets
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from classifiers.brands import FOLDER as FOLDER_OF_LISTS
from classifiers.detector import Hit
from classifiers.digest import digest_of
from classifiers.names import judge, lists
from classifiers.names.firmruns import may_name_firms
from classifiers.names.gate import Gate, windows
from classifiers.names.judge import Judge
from classifiers.names.runs import Name, names_of
from classifiers.names.tagger import FOLDER, Tagger
from classifiers.names.words import Tokens, Word
from classifiers.passage import Passage

# The model reads at most so many words of one text, about two seconds; then the text counts as unread.
MOST_WORDS = 20_000
CACHE_ENTRIES = 4_096
_LISTS = tuple(sorted(path.name for path in FOLDER_OF_LISTS.glob("*.txt")))
VERSION = "9"  # raise when the same model could answer differently


class NamesDetector:
    """People, organisations and places by our own model. Safe to share between threads."""

    id = judge.ID
    kinds = frozenset({"PERSON", "ORGANIZATION", "LOCATION"})

    def __init__(self, folder: Path = FOLDER) -> None:
        self._tagger = Tagger(folder)
        self._gate = Gate()
        self.digest = digest_of(
            VERSION, json.dumps(self._tagger.card, sort_keys=True), *map(lists.text, _LISTS)
        )
        self._salt = secrets.token_hex(16)
        self._kept: OrderedDict[tuple[int, int], tuple[Name, ...]] = OrderedDict()
        self._lock = Lock()

    def find(self, passage: Passage) -> Iterator[Hit]:
        """Names with the place of their words; titles are no part of a name."""
        text = passage.text
        tokens = Tokens(text)
        candidates = self._gate.candidates(tokens)
        if not candidates and not may_name_firms(tokens):
            return iter(())
        words = tokens.words
        runs: list[tuple[int, int]] = []
        budget = MOST_WORDS
        for start, end in windows(words, candidates):
            budget -= end - start
            if budget < 0:
                passage.give_up()
                break
            runs.append((start, end))
        names = [name for found in self._names(text, words, runs) for name in found]
        return iter(Judge(text, words).hits(names))

    def _names(self, text: str, words: list[Word], runs: list[tuple[int, int]]) -> list[list[Name]]:
        """The names of each run, counted in words of the whole text."""
        found: list[tuple[Name, ...] | None] = []
        keys: list[tuple[int, int]] = []
        for start, end in runs:
            piece = text[words[start].start : words[end - 1].end]
            keys.append((hash(piece), hash(self._salt + piece)))
        with self._lock:
            for key in keys:
                known = self._kept.get(key)
                if known is not None:
                    self._kept.move_to_end(key)
                found.append(known)
        new = [number for number, known in enumerate(found) if known is None]
        for number, chances in zip(
            new, self._tagger.read([words[slice(*runs[number])] for number in new]), strict=True
        ):
            start, end = runs[number]
            found[number] = tuple(names_of(words[start:end], chances))
        with self._lock:
            for number in new:
                self._kept[keys[number]] = found[number] or ()
            while len(self._kept) > CACHE_ENTRIES:
                self._kept.popitem(last=False)
        return [
            [
                Name(one.first + run[0], one.last + run[0], one.kind, one.chance, one.famous)
                for one in each or ()
            ]
            for run, each in zip(runs, found, strict=True)
        ]
