"""Texts drawn from a pattern: such that it is likely to match, and such that it nearly does, again and again."""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ODD = "äßñĦждα中٣５ 　é\U0001f600"


class Maker:
    """Texts that a pattern is likely to match, drawn from the pattern itself."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.groups: dict[int, str] = {}

    def text(self, items: Any, flags: int) -> str:
        return "".join(self.piece(op, value, flags) for op, value in items)

    def piece(self, op: Any, value: Any, flags: int) -> str:
        draw = self.random
        if op in (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN):
            return self.character(op, value, flags)
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            least, most, inner = value
            count = draw.randint(int(least), min(int(most), int(least) + draw.choice([0, 1, 2, 6, 40])))
            return "".join(self.text(inner, flags) for _ in range(count))
        if op is ops.SUBPATTERN:
            made = self.text(value[3], (flags | value[1]) & ~value[2])
            self.groups[value[0]] = made
            return made
        if op is ops.ATOMIC_GROUP:
            return self.text(value, flags)
        if op is ops.BRANCH:
            return self.text(draw.choice(value[1]), flags)
        if op is ops.GROUPREF:
            return self.groups.get(value, "")
        return ""

    def character(self, op: Any, value: Any, flags: int) -> str:
        letter = self.random.choice(_pool(_source(op, value), flags & re.DOTALL))
        return letter.swapcase() if flags & re.IGNORECASE and self.random.random() < 0.5 else letter


@cache
def _pool(source: str, flags: int) -> list[str]:
    """Characters that a class matches."""
    one = re.compile(source, flags)
    letters = [*map(chr, range(9, 127)), *ODD, *(letter for letter in source if letter not in "\\[]^-")]
    return [letter for letter in letters if one.match(letter)] or ["x"]


def _source(op: Any, value: Any) -> str:
    names = {
        ops.CATEGORY_WORD: r"\w",
        ops.CATEGORY_NOT_WORD: r"\W",
        ops.CATEGORY_DIGIT: r"\d",
        ops.CATEGORY_NOT_DIGIT: r"\D",
        ops.CATEGORY_SPACE: r"\s",
        ops.CATEGORY_NOT_SPACE: r"\S",
    }
    if op is ops.ANY:
        return "."
    if op is ops.LITERAL:
        return re.escape(chr(value))
    if op is ops.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    inside = ""
    for kind, item in value:
        if kind is ops.NEGATE:
            inside += "^"
        elif kind is ops.LITERAL:
            inside += re.escape(chr(item))
        elif kind is ops.RANGE:
            inside += f"{re.escape(chr(item[0]))}-{re.escape(chr(item[1]))}"
        else:
            inside += names[item]
    return f"[{inside}]"


def drawn(pattern: re.Pattern[str], seed: str) -> str:
    """A text that the pattern probably matches."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    return Maker(seed).text(tree, pattern.flags)


def hostile(pattern: re.Pattern[str], seed: str, size: int) -> Iterator[str]:
    """Texts of about ``size`` characters that keep the pattern busy: parts of what it matches, over and over."""
    draw = random.Random(seed)
    text = drawn(pattern, seed)
    if not text:
        return
    yield _filled("", text[:-1] or text, size)
    for length in (1, 1, 2, 8):
        start = draw.randrange(len(text))
        yield _filled(text[:start], text[start : start + length], size)


def spoiled(pattern: re.Pattern[str], seed: str) -> Iterator[Callable[[int], str]]:
    """Texts of any size of what the pattern repeats without end, and behind it what lets all of it fail."""
    maker = Maker(seed)
    for inner in _repeated(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)):
        piece = maker.text(inner, pattern.flags)
        for end in "x7." if piece else "":
            yield lambda size, piece=piece, end=end: _filled("", piece, size) + end  # type: ignore[misc]


def _repeated(tree: Any) -> Iterator[Any]:
    """What stands in repeats of more than thirty, anywhere in a tree of a pattern."""
    for op, value in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            if int(value[1]) > 30:
                yield value[2]
            yield from _repeated(value[2])
        elif op is ops.SUBPATTERN:
            yield from _repeated(value[3])
        elif op is ops.ATOMIC_GROUP:
            yield from _repeated(value)
        elif op is ops.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch)


def _filled(head: str, piece: str, size: int) -> str:
    return (head + piece * (size // len(piece) + 1))[:size]
