"""Streams of any JSON: each string by its path, or by the place that a patch names."""

from collections.abc import Mapping

from proxy.answer.jsonbody import Path, Shape
from proxy.answer.messages import SIGNED
from proxy.answer.stream import DEEPEST, Channel, Delta, Plan, carrier, place

_FRAGMENTS = frozenset({"arguments", "partial_json"})
ANY_SHAPE = Shape(nested=_FRAGMENTS, signed=SIGNED, sealed=frozenset({"logprobs"}), guess=True)
_SETS = frozenset({"add", "replace", "set", "put", "test", "move", "copy", "remove"})
_VALUES = frozenset({"value", "v"})
_PATCH = frozenset({"path", "p", "op", "o"})  # says where and how, and holds no text that goes on
_MOST_STRINGS = 200  # of an event; one with more is no piece of a text


def _pointer(value: Mapping[str, object]) -> str:
    """Where a patch is to be made; empty for an object that is none."""
    if not _VALUES & value.keys():
        return ""
    where = value.get("path", value.get("p"))
    return where if isinstance(where, str) else ""


class AnyEvents:
    """Events of any JSON. A string may go on with the text at its path, say it again, or do neither."""

    shape = ANY_SHAPE
    watches = False

    def __init__(self) -> None:
        self._pointer = ""

    def plan(self, name: str, event: object) -> Plan:
        """Every string that stands outside signed parts, by its path, or by the place that a patch names.

        A patch that sets a text rather than to add to it is whole, and is restored within its event.
        """
        strings: list[Delta] = []
        self._follow(event)
        lane: Channel = (name,) if name.endswith(":") else ()
        values: list[tuple[Path, Channel, object]] = [((), lane, event)]
        while values:
            path, channel, value = values.pop()
            if len(strings) > _MOST_STRINGS:
                return Plan()
            if len(path) > DEEPEST:
                continue
            if isinstance(value, str):
                fragment = bool(path) and path[-1] in _FRAGMENTS
                strings.append(Delta(path, channel, fragment=fragment, repeats=True))
            elif isinstance(value, list):
                values += (((*path, at), (*channel, at), item) for at, item in enumerate(value))
            elif isinstance(value, dict) and place(value.get("type")) not in SIGNED:
                where = self._pointer if not path and "v" in value else _pointer(value)
                base: Channel = (*lane, "patch", where) if where else channel
                sets = str(value.get("op") or value.get("o") or "").lower() in _SETS
                values += (
                    ((*path, key), (*base, key), item)
                    for key, item in value.items()
                    if key not in ANY_SHAPE.sealed and key not in _PATCH and not (sets and key in _VALUES)
                )
        return Plan(tuple(strings))

    def _follow(self, event: object) -> None:
        """A delta without a place goes on at that of the one before (DeepSeek, ChatGPT)."""
        if isinstance(event, dict) and "v" in event:
            self._pointer = _pointer(event) or self._pointer

    def extra(self, event: object, delta: Delta, text: str) -> object:
        return carrier(event, delta.path, text)
