"""Tar archives (ustar, pax, GNU): files are read and replaced in place, all other blocks stay as they are.

Sparse files and sizes said elsewhere than in the header are not read, because programs differ over them.
Source: POSIX.1-2017, pax: ustar and pax interchange format; GNU tar manual, "Basic Tar Format".
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, Change, File, Inner, Source, Unread, Unwritten

NAME = "tar archive"
ORDER = 20

_BLOCK = 512
_FILE, _LINKED, _EMPTY = b"0\0" + b"7", b"12", b"3456"
_LONG_NAME, _PAX = b"LK", b"xg"
_LARGEST = 8**11 - 1  # what eleven octal digits can say


class _Member(NamedTuple):
    kind: bytes
    texts: Sequence[str]  # name, link, owner, group, path
    start: int  # of its header
    size: int


def claims(source: Source) -> bool:
    head = source.data[:_BLOCK]
    return len(head) == _BLOCK and head[0] != 0 and _sums(head)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    data = source.data
    bundle = Bundle(data)
    members = list(_members(data, budget))
    for number, member in enumerate(members):
        where = "names of files"
        for text in member.texts:
            bundle.locked(text, where)
        inside = _content(data, member)
        if member.kind in _FILE:
            name = member.texts[0] if member.texts else ""
            bundle.embed(number, Source(inside, name), inner, "a file in the archive")
        elif member.kind in _PAX or member.kind in _LONG_NAME:
            text = inside.decode("utf-8", "surrogateescape").rstrip("\0")
            if any(" size=" in line or " GNU.sparse" in line for line in text.split("\n")):
                raise Unread("a tar archive with sparse files or sizes said twice")
            bundle.locked(text.encode("utf-8", "replace").decode("utf-8"), where)

    def write(changes: Mapping[int, Sequence[Change]], replaced: Mapping[int, bytes]) -> bytes:
        parts: list[bytes] = []
        at = 0
        for number, new in sorted(replaced.items()):
            member = members[number]
            if len(new) > _LARGEST:
                raise Unwritten("a file too large for its archive")
            parts += (data[at : member.start], _resized(data[member.start :][:_BLOCK], len(new)))
            parts += (new, bytes(-len(new) % _BLOCK))
            at = member.start + _BLOCK + _padded(member.size)
        parts.append(data[at:])
        return b"".join(parts)

    return bundle.built(write)


def _members(data: bytes, budget: Budget) -> Iterator[_Member]:
    at = 0
    while at < len(data):
        head = data[at : at + _BLOCK]
        if not any(head):
            if any(data[at:]):
                raise Unread("a tar archive with data behind its end")
            return
        if len(head) < _BLOCK or not _sums(head):
            raise Unread("a broken tar archive")
        kind, size = head[156:157], _number(head[124:136])
        budget.take(size)
        if kind not in _FILE + _LINKED + _EMPTY + _LONG_NAME + _PAX:
            raise Unread("a tar archive with entries of a rare kind")
        if kind in _LINKED + _EMPTY and size:
            raise Unread("a tar archive that programs read in different ways")
        if at + _BLOCK + size > len(data):
            raise Unread("a tar archive that is cut short")
        fields = (head[:100], head[157:257], head[265:297], head[297:329], head[345:500])
        texts = [text for field in fields if (text := field.partition(b"\0")[0].decode("utf-8", "replace"))]
        yield _Member(kind, texts, at, size)
        at += _BLOCK + _padded(size)


def _content(data: bytes, member: _Member) -> bytes:
    start = member.start + _BLOCK
    if any(data[start + member.size : start + _padded(member.size)]):
        raise Unread("a tar archive with data behind a file")
    return data[start : start + member.size]


def _padded(size: int) -> int:
    return size + -size % _BLOCK


def _number(field: bytes) -> int:
    if field[0] & 0x80:  # of GNU: base 256, for what octal digits cannot say
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    try:
        return int(field.strip(b" \0") or b"0", 8)
    except ValueError:
        raise Unread("a broken tar archive") from None


def _sums(head: bytes) -> bool:
    """Whether a header's own sum is right."""
    try:
        said = int(head[148:156].strip(b" \0"), 8)
    except ValueError:
        return False
    return said == sum(head) - sum(head[148:156]) + 8 * 32


def _resized(head: bytes, size: int) -> bytes:
    blank = head[:124] + b"%011o\0" % size + head[136:148] + b" " * 8 + head[156:]
    return blank[:148] + b"%06o\0 " % sum(blank) + blank[156:]
