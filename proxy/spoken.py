"""Messages of a socket that bring one piece of several: "piece 3 of 9", in whatever frame a protocol puts it. Pure.

What is between two pieces was read in neither, so that they are refused as pieces of an upload are
(``uploads/protocols/numbered.py``). A piece stands in an object that says its number, at the front or behind what
Socket.IO, SockJS and SignalR put before it, or among the arguments of a call whose name speaks of pieces.
"""

import json
import re
from collections.abc import Iterator, Sequence

from proxy.capture import Capture
from proxy.uploads.protocols import numbered

_END = "\x1e"
_MOST_RECORDS = 1000
_MOST_READ = 4 << 20  # bytes of a message that is taken apart
_MOST_BEFORE = 200  # characters before the JSON of a message
_BEGINS = re.compile(r"[{\[]")
_SPEAKS = re.compile(
    r"chunk|(?:^|[^a-z])(?:part|piece|segment|slice|block)s?(?:[^a-z]|$)|(?:part|piece|segment)$", re.I
)
_NAMES = ("target", "event", "method", "action", "command", "type", "op")
_ARGUMENTS = ("arguments", "args", "params", "data", "payload")


def is_piece(message: bytes) -> bool:
    """Whether a message brings one piece of several."""
    if _says_so(message):
        return True
    if len(message) > _MOST_READ:
        return False  # a piece behind a frame is smaller
    try:
        text = message.decode("utf-8")
    except UnicodeDecodeError:
        return False  # it is judged as what it is
    records = (record for record in text.split(_END, _MOST_RECORDS) if record.strip())
    return any(_is_piece(value) for record in records for value in _values(record))


def _values(text: str) -> Iterator[object]:
    """The JSON value of a record, and those in its strings."""
    found = _BEGINS.search(text, 0, _MOST_BEFORE)
    if found is None:
        return
    try:
        value = json.loads(text[found.start() :])
    except (ValueError, RecursionError):
        return
    yield value
    inner = value.values() if isinstance(value, dict) else value
    for one in inner:
        if isinstance(one, str) and one[:1] in ("{", "["):
            try:
                yield json.loads(one)
            except (ValueError, RecursionError):
                continue


def _is_piece(value: object) -> bool:
    name, arguments = _call(value)
    if _SPEAKS.search(name) and _counts(arguments):
        return True
    objects = [one for one in arguments if isinstance(one, dict)] if not isinstance(value, dict) else [value]
    return len(objects) == 1 and _says_so(json.dumps(objects[0]).encode())


def _call(value: object) -> tuple[str, Sequence[object]]:
    """The name of what is called or told, and the arguments; a list begins with its name."""
    if isinstance(value, list):
        return (value[0], value[1:]) if value and isinstance(value[0], str) else ("", value)
    if not isinstance(value, dict):
        return "", ()
    name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
    return name, next((value[key] for key in _ARGUMENTS if isinstance(value.get(key), list)), ())


def _counts(arguments: Sequence[object]) -> bool:
    """Whether arguments without names are a piece and its number: beyond the first, or of several."""
    numbers = [one for one in arguments if isinstance(one, int) and not isinstance(one, bool)]
    brings = any(isinstance(one, str) and one for one in arguments)
    return brings and max(numbers, default=0) > (len(numbers) > 1)


def _says_so(body: bytes) -> bool:
    return numbered.step(Capture("POST", "", 443, "/", (), body), "", 0) is not None
