"""Streams of any JSON: each string by its path, or by the place that a patch names."""

from collections.abc import Iterator, Mapping

from proxy.answer.events import carrier, place
from proxy.answer.jsonbody import Path, Shape
from proxy.answer.messages import SIGNED
from proxy.answer.stream import DEEPEST, Channel, Delta, Plan

_FRAGMENTS = frozenset({"arguments", "partial_json"})
ANY_SHAPE = Shape(nested=_FRAGMENTS, signed=SIGNED, sealed=frozenset({"logprobs"}), guess=True)
_SETS = frozenset({"add", "replace", "set", "put", "test", "move", "copy", "remove"})
_VALUES = frozenset({"value", "v"})
_PATCH = frozenset({"path", "p", "op", "o"})  # says where and how, and holds no text that goes on
_SAID = ("text", "thinking", "content")  # in signed parts
_PIECES = frozenset({"chunks", "tokens", "pieces"})  # lists whose strings are one text (Perplexity)
_LABELS = ("intended_usage", "field")  # tell texts apart that patches of one event bring
_DOCUMENT, _ANY = "document", "#"  # what patches make; any place of a list
_MOST_STRINGS = 200  # of an event; one with more is no piece of a text


# A value with its path, its channel, and whether it stands in a new element of a list.
type _Place = tuple[Path, Channel, object, bool]


def _pointer(value: Mapping[str, object]) -> str:
    """Where a patch is to be made; empty for the whole, and for an object that is none."""
    if not _VALUES & value.keys():
        return ""
    where = value.get("path", value.get("p"))
    return where if isinstance(where, str) else ""


def _steps(pointer: str) -> Channel:
    """A pointer step by step; a place in a list is any, for what is added there goes on or begins anew."""
    steps = (step for step in pointer.split("/") if step)
    return tuple(_ANY if step.lstrip("-").isdigit() or step == "-" else step for step in steps)


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
        begun: set[Channel] = set()
        ended: set[Channel] = set()
        self._follow(event)
        lane: Channel = (name,) if name.endswith(":") else ()
        values: list[_Place] = [((), lane, event, False)]
        while values:
            path, channel, value, is_new = values.pop()
            if len(strings) > _MOST_STRINGS:
                return Plan()
            if len(path) > DEEPEST:
                continue
            if isinstance(value, str):
                fragment = bool(path) and path[-1] in _FRAGMENTS
                strings.append(Delta(path, channel, fragment=fragment, repeats=_ANY not in channel))
                begun |= {channel} if is_new else set()
            elif isinstance(value, list):
                is_text = bool(path) and path[-1] in _PIECES
                inside = _DOCUMENT in channel
                within: Channel = (*channel, _ANY)
                values += reversed(
                    [
                        (
                            (*path, at),
                            within if is_text or inside else (*channel, at),
                            item,
                            inside and not is_text,
                        )
                        for at, item in enumerate(value)
                    ]
                )
                if is_text:
                    begun.add(within)
                    ended |= set() if inside else {within}
            elif isinstance(value, dict) and place(value.get("type")) in SIGNED:
                strings += (
                    Delta((*path, key), (*channel, key), signed=True) for key in _SAID if key in value
                )
            elif isinstance(value, dict):
                values += self._members(value, path, channel, lane, is_new=is_new)
        return Plan(tuple(strings), before=tuple(begun), closes=tuple(ended))

    def _members(
        self, value: Mapping[str, object], path: Path, channel: Channel, lane: Channel, *, is_new: bool
    ) -> Iterator[_Place]:
        """What stands in an object."""
        where = self._pointer if not path and "v" in value else _pointer(value)
        steps = _steps(where)
        document: Channel = (
            *lane,
            *(label for label in channel if isinstance(label, tuple)),
            _DOCUMENT,
            *steps,
        )
        sets = str(value.get("op") or value.get("o") or "").lower() in _SETS
        is_patch = bool(where) or (not path and "v" in value) or (sets and bool(_VALUES & value.keys()))
        is_piece = steps[-1:] == (_ANY,) and steps[-2:-1] and steps[-2] in _PIECES
        named = tuple((key, value[key]) for key in _LABELS if isinstance(value.get(key), str))
        for key, item in value.items():
            if key in ANY_SHAPE.sealed or key in _PATCH:
                continue
            if key in _VALUES and is_patch:
                if not sets or (is_piece and isinstance(item, str)):
                    yield (*path, key), document, item, False
                elif isinstance(item, dict):  # set as a whole, but its pieces go on
                    for name in _PIECES & item.keys():
                        yield (*path, key, name), (*document, name), item[name], False
            elif where:
                yield (*path, key), (*lane, "patch", where, key), item, False
            else:
                yield (*path, key), (*channel, *named, key), item, is_new

    def _follow(self, event: object) -> None:
        """A delta without a place goes on at that of the one before (DeepSeek, ChatGPT)."""
        if isinstance(event, dict) and "v" in event:
            self._pointer = _pointer(event) or self._pointer

    def extra(self, event: object, delta: Delta, text: str) -> object:
        return carrier(event, delta.path, text)
