"""A field: its names, the shape of its values, and what becomes of a value."""

import re
from dataclasses import dataclass, field

from classifiers.checks.fillers import SLIPPED, is_slip
from classifiers.checks.verdict import Check, judged
from classifiers.compiled import compiled
from classifiers.detector import Hit

_LONGEST_CONSTANT = 10  # characters of one of a program: `0x0000ffff`
_NEVER = compiled(
    r"(?:19|20)\d\d|(?:19|20)\d\d[./\-][01]?\d(?:[./\-][0-3]?\d)?|[0-3]?\d[./\-][0-3]?\d[./\-](?:19|20)?\d\d|"
    r"(\d)\1{3,}|0?12345(?:6(?:7(?:8(?:90?)?)?)?)?|x{3,}|\d{1,2}:\d\d"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of field: its names in normal form, and the shape of its values. Scores run from 0 to 100.

    ``form``: only as a key with its value, or as a head of a column. ``person``: only among other fields of a person.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    heads: tuple[str, ...]
    value: re.Pattern[str]
    cell: re.Pattern[str]
    score: float
    check: Check | None = None
    checked: float = 0.0
    form: bool = False
    person: bool = False
    free: bool = False
    digest: str = field(default="", compare=False)

    def hit(self, text: str, low: str, start: int, end: int) -> Hit | None:
        """The finding that a value of this field at ``start`` to ``end`` gives; None where it is none."""
        if low.startswith("0x", start) and end - start <= _LONGEST_CONSTANT:
            return None
        if not self.free and _NEVER.fullmatch(low, start, end):
            return None
        score, verified = self.score, False
        if self.check is not None:
            left = judged(self.check, text, start, end, low[max(0, start - 100) : start], score, self.checked)
            if left is None:
                slipped = self.checked and is_slip(text, start, end)
                return Hit(start, end, self.kind, self.id, SLIPPED) if slipped else None
            start, end, score, verified = left.start, left.end, left.score, left.verified
        return Hit(start, end, self.kind, self.id, score, verified)
