"""Files that people and tools write into a text: read, and written where the text is nothing else."""

import base64
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


def _sheet() -> bytes:
    """An archive as programs make them; text files inside are documents enough."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.csv", "who,mail\nJonas,jonas@weber.example\n" + "x,y\n" * 40)
    return made.getvalue()


def _wrapped(data: bytes, before: str = "") -> str:
    return f"\n{before}".join(textwrap.wrap(base64.b64encode(data).decode(), 76))


@pytest.mark.parametrize(
    "written",
    [
        lambda data: f"$ base64 notes.zip\n{_wrapped(data)}\nuser@host:~$ ls",
        lambda data: f"> {_wrapped(data, '> ')}\n> Thanks",
        lambda data: f"It is {base64.b64encode(data).decode()}, said the tool.",
        lambda data: f"result: {json.dumps({'content': _wrapped(data)})}",
        lambda data: f"see [it](data:application/zip;base64,{base64.b64encode(data).decode()})",
    ],
)
def test_a_file_within_prose_is_read_and_stays(written: Callable[[bytes], str]) -> None:
    body = read(json.dumps({"p": written(_sheet())}).encode())
    inside = [one for one in body.segments if "jonas@weber.example" in one.text]
    assert [(one.origin, one.editable) for one in inside] == [(Origin.FILE, False)]
    assert body.opaque == ()


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
    "piece", ["UEsDB ", "UEsDBBQ" * 20 + "\n", "iVBORw0KGgo=\n> ", "/9j/", "data:;base64,UEsDB "]
)
def test_hostile_repetition_is_linear(piece: str) -> None:
    def call_of(size: int) -> Callable[[], object]:
        body = json.dumps({"p": "- " + piece * size}).encode()
        return lambda: read(body)

    assert grows_linearly(call_of, 500)
