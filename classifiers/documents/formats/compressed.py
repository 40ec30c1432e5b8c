"""One file packed by gzip, bzip2, xz or zstd (RFC 1952, RFC 8878); unpacked no further than the budget goes."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, Change, File, Inner, Source, Unread

NAME = "compressed file"
ORDER = 20

_GZIP, _BZIP2, _XZ, _ZSTD = b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"
_SUFFIXES = {"tgz": ".tar", "tbz": ".tar", "tbz2": ".tar", "txz": ".tar", "tzst": ".tar", "svgz": ".svg"}
_MEMORY = 128 << 20  # what unpacking may take
_SKIPPED = b"\x2a\x4d\x18"  # how a frame goes on that is no part of the file
_MOST_SKIPPED = 8  # bytes: programs that pack in several threads note sizes there
_STEP = 1 << 20
_FEED = 256  # bytes of zstd, whose shortest block of four bytes becomes 128 KiB
_MOST_STREAMS = 1000


class _Engine(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


def claims(source: Source) -> bool:
    return source.data.startswith((_GZIP, _BZIP2, _XZ, _ZSTD))


def read(source: Source, budget: Budget, inner: Inner) -> File:
    data = source.data
    bundle = Bundle(data)
    head = b""
    if data.startswith(_GZIP):
        plain, streams = _unpacked(data, budget, lambda: zlib.decompressobj(31))
        head, said = _gzip_head(data)
        for text in said:
            bundle.locked(text, "names of files")
        if streams > 1 and len(head) > 10:
            bundle.opaque("names in further parts of a gzip file")
    elif data.startswith(_BZIP2):
        plain, _ = _unpacked(data, budget, bz2.BZ2Decompressor)
    elif data.startswith(_XZ):
        plain, _ = _unpacked(data, budget, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY))
    else:
        plain = _unpacked_zstd(data, budget)
    budget.take(len(plain), len(data))
    bundle.embed(0, Source(plain, _plain_name(source)), inner, "a compressed file")

    def write(changes: Mapping[int, Sequence[Change]], replaced: Mapping[int, bytes]) -> bytes:
        new = replaced[0]
        if head:
            engine = zlib.compressobj(6, zlib.DEFLATED, -15)
            size = (len(new) & 0xFFFFFFFF).to_bytes(4, "little")
            return head + engine.compress(new) + engine.flush() + zlib.crc32(new).to_bytes(4, "little") + size
        if data.startswith(_BZIP2):
            return bz2.compress(new)
        if data.startswith(_XZ):
            return lzma.compress(new)
        import zstandard

        return zstandard.ZstdCompressor().compress(new)

    return bundle.built(write)


def _plain_name(source: Source) -> str:
    name, _, suffix = source.name.rpartition(".")
    return (name or source.name) + _SUFFIXES.get(suffix.lower(), "")


def _unpacked(data: bytes, budget: Budget, engine: Callable[[], "_Engine"]) -> tuple[bytes, int]:
    """All streams of a file, one after the other, and how many they are. Raises Unread."""
    most = min(budget.size, max(len(data), 512) * budget.ratio)
    parts: list[bytes] = []
    size = streams = 0
    while data:
        one, streams = engine(), streams + 1
        if streams > _MOST_STREAMS:
            raise Unread("a compressed file of too many parts")
        while not one.eof:
            try:
                part = _step(one, data, most - size + 1)
            except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
                raise Unread("a broken compressed file") from None
            data = b""
            size += len(part)
            if size > most:
                raise Unread("a file that unpacks to too much")
            if not part and not one.eof and not getattr(one, "unconsumed_tail", b""):
                raise Unread("a compressed file that is cut short")
            parts.append(part)
        data = one.unused_data
        if not data.strip(b"\0"):  # what tapes and block devices fill up with
            break
    return b"".join(parts), streams


def _step(engine: "_Engine", data: bytes, most: int) -> bytes:
    """The next bytes, of a bounded number."""
    if hasattr(engine, "unconsumed_tail"):
        data = data or engine.unconsumed_tail
    found: bytes = engine.decompress(data, min(most, _STEP))  # type: ignore[attr-defined]
    return found


def _unpacked_zstd(data: bytes, budget: Budget) -> bytes:
    """All frames of a zstd file, fed in steps so small that none becomes much more than the window."""
    import zstandard

    most = min(budget.size, max(len(data), 512) * budget.ratio)
    parts: list[bytes] = []
    size = at = frames = 0
    while at < len(data):
        frames += 1
        if frames > _MOST_STREAMS:
            raise Unread("a compressed file of too many parts")
        if data[at] & 0xF0 == 0x50 and data[at + 1 : at + 4] == _SKIPPED:
            skipped = int.from_bytes(data[at + 4 : at + 8], "little")
            if skipped > _MOST_SKIPPED:
                raise Unread("a compressed file with other data in it")
        engine = zstandard.ZstdDecompressor(max_window_size=_MEMORY).decompressobj()
        while not engine.eof:
            if at >= len(data):
                raise Unread("a compressed file that is cut short")
            try:
                part = engine.decompress(data[at : at + _FEED])
            except zstandard.ZstdError:
                raise Unread("a broken compressed file") from None
            at += _FEED
            size += len(part)
            if size > most:
                raise Unread("a file that unpacks to too much")
            parts.append(part)
        at = min(at, len(data)) - len(engine.unused_data)
    return b"".join(parts)


def _gzip_head(data: bytes) -> tuple[bytes, Sequence[str]]:
    """The header of a gzip file, and the name and comment in it; its own sum is left out."""
    flags, at = data[3], 10
    texts: list[str] = []
    if flags & 4:
        size = int.from_bytes(data[at : at + 2], "little")
        texts.append(data[at + 2 : at + 2 + size].decode("latin-1"))
        at += 2 + size
    for flag in (8, 16):
        if flags & flag:
            end = data.index(b"\0", at)
            texts.append(data[at:end].decode("latin-1"))
            at = end + 1
    return data[:3] + bytes([flags & ~2]) + data[4:at], texts
