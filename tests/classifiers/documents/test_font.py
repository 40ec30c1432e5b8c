"""Fonts that pages carry pass; what is no font in one does not."""

import base64
import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import reportlab

from classifiers.documents.contract import Budget, Change, Manner, Source, Unread, Unwritten
from classifiers.documents.opening import open_file
from tests.proxy.body.test_layers import read

VERA = (Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes()

type Tables = dict[str, bytes]


def names(said: dict[int, str]) -> bytes:
    """A table of names of the platform Windows."""
    words = [word.encode("utf-16-be") for word in said.values()]
    starts = [sum(map(len, words[:at])) for at in range(len(words))]
    records = b"".join(
        struct.pack(">6H", 3, 1, 0x409, number, len(word), at)
        for number, word, at in zip(said, words, starts, strict=True)
    )
    return struct.pack(">HHH", 0, len(words), 6 + len(records)) + records + b"".join(words)


def plain(tables: Tables) -> bytes:
    at, head, body = 12 + 16 * len(tables), b"", b""
    for tag, table in tables.items():
        head += struct.pack(">4sLLL", tag.encode(), 0, at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 0, 0, 0) + head + body


def woff(tables: Tables, private: bytes = b"") -> bytes:
    at, head, body = 44 + 20 * len(tables), b"", b""
    for tag, table in tables.items():
        packed = min(zlib.compress(table), table, key=len)
        head += struct.pack(">4sLLLL", tag.encode(), at + len(body), len(packed), len(table), 0)
        body += packed + bytes(-len(packed) % 4)
    end = at + len(body)
    ends = (0, 0, 0, end * bool(private), len(private))
    first = struct.pack(
        ">4s4sLHHLHH5L", b"wOFF", b"\0\1\0\0", end + len(private), len(tables), 0, 0, 1, 0, *ends
    )
    return first + head + body + private


def woff2(tables: Tables, private: bytes = b"") -> bytes:
    known = {"cmap": 0, "head": 1, "name": 5, "glyf": 10}
    head = b""
    for tag, table in tables.items():
        size = bytes((0x80 | len(table) >> 14, 0x80 | len(table) >> 7 & 127, len(table) & 127)).lstrip(
            b"\x80"
        )
        head += bytes((known[tag],)) if tag in known else b"\x3f" + tag.encode()
        head += size * (2 if tag == "glyf" else 1)
    packed = brotli.compress(b"".join(tables.values()))
    fill = bytes(-(48 + len(head) + len(packed)) % 4)
    end = 48 + len(head) + len(packed) + len(fill)
    ends = (0, 0, 0, end * bool(private), len(private))
    sizes = (end + len(private), len(tables), 0, 0, len(packed), 1, 0)
    return struct.pack(">4s4sLHHLLHH5L", b"wOF2", b"\0\1\0\0", *sizes, *ends) + head + packed + fill + private


PACKINGS = {"ttf": plain, "woff": woff, "woff2": woff2}
USUAL = {
    "cmap": bytes(90),
    "glyf": bytes(range(250)),
    "head": bytes(54),
    "name": names({1: "Grotesk", 9: "Ada B."}),
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_usual_font_says_nothing_of_its_own(packing: str) -> None:
    file = open_file(Source(PACKINGS[packing](USUAL)))
    assert (list(file.pieces), list(file.opaque)) == ([], [])


def test_a_font_of_a_foundry_is_one() -> None:
    file = open_file(Source(VERA, "Vera.ttf"))
    assert (list(file.pieces), list(file.opaque)) == ([], [])


@pytest.mark.parametrize("packing", PACKINGS)
def test_names_beside_the_usual_ones_are_read(packing: str) -> None:
    said = names({1: "Grotesk", 256: "for jonas@weber.example", 10: "x" * 15_000})
    file = open_file(Source(PACKINGS[packing](USUAL | {"name": said})))
    assert [(piece.text[:23], piece.editable) for piece in file.pieces] == [
        ("for jonas@weber.example", False),
        ("x" * 23, False),
    ]
    with pytest.raises(Unwritten):
        file.write({0: [Change(0, 3, "")]}, Manner())


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize(("tag", "reason"), [("note", "that are not known"), ("sbix", "pictures")])
def test_tables_that_may_hold_more_than_shapes_are_named(packing: str, tag: str, reason: str) -> None:
    (found,) = open_file(Source(PACKINGS[packing](USUAL | {tag: b"x" * 40}))).opaque
    assert reason in found


@pytest.mark.parametrize("packing", [woff, woff2])
def test_private_data_are_named(packing: Callable[[Tables, bytes], bytes]) -> None:
    assert list(open_file(Source(packing(USUAL, b"more"))).opaque) == ["private data in a font"]


@pytest.mark.parametrize("packing", PACKINGS)
def test_what_stands_around_the_tables_is_no_font(packing: str) -> None:
    data = PACKINGS[packing](USUAL)
    for bent in (data + b"a secret behind it", data[:-40], data[:60]):
        with pytest.raises(Unread):
            open_file(Source(bent))


def test_a_gap_between_tables_is_no_font() -> None:
    data = bytearray(plain(USUAL))
    (size,) = struct.unpack_from(">L", data, 12 + 16 + 12)
    struct.pack_into(">L", data, 12 + 16 + 12, size - 100)
    with pytest.raises(Unread):
        open_file(Source(bytes(data)))


def test_what_it_unpacks_to_is_counted_before() -> None:
    with pytest.raises(Unread):
        open_file(Source(woff2({"glyf": bytes(1 << 20)})), Budget(size=1 << 19))


@pytest.mark.parametrize(
    "kind", ["font/woff2", "application/x-font-woff;charset=utf-8", "application/octet-stream"]
)
def test_a_page_with_a_font_in_it_can_be_pasted(kind: str) -> None:
    for data in (woff2(USUAL), woff(USUAL), VERA):
        url = f"data:{kind};base64,{base64.b64encode(data).decode()}"
        page = f"Why is it bold?\n<style>@font-face {{ src: url({url}) format('woff') }}</style>"
        assert read(json.dumps({"p": page}).encode()).opaque == ()
        assert list(open_file(Source(page.encode(), "page.html")).opaque) == []
