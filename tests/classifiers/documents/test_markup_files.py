"""HTML and XML: what people see and what they do not see is read; what is written is still what its programs read."""

import base64
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Change, Manner, Source, Unread
from classifiers.documents.opening import format_of, open_file
from tests.classifiers.documents.made import changed, joined, opened
from tests.fuzzing import examples

INSIDE = base64.b64encode(b"the password is Tulip-4711").decode()
PAGE = f"""<!DOCTYPE html>
<html><head><title>Offer &amp; more</title><meta name="author" content="Hannah Hargreaves">
<script>var key = "Crocus-4712";</script><style>p {{ color: red }}</style></head>
<body class="a b" data-owner="Wesley Delaney"><!-- note: Violet-4713 -->
<p>Write to jo<b>hn</b>.doe&#64;works-x.com
   or call&nbsp;Naomi &lt;now&gt;</p>
<table><tr><th>Name</th><th>Word</th></tr><tr><td>Ann</td><td>Daisy-4714</td></tr></table>
<form><input type=hidden name=password value=Lupin-4715><textarea>Peony-4716
next</textarea></form><a href='mailto:jo@works-x.com' title="Aster &quot;4717&quot;">mail</a>
<img alt="Orchid-4718" src="data:text/plain;base64,{INSIDE}"><template>Lilac-4719</template>
</body></html>"""


class Shown(HTMLParser):
    """What a parser of another make sees."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []
        self.values: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values.update({name: value or "" for name, value in attrs})

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.texts.append(data)


def test_every_corner_of_a_page_is_read() -> None:
    file = opened(PAGE.encode())
    text = joined(file)
    assert file.opaque == []
    for value in ("Crocus-4712", "Violet-4713", "Daisy-4714", "Lupin-4715", "Peony-4716", 'Aster "4717"'):
        assert value in text
    for value in ("Orchid-4718", "Lilac-4719", "Tulip-4711", "Wesley Delaney", "jo@works-x.com"):
        assert value in text
    assert "Write to john.doe@works-x.com or call Naomi <now>" in text
    assert "author: Hannah Hargreaves" in text
    assert "password: Lupin-4715" in text
    assert "Name\tWord\nAnn\tDaisy-4714" in text
    assert "Offer & more" in text


def test_a_page_is_written_in_place() -> None:
    values = [
        "Crocus-4712",
        "Violet-4713",
        "Daisy-4714",
        "Lupin-4715",
        "Peony-4716",
        'Aster "4717"',
        "Orchid-4718",
    ]
    values += ["Lilac-4719", "Tulip-4711", "Wesley Delaney", "jo@works-x.com", "john.doe@works-x.com"]
    out = changed(PAGE.encode(), {value: f"[K<{number}>]" for number, value in enumerate(values)})
    text = joined(opened(out))
    for number, value in enumerate(values):
        assert value not in text
        assert f"[K<{number}>]" in text or f"[K<{number} ]" in text
    old, new = Shown(PAGE), Shown(out.decode())
    assert old.tags == new.tags
    assert new.values["title"] == "[K<5>]"
    assert new.values["data-owner"] == "[K<9>]"
    assert "\n   or call&nbsp;Naomi &lt;now&gt;</p>" in out.decode()


FEED = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE list [<!ENTITY boss "Hannah Hargreaves">]>
<list xmlns="urn:x"><!-- made by J\xf6rg --><user ssn="Tulip-4711" note='a &lt; b'><name>J\xfcrgen &amp; Co</name>
<![CDATA[raw <b> Crocus-4712]]></user><empty/><boss>&boss;</boss></list>"""


def test_values_that_only_styles_set_apart_are_read_apart_and_together() -> None:
    page = b"<div><span>SSN</span><span>412-55-1207</span><b>Mail</b><i>bob@</i><i>works-x.com</i></div>"
    text = joined(opened(page, "a.html"))
    assert "SSN412-55-1207Mailbob@works-x.com" in text
    assert "\n\n412-55-1207\n\nMail\n\n" in text
    told = {"412-55-1207": "[S]", "Mailbob@works-x.com": "[M]"}
    out = changed(page, told, "a.html")
    assert out == b"<div><span>SSN</span><span>[S]</span><b>[M]</b><i></i><i></i></div>"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.xml", "<r><label>SSN</label><data>412-55-1207</data><time>12</time></r>"),
        (
            "a.svg",
            '<svg xmlns="s"><text x="1">SSN</text><text x="30">412-55-1207</text><text x="99">12</text></svg>',
        ),
    ],
)
def test_fields_of_xml_and_words_of_drawings_are_read_apart_too(name: str, file: str) -> None:
    assert "\n\n412-55-1207\n\n12" in joined(opened(file.encode(), name))
    out = changed(file.encode(), {"\n412-55-1207\n": "[S]"}, name)
    assert b"412" not in out


def test_findings_of_two_readings_that_meet_are_taken_out_once() -> None:
    page = b"<p>id <b>ab</b><i>cd</i> ef</p>"
    assert joined(opened(page, "a.html")) == "\nid abcd ef\nid ab\n\ncd ef"
    for told, out in (
        ({"abcd": "[X]", "cd ef": "[Y]"}, b"<p>id <b>[X]</b><i>[Y]</i></p>"),
        ({"id ab": "[X]", "ab": "[Y]"}, b"<p>[X]<b>[Y]</b><i>cd</i> ef</p>"),
        ({"cd": "[X]"}, b"<p>id <b>ab</b><i>[X]</i> ef</p>"),
    ):
        assert changed(page, told, "a.html") == out


def test_xml_is_read_with_the_names_of_its_fields_and_written() -> None:
    data = FEED.encode("latin-1")
    text = joined(opened(data))
    assert "ssn: Tulip-4711" in text
    assert "name: Jürgen & Co" in text
    assert "Hannah Hargreaves" in text
    out = changed(
        data, {"Jürgen & Co": "[A&B]", "Tulip-4711": "[S]", "raw <b> Crocus-4712": "[C]", "Jörg": "[J]"}
    )
    tree = ElementTree.fromstring(out)
    assert [one.text for one in tree.iter("{urn:x}name")] == ["[A&B]"]
    assert tree[0].attrib == {"ssn": "[S]", "note": "a < b"}
    assert "[C]" in "".join(tree.itertext())
    assert b"<!-- made by [J] -->" in out


def test_a_value_that_spans_part_in_a_flat_document_is_one() -> None:
    words = "<text:span>john.</text:span><text:a>doe@<text:bookmark-start/>works</text:a>-x.com"
    data = f'<?xml version="1.0"?><office:text xmlns:text="t" xmlns:office="o"><text:p>{words}</text:p></office:text>'
    assert "john.doe@works-x.com" in joined(opened(data.encode(), "a.fodt"))
    assert b"[X]" in changed(data.encode(), {"john.doe@works-x.com": "[X]"}, "a.fodt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_pages_in_wide_encodings_are_pages(encoding: str) -> None:
    data = PAGE.encode(encoding)
    found = format_of(Source(data, "page.html"))
    assert found is not None
    assert found.NAME == "HTML page"
    assert "john.doe@works-x.com" in joined(opened(data, "page.html"))
    assert "[X]" in changed(data, {"Daisy-4714": "[X]"}, "page.html").decode(encoding)


def test_a_picture_in_a_page_that_is_not_read_is_named() -> None:
    broken = base64.b64encode(b"\x7fELF" + bytes(99)).decode()
    assert opened(f'<html><img src="data:image/png;base64,{broken}">'.encode()).opaque


PARTS = st.lists(
    st.sampled_from(
        "<b> </b> <p_a=' '> <!-- --> <![CDATA[ ]]> &amp; &#6 4; text < > \" <script> </script <!DOCTYPE_x_[ ]> "
        "<?xml_?> \n_ <td> data:;base64,AAAA".replace(" ", "|")
        .replace("_", " ")
        .split("|")
    ),
    max_size=14,
)


@examples(150)
@given(PARTS, st.sampled_from(("a.html", "a.xml")))
def test_any_tags_are_read_and_every_text_can_be_replaced(parts: list[str], name: str) -> None:
    data = ("<html>" + "".join(parts)).encode()
    try:
        file = open_file(Source(data, name))
    except Unread:
        return
    assert file.write({}, Manner()) == data
    for index, piece in enumerate(file.pieces):
        if piece.editable:
            out = file.write({index: [Change(0, len(piece.text), "QQQ")]}, Manner())
            assert "QQQ" in joined(open_file(Source(out, name)))


def test_hostile_tags_cost_linear_time() -> None:
    for part in (
        '<a "',
        "<a b='",
        "<!--",
        "<![CDATA[",
        "&",
        "<!",
        "<?",
        "<",
        "<a ",
        "\n ",
        "<script>",
        "<![",
        "&#1",
    ):
        opened(b"<html>" + part.encode() * 60_000, "a.html")
        opened(b"<?xml ?>" + part.encode() * 60_000, "a.xml")
