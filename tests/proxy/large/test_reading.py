"""One window: what is its own, and how a value that goes on behind the core is written once."""

import pytest

from classifiers.documents.contract import Source, Unwritten
from classifiers.finding import Finding
from proxy.contract import Edit
from proxy.large.reading import JSON, TABLE, TEXT, Excerpt, Reading, format_for, head_of

LINES = ["first l\u00ednes\n", "second here\n", "third and\n", "fourth word\n", "last one\n"]


def test_formats_that_are_read_in_windows() -> None:
    def of(data: bytes, name: str, declared: str = "") -> str:
        return format_for(Source(data, name, declared))

    assert of(b"some words\nmore\n", "a.log") == TEXT
    assert of(b"a,b\n1,2\n", "a.csv") == TABLE
    assert of(b'{"a": 1}\n{"a": 2}\n', "") == JSON
    assert of(b'[\n {"a": "begin of', "a.json") == TEXT
    assert of("w\u00f6rds\n".encode("cp1252"), "a.txt") == TEXT
    for data in ("words\n".encode("utf-16"), b"\x00\x01\n", b"<html><p>a\n", b"%PDF-1.7\n", b"PK\x03\x04\n"):
        assert of(data, "a.txt") == ""
    assert of("\u65e5\u672c\n".encode("iso-2022-jp"), "a.txt", "text/plain; charset=iso-2022-jp") == ""


def test_the_head_of_a_table_is_said_again_unless_it_is_long() -> None:
    assert head_of(b"\xef\xbb\xbfname,mail\nx,y\n", TABLE) == b"name,mail\n"
    assert head_of(b"name,mail\nx,y\n", TEXT) == b""
    assert head_of(b"a" * 2000 + b",b\nx,y\n", TABLE) == b""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_value_over_a_border_is_written_once_and_by_the_first(encoding: str) -> None:
    """The core of the one window ends after the second line, where that of the next begins."""
    parts = [line.encode(encoding) for line in LINES]
    data, border = b"".join(parts), len(b"".join(parts[:2]))
    one = Reading(Excerpt(data, 0, border, TEXT, "a.txt", ""))
    text = one.segments[0].text
    start, end = text.index("here"), text.index("and")
    value = Finding(0, start, end, "X", "d", 90.0)
    assert one.owns(value)
    body, over = one.write([Edit(0, start, end, "[X_1]")], 0)
    assert body == text[:start].encode(encoding) + b"[X_1]"
    assert over == len(b"third ")

    other = Reading(Excerpt(data, border, len(data), TEXT, "a.txt", ""))
    assert not other.owns(value)
    assert other.clipped(Finding(0, start, end - 2, "X", "d", 90.0), over) is None
    rest = other.clipped(Finding(0, start, end + 3, "X", "d", 90.0), over)
    assert rest is not None
    assert (rest.start, rest.end) == (end, end + 3)
    written, none = other.write([Edit(0, rest.start, rest.end, "[X_2]")], over)
    assert (written, none) == (b"[X_2]" + text[end + 3 :].encode(encoding), 0)


@pytest.mark.parametrize(
    ("form", "data"),
    [(TABLE, b"a,b\n1,value\n2,other\n3,x\n"), (JSON, b'{"a": "one"}\n{"a": "value"}\n{"a": "other"}\n')],
)
def test_rows_and_strings_are_not_joined_over_a_border(form: str, data: bytes) -> None:
    border = data.index(b"value") + data[data.index(b"value") :].index(b"\n") + 1
    reading = Reading(Excerpt(data, 0, border, form, "", ""))
    text = reading.segments[0].text
    value = (text.index("value"), text.index("value") + 5)
    inside, over = reading.write([Edit(0, *value, "[X_1]")], 0)
    assert (inside, over) == (data[:border].replace(b"value", b"[X_1]"), 0)
    with pytest.raises(Unwritten):
        reading.write([Edit(0, value[0], text.index("other") + 5, "[X_1]")], 0)


def test_what_the_head_of_a_table_says_again_belongs_to_no_window() -> None:
    data = b"row1,first\nrow2,second\nrow3,third\n"
    reading = Reading(Excerpt(data, 11, 23, TABLE, "a.csv", "", b"name,word\n"))
    text = reading.segments[0].text
    owned = [
        word
        for word in ("name", "row1", "row2", "second", "row3")
        if reading.owns(Finding(0, text.index(word), text.index(word) + 4, "X", "d", 90.0))
    ]
    assert owned == ["row2", "second"]
    at = text.index("second")
    assert reading.write([Edit(0, at, at + 6, "[X_1]")], 0) == (b"row2,[X_1]\n", 0)
