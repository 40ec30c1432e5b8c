"""Content encodings of the stand-in: bodies decoded whole, answers encoded piece by piece."""

import zlib
from collections.abc import Callable

import brotli
import zstandard


def decode(body: bytes, encodings: str) -> bytes:
    """Undo a ``content-encoding`` header ("gzip", "gzip, br"). Raises ValueError where it does not fit."""
    for name in reversed([part.strip().lower() for part in encodings.split(",") if part.strip()]):
        try:
            match name:
                case "gzip" | "x-gzip":
                    body = zlib.decompress(body, wbits=31)
                case "deflate":
                    body = zlib.decompress(body)
                case "br":
                    body = brotli.decompress(body)
                case "zstd":
                    body = zstandard.ZstdDecompressor().decompressobj().decompress(body)
                case "identity":
                    pass
                case _:
                    raise ValueError(f"unknown content-encoding {name!r}")
        except (zlib.error, brotli.error, zstandard.ZstdError):
            raise ValueError(f"body is not {name}") from None
    return body


def encoder(name: str) -> Callable[[bytes, bool], bytes]:
    """A function (piece, last) that encodes an answer; after each piece a reader can decode all so far."""
    match name:
        case "gzip":
            squeeze = zlib.compressobj(wbits=31)
            return lambda piece, last: (
                squeeze.compress(piece) + squeeze.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)
            )
        case "br":
            press = brotli.Compressor(quality=4)
            return lambda piece, last: bytes(
                press.process(piece) + (press.finish() if last else press.flush())
            )
        case "zstd":
            pack = zstandard.ZstdCompressor().compressobj()
            end, block = zstandard.COMPRESSOBJ_FLUSH_FINISH, zstandard.COMPRESSOBJ_FLUSH_BLOCK
            return lambda piece, last: pack.compress(piece) + pack.flush(end if last else block)
        case "" | "identity":
            return lambda piece, _: piece
        case _:
            raise ValueError(f"cannot answer in {name!r}: gzip, br, zstd or identity")
