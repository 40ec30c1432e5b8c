"""Reads an SVG drawing as people see it: words that stand on one line are one line, whatever elements hold them.

Where a text stands is said by its element (``x``, ``y``, ``dy``, a shift in ``transform``); how far it reaches is
guessed from the size of its letters. Source: SVG 2, chapters 8 and 11.
"""

import re
from collections.abc import Mapping

from classifiers.documents.contract import Inner
from classifiers.documents.encodings import Decoded
from classifiers.documents.tagged import Token, attributes
from classifiers.documents.tagreader import TagReader
from classifiers.documents.traced import Tracing

_PARTS = frozenset({"tspan", "textPath", "a", "tref"})
_WORDED = frozenset({"title", "desc", "metadata", "style", "script"})
_SHAPES = frozenset({"path", "use", "polygon", "polyline"})
_OUTLINES = 60  # shapes that many outlines of letters make at least
_USUAL = 16.0  # units of a letter's height where none is said
_WIDE = 0.55  # of its height, as most letters are
_LENGTH = re.compile(r"\s*([-+]?[0-9]{0,9}(?:\.[0-9]{1,9})?)\s*(em|ex|px|pt|%)?")
_SIZE = re.compile(r"(?:^|;)\s*font(?:-size)?\s*:[^;]*?([0-9]{1,4}(?:\.[0-9]{1,6})?)\s*(?:px|pt)?")
_MOVED = re.compile(
    r"\s*(?:translate\(\s*([-+0-9.e]{1,20})(?:[\s,]{1,9}([-+0-9.e]{1,20}))?\s*\)|"
    r"matrix\(\s*1[\s,]{1,9}0[\s,]{1,9}0[\s,]{1,9}1[\s,]{1,9}([-+0-9.e]{1,20})[\s,]{1,9}([-+0-9.e]{1,20})\s*\))\s*"
)


class DrawingReader(TagReader):
    """Reads all of one drawing."""

    def __init__(self, data: bytes, found: Decoded, inner: Inner) -> None:
        super().__init__(data, found, inner, xml=True)
        self._folds = True
        self._foreign = 0
        self._in_text = 0
        self._sizes = [_USUAL]
        self._shift = (0.0, 0.0)
        self._y: float | None = None  # of the line at hand
        self._begin = (0.0, 0)  # where the last word begins: its x and its place in the block
        self._gap: Token | None = (
            None  # space between parts, which is one unless the next has a place of its own
        )
        self._shapes = self._letters = 0

    def read(self) -> Tracing:
        """All tokens in turn; a drawing of many shapes beside little text may have its letters among them."""
        into = super().read()
        if self._shapes > max(_OUTLINES, self._letters):
            into.opaque("a drawing whose letters may be shapes")
        return into

    def _start(self, token: Token) -> None:
        name = token.name.rpartition(":")[2]
        found = {one.name: self.raw[one.start : one.end] for one in attributes(self.raw, token)}
        self._sizes.append(_size_of(found, self._sizes[-1]))
        self._foreign += name == "foreignObject"
        self._shapes += name in _SHAPES
        if self._foreign or name in _WORDED:
            self._y = None
            super()._start(token)
            return
        if name == "text":
            self._in_text += 1
            self._shift = _shift_of(found.get("transform", ""))
            self._goes_to(token.start, found, 0.0, 0.0)
        elif name in _PARTS and self._in_text:
            self._goes_to(token.start, found, None, None)
        elif "transform" in found:
            self._y = None  # what follows stands elsewhere
        self._note(token)

    def _end(self, token: Token) -> None:
        name = token.name.rpartition(":")[2]
        if len(self._sizes) > 1:
            self._sizes.pop()
        if self._foreign or name in _WORDED:
            super()._end(token)
        elif name == "text" and self._in_text:
            self._in_text -= 1
        elif name == "g":
            self._y = None
        self._foreign -= name == "foreignObject" and self._foreign > 0

    def _text(self, token: Token) -> None:
        if not self._in_text and not self._foreign:
            if self.raw[token.start : token.end].isspace():
                return
            self._y = None
        before = len(self._block)
        if self._in_text and self.raw[token.start : token.end].isspace():
            self._gap = token if before else None
            return
        gap, self._gap = self._gap, None
        if gap and before:
            self._block.add(" ", gap.start, gap.end, lambda text: text if text == " " else "")
        super()._text(token)
        self._letters += len(self._block) - before

    def _goes_to(self, at: int, found: Mapping[str, str], x: float | None, y: float | None) -> None:
        """A text or a part of one begins at a place of its own, or where the last one ends."""
        size, line = self._sizes[-1], self._y
        given_x, given_y = _length(found.get("x"), size), _length(found.get("y"), size)
        if given_x is not None or x is not None:
            self._gap = None
            x = (given_x or 0.0) + self._shift[0]
        if given_y is not None or y is not None:
            y = (given_y or 0.0) + self._shift[1]
        else:
            y = line
        y = (y or 0.0) + (_length(found.get("dy"), size) or 0.0)
        end = self._begin[0] + _WIDE * size * (len(self._block) - self._begin[1])
        if x is None:
            x = end
        x += _length(found.get("dx"), size) or 0.0
        if line is None or abs(y - line) > 0.3 * size or x < self._begin[0] - size:
            self._flush("\n")
        elif len(self._block) and x - end > 0.35 * size:
            self._block.add(" " if x - end < 3 * size else "\t", at, at, lambda text: "")
        self._y, self._begin = y, (x, len(self._block))


def _size_of(found: Mapping[str, str], above: float) -> float:
    said = _length(found.get("font-size"), above)
    if said is None and (styled := _SIZE.search(found.get("style", "")[:2000])):
        said = float(styled[1])
    return said or above


def _length(said: str | None, size: float) -> float | None:
    """The first length of a list, in units; None where none is said."""
    found = _LENGTH.match(said) if said else None
    if found is None or found[1].strip("+-") in ("", "."):
        return None
    return float(found[1]) * {"em": size, "ex": size / 2}.get(found[2] or "", 1.0)


def _shift_of(transform: str) -> tuple[float, float]:
    found = _MOVED.fullmatch(transform[:200])
    try:
        x, y = (found[1], found[2]) if found and found[1] else (found[3], found[4]) if found else ("0", "0")
        return float(x), float(y or 0)
    except ValueError:
        return 0.0, 0.0
