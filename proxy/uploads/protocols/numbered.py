"""Chunks by number in JSON: an object that says "piece 3 of 9" and brings it as a string, each in its own request.

As of chunks in forms (``chunks.py``), what a service answers and makes of them is its own, so that a file or text of
more than one is refused. What stands in a list of several is no chunk of a request: all of the list is here.
"""

import json
import re
from collections.abc import Iterator, Mapping

from proxy.capture import Capture
from proxy.uploads.contract import Step, Unheld
from proxy.uploads.numbers import ends_of, may_tell, plain_name, tells_piece

_PIECES = frozenset(
    (
        "data",
        "chunk",
        "chunkdata",
        "chunkcontent",
        "content",
        "contents",
        "bytes",
        "payload",
        "blob",
        "base64",
    )
) | frozenset(
    ("b64", "filedata", "filecontent", "part", "piece", "segment", "body", "buffer", "text", "file")
)
_LONG = 256  # characters of a string that is a piece whatever it is called
_MOST = 2_000  # objects
_SAID = re.compile(rb'"([A-Za-z_-]{1,40})"\s{0,8}:\s{0,8}(?:"?[0-9]{1,15}\b|true|false)')


def step(capture: Capture, token: str, now: int) -> Step | None:
    if capture.method not in ("POST", "PUT", "PATCH") or not _may_be(capture.body):
        return None
    try:
        value = json.loads(capture.body)
    except (ValueError, RecursionError):
        return None  # it is judged, and refused, as what it is
    found = list(objects(value))
    pieces = [len(text.encode("utf-8", "replace")) for one in found for text in _pieces(one)]
    return Unheld() if pieces and any(tells_piece(one, max(pieces)) for one in found) else None


def objects(value: object) -> Iterator[Mapping[str, object]]:
    """The objects that stand in no list of several, from the outside in, with their names made plain."""
    todo = [value]
    for one in todo:
        if isinstance(one, list) and len(one) == 1:
            todo += one
        elif isinstance(one, dict) and len(todo) < _MOST:
            yield {plain_name(str(name)): inner for name, inner in one.items()}
            todo += [inner for inner in one.values() if isinstance(inner, dict | list)]


def _may_be(body: bytes) -> bool:
    """Whether the ends of a body name a number and a count; most bodies are not worth more than that look."""
    if body[:64].lstrip()[:1] not in (b"{", b"["):
        return False
    return may_tell(frozenset(plain_name(name.decode()) for name in _SAID.findall(ends_of(body))))


def _pieces(one: Mapping[str, object]) -> Iterator[str]:
    for name, inner in one.items():
        if isinstance(inner, str) and inner and (name in _PIECES or len(inner) >= _LONG):
            yield inner
