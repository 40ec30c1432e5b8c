"""Numbers by which a request says that it brings one piece of several: which one, of how many, from where, the last.

Two classes of names tell: those that speak of chunks or parts, and plain ones (``index`` and ``total``, ``offset`` and
``file_size``), which count only where they stand beside a piece of data.
Sources: Dropzone, Resumable.js and Flow.js, Plupload, Fine Uploader; the names that others give the same numbers.
"""

from collections.abc import Iterator, Mapping

from proxy.body.hints import whole

_LOOK = 16 * 1024  # bytes at either end of a body


def ends_of(body: bytes, between: bytes = b"") -> bytes:
    """The ends of a body: what is said of a piece stands before it or behind it."""
    return body if len(body) <= 2 * _LOOK else body[:_LOOK] + between + body[-_LOOK:]


def plain_name(name: str) -> str:
    """A name as the tables here have it: ``chunk_index``, ``chunk-index`` and ``chunkIndex`` are one."""
    return name.replace("_", "").replace("-", "").lower()


def _numbers_of(*things: str) -> frozenset[str]:
    ends = ("", "index", "idx", "number", "num", "no", "id")
    return frozenset(before + thing + end for thing in things for end in ends for before in ("", "current"))


def _counts_of(*things: str) -> frozenset[str]:
    counts = ("{}s", "total{}s", "total{}", "{}total", "{}stotal", "{}count", "{}scount", "total{}count")
    return frozenset(count.format(thing) for thing in things for count in (*counts, "num{}s", "numberof{}s"))


_THINGS = ("piece", "segment", "block", "slice", "fragment")
_NUMBERS = _numbers_of("chunk", "part") | frozenset(
    ("dzchunkindex", "resumablechunknumber", "flowchunknumber", "qqpartindex")
)
_COUNTS = _counts_of("chunk", "part") | frozenset(
    ("dztotalchunkcount", "resumabletotalchunks", "flowtotalchunks", "qqtotalparts")
)
_PLAIN_NUMBERS = _NUMBERS | _numbers_of(*_THINGS)
_PLAIN_NUMBERS |= frozenset(("index", "idx", "seq", "sequence", "sequencenumber", "number", "no"))
_PLAIN_COUNTS = _COUNTS | _counts_of(*_THINGS) | frozenset(("total", "totalcount", "count", "of", "outof"))
_PLACES = frozenset(("offset", "byteoffset", "startoffset", "rangestart", "startbyte", "byterangestart"))
_SIZES = frozenset(("totalsize", "totalbytes", "totallength", "filesize", "filelength"))
_GOES_ON = frozenset(("hasmore", "more"))  # true where others say false
_ENDS = _GOES_ON | frozenset(
    ("last", "islast", "final", "isfinal", "eof", "islastchunk", "lastchunk", "finalchunk", "isfinalchunk")
)
_ENDS |= frozenset(("islastpart", "lastpart", "finalpart", "isfinalpart"))


def may_tell(names: frozenset[str]) -> bool:
    """Whether numbers or flags of such plain names could tell of a piece."""
    return bool(names & (_PLAIN_NUMBERS | _PLACES) and names & (_PLAIN_COUNTS | _SIZES | _ENDS))


def tells_chunk(said: Mapping[str, object]) -> bool:
    """Whether what is said by plain names speaks of a chunk or a part, of several."""
    return any(_whole(said[name]) > 1 for name in said.keys() & _COUNTS) and not _NUMBERS.isdisjoint(said)


def tells_piece(said: Mapping[str, object], longest: int) -> bool:
    """Whether what is said beside a piece of data of so many bytes makes it one of several."""
    numbers = [(name, number) for name in said.keys() & _PLAIN_NUMBERS if (number := _whole(said[name])) >= 0]
    counts = [_whole(said[name]) for name in said.keys() & _PLAIN_COUNTS]
    if any(1 < count >= number for count in counts for _, number in numbers):
        return True
    flags = dict(_flags(said))
    if any(told == (name in _GOES_ON) for name, told in flags.items()):
        return any(name in _NUMBERS or _speaks_of_chunks(flags) for name, _ in numbers)
    if flags and any(number > ("index" not in name) and name in _NUMBERS for name, number in numbers):
        return True  # the last of several
    starts = [start for name in said.keys() & _PLACES if (start := _whole(said[name])) >= 0]
    sizes = [_whole(said[name]) for name in said.keys() & _SIZES]
    return any(start > 0 or longest < size for size in sizes for start in starts if size > 0)


def _flags(said: Mapping[str, object]) -> Iterator[tuple[str, bool]]:
    for name in said.keys() & _ENDS:
        told = said[name]
        if isinstance(told, bool):
            yield name, told
        elif told in ("true", "false"):
            yield name, told == "true"


def _speaks_of_chunks(flags: Mapping[str, bool]) -> bool:
    return any("chunk" in name or "part" in name for name in flags)


def _whole(value: object) -> int:
    """A whole number, be it written as text; -1 for what is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return whole(value) if isinstance(value, str) else -1
