"""Nearby: whether one of the words that a rule wants beside a value stands in a part of a text.

One pattern for all of them takes `re` a quarter of a microsecond a character. Hardly any text holds more than two of
them; which, is known after a few questions (``literals.py``), and only these are looked for.
"""

import re
from dataclasses import dataclass, field

from classifiers.compiled import compiled
from classifiers.either import either
from classifiers.passage import Passage

_LONG = 4  # letters; longer words may be part of a name
# Thai, kana, Han and Hangul.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_AHEAD = ("set", "with")  # `setSsn`, `withPin`
_BEHIND = re.compile(r"(?:['’]?s|no|nr|nbr|num|number|id)?(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Context:
    """Some words in lower case; ``pattern`` matches where one of them stands."""

    words: tuple[str, ...]
    pattern: re.Pattern[str] = field(init=False, repr=False)
    _short: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", compiled(context_source(self.words)))
        object.__setattr__(self, "_short", frozenset(word for word in self.words if not _may_be_part(word)))

    def stands(self, passage: Passage, start: int, end: int) -> bool:
        """Whether ``pattern.search`` finds something in the lower-cased text from ``start`` to ``end``."""
        low = passage.low
        return any(
            _stands_alone(word, low, start, end) if word in self._short else low.find(word, start, end) >= 0
            for word in passage.literals.present(self.words)
        )


def context_source(words: tuple[str, ...]) -> str:
    """The pattern for context words in lower-case text: short words stand alone, long ones may be part of a
    name, and so may those of scripts that put no space between words or glue endings to them."""
    parts = sorted(words, key=lambda word: (-len(word), word))
    escaped = [
        re.escape(word)
        if _may_be_part(word)
        else rf"(?<![^\W_])(?:{'|'.join(_AHEAD)})?{re.escape(word)}{_BEHIND.pattern}"
        for word in parts
    ]
    return either(escaped)


def _may_be_part(word: str) -> bool:
    return len(word) > _LONG or _UNSPACED.search(word) is not None


def _stands_alone(word: str, low: str, start: int, end: int) -> bool:
    """Whether a word stands somewhere from ``start`` to ``end`` with nothing around it but what may cling to it."""
    at = low.find(word, start, end)
    while at >= 0:
        heads = (at, *(at - len(one) for one in _AHEAD if low.endswith(one, start, at)))
        if any(not low[head - 1 : head].isalnum() for head in heads) and _BEHIND.match(
            low, at + len(word), end
        ):
            return True
        at = low.find(word, at + 1, end)
    return False
