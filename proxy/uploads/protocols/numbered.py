"""Chunks by number in JSON: an object that says "piece 3 of 9" and brings it as a string, each in its own request.

As of chunks in forms (``chunks.py``), what a service answers and makes of them is its own, so that a file or text of
more than one is refused. Two classes of names tell: those that speak of chunks or parts, and plain ones (``index`` and
``total``, ``offset`` and ``file_size``) beside a string that is named as a piece of data is. What stands in a list is
no chunk of a request: all of the list is here.
"""

import json
import re
from collections.abc import Iterator, Mapping

from proxy.capture import Capture
from proxy.uploads.contract import Step, Unheld
from proxy.uploads.protocols.chunks import COUNTS, NUMBERS, counts_of, numbers_of, plain_name

_THINGS = ("piece", "segment", "block", "slice", "fragment")
_NUMBERS = (
    NUMBERS | numbers_of(*_THINGS) | {"index", "idx", "seq", "sequence", "sequencenumber", "number", "no"}
)
_COUNTS = COUNTS | counts_of(*_THINGS) | {"total", "totalcount", "count", "of", "outof"}
_PLACES = frozenset({"offset", "byteoffset", "startoffset", "rangestart", "startbyte", "byterangestart"})
_SIZES = frozenset({"totalsize", "totalbytes", "totallength", "filesize", "filelength"})
_ENDS = frozenset({"last", "islast", "final", "isfinal", "eof", "islastchunk", "lastchunk", "finalchunk"})
_ENDS |= {"isfinalchunk", "islastpart", "lastpart", "hasmore", "more"}
_GOES_ON = frozenset({"hasmore", "more"})  # true where others say false
_PIECES = frozenset(
    {"data", "chunk", "chunkdata", "chunkcontent", "content", "contents", "bytes", "payload", "blob"}
)
_PIECES |= {
    "base64",
    "b64",
    "filedata",
    "filecontent",
    "part",
    "piece",
    "segment",
    "body",
    "buffer",
    "text",
    "file",
}
_LONG = 256  # characters of a string that is a piece whatever it is called
_LOOK = 16 * 1024  # bytes at either end: what is said of a piece stands before it or behind it
_MOST = 2_000  # objects
_SAID = re.compile(rb'"([A-Za-z_-]{1,40})"\s{0,8}:\s{0,8}(?:"?[0-9]{1,15}\b|true|false)')


def step(capture: Capture, token: str, now: int) -> Step | None:
    if capture.method not in ("POST", "PUT", "PATCH") or not _may_be(capture.body):
        return None
    try:
        value = json.loads(capture.body)
    except (ValueError, RecursionError):
        return None  # it is judged, and refused, as what it is
    objects = list(_objects(value))
    pieces = [len(text.encode("utf-8", "replace")) for one in objects for text in _pieces(one)]
    return Unheld() if pieces and any(_is_piece(one, max(pieces)) for one in objects) else None


def _may_be(body: bytes) -> bool:
    """Whether the ends of a body name a number and a count; most bodies are not worth more than that look."""
    if not body[:64].lstrip().startswith(b"{"):
        return False
    look = body if len(body) <= 2 * _LOOK else body[:_LOOK] + body[-_LOOK:]
    said = {plain_name(name.decode()) for name in _SAID.findall(look)}
    return bool(said & (_NUMBERS | _PLACES) and said & (_COUNTS | _SIZES | _ENDS))


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    """The objects that stand in no list, from the outside in, with their names made plain."""
    found = [value] if isinstance(value, dict) else []
    for one in found:
        yield {plain_name(str(name)): inner for name, inner in one.items()}
        if len(found) < _MOST:
            found += [inner for inner in one.values() if isinstance(inner, dict)]


def _pieces(one: Mapping[str, object]) -> Iterator[str]:
    for name, inner in one.items():
        if isinstance(inner, str) and inner and (name in _PIECES or len(inner) >= _LONG):
            yield inner


def _is_piece(one: Mapping[str, object], longest: int) -> bool:
    """Whether an object says that what comes with it, so many bytes, is one piece of several."""
    numbers = [(name, number) for name in one.keys() & _NUMBERS if (number := _whole(one[name])) >= 0]
    counts = [_whole(one[name]) for name in one.keys() & _COUNTS]
    if any(1 < count >= number for count in counts for _, number in numbers):
        return True
    flags = {name: said for name in one.keys() & _ENDS if isinstance(said := one[name], bool)}
    if any(said == (name in _GOES_ON) for name, said in flags.items()):
        return any(name in NUMBERS or _speaks_of_chunks(flags) for name, _ in numbers)
    if flags and any(number > ("index" not in name) and name in NUMBERS for name, number in numbers):
        return True  # the last of several
    starts = [start for name in one.keys() & _PLACES if (start := _whole(one[name])) >= 0]
    sizes = [_whole(one[name]) for name in one.keys() & _SIZES]
    return any(start > 0 or longest < size for size in sizes for start in starts if size > 0)


def _speaks_of_chunks(flags: Mapping[str, bool]) -> bool:
    return any("chunk" in name or "part" in name for name in flags)


def _whole(value: object) -> int:
    """A whole number, be it written as text; -1 for what is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return (
        int(value)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16
        else -1
    )
