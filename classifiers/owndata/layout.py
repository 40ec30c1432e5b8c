"""The file of an index: numbers only, checked as a whole by a keyed digest before a single one is used.

    magic 8 | digest 32 | length of the whole 8 | length of the head 4 | head, JSON | sections, each at a multiple of 64

All numbers are little endian. The digest is BLAKE2b under the client's key over everything behind it, so it shows at
once whether a file was cut short, changed, or made for another client.
"""

import hmac
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.owndata.keys import Keys

MAGIC = b"PWDATA\r\n"
VERSION = 1
_DIGEST = 32
_LENGTHS = struct.Struct("<QI")
_BODY = len(MAGIC) + _DIGEST
_ALIGN = 64
_TYPES = {"u1": np.uint8, "u2": np.uint16, "u4": np.uint32, "u8": np.uint64}
_MOST_HEAD = 1 << 20


class IndexFault(ValueError):
    """An index that cannot be used: the installation's fault. ``what`` says what is wrong, ``remedy`` what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Index:
    """What an index holds. ``head`` says what its author chose, ``sections`` are arrays of numbers by name."""

    form: str
    head: Mapping[str, Any]
    sections: Mapping[str, NDArray[Any]] = field(repr=False)
    digest: str


def pack(
    form: str, head: Mapping[str, Any], sections: Mapping[str, NDArray[Any]], keys: Keys
) -> tuple[list[bytes], str]:
    """The pieces of a file in order, and its digest in hex."""
    table, at = {}, 0
    for name, numbers in sections.items():
        code = numbers.dtype.str[1:]
        if code not in _TYPES:
            raise TypeError(f"section {name}: {numbers.dtype} is not kept")
        table[name] = [code, at, len(numbers)]
        at += -(-numbers.nbytes // _ALIGN) * _ALIGN
    content = {"form": form, "version": VERSION, "head": dict(head), "sections": table}
    text = json.dumps(content, sort_keys=True, ensure_ascii=True).encode()
    text += b" " * (-(_BODY + _LENGTHS.size + len(text)) % _ALIGN)
    pieces = [_LENGTHS.pack(_BODY + _LENGTHS.size + len(text) + at, len(text)), text]
    for numbers in sections.values():
        data = np.ascontiguousarray(numbers.astype(numbers.dtype.newbyteorder("<"), copy=False)).tobytes()
        pieces.append(data + bytes(-len(data) % _ALIGN))
    digest = keys.digest()
    for piece in pieces:
        digest.update(piece)
    return [MAGIC, digest.digest(), *pieces], digest.hexdigest()


def unpack(data: "bytes | memoryview", keys: Keys) -> Index:
    """The index in a file's bytes, which the sections go on using. Raises IndexFault."""
    view = memoryview(data)
    if len(view) < _BODY + _LENGTHS.size or view[: len(MAGIC)] != MAGIC:
        raise IndexFault("is not an index of own data", _ADD_AGAIN)
    whole, size = _LENGTHS.unpack_from(view, _BODY)
    if whole != len(view) or size > _MOST_HEAD or _BODY + _LENGTHS.size + size > len(view):
        raise IndexFault(f"is cut short or grown ({len(view)} bytes instead of {whole})", _ADD_AGAIN)
    digest = keys.digest()
    for at in range(_BODY, len(view), 1 << 20):
        digest.update(view[at : at + (1 << 20)])
    if not hmac.compare_digest(digest.digest(), view[len(MAGIC) : _BODY]):
        raise IndexFault("is damaged, or was made with the key of another client", _ADD_AGAIN)
    content = json.loads(bytes(view[_BODY + _LENGTHS.size :][:size]))
    if content.get("version") != VERSION:
        raise IndexFault(f"has version {content.get('version')}, this program reads {VERSION}", _ADD_AGAIN)
    start = _BODY + _LENGTHS.size + size
    sections = {
        name: np.frombuffer(view, _TYPES[code], count, start + at) if count else np.zeros(0, _TYPES[code])
        for name, (code, at, count) in content["sections"].items()
    }
    return Index(content["form"], content["head"], sections, digest.hexdigest())


def size_of(pieces: "list[bytes]") -> int:
    """The size of a file in bytes."""
    return sum(map(len, pieces))


_ADD_AGAIN = "add the data again: promptward clients data add CLIENT FILE --replace"
