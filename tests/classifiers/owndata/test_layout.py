"""An index that was cut short, changed, grown, or made for another client is a fault, never a crash."""

import numpy as np
import pytest

from classifiers.owndata import terms
from classifiers.owndata.keys import Keys
from classifiers.owndata.layout import Index, IndexFault, pack, unpack
from classifiers.owndata.matcher import OwnData, Unusable
from classifiers.passage import Passage
from classifiers.scanner import Scanner
from classifiers.segment import Segment


@pytest.fixture(scope="module")
def written(keys: Keys) -> bytes:
    return b"".join(pack(terms.FORM, *terms.build([terms.Term(1, "Nightjar")], "K", keys), keys)[0])


def test_what_was_written_is_read(written: bytes, keys: Keys) -> None:
    index = unpack(written, keys)
    assert index.head == {"kind": "K", "count": 1}
    assert list(OwnData([("a", index)], keys).find(Passage("a nightjar")))


def test_every_cut_is_a_fault(written: bytes, keys: Keys) -> None:
    for size in [*range(200), *range(200, len(written), 37)]:
        with pytest.raises(IndexFault):
            unpack(written[:size], keys)
    with pytest.raises(IndexFault, match="grown"):
        unpack(written + b"x", keys)


def test_every_changed_byte_is_a_fault(written: bytes, keys: Keys) -> None:
    for place in range(0, len(written), 5):
        changed = bytearray(written)
        changed[place] ^= 0x10
        with pytest.raises(IndexFault):
            unpack(bytes(changed), keys)


def test_the_key_of_another_client_opens_nothing(written: bytes) -> None:
    with pytest.raises(IndexFault, match="another client"):
        unpack(written, Keys(bytes(32)))


def test_a_later_version_and_an_unknown_form_are_named(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifiers.owndata.layout.VERSION", 2)
    later = b"".join(pack("terms", {}, {}, keys)[0])
    monkeypatch.undo()
    with pytest.raises(IndexFault, match="version 2"):
        unpack(later, keys)
    with pytest.raises(IndexFault, match="sounds"):
        OwnData([("a", Index("sounds", {}, {}, "00"))], keys)


def test_sections_keep_their_type_and_length(keys: Keys) -> None:
    given = {
        "a": np.arange(5, dtype=np.uint16),
        "b": np.zeros(0, np.uint64),
        "c": np.arange(3, dtype=np.uint8),
    }
    index = unpack(b"".join(pack("x", {}, given, keys)[0]), keys)
    for name, numbers in given.items():
        assert index.sections[name].dtype == numbers.dtype
        assert index.sections[name].tolist() == numbers.tolist()
        assert not index.sections[name].flags.writeable or not len(numbers)


def test_data_that_cannot_be_used_leaves_no_text_clean() -> None:
    scan = Scanner([]).scan([Segment(0, "hello"), Segment(1, " ")], Unusable("x"))
    assert scan.unread == (0,)
