"""Chunks by number: forms, queries or headers that say "chunk 2 of 5", each a request of its own. (JSON: numbered.py)

What a service answers to a chunk is its own, and what it makes of all of them too, so they cannot be held: a file of
more than one chunk is refused. Judged one by one, a value on a border would be read by nobody.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from proxy.capture import Capture
from proxy.uploads.contract import Step, Unheld
from proxy.uploads.numbers import ends_of, plain_name, tells_chunk, tells_piece
from proxy.uploads.protocols.numbered import objects

_HEAD = rb'name="?([A-Za-z_-]{1,40})"?[ \t]*\r\n(?:[A-Za-z-]{1,40}:[^\r\n]{0,200}\r\n){0,3}\r\n'
_FIELD = re.compile(_HEAD + rb"([0-9]{1,15}|true|false)\r\n")
_JSON = re.compile(_HEAD + rb"(\{[^\r\n]{2,4000}\})\r\n")
_FILE = re.compile(rb"filename\*?=", re.IGNORECASE)
_PAIR = re.compile(rb"(?<![^&])([A-Za-z_-]{1,40})=([0-9]{1,9})(?![^&])")


def step(capture: Capture, token: str, now: int) -> Step | None:
    if capture.method not in ("POST", "PUT", "PATCH"):
        return None
    kind = capture.header("content-type").lower()
    look, fields = b"", {}
    if kind.startswith("multipart/form-data"):
        look = ends_of(capture.body)
        fields = {plain_name(name.decode()): value.decode() for name, value in _FIELD.findall(look)}
    elif kind.startswith("application/x-www-form-urlencoded"):
        found = _PAIR.findall(ends_of(capture.body, b"&"))
        fields = {plain_name(name.decode()): value.decode() for name, value in found}
    said = {plain_name(name): value for name, value in _beside(capture)}
    if tells_chunk(said | fields):
        return Unheld()
    if not _FILE.search(look):
        return None
    if tells_piece(fields, capture.size) or any(
        _in_json(text, capture.size) for _, text in _JSON.findall(look)
    ):
        return Unheld()
    return None


def _in_json(text: bytes, size: int) -> bool:
    """Whether a field of a form says in JSON that the file beside it is a piece."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return any(tells_piece(one, size) for one in objects(value))


def _beside(capture: Capture) -> Iterator[tuple[str, str]]:
    """Numbers by name in the query and the headers."""
    query = capture.path.partition("?")[2]
    if "hunk" in query or "art" in query:
        yield from ((name, value) for name, value in parse_qsl(query[:4096]) if value.isdigit())
    yield from ((name.removeprefix("x-"), value) for name, value in capture.headers if value.isdigit())
