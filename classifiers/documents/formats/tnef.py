"""What Outlook wraps mails in for its like (TNEF, winmail.dat): texts, recipients, attachments; scanned and not edited.

Sources: [MS-OXTNEF] 2.1 (attributes); [MS-OXCDATA] 2.11.1 (types of properties).
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, Change, File, Inner, Source, Unread, Unwritten
from classifiers.documents.mapi import LABELS, readable, unpacked_rich

NAME = "Outlook mail (winmail.dat)"
ORDER = 10

_MAGIC = b"\x78\x9f\x3e\x22"
_MESSAGE_IID = b"\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"
_PROPERTIES, _RECIPIENTS, _ATTACHED = 0x9003, 0x9004, 0x9005
_STARTS, _TITLE, _DATA, _PAGE = 0x9002, 0x8010, 0x800F, 0x9007
_TEXTS = {0x8004: "Subject: ", 0x800C: "", 0x8008: "", 0x8009: "", 0x9001: "File: ", _TITLE: "File: "}
_BODIES = {0x1013: "body.html", 0x1009: "body.rtf"}
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_OBJECT, _ANSI, _UNICODE, _BINARY = 0xD, 0x1E, 0x1F, 0x102
_MOST = 20_000


class Property(NamedTuple):
    """One value of a property, with the name that it may have."""

    tag: int
    kind: int
    name: str
    value: bytes


@dataclass(slots=True)
class _Attached:
    """An attachment while it is read: its parts come one by one."""

    name: str = ""
    data: bytes = b""


def claims(source: Source) -> bool:
    return source.data.startswith(_MAGIC)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    reader = _Reader(Bundle(source.data), inner)
    for sort, data in _attributes(source.data):
        reader.attribute(sort, data)
    reader.attached()

    def write(changes: Mapping[int, Sequence[Change]], replaced: Mapping[int, bytes]) -> bytes:
        raise Unwritten("an Outlook mail")

    return reader.bundle.built(write)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at < len(data):
        head = data[at : at + 9]
        if len(head) < 9:
            raise Unread("a broken Outlook mail")
        _, sort, size = struct.unpack("<BLL", head)
        inside = data[at + 9 : at + 9 + size]
        if len(inside) < size or at + 11 + size > len(data):
            raise Unread("an Outlook mail that is cut short")
        yield sort & 0xFFFF, inside
        at += 11 + size  # behind its sum


class _Reader:
    def __init__(self, bundle: Bundle, inner: Inner) -> None:
        self.bundle = bundle
        self._inner = inner
        self._page = "cp1252"
        self._now: _Attached | None = None
        self._left = _MOST

    def attribute(self, sort: int, data: bytes) -> None:
        """One attribute of the mail or of the attachment at hand."""
        if sort == _PAGE and len(data) >= 4:
            self._set_page(int.from_bytes(data[:4], "little"))
        elif sort == _STARTS:
            self.attached()
            self._now = _Attached()
        elif sort == _DATA and self._now:
            self._now.data = data
        elif sort in _TEXTS:
            text = data.decode(self._page, "replace").rstrip("\0")
            if self._now and sort == _TITLE:
                self._now.name = text
            self.bundle.locked(_TEXTS[sort] + text, self._where)
        elif sort in (_PROPERTIES, _ATTACHED):
            for one in self._properties(data, 0)[0]:
                self._property(one)
        elif sort == _RECIPIENTS:
            at = 4
            for _ in range(min(int.from_bytes(data[:4], "little"), self._left)):
                found, at = self._properties(data, at)
                for one in found:
                    self._property(one)
        else:
            for text in readable(data):
                self.bundle.locked(text, self._where)

    @property
    def _where(self) -> str:
        return "an attachment" if self._now else ""

    def _set_page(self, number: int) -> None:
        try:
            b"".decode(f"cp{number}")
        except LookupError:
            return
        self._page = f"cp{number}"

    def attached(self) -> None:
        """Read the attachment at hand, whose parts are complete."""
        done, self._now = self._now, None
        if done and done.data:
            source = Source(done.data, done.name)
            self.bundle.embed(0, source, self._inner, "an attachment", editable=False)

    def _properties(self, data: bytes, at: int) -> tuple[list[Property], int]:
        """The properties that stand from ``at`` on, and where they end. Raises Unread."""
        try:
            return self._listed(data, at)
        except struct.error:
            raise Unread("a broken Outlook mail") from None

    def _listed(self, data: bytes, at: int) -> tuple[list[Property], int]:
        found: list[Property] = []
        (count,) = struct.unpack_from("<L", data, at)
        at += 4
        for _ in range(count):
            kind, tag = struct.unpack_from("<HH", data, at)
            at += 4
            name = ""
            if tag >= 0x8000:
                (named,) = struct.unpack_from("<L", data, at + 16)
                (size,) = struct.unpack_from("<L", data, at + 20)
                at += 24
                if named:
                    name = data[at : at + size].decode("utf-16-le", "replace").rstrip("\0")
                    at += size + -size % 4
            bare, several = kind & 0xEFFF, bool(kind & 0x1000)
            values = 1
            if several or bare in (_OBJECT, _ANSI, _UNICODE, _BINARY):
                (values,) = struct.unpack_from("<L", data, at)
                at += 4
            for _ in range(values):
                self._left -= 1
                if self._left < 0:
                    raise Unread("an Outlook mail with too many properties")
                size, padded = _FIXED.get(bare, -1), 0
                if bare in (_OBJECT, _ANSI, _UNICODE, _BINARY):
                    (size,) = struct.unpack_from("<L", data, at)
                    at, padded = at + 4, -size % 4
                if size < 0 or at + size > len(data):
                    raise Unread("a broken Outlook mail")
                if bare not in _FIXED:
                    found.append(Property(tag, bare, name, data[at : at + size]))
                at += size + padded
        return found, at

    def _property(self, one: Property) -> None:
        label = LABELS.get(f"{one.tag:04X}", one.name)
        before = f"{label}: " if label else ""
        if one.kind in (_ANSI, _UNICODE):
            page = "utf-16-le" if one.kind == _UNICODE else self._page
            text = one.value.decode(page, "replace").rstrip("\0")
            if self._now and one.tag in (0x3704, 0x3707):
                self._now.name = text
            self.bundle.locked(before + text, self._where)
        elif one.tag in _BODIES:
            try:
                data = unpacked_rich(one.value) if one.tag == 0x1009 else one.value
            except Unread as trouble:
                self.bundle.opaque(str(trouble))
                return
            self.bundle.embed(0, Source(data, _BODIES[one.tag]), self._inner, self._where, editable=False)
        elif one.tag == 0x3701 and self._now:
            # An object says what it is first; a mail in the mail is one of these files again.
            self._now.data = one.value[16:] if one.kind == _OBJECT else one.value
        elif one.kind == _OBJECT:
            self.bundle.opaque("an object in an Outlook mail")
        else:
            for text in readable(one.value):
                self.bundle.locked(before + text, self._where)
