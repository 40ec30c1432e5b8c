"""The header of a 7z container: how it says where packed bytes stand, how they are unpacked and which files they are.

Whatever is said to be there must fit into what is left of the header.
Source: 7zFormat.txt of the LZMA SDK.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from classifiers.documents.contract import Unread

START = 32
"""Where packed bytes begin: behind the first, fixed part of the header."""
_MOST_CODERS = 8


class Coder(NamedTuple):
    """One step of unpacking."""

    method: bytes
    properties: bytes


@dataclass(frozen=True, slots=True)
class Folder:
    """``coders`` in the order of unpacking, each with the size it makes; empty where they are no plain chain.

    ``said`` are the coders as the header has them, and ``made`` all sizes in its order; ``streams`` are pairs of
    size and CRC, one for each file in it; ``packed`` the places of its packed bytes.
    """

    said: bytes
    coders: Sequence[tuple[Coder, int]]
    made: Sequence[int]
    size: int
    packs: int
    crc: int | None = None
    streams: Sequence[tuple[int, int | None]] = ()
    packed: Sequence[tuple[int, int]] = ()


class HeaderReader:
    """A header from its begin to its end; ``most`` entries."""

    def __init__(self, head: bytes, most: int) -> None:
        self.head = head
        self.at = 0
        self._most = most

    def take(self, size: int) -> bytes:
        found = self.head[self.at : self.at + size]
        if len(found) != size:
            raise Unread("a broken 7z archive")
        self.at += size
        return found

    def byte(self) -> int:
        return self.take(1)[0]

    def ends(self) -> None:
        if self.at != len(self.head):
            raise Unread("a broken 7z archive")

    def number(self) -> int:
        """A number of one to nine bytes: as many ones lead the first as bytes follow."""
        first = self.byte()
        mask, value = 0x80, 0
        for index in range(8):
            if not first & mask:
                return value | (first & (mask - 1)) << (8 * index)
            value |= self.byte() << (8 * index)
            mask >>= 1
        return value

    def count(self) -> int:
        found = self.number()
        if found > self._most:
            raise Unread("a 7z archive with too many entries")
        return found

    def bits(self, count: int) -> list[bool]:
        data = self.take((count + 7) // 8)
        return [bool(data[index // 8] & 0x80 >> index % 8) for index in range(count)]

    def sums(self, count: int) -> list[int | None]:
        given = [True] * count if self.byte() else self.bits(count)
        return [int.from_bytes(self.take(4), "little") if one else None for one in given]

    def inline(self) -> None:
        if self.byte():
            raise Unread("a 7z archive with parts of a rare kind")

    def streams(self) -> list[Folder]:
        """Where packed bytes stand, how each folder is unpacked, and the files in each."""
        position, sizes, folders = 0, list[int](), list[Folder]()
        kind = self.byte()
        if kind == 0x06:
            position, sizes = self._packs()
            kind = self.byte()
        if kind == 0x07:
            folders = self._folders()
            kind = self.byte()
        if kind == 0x08:
            folders = self._files_of(folders)
            kind = self.byte()
        else:
            folders = [replace(one, streams=[(one.size, one.crc)]) for one in folders]
        if kind != 0 or sum(one.packs for one in folders) != len(sizes):
            raise Unread("a broken 7z archive")
        places, at = list[tuple[int, int]](), START + position
        for size in sizes:
            places.append((at, at + size))
            at += size
        left = iter(places)
        return [replace(one, packed=[next(left) for _ in range(one.packs)]) for one in folders]

    def _packs(self) -> tuple[int, list[int]]:
        position, count = self.number(), self.count()
        sizes: list[int] = []
        while kind := self.byte():
            if kind == 0x09:
                sizes = [self.number() for _ in range(count)]
            elif kind == 0x0A:
                self.sums(count)
            else:
                raise Unread("a broken 7z archive")
        if len(sizes) != count:
            raise Unread("a broken 7z archive")
        return position, sizes

    def _folders(self) -> list[Folder]:
        if self.byte() != 0x0B:
            raise Unread("a broken 7z archive")
        count = self.count()
        self.inline()
        shapes = [self._shape() for _ in range(count)]
        if self.byte() != 0x0C:
            raise Unread("a broken 7z archive")
        folders: list[Folder] = []
        for said, coders, chain, outs, last, packs in shapes:
            made = [self.number() for _ in range(outs)]
            steps = [(coders[index], made[index]) for index in chain]
            folders.append(Folder(said, steps, made, made[last], packs))
        while kind := self.byte():
            if kind != 0x0A:
                raise Unread("a broken 7z archive")
            sums = self.sums(count)
            folders = [replace(one, crc=crc) for one, crc in zip(folders, sums, strict=True)]
        return folders

    def _shape(self) -> tuple[bytes, list[Coder], list[int], int, int, int]:
        """Coders as said, the coders, the order of unpacking, how many outputs, the last of them, packed inputs."""
        start, coders, ins, outs = self.at, list[Coder](), 0, 0
        for _ in range(self._few()):
            flags = self.byte()
            if flags & 0xC0:
                raise Unread("a 7z archive with parts of a rare kind")
            method = self.take(flags & 15)
            takes, gives = (self._few(), self._few()) if flags & 0x10 else (1, 1)
            ins, outs = ins + takes, outs + gives
            coders.append(Coder(method, self.take(self.number()) if flags & 0x20 else b""))
        pairs = {}
        for _ in range(outs - 1):
            into = self.number()
            pairs[self.number()] = into
        packs = ins - (outs - 1)
        first = [self.number() for _ in range(packs)] if packs > 1 else []
        last = [out for out in range(outs) if out not in pairs]
        if packs < 1 or len(last) != 1 or any(into >= ins for into in (*pairs.values(), *first)):
            raise Unread("a broken 7z archive")
        chain: list[int] = []
        if ins == outs == len(coders) and packs == 1:
            at = next((index for index in range(ins) if index not in pairs.values()), last[0])
            while at not in chain:
                chain.append(at)
                at = pairs.get(at, at)
            if len(chain) != len(coders):
                raise Unread("a broken 7z archive")
        return self.head[start : self.at], coders, chain, outs, last[0], packs

    def _few(self) -> int:
        found = self.number()
        if not 0 < found <= _MOST_CODERS:
            raise Unread("a 7z archive packed in a rare way")
        return found

    def _files_of(self, folders: list[Folder]) -> list[Folder]:
        counts = [1] * len(folders)
        kind = self.byte()
        if kind == 0x0D:
            counts = [self.count() for _ in folders]
            kind = self.byte()
        if sum(counts) > self._most or 0 in counts:
            raise Unread("a 7z archive with too many entries or hidden ones")
        sizes: list[list[int]] = []
        for folder, count in zip(folders, counts, strict=True):
            given = [self.number() for _ in range(count - 1)] if kind == 0x09 else []
            rest = folder.size - sum(given)
            if len(given) != count - 1 or rest < 0:
                raise Unread("a 7z archive that is not what its header says")
            sizes.append([*given, rest])
        if kind == 0x09:
            kind = self.byte()
        known = [count == 1 and one.crc is not None for one, count in zip(folders, counts, strict=True)]
        open_sums = sum(count for count, one in zip(counts, known, strict=True) if not one)
        sums: Iterator[int | None] = iter([None] * open_sums)
        while kind:
            if kind != 0x0A:
                raise Unread("a broken 7z archive")
            sums = iter(self.sums(open_sums))
            kind = self.byte()
        return [
            replace(one, streams=[(size, one.crc if whole else next(sums)) for size in some])
            for one, some, whole in zip(folders, sizes, known, strict=True)
        ]

    def files(self) -> tuple[list[str], list[str], bool]:
        """The names of all entries and of those with content, and whether something unknown stands beside them."""
        count = self.count()
        names: list[str] = [""] * count
        empty = [False] * count
        blind = False
        while kind := self.byte():
            inside = HeaderReader(self.take(self.number()), self._most)
            if kind == 0x0E:
                empty = inside.bits(count)
            elif kind == 0x11:
                inside.inline()
                said = inside.take(len(inside.head) - 1).decode("utf-16-le", "replace")
                names = said.split("\0")[:-1]
                if len(names) != count or not said.endswith("\0"):
                    raise Unread("a broken 7z archive")
            elif kind == 0x19:
                blind = blind or any(inside.head)
            elif kind not in (0x0F, 0x10, 0x12, 0x13, 0x14, 0x15):  # kinds of entries, times, attributes
                blind = True
        return names, [name for name, none in zip(names, empty, strict=True) if not none], blind


def number(value: int) -> bytes:
    for size in range(8):
        if value < 1 << (7 * (size + 1)):
            first = (0xFF00 >> size & 0xFF) | value >> (8 * size)
            return bytes([first]) + (value & (1 << 8 * size) - 1).to_bytes(size, "little")
    return b"\xff" + value.to_bytes(8, "little")


def header(folders: Sequence[Folder], about: bytes) -> bytes:
    packs = [end - start for folder in folders for start, end in folder.packed]
    streams = [stream for folder in folders for stream in folder.streams]
    parts = [b"\x01\x04\x06", number(0), number(len(packs)), b"\x09", *map(number, packs), b"\0"]
    parts += (b"\x07\x0b", number(len(folders)), b"\0", *(folder.said for folder in folders), b"\x0c")
    parts += [number(size) for folder in folders for size in folder.made]
    parts += (b"\0\x08\x0d", *(number(len(folder.streams)) for folder in folders), b"\x09")
    parts += [number(size) for folder in folders for size, _ in folder.streams[:-1]]
    parts += (b"\x0a\0", _bits([crc is not None for _, crc in streams]))
    parts += [crc.to_bytes(4, "little") for _, crc in streams if crc is not None]
    return b"".join((*parts, b"\0\0\x05", about, b"\0"))


def _bits(given: Sequence[bool]) -> bytes:
    return bytes(
        sum(0x80 >> index for index, one in enumerate(given[at : at + 8]) if one)
        for at in range(0, len(given), 8)
    )
