"""Events of a stream as JSON values: the text at a path, and an event of its own for a text that was held back."""

from collections.abc import Mapping

from proxy.answer.jsonbody import Path

_NAMING = frozenset(
    {"id", "type", "object", "created", "model", "index", "system_fingerprint", "service_tier"}
    | {"path", "op", "p", "o"}  # of a patch
)
_LONGEST_ID = 2000  # characters; some services give very long ones


def text_at(value: object, path: Path) -> str | None:
    """The string at a path of a JSON value; None where there is none."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value if isinstance(value, str) else None


def carrier(event: object, path: Path, text: str) -> object:
    """A copy of an event with only ``text`` in it, at its path.

    Of all else only what says where the text belongs stays, and what is null: some clients want it there.
    """
    if not path:
        return text
    step, rest = path[0], path[1:]
    if isinstance(event, list) and isinstance(step, int):
        return [carrier(event[step], rest, text)]
    if isinstance(event, dict):
        return {
            key: carrier(value, rest, text) if key == step else value
            for key, value in event.items()
            if key == step or _stays(key, value)
        }
    return text


def _stays(key: str, value: object) -> bool:
    if value is None:
        return True
    if isinstance(value, dict | list) or (isinstance(value, str) and len(value) > _LONGEST_ID):
        return False
    return key in _NAMING or key.endswith(("_id", "_index", "_number"))


def place(value: object) -> str | int | None:
    """A value that tells where a text belongs, as a part of a channel; None for what can tell nothing."""
    return value if isinstance(value, str | int) else None


def mapping(value: object) -> Mapping[str, object]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []
