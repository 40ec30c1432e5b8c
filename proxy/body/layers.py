"""A body as layers of text: each text knows where it stands in the one around it, the outermost in the bytes.

Rule 1: a node's text is what a person would read; its span is where it stands in its parent's text.
Rule 2: a change moves outwards, one layer at a time, through the node's codec; a new layer is a new codec.
Rule 3: parents come before their children, so one walk backwards carries every change to the root.
Rule 4: without a change the very bytes come back; with one, only the span that holds it differs.
Rule 5: the root is a text with its way back to bytes, or the bytes themselves: then its children's places are those
of bytes, and a codec sees their Latin-1 view, or the bytes where it can (``OnBytes``).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import NamedTuple, Protocol, cast

from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from classifiers.segment import Segment
from proxy.body.copies import Copy, written
from proxy.body.pieces import OnBytes, Patch, Pieces, patched
from proxy.contract import Edit

_SPAN = itemgetter(0, 1)


class Codec(Protocol):
    """How a text was written into the text around it."""

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        """Changes of ``text`` (sorted, apart) as changes of ``raw``, the span that holds it."""


class Wire(Protocol):
    """How the outermost text was written into bytes."""

    def encode(self, text: str) -> bytes:
        """The bytes of the whole text."""


class Node(NamedTuple):
    """A text and its place in the text of its parent (-1: the root, or a text outside the body)."""

    parent: int
    start: int
    end: int
    codec: Codec
    text: str

    def __repr__(self) -> str:
        return f"Node(parent={self.parent}, start={self.start}, end={self.end})"


@dataclass(frozen=True, slots=True)
class Follow:
    """A change that goes with any change between ``start`` and ``end`` of a node's text (stale offsets)."""

    node: int
    start: int
    end: int
    change: Change = field(repr=False)


@dataclass(frozen=True, slots=True)
class Body:
    """A body that was read: a ``Document`` of the contract."""

    raw: bytes = field(repr=False)
    wire: Wire | None = field(repr=False)  # None: the root is the bytes themselves
    nodes: tuple[Node, ...] = field(repr=False)
    homes: tuple[int, ...] = field(repr=False)  # the node of each place
    segments: tuple[Segment, ...] = field(repr=False)
    follows: tuple[Follow, ...] = field(repr=False)
    opaque: tuple[str, ...]
    conversation: str = field(repr=False)
    model: str
    stream: bool
    attached: tuple[str, ...] = field(default=(), repr=False)
    about: str = field(default="", repr=False)
    tools: tuple[str, ...] = field(default=(), repr=False)
    copies: tuple[Copy, ...] = field(default=(), repr=False)

    def headers(self, edits: Sequence[Edit]) -> tuple[tuple[str, str], ...]:
        """The headers that repeat an edited text, as they must be sent with it."""
        changes: dict[int, list[Change]] = {}
        for edit in edits:
            changes.setdefault(edit.place, []).append(Change(edit.start, edit.end, edit.text))
        return tuple(
            (copy.header, written(changed(self.segments[copy.place].text, sorted(changes[copy.place]))))
            for copy in self.copies
            if copy.place in changes
        )

    def splice(self, edits: Sequence[Edit]) -> bytes:
        """The body with edits made. Raises ValueError for edits that overlap, lie outside or are barred."""
        return self.pieces(edits).joined() if edits else self.raw

    def pieces(self, edits: Sequence[Edit]) -> Pieces:
        """The same in pieces."""
        if not edits:
            return Pieces((self.raw,))
        follows: dict[int, list[Follow]] = {}
        for follow in self.follows:
            follows.setdefault(follow.node, []).append(follow)
        segments, homes, nodes = self.segments, self.homes, self.nodes
        todo: dict[int, list[Change]] = {}
        for place, start, end, put in edits:
            if not 0 <= place < len(segments) or not segments[place].editable:
                raise ValueError(f"place {place} cannot be edited")
            todo.setdefault(homes[place], []).append(Change(start, end, put))
        patches: list[Patch] = []
        raw = memoryview(self.raw)
        for index in range(max(todo), 0, -1):
            if index in todo:
                node = nodes[index]
                changes = _settled(len(node.text), todo.pop(index), follows.get(index, ()))
                if node.parent == 0 and self.wire is None:
                    patches += _patches(raw, node, changes)
                    continue
                around = nodes[node.parent].text[node.start : node.end]
                outer = todo.setdefault(node.parent, [])
                outer += [
                    Change(change.start + node.start, change.end + node.start, change.text)
                    for change in node.codec.carry(around, node.text, changes)
                ]
        text = self.nodes[0].text
        if self.wire is not None:
            root = _settled(len(text), todo[0], follows.get(0, ()))
            return Pieces((self.wire.encode(changed(text, root)),))
        more: list[Patch] = [(*one[:2], one.text.encode()) for one in _following(patches, follows.get(0, ()))]
        return patched(self.raw, _apart(len(self.raw), [*patches, *more]))


def _patches(raw: memoryview, node: Node, changes: Sequence[Change]) -> Iterable[Patch]:
    """Changes of a text that stands in the bytes as changes of the bytes."""
    _, start, end, codec, text = node
    if _is_on_bytes(type(codec)):
        return cast("OnBytes", codec).patches(raw, (start, end), text, changes)
    carried = codec.carry(str(raw[start:end], "latin-1"), text, changes)
    return [(start + first, start + last, put.encode("latin-1")) for first, last, put in carried]


@cache
def _is_on_bytes(kind: type[Codec]) -> bool:
    return issubclass(kind, OnBytes)  # dear, and asked for each text with a change


def _settled(size: int, changes: list[Change], follows: Sequence[Follow]) -> list[Change]:
    """Changes of a text of a size, sorted, with those that follow from them; checked to lie inside and apart."""
    if len(changes) == 1 and not follows:
        start, end, _ = changes[0]
        if 0 <= start <= end <= size:
            return changes
    return _apart(size, [*changes, *_following(changes, follows)])


def _following(changes: Sequence[Change | Patch], follows: Sequence[Follow]) -> Iterator[Change]:
    """The changes that go with others."""
    if not follows:
        return
    settled = sorted(change[:2] for change in changes)
    starts = [start for start, _ in settled]
    for follow in follows:
        first = bisect_left(starts, follow.start)
        if first < len(starts) and settled[first][1] <= follow.end:
            yield follow.change


def _apart[T: (Change, Patch)](size: int, changes: list[T]) -> list[T]:
    """Changes sorted. Raises ValueError where they overlap or lie outside."""
    changes.sort(key=_SPAN)
    at = 0
    for start, end, _ in changes:
        if start < at or end < start:
            raise ValueError("edits overlap")
        at = end
    if at > size:
        raise ValueError("an edit lies outside its text")
    return changes


class _Same:
    """The text stands in its parent as it is."""

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        return changes


SAME: Codec = _Same()
