"""Bytes in pieces are the bytes that they stand for, however they are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.lettering import InBase64
from proxy.body.packing import FilePacking, InLatin1
from proxy.body.pieces import Packed, patched

PACKINGS = {
    "as it is": InLatin1(),
    "padded": InBase64(),
    "bare": InBase64(padded=False),
    "url-safe": InBase64(urlsafe=True),
    "url-safe and bare": InBase64(urlsafe=True, padded=False),
}


@pytest.mark.parametrize("packing", PACKINGS.values(), ids=PACKINGS)
@given(st.lists(st.binary(max_size=7), max_size=6), st.integers(0, 400_000))
def test_a_file_in_stretches_is_packed_as_in_one(packing: FilePacking, cuts: list[bytes], more: int) -> None:
    stretches = [*cuts, memoryview(bytes(more))]
    packed = Packed(stretches, packing)
    whole = b"".join(stretches)
    assert b"".join(packed) == packing.encode(whole).encode("latin-1")
    assert b"".join(packed) == b"".join(packed)
    assert len(packed) == len(packing.encode(whole))


@given(st.binary(max_size=30), st.data())
def test_patches_are_made_in_place(raw: bytes, data: st.DataObject) -> None:
    points = sorted(data.draw(st.sets(st.integers(0, len(raw)), max_size=6)))
    patches, wanted, at = [], b"", 0
    for start, end in zip(points[::2], points[1::2], strict=False):
        new = data.draw(st.binary(max_size=5))
        patches.append((start, end, new if len(new) % 2 else Packed((new,), InBase64())))
        wanted += raw[at:start] + (new if len(new) % 2 else InBase64().encode(new).encode())
        at = end
    pieces = patched(raw, patches)
    assert pieces.joined() == wanted + raw[at:]
    assert len(pieces) == len(pieces.joined())
