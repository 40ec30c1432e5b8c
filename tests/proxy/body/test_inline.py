"""Files that people and tools write into a text: read, and written where the text is nothing else."""

import base64
import binascii
import io
import json
import textwrap
import zipfile
from collections.abc import Callable

import pytest

from classifiers.segment import Origin
from proxy.contract import Edit
from tests.cost import grows_linearly
from tests.proxy.body.test_layers import read, texts

NAME = "jonas@weber.example"


def _sheet() -> bytes:
    """An archive as programs make them; text files inside are documents enough."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.csv", "who,mail\nJonas,jonas@weber.example\n" + "x,y\n" * 40)
    return made.getvalue()


def _wrapped(data: bytes, before: str = "") -> str:
    return f"\n{before}".join(textwrap.wrap(base64.b64encode(data).decode(), 76))


def _uuencoded(data: bytes, before: str = "", *, blank: str = "`", last: str = "end") -> str:
    lines = [
        binascii.b2a_uu(data[at : at + 45], backtick=blank == "`").decode()[:-1]
        for at in range(0, len(data), 45)
    ]
    return f"\n{before}".join(("begin 644 notes.zip", *lines, blank, last))


@pytest.mark.parametrize(
    ("start", "written"),
    [
        ("$ base64 notes.zip\n", _wrapped),
        ("> ", lambda data: _wrapped(data, "> ")),
        ("It is ", lambda data: base64.b64encode(data).decode()),
        ("It is ", lambda data: base64.urlsafe_b64encode(data).decode().rstrip("=")),
        ("It is\n", lambda data: _wrapped(data).replace("\n", " \n")),
        ("FILE='", lambda data: "\r\n".join(textwrap.wrap(base64.b64encode(data).decode(), 64))),
        ("result: ", lambda data: json.dumps({"content": _wrapped(data)})),
        ("[it](data:application/zip;base64,", lambda data: base64.b64encode(data).decode()),
        ("In the mail:\n", _uuencoded),
        ("In the mail:\n> ", lambda data: _uuencoded(data, "> ", blank=" ")),
        ("", lambda data: f"begin-base64 644 notes.zip\n{_wrapped(data)}\n===="),
    ],
)
def test_a_file_within_prose_is_read_and_written_as_it_stood(
    start: str, written: Callable[[bytes], str]
) -> None:
    text = f"{start}{written(_sheet())}\n\nWho is that, and who is {NAME}?"
    body = read(json.dumps({"p": text}).encode())
    assert body.opaque == ()
    places = [one for one in body.segments if NAME in one.text]
    assert [one.origin for one in places] == [Origin.FILE, body.segments[0].origin]
    edits = [Edit(one.place, at := one.text.index(NAME), at + len(NAME), "[M]") for one in places]
    out = json.loads(body.splice(edits))["p"]
    for packed in (text, out):
        again = read(json.dumps({"p": packed}).encode())
        (inside,) = [one.text for one in again.segments if "who,mail" in one.text]
        assert (NAME in inside) == (packed == text) and ("Jonas,[M]" in inside) == (packed == out)
    assert out.startswith(start) and out.endswith("\n\nWho is that, and who is [M]?")
    assert [len(line) for line in out.splitlines()[:2]] == [
        len(line) for line in text.splitlines()[:2]
    ] or len(text.splitlines()) < 5
    assert read(json.dumps({"p": text}).encode()).splice([]) == json.dumps({"p": text}).encode()


@pytest.mark.parametrize(
    "written",
    [
        lambda data: _uuencoded(data, blank=" ").replace(" \n", "\n"),  # spaces at the ends of lines are lost
        lambda data: _wrapped(data).replace("\n", "\n ", 1),
    ],
)
def test_what_cannot_be_put_back_exactly_stays(written: Callable[[bytes], str]) -> None:
    body = read(json.dumps({"p": f"look:\n{written(_sheet())}\nend of it"}).encode())
    inside = [one for one in body.segments if NAME in one.text]
    assert [one.editable for one in inside] == [False]


def test_a_text_in_a_data_url_is_edited_in_it() -> None:
    url = "data:text/plain;base64," + base64.b64encode(f"write to {NAME}!".encode()).decode()
    body = read(json.dumps({"p": f"open {url} please"}).encode())
    (place,) = [one for one in body.segments if NAME in one.text]
    out = json.loads(body.splice([Edit(place.place, 9, 9 + len(NAME), "[M]")]))["p"]
    assert out == f"open data:text/plain;base64,{base64.b64encode(b'write to [M]!').decode()} please"


@pytest.mark.parametrize("last", ["end", "M86)C cut off here", ""])
def test_uuencode_is_a_file_that_is_called_one(last: str) -> None:
    """So one that is cut, or of a kind that nobody knows, is a blind spot."""
    for data in (bytes(range(256)) * 3, _sheet()[:150]):
        assert read(json.dumps({"p": "see\n" + _uuencoded(data, last=last)}).encode()).opaque


@pytest.mark.parametrize("text", ["begin 644 days ago\nwith it", "we begin 644 a\n#0V%T\n`\nend"])
def test_words_like_uuencode_are_words(text: str) -> None:
    body = read(json.dumps({"p": text}).encode())
    assert (texts(body), body.opaque) == ([text], ())


@pytest.mark.parametrize("packed", [_wrapped, lambda data: base64.b64encode(data).decode() + "\n"])
def test_prose_that_is_a_file_is_written_as_one(packed: Callable[[bytes], str]) -> None:
    body = read(json.dumps({"p": packed(_sheet())}).encode())
    place = next(one for one in body.segments if "jonas@weber.example" in one.text)
    start = place.text.index("jonas@")
    out = json.loads(body.splice([Edit(place.place, start, start + 19, "[M]")]))["p"]
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(out))) as archive:
        assert archive.read("notes.csv").startswith(b"who,mail\nJonas,[M]\n")


@pytest.mark.parametrize(
    "text", ["UEsDB is how they begin", "/9j/home/jonas " * 20, "iVBORw0KGgo" * 3, "UEsDB" + "x" * 95]
)
def test_words_that_begin_like_a_file_are_words(text: str) -> None:
    body = read(json.dumps({"p": text}).encode())
    assert text in texts(body)


@pytest.mark.parametrize(
    "piece",
    [
        "UEsDB ",
        "UEsDBBQ" * 20 + "\n",
        "iVBORw0KGgo=\n> ",
        "/9j/",
        "data:;base64,UEsDB ",
        "begin 644 a\n",
        "begin 644 a\n#0V%T\n",
    ],
)
def test_hostile_repetition_is_linear(piece: str) -> None:
    def call_of(size: int) -> Callable[[], object]:
        body = json.dumps({"p": "- " + piece * size}).encode()
        return lambda: read(body)

    assert grows_linearly(call_of, 500)
