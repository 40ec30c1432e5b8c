"""A spool gives back what it was given, to several threads at a time, and keeps none of it readable."""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from proxy.uploads.spool import Spool


def test_threads_read_each_their_own_place(tmp_path: Path) -> None:
    data = random.Random(5).randbytes(200_000)
    spool = Spool(tmp_path)
    for at in range(0, len(data), 7777):
        spool.append(data[at : at + 7777])

    def reads(seed: int) -> bool:
        draw = random.Random(seed)
        places = [(draw.randrange(len(data)), draw.randrange(5000)) for _ in range(300)]
        return all(spool.read(at, size) == data[at : at + size] for at, size in places)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(reads, range(16)))
    spool.close()


def test_it_gives_back_what_it_got_from_any_place(tmp_path: Path) -> None:
    whole = random.Random(3).randbytes(1000)
    spool = Spool(tmp_path)
    for start in range(0, 1000, 77):
        spool.append(whole[start : start + 77])
    assert spool.size == 1000
    for start, size in ((0, 1000), (0, 1), (15, 2), (16, 16), (333, 400), (990, 50), (1000, 1)):
        assert spool.read(start, size) == whole[start : start + size]
    spool.append(b"more")
    assert spool.read(995, 100) == whole[995:] + b"more"
    spool.close()


@pytest.mark.skipif(os.name == "nt", reason="reads the file behind its back, as Windows does not let")
def test_it_has_no_name_and_holds_no_plain_text(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.append(b"a secret line\n" * 100)
    assert list(tmp_path.iterdir()) == []
    on_disk = os.pread(spool._file.fileno(), 5000, 0)
    assert len(on_disk) == 1400
    assert b"secret" not in on_disk
    spool.close()
    assert spool._key == b""
