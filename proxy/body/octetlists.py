"""Lists of numbers that are a text or a file: bytes as JSON writes them, digits one by one, a number in its groups.

Rule 1: bytes are read as what they are and may be written anew, each as wide as any byte, so that the length is known.
Rule 2: digits and groups are numbers of somebody's only together; they cannot be replaced, for a list of numbers holds
no words.
Sources: ``Buffer`` of Node (an object with ``data``), typed arrays of JavaScript (an object with places as names).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from classifiers.documents.contract import Change, Source
from classifiers.documents.flat import changed
from classifiers.documents.sniff import sniff
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.files import read_document
from proxy.body.layers import SAME
from proxy.body.media import as_text

LEAST = 3  # numbers of a list that may be one
_LEAST_BYTES, _LEAST_FILE = 8, 64
_MOST = 4 << 20  # bytes of a list that is read
_BEGINS = re.compile(r"\s*\d{1,6}\s*,\s*\d{1,6}\s*,\s*\d{1,6}\s*(?:,|\Z)")
_BYTES = re.compile(r"\s*+\d{1,3}(?:\s*+,\s*+\d{1,3})*+\s*+")
_GROUPS = re.compile(r"\s*+\d{1,6}(?:\s*+,\s*+\d{1,6}){2,5}+\s*+")
_BY_PLACE = re.compile(r'\s*+"0"\s*+:\s*+\d{1,3}(?:\s*+,\s*+"\d{1,8}"\s*+:\s*+\d{1,3})*+\s*+')
_VALUE = re.compile(r":\s*+(\d{1,3})")
_OF_PEOPLE = re.compile(
    r"card|\bpan\b|iban|account|acct|konto|ssn|social|phone|tel|mobile|passport|insurance", re.I
)
_DIGITS = range(9, 20)  # of a number that is told digit by digit
_SURE = range(13, 20)  # of a card, which has a checksum; a shorter one needs a field that says what it is


@dataclass(frozen=True, slots=True)
class InNumbers:
    """A packing: each byte as a number of three places, the missing ones blank, as JSON allows."""

    def encode(self, data: bytes) -> str:
        return ",".join(f"{byte:3}" for byte in data)

    def size(self, count: int) -> int:
        return max(4 * count - 1, 0)

    def pieces(self, stretches: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        lead = b""
        for stretch in stretches:
            for at in range(0, len(stretch), 1 << 16):
                yield lead + self.encode(bytes(stretch[at : at + (1 << 16)])).encode("ascii")
                lead = b","


@dataclass(frozen=True, slots=True)
class OctetList:
    """A codec: a text in UTF-8 as a list of bytes."""

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        return [Change(0, len(raw), InNumbers().encode(changed(text, changes).encode()))]


def read_numbers(
    builder: Builder, node: int, span: tuple[int, int], origin: Origin, label: str, *, editable: bool
) -> None:
    """Read the inside of a list, or of an object, of numbers as the text or file that it may be."""
    start, end = span
    stop = min(end, start + _MOST)
    if builder.is_bytes(node):
        inside = str(memoryview(builder.raw)[start:stop], "utf-8", "replace")
    else:
        inside = builder.text(node)[start:stop]
    if stop < end:
        inside = inside[: inside.rfind(",")]
    by_place = _BY_PLACE.fullmatch(inside) is not None
    if not by_place and not _BEGINS.match(inside):
        return
    if by_place or _BYTES.fullmatch(inside):
        if end - start > _MOST:
            builder.opaque("a long list of bytes")
            return
        numbers = [int(one) for one in (_VALUE.findall(inside) if by_place else inside.split(","))]
        if _read_bytes(builder, node, span, numbers, origin, label, editable=editable and not by_place):
            return
    elif not _GROUPS.fullmatch(inside):
        return
    else:
        numbers = [int(one) for one in inside.split(",")]
    text = _number(numbers, inside, label)
    if text:
        builder.segment(builder.node(node, start, end, text, SAME), origin, editable=False, label=label)


def _read_bytes(
    builder: Builder,
    node: int,
    span: tuple[int, int],
    numbers: Sequence[int],
    origin: Origin,
    label: str,
    *,
    editable: bool,
) -> bool:
    """Read bytes that are a file or a text; false where they are neither."""
    if len(numbers) < _LEAST_BYTES or max(numbers) > 0xFF:
        return False
    data = bytes(numbers)
    if len(data) >= _LEAST_FILE and sniff(data):
        read_document(builder, node, span, Source(data), InNumbers(), "inside the message")
        return True
    found = as_text(data)
    if found is None:
        return False
    text = found[0]
    editable = editable and text.encode() == data
    inner = builder.node(node, *span, text, OctetList() if editable else SAME)
    builder.segment(inner, origin, editable=editable, label=label)
    return True


def _number(numbers: Sequence[int], inside: str, label: str) -> str:
    """The number that digits or groups are together; empty where they are none of somebody's."""
    groups = (
        [one.strip() for one in inside.split(",")] if '"' not in inside else [str(one) for one in numbers]
    )
    said = _OF_PEOPLE.search(label) is not None
    if all(len(one) == 1 for one in groups):
        return "".join(groups) if len(groups) in (_DIGITS if said else _SURE) else ""
    mark = "-" if [len(one) for one in groups] == [3, 2, 4] else " "
    return mark.join(groups) if said and len("".join(groups)) in _DIGITS else ""
