"""Chunks by number: forms, queries or headers that say "chunk 2 of 5", each a request of its own. (JSON: numbered.py)

What a service answers to a chunk is its own, and what it makes of all of them too, so they cannot be held: a file of
more than one chunk is refused. Judged one by one, a value on a border would be read by nobody.
Sources: Dropzone, Resumable.js and Flow.js, Plupload, Fine Uploader; the names that others give the same two numbers.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from proxy.capture import Capture
from proxy.uploads.contract import Step, Unheld


def numbers_of(*things: str) -> frozenset[str]:
    """Plain names that say which of several things comes."""
    ends = ("", "index", "idx", "number", "num", "no", "id")
    return frozenset(before + thing + end for thing in things for end in ends for before in ("", "current"))


def counts_of(*things: str) -> frozenset[str]:
    """Plain names that say how many things there are."""
    counts = (
        "{}s",
        "total{}s",
        "total{}",
        "{}total",
        "{}stotal",
        "{}count",
        "{}scount",
        "total{}count",
        "num{}s",
        "numberof{}s",
    )
    return frozenset(count.format(thing) for thing in things for count in counts)


NUMBERS = numbers_of("chunk", "part") | {
    "dzchunkindex",
    "resumablechunknumber",
    "flowchunknumber",
    "qqpartindex",
}
COUNTS = counts_of("chunk", "part") | {
    "dztotalchunkcount",
    "resumabletotalchunks",
    "flowtotalchunks",
    "qqtotalparts",
}
_LOOK = 16 * 1024  # bytes of a form at either end: fields stand before a file or behind it
_FIELD = re.compile(
    rb'name="?([A-Za-z_-]{1,40})"?[ \t]*\r\n(?:[A-Za-z-]{1,40}:[^\r\n]{0,200}\r\n){0,3}\r\n([0-9]{1,9})\r\n'
)
_PAIR = re.compile(rb"(?<![^&])([A-Za-z_-]{1,40})=([0-9]{1,9})(?![^&])")


def step(capture: Capture, token: str, now: int) -> Step | None:
    if capture.method not in ("POST", "PUT", "PATCH"):
        return None
    said = {plain_name(name): value for name, value in _said(capture)}
    count = next((said[name] for name in said if name in COUNTS), "")
    return Unheld() if count not in ("", "0", "1") and not NUMBERS.isdisjoint(said) else None


def plain_name(name: str) -> str:
    """A name as its tables here have it: ``chunk_index``, ``chunk-index`` and ``chunkIndex`` are one."""
    return name.replace("_", "").replace("-", "").lower()


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
    elif capture.header("content-type").lower().startswith("application/x-www-form-urlencoded"):
        body = capture.body
        look = body if len(body) <= 2 * _LOOK else body[:_LOOK] + b"&" + body[-_LOOK:]
        yield from ((name.decode(), value.decode()) for name, value in _PAIR.findall(look))
