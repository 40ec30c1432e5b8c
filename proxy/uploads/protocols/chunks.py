"""Chunks by number: forms, queries or headers that say "chunk 2 of 5", each a request of its own.

What a service answers to a chunk is its own, and what it makes of all of them too, so they cannot be held: a file of
more than one chunk is refused. Judged one by one, a value on a border would be read by nobody.
Sources: Dropzone, Resumable.js and Flow.js, Plupload, Fine Uploader; the names that others give the same two numbers.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from proxy.capture import Capture
from proxy.uploads.contract import Step, Unheld

_NUMBERS = frozenset(
    {
        *(
            "chunk",
            "chunkindex",
            "chunknumber",
            "currentchunk",
            "currentchunkindex",
            "partindex",
            "partnumber",
        ),
        *("dzchunkindex", "resumablechunknumber", "flowchunknumber", "qqpartindex"),
    }
)
_COUNTS = frozenset(
    {
        *("chunks", "totalchunks", "chunkcount", "chunkscount", "totalchunkcount", "numchunks", "totalparts"),
        *("dztotalchunkcount", "resumabletotalchunks", "flowtotalchunks", "qqtotalparts"),
    }
)
_LOOK = 16 * 1024  # bytes of a form at either end: fields stand before a file or behind it
_FIELD = re.compile(
    rb'name="?([A-Za-z_-]{1,40})"?[ \t]*\r\n(?:[A-Za-z-]{1,40}:[^\r\n]{0,200}\r\n){0,3}\r\n([0-9]{1,9})\r\n'
)


def step(capture: Capture, token: str, now: int) -> Step | None:
    if capture.method not in ("POST", "PUT", "PATCH"):
        return None
    said = {name.replace("_", "").replace("-", "").lower(): value for name, value in _said(capture)}
    count = next((said[name] for name in said if name in _COUNTS), "")
    return Unheld() if count not in ("", "0", "1") and not _NUMBERS.isdisjoint(said) else None


def _said(capture: Capture) -> Iterator[tuple[str, str]]:
    """Numbers by name, wherever they stand beside a file."""
    query = capture.path.partition("?")[2]
    if "hunk" in query or "art" in query:
        yield from ((name, value) for name, value in parse_qsl(query[:4096]) if value.isdigit())
    yield from ((name.removeprefix("x-"), value) for name, value in capture.headers if value.isdigit())
    if capture.header("content-type").lower().startswith("multipart/form-data"):
        body = capture.body
        look = body if len(body) <= 2 * _LOOK else body[:_LOOK] + body[-_LOOK:]
        yield from ((name.decode(), value.decode()) for name, value in _FIELD.findall(look))
