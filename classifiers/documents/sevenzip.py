"""A 7z container: its header read strictly, and written again with untouched folders as they were packed.

A *folder* is a packed run of files ("solid"). Rule 1: the header, the header's own packed form and the folders
are all there is, without a byte between. Rule 2: sizes are counted before anything is unpacked, and sums checked.
Source: 7zFormat.txt of the LZMA SDK.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from classifiers.documents.contract import Budget, Unread
from classifiers.documents.sevencoders import LZMA2, pack, unpack
from classifiers.documents.sevenheader import START, Folder, HeaderReader, header, number

MAGIC = b"7z\xbc\xaf\x27\x1c"
_DEEP = 4  # packed headers in packed headers


@dataclass(frozen=True, slots=True)
class SevenZip:
    """A container that was read. ``names`` are those of all entries, ``filled`` of those with content, in order."""

    data: bytes = field(repr=False)
    folders: Sequence[Folder] = field(repr=False)
    names: Sequence[str] = field(repr=False)
    filled: Sequence[str] = field(repr=False)
    about: bytes = field(repr=False)  # of the entries, as it stands in the header
    blind: bool

    def read(self, folder: Folder, budget: Budget) -> bytes:
        """All files of a folder in a row. Raises Unread."""
        packed = sum(end - start for start, end in folder.packed)
        for _, size in folder.coders:
            budget.take(size, packed)
        if not folder.coders:
            raise Unread("a 7z archive packed in a rare way")
        found = self.data[slice(*folder.packed[0])]
        for coder, size in folder.coders:
            found = unpack(coder.method, coder.properties, found, size)
        if folder.crc is not None and zlib.crc32(found) != folder.crc:
            raise Unread("a 7z archive that is not what its header says")
        at = 0
        for size, crc in folder.streams:
            if crc is not None and zlib.crc32(found[at : at + size]) != crc:
                raise Unread("a 7z archive that is not what its header says")
            at += size
        return found

    def write(self, replaced: Mapping[int, Sequence[bytes]]) -> bytes:
        """The container with some folders packed anew from the contents of their files."""
        folders = list(self.folders)
        parts = [b"".join(self.data[slice(*place)] for place in folder.packed) for folder in folders]
        for index, contents in replaced.items():
            plain = b"".join(contents)
            properties, parts[index] = pack(plain)
            said = b"\x01" + bytes([0x20 | len(LZMA2)]) + LZMA2 + number(len(properties)) + properties
            streams = [(len(one), zlib.crc32(one)) for one in contents]
            place = (0, len(parts[index]))
            folders[index] = replace(
                folders[index], said=said, made=[len(plain)], streams=streams, packed=[place]
            )
        body, head = b"".join(parts), header(folders, self.about)
        start = b"".join((len(body).to_bytes(8, "little"), len(head).to_bytes(8, "little"), _crc(head)))
        return b"".join((self.data[:8], _crc(start), start, body, head))


def open_seven_zip(data: bytes, budget: Budget) -> SevenZip:
    """Read the header of a container. Raises Unread."""
    if len(data) < START or data[8:12] != _crc(data[12:START]):
        raise Unread("a broken 7z archive")
    offset, size = (int.from_bytes(data[at : at + 8], "little") for at in (12, 20))
    begin = START + offset
    places = [(begin, begin + size)]
    if not size:
        if len(data) > START:
            raise Unread("a 7z archive with bytes between its parts")
        return SevenZip(data, (), (), (), b"", blind=False)
    head = data[begin : begin + size]
    if len(head) != size or _crc(head) != data[28:32]:
        raise Unread("a broken 7z archive")
    for _ in range(_DEEP):
        reader = HeaderReader(head, budget.count)
        kind = reader.byte()
        if kind == 0x01:
            break
        if kind != 0x17:
            raise Unread("a broken 7z archive")
        folders = reader.streams()
        reader.ends()
        places += [place for folder in folders for place in folder.packed]
        if len(folders) != 1:
            raise Unread("a broken 7z archive")
        head = SevenZip(data, folders, (), (), b"", blind=False).read(folders[0], budget)
    else:
        raise Unread("a broken 7z archive")
    found = _contents(data, reader)
    places += [place for folder in found.folders for place in folder.packed]
    at = START
    for start, end in sorted(places):
        if start != at:
            raise Unread("a 7z archive with bytes between its parts")
        at = end
    if at != len(data):
        raise Unread("a 7z archive with bytes between its parts")
    return found


def _contents(data: bytes, reader: HeaderReader) -> SevenZip:
    folders: Sequence[Folder] = ()
    kind = reader.byte()
    if kind == 0x04:
        folders = reader.streams()
        kind = reader.byte()
    names: Sequence[str] = ()
    filled: Sequence[str] = ()
    about, blind = b"", False
    if kind == 0x05:
        start = reader.at
        names, filled, blind = reader.files()
        about = reader.head[start : reader.at]
        kind = reader.byte()
    if kind != 0:
        raise Unread("a 7z archive with parts of a rare kind")
    reader.ends()
    if len(filled) != sum(len(folder.streams) for folder in folders):
        raise Unread("a 7z archive that is not what its header says")
    return SevenZip(data, folders, names, filled, about, blind)


def _crc(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little")
