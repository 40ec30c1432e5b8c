"""What dialects read: origins, what may be edited, conversations, models, and the vendor's own blobs."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxy.capture import Capture
from proxy.contract import Document, Edit, Unreadable
from proxy.services.catalog import load_catalogue

UUID = "0f0e0d0c-1111-4222-8333-444455556666"
HOSTS = {
    "chat": ("api.openai.com", "/v1/chat/completions"),
    "embeddings": ("api.openai.com", "/v1/embeddings"),
    "responses": ("api.openai.com", "/v1/responses"),
    "codex": ("chatgpt.com", "/backend-api/codex/responses"),
    "messages": ("api.anthropic.com", "/v1/messages"),
    "count_tokens": ("api.anthropic.com", "/v1/messages/count_tokens"),
    "chatgpt": ("chatgpt.com", "/backend-api/f/conversation"),
    "claude": ("claude.ai", "/api/organizations/o/chat_conversations/c/completion"),
    "generic": ("poe.com", "/any"),
}


def read(route: str, body: Any, **headers: str) -> Document:
    host, path = HOSTS[route]
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    capture = Capture("POST", host, 443, path, named, data)
    known = load_catalogue()
    dialect, name = known.dialect_for(known.service_for(host), capture)
    assert (dialect.id == "generic") is (route == "generic")
    return dialect.read(name, capture, data)


def rows(document: Document) -> list[tuple[str, str, bool]]:
    return [(s.origin.value, s.text, s.editable) for s in document.segments]


def user(text: str) -> dict[str, object]:
    return {"role": "user", "content": text}


@pytest.mark.parametrize("route", sorted(set(HOSTS) - {"generic"}))
@pytest.mark.parametrize(
    "body", [b"[]", b'"x"', b"1", b"{", b"\xff", b"null", b"{}{}", b"--cut\r\n\r\n--cut--", b"a=b"]
)
def test_what_is_no_object_is_unreadable(route: str, body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(route, body)


@pytest.mark.parametrize("route", sorted(HOSTS))
def test_an_empty_body_is_an_empty_document(route: str) -> None:
    document = read(route, b"")
    assert [s.text for s in document.segments] == (["any"] if route == "generic" else [])
    assert document.splice([]) == b""
    assert (document.model, document.stream) == ("", route in ("chatgpt", "claude"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["messages", "role", "content", "type", "text", "arguments", "id", "data", "x"])
            | st.text(max_size=6),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@settings(deadline=None)
@given(
    st.sampled_from(sorted(HOSTS)),
    st.dictionaries(st.sampled_from(["messages", "input", "prompt", "x"]), JSON),
)
def test_any_object_is_read_and_comes_back(route: str, body: dict[str, object]) -> None:
    data = json.dumps(body).encode()
    document = read(route, data)
    assert [s.place for s in document.segments] == list(range(len(document.segments)))
    assert document.splice([]) == data
    edits = [Edit(s.place, 0, len(s.text), "[EDIT]") for s in document.segments if s.editable]
    changed = document.splice(edits)
    json.loads(changed)
    if not edits:
        assert changed == data


@settings(deadline=None)
@given(st.sampled_from(sorted(HOSTS)), st.binary(max_size=50))
def test_junk_is_unreadable_or_a_document(route: str, body: bytes) -> None:
    try:
        document = read(route, body)
    except Unreadable:
        return
    assert document.splice([]) == body


@pytest.mark.parametrize(
    ("route", "turn"),
    [
        (
            "chat",
            lambda messages: {"model": "m", "messages": [{"role": "system", "content": "s"}, *messages]},
        ),
        ("messages", lambda messages: {"model": "m", "system": "s", "messages": messages}),
        ("count_tokens", lambda messages: {"messages": messages, "model": "m"}),
        ("responses", lambda messages: {"model": "m", "instructions": "s", "input": messages}),
    ],
)
def test_all_turns_of_a_stateless_conversation_agree(route: str, turn: Any) -> None:
    history: list[dict[str, object]] = []
    seen = set()
    for number in range(40):
        history.append(user(f"question {number} of jonas"))
        seen.add(read(route, turn(history)).conversation)
        history.append({"role": "assistant", "content": f"answer {number}"})
    assert len(seen) == 1
    assert "question 0 of jonas" in seen.pop()
    assert (
        read(route, turn([user("other")])).conversation != read(route, turn([user("another")])).conversation
    )


def test_the_prefix_of_a_history_is_edited_to_the_same_bytes() -> None:
    turns = [user("mail jonas"), {"role": "assistant", "content": "jonas? sure"}, user("now weber")]
    bodies = []
    for count in (1, 3):
        document = read("chat", {"messages": turns[:count]})
        edits = [
            Edit(s.place, s.text.index("jonas"), s.text.index("jonas") + 5, "[P]")
            for s in document.segments
            if "jonas" in s.text
        ]
        bodies.append(document.splice(edits))
    assert bodies[1].startswith(bodies[0].removesuffix(b"]}"))


@pytest.mark.parametrize(
    ("route", "body", "headers", "conversation"),
    [
        ("chat", {"messages": [user("hi")], "prompt_cache_key": "k"}, {}, "first:k\nhi"),
        ("chat", {"prompt_cache_key": "k"}, {}, "cache:k"),
        ("chat", {"messages": [{"role": "system", "content": "s"}]}, {}, ""),
        ("responses", {"input": "hi", "conversation": "conv_1"}, {}, "conversation:conv_1"),
        ("responses", {"input": "hi", "conversation": {"id": "conv_1"}}, {}, "conversation:conv_1"),
        ("responses", {"input": "hi", "previous_response_id": "resp_1"}, {}, "response:resp_1"),
        ("codex", {"input": "hi", "prompt_cache_key": "k"}, {"session_id": "s-1"}, "session:s-1"),
        ("messages", {"messages": [user("hi")]}, {"x_claude_code_session_id": "s-1"}, "session:s-1"),
        ("messages", {"messages": [user("hi")], "metadata": {"user_id": "staff-17"}}, {}, "first:hi"),
        (
            "messages",
            {
                "metadata": {
                    "user_id": '{"device_id":"d","session_id":"0f0e0d0c-1111-4222-8333-444455556666"}'
                }
            },
            {},
            "session:0f0e0d0c-1111-4222-8333-444455556666",
        ),
        ("chatgpt", {"conversation_id": "abc"}, {}, "conversation:abc"),
        ("claude", {"prompt": "hi"}, {}, "chat:c"),
        ("generic", {"prompt": "hi"}, {}, ""),
    ],
)
def test_a_conversation_is_known_by(
    route: str, body: dict[str, object], headers: dict[str, str], conversation: str
) -> None:
    assert read(route, body, **headers).conversation == conversation


def test_a_role_may_stand_behind_its_content() -> None:
    parts = b'{"content":[{"text":"a","type":"text"}],"role":"assistant"}'
    body = b'{"messages":[' + parts + b',{"content":"b","role":"tool"}]}'
    assert rows(read("chat", body)) == [("history", "a", True), ("tool", "b", True)]


def test_a_doubled_key_is_read_twice() -> None:
    body = b'{"messages":[{"role":"user","content":"harmless","content":"jonas"}]}'
    assert [s.text for s in read("chat", body).segments] == ["harmless", "jonas"]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            '{"type":"thinking","thinking":"for j","signature":"AAAAAAAAAAAAAAAAAAAAAAAA"}',
            ["history: !for j"],
        ),
        ('{"type":"redacted_thinking","data":"EmwKAhgBEgyDDDDDDDDDDDDDDDDDDDDDDDDDDDDD"}', []),
        ('{"type":"compaction","content":"about j"}', ["history: !about j"]),
        ('{"type":"thinking","x":{"y":"j"}}', ["meta: !x", "meta: !y", "history: !j"]),
        ('{"type":"text","text":"j","citations":[{"cited_text":"w"}]}', ["history: j", "history: w"]),
        ('{"type":"tool_use","id":"toolu_01","name":"f","input":{"id":"j"}}', ["meta: !f", "history: j"]),
        ('{"type":"tool_use","id":"j w","name":"f"}', ["meta: !j w", "meta: !f"]),
        ('{"type":"server_tool_use","input":{"query":"who"}}', ["meta: query", "history: who"]),
        ('{"type":"unheard_of","new":["j"]}', ["meta: !unheard_of", "meta: new", "history: j"]),
    ],
)
def test_blocks_of_a_claude_message(block: str, expected: list[str]) -> None:
    document = read("messages", f'{{"messages":[{{"role":"assistant","content":[{block}]}}]}}'.encode())
    assert [f"{s.origin}: {'' if s.editable else '!'}{s.text}" for s in document.segments] == expected


def test_signed_bytes_stay_when_all_else_is_edited() -> None:
    thinking = json.dumps({"type": "thinking", "thinking": "jonas \u00fc", "signature": "Eq" * 30})
    text = '{"type":"text","text":"jonas"}'
    body = f'{{"messages":[{{"role":"assistant","content":[{thinking},{text}]}}]}}'.encode()
    document = read("messages", body)
    edits = [Edit(s.place, 0, len(s.text), "[P]") for s in document.segments if s.editable]
    changed = document.splice(edits)
    assert thinking.encode() in changed
    assert changed == body.replace(b'"text":"jonas"', b'"text":"[P]"')
    with pytest.raises(ValueError, match="cannot be edited"):
        document.splice([Edit(0, 0, 1, "x")])


def test_text_in_a_blob_field_is_read() -> None:
    hidden = base64.b64encode(b"write to jonas@weber.example").decode()
    for value in ("call jonas at home", hidden):
        document = read("responses", {"input": [{"type": "reasoning", "encrypted_content": value}]})
        assert (value in [s.text for s in document.segments]) and not document.segments[-1].editable


def test_vendor_blobs_cost_no_scan() -> None:
    blob = "gAAAAABo" + "x9_-" * 200
    document = read("responses", {"input": [{"type": "reasoning", "id": "rs_1", "encrypted_content": blob}]})
    assert document.segments == ()
    assert document.opaque == ()


@pytest.mark.parametrize(
    ("value", "texts", "opaque"),
    [
        ("https://example.com/jonas.png", ["https://example.com/jonas.png"], ()),
        ("data:text/plain;base64,am9uYXM=", ["jonas"], ()),
        ("data:text/plain,hello%20jonas", ["hello jonas"], ()),
        ("data:image/png;base64,am9uYXM=", ["jonas"], ()),
        ("data:text/plain;base64,JVBERi0xLjc=", [], ("a broken pdf inside the message",)),
        ("data:image/png;base64,***", [], ("a data: URL that cannot be decoded",)),
        ("data:text/plain;base64,AAECAwQ=", [], ("a file of an unknown kind inside the message",)),
    ],
)
def test_files_in_a_part(value: str, texts: list[str], opaque: tuple[str, ...]) -> None:
    part = {"type": "file", "file": {"file_data": value}}
    document = read("chat", {"messages": [{"role": "user", "content": [part]}]})
    assert [s.text for s in document.segments] == texts
    assert tuple(document.opaque) == opaque


def test_token_numbers_are_opaque() -> None:
    for tokens in ([1, 2, 3], [[1, 2], [3]]):
        assert read("embeddings", {"input": tokens}).opaque == ("token numbers instead of text",)
    assert read("embeddings", {"input": ["text"], "dimensions": 256}).opaque == ()


def offsets(numbers: str) -> bytes:
    content = '"author":{"role":"user"},"content":{"content_type":"text","parts":["hi jonas"]}'
    metadata = f'"metadata":{{"serialization_metadata":{{"custom_symbol_offsets":{numbers}}}}}'
    return f'{{"messages":[{{{content},{metadata}}},{{"x y":"weber"}}]}}'.encode()


@pytest.mark.parametrize("numbers", ["[1, 5]", '[{"s": 1, "e": 2}]'])
def test_offsets_are_emptied_when_their_message_changes(numbers: str) -> None:
    body = offsets(numbers)
    document = read("chatgpt", body)
    texts = [s.text for s in document.segments]
    changed = document.splice([Edit(texts.index("hi jonas"), 3, 8, "[PERSON_K7Q2]")])
    assert changed == body.replace(b"jonas", b"[PERSON_K7Q2]").replace(numbers.encode(), b"[]")
    other = document.splice([Edit(texts.index("weber"), 0, 5, "[P]")])
    assert other == body.replace(b"weber", b"[P]")


def test_tool_history_of_a_coding_agent() -> None:
    call = {"type": "tool_use", "id": "toolu_1", "name": "Bash", "input": {"cmd": "mysql -p hush"}}
    result = {"type": "tool_result", "tool_use_id": "toolu_1", "content": "DB=jonas\nx=1"}
    body = {"messages": [{"role": "assistant", "content": [call]}, {"role": "user", "content": [result]}]}
    assert ("history", "mysql -p hush", True) in rows(read("messages", body))
    assert ("tool", "DB=jonas\nx=1", True) in rows(read("messages", body))


@pytest.mark.parametrize(
    ("content_type", "body", "texts"),
    [
        ("", b'{"a b":"jonas"}', ["a b", "jonas"]),
        ("text/plain;charset=UTF-8", b'["jonas"]', ["jonas"]),
        ("application/octet-stream", b'["jonas"]', ["jonas"]),
        ("application/json", b'"jonas"', ["jonas"]),
        ("text/plain", b"{jonas} is no JSON", ["{jonas} is no JSON"]),
        ("text/csv", b"name;city\r\njonas;ulm", ["name;city\r\njonas;ulm"]),
        ("application/xml", b"<a>jonas</a>", ["jonas"]),
        ("application/x-ndjson", b'{"a b":"x"}\r\n\r\n{"c d":"y"}', ["a b", "x", "c d", "y"]),
        ("application/x-www-form-urlencoded", b"who=jonas+weber&x", ["who", "jonas weber", "x"]),
        ("application/x-www-form-urlencoded", b"q=%7B%22a+b%22%3A%22j%5Cu00f6rg%22%7D", ["q", "a b", "jörg"]),
        ("application/x-www-form-urlencoded", b'["jonas"]', ["jonas"]),
    ],
)
def test_any_text_is_walked(content_type: str, body: bytes, texts: list[str]) -> None:
    document = read("generic", body, content_type=content_type)
    assert [s.text for s in document.segments] == [*texts, "any"]
    assert document.splice([]) == body


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{jonas"),
        ("application/json", b"jonas"),
        ("application/json", b"[" * 100_000),
        ("text/plain", b"\x00\x01jonas"),
        ("text/plain", b"\xff\xfejonas is odd"),
        ("application/octet-stream", b"\x0a\x05jonas\x12\x03abc"),
        ("application/grpc", b"\n jonas"),
        ("application/connect+proto", b"\n jonas"),
        ("application/x-protobuf", b"jonas"),
        ("application/json", b"%PDF-1.7"),
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("text/plain", b"PK\x03\x04jonas.docx"),
        ("multipart/form-data", b"jonas"),
        ("application/x-www-form-urlencoded", b"q=%ff%fe"),
    ],
)
def test_what_cannot_be_walked_is_unreadable(content_type: str, body: bytes) -> None:
    with pytest.raises(Unreadable) as trouble:
        read("generic", body, content_type=content_type)
    assert "jonas" not in str(trouble.value)


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("/", []),
        ("/?q=jonas", ["jonas"]),
        ("/search/jonas%20weber?a+b=c+d+e+f+g&v=2&ok=true", ["search/jonas weber", "a b", "c d e f g", "ok"]),
        ("/x?jonas@weber.example", ["x", "jonas@weber.example"]),
        ("/x?q=%ff%fe%00jonas", ["x", "\ufffd\ufffd\0jonas"]),
    ],
)
def test_the_address_is_read(path: str, texts: list[str]) -> None:
    capture = Capture("GET", "poe.com", 443, path, (), b"")
    dialect = load_catalogue().dialects["generic"]
    document = dialect.read(dialect.route(capture), capture, b"")
    assert [s.text for s in document.segments] == texts
    assert not any(s.editable for s in document.segments)


def test_numbers_like_identifiers_are_read_and_times_are_not() -> None:
    times = b'"created_at": 1767225600, "timestamp": 1767225600123'
    body = b'{"account": 4111111111111111, "n": 12, "f": 0.5, ' + times + b"}"
    assert ("user", "4111111111111111", False) in rows(read("generic", body))
    assert [s.text for s in read("generic", body).segments] == [
        "account",
        "4111111111111111",
        "n",
        "f",
        "any",
    ]


def test_a_model_and_a_stream_are_told() -> None:
    for route in ("chat", "responses", "messages", "generic"):
        document = read(route, {"model": "m-1", "stream": True})
        assert (document.model, document.stream) == ("m-1", True)
        assert read(route, {"stream": "true"}).stream is False


@pytest.mark.parametrize(
    ("user_id", "texts"),
    [
        (f"user_{'0f' * 32}_account_{UUID}_session_{UUID}", []),
        (f'{{"device_id":"{"0f" * 32}","account_uuid":"","session_id":"{UUID}"}}', []),
        ("jonas@weber.example", ["jonas@weber.example"]),
        (f"user_jonas_account__session_{UUID}", [f"user_jonas_account__session_{UUID}"]),
    ],
)
def test_ids_of_a_client_are_no_text_but_names_are(user_id: str, texts: list[str]) -> None:
    assert [s.text for s in read("messages", {"metadata": {"user_id": user_id}}).segments] == texts


def test_dated_names_of_models_and_tools_are_no_numbers() -> None:
    body = {"model": "claude-x-4-20250929", "tools": [{"type": "web_search_20250305", "name": "f20250305x"}]}
    assert [s.text for s in read("messages", body).segments] == ["f20250305x"]
    address = "jonas@weber-2024-08-06"
    assert [s.text for s in read("chat", {"model": address}).segments] == [address]
