"""Lists of numbers are read as the bytes, digits or groups that they are, and written anew where they are a text."""

import io
import json
import zipfile

import pytest

from classifiers.documents.contract import Source
from classifiers.documents.opening import open_file
from classifiers.segment import Origin
from proxy.body.octetlists import InNumbers
from proxy.body.opened import open_text
from proxy.body.shape import Shape
from proxy.body.walk import read_tree
from proxy.contract import Document, Edit

SHAPE = Shape(base=Origin.USER, known=frozenset({"type", "data", "v", "card", "ssn", "sizes"}))


def _read(body: str) -> Document:
    builder = open_text(body.encode())
    read_tree(builder, 0, SHAPE)
    return builder.build("")


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), (" ,\n", " : ")])
def test_a_text_in_bytes_is_read_and_written(separators: tuple[str, str]) -> None:
    text = "Grüße an Ada Lovelace"
    body = json.dumps({"type": "Buffer", "data": list(text.encode()), "v": 7}, separators=separators)
    document = _read(body)
    (segment,) = [one for one in document.segments if one.text == text]
    written = json.loads(document.splice([Edit(segment.place, 9, 21, "[PERSON_K7Q2]")]))
    assert bytes(written["data"]).decode() == "Grüße an [PERSON_K7Q2]"
    assert written["v"] == 7
    assert document.splice(()) == body.encode()


def test_a_file_in_bytes_is_read_and_written() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("note.txt", "Dear Ada Lovelace")
    document = _read(json.dumps({"v": list(packed.getvalue())}))
    (segment,) = [one for one in document.segments if "Ada" in one.text]
    assert segment.origin is Origin.FILE
    at = segment.text.index("Ada Lovelace")
    written = json.loads(document.splice([Edit(segment.place, at, at + 12, "[PERSON_K7Q2]")]))
    pieces = open_file(Source(bytes(written["v"]))).pieces
    assert any("Dear [PERSON_K7Q2]" in piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({str(at): byte for at, byte in enumerate(b"Ada Lovelace")}, "Ada Lovelace"),
        ({"card": [4111, 1111, 1111, 1111]}, "4111 1111 1111 1111"),
        ({"ssn": [536, 22, 8145]}, "536-22-8145"),
        ({"ssn": [5, 3, 6, 2, 2, 8, 1, 4, 5]}, "536228145"),
        ([4] + [1] * 15, "4" + "1" * 15),
        ({"card": 4111111111111111.0}, "4111111111111111"),
        ({"card": 4.111111111111111e15}, "4111111111111111"),
    ],
)
def test_what_is_no_list_of_words_is_read_and_stays(value: object, text: str) -> None:
    (segment,) = [one for one in _read(json.dumps(value)).segments if one.text == text]
    assert not segment.editable


@pytest.mark.parametrize(
    "value",
    [
        {"sizes": [4111, 1111, 1111, 1111]},
        [0.12, 4.5, 7.25, 1, 2, 3, 4, 5, 6],
        [5, 3, 4, 6, 7, 8, 9, 1, 2],
        [255, 216, 0, 0, 1, 2, 3, 4, 5],
        [1, 2],
        [],
        [[1, 2, 3], [4, 5, 6]],
        {"v": 1.5e-7},
    ],
)
def test_other_numbers_are_no_text(value: object) -> None:
    assert [one.text for one in _read(json.dumps(value)).segments] == []


def test_a_long_list_of_bytes_is_not_clean() -> None:
    document = _read("[" + ",".join(["65"] * 1_500_000) + "]")
    assert document.opaque == ("a long list of bytes",)


def test_bytes_are_as_long_as_they_were_said_to_be() -> None:
    packing, stretches = InNumbers(), [b"\x00\xff", b"", b"a" * 70_000]
    data = b"".join(stretches)
    assert b"".join(packing.pieces(stretches)).decode() == packing.encode(data)
    assert packing.size(len(data)) == len(packing.encode(data))
    assert json.loads(f"[{packing.encode(data)}]") == list(data)
