"""Content encodings are taken off whole, or the body is unreadable."""

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from proxy.content import decode
from proxy.contract import Unreadable

LIMIT = 1 << 20
TEXT = b'{"prompt": "write to jonas@weber.example"}' * 20


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)  # a test is named by its bytes: they must not change with the clock


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def zstd(data: bytes) -> bytes:
    return zstandard.compress(data)


PACKERS = {
    "gzip": gz,
    "x-gzip": gz,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd,
    "identity": bytes,
}


@pytest.mark.parametrize("name", PACKERS)
def test_each_encoding_comes_off(name: str) -> None:
    assert decode(name, PACKERS[name](TEXT), LIMIT) == TEXT


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("", TEXT),
        (" , ", TEXT),
        ("GZip", gz(TEXT)),
        ("\tgzip ", gz(TEXT)),
        ("gzip, gzip", gz(gz(TEXT))),
        ("gzip, identity, br", brotli.compress(gz(TEXT))),
        ("deflate,zstd", zstd(zlib.compress(TEXT))),
        ("deflate", raw_deflate(TEXT)),
        ("gzip", gz(TEXT[:100]) + gz(TEXT[100:])),
        ("zstd", zstd(TEXT[:100]) + zstd(TEXT[100:])),
        ("zstd", zstandard.ZstdCompressor(write_content_size=False).compress(TEXT)),
    ],
)
def test_any_spelling_and_stack(header: str, body: bytes) -> None:
    assert decode(header, body, LIMIT) == TEXT


@pytest.mark.parametrize("header", ["", "gzip", "gzip, br", "zstd"])
def test_an_empty_body_is_empty(header: str) -> None:
    assert decode(header, b"", LIMIT) == b""


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("gzip", TEXT),
        ("br", TEXT),
        ("zstd", TEXT),
        ("deflate", b"\xff\xff" + TEXT),
        ("identity", gz(TEXT)),
        ("", zstd(TEXT)),
        ("gzip", gz(gz(TEXT))),
        ("compress", TEXT),
        ("aes128gcm", TEXT),
        ("gzip;q=1", gz(TEXT)),
        ("gzip gzip", gz(TEXT)),
        ("gzip," * 6, TEXT),
        ("gzip", gz(TEXT) + b"x"),
        ("gzip", gz(TEXT) + b"\0\0"),
        ("deflate", zlib.compress(TEXT) + b"tail"),
        ("br", brotli.compress(TEXT) + b"tail"),
        ("zstd", zstd(TEXT) + b"tail"),
        ("gzip", gz(b"a") * 100),
        ("zstd", zstd(b"a") * 100),
    ],
)
def test_what_is_not_as_labelled_is_unreadable(header: str, body: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(header, body, LIMIT)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_every_cut_is_unreadable(name: str) -> None:
    whole = PACKERS[name](TEXT)
    for end in range(1, len(whole)):
        with pytest.raises(Unreadable):
            decode(name, whole[:end], LIMIT)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_costs_the_limit_and_no_more(name: str) -> None:
    bomb = PACKERS[name](bytes(40 * LIMIT))
    with pytest.raises(Unreadable, match="larger than the limit"):
        decode(name, bomb, LIMIT)
    with pytest.raises(Unreadable, match="larger than the limit"):
        decode(f"{name}, gzip", gz(bomb), LIMIT)


def test_a_body_at_the_limit_is_read() -> None:
    body = bytes(range(32, 127)) * 100
    for name in ("gzip", "deflate", "br", "zstd", "identity"):
        assert decode(name, PACKERS[name](body), len(body)) == body
        with pytest.raises(Unreadable):
            decode(name, PACKERS[name](body), len(body) - 1)


@settings(deadline=None)
@given(st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br", ""]), st.binary(max_size=200))
def test_junk_is_read_or_unreadable(header: str, body: bytes) -> None:
    try:
        assert isinstance(decode(header, body, LIMIT), bytes)
    except Unreadable as trouble:
        assert "weber" not in str(trouble)
