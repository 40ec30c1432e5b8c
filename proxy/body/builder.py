"""A body as it is read: texts and places are put in one by one, within limits of number and depth."""

from collections.abc import Callable, Iterable
from hashlib import blake2b

from classifiers.segment import Origin, Segment
from proxy.body.layers import SAME, Body, Codec, Follow, Node, Wire
from proxy.contract import Unreadable

MOST_LAYERS = 8
MOST_NODES = 400_000
_LONG = 64 * 1024  # characters of a text that is not copied


class TooMuch(Unreadable):
    """A body with more texts than can be read in good time."""


class Builder:
    """Collects nodes and segments while a body is read. Without a text and its wire the root is the bytes."""

    def __init__(self, raw: bytes, text: str = "", wire: Wire | None = None) -> None:
        self.raw = raw
        self._wire = wire
        self._nodes = [Node(-1, 0, len(text), SAME, text)]
        self._depths = [0]
        self._homes: list[int] = []
        self._segments: list[Segment] = []
        self._follows: list[Follow] = []
        self._opaque: dict[str, None] = {}
        self._attached: dict[str, None] = {}
        self._tools: list[str] = []
        self._said: dict[Callable[[bytes], bool], bool] = {}

    def text(self, node: int) -> str:
        """The text of a node; of a root of bytes there is none."""
        return self._nodes[node].text

    def is_bytes(self, node: int) -> bool:
        """Whether a node is the root, and the bytes themselves."""
        return node == 0 and self._wire is None

    def once(self, asked: Callable[[bytes], bool]) -> bool:
        """What is to be said of the bytes, asked once."""
        if asked not in self._said:
            self._said[asked] = asked(self.raw)
        return self._said[asked]

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

    def place(self, parent: int, span: tuple[int, int, str], codec: Codec, origin: Origin) -> None:
        """Add a text (start, end, text) in a parent's text that is a place of its own: a node and its segment."""
        start, end, text = span
        node = self.node(parent, start, end, text, codec)
        if text:
            self._segments.append(Segment(len(self._segments), text, origin))
            self._homes.append(node)

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
        """The first text of an origin, told by its digest where it is long; empty where there is none."""
        return next((_told(segment.text) for segment in self._segments if segment.origin is origin), "")

    def told(self, start: int, end: int) -> str:
        """What stands for a long string in the root's bytes."""
        return blake2b(memoryview(self.raw)[start:end]).hexdigest()

    def build(self, conversation: str = "", model: str = "", *, stream: bool = False) -> Body:
        """The finished body."""
        return Body(
            self.raw,
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


def _told(text: str) -> str:
    """A text, or one that stands for it where a copy of it would be large."""
    if len(text) <= _LONG:
        return text
    digest = blake2b()
    for at in range(0, len(text), _LONG):
        digest.update(text[at : at + _LONG].encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
