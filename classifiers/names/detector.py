"""The built-in detector of names: gate, model, judge; windows that were read before are recalled by keyed digest.

The model sees of a number only how many digits it has, so the lines of a log or a table read alike and are read once.
"""

import json
import secrets
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from classifiers.brands import FOLDER as FOLDER_OF_LISTS
from classifiers.detector import Hit
from classifiers.digest import digest_of
from classifiers.names import judge, lists
from classifiers.names.firmruns import may_name_firms
from classifiers.names.gate import gate, looked_at
from classifiers.names.judge import Judge
from classifiers.names.runs import Name, names_of
from classifiers.names.tagger import FOLDER, Tagger
from classifiers.names.windows import asked, windows
from classifiers.names.words import Tokens, Word, reading
from classifiers.passage import Passage

# The model reads at most so many words of one text, about two seconds; then the text counts as unread. Windows that
# read alike count once.
MOST_WORDS = 20_000
CACHE_ENTRIES = 4_096
_LISTS = tuple(sorted(path.name for path in FOLDER_OF_LISTS.glob("*.txt")))
VERSION = "36"  # raise when the same model could answer differently

type _Key = tuple[int, int]


class _Window(NamedTuple):
    """Some words of a text, from its word ``start`` on: which of them the model is asked about, and a keyed digest of
    how they read."""

    start: int
    words: Sequence[Word]
    asked: list[int]
    key: _Key


class NamesDetector:
    """People, organisations and places by our own model. Safe to share between threads."""

    id = judge.ID
    kinds = frozenset({"PERSON", "ORGANIZATION", "LOCATION"})

    def __init__(self, folder: Path = FOLDER) -> None:
        self._tagger = Tagger(folder)
        self._gate = gate()
        self.digest = digest_of(
            VERSION, json.dumps(self._tagger.card, sort_keys=True), *map(lists.text, _LISTS)
        )
        self._salt = secrets.token_hex(16)
        self._kept: OrderedDict[_Key, tuple[Name, ...]] = OrderedDict()
        self._lock = Lock()

    def find(self, passage: Passage) -> Iterator[Hit]:
        """Names with the place of their words; titles are no part of a name."""
        looked = passage.once(looked_at)
        tokens, candidates = looked.tokens, looked.candidates
        if not candidates and not may_name_firms(tokens):
            return iter(())
        names, is_read = self.names(tokens, candidates, looked.words)
        if not is_read:
            passage.give_up()
        return iter(Judge(looked.text, tokens.words).hits(names))

    def names(
        self, tokens: Tokens, candidates: Sequence[int], words: Sequence[Word]
    ) -> tuple[list[Name], bool]:
        """What the model sees around the candidates, counted in ``words``, which are those of the tokens as it is to
        read them; and whether it read all that it should."""
        wanted: list[_Window] = []
        budget, seen = MOST_WORDS, set[_Key]()
        for start, end in windows(tokens, candidates):
            one = self._window(words[start:end], start, asked(tokens, candidates, start, end))
            if one.key not in seen:
                seen.add(one.key)
                budget -= end - start
                if budget < 0:
                    break
            wanted.append(one)
        known = self._known(wanted)
        return [name.moved(one.start) for one in wanted for name in known[one.key]], budget >= 0

    def _window(self, words: Sequence[Word], start: int, asked: list[int]) -> _Window:
        read = f"{reading(words)}\0{asked}"
        return _Window(start, words, asked, (hash(read), hash(self._salt + read)))

    def _known(self, wanted: Sequence[_Window]) -> Mapping[_Key, tuple[Name, ...]]:
        """The names of some windows by their keys, recalled or read."""
        known: dict[_Key, tuple[Name, ...]] = {}
        new: dict[_Key, _Window] = {}
        with self._lock:
            for one in wanted:
                kept = self._kept.get(one.key)
                if kept is None:
                    new[one.key] = one
                else:
                    self._kept.move_to_end(one.key)
                    known[one.key] = kept
        for key, one in new.items():
            known[key] = tuple(names_of(self._tagger.read(one.words, one.asked)))
        with self._lock:
            for key in new:
                self._kept[key] = known[key]
            while len(self._kept) > CACHE_ENTRIES:
                self._kept.popitem(last=False)
        return known
