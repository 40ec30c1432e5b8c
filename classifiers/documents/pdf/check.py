"""Checks of a pdf: that its streams unpack to no more than is read, and that values are gone from a new one."""

import re
import zlib
from collections import Counter
from collections.abc import Sequence

from classifiers.documents.contract import Budget, Unread, Unwritten
from classifiers.documents.pdf.pages import load, read_page
from classifiers.documents.pdf.parts import read_parts

_STREAM = re.compile(rb"stream\r?\n")
_STEP = 4 * 1024 * 1024
_BITE = 64 * 1024
_LAYERS = 3
_SPACE = re.compile(r"\s+")
_SHORT = 4  # characters: a shorter value also stands by chance in other words


def check_streams(data: bytes, budget: Budget) -> None:
    """Unpack every packed stream piece by piece and count it. Raises Unread for too much."""
    for found in _STREAM.finditer(data):
        at = found.end()
        if data[at : at + 1] in (b"\x78", b"\x58", b"\x48", b"\x38", b"\x68", b"\x08", b"\x18", b"\x28"):
            _unpack(memoryview(data)[at:], budget, _LAYERS)


def _unpack(packed: memoryview | bytes, budget: Budget, layers: int) -> None:
    machine = zlib.decompressobj()
    at = 0
    head = b""
    try:
        while at < len(packed) and not machine.eof:
            piece = packed[at : at + _BITE]
            at += len(piece)
            rest: bytes | memoryview = piece
            while len(rest) and not machine.eof:
                some = machine.decompress(rest, _STEP)
                budget.size -= len(some)
                if budget.size < 0:
                    raise Unread("a pdf that unpacks to too much")
                if layers and len(head) < _STEP:
                    head += some
                rest = machine.unconsumed_tail
    except zlib.error:
        pass  # what begins alike and is not packed
    if layers and head[:1] == b"\x78":
        _unpack(head, budget, layers - 1)


def check(written: bytes, values: Sequence[str], expected: Sequence[str]) -> None:
    """Read a new file again. Raises Unwritten where a value stands in it more often than it should."""
    try:
        budget = Budget()
        document = load(written)
        found = [read_page(document, number, None).text for number in range(len(document))]
        document.close()
        found += [text for _, text in read_parts(written, budget).strings]
    except Unread:
        raise Unwritten("a pdf that cannot be read again") from None
    now, meant = _SPACE.sub(" ", "\n".join(found)), _SPACE.sub(" ", "\n".join(expected))
    for value in Counter(_SPACE.sub(" ", value).strip() for value in values):
        if len(value) >= _SHORT and now.count(value) > meant.count(value):
            raise Unwritten("a pdf in which a value is still found")
