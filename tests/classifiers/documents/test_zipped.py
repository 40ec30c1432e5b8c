"""Zip containers: what two programs could read in two ways, or what is too much, is not read."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import pytest

from classifiers.documents.contract import Budget, Unread
from classifiers.documents.zipmethods import unpacked
from classifiers.documents.zipped import open_zip
from tests.cost import ends_within

TEXT = b"a text of some length " * 40


def made(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in entries.items():
            new.writestr(name, data)
        new.comment = b"made for a test"
    return out.getvalue()


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            new.writestr("a", b"one")
            new.writestr("a", b"two")
    return out.getvalue()


def central(data: bytes, offset: int, form: str, value: int, which: int = 0) -> bytes:
    """The directory's entry number ``which`` with a field changed."""
    at = -1
    for _ in range(which + 1):
        at = data.index(b"PK\x01\x02", at + 1)
    return data[: at + offset] + struct.pack(form, value) + data[at + offset + struct.calcsize(form) :]


def both_sizes(data: bytes, size: int) -> bytes:
    """The first entry with another size in directory and header."""
    changed = central(data, 24, "<L", size)
    return changed[:22] + struct.pack("<L", size) + changed[26:]


def between(data: bytes) -> bytes:
    """Bytes that no entry holds, in front of the directory."""
    at = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    (start,) = struct.unpack_from("<L", data, end + 16)
    return data[:at] + b"hidden text" + data[at : end + 16] + struct.pack("<L", start + 11) + data[end + 20 :]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "cut short": lambda: made(a=TEXT)[:-30],
    "two of one name": twice,
    "one over another": lambda: central(made(a=TEXT, b=TEXT), 42, "<L", 0, which=1),
    "another size in the directory": lambda: central(made(a=TEXT), 24, "<L", 5),
    "ten gigabytes declared": lambda: both_sizes(made(a=TEXT), 0xFFFFFFF0),
    "more inside than declared": lambda: both_sizes(made(a=TEXT), 10),
    "less inside than declared": lambda: both_sizes(made(a=TEXT), len(TEXT) + 10),
    "a wrong sum": lambda: central(made(a=TEXT), 16, "<L", 1),
    "encrypted": lambda: central(made(a=TEXT), 8, "<H", 1),
    "packed in a rare way": lambda: central(made(a=TEXT), 10, "<H", 9),
    "bytes between": lambda: between(made(a=TEXT)),
    "bytes in front": lambda: b"#!/bin/sh\n" + made(a=TEXT),
    "bytes behind": lambda: made(a=TEXT) + b"more",
    "another name in the header": lambda: made(a=TEXT).replace(b"a", b"b", 1),
    "a bomb": lambda: made(a=bytes(60_000_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_container_is_unread_quickly_and_in_little_memory(name: str) -> None:
    data = HOSTILE[name]()

    def read() -> None:
        with pytest.raises(Unread):
            budget = Budget()
            container = open_zip(data, budget)
            for entry in container.entries:
                container.read(entry, budget)

    tracemalloc.start()
    try:
        read()
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert ends_within(2, read)


def test_too_many_entries_are_not_even_listed() -> None:
    with pytest.raises(Unread, match="too many"):
        open_zip(made(**{str(number): b"" for number in range(30)}), Budget(count=20))


def test_other_entries_keep_their_packed_bytes_and_the_comment_stays() -> None:
    data = made(a=TEXT, b=b"second " * 99, c=b"third")
    out = open_zip(data, Budget()).write({"b": b"changed"}, {"c"})
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(out)) as new:
        assert new.testzip() is None
        assert new.namelist() == ["a", "b"]
        assert new.read("b") == b"changed"
        assert new.comment == old.comment
        size = old.getinfo("a").compress_size
        assert data[31 : 31 + size] == out[31 : 31 + size]
        assert new.getinfo("a").date_time == old.getinfo("a").date_time


def test_streamed_entries_are_read_and_written_with_their_sizes() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("a", TEXT)
        new.writestr("b", TEXT)
    container = open_zip(pipe.data, Budget())
    assert container.read("a", Budget()) == TEXT
    out = container.write({"b": b"changed"})
    assert open_zip(out, Budget()).read("a", Budget()) == TEXT


def with_extra(extra: bytes, *, in_front_only: bool) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        info = zipfile.ZipInfo("a")
        info.extra = extra
        new.writestr(info, b"text")
        info.extra = b"" if in_front_only else extra
    return out.getvalue()


@pytest.mark.parametrize("in_front_only", [False, True])
def test_text_hidden_in_extra_fields_is_noticed(in_front_only: bool) -> None:
    short, long = (struct.pack("<2H", 0x9999, size) + b"Jonas Weber".ljust(size, b"x") for size in (20, 64))
    for extra, blind in ((short, False), (long, True)):
        container = open_zip(with_extra(extra, in_front_only=in_front_only), Budget())
        assert container.blind is blind
        (said,) = container.comments
        assert said.startswith("Jonas Weber")


def test_usual_extra_fields_say_nothing() -> None:
    times = (
        struct.pack("<2HBL", 0x5455, 5, 1, 0x41424344)
        + struct.pack("<2H", 0x000A, 32)
        + b"\1\x18ABC" * 6
        + b"AB"
    )
    container = open_zip(with_extra(times, in_front_only=False), Budget())
    assert (list(container.comments), container.blind) == ([], False)
    name = "Bewerbung von Jonas Weber, Frühling und Sommer.txt".encode()
    again = struct.pack("<2HBL", 0x7075, 5 + len(name), 1, 0) + name
    container = open_zip(with_extra(again, in_front_only=False), Budget())
    assert (len(container.comments), container.blind) == (1, False)
    assert not open_zip(made(a=TEXT), Budget()).blind


def test_a_bomb_of_the_highest_ratio_is_counted_before_it_is_unpacked() -> None:
    budget = Budget()
    packed = zlib.compress(bytes(50_000_000), 9)
    assert len(packed) < 100_000
    with pytest.raises(Unread, match="too much"):
        open_zip(made(a=bytes(50_000_000)), budget).read("a", budget)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_are_unpacked_and_what_is_changed_is_packed_by_deflate(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as new:
        new.writestr("a", TEXT)
        new.writestr("b", b"second " * 99)
        new.writestr("c", b"")
    container = open_zip(out.getvalue(), Budget())
    assert [container.read(name, Budget()) for name in "abc"] == [TEXT, b"second " * 99, b""]
    with zipfile.ZipFile(io.BytesIO(container.write({"b": b"changed"}))) as read:
        assert read.testzip() is None
        assert [read.read(name) for name in "abc"] == [TEXT, b"changed", b""]
        assert [info.compress_type for info in read.infolist()] == [method, zipfile.ZIP_DEFLATED, method]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_nothing_hides_behind_the_end_of_an_entry_and_no_bomb_is_unpacked(method: int) -> None:
    info = zipfile.ZipInfo("a")
    info.compress_type, info.flag_bits, info.file_size = method, 2, len(TEXT)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as new:
        new.writestr("a", TEXT)
        new.writestr("b", bytes(30_000_000))
    container = open_zip(out.getvalue(), Budget())
    packed = [out.getvalue()[slice(*container.entries[name].packed)] for name in "ab"]
    assert unpacked(info, memoryview(packed[0])) == TEXT
    for broken in (packed[0] + b"hidden", packed[0][:-3], b"", b"x" * 40, packed[1]):
        with pytest.raises(Unread):
            unpacked(info, memoryview(broken))
