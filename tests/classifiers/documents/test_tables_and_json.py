"""Tables as text, JSON and notebooks: read as people read them, written so that programs still read them."""

import base64
import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from classifiers.documents.contract import Change, Manner, Source, Unread, Unwritten
from classifiers.documents.opening import open_file
from tests.classifiers.documents.made import changed, joined, opened
from tests.classifiers.documents.sketches import drawn, packed
from tests.fuzzing import examples


def table(rows: list[list[str]], **dialect: object) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, **dialect).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode()


ROWS = [["name", "word"], ["Hannah", 'the "old" Tulip-4711'], ["Wesley, D", "Crocus\n4712"]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_table_keeps_its_cells(separator: str, quoting: int) -> None:
    data = table(ROWS, delimiter=separator, quoting=quoting)
    out = changed(data, {"Tulip-4711": "[A]", "Wesley, D": "[B]", "Crocus\n4712": "[C]"}, "a.csv")
    rows = list(csv.reader(io.StringIO(out.decode(), newline=""), delimiter=separator))
    assert rows == [["name", "word"], ["Hannah", 'the "old" [A]'], ["[B]", "[C]"]]


def test_a_value_over_cells_leaves_their_borders() -> None:
    data = table([["street", "town", "zip"], ["1 Long Rd", "Alton, N", "9999"]])
    at = data.decode().index("1 Long")
    file = opened(data, "a.csv")
    out = file.write({0: [Change(at, len(data.decode()) - 2, "[ADDRESS]")]}, Manner())
    rows = list(csv.reader(io.StringIO(out.decode(), newline="")))
    assert rows[1] == ["[ADDRESS]", "", ""]


def test_a_long_table_says_its_head_again() -> None:
    data = table([["name", "password"], *([f"user{n}", f"Tulip{n}"] for n in range(3000))])
    file = opened(data, "long.csv")
    assert "".join(piece.text for piece in file.pieces) == data.decode()
    assert all(piece.before == "\nname,password\n" for piece in file.pieces[1:])
    assert len(file.pieces) > 5
    out = changed(data, {"Tulip2999": "[X]"}, "long.csv")
    assert out == data.replace(b"Tulip2999", b"[X]")


def test_what_would_part_a_cell_is_not_written() -> None:
    with pytest.raises(Unwritten):
        changed(table(ROWS), {"Hannah": 'a,"b'}, "a.csv")


def test_json_is_read_without_its_escapes_and_written_with_them() -> None:
    given = {
        "name": 'Jürgen "Jo"\n',
        "n": 123456789,
        "deep": [{"k\u00e9y": "a\\b", "word": "Tulip-4711"}],
        "e": "😀x",
    }
    for ascii_only in (True, False):
        data = json.dumps(given, ensure_ascii=ascii_only, indent=1).encode()
        text = joined(opened(data, "a.json"))
        assert 'Jürgen "Jo"\n' in text
        assert "kéy" in text
        assert "😀x" in text
        new = {
            'Jürgen "Jo"': 'new "é"',
            "123456789": "[NUMBER]",
            "Tulip-4711": "[P]",
            "kéy": "key",
            "😀": "-",
        }
        out = json.loads(changed(data, new, "a.json"))
        assert out == {
            "name": 'new "é"\n',
            "n": "[NUMBER]",
            "deep": [{"key": "a\\b", "word": "[P]"}],
            "e": "-x",
        }


def test_lines_of_json_stay_lines() -> None:
    data = b'{"a": "Tulip-4711"}\r\n{"a": 5, "b": null}\r\n'
    out = changed(data, {"Tulip-4711": "[P]"}, "a.jsonl")
    assert out == data.replace(b"Tulip-4711", b"[P]")


def test_a_file_in_json_is_opened() -> None:
    import gzip

    packed = base64.b64encode(gzip.compress(b"the password is Tulip-4711 and no other one")).decode()
    data = json.dumps(
        {"one": packed, "two": f"data:text/plain;base64,{packed}", "three": "Crocus-4712"}
    ).encode()
    text = joined(opened(data, "a.json"))
    assert text.count("Tulip-4711") == 2
    out = changed(data, {"Tulip-4711": "[P]"}, "a.json")
    again = json.loads(out)
    assert gzip.decompress(base64.b64decode(again["one"])).startswith(b"the password is [P]")
    assert joined(opened(out, "a.json")).count("[P]") == 2


NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "source": ["key = '''-----BEGIN\n", "abc\n", "Tulip-4711\n", "END'''\n", "x = 1"],
            "outputs": [
                {"output_type": "stream", "text": ["hello Crocus-4712\n", "bye"]},
                {
                    "output_type": "display_data",
                    "data": {"text/html": ["<b>Violet-4713</b>\n"], "image/png": ""},
                },
            ],
            "metadata": {"author": "Hannah"},
        }
    ],
    "metadata": {"kernelspec": {"name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def test_a_notebook_is_read_as_lines_and_stays_one() -> None:
    data = json.dumps(NOTEBOOK, indent=1).encode()
    text = joined(opened(data, "a.ipynb"))
    assert "key = '''-----BEGIN\nabc\nTulip-4711\nEND'''\nx = 1" in text
    out = json.loads(
        changed(data, {"abc\nTulip-4711": "[KEY]", "Violet-4713": "[V]", "Crocus-4712": "[C]"}, "a.ipynb")
    )
    cell = out["cells"][0]
    assert "".join(cell["source"]) == "key = '''-----BEGIN\n[KEY]\nEND'''\nx = 1"
    assert cell["outputs"][0]["text"][0] == "hello [C]\n"
    assert cell["metadata"] == {"author": "Hannah"}


@examples(100)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    ),
    st.booleans(),
)
def test_any_json_is_read_and_stays_json(value: object, ascii_only: bool) -> None:
    data = json.dumps([value], ensure_ascii=ascii_only).encode("utf-8", "replace")
    try:
        file = open_file(Source(data, "a.json"))
    except Unread:
        return
    assert file.write({}, Manner()) == data


@examples(80)
@example([['00"', ""]], 0, 4)  # cuts a doubled quote in two
@example([['"a"', '""']], 2, 1)
@example([["|", "|"]], 0, 4)  # a separator of others within quotes
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=6),
            min_size=2,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 30),
    st.integers(1, 9),
)
def test_a_change_anywhere_keeps_the_number_of_cells(rows: list[list[str]], start: int, size: int) -> None:
    data = table(rows, quoting=csv.QUOTE_ALL)
    text = data.decode()
    start = min(start, len(text) - 1)
    file = open_file(Source(data, "a.csv"))
    out = file.write({0: [Change(start, min(start + size, len(text)), "QQ")]}, Manner()).decode()
    again = list(csv.reader(io.StringIO(out, newline="")))
    assert [len(row) for row in again] == [len(row) for row in rows]


def test_outputs_of_a_notebook_are_read_and_written() -> None:
    """Pictures in base64 with line breaks as Jupyter writes them, drawings, pages, tables and errors."""
    picture = base64.encodebytes(packed(drawn(["reach picture@example.com"], 30))).decode()
    drawing = ["<svg xmlns='http://www.w3.org/2000/svg'>\n", "<text>drawing@example.com</text>\n", "</svg>"]
    outputs = [
        {
            "output_type": "display_data",
            "data": {"image/png": picture, "text/plain": ["<Figure>"]},
            "metadata": {},
        },
        {"output_type": "display_data", "data": {"image/svg+xml": drawing}, "metadata": {}},
        {
            "output_type": "execute_result",
            "data": {"text/html": ["<td>page@", "example.com</td>"]},
            "metadata": {},
        },
        {"output_type": "execute_result", "data": {"text/plain": ["   mail\n", "0  plain@example.com"]}},
        {
            "output_type": "error",
            "ename": "E",
            "evalue": "x",
            "traceback": ["\u001b[0;31mKeyError\u001b[0m: error@example.com"],
        },
        {"output_type": "display_data", "data": {"application/json": {"deep": ["json@example.com"]}}},
    ]
    cells = [
        {"cell_type": "code", "source": ["x = 'source@example.com'\n"], "outputs": outputs, "metadata": {}},
        {
            "cell_type": "markdown",
            "source": ["![a](attachment:a.png)"],
            "attachments": {"a.png": {"image/png": picture.replace("\n", "")}},
            "metadata": {"note": "metadata@example.com"},
        },
    ]
    data = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1).encode()
    places = ("drawing", "plain", "error", "json", "source", "metadata", "picture")
    file = opened(data, "work.ipynb")
    assert list(file.opaque) == []
    for place in places:
        assert f"{place}@example.com" in joined(file), place
    assert joined(file).count("picture@example.com") == 2
    out = changed(data, {f"{place}@example.com": f"[{place}]" for place in places}, "work.ipynb")
    again = json.loads(out)
    assert base64.b64decode(again["cells"][0]["outputs"][0]["data"]["image/png"])[:4] == b"\x89PNG"
    shown = joined(opened(out, "work.ipynb"))
    assert not [place for place in places if f"{place}@" in shown]
    assert again["cells"][0]["source"] == ["x = '[source]'\n"]
