"""What deleted rows have left in a SQLite file: text on pages that are free, and between the cells of the others.

Source: sqlite.org/fileformat2.html, sections 1.3, 1.5 and 1.6.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

_HEAD = 100
_TREES = {2: 12, 5: 12, 10: 8, 13: 8}  # sorts of pages with cells, and the sizes of their heads
_LETTER = rb"[\x20-\x7e]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
_TEXT = re.compile(rb"(?:" + _LETTER + rb"){6,4000}+|(?:[\x20-\x7e]\0){6,2000}+|(?:\0[\x20-\x7e]){6,2000}+")
_LONG, _FRONT, _BEHIND = 16, 5, 2
_WORK = 4 << 30  # bytes that are searched for copies, at most


def leftovers(data: bytes) -> Sequence[str]:
    """Runs of text that belong to no row. A file that is no database in order has none.

    Pages that were split keep copies of rows that are still there; these are left out.
    """
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    if size < 512 or size & (size - 1) or len(data) < size:
        return ()
    count = len(data) // size
    free = _free(data, size, count)
    live = bytearray(data)
    runs: dict[bytes, None] = {}
    for number in range(1, count + 1):
        start = (number - 1) * size
        if number in free:
            spans: Iterator[tuple[int, int]] = iter([(start, start + size)])
        else:
            spans = _gaps(data, start, size, _HEAD if number == 1 else 0)
        for begin, end in spans:
            runs |= dict.fromkeys(_TEXT.findall(data, begin, end))
            live[begin:end] = bytes(max(end - begin, 0))
    runs |= dict.fromkeys(_TEXT.findall(data, count * size))
    return [_decoded(run) for run in _without_copies(runs, bytes(live[: count * size]))]


def _without_copies(runs: Iterable[bytes], live: bytes) -> Iterator[bytes]:
    """Runs of which no row that is still there holds a copy.

    The bytes in front of a row (its size, its number, sorts of its values) may look like letters, and so may the first
    of the row behind it: they are left out in turn.
    """
    known = set(_TEXT.findall(live)) if runs else set()
    work = 0
    for run in runs:
        if run in known:
            continue
        forms = [run, run[1:], run[:-1], run[1:-1]] if len(run) < _LONG else [run, run[_FRONT:-_BEHIND]]
        work += len(live) * len(forms)
        if work > _WORK or not any(form in live for form in forms):
            yield run


def _decoded(run: bytes) -> str:
    return run.replace(b"\0", b"").decode("utf-8", "replace")


def _free(data: bytes, size: int, count: int) -> set[int]:
    """The numbers of pages on the list of free ones, and of those behind the declared end."""
    declared = int.from_bytes(data[28:32], "big")
    found = set(range(declared + 1, count + 1)) if declared else set[int]()
    trunk = int.from_bytes(data[32:36], "big")
    while 0 < trunk <= count and trunk not in found:
        found.add(trunk)
        start = (trunk - 1) * size
        leaves = min(int.from_bytes(data[start + 4 : start + 8], "big"), size // 4 - 2)
        for at in range(start + 8, start + 8 + 4 * leaves, 4):
            found.add(int.from_bytes(data[at : at + 4], "big"))
        trunk = int.from_bytes(data[start : start + 4], "big")
    return found


def _gaps(data: bytes, start: int, size: int, skip: int) -> Iterator[tuple[int, int]]:
    """What no cell of a page takes: between their list and their content, and blocks that were given free."""
    at = start + skip
    head = _TREES.get(data[at])
    if head is None:
        return
    cells, content = (
        int.from_bytes(data[at + 3 : at + 5], "big"),
        int.from_bytes(data[at + 5 : at + 7], "big"),
    )
    yield min(at + head + 2 * cells, start + size), min(start + (content or 65536), start + size)
    block, before = int.from_bytes(data[at + 1 : at + 3], "big"), 0
    while before < block <= size - 4:  # they stand in the order of their places
        following, length = (int.from_bytes(data[start + block + n :][:2], "big") for n in (0, 2))
        yield start + block + 4, min(start + block + length, start + size)
        block, before = following, block
