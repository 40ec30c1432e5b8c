"""A writer of small compound files ([MS-CFB], version 3), as no library of Python writes them."""

import struct

_SECTOR = 512
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def compound(streams: dict[str, bytes]) -> bytes:
    """A file with these streams ("storage/stream" inside one); each is padded to 4096 bytes, so that none is small.

    Sector 0 is the table, the directory follows, then the streams. Each folder is a chain to the right.
    """
    storages = sorted({name.partition("/")[0] for name in streams if "/" in name})
    names = sorted(
        [*streams, *storages], key=lambda name: ("/" in name, name.partition("/")[0], len(name), name)
    )
    root = sorted((name for name in names if "/" not in name), key=lambda name: (len(name), name.upper()))
    names = [*root, *(name for name in names if "/" in name)]
    entries = -(-(len(names) + 1) // 4)
    fat = [_FAT, *(range(2, entries + 1)), _END]
    contents, rows = b"", b""
    for number, name in enumerate(names):
        following = names[number + 1] if number + 1 < len(names) else None
        beside = following is not None and following.rpartition("/")[0] == name.rpartition("/")[0]
        right = number + 2 if beside else _NONE
        if name in storages:
            child = next(at for at, other in enumerate(names, 1) if other.startswith(f"{name}/"))
            rows += _entry(name, 1, _NONE, right, child, 0, 0)
            continue
        data = streams[name]
        padded = data + bytes(max(4096, -(-len(data) // _SECTOR) * _SECTOR) - len(data))
        begin, count = len(fat), len(padded) // _SECTOR
        fat += [*range(begin + 1, begin + count), _END]
        contents += padded
        rows += _entry(name.rpartition("/")[2], 2, _NONE, right, _NONE, begin, max(len(data), 4096))
    directory = _entry("Root Entry", 5, _NONE, _NONE, 1 if names else _NONE, _END, 0) + rows
    directory += bytes(entries * _SECTOR - len(directory))
    table = b"".join(struct.pack("<L", value) for value in fat)
    table += struct.pack("<L", _FREE) * ((_SECTOR - len(table)) // 4)
    assert len(table) == _SECTOR, "too much for one sector of the table"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9L", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<L", 0) + struct.pack("<L", _FREE) * 108 + table + directory + contents


def _entry(name: str, kind: int, left: int, right: int, child: int, begin: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw + bytes(64 - len(raw)) + struct.pack("<HBB3L", len(raw), kind, 1, left, right, child)
    return head + bytes(36) + struct.pack("<LQ", begin, size)
