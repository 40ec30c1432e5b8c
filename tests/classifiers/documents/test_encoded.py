"""Files in base64 within texts: found as tools print them, read, and never taken for more than they are."""

import base64
import io
import textwrap
import zipfile
from collections.abc import Callable

import pytest

from classifiers.documents.contract import Change, Manner, Source
from classifiers.documents.encoded import runs
from classifiers.documents.opening import open_file
from tests.cost import grows_linearly


def _archive(text: str = "write to jonas@weber.example") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.txt", text + "\nx,y" * 40)
    return made.getvalue()


def _lines(data: bytes, before: str = "") -> str:
    return f"\n{before}".join(textwrap.wrap(base64.b64encode(data).decode(), 76))


FILES: dict[str, Callable[[bytes], str]] = {
    "notes.md": lambda data: f"# T\n[a](data:application/zip;base64,{base64.b64encode(data).decode()})\n",
    "notes.txt": lambda data: f"$ base64 a.zip\n{_lines(data)}\n$ ls\n",
    "notes.b64": lambda data: _lines(data),
    "a.yaml": lambda data: f"file: |\n  {_lines(data, '  ')}\nnext: 1\n",
    "a.xml": lambda data: f"<package><binaryData>{_lines(data)}</binaryData></package>",
    "a.csv": lambda data: f"name,file\nA,{base64.b64encode(data).decode()}\n",
    "a.py": lambda data: f"DATA = b'{base64.b64encode(data).decode()}'\n",
    "a.env": lambda data: f"FILE={base64.urlsafe_b64encode(data).decode().rstrip('=')}\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_within_a_text_is_read_and_written_there(name: str) -> None:
    written = FILES[name](_archive())
    file = open_file(Source(written.encode(), name))
    assert not file.opaque
    (place,) = [index for index, piece in enumerate(file.pieces) if "jonas@weber.example" in piece.text]
    at = file.pieces[place].text.index("jonas@")
    out = file.write({place: [Change(at, at + 19, "[M]")]}, Manner())
    again = open_file(Source(out, name))
    assert not again.opaque
    assert not [piece for piece in again.pieces if "jonas@weber.example" in piece.text]
    assert [piece.where for piece in again.pieces if "write to [M]" in piece.text] == [
        file.pieces[place].where
    ]
    assert out.decode().startswith(written.partition("UEsDB")[0])


@pytest.mark.parametrize("name", FILES)
def test_the_text_around_it_is_written_as_ever(name: str) -> None:
    written = FILES[name](_archive())
    file = open_file(Source(written.encode(), name))
    free = [at for at, piece in enumerate(file.pieces) if piece.editable and "encoded" not in piece.where]
    for at in free:
        text = file.pieces[at].text
        letters = [index for index, letter in enumerate(text) if letter.isalpha()]
        out = file.write({at: [Change(index, index + 1, text[index]) for index in letters]}, Manner())
        assert out == written.encode()


def test_what_cannot_be_read_of_it_is_named() -> None:
    inside = _archive().replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00")
    inside = inside.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert open_file(Source(_lines(inside).encode(), "a.txt")).opaque


def test_one_that_is_cut_is_letters() -> None:
    """Else whoever shows a page of code with half a picture in it could not ask about it."""
    cut = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(200))).decode()
    file = open_file(Source(f"img = '{cut}...'".encode(), "a.py"))
    assert (len(file.pieces), list(file.opaque)) == (1, [])


@pytest.mark.parametrize(
    "text", ["UEsDB is how they begin", "/9j/home/jonas " * 20, "iVBORw0KGgo" * 3, "UEsDB" + "x" * 95]
)
def test_words_that_begin_like_a_file_are_words(text: str) -> None:
    assert runs(text) == []


@pytest.mark.parametrize(
    "piece",
    [
        "UEsDB ",
        "UEsDBBQ" * 20 + "\n",
        "iVBORw0KGgo=\n> ",
        "/9j/",
        "=UEsDBBQA",
        "UEsDBBQ" + "A" * 69 + "\n",
        "UEsDBx" * 9 + "\n",
        "begin 644 a\n",
        "begin 644 a\n#0V%T\n",
        "> begin 644 a\n> M" + "A" * 60 + "\n",
    ],
)
def test_hostile_repetition_is_linear(piece: str) -> None:
    def call_of(size: int) -> Callable[[], object]:
        text = "- " + piece * size
        return lambda: runs(text)

    assert grows_linearly(call_of, 500)
