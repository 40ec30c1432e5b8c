"""Sighting: one pass of the byte engine says which of some patterns a text may hold, and where; only there `re` looks.

For patterns that are asked again and again about one text, and that hardly any text holds: to ask `re` takes half a
millisecond for each in 2 KB. Without the engine, and while it compiles, `re` is asked everywhere and finds the same.
"""

import json
import re
from collections.abc import Iterator, Sequence

from classifiers.digest import digest_of
from classifiers.engine import FORMAT, Engine
from classifiers.kept import Kept, code_digest
from classifiers.outline import outlines
from classifiers.prefilter import Scan, masks_of

BLOCK = 512  # characters


class Sights:
    """Some patterns, compiled for the engine once and kept on disk. Safe to share between threads."""

    def __init__(self, patterns: Sequence[re.Pattern[str]], kept: Kept) -> None:
        self.patterns = tuple(patterns)
        name = f"plan-{digest_of(FORMAT, code_digest(), *map(repr, patterns))}"
        plan = kept.read(name)
        if plan is None:
            plan = json.dumps([outlines(pattern) for pattern in patterns]).encode()
            kept.write(name, plan)
        written: list[list[str]] = json.loads(plan)
        self._numbers = {
            pattern: number
            for number, (pattern, texts) in enumerate(zip(patterns, written, strict=True))
            if texts
        }
        self.engine = Engine([(text, number) for number, texts in enumerate(written) for text in texts], kept)

    def of(self, text: str) -> "Sighted":
        """One text, to be asked about the patterns; nothing is read before the first question."""
        return Sighted(text, self._numbers, self.engine.scan)


class Sighted:
    """One text; answers what ``pattern`` itself would answer, at most places without asking it."""

    __slots__ = ("_masks", "_numbers", "_scan", "_text")

    def __init__(self, text: str, numbers: dict[re.Pattern[str], int], scan: Scan | None) -> None:
        self._text = text
        self._numbers = numbers
        self._scan = scan
        self._masks: dict[int, int] | None = None

    def search(
        self, pattern: re.Pattern[str], start: int = 0, end: int | None = None
    ) -> re.Match[str] | None:
        """What ``pattern.search(text, start, end)`` gives."""
        end = len(self._text) if end is None else min(end, len(self._text))
        start = self._first(pattern, start, end)
        return pattern.search(self._text, start, end) if start >= 0 else None

    def finditer(
        self, pattern: re.Pattern[str], start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer(text, start, end)`` gives."""
        end = len(self._text) if end is None else min(end, len(self._text))
        start = self._first(pattern, start, end)
        return pattern.finditer(self._text, start, end) if start >= 0 else iter(())

    def _first(self, pattern: re.Pattern[str], start: int, end: int) -> int:
        """Where the first match from ``start`` to ``end`` can begin at the earliest; -1 where there is none."""
        number = self._numbers.get(pattern)
        if number is None or self._scan is None:
            return start
        if self._masks is None:
            self._masks = self._seen(self._scan)
        block = start // BLOCK
        ahead = self._masks.get(number, 0) >> block
        if not ahead:
            return -1
        first = (block + (ahead & -ahead).bit_length() - 1) * BLOCK
        return -1 if first >= end else max(start, first)

    def _seen(self, scan: Scan) -> dict[int, int]:
        """For each pattern's number the blocks in which a match may begin, as the bits of one number."""
        return masks_of(self._text, scan, BLOCK)
