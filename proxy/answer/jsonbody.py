"""Restoring inside JSON without writing it anew: only the spans of placeholders change.

Rule 1: what is not a placeholder stays byte for byte, however odd its spelling.
Rule 2: the string a placeholder stands in decides how its value is escaped: once, or once more for each JSON
        inside JSON.
Rule 3: signed parts are never changed.
"""

import re
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from proxy.answer.quoted import escaped, is_quoted, needs_quoting
from proxy.answer.token import Hit, escape, hits
from proxy.contract import Lookup

type Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+\\?+("|\Z)(\s*+:)?|[{}\[\],]',
    re.DOTALL,
)
_CLOSE, _COLON = 1, 2  # groups of a string: where it ends, and the colon after a key
_KEY_BEFORE = re.compile(r'"(?P<key>[^"\\]*+)"\s*+:\s*+\Z')
_LONGEST_KEY = 200  # characters, with what stands between a key and its value
_JSON_START = re.compile(r"\s*(?:\{|\[\s*(?:[\[{\]]|\\*\"|-?\d))")
_NOTHING: Mapping[Path, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a dialect says of the strings in its answers."""

    nested: frozenset[str] = frozenset()  # keys whose string is itself JSON
    signed: frozenset[str] = frozenset()  # "type" of objects in which nothing is ever changed
    sealed: frozenset[str] = frozenset()  # keys under which nothing is changed
    guess: bool = False  # a nested string must also look like JSON

    def bars(self, text: str) -> bool:
        """Whether a text may have parts that are not to be changed."""
        if any(f'"{kind}"' in text for kind in self.signed):
            return True
        return any(re.search(rf'"{re.escape(key)}"\s*:\s*[\[{{"]', text) for key in self.sealed)


class _Frame:
    """An object or array that is open while the text is walked."""

    __slots__ = ("at", "is_list", "kind", "parent")

    def __init__(self, parent: "_Frame | None", *, is_list: bool) -> None:
        self.parent = parent
        self.is_list = is_list
        self.at: str | int = 0 if is_list else ""
        self.kind = ""


class _Spot:
    """A string of interest: where its inside starts and ends, where it stands, the placeholders in it."""

    __slots__ = ("end", "frame", "hits", "is_key", "path", "start")

    def __init__(self, start: int, end: int, frame: _Frame, hits: list[Hit], *, is_key: bool) -> None:
        self.start = start
        self.end = end
        self.frame = frame
        self.hits = hits
        self.is_key = is_key
        # The frames move on while the text is walked, so the path is taken now.
        self.path = _path(frame)


def _path(frame: _Frame | None) -> Path:
    steps: list[str | int] = []
    while frame is not None and frame.parent is not None:
        steps.append(frame.at)
        frame = frame.parent
    steps.reverse()
    return tuple(steps)


def _spots(text: str, found: list[Hit], paths: Collection[Path], *, whole: bool) -> Iterator[_Spot]:
    """Strings that hold a placeholder, or stand at one of ``paths``, in the order of the text.

    Unless ``whole``, the walk ends with the last of them.
    """
    lasts = {path[-1] for path in paths if path}
    keys = {next((step for step in reversed(path) if isinstance(step, str)), "") for path in paths}
    missing = set(paths)
    frame = _Frame(None, is_list=False)
    mark = 0
    count = len(found)
    for match in _TOKEN.finditer(text):
        start = match.start()
        sign = text[start]
        if sign == '"':
            end = match.start(_CLOSE)
            while mark < count and found[mark].start < start:
                mark += 1  # stands outside every string: no JSON, left alone
            first = mark
            while mark < count and found[mark].start < end:
                mark += 1
            is_key = match.start(_COLON) >= 0
            own = frame.at in lasts or (frame.parent is None and () in missing)
            if first != mark or (not is_key and own):
                spot = _Spot(start + 1, end, frame, found[first:mark], is_key=is_key)
                yield spot
                missing.discard(spot.path)
                if not missing and mark == count and not whole:
                    # A key may stand twice in an object; then the last one counts.
                    if not any(text.find(f'"{key}"', end) >= 0 for key in keys):
                        return
                    whole = True
            if is_key:
                frame.at = text[start + 1 : end]
            elif frame.at == "type":
                frame.kind = text[start + 1 : end]
        elif sign == ",":
            if isinstance(frame.at, int):
                frame.at += 1
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
    if not changes and not own and not shape.bars(text):
        edits = _quick(text, found, shape)
    else:
        edits = _careful(text, found, shape, changes, own)
    pieces: list[str] = []
    done = 0
    for start, end, new in edits:
        pieces += (text[done:start], new)
        done = end
    if not pieces:
        return text
    pieces.append(text[done:])
    return "".join(pieces)


def _quick(text: str, found: list[Hit], shape: Shape) -> Iterator[tuple[int, int, str]]:
    """Edits where only the key before a string matters: the text is looked at around each hit, not walked."""
    seen = 0
    start = -1
    nested = False
    for hit in found:
        quote = _opening_quote(text, seen, hit.start)
        if quote >= 0:
            start = quote + 1
            key = _KEY_BEFORE.search(text, max(0, quote - _LONGEST_KEY), quote)
            nested = key is not None and _is_nested(text, key["key"], start, shape)
        seen = hit.end
        if start >= 0:
            yield from _edit(text, hit, start, depth=2 if nested else 1)


def _opening_quote(text: str, start: int, end: int) -> int:
    """The last quote in a span that is not escaped: where the string begins that goes on at its end."""
    while (end := text.rfind('"', start, end)) >= 0:
        before = end
        while before > start and text[before - 1] == "\\":
            before -= 1
        if (end - before) % 2 == 0:
            return end
    return -1


def _careful(
    text: str, found: list[Hit], shape: Shape, changes: Mapping[Path, str], own: Container[Path]
) -> Iterator[tuple[int, int, str]]:
    """Edits by the path of each string, found all at first: what an object is may be said after them."""
    for spot in list(_spots(text, found, changes, whole=shape.bars(text))):
        if not spot.is_key and spot.path in changes:
            yield spot.start, spot.end, escape(changes[spot.path])
        elif (spot.is_key or spot.path not in own) and not _untouchable(spot, shape):
            key = spot.path[-1] if spot.path and not spot.is_key else ""
            depth = 2 if _is_nested(text, key, spot.start, shape) else 1
            for hit in spot.hits:
                if hit.end <= spot.end:
                    yield from _edit(text, hit, spot.start, depth=depth)


def _edit(text: str, hit: Hit, first: int, *, depth: int) -> Iterator[tuple[int, int, str]]:
    start = hit.at(depth)
    if start is not None and start >= first:
        inside = needs_quoting(hit.value) and is_quoted(text, first, start, depth)
        yield start, hit.end, escaped(hit.value, depth + inside)


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


def _is_nested(text: str, key: str | int, start: int, shape: Shape) -> bool:
    if key not in shape.nested:
        return False
    return not shape.guess or _JSON_START.match(text, start) is not None
