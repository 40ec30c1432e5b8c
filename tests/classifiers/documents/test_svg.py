"""SVG drawings: what stands on a line is read as one, and what is written is still a drawing."""

import base64
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Manner, Unread
from tests.classifiers.documents.made import changed, joined, opened
from tests.classifiers.documents.sketches import drawn, packed
from tests.cost import grows_linearly
from tests.fuzzing import examples

HEAD = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def drawing(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside, line",
    [
        ('<text x="1" y="9">532-55-1234</text>', "532-55-1234"),
        (
            '<text y="9"><tspan x="1">532-</tspan><tspan class="a">55-</tspan><tspan>1234</tspan></text>',
            "532-55-1234",
        ),
        (
            '<text x="1" y="9" font-size="10">532-</text><text x="23" y="9" font-size="10">55-1234</text>',
            "532-55-1234",
        ),
        (
            '<text x="1" y="9"><tspan x="1 9 17">53</tspan><tspan x="18" y="9">2-55-1234</tspan></text>',
            "532-55-1234",
        ),
        (
            '<g><text x="1" y="9">Hannah</text><rect/><text x="60" y="9">Hargreaves</text></g>',
            "Hannah Hargreaves",
        ),
        (
            '<text transform="translate(5 40)">Hannah</text><text transform="matrix(1 0 0 1 65 40)">Hargreaves</text>',
            "Hannah Hargreaves",
        ),
        (
            '<text y="9" font-size="10">\n  <tspan x="1">532-</tspan>\n  <tspan x="23">55-1234</tspan>\n</text>',
            "532-55-1234",
        ),
        ("<text>\n  <tspan>Hannah</tspan>\n  <tspan>Hargreaves</tspan>\n</text>", "Hannah Hargreaves"),
        ("<text>\n  Hannah\n  Hargreaves\n</text>", "Hannah Hargreaves"),
        ('<text x="1" y="9">Name</text><text x="200" y="9">Hannah</text>', "Name\tHannah"),
        (
            '<text><tspan x="0" dy="1.2em">Hannah</tspan><tspan x="0" dy="1.2em">532-55-1234</tspan></text>',
            "\nHannah\n532-55-1234",
        ),
        ('<text x="1" y="9">Hannah</text><text x="1" y="30">532-55-1234</text>', "\nHannah\n532-55-1234"),
        (
            '<text x="1" y="9">Hannah</text><g transform="rotate(9)"><text x="60" y="9">Two</text></g>',
            "Hannah\nTwo",
        ),
        ('<text x="90" y="9">Hannah</text><text x="1" y="9">Two</text>', "Hannah\nTwo"),
        ("<title>Plan of Hannah</title><desc>for <b>her</b></desc>", "title: Plan of Hannah"),
        ("<metadata><rdf:li xmlns:rdf='r'>Hannah Hargreaves</rdf:li></metadata>", "Hannah Hargreaves"),
        (
            "<foreignObject><p xmlns='x'>Han<b>nah</b></p><p>532-55-1234</p></foreignObject>",
            "p: Hannah\nHan\n\nnah\np: 532-55-1234",
        ),
        ("<!-- Hannah Hargreaves -->", "Hannah Hargreaves"),
        ("<g aria-label='Hannah Hargreaves'/>", "Hannah Hargreaves"),
        ("<text>a</text>Hannah Hargreaves<text>b</text>", "Hannah Hargreaves"),
        ("<a xlink:href='https://x.example/?mail=jo@works.example'><text>go</text></a>", "jo@works.example"),
        ("<style>.a::after { content: 'Hannah Hargreaves' }</style>", "Hannah Hargreaves"),
    ],
)
def test_a_line_is_one_text(inside: str, line: str) -> None:
    assert line in joined(opened(drawing(inside)))


def test_what_is_written_is_a_drawing() -> None:
    data = drawing(
        '<title>Plan</title><text y="9" font-size="10"><tspan x="1">532-</tspan><tspan x="23">55-1234</tspan></text>'
        '<text x="1" y="40">Hannah</text><text x="60" y="40">Hargreaves &amp; Co</text>'
    )
    out = changed(data, {"532-55-1234": "[SSN_A]", "Hannah Hargreaves": "[NAME <B>]"})
    texts = [" ".join(one.itertext()) for one in ElementTree.fromstring(out)]
    assert texts == ["Plan", "[SSN_A]", "[NAME <B>]", " & Co"]
    assert opened(data).write({}, Manner()) == data


def test_a_drawing_on_a_page_keeps_its_lines() -> None:
    page = (
        '<html><body><svg><text x="1" y="9"><tspan y="9">Hannah 412-</tspan><tspan y="9">55-1207</tspan>'
        '<tspan y="30">second</tspan><tspan x="0" dy="1.2em">third</tspan></text></svg></body></html>'
    )
    assert "\nHannah 412-55-1207\nsecond\nthird" in joined(opened(page.encode(), "a.html"))


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="data:image/png;base64,{}"/>',
        '<image xlink:href="data:image/png;base64,{}"/>',
        "<rect style=\"fill: url('data:image/png;base64,{}')\"/>",
        "<style><![CDATA[.a {{ background: url(data:image/png;base64,{}) }}]]></style>",
        "<style>.a {{ background: url(data:image/png;base64,{}) }} .b {{ color: red }}</style>",
    ],
)
def test_pictures_inside_are_read_and_written(inside: str) -> None:
    picture = base64.b64encode(packed(drawn(["reach picture@example.com"], 30))).decode()
    data = drawing(inside.format(picture))
    assert "picture@example.com" in joined(opened(data))
    out = changed(data, {"picture@example.com": "[EMAIL]"})
    ElementTree.fromstring(out)
    assert "picture@" not in joined(opened(out))
    assert len(out) > 500


def test_letters_that_are_shapes_are_opaque() -> None:
    glyphs = "<use href='#g'/>" * 100
    assert list(opened(drawing(glyphs)).opaque) == ["a drawing whose letters may be shapes"]
    assert list(opened(drawing("<path d='M0 0'/>" * 20)).opaque) == []
    assert list(opened(drawing(glyphs + f"<text>{'words ' * 40}</text>")).opaque) == []


def test_a_drawing_is_known_by_its_root() -> None:
    doctype = b'<!DOCTYPE svg [<!ENTITY who "Hannah Hargreaves">]>'
    for data in (
        drawing("<text>one</text>"),
        doctype + drawing("<text>one</text>")[21:],
        b"<x:svg><x:text>one</x:text></x:svg>",
    ):
        assert "one" in joined(opened(data, ""))
    assert "Hannah Hargreaves" in joined(opened(doctype + b"<svg/>"))


def test_work_grows_with_the_size() -> None:
    def read_of(count: int) -> object:
        data = drawing("<text x='1' y='9'><tspan dy='1'>a</tspan></text>" * count)
        return lambda: opened(data)

    assert grows_linearly(read_of, 500)  # type: ignore[arg-type]


@examples(40)
@given(st.text(alphabet="<>/&;\"'= tspanxy019.-g!", max_size=80))
def test_any_text_is_read_or_unread(inside: str) -> None:
    try:
        opened(f"<svg><text x='1' y='2'>{inside}".encode())
    except Unread:
        return
