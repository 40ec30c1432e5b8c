"""People's words in headers: read as they are meant, written in the manner in which they came."""

import base64
from urllib.parse import quote

import pytest

from proxy.body.labels import labels_of, rewritten, segments_of
from proxy.capture import Capture
from proxy.contract import Edit

NAME = "Jonas Weber"
KEY, PUBLIC = "gh" + "p_" + "aB3" * 12, "AI" + "za" + "aB3" * 11


def _asked(*headers: tuple[str, str]) -> Capture:
    return Capture("POST", "h.example", 443, "/files", headers, b"")


def _packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _renamed(capture: Capture, first: int = 3) -> dict[str, str]:
    """The headers with the name taken out wherever it stands."""
    labels = labels_of(capture)
    edits = [
        Edit(segment.place, at, at + len(NAME), "[N]")
        for segment in segments_of(labels, first)
        if (at := segment.text.find(NAME)) >= 0
    ]
    return dict(rewritten(capture, labels, first, edits))


@pytest.mark.parametrize(
    ("header", "value", "new"),
    [
        ("x-goog-upload-file-name", f"CV of {NAME}.pdf", "CV of [N].pdf"),
        ("x-goog-upload-file-name", quote(f"CV of {NAME} ü.pdf"), "CV%20of%20[N]%20%C3%BC.pdf"),
        ("slug", quote(NAME), "[N]"),
        ("x-amz-meta-author", NAME, "[N]"),
        ("x-ms-meta-author", f"ü {NAME}".encode().decode("latin-1"), "ü [N]"),
        ("content-disposition", f'attachment; filename="{NAME}.pdf"', 'attachment; filename="[N].pdf"'),
        (
            "content-disposition",
            f"attachment; filename*=UTF-8''{quote(NAME)}.pdf",
            "attachment; filename*=UTF-8''[N].pdf",
        ),
        (
            "upload-metadata",
            f"filename {_packed(NAME + '.pdf')}, flag,filetype {_packed('a/b')}",
            f"filename {_packed('[N].pdf')}, flag,filetype {_packed('a/b')}",
        ),
        (
            "upload-metadata",
            f"name {_packed(NAME)},name {_packed('of ' + NAME)}",
            f"name {_packed('[N]')},name {_packed('of [N]')}",
        ),
        ("x-title", f"Letters of {NAME}", "Letters of [N]"),
        ("x-portkey-metadata", f'{{"user": "{NAME}", "team": "a"}}', '{"user": "[N]", "team": "a"}'),
        ("cf-aig-metadata", f'{{"user": "{NAME}"}}', '{"user": "[N]"}'),
        ("helicone-property-customer", NAME, "[N]"),
        ("helicone-user-id", NAME, "[N]"),
        ("x-litellm-tags", f"a,{NAME}", "a,[N]"),
        (
            "referer",
            f"https://a.example/new?q={quote(NAME)}%20now&x=1",
            "https://a.example/new?q=[N]%20now&x=1",
        ),
        ("x-draft", f"Dear {NAME}", "Dear [N]"),
        (
            "cookie",
            f"sid=a; draft={quote(NAME)}; prompt={NAME};x=1",
            "sid=a; draft=[N]; prompt=[N];x=1",
        ),
    ],
)
def test_a_name_is_taken_out_of_a_header(header: str, value: str, new: str) -> None:
    assert _renamed(_asked(("accept", NAME), (header, value))) == {header: new}


@pytest.mark.parametrize(
    ("header", "value", "texts"),
    [
        ("upload-metadata", "filename !!,other", ["!!"]),
        ("upload-metadata", f"filename {base64.b64encode(bytes([255, 254])).decode()}", ["//4="]),
        ("upload-metadata", "", []),
        ("slug", "", []),
        ("slug", "%ff%zz", ["\ufffd%zz"]),
        ("authorization", NAME, []),
        ("x-message-signature", NAME, []),
        ("x-query-id", "Jonas-Weber", []),
        ("x-auth-email", NAME, []),
        ("x-relay-authorization", f"Bearer {NAME}", []),
        ("x-relay", "Bearer 0123456789abcdef", []),
        ("x-machine", "0f8fad5b-d9cd-469f-a165-70867728950e", []),
        ("x-draft", NAME, [NAME]),
        ("x-draft", _packed(f"an {NAME}"), [_packed(f"an {NAME}")]),
        ("x-context", "anna@a.example", ["anna@a.example"]),
        ("x-context", "mark_0123456789abcdef", ["mark_0123456789abcdef"]),
        ("x-session-id", NAME, [NAME]),
        ("cookie", f"sid={NAME}; message_id=0123456789; seen=draft", []),
        ("cookie", f"sid=1; chat-draft={quote(NAME)}; composerText={NAME}", [NAME, NAME]),
        (
            "cookie",
            f"__Secure-next-auth.callback-url={quote(f'https://chatgpt.com/?q={NAME}', safe='')}; a=1",
            [f"https://chatgpt.com/?q={NAME}"],
        ),
        ("referer", "https://a.example/Jonas%20Weber", ["https://a.example/Jonas Weber"]),
        ("referer", f"https://a.example/?k={KEY}", [f"https://a.example/?k={KEY}"]),
        ("referer", f"https://a.example/?key={PUBLIC}", []),
        ("mcp-param-title", NAME, []),
        ("user-agent", NAME, []),
        ("referer", f"https://a.example/callback?code=0123&state=4567&user={NAME}", []),
        ("baggage", "sentry-environment=production,sentry-public_key=0123,sentry-trace_id=0af7", []),
    ],
)
def test_what_stands_in_a_header_is_read_whatever_it_is(header: str, value: str, texts: list[str]) -> None:
    assert [label.text for label in labels_of(_asked((header, value)))] == texts


def test_a_header_without_a_change_is_not_sent_anew() -> None:
    capture = _asked(("slug", "notes"), ("x-file-name", NAME), ("upload-metadata", f"a {_packed('b')}"))
    assert _renamed(capture) == {"x-file-name": "[N]"}
    assert _renamed(_asked(("slug", "notes"))) == {}


def test_cookies_in_several_headers_are_sent_in_one() -> None:
    assert _renamed(_asked(("cookie", "sid=a"), ("cookie", f"draft={NAME}"))) == {
        "cookie": "sid=a; draft=[N]"
    }


def test_what_is_signed_stays() -> None:
    signed = "AWS4-HMAC-SHA256 Credential=k/s, SignedHeaders=host;x-draft, Signature=0"
    capture = _asked(("authorization", signed), ("x-draft", NAME), ("x-title", NAME))
    assert [one.editable for one in segments_of(labels_of(capture), 0)] == [False, True]


ADDRESS = "jonas.weber@kellerbau.example"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("user-agent", f"Tool/1.0 (mailto:{ADDRESS})"),
        ("accept-language", f"de, {ADDRESS}"),
        ("x-stainless-os", f"Linux of {ADDRESS}"),
        ("x-goog-request-params", f"name=users/{quote(ADDRESS)}"),
        ("origin", f"https://{ADDRESS}"),
        ("referer", f"https://a.example/users/{ADDRESS}/edit"),
        ("baggage", f"user={ADDRESS}"),
        ("x-request-id", f"{ADDRESS}-17"),
        ("idempotency-key", f"{ADDRESS}-17"),
        ("content-type", f"text/plain; name={ADDRESS}"),
        ("user-agent", "Tool/1.0 (" + "gh" + "p_" + "aB3" * 12 + ")"),
        ("x-trace-id", "AK" + "IA" + "QZ7K" * 4),
    ],
)
def test_an_address_or_a_key_is_read_in_any_header(header: str, value: str) -> None:
    (label,) = labels_of(_asked((header, value)))
    assert label.header == header
    assert label.signed == (header == "content-type")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"),
        ("x-goog-api-client", "gl-python/3.13 grpc/1.60.0 gax/2.1 sk-learn/1.7.2"),
        ("referer", "https://a.example/npm/thing@1.2.3/index.js"),
        ("content-type", "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW@2"),
        ("sec-websocket-protocol", "realtime, openai-insecure-api-key.sk-" + "aB3d" * 10),
        ("authorization", "sk-" + "aB3d" * 10),
        ("x-csrf-token", f"{ADDRESS}:1234"),
        ("mcp-param-to", ADDRESS),
        ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
    ],
)
def test_what_machines_say_and_what_signs_in_is_left(header: str, value: str) -> None:
    assert labels_of(_asked((header, value))) == []
