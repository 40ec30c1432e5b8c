"""What is said of a file before it comes: the ends of its name, its type, its length; and how that is used."""

import base64
import json
from typing import Any

import pytest

from proxy.body.hints import ends_of, hints_in, may_hint, source_of
from proxy.capture import Capture, Hint


def _asked(path: str = "/files", body: Any = None, **headers: str) -> tuple[Capture, bytes]:
    data = b"" if body is None else json.dumps(body).encode()
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Capture("POST", "h.example", 443, path, named, data), data


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("Jonas Weber.docx", ".docx"),
        ("C:\\people\\Weber.CSV", ".csv"),
        ("/home/weber/table.csv.gz", ".csv.gz"),
        ("notes.weber.csv", ".csv"),
        ("a.tar.xz", ".tar.xz"),
        ("README", ""),
        ("a folder.d/README", ""),
        ("ends with a dot.", ""),
        ("no.word that long here", ""),
    ],
)
def test_of_a_name_only_its_ends_are_taken(name: str, ends: str) -> None:
    assert ends_of(name) == ends


@pytest.mark.parametrize(
    ("body", "hints"),
    [
        ({"file_name": "a.csv", "file_size": 9, "use_case": "my_files"}, [Hint(".csv")]),
        ({"file": {"displayName": "a.md", "mimeType": "text/markdown"}}, [Hint(".md", "text/markdown")]),
        ({"item": {"@x": "rename", "name": "a.docx"}}, [Hint(".docx")]),
        ({"fileName": "notes", "contentType": "text/csv"}, [Hint("", "text/csv")]),
        ({"type": "upload", "name": "Jonas Weber"}, []),
        (
            {"files": {"u1": {"filename": "a.csv", "content_type": "text/csv"}, "u2": {"filename": "b.txt"}}},
            [Hint(".csv", "text/csv"), Hint(".txt")],
        ),
        ([{"name": "a.csv"}, {"name": "b.txt"}], [Hint(".csv"), Hint(".txt")]),
        ({"prompt": "read a.csv"}, []),
        ([[[[]]]], []),
    ],
)
def test_json_says_what_comes(body: Any, hints: list[Hint]) -> None:
    assert list(hints_in(*_asked(body=body))) == hints


@pytest.mark.parametrize(
    "body", [b"{", b"[" * 5000, b'{"name": "a.csv"', b"name=a.csv", b"{" + b" " * 70_000 + b"}"]
)
def test_what_is_no_json_says_nothing(body: bytes) -> None:
    assert hints_in(_asked()[0], body) == ()


def test_heads_say_it_too() -> None:
    name = base64.b64encode(b"Jonas Weber.csv").decode()
    said = _asked(upload_metadata=f"filename {name},filetype dGV4dC9jc3Y=,flag,bad !!", upload_length="12")
    assert hints_in(*said) == (Hint(".csv", "text/csv", 12),)
    assert hints_in(*_asked(x_goog_upload_file_name="a%20b.txt")) == (Hint(".txt"),)
    assert hints_in(*_asked(x_upload_content_type="text/csv")) == (Hint("", "text/csv"),)
    assert hints_in(*_asked("/o?uploadType=resumable&name=dir%2Fa.csv")) == (Hint(".csv"),)
    assert hints_in(*_asked("/drive/root:/My%20files/a.docx:/createUploadSession")) == (Hint(".docx"),)
    assert hints_in(*_asked(upload_length="-5")) == ()


def test_heads_and_body_that_speak_of_one_file_are_one() -> None:
    body = {"file": {"sizeBytes": 9, "mimeType": "text/csv"}}
    assert hints_in(*_asked(body=body, x_goog_upload_file_name="a.csv")) == (Hint(".csv", "text/csv"),)


@pytest.mark.parametrize(
    ("hint", "kind", "source"),
    [
        (None, "text/plain", ("raw", "text/plain")),
        (Hint(".csv", "text/csv"), "application/octet-stream", ("file.csv", "text/csv")),
        (Hint(".csv", "text/csv"), "text/plain; charset=cp1252", ("file.csv", "text/plain; charset=cp1252")),
        (Hint("", "text/csv"), "", ("raw", "text/csv")),
        (Hint("", "", 12), "application/offset+octet-stream", ("raw", "application/offset+octet-stream")),
    ],
)
def test_a_file_is_read_by_what_was_said_of_it(hint: Hint | None, kind: str, source: tuple[str, str]) -> None:
    capture = Capture("PUT", "h.example", 443, "/file-1/raw?sig=1", (("content-type", kind),), b"", hint)
    found = source_of(capture, b"x")
    assert (found.name, found.declared) == source


@pytest.mark.parametrize(
    ("path", "headers", "may"),
    [
        ("/upload/v1beta/files", {}, True),
        ("/api/x/convert", {"tus-resumable": "1.0.0"}, True),
        ("/v1/media", {"x-goog-upload-command": "start"}, True),
        ("/v1/chat/completions", {}, False),
    ],
)
def test_only_a_request_that_may_begin_an_upload_is_looked_at(
    path: str, headers: dict[str, str], may: bool
) -> None:
    assert may_hint(Capture("POST", "h.example", 443, path, tuple(headers.items()), b"")) is may
