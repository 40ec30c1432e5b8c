"""Patterns as `re` compiled them before: its code is kept as numbers, and taken up in a hundredth of the time.

`re` parses and compiles in Python, which for all rules takes longer than all else at a start.

Rule 1: code is kept only where it gives the same pattern again (``re.Pattern`` compares its code), and is used only by
the interpreter that made it (``kept.code_digest``).
Rule 2: the interpreter checks the code that it takes up. What it refuses, and what was not kept, `re` compiles.
"""

import contextlib
import importlib
import json
import re
from array import array
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any

from classifiers.kept import Kept, code_digest, folder

_machine: Any = importlib.import_module("_sre")
_CODE = "I"  # four bytes a number
_Asked = tuple[str, int]  # a source and its flags
# All flags, how many groups, their names, and where in the code it begins and ends.
_Head = tuple[int, int, dict[str, int], int, int]


class Patterns:
    """Compiles patterns; those that are in ``kept``, quickly."""

    def __init__(self, kept: Kept) -> None:
        self._store = kept
        self._name = f"patterns-{code_digest()}"
        self._heads: dict[_Asked, _Head] = {}
        self._codes = array(_CODE)
        self._made: dict[_Asked, re.Pattern[str]] = {}
        if (body := kept.read(self._name)) is not None:
            self._unpack(body)

    def compile(self, source: str, flags: int = 0) -> re.Pattern[str]:
        """What ``re.compile`` gives. Raises re.error."""
        asked = (source, int(flags))
        if (head := self._heads.get(asked)) is not None:
            all_flags, groups, names, start, end = head
            code = self._codes[start:end].tolist()
            if (known := _taken_up(source, all_flags, groups, names, code)) is not None:
                return known
        self._made[asked] = made = re.compile(source, flags)
        return made

    def keep(self) -> None:
        """Keep what was compiled here and was not kept."""
        if not self._made or not self._store.is_writable:
            return
        for (source, flags), pattern in self._made.items():
            code = _code(source, flags)
            about = (pattern.flags, pattern.groups, dict(pattern.groupindex))
            if code and _taken_up(source, *about, code) == pattern:
                start = len(self._codes)
                self._codes.extend(code)
                self._heads[source, flags] = (*about, start, len(self._codes))
        self._made.clear()
        heads = json.dumps([[*asked, *head] for asked, head in self._heads.items()]).encode()
        self._store.write(self._name, heads + b"\n" + self._codes.tobytes())

    def _unpack(self, body: bytes) -> None:
        heads, _, codes = body.partition(b"\n")
        with contextlib.suppress(ValueError, TypeError):  # not what ``keep`` wrote
            self._codes.frombytes(codes)
            self._heads = {(source, flags): tuple(head) for source, flags, *head in json.loads(heads)}


def _code(source: str, flags: int) -> list[int]:
    """The code that `re` makes of a pattern; empty where this `re` works in another way."""
    try:
        return list(_compiler._code(_parser.parse(source, flags), flags))
    except (AttributeError, TypeError):
        return []


def _taken_up(
    source: str, flags: int, groups: int, names: dict[str, int], code: list[int]
) -> "re.Pattern[str] | None":
    """The pattern that some code is; None where the interpreter does not take it."""
    numbered: list[str | None] = [None] * (groups + 1)
    try:
        for name, number in names.items():
            numbered[number] = name
        pattern: re.Pattern[str] = _machine.compile(source, flags, code, groups, names, tuple(numbered))
    except (AttributeError, LookupError, OverflowError, RuntimeError, TypeError, ValueError):
        return None
    return pattern


PATTERNS = Patterns(Kept(folder()))
compiled = PATTERNS.compile
