"""Content-Encoding taken off: the whole body, or ``Unreadable``; never a part of it.

Rule 1: every layer is bounded by the limit while it is unpacked, so that a bomb costs the limit and no more.
Rule 2: a stream that ends early, goes on after its end, or is not what its label says is unreadable.
Rule 3: a body that looks packed under no label is unreadable, for what would be scanned is not what is read.

Sources: RFC 9110 section 8.4, RFC 1950 to 1952, RFC 7932, RFC 8878.
"""

import zlib
from collections.abc import Callable

import brotli
import zstandard

from proxy.contract import Unreadable

_MOST_LAYERS = 5
_MOST_MEMBERS = 64  # each costs a copy of the rest; no client joins more
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_WINDOW = 1 << 27  # 128 MiB, what the zstd command line allows without asking
_ZSTD_STEP = 1024  # at most 256 repeated blocks of 128 KiB come out of one step
_STEP = 1 << 20


def decode(encoding_header: str, body: bytes, limit: int) -> bytes:
    """Undo every layer of a Content-Encoding header; several headers come joined by commas.

    ``limit`` is the most bytes that any layer may have. Raises Unreadable.
    """
    names = [name.strip().lower() for name in encoding_header.split(",")]
    layers = [name for name in names if name not in ("", "identity")]
    if len(layers) > _MOST_LAYERS:
        raise Unreadable("too many content encodings on one body")
    unknown = next((name for name in layers if name not in _DECODERS), None)
    if unknown is not None:
        raise Unreadable("the body has a content encoding that is not known")
    _check(len(body), limit)
    if not body:
        return b""
    for name in reversed(layers):
        body = _DECODERS[name](body, limit)
    if body.startswith((_GZIP, _ZSTD)):
        raise Unreadable("the body is packed but no content encoding says so")
    return body


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise Unreadable("the body is larger than the limit")


def _count(members: int) -> None:
    if members > _MOST_MEMBERS:
        raise Unreadable("the body is packed in too many pieces")


def _inflate(body: bytes, limit: int, window: int, label: str) -> tuple[bytes, bytes]:
    """One zlib stream: what it holds, and what follows it."""
    stream = zlib.decompressobj(window)
    parts: list[bytes] = []
    size = 0
    data = body
    while not stream.eof:
        try:
            part = stream.decompress(data, _STEP)
        except zlib.error:
            raise Unreadable(f"the body is labelled {label} but is not") from None
        size += len(part)
        _check(size, limit)
        parts.append(part)
        data = stream.unconsumed_tail
        if not part and not data and not stream.eof:
            raise Unreadable(f"the {label} body ends too early")
    return b"".join(parts), stream.unused_data


def _gzip(body: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while body:  # a gzip file is one member or more (RFC 1952, section 2.2)
        if not body.startswith(_GZIP):
            raise Unreadable("the body is labelled gzip but is not, or goes on after its end")
        part, body = _inflate(body, limit - size, 31, "gzip")
        parts.append(part)
        _count(len(parts))
        size += len(part)
    return b"".join(parts)


def _deflate(body: bytes, limit: int) -> bytes:
    """RFC 9110 means the zlib format; many senders mean raw deflate, so both are read."""
    wrapped = len(body) >= 2 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
    data, rest = _inflate(body, limit, 15 if wrapped else -15, "deflate")
    if rest:
        raise Unreadable("the deflate body goes on after its end")
    return data


def _brotli(body: bytes, limit: int) -> bytes:
    stream = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    data = body
    try:
        while True:
            part = stream.process(data, output_buffer_limit=_STEP)
            size += len(part)
            _check(size, limit)
            parts.append(part)
            data = b""
            if stream.is_finished():
                return b"".join(parts)
            if not part and stream.can_accept_more_data():
                raise Unreadable("the br body ends too early")
    except brotli.error:
        raise Unreadable("the body is labelled br but is not, or goes on after its end") from None


def _zstd(body: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    size = at = frames = 0
    while at < len(body):  # frames may follow each other (RFC 8878, section 3)
        frames += 1
        _count(frames)
        stream = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        while not stream.eof:
            step = body[at : at + _ZSTD_STEP]
            if not step:
                raise Unreadable("the zstd body ends too early")
            try:
                part = stream.decompress(step)
            except zstandard.ZstdError:
                raise Unreadable("the body is labelled zstd but is not, or goes on after its end") from None
            at += len(step)
            size += len(part)
            _check(size, limit)
            parts.append(part)
        at -= len(stream.unused_data)
    return b"".join(parts)


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "x-deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
