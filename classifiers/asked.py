"""Asked: what checks said of values of one text, so that its layers of disguise do not ask the same again.

A layer repeats most of the text above it, and some checks take a tenth of a millisecond. Answers live as long as the
text is scanned.
"""

from collections.abc import Callable
from typing import Any

_MOST = 10_000  # answers


class Asked:
    """Functions of a value and of what stands in front of it, with their answers so far."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[tuple[Any, str, str], Any] = {}

    def __call__[Told](self, tell: Callable[[str, str], Told], value: str, before: str) -> Told:
        """What the function says of the value."""
        key = tell, value, before
        if key in self._known:
            known: Told = self._known[key]
            return known
        told = tell(value, before)
        if len(self._known) < _MOST:
            self._known[key] = told
        return told
