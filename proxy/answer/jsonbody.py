"""Restoring inside JSON without writing it anew: only the spans of placeholders change.

Rule 1: what is not a placeholder stays byte for byte, however odd its spelling.
Rule 2: the string a placeholder stands in decides how its value is escaped: once, or twice in JSON
        inside JSON.
Rule 3: signed parts are never changed.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from proxy.answer.token import Hit, escape, hits
from proxy.services.contract import Lookup

type Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+\\?+(?P<close>"|\Z)|[{}\[\],:]', re.DOTALL)
_JSON_START = re.compile(r"\s*(?:\{|\[\s*(?:[\[{\]]|\\*\"|-?\d))")
_NOTHING: Mapping[Path, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a dialect says of the strings in its answers."""

    nested: frozenset[str] = frozenset()  # keys whose string is itself JSON
    signed: frozenset[str] = frozenset()  # "type" of objects in which nothing is ever changed
    sealed: frozenset[str] = frozenset()  # keys under which nothing is changed
    guess: bool = False  # a nested string must also look like JSON


class _Frame:
    """An object or array that is open while the text is walked."""

    __slots__ = ("at", "is_list", "kind", "parent", "wants_key")

    def __init__(self, parent: "_Frame | None", *, is_list: bool) -> None:
        self.parent = parent
        self.is_list = is_list
        self.wants_key = not is_list
        self.at: str | int = 0 if is_list else ""
        self.kind = ""


class _Spot:
    """A string of interest: where its inside starts and ends, where it stands, the placeholders in it."""

    __slots__ = ("at", "end", "frame", "hits", "is_key", "path", "start")

    def __init__(self, start: int, end: int, frame: _Frame, hits: list[Hit], *, is_key: bool) -> None:
        self.start = start
        self.end = end
        self.frame = frame
        self.hits = hits
        self.is_key = is_key
        self.at = frame.at
        # The frames move on while the text is walked, so the path is taken now.
        self.path = _path(frame)


def _path(frame: _Frame | None) -> Path:
    steps: list[str | int] = []
    while frame is not None and frame.parent is not None:
        steps.append(frame.at)
        frame = frame.parent
    steps.reverse()
    return tuple(steps)


def _spots(text: str, found: list[Hit], lasts: Container[str | int]) -> Iterator[_Spot]:
    """Strings that hold a placeholder, or whose last step is in ``lasts``, in the order of the text."""
    frame = root = _Frame(None, is_list=False)
    root.wants_key = False
    mark = 0
    count = len(found)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        sign = text[start]
        if sign == '"':
            while mark < count and found[mark].start < start:
                mark += 1  # stands outside every string: no JSON, left alone
            first = mark
            while mark < count and found[mark].start < end:
                mark += 1
            is_key = frame.wants_key
            if first != mark or (not is_key and frame.at in lasts):
                yield _Spot(start + 1, match.start("close"), frame, found[first:mark], is_key=is_key)
            if is_key:
                frame.at = text[start + 1 : end - 1]
            elif frame.at == "type":
                frame.kind = text[start + 1 : end - 1]
        elif sign == ",":
            if isinstance(frame.at, int):
                frame.at += 1
            elif frame is not root:
                frame.wants_key = True
        elif sign == ":":
            frame.wants_key = False
        elif sign in "{[":
            frame = _Frame(frame, is_list=sign == "[")
        elif frame.parent is not None:
            frame = frame.parent


def rewrite(
    text: str,
    lookup: Lookup,
    shape: Shape,
    changes: Mapping[Path, str] = _NOTHING,
    own: Container[Path] = (),
) -> str:
    """JSON text with its placeholders turned back.

    ``changes`` gives new texts for whole strings; strings at paths in ``own`` are otherwise left alone.
    Gives the very same object back where nothing changes. Does not need the text to be well-formed.
    """
    found = list(hits(text, lookup, json_text=True))
    if not found and not changes:
        return text
    pieces: list[str] = []
    done = 0
    for spot in list(_spots(text, found, {path[-1] for path in changes if path})):
        if not spot.is_key and spot.path in changes:
            pieces += (text[done : spot.start], escape(changes[spot.path]))
            done = spot.end
            continue
        if (not spot.is_key and spot.path in own) or _untouchable(spot, shape):
            continue
        depth = 2 if _is_nested(text, spot, shape) else 1
        for hit in spot.hits:
            start = hit.at(depth)
            if start is None or start < spot.start or hit.end > spot.end:
                continue
            value = escape(hit.value)
            pieces += (text[done:start], escape(value) if depth == 2 else value)
            done = hit.end
    if not pieces:
        return text
    pieces.append(text[done:])
    return "".join(pieces)


def restore_json(body: bytes, lookup: Lookup, shape: Shape) -> bytes:
    """A whole JSON answer, restored; the very same object where nothing changes.

    Read as Latin-1, which keeps every byte; all that is put in is ASCII.
    """
    text = body.decode("latin-1")
    restored = rewrite(text, lookup, shape)
    return body if restored is text else restored.encode("latin-1")


def _untouchable(spot: _Spot, shape: Shape) -> bool:
    if any(step in shape.sealed for step in spot.path):
        return True
    if not shape.signed:
        return False
    frame: _Frame | None = spot.frame
    while frame is not None:
        if frame.kind in shape.signed:
            return True
        frame = frame.parent
    return False


def _is_nested(text: str, spot: _Spot, shape: Shape) -> bool:
    if spot.is_key or spot.at not in shape.nested:
        return False
    if not shape.guess:
        return True
    return _JSON_START.match(text, spot.start, spot.end) is not None
