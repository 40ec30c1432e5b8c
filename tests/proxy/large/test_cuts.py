"""Cuts of large texts: each byte in one core, whole lines, and enough of the text on both sides."""

import random

import pytest

from proxy.large import cuts
from proxy.large.cuts import Uncut, Window, windows


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "CORE", 2000)
    monkeypatch.setattr(cuts, "CONTEXT", 300)


def cut(data: bytes, begin: int = 0, *, quoted: bool = False) -> list[Window]:
    read = lambda start, size: data[start : start + size]  # noqa: E731
    return list(windows(read, begin, len(data), quoted=quoted))


def lines(seed: int, longest: int, size: int = 30_000) -> bytes:
    drawn = random.Random(seed)
    data = b""
    while len(data) < size:
        data += bytes(drawn.choices(b'abc ",', k=drawn.randrange(longest))) + b"\n"
    return data


@pytest.mark.parametrize("longest", [10, 200, 1500])
@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("begin", [0, 77])
def test_cores_tile_the_text_and_show_what_is_around(longest: int, quoted: bool, begin: int) -> None:
    data = b"x" * begin + lines(longest, longest)
    found = cut(data, begin, quoted=quoted)
    assert [found[0].start, *(one.end for one in found)] == [
        begin,
        *(one.start for one in found[1:]),
        len(data),
    ]
    assert len(found) > 10
    for one in found:
        assert one.end - one.start <= cuts.CORE + cuts.CONTEXT
        for place in (one.first, one.start, one.end, one.last):
            assert place in (begin, len(data)) or data[place - 1 : place] == b"\n"
        assert one.first == begin or one.start - one.first >= cuts.CONTEXT
        assert one.last == len(data) or one.last - one.end >= cuts.CONTEXT
        assert one.start - one.first <= cuts.CORE
        assert one.last - one.end <= cuts.CORE + cuts.CONTEXT


def test_no_core_of_a_table_begins_within_quotes() -> None:
    row = b'1,"a note\nof two lines, ""quoted""",2\n'
    data = row * 500
    for one in cut(data, quoted=True):
        assert data[: one.start].count(b'"') % 2 == 0
        assert one.start % len(row) == 0
    assert any(one.start % len(row) for one in cut(data))


def test_a_lone_quote_does_not_keep_a_table_from_being_cut() -> None:
    data = b'size,5" disk\n' + b"1,2\n" * 3000
    assert len(cut(data, quoted=True)) > 4


def test_a_text_without_line_ends_is_not_cut() -> None:
    with pytest.raises(Uncut):
        cut(b"a" * 10_000)
    assert cut(b"a" * 1000) == [Window(0, 0, 1000, 1000)]
    assert cut(b"") == [Window(0, 0, 0, 0)]
