"""Uploads: every field, file and name is a place; the cut of the body is believed only where it is exact."""

import base64
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.layers import Body
from proxy.body.multipart import read_multipart
from proxy.body.shape import Shape
from proxy.contract import Edit, Unreadable

KIND = "multipart/form-data; boundary=cut"
SHAPE = Shape(known=frozenset({"messages", "role", "content"}), base=Origin.USER)


def part(disposition: str, data: bytes, *headers: str) -> bytes:
    lines = [f"Content-Disposition: form-data; {disposition}", *headers]
    return b"--cut\r\n" + "\r\n".join(lines).encode() + b"\r\n\r\n" + data + b"\r\n"


def read(body: bytes, kind: str = KIND) -> Body:
    builder = Builder(body)
    read_multipart(builder, kind, SHAPE)
    return builder.build()


def seen(body: Body) -> list[tuple[str, str, bool]]:
    return [(s.origin.value, s.text, s.editable) for s in body.segments]


END = b"--cut--\r\n"


def test_fields_files_and_names() -> None:
    raw = (
        part('name="question"', "Wer ist Jörg?".encode())
        + part('name="file"; filename="Jörg.txt"', "Jörg wohnt hier".encode(), "Content-Type: text/plain")
        + part(
            'name="file"; filename="a.json"', b'{"content": "J\\u00f6rg"}', "Content-Type: application/json"
        )
        + part('name="file"; filename="b.jsonl"', b'{"content": "one"}\n{"content": "two"}\n')
        + part('name="image"; filename="c.png"', b"\x89PNG\r\n\x1a\n\r\n--cu\xff", "Content-Type: text/plain")
        + END
    )
    body = read(raw)
    assert seen(body) == [
        ("meta", "question", False),
        ("user", "Wer ist Jörg?", True),
        ("meta", "Jörg.txt", True),
        ("file", "Jörg wohnt hier", True),
        ("meta", "a.json", True),
        ("file", "Jörg", True),
        ("meta", "b.jsonl", True),
        ("file", "one", True),
        ("file", "two", True),
        ("meta", "c.png", True),
    ]
    assert body.opaque == ("a broken image in an upload",)
    assert body.splice([]) == raw
    changed = body.splice(
        [Edit(1, 8, 12, "[P]"), Edit(3, 0, 4, "[P]"), Edit(5, 0, 4, "[P]"), Edit(8, 0, 3, "2")]
    )
    assert changed == (
        raw.replace("ist Jörg?".encode(), b"ist [P]?")
        .replace("\nJörg wohnt".encode(), b"\n[P] wohnt")
        .replace(b'"J\\u00f6rg"', b'"[P]"')
        .replace(b'"two"', b'"2"')
    )


@pytest.mark.parametrize(
    ("disposition", "names"),
    [
        ("name=\"file\"; filename*=UTF-8''J%C3%B6rg.txt", ["Jörg.txt"]),
        ("name=file; filename=plain.txt", ["plain.txt"]),
        ('name="file"; filename="a \\"b\\".txt"', ['a \\"b\\".txt']),
        ('name="file"; filename="broken jonas', ['form-data; name="file"; filename="broken jonas']),
        ('name="file"; what="jonas"', ["jonas"]),
    ],
)
def test_names_in_any_spelling(disposition: str, names: list[str]) -> None:
    assert [s.text for s in read(part(disposition, b"") + END).segments] == names


def test_unknown_headers_are_read_too() -> None:
    assert [s.text for s in read(part('name="file"', b"", "X-Note: for jonas") + END).segments] == [
        "for jonas"
    ]


def test_a_file_that_its_type_names_is_read_and_renamed() -> None:
    def form(name: str) -> bytes:
        kind = f'Content-Type: text/plain; charset=iso-8859-1; name="{name}"; x-note=mine'
        return part('name="file"; filename="a.txt"', b"hello", kind) + END

    body = read(form("jonas.txt"))
    assert ("meta", "jonas.txt", True) in seen(body) and ("meta", "mine", False) in seen(body)
    assert body.splice([Edit(1, 0, 5, "[P]")]) == form("[P].txt")


def test_encoded_and_nested_parts_are_opaque() -> None:
    raw = part('name="file"', b"jonas=20weber", "Content-Transfer-Encoding: quoted-printable")
    raw += part('name="file"', b"--x--", "Content-Type: multipart/mixed; boundary=x") + END
    assert read(raw).opaque == ("an encoded part of an upload", "parts within a part of an upload")


@pytest.mark.parametrize("text", ["mail jonas", "mail jonas ü?>", '{"a": "mail jonas"}'])
def test_a_part_in_base64_is_read_and_written_as_what_it_is(text: str) -> None:
    def packed(said: str) -> bytes:
        head = 'name="file"; filename="a.txt"'
        encoded = base64.b64encode(said.encode())
        return part(head, encoded, "Content-Type: text/plain", "Content-Transfer-Encoding: base64") + END

    body = read(packed(text))
    place = body.segments[-1].place
    at = body.segments[-1].text.index("jonas")
    assert body.splice([Edit(place, at, at + 5, "[P]")]) == packed(text.replace("jonas", "[P]"))
    assert not body.opaque


@pytest.mark.parametrize(
    "data", [b"bWFpbCBqb25h\r\ncyBhbmQ=", b"bWFpbCBqb25h=cw", b"mail jonas", b"bWFpbCBqb"]
)
def test_what_is_not_exactly_base64_is_opaque(data: bytes) -> None:
    body = read(part('name="file"; filename="a.txt"', data, "Content-Transfer-Encoding: base64") + END)
    assert body.opaque == ("an encoded part of an upload",)


def test_a_quoted_boundary() -> None:
    raw = b'--a b\r\nContent-Disposition: form-data; name="q"\r\n\r\njonas\r\n--a b--'
    assert [s.text for s in read(raw, 'multipart/form-data; charset=utf-8; boundary="a b"').segments] == [
        "q",
        "jonas",
    ]


GOOD = part('name="q"', b"jonas") + END


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (GOOD, "multipart/form-data"),
        (GOOD, "multipart/form-data; boundary=other"),
        (b"hello jonas\r\n" + GOOD, KIND),
        (GOOD + b"jonas", KIND),
        (GOOD[:-9], KIND),
        (GOOD.replace(b"\r\n", b"\n"), KIND),
        (GOOD.replace(b"--cut--", b"--cutter--"), KIND),
        (GOOD.replace(b"Content-Disposition:", b"Content-Disposition"), KIND),
        (b"--cut\r\nX: jonas\r\n" + GOOD, KIND),
        (b"--cut", KIND),
        (b"--cut\r\n\r\n", KIND),
        (part('name="q"', b"x") * 1001 + END, KIND),
    ],
)
def test_a_wrong_cut_is_unreadable(raw: bytes, kind: str) -> None:
    with pytest.raises(Unreadable):
        read(raw, kind)


@settings(deadline=None)
@given(st.binary(max_size=40), st.integers(0, 200), st.integers(0, 200))
def test_junk_is_unreadable_or_a_document(junk: bytes, start: int, length: int) -> None:
    raw = GOOD[:start] + junk + GOOD[start + length :]
    try:
        body = read(raw)
    except Unreadable:
        return
    assert body.splice([]) == raw


@settings(deadline=None)
@given(
    st.text(min_size=1, max_size=30).filter(str.isprintable).map(lambda text: "§ " + text.replace("%", ""))
)
def test_every_field_edited_is_read_back(text: str) -> None:
    """All but percent signs, which mean something in the name of a file."""
    body = read(part('name="q"', b"jonas") + part('name="file"; filename="x"', b"weber") + END)
    edits = [Edit(s.place, 0, len(s.text), text) for s in body.segments if s.editable]
    again = read(body.splice(edits))
    assert [s.text for s in again.segments] == ["q", text, text, text]


@pytest.mark.parametrize(
    ("disposition", "changed"),
    [
        ('filename="to jonas.txt"', 'filename="to [P].txt"'),
        ('filename="für jonas.txt"', 'filename="für [P].txt"'),
        ("filename*=UTF-8''f%C3%BCr%20jonas.txt", "filename*=UTF-8''f%C3%BCr%20%5BP%5D.txt"),
        ("filename=\"jonas\"; filename*=utf-8'de'jonas", "filename=\"[P]\"; filename*=utf-8'de'%5BP%5D"),
        ('filename="%22to%22 jonas.txt"', 'filename="%22to%22 [P].txt"'),
        ("filename=jonas.txt", ""),
        ('filename="a \\"b\\" jonas"', ""),
        ("filename*=iso-8859-1''jonas", ""),
        ("filename*=UTF-8''jonas%FF", ""),
    ],
)
def test_the_name_of_a_file_is_written_where_it_stands(disposition: str, changed: str) -> None:
    raw = part(f'name="file"; {disposition}', b"", "X-More: 1") + part('name="q"', b"jonas") + END
    body = read(raw)
    names = [s for s in body.segments[: disposition.count("filename")] if "jonas" in s.text]
    if not changed:
        assert not any(s.editable for s in names)
        return
    places = [(s.place, s.text.index("jonas")) for s in names]
    assert body.splice([Edit(place, at, at + 5, "[P]") for place, at in places]) == raw.replace(
        disposition.encode(), changed.encode()
    )


def test_a_file_in_base64_is_read_and_written_as_the_file() -> None:
    plain = base64.b64encode(b"mail jonas@weber.example")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "mail jonas@weber.example")
    zipped = base64.b64encode(made.getvalue())
    raw = (
        part('name="files"; filename="base64;a.txt"', plain)
        + part('name="f"; filename="a.bin"', zipped)
        + END
    )
    body = read(raw)
    found = [one for one in body.segments if one.origin is Origin.FILE and "jonas@" in one.text]
    assert len(found) == 2
    at = [one.text.index("jonas@") for one in found]
    edits = [Edit(one.place, start, start + 19, "[M]") for one, start in zip(found, at, strict=True)]
    again = read(body.splice(edits))
    assert sum("mail [M]" in one.text for one in again.segments) == 2
    assert read(part('name="f"; filename="a.txt"', plain) + END).segments[-1].text == plain.decode()
