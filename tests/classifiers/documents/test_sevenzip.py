"""7z archives made by another program: read with every usual method, written so that it reads them again."""

import io
import lzma
import random
import zlib
from typing import Any

import py7zr
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Budget, Manner, Source, Unread
from classifiers.documents.opening import open_file
from classifiers.documents.sevencoders import unpack
from classifiers.documents.sevenzip import open_seven_zip
from tests.classifiers.documents.made import changed, joined, opened
from tests.cost import ends_within
from tests.fuzzing import examples

SECRET = "the password is Tulip-4711"
LONG = (SECRET + "\n").encode() + random.Random(1).randbytes(3000).hex().encode()
FILES = {
    "one.txt": LONG,
    "deep/two.csv": f"name,word\nHannah,{SECRET}\n".encode(),
    "three.txt": b"plain text\n",
}
LZMA2, LZMA = {"id": py7zr.FILTER_LZMA2, "preset": 6}, {"id": py7zr.FILTER_LZMA}
METHODS: dict[str, list[dict[str, Any]]] = {
    "lzma2": [LZMA2],
    "lzma": [LZMA],
    "copy": [{"id": py7zr.FILTER_COPY}],
    "bzip2": [{"id": py7zr.FILTER_BZIP2}],
    "deflate": [{"id": py7zr.FILTER_DEFLATE}],
    "zstd": [{"id": py7zr.FILTER_ZSTD, "level": 3}],
    "x86, lzma2": [{"id": py7zr.FILTER_X86}, LZMA2],
    "x86, lzma": [{"id": py7zr.FILTER_X86}, LZMA],
    "arm, lzma": [{"id": py7zr.FILTER_ARM}, LZMA],
    "delta, lzma2": [{"id": py7zr.FILTER_DELTA}, LZMA2],
}


def packed(files: dict[str, bytes], filters: list[dict[str, Any]] | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", filters=filters, **options) as new:
        for name, data in files.items():
            new.writestr(data, name)
    return out.getvalue()


def appended(data: bytes, files: dict[str, bytes]) -> bytes:
    """More files behind those of an archive, in a run of their own."""
    out = io.BytesIO(data)
    with py7zr.SevenZipFile(out, "a") as new:
        for name, inside in files.items():
            new.writestr(inside, name)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """All files, by the other program, which checks their sums."""
    factory = py7zr.io.BytesIOFactory(1 << 24)
    with py7zr.SevenZipFile(io.BytesIO(data)) as old:
        old.extractall(factory=factory)
    return {name: made.read() for name, made in factory.products.items()}


@pytest.mark.parametrize("method", METHODS)
def test_an_archive_is_read_and_written(method: str) -> None:
    data = packed(FILES, METHODS[method])
    file = opened(data, "a.7z")
    assert list(file.opaque) == []
    assert joined(file).count(SECRET) == 2
    assert "deep/two.csv" in joined(file)
    assert file.write({}, Manner()) == data
    out = changed(data, {"Tulip-4711": "[PASSWORD_KQRT]"}, "a.7z")
    assert unpacked(out) == {
        name: inside.replace(b"Tulip-4711", b"[PASSWORD_KQRT]") for name, inside in FILES.items()
    }
    assert joined(opened(out)).count("[PASSWORD_KQRT]") == 2


def test_runs_without_changes_stay_as_they_are_packed() -> None:
    first = packed({"a.txt": LONG.lower(), "b.txt": b"nothing to see"})
    data = appended(first, {"c.txt": LONG})
    out = changed(data, {"Tulip-4711": "[X]"})
    assert out[32:] != data[32:]
    start, end = open_seven_zip(data, Budget()).folders[0].packed[0]
    assert end - start > 1000
    assert out[start:end] == data[start:end]
    assert unpacked(out)["c.txt"].startswith(b"the password is [X]\n")
    assert unpacked(out)["a.txt"] == LONG.lower()


def test_times_and_empty_entries_stay(tmp_path: Any) -> None:
    (tmp_path / "in/empty").mkdir(parents=True)
    (tmp_path / "in/none.txt").touch()
    (tmp_path / "in/a.txt").write_bytes(LONG)
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as new:
        new.writeall(tmp_path / "in", "in")
    data = changed(out.getvalue(), {"Tulip-4711": "[X]"})
    out.seek(0)
    with py7zr.SevenZipFile(out) as old, py7zr.SevenZipFile(io.BytesIO(data)) as new:
        before = [(one.filename, one.creationtime, one.is_directory) for one in old.list()]
        assert before == [(one.filename, one.creationtime, one.is_directory) for one in new.list()]
        assert len(before) == 4


def test_archives_in_archives_are_read_and_written() -> None:
    data = packed({"in.7z": packed(FILES), "b.txt": LONG})
    assert joined(opened(data)).count(SECRET) == 3
    out = changed(data, {"Tulip-4711": "[X]"})
    assert b"[X]" in unpacked(unpacked(out)["in.7z"])["one.txt"]


def test_a_password_is_named() -> None:
    for header in (False, True):
        data = packed(FILES, password="hunter2", header_encryption=header)
        try:
            assert list(opened(data).opaque) == ["an encrypted 7z archive"]
            assert not header
        except Unread as trouble:
            assert header
            assert str(trouble) == "an encrypted 7z archive"


def test_rare_methods_are_named_and_the_rest_is_read_and_written() -> None:
    ppmd = packed({"old.txt": LONG}, [{"id": py7zr.FILTER_PPMD, "order": 6, "mem": 24}])
    assert list(opened(ppmd).opaque) == ["a 7z archive packed in a rare way"]
    both = appended(ppmd, {"new.txt": b"a word: Tulip-4711"})
    out = changed(both, {"Tulip-4711": "[X]"})
    assert unpacked(out) == {"old.txt": LONG, "new.txt": b"a word: [X]"}


def test_a_file_that_would_be_empty_is_not_written() -> None:
    with pytest.raises(ValueError, match="empty"):
        changed(packed({"a.txt": b"Tulip-4711"}), {"Tulip-4711": ""})


@pytest.mark.parametrize("dictionary", [b"\x28", b"\x27", b"\x12"])
def test_a_declared_window_is_not_set_aside(dictionary: bytes) -> None:
    """0x28 declares four gigabytes."""
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}]
    inside = lzma.compress(LONG, lzma.FORMAT_RAW, filters=filters)
    assert unpack(b"\x21", dictionary, inside, len(LONG)) == LONG


@pytest.mark.parametrize("method", ["lzma2", "lzma", "bzip2", "deflate", "zstd"])
def test_a_bomb_is_refused_quickly(method: str) -> None:
    data = packed({"a": bytes(60_000_000)}, METHODS[method])
    many = packed({f"{number}.txt": b"x" for number in range(300)}, METHODS["copy"])

    def read() -> None:
        try:
            assert open_file(Source(data)).opaque
        except Unread as trouble:
            assert "too much" in str(trouble)

    assert ends_within(5, read)
    with pytest.raises(Unread, match="too many"):
        open_file(Source(many), Budget(count=200))


def test_bytes_that_no_file_has_are_refused() -> None:
    data = packed(FILES)
    for broken in (data + b"more", data[:-5], data[:40] + b"more" + data[40:], data[:20]):
        with pytest.raises(Unread):
            open_file(Source(broken))


@examples(40)
@given(st.data())
def test_any_bytes_are_read_or_unread(data: st.DataObject) -> None:
    made = changed(packed({"a.txt": LONG[:99]}), {"Tulip": "[X]"})  # whose header is not packed
    at = data.draw(st.integers(32, len(made)))
    broken = bytearray(
        made[:at] + data.draw(st.binary(max_size=5)) + made[at + data.draw(st.integers(0, 5)) :]
    )
    size = len(made) - 32 - int.from_bytes(made[12:20], "little")
    head = bytes(broken[len(broken) - size :])
    broken[12:20] = (len(broken) - 32 - size).to_bytes(8, "little")
    broken[28:32] = zlib.crc32(head).to_bytes(
        4, "little"
    )  # sums are right, so that what is broken is looked at
    broken[8:12] = zlib.crc32(bytes(broken[12:32])).to_bytes(4, "little")
    try:
        file = open_file(Source(bytes(broken)))
    except Unread:
        return
    assert file.write({}, Manner()) == bytes(broken)
