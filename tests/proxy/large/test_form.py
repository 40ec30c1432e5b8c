"""The file in a large body, raw or in a form; the rest is what remains."""

import random

import pytest

from proxy.capture import Capture
from proxy.large import form
from proxy.large.form import Form, form_of

FORM = "multipart/form-data; boundary=cut"


def found(body: bytes, kind: str = FORM) -> Form | None:
    capture = Capture("POST", "h", 443, "/a/My%20notes.txt?x=1", (("content-type", kind),), b"")
    return form_of(capture, lambda start, size: body[start : start + size], len(body))


def part(name: str, data: bytes, more: str = "") -> bytes:
    head = f'--cut\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + data + b"\r\n"


FILE = '; filename="Weber.csv"\r\nContent-Type: text/csv'


def test_a_raw_body_is_the_file() -> None:
    assert found(b"abc", "text/plain") == Form(0, 3, "My notes.txt", "text/plain")


@pytest.mark.parametrize("step", [16, 50, 1 << 20])
def test_the_largest_part_of_a_form_is_the_file(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "_STEP", step)
    data = bytes(random.Random(step).choices(b"ab\r\n-cut", k=5000))
    body = part("purpose", b"x") + part("file", data, FILE) + part("last", b"y") + b"--cut--\r\n"
    one = found(body)
    assert one is not None
    assert (body[one.start : one.end], one.name, one.declared) == (data, "Weber.csv", "text/csv")
    rest = one.rest(lambda start, size: body[start : start + size], len(body))
    assert rest == part("purpose", b"x") + part("file", b"", FILE) + part("last", b"y") + b"--cut--\r\n"
    assert rest[: one.place_in(rest)] == body[: one.start]
    longer = part("purpose", b"something else") + rest[len(part("purpose", b"x")) :]
    place = one.place_in(longer)
    assert longer[:place] + data + longer[place:] == longer.replace(
        part("file", b"", FILE), part("file", data, FILE)
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no form at all" * 100,
        b"before" + part("file", b"a" * 2000, FILE) + b"--cut--",
        part("file", b"a" * 2000),
        part("text", b"a" * 2000) + b"--cut--",
        part("file", b"a" * 2000, FILE + "\r\nContent-Transfer-Encoding: base64") + b"--cut--",
        b"--cut\r\nno end of the headers" + b"a" * 2000 + b"\r\n--cut--",
        part("a", b"") * 200 + part("file", b"a" * 2000, FILE) + b"--cut--",
    ],
)
def test_what_has_no_file_of_its_own_has_none(body: bytes) -> None:
    assert found(body) is None


def test_a_form_with_much_beside_the_file_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "_MOST_REST", 500)
    body = part("one", b"a" * 600) + part("file", b"a" * 2000, FILE) + b"--cut--"
    assert found(body) is None
    assert found(body, "multipart/form-data") is None
