"""The built-in detector of names: gate, model, judge; windows that were read before are recalled by keyed digest.

The model sees of a number only how many digits it has, so the lines of a log or a table read alike and are read once.
"""

import json
import secrets
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock

from classifiers.brands import FOLDER as FOLDER_OF_LISTS
from classifiers.detector import Hit
from classifiers.digest import digest_of
from classifiers.names import judge, lists
from classifiers.names.firmruns import may_name_firms
from classifiers.names.gate import Gate
from classifiers.names.judge import Judge
from classifiers.names.runs import Name, names_of
from classifiers.names.tagger import FOLDER, Tagger
from classifiers.names.windows import windows
from classifiers.names.words import Tokens, Word, reading
from classifiers.passage import Passage

# The model reads at most so many words of one text, about two seconds; then the text counts as unread. Windows that
# read alike count once.
MOST_WORDS = 20_000
CACHE_ENTRIES = 4_096
_LISTS = tuple(sorted(path.name for path in FOLDER_OF_LISTS.glob("*.txt")))
VERSION = "13"  # raise when the same model could answer differently

type _Key = tuple[int, int]


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
        self._kept: OrderedDict[_Key, tuple[Name, ...]] = OrderedDict()
        self._lock = Lock()

    def find(self, passage: Passage) -> Iterator[Hit]:
        """Names with the place of their words; titles are no part of a name."""
        text = passage.text
        tokens = Tokens(text)
        candidates = self._gate.candidates(tokens)
        if not candidates and not may_name_firms(tokens):
            return iter(())
        words, read = tokens.words, self._gate.as_read(tokens, candidates)
        runs: dict[tuple[int, int], _Key] = {}
        budget, seen = MOST_WORDS, set[_Key]()
        for start, end in windows(tokens, candidates):
            key = self._key(read[start:end])
            if key not in seen:
                seen.add(key)
                budget -= end - start
                if budget < 0:
                    passage.give_up()
                    break
            runs[start, end] = key
        return iter(Judge(text, words).hits(self._names(read, runs)))

    def _key(self, words: Sequence[Word]) -> _Key:
        read = reading(words)
        return hash(read), hash(self._salt + read)

    def _names(self, words: list[Word], runs: Mapping[tuple[int, int], _Key]) -> list[Name]:
        """The names of some runs of words, each with a digest of how it reads; counted in words of the whole text."""
        known: dict[_Key, tuple[Name, ...]] = {}
        new: dict[_Key, tuple[int, int]] = {}
        with self._lock:
            for run, key in runs.items():
                kept = self._kept.get(key)
                if kept is None:
                    new[key] = run
                else:
                    self._kept.move_to_end(key)
                    known[key] = kept
        for key, chances in zip(
            new, self._tagger.read([words[slice(*run)] for run in new.values()]), strict=True
        ):
            known[key] = tuple(names_of(chances))
        with self._lock:
            for key in new:
                self._kept[key] = known[key]
            while len(self._kept) > CACHE_ENTRIES:
                self._kept.popitem(last=False)
        return [one.moved(start) for (start, _), key in runs.items() for one in known[key]]
