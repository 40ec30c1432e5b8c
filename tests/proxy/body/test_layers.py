"""Edits come back exactly where they were made, through any stack of layers; nothing else changes."""

import base64
import json
from urllib.parse import quote_plus, unquote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.segment import MOST_CHARACTERS, Origin
from proxy.body.form import read_form
from proxy.body.json import LONG
from proxy.body.layers import Body
from proxy.body.opened import open_object, open_text
from proxy.body.shape import Kind, Shape
from proxy.body.walk import read_tree
from proxy.contract import Edit, Unreadable
from tests.cost import ends_within

PLAIN = Shape(
    kinds={"p": Kind.PROSE, "j": Kind.JSON, "f": Kind.FILE},
    known=frozenset({"p", "j", "f", "before", "after"}),
)
# Texts that no layer takes for a file or for JSON of its own.
TEXTS = st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable()).map(lambda text: "§ " + text)
ANY = st.text(min_size=1, max_size=40)


def read(body: bytes, shape: Shape = PLAIN) -> Body:
    return open_object(body, shape)[0].build()


def texts(body: Body) -> list[str]:
    return [segment.text for segment in body.segments]


def apply(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@st.composite
def cuts(draw: st.DrawFn, text: str) -> list[tuple[int, int, str]]:
    """Sorted edits of a text that do not overlap and leave no two at one place."""
    points = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(points[::2], points[1::2], strict=False))
    return [(start, end, draw(st.text(max_size=6))) for start, end in pairs]


@settings(deadline=None)
@given(ANY, st.booleans(), st.data())
def test_any_span_of_a_json_string(text: str, ascii_only: bool, data: st.DataObject) -> None:
    raw = json.dumps({"before": "x", "p": text, "after": 'é"\\'}, ensure_ascii=ascii_only).encode(
        "utf-8", "surrogatepass"
    )
    try:
        body = read(raw)
    except Unreadable:
        assert any("\ud800" <= char <= "\udfff" for char in text)
        return
    place = 1  # after the text of "before"
    seen = body.segments[place].text
    edits = data.draw(cuts(seen))
    changed = body.splice([Edit(place, *edit) for edit in edits])
    wanted = apply(seen, edits)
    if not any("\ud800" <= char <= "\udfff" for char in wanted + text):
        assert json.loads(changed) == {"before": "x", "p": wanted, "after": 'é"\\'}
    head, tail = raw.index(b'"p"'), raw.index(b'"after"')
    assert changed.startswith(raw[:head])
    assert changed.endswith(raw[tail:])


def test_only_the_span_changes_in_its_literal() -> None:
    raw = b'{ "p" : "a\\u00fc\\/\\ud83d\\ude00 jonas \\"q\\" \\u0041" , "n":1.0}'
    body = read(raw)
    assert texts(body)[0] == 'aü/😀 jonas "q" A'
    at = body.segments[0].text.index("jonas")
    assert body.splice([Edit(0, at, at + 5, '["ü"]')]) == raw.replace(b"jonas", b'[\\"\\u00fc\\"]')
    assert body.splice([Edit(0, 3, 4, "X")]) == raw.replace(b"\\ud83d\\ude00", b"X")


LAYERS = {
    "prose": lambda text: {"p": text},
    "arguments": lambda text: {"j": json.dumps({"k": text})},
    "arguments in arguments": lambda text: {
        "x": json.dumps({"y": json.dumps([text, {text: 1}])}, ensure_ascii=False)
    },
    "file": lambda text: {"f": base64.b64encode(text.encode()).decode()},
    "data url": lambda text: {
        "f": "data:text/plain;charset=utf-8;base64," + base64.b64encode(text.encode()).decode()
    },
    "url-safe": lambda text: {"f": base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")},
    "file in arguments": lambda text: {
        "j": json.dumps({"u": "data:text/markdown;base64," + base64.b64encode(text.encode()).decode()})
    },
    "key": lambda text: {"x": {text: text}},
    "list": lambda text: {"x": [[text], {"p": [text]}]},
}


@settings(deadline=None)
@given(st.sampled_from(sorted(LAYERS)), TEXTS, TEXTS)
def test_every_place_edited_is_read_back(layer: str, text: str, new: str) -> None:
    raw = json.dumps(LAYERS[layer](text)).encode()
    body = read(raw)
    assert text in texts(body)
    assert body.splice([]) is raw
    edits = [Edit(s.place, 0, len(s.text), new) for s in body.segments if s.editable and s.text == text]
    again = read(body.splice(edits))
    assert texts(again) == [new if seen == text else seen for seen in texts(body)]


@settings(deadline=None)
@given(TEXTS, st.data())
def test_spans_in_a_stack_of_layers(text: str, data: st.DataObject) -> None:
    raw = json.dumps(LAYERS["arguments in arguments"](text)).encode()
    body = read(raw)
    place = texts(body).index(text)
    edits = [edit for edit in data.draw(cuts(text)) if edit[0] >= 2]
    again = read(body.splice([Edit(place, *edit) for edit in edits]))
    assert texts(again)[place] == apply(text, edits)


@settings(deadline=None)
@given(ANY.filter(lambda text: text.isprintable()), st.data())
def test_any_span_of_a_form_value(text: str, data: st.DataObject) -> None:
    raw = f"q={quote_plus(text)}&z=%41%zz+".encode()
    builder = open_text(raw)
    read_form(builder, 0, Shape(known=frozenset({"q", "z"}), kinds={}))
    body = builder.build()
    if body.segments[0].text != text:  # the text was itself JSON or a file
        return
    edits = data.draw(cuts(text))
    changed = body.splice([Edit(0, *edit) for edit in edits]).decode()
    assert changed.endswith("&z=%41%zz+")
    assert unquote_plus(changed.split("&")[0][2:]) == apply(text, edits).encode("utf-8", "replace").decode()


def test_wrong_edits_are_refused() -> None:
    body = read(b'{"p": "jonas weber", "n": 4930555012}')
    number = texts(body).index("4930555012")
    assert not body.segments[number].editable
    for bad in (
        [Edit(0, 0, 5, "x"), Edit(0, 4, 6, "y")],
        [Edit(0, 0, 99, "x")],
        [Edit(0, 5, 4, "x")],
        [Edit(0, -1, 4, "x")],
        [Edit(9, 0, 1, "x")],
        [Edit(-1, 0, 1, "x")],
        [Edit(number, 0, 1, "x")],
    ):
        with pytest.raises(ValueError, match="edit"):
            body.splice(bad)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_of_the_whole(encoding: str) -> None:
    raw = '{"p": "Jörg 😀"}'.encode(encoding)
    body = read(raw)
    assert texts(body) == ["Jörg 😀"]
    assert body.splice([]) == raw
    assert body.splice([Edit(0, 0, 4, "[P]")]) == '{"p": "[P] 😀"}'.encode(encoding)


@pytest.mark.parametrize(
    "raw", [b'{"p": "\xff"}', b"\xff\xfe{", b'{"p":"\xed\xa0\x80"}', "é".encode("latin-1")]
)
def test_bytes_that_are_no_text_are_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read(raw)


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_junk_is_unreadable_or_a_document(raw: bytes) -> None:
    try:
        body = read(raw)
    except Unreadable:
        return
    assert body.splice([]) == raw


MEDIA = {
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "application/pdf": b"%PDF-1.7\n%jonas",
    "a broken zip container": b"PK\x03\x04jonas",
    "audio/wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "rar archive": b"Rar!\x1a\x07\x01\0jonas",
    "a file of an unknown kind": b"\0\1\2\3jonas\xff",
}
_CUT = {  # what is read, and is cut here
    "image/png": "a broken image",
    "image/jpeg": "a broken image",
    "application/pdf": "a broken pdf",
    "audio/wav": "a sound recording",
}


@pytest.mark.parametrize("kind", MEDIA)
@pytest.mark.parametrize("declared", ["text/plain", "image/png", "application/json"])
def test_media_are_told_by_their_bytes(kind: str, declared: str) -> None:
    data = base64.b64encode(MEDIA[kind]).decode()
    for value in (f"data:{declared};base64,{data}", data):
        body = read(json.dumps({"f": value}).encode())
        assert body.opaque == (f"{_CUT.get(kind, kind)} inside the message",)
        assert texts(body) == []


def test_undeclared_base64_is_looked_into() -> None:
    hidden = base64.b64encode(b"write to jonas@weber.example").decode()
    image = base64.b64encode(MEDIA["image/png"] + bytes(20)).decode()
    body = read(json.dumps({"x": [hidden, image, "0123456789abcdef0123456789abcdef01234567"]}).encode())
    assert texts(body) == ["x", "write to jonas@weber.example", "0123456789abcdef0123456789abcdef01234567"]
    assert body.segments[1].origin is Origin.FILE
    assert body.opaque == ("a broken image inside the message",)


def test_a_data_url_within_prose() -> None:
    hidden = base64.b64encode(b"jonas@weber.example").decode()
    body = read(
        json.dumps({"p": f"see data:text/plain;base64,{hidden} and data:image/png;base64,AAAA."}).encode()
    )
    assert texts(body) == [
        "see data:text/plain;base64,",
        "jonas@weber.example",
        " and data:image/png;base64,AAAA.",
    ]
    assert body.opaque == ("a file of an unknown kind inside the message",)


def test_old_windows_text_keeps_its_encoding() -> None:
    data = base64.b64encode("Jörg – Weber".encode("cp1252")).decode()
    body = read(json.dumps({"f": f"data:text/csv;base64,{data}"}).encode())
    assert texts(body) == ["Jörg – Weber"]
    changed = json.loads(body.splice([Edit(0, 0, 4, "[P]")]))["f"].partition(",")[2]
    assert base64.b64decode(changed).decode("cp1252") == "[P] – Weber"


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.sampled_from(["jonas ", "ü", "漢字", "😀", '"', "\\", "\n"]), min_size=1, max_size=8),
    st.data(),
)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_any_span_of_a_long_string(ascii_only: bool, parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts) * (LONG // len("".join(parts)) + 1)
    raw = json.dumps({"before": "x", "p": text, "after": 'é"\\'}, ensure_ascii=ascii_only).encode()
    body = read(raw)
    assert body.segments[1].text == text
    edits = data.draw(cuts(text))
    changed = body.splice([Edit(1, *edit) for edit in edits])
    assert json.loads(changed) == {"before": "x", "p": apply(text, edits), "after": 'é"\\'}
    assert len(body.pieces([Edit(1, *edit) for edit in edits])) == len(changed)


@pytest.mark.parametrize("raw", [False, True], ids=["escaped", "utf-8"])
def test_of_a_text_too_long_to_be_scanned_the_begin_is_read_and_all_is_kept(raw: bool) -> None:
    text = 'Jörg wohnt "hier" 😀.\n' * (MOST_CHARACTERS // 20)
    body = read(json.dumps({"p": text, "x": text}, ensure_ascii=not raw).encode())
    assert texts(body) == [text[: MOST_CHARACTERS + 1], "x", text[: MOST_CHARACTERS + 1]]
    at = text.rindex("Jörg", 0, MOST_CHARACTERS)
    changed = json.loads(body.splice([Edit(0, at, at + 4, "[P]"), Edit(2, 0, 4, "[Q]")]))
    assert changed == {"p": text[:at] + "[P]" + text[at + 4 :], "x": "[Q]" + text[4:]}


def test_a_long_text_that_is_json_or_a_data_url_is_read_to_its_end() -> None:
    inner = json.dumps(["Jörg wohnt hier" * 100] * (MOST_CHARACTERS // 1500) + ["jonas"], ensure_ascii=False)
    url = "data:text/plain," + "a%20b" * (MOST_CHARACTERS // 4) + "jonas"
    body = read(json.dumps({"x": inner, "j": inner, "u": url}, ensure_ascii=False).encode())
    seen = texts(body)
    assert seen.count("jonas") == 2
    assert seen[-1].endswith("a bjonas")


FILES = {
    "padded": lambda data: base64.b64encode(data).decode(),
    "bare": lambda data: base64.b64encode(data).decode().rstrip("="),
    "url-safe": lambda data: base64.urlsafe_b64encode(data).decode(),
    "url-safe and bare": lambda data: base64.urlsafe_b64encode(data).decode().rstrip("="),
    "data url": lambda data: "data:text/plain;charset=utf-8;base64," + base64.b64encode(data).decode(),
}


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("rest", range(3))
@pytest.mark.parametrize("field", ["f", "x"])
def test_a_long_file_is_read_where_it_stands(form: str, rest: int, field: str) -> None:
    """As a short one is, but no text is made of the string that holds it."""
    text = "Jörg wohnt hier? Ja.\n" * (LONG // 20) + "." * rest
    raw = json.dumps({field: FILES[form](text.encode()), "p": "after"}).encode()
    body = read(raw)
    assert text in texts(body)
    assert not any(len(node.text) > len(text) for node in body.nodes)
    place = texts(body).index(text)
    changed = body.splice([Edit(place, 0, 4, "[PERSON_K7Q2]")])
    new = FILES[form](f"[PERSON_K7Q2]{text[4:]}".encode())
    if len(text.encode()) % 3:  # else nothing tells whether it would be padded
        assert changed == raw.replace(FILES[form](text.encode()).encode(), new.encode())
    assert json.loads(changed)[field].rstrip("=") == new.rstrip("=")


def test_a_long_string_that_is_no_file_is_a_text() -> None:
    hexed = "0123456789abcdef0123456789abcdef01234567" * LONG
    escaped = base64.b64encode(b"jonas wohnt hier " * LONG).decode()
    raw = (
        json.dumps({"x": hexed, "f": escaped}).replace(escaped, escaped[:40] + "\\n" + escaped[40:]).encode()
    )
    body = read(raw)
    assert texts(body)[1] == hexed[: MOST_CHARACTERS + 1]
    assert texts(body)[-1] == "jonas wohnt hier " * LONG
    broken = read(json.dumps({"f": "data:;base64," + "A" * LONG * 4 + "A"}).encode())
    assert broken.opaque == ("a data: URL that cannot be decoded",)


@settings(deadline=None)
@given(st.sampled_from(sorted(LAYERS)), TEXTS, TEXTS)
def test_a_body_of_bytes_is_read_and_written_as_one_of_another_encoding(
    layer: str, text: str, new: str
) -> None:
    """UTF-8 is read as it stands, UTF-16 as a text: the same places, and the same edits."""
    whole = json.dumps(LAYERS[layer](text), ensure_ascii=False)
    of_bytes, of_text = read(whole.encode()), read(whole.encode("utf-16"))
    assert of_bytes.segments == of_text.segments
    edits = [Edit(s.place, 0, len(s.text), new) for s in of_text.segments if s.editable]
    assert of_bytes.splice(edits).decode() == of_text.splice(edits).decode("utf-16")


def test_layers_are_bounded() -> None:
    text = "jonas"
    for _ in range(12):
        text = json.dumps({"k": text})
    body = read(json.dumps({"x": text}).encode())
    assert "text in too many layers of JSON" in body.opaque
    assert any("jonas" in seen for seen in texts(body))


def test_reprs_show_no_text() -> None:
    body = read(b'{"p": "jonas@weber.example"}')
    assert "jonas" not in repr(body) + repr(body.nodes) + repr(body.follows)


def test_many_small_texts_are_read_in_order() -> None:
    builder = open_text(json.dumps([f"t{i}" for i in range(5000)]).encode())
    read_tree(builder, 0, PLAIN)
    assert [s.text for s in builder.build().segments] == [f"t{i}" for i in range(5000)]


@pytest.mark.parametrize(
    "raw",
    [
        b"[" + b"{}," * 300_001 + b"{}]",
        b"[" + b'"",' * 300_001 + b"1]",
        json.dumps({"p": "data:;base64,YWJj " * 410_000}).encode(),
    ],
)
def test_a_flood_of_small_texts_is_unreadable(raw: bytes) -> None:
    builder = open_text(raw)
    with pytest.raises(Unreadable, match="more"):
        read_tree(builder, 0, PLAIN)


def test_many_followed_changes_take_no_second() -> None:
    shape = Shape(stale=frozenset({"stale"}))
    message = {"p": "jonas", "stale": [1]}
    body = read(json.dumps([message] * 1).encode()[1:-1], shape)
    assert json.loads(body.splice([Edit(1, 0, 5, "x")])) == {"p": "x", "stale": []}
    many = json.dumps({"messages": [message] * 5000}).encode()
    body = read(many, shape)
    edits = [Edit(s.place, 0, 5, "x") for s in body.segments if s.text == "jonas"]
    assert body.splice(edits) == many.replace(b"jonas", b"x").replace(b"[1]", b"[]")
    assert body.splice(edits[:1]) == many.replace(b"jonas", b"x", 1).replace(b"[1]", b"[]", 1)
    assert ends_within(1, lambda: body.splice(edits))
