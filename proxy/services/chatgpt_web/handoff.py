"""The socket on which ChatGPT goes on with a turn that began as a stream: arrays of items, each a piece of a stream.

An item tells its topic, which is one turn, and holds server-sent events as a string (``encoded_item``), also in the
lists that say again what a client has missed. How sure: two open reimplementations, August 2026. A client that
subscribes from the middle of a turn gets the rest of the texts that it has begun to read unrestored where one is cut
within a placeholder.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence

from proxy.answer.ear import Ear
from proxy.answer.jsonbody import Path, Shape, rewrite
from proxy.answer.socket import is_opaque
from proxy.answer.sse import LARGEST_EVENT
from proxy.answer.stream import DEEPEST
from proxy.contract import Lookup, Restorer

_ITEM = "encoded_item"
_AROUND = Shape(sealed=frozenset({_ITEM}))
_MOST_TOPICS = 32


class Topics:
    """Restores a socket's messages, each topic as one stream. ``stream`` makes the restorer of a topic."""

    def __init__(self, lookup: Lookup, stream: Callable[[], Restorer]) -> None:
        self._lookup, self._stream = lookup, stream
        self._streams: OrderedDict[str, Restorer] = OrderedDict()

    def feed(self, message: str | bytes) -> Sequence[str | bytes]:
        """The message to show, with what was held back of a topic that ends in it before that end."""
        if len(message) > LARGEST_EVENT or is_opaque(message):
            return (message,)
        if isinstance(message, bytes):
            texts = map(str, self.feed(message.decode()))
            return [text.encode("utf-8", "surrogatepass") for text in texts]
        try:
            value = json.loads(message)
        except (ValueError, RecursionError):
            return (rewrite(self._heard(message).get((), message), self._lookup, _AROUND),)
        changes = self._heard(value)
        around = rewrite(message, self._lookup, _AROUND, changes, changes.keys())
        value = value if around is message else json.loads(around)
        changed = False
        ended: list[object] = []
        for topic, holder in _items(value):
            item = holder.get(_ITEM)
            if isinstance(item, str):
                shown = (
                    self._of(topic)
                    .feed(item.encode("utf-8", "surrogatepass"))
                    .decode("utf-8", "surrogatepass")
                )
                changed = changed or shown != item
                holder[_ITEM] = shown
            elif holder.get("type") == "done" and topic in self._streams:
                ended += _last(topic, self._streams.pop(topic).finish())
        out = json.dumps(value, ensure_ascii=False, separators=(",", ":")) if changed else around
        before = (json.dumps(ended, ensure_ascii=False, separators=(",", ":")),) if ended else ()
        return (*before, message if out == message else out)

    def _heard(self, value: object) -> Mapping[Path, str]:
        """Let an Ear hear what stands around the items; gives new texts for strings."""
        if not isinstance(self._lookup, Ear):
            return {}
        self._lookup.beside(
            [
                {key: part for key, part in holder.items() if key != _ITEM and isinstance(part, str)}
                for _, holder in _items(value)
            ]
            or value
        )
        return self._lookup.others(value, ())

    def _of(self, topic: str) -> Restorer:
        if topic not in self._streams:
            self._streams[topic] = self._stream()
            if len(self._streams) > _MOST_TOPICS:
                self._streams.popitem(last=False)
        self._streams.move_to_end(topic)
        return self._streams[topic]


def _last(topic: str, data: bytes) -> Iterator[object]:
    """An item that brings what was held back, if anything was."""
    if data:
        item = {"type": "stream-item", _ITEM: data.decode("utf-8", "surrogatepass")}
        yield {
            "type": "message",
            "topic_id": topic,
            "payload": {"type": "conversation-turn-stream", "payload": item},
        }


def _items(value: object) -> Iterator[tuple[str, dict[str, object]]]:
    """Every object of a message with the topic it belongs to, in the order of the message."""
    waiting: list[tuple[int, str, object]] = [(0, "", value)]
    while waiting:
        depth, topic, one = waiting.pop()
        if depth > DEEPEST:
            continue
        if isinstance(one, dict):
            named = one.get("topic_id")
            topic = named if isinstance(named, str) else topic
            yield topic, one
            waiting += ((depth + 1, topic, part) for part in reversed(list(one.values())))
        elif isinstance(one, list):
            waiting += ((depth + 1, topic, part) for part in reversed(one))
