"""Files as they come: every fault names its line and says what to do, and quotes no value."""

import pytest

from classifiers.owndata import source
from classifiers.owndata.fault import DataFault

SECRET = "Falkenmoor"


@pytest.mark.parametrize(
    ("data", "encoding", "line", "words"),
    [
        (b"", "", 0, "empty"),
        (b" \n ", "", 0, "empty"),
        (f"ok\n{SECRET} Z\xfcrich\n".encode("latin-1"), "", 2, "not UTF-8"),
        (b"ok\nok\nb\x00d", "", 3, "NUL"),
        (b"%PDF-1.7 ...", "", 0, "PDF"),
        (b"PK\x03\x04...", "", 0, "Word"),
        (b"fine", "klingon", 0, "no encoding"),
    ],
)
def test_what_is_no_text_is_a_fault(data: bytes, encoding: str, line: int, words: str) -> None:
    with pytest.raises(DataFault, match=words) as caught:
        source.text_of(data, encoding)
    assert caught.value.line == line and caught.value.mend
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Zürich".encode(), ""),
        ("Zürich".encode("utf-8-sig"), ""),
        ("Zürich".encode("utf-16"), ""),
        ("Zürich".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings_are_read(data: bytes, encoding: str) -> None:
    assert source.text_of(data, encoding) == "Zürich"


@pytest.mark.parametrize(
    ("text", "columns", "line", "words"),
    [
        ("a,b\n1,2\n1,2,3\n", ["a"], 3, "3 cells"),
        ("a,b\n1,2\n\n1\n", ["a"], 4, "1 cells"),
        ('a,b\n1,"x\ny",\n', ["a"], 2, "3 cells"),
        (f'a,b\n1,2\n"{SECRET},3\n4,5\n', ["a"], 3, "not closed"),
        (f'a,b\n"1"{SECRET},3\n', ["a"], 2, "behind the closing quote"),
        ("a,b\n1,2\n", ["c"], 1, "no column 'c'"),
        ("surname,b\n1,2\n", ["surnme"], 1, "no column"),
        ("a,a\n1,2\n", ["a"], 1, "two columns"),
    ],
)
def test_a_table_at_fault_names_the_line(text: str, columns: list[str], line: int, words: str) -> None:
    with pytest.raises(DataFault, match=words) as caught:
        list(source.rows(text, columns))
    assert caught.value.line == line and caught.value.mend
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["a;b;c\n1;2;3\n", "a\tb\tc\n1\t2\t3\n", "\na,b,c\r\n1,2,3\r\n", '"A","b","C"\n"1",2,3']
)
def test_the_delimiter_is_found_out_and_columns_are_chosen(text: str) -> None:
    ((cells, line),) = [(row.cells, row.line) for row in source.rows(text, ["c", "a"])]
    assert cells == ["3", "1"] and line in (2, 3)


def test_a_delimiter_may_be_given() -> None:
    assert [row.cells for row in source.rows("a:b,c\n1:2,3\n", ["a"], ":")] == [["1"]]


def test_a_first_line_may_say_the_separator() -> None:
    assert [(row.line, row.cells) for row in source.rows("sep=;\na;b,c\n1;2\n", ["a"])] == [(3, ["1"])]
    with pytest.raises(DataFault) as caught:
        list(source.rows("sep=;\na;b\n1;2\n1\n", ["a"]))
    assert caught.value.line == 4


def test_a_cell_that_is_too_long_is_told_as_that() -> None:
    with pytest.raises(DataFault, match="more than 131,072 characters"):
        list(source.rows(f"a,b\n{'x' * 300_000},2\n", ["a"]))


def test_utf_16_without_a_mark_is_told() -> None:
    with pytest.raises(DataFault, match="utf-16-le"):
        source.text_of("Falkenmoor Bridge".encode("utf-16-le"))


def test_lines_and_columns_give_terms() -> None:
    assert [(term.line, term.text) for term in source.lines("# names\nOne\n\n Two \n")] == [
        (2, "One"),
        (4, " Two "),
    ]
    rows = source.rows("x,name\n1,One\n2,\n", ["name"])
    assert [(term.line, term.text) for term in source.terms_of(rows)] == [(2, "One")]


def test_a_page_is_read_as_people_see_it() -> None:
    page = "<html><style>p{}</style><p>One&nbsp;two</p><script>var x</script>three</html>"
    assert source.plain(page, "page.HTML").split() == ["One", "two", "three"]
    assert source.plain("<b>", "notes.md") == "<b>"
