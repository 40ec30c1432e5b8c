"""A body as layers of text: each text knows where it stands in the one around it.

Rule 1: a node's text is what a person would read; its span is where it stands in its parent's text.
Rule 2: a change moves outwards, one layer at a time, through the node's codec; a new layer is a new codec.
Rule 3: parents come before their children, so one walk backwards carries every change to the root.
Rule 4: without a change the very bytes come back; with one, only the span that holds it differs.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from classifiers.segment import Origin, Segment
from proxy.body.copies import Copy, written
from proxy.contract import Edit, Unreadable

MOST_LAYERS = 8
MOST_NODES = 400_000


class TooMuch(Unreadable):
    """A body with more texts than can be read in good time."""


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
    wire: Wire = field(repr=False)
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
        if not edits:
            return self.raw
        follows: dict[int, list[Follow]] = {}
        for follow in self.follows:
            follows.setdefault(follow.node, []).append(follow)
        todo: dict[int, list[Change]] = {}
        for edit in edits:
            if not 0 <= edit.place < len(self.segments) or not self.segments[edit.place].editable:
                raise ValueError(f"place {edit.place} cannot be edited")
            todo.setdefault(self.homes[edit.place], []).append(Change(edit.start, edit.end, edit.text))
        for index in range(max(todo), 0, -1):
            if index in todo:
                node = self.nodes[index]
                raw = self.nodes[node.parent].text[node.start : node.end]
                changes = _settled(node.text, todo.pop(index), follows.get(index, ()))
                outer = todo.setdefault(node.parent, [])
                outer += [
                    Change(change.start + node.start, change.end + node.start, change.text)
                    for change in node.codec.carry(raw, node.text, changes)
                ]
        text = self.nodes[0].text
        return self.wire.encode(changed(text, _settled(text, todo[0], follows.get(0, ()))))


def _settled(text: str, changes: list[Change], follows: Sequence[Follow]) -> list[Change]:
    """Changes of one text, sorted, with those that follow from them; checked to lie inside and apart."""
    settled = sorted(changes)
    if follows:
        starts = [change.start for change in settled]
        for follow in follows:
            first = bisect_left(starts, follow.start)
            if first < len(starts) and settled[first].end <= follow.end:
                changes.append(follow.change)
        settled = sorted(changes)
    at = 0
    for change in settled:
        if change.start < at or change.end < change.start:
            raise ValueError("edits overlap")
        at = change.end
    if at > len(text):
        raise ValueError("an edit lies outside its text")
    return settled


class Builder:
    """Collects nodes and segments while a body is read."""

    def __init__(self, raw: bytes, text: str, wire: Wire) -> None:
        self._raw = raw
        self._wire = wire
        self._nodes = [Node(-1, 0, len(text), SAME, text)]
        self._depths = [0]
        self._homes: list[int] = []
        self._segments: list[Segment] = []
        self._follows: list[Follow] = []
        self._opaque: dict[str, None] = {}
        self._attached: dict[str, None] = {}
        self._tools: list[str] = []

    def text(self, node: int) -> str:
        """The text of a node."""
        return self._nodes[node].text

    def node(self, parent: int, start: int, end: int, text: str, codec: Codec) -> int:
        """Add a text that stands in a parent's text; its index. Raises Unreadable where it lies too deep."""
        if len(self._nodes) > MOST_NODES:
            raise TooMuch("the body has more texts than can be read")
        depth = self._depths[parent] + 1
        if depth > MOST_LAYERS:
            raise TooMuch("the body has too many layers of encoding")
        self._nodes.append(Node(parent, start, end, codec, text))
        self._depths.append(depth)
        return len(self._nodes) - 1

    def depth(self, node: int) -> int:
        """How many layers lie around a node."""
        return self._depths[node]

    def outside(self, text: str, origin: Origin) -> None:
        """Make a place of a text that stands outside the body (in the URL); it cannot be edited."""
        self._nodes.append(Node(-1, 0, 0, SAME, text))
        self._depths.append(0)
        self.segment(len(self._nodes) - 1, origin, editable=False)

    def segment(self, node: int, origin: Origin, *, editable: bool = True, label: str = "") -> None:
        """Make a node's text a place of its own; an empty text is none."""
        text = self._nodes[node].text
        if text:
            self._segments.append(Segment(len(self._segments), text, origin, editable, label))
            self._homes.append(node)

    def opaque(self, reason: str) -> None:
        """Note a part that was not read; the same reason is kept once."""
        self._opaque[reason] = None

    def attach(self, names: Iterable[str]) -> None:
        """Note files of which the body speaks by the names that the service gave them."""
        self._attached.update(dict.fromkeys(names))

    def call(self, tools: Iterable[str]) -> None:
        """Note tools that are called, or whose results are here, by their names."""
        self._tools.extend(tools)

    def follow(self, follow: Follow) -> None:
        """Note a change that goes with others."""
        self._follows.append(follow)

    def first(self, origin: Origin) -> str:
        """The first text of an origin; empty where there is none."""
        return next((segment.text for segment in self._segments if segment.origin is origin), "")

    def build(self, conversation: str = "", model: str = "", *, stream: bool = False) -> Body:
        """The finished body."""
        return Body(
            self._raw,
            self._wire,
            tuple(self._nodes),
            tuple(self._homes),
            tuple(self._segments),
            tuple(self._follows),
            tuple(self._opaque),
            conversation,
            model,
            stream,
            tuple(self._attached),
            tools=tuple(self._tools),
        )


class _Same:
    """The text stands in its parent as it is."""

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        return changes


SAME: Codec = _Same()
