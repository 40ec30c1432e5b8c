"""Which way an answer is restored: told by its first bytes and its content type."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.answer import whole
from proxy.answer.sse import LARGEST_EVENT
from proxy.services.generic.answer import restorer
from tests.proxy.answer.book import EMAIL, NAME, SECRET, VALUES, Book, objects, run

JSON_BODY = json.dumps({"a": [SECRET, {EMAIL: 1}], "arguments": json.dumps([SECRET])}).encode()
STREAM = f'data: {{"t": "{SECRET}"}}\n\n'.encode()
TEXT = f"Dear {NAME}, [EMAIL_".encode()


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "text/event-stream", "", "application/vnd.x+json"]
)
@given(cuts=st.lists(st.integers(0, 200), max_size=5))
def test_json_under_any_name(content_type: str, cuts: list[int]) -> None:
    restored = json.loads(run(restorer("", content_type, Book()), JSON_BODY, cuts))
    assert restored["a"] == [VALUES[SECRET], {VALUES[EMAIL]: 1}]
    assert json.loads(restored["arguments"]) == [VALUES[SECRET]]


@pytest.mark.parametrize("content_type", ["text/event-stream", "text/plain", "application/json", ""])
@given(cuts=st.lists(st.integers(0, 200), max_size=5))
def test_events_under_any_name(content_type: str, cuts: list[int]) -> None:
    assert objects(run(restorer("", content_type, Book()), STREAM, cuts)) == [{"t": VALUES[SECRET]}]


@given(cuts=st.lists(st.integers(0, 200), max_size=5))
def test_text(cuts: list[int]) -> None:
    restored = run(restorer("", "text/plain; charset=utf-8", Book()), TEXT, cuts).decode()
    assert restored == f"Dear {VALUES[NAME]}, [EMAIL_"


@pytest.mark.parametrize(
    ("content_type", "body", "restored"),
    [
        ("text/plain;charset=ISO-8859-1", b"\xfc[X_ABCD]", b"\xfc<\xfc>"),
        ("text/plain;charset=nonsense", b"[X_ABCD]", "<ü>".encode()),
        ("text/plain", b"[X_ABCD] is it", "<ü> is it".encode()),
        ("text/plain", b'{"a" [X_ABCD]', '{"a" <ü>'.encode()),
        ("text/plain", b"[", b"["),
        ("text/html", b"<p>[X_ABCD]", "<p>&lt;ü&gt;".encode()),
        ("text/javascript", b'x="[X_ABCD]"', b'x="<\\u00fc>"'),
        ("image/png", b"[X_ABCD]", b"[X_ABCD]"),
        ("application/octet-stream", b'{"a":"[X_ABCD]"}', b'{"a":"[X_ABCD]"}'),
        ("application/x-ndjson", b'{"a":"[X_"}\n{"a":"ABCD]"}', b'{"a":""}\n{"a":"<\\u00fc>"}'),
        ("application/json", b"", b""),
        ("application/json", b"  ", b"  "),
        ("application/json", b'"[X_ABCD]"', b'"<\\u00fc>"'),
        ("text/event-stream", b"eve", b"eve"),
        ("text/event-stream", b'data: {"a":"[X_AB', b'data: {"a":"[X_AB'),
        ("text/event-stream", b'data: {"a":"[X_AB"}', b'data: {"a":"[X_AB"}'),
        ("text/event-stream", b"data: [X_ABCD]\n\n", "data: <ü>\n\n".encode()),
        ("text/event-stream", b"data: \xff[X_ABCD]\n\n", b"data: \xff<\\u00fc>\n\n"),
    ],
)
def test_answers(content_type: str, body: bytes, restored: bytes) -> None:
    assert run(restorer("", content_type, Book({"[X_ABCD]": "<ü>"})), body) == restored
    assert run(restorer("", content_type, Book({"[X_ABCD]": "<ü>"})), body, range(len(body))) == restored


def test_lines_labelled_json_come_as_a_stream() -> None:
    one = restorer("", "application/json", Book())
    assert one.feed(b'{"t":"a"}\n') == b""
    assert one.feed(b'{"t":"b [EMAIL_"}\n') == b'{"t":"a"}\n{"t":"b "}\n'
    assert one.feed(b'{"t":"K7Q2]"}\n') == b'{"t":"ada@example.com"}\n'
    assert one.finish() == b""


def test_an_endless_json_answer_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LARGEST_BODY", 1000)
    one = restorer("", "application/json", Book())
    body = json.dumps(["x" * 100, SECRET] * 20).encode()
    out = one.feed(body[:1100])
    assert out
    assert json.loads(out + one.feed(body[1100:]) + one.finish()) == ["x" * 100, VALUES[SECRET]] * 20


def test_a_stream_with_an_endless_event_goes_on_as_bytes() -> None:
    one = restorer("", "text/event-stream", Book())
    large = json.dumps("x" * LARGEST_EVENT + SECRET)
    out = one.feed(b'data: {"t":"[EMA"}\n\n')
    out += one.feed(b"data: " + large.encode()) + one.feed(b"\n\n" + STREAM) + one.finish()
    assert objects(out) == [
        {"t": ""},
        {"t": "[EMA"},
        "x" * LARGEST_EVENT + VALUES[SECRET],
        {"t": VALUES[SECRET]},
    ]
