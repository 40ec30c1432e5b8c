"""Archives: made by the programs that people use, read to a depth, all else kept as it was; bombs are refused."""

import bz2
import contextlib
import gzip
import io
import lzma
import os
import random
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Manner, Source, Unread
from classifiers.documents.opening import open_file
from tests.classifiers.documents.made import changed, joined, opened
from tests.cost import ends_within
from tests.fuzzing import examples

SECRET = "the password is Tulip-4711"
LONG = (SECRET + "\n").encode() + random.Random(1).randbytes(3000).hex().encode()


def program(*command: str, folder: Path) -> None:
    """Run a program that makes archives; without it the test is skipped, and fails in CI."""
    if shutil.which(command[0]) is None:
        if os.environ.get("CI"):
            pytest.fail(f"{command[0]} is missing; .ci/run installs it")
        pytest.skip(f"{command[0]} is not installed")
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as new:
        for name, data in entries.items():
            new.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), data, method)
    return out.getvalue()


def tarred(entries: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as new:
        for name, data in entries.items():
            info = tarfile.TarInfo(name)
            info.size, info.mode, info.mtime = len(data), 0o640, 1_700_000_000
            new.addfile(info, io.BytesIO(data))
    return out.getvalue()


def folder(at: Path) -> Path:
    inside = at / "made"
    (inside / "deep").mkdir(parents=True)
    (inside / "one.txt").write_bytes(LONG)
    (inside / "deep" / "two.csv").write_text("name,word\nHannah," + SECRET + "\n")
    (inside / "deep" / "three.bin").write_bytes(b"plain text, too\n")
    return inside


COMMANDS = {
    "zip": ("zip", "-q", "-r", "a", "one.txt", "deep"),
    "stored.zip": ("zip", "-q", "-0", "-r", "a", "one.txt", "deep"),
    "tar": ("tar", "cf", "a", "one.txt", "deep"),
    "ustar.tar": ("tar", "--format=ustar", "-cf", "a", "one.txt", "deep"),
    "pax.tar": ("tar", "--format=pax", "-cf", "a", "one.txt", "deep"),
    "tgz": ("tar", "czf", "a", "one.txt", "deep"),
    "tar.bz2": ("tar", "cjf", "a", "one.txt", "deep"),
    "tar.xz": ("tar", "cJf", "a", "one.txt", "deep"),
    "tar.zst": ("tar", "--zstd", "-cf", "a", "one.txt", "deep"),
}


@pytest.mark.parametrize("kind", COMMANDS)
def test_an_archive_of_a_real_program_is_read_and_written(kind: str, tmp_path: Path) -> None:
    inside = folder(tmp_path)
    program(*COMMANDS[kind], folder=inside)
    made = next(path for path in inside.iterdir() if path.name in ("a", "a.zip"))
    data = made.read_bytes()
    file = opened(data, f"a.{kind}")
    assert file.opaque == []
    assert joined(file).count(SECRET) == 2
    assert "deep/two.csv" in joined(file)
    out = changed(data, {"Tulip-4711": "[PASSWORD_KQRT]"}, f"a.{kind}")
    assert joined(opened(out, f"a.{kind}")).count("[PASSWORD_KQRT]") == 2
    back = tmp_path / "back"
    back.mkdir()
    (back / made.name).write_bytes(out)
    if "zip" in kind:
        with zipfile.ZipFile(back / made.name) as again:
            assert again.testzip() is None
            again.extractall(back)
    else:
        program("tar", "xf", made.name, folder=back)
    assert (back / "one.txt").read_bytes() == LONG.replace(b"Tulip-4711", b"[PASSWORD_KQRT]")
    assert (back / "deep/three.bin").read_bytes() == b"plain text, too\n"
    if "zip" not in kind:
        assert (back / "one.txt").stat().st_mode == (inside / "one.txt").stat().st_mode
        assert int((back / "one.txt").stat().st_mtime) == int((inside / "one.txt").stat().st_mtime)


def test_untouched_blocks_of_a_tar_stay() -> None:
    data = tarred({"a.txt": LONG, "b.txt": b"the word is Tulip-4711", "c.txt": LONG.lower()})
    out = changed(data, {"the word is Tulip-4711": "gone"})
    assert out[: 512 + 6144 + 512][:6656] == data[:6656]
    with tarfile.open(fileobj=io.BytesIO(out)) as new:
        assert [one.name for one in new] == ["a.txt", "b.txt", "c.txt"]
        assert [one.mode for one in new] == [0o640] * 3
        assert new.extractfile("b.txt").read() == b"gone"  # type: ignore[union-attr]
        assert new.extractfile("c.txt").read() == LONG.lower()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda data: zipped({"in.zip": zipped({"deep.txt.gz": gzip.compress(data)})}),
        lambda data: tarred({"in.tar.xz": lzma.compress(tarred({"t.bz2": bz2.compress(data)}))}),
        lambda data: gzip.compress(gzip.compress(gzip.compress(data))),
        lambda data: zstandard.compress(zipped({"a": data}, zipfile.ZIP_STORED)),
    ],
)
def test_archives_in_archives_are_read_and_written(wrap: Callable[[bytes], bytes]) -> None:
    data = wrap(LONG)
    assert SECRET in joined(opened(data))
    out = changed(data, {"Tulip-4711": "[PASSWORD_KQRT]"})
    assert out == changed(data, {"Tulip-4711": "[PASSWORD_KQRT]"})
    assert "[PASSWORD_KQRT]" in joined(opened(out))
    assert "Tulip-4711" not in joined(opened(out))


def test_a_gzip_file_keeps_its_name_and_time() -> None:
    out = io.BytesIO()
    with gzip.GzipFile("people.csv", "wb", fileobj=out, mtime=1_700_000_000) as new:
        new.write(LONG)
    data = changed(out.getvalue(), {"Tulip-4711": "[X]"})
    assert data[:20] == out.getvalue()[:20]
    assert "people.csv" in joined(opened(data))
    assert b"[X]" in gzip.decompress(data)


def test_streams_in_a_row_are_one_file() -> None:
    for pack in (gzip.compress, bz2.compress, lzma.compress, zstandard.compress):
        data = pack(b"the password is Tulip") + pack(b"-4711 of today")
        assert "Tulip-4711" in joined(opened(data))
        assert "Tulip" not in joined(opened(changed(data, {"Tulip-4711": "[X]"})))


def test_what_cannot_be_read_inside_is_named_and_the_rest_is_read() -> None:
    data = zipped({"a.rar": b"Rar!\x1a\x07\x01\0" + bytes(40), "b.txt": LONG, "prog": b"\x7fELF" + bytes(40)})
    file = opened(data)
    assert SECRET in joined(file)
    assert len(file.opaque) == 2


def nested(depth: int, width: int) -> bytes:
    data = zipped({str(n): bytes(1_000_000) for n in range(4)})
    for _ in range(depth):
        data = zipped({str(n): data for n in range(width)})
    return data


def huge_gzip() -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=out) as new:
        for _ in range(300):
            new.write(bytes(1 << 20))
    return out.getvalue()


def a_tar(**fields: object) -> bytes:
    info = tarfile.TarInfo("a")
    for name, value in fields.items():
        setattr(info, name, value)
    return info.tobuf(tarfile.GNU_FORMAT) + bytes(1024)


BOMBS: dict[str, Callable[[], bytes]] = {
    "zips in zips": lambda: nested(6, 16),
    "zeros": huge_gzip,
    "zeros of bzip2": lambda: bz2.compress(bytes(60_000_000)),
    "zeros of xz": lambda: lzma.compress(bytes(60_000_000)),
    "zeros of zstd": lambda: zstandard.compress(bytes(300_000_000)),
    "gzip cut short": lambda: gzip.compress(LONG)[:-9],
    "xz cut short": lambda: lzma.compress(LONG)[:-9],
    "zstd cut short": lambda: zstandard.compress(LONG)[:-9],
    "a frame of zstd that is passed over": lambda: (
        zstandard.compress(LONG) + b"\x50\x2a\x4d\x18\x10\0\0\0" + b"a secret is here"
    ),
    "gzip with more behind": lambda: gzip.compress(LONG) + b"more",
    "a tar of ten gigabytes": lambda: a_tar(size=10 << 30),
    "a sparse tar": lambda: a_tar(type=tarfile.GNUTYPE_SPARSE),
    "a link with content": lambda: a_tar(type=tarfile.SYMTYPE, size=512),
    "a tar cut short": lambda: tarred({"a": LONG})[:2000],
    "a tar with more behind": lambda: tarred({"a": LONG}) + b"more",
    "a tar of a million entries": lambda: a_tar()[:512] * 30_000,
    "pax sizes": lambda: tarred({}) and pax_size(),
}


def pax_size() -> bytes:
    info = tarfile.TarInfo("a")
    info.pax_headers = {"size": "9"}
    return info.tobuf(tarfile.PAX_FORMAT) + bytes(1024)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_quickly(name: str) -> None:
    data = BOMBS[name]()

    def read() -> None:
        with contextlib.suppress(Unread):
            assert open_file(Source(data)).opaque

    assert ends_within(10, read)


def test_files_inside_files_end() -> None:
    data = LONG
    for _ in range(9):
        data = gzip.compress(data)
    assert open_file(Source(data)).opaque == ["files inside files, too deep"]


@examples(60)
@given(st.sampled_from(("zip", "tar", "gz", "xz", "bz2", "zst")), st.data())
def test_any_bytes_are_read_or_unread(kind: str, data: st.DataObject) -> None:
    made = {
        "zip": zipped({"a.txt": LONG[:99]}),
        "tar": tarred({"a.txt": LONG[:99]}),
        "gz": gzip.compress(LONG[:99]),
        "xz": lzma.compress(LONG[:99]),
        "bz2": bz2.compress(LONG[:99]),
        "zst": zstandard.compress(LONG[:99]),
    }[kind]
    at = data.draw(st.integers(0, len(made)))
    broken = made[:at] + data.draw(st.binary(max_size=9)) + made[at + data.draw(st.integers(0, 9)) :]
    try:
        file = open_file(Source(broken))
    except Unread:
        return
    assert file.write({}, Manner()) == broken
