"""Recognition raises talk with AI services, in the ways of several vendors, and nothing that ordinary sites do."""

import json
from collections.abc import Mapping

import pytest

from proxy.recognition import Exchange, recognise, template

ASKED = "Please shorten this letter to our landlord by half."


def sse(*events: object) -> bytes:
    return b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events)


def lines(*events: object) -> bytes:
    return b"".join(json.dumps(event).encode() + b"\n" for event in events)


def exchange(
    path: str,
    body: object,
    answer: object,
    sort: str = "application/json",
    asked: Mapping[str, str] | None = None,
    answered: Mapping[str, str] | None = None,
) -> Exchange:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    came = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return Exchange("POST", path, dict(asked or {}), sent, {"content-type": sort, **(answered or {})}, came)


TOKENS = ["Dear", " Ms", " Meyer", ",", " we", " would"]
SPOKEN = {"messages": [{"role": "user", "content": ASKED}]}
AI = {
    "openai": exchange(
        "/v1/chat/completions",
        {"model": "gpt-5", "stream": True, **SPOKEN},
        sse(*({"choices": [{"delta": {"content": token}}]} for token in TOKENS)),
        "text/event-stream",
    ),
    "openai whole": exchange(
        "/llm/v1/chat/completions",
        {"model": "qwen3", **SPOKEN},
        {"choices": [{"message": {"role": "assistant", "content": "Yes."}, "finish_reason": "stop"}]},
    ),
    "anthropic": exchange(
        "/v1/messages",
        {"model": "claude-sonnet-4-5", "max_tokens": 99, **SPOKEN},
        {
            "role": "assistant",
            "content": [{"type": "text", "text": "Yes."}],
            "stop_reason": "end_turn",
            "usage": {"input_tokens": 9, "output_tokens": 2},
        },
    ),
    "ollama": exchange(
        "/api/chat",
        {"model": "llama3.2", **SPOKEN},
        lines(
            *({"message": {"role": "assistant", "content": token}, "done": False} for token in TOKENS),
            {"done": True, "done_reason": "stop", "eval_count": 6},
        ),
        "application/x-ndjson",
    ),
    "dify": exchange(
        "/v1/chat-messages",
        {"inputs": {}, "query": ASKED, "response_mode": "streaming", "user": "u1"},
        sse(*({"event": "message", "answer": token} for token in TOKENS)),
        "text/event-stream",
    ),
    "gemini": exchange(
        "/v1beta/models/gemini-2.5-pro:generateContent",
        {"contents": [{"parts": [{"text": ASKED}], "role": "user"}]},
        {"candidates": [{"content": {"parts": [{"text": "Yes."}], "role": "model"}, "finishReason": "STOP"}]},
    ),
    "a bot of its own": exchange(
        "/bot/turn", {"question": ASKED, "session_id": "1"}, {"answer": "Yes.", "sources": []}
    ),
    "vercel": exchange(
        "/talk",
        SPOKEN,
        b'0:"Dear"\n0:" Ms"\nd:{"finishReason":"stop"}\n',
        "text/plain",
        answered={"x-vercel-ai-data-stream": "v1"},
    ),
    "hidden gateway": exchange(
        "/relay",
        b"\x00\x01",
        b"",
        "application/octet-stream",
        asked={"authorization": "Bearer " + "sk" + "-" + "Ab3" * 9},
        answered={"openai-processing-ms": "8"},
    ),
    "chinese": exchange(
        "/chat/send",
        {"prompt": "请把这封写给房东的信缩短一半，并且保持礼貌的语气"},
        sse(*({"text": token} for token in TOKENS)),
        "text/event-stream",
    ),
}
NOT_AI = {
    "analytics": exchange(
        "/g/collect", {"session_id": "1", "text": ASKED, "events": [{"name": "scroll"}]}, {"token": "x"}
    ),
    "error reports": exchange(
        "/api/42/envelope/",
        lines({"sent_at": "2026-11-21"}, {"message": "An error that nobody had expected came"}),
        {"id": "1"},
    ),
    "suggest": exchange(
        "/complete/search", {"q": "how do i shorten a letter"}, ["how do i", ["shorten a letter"]]
    ),
    "search": exchange(
        "/api/search", {"query": "a long red rain coat for children"}, {"hits": [{"text": "x"}]}
    ),
    "graphql shop": exchange(
        "/graphql",
        {
            "query": "query Products($id: ID!) { products(id: $id) { name price } }",
            "variables": {"id": "7", "model": "gemini chair"},
        },
        {"data": {"products": [{"name": "Chair", "content": "Oak", "token": "x"}]}},
    ),
    "a form": exchange("/contact", {"message": ASKED, "email": "x"}, {"ok": True, "text": "Thanks."}),
    "sign-in": exchange("/login", {"user": "eve", "session_id": "8"}, {"token": "abcdef"}),
    "team chat": exchange("/api/v4/messages", {"text": ASKED}, {"id": 1, "text": ASKED, "user": 3}),
    "prices": exchange(
        "/sse", b"", sse(*({"symbol": "ABC", "price": n} for n in range(9))), "text/event-stream"
    ),
    "survey": exchange("/survey", {"id": 4}, {"choices": ["a", "b"]}),
    "saved": exchange("/doc/save", {"text": ASKED, "session_id": "1"}, {"token": "next"}),
    "video": exchange("/seg/7", b"", b"\x00" * 99, "video/mp4"),
    "a page": exchange("/v1/chat/completions", b"", b"<html>choices delta</html>", "text/html"),
    "deep": exchange("/api/chat", b"[" * 90_000, b"[" * 90_000),
    "no answer": exchange("/v1/chat/completions", {"model": "gpt-5", **SPOKEN}, b""),
}


@pytest.mark.parametrize("name", AI)
def test_talk_with_an_ai_is_raised(name: str) -> None:
    found = recognise(AI[name])
    assert found.raised, found


@pytest.mark.parametrize("name", NOT_AI)
def test_what_ordinary_sites_do_is_not(name: str) -> None:
    found = recognise(NOT_AI[name])
    assert not found.raised, found


def test_points_and_signals_of_one_exchange() -> None:
    found = recognise(AI["openai"])
    # path 2; messages 3, text of a message is no field of its own, model 1, stream 1; stream of texts 3
    assert (found.request, found.response) == (
        ("path", "messages", "model", "conversation"),
        ("stream", "fields"),
    )
    assert found.score == 2 + 3 + 1 + 1 + 3


def test_what_is_against_takes_three_points() -> None:
    plain = recognise(exchange("/talk", SPOKEN, {"answer": "Yes."}))
    beacon = recognise(exchange("/talk/collect", SPOKEN, {"answer": "Yes."}))
    assert (plain.score, beacon.score, beacon.against) == (6, 3, ("analytics",))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/chat/completions?user=anna", "/v1/chat/completions"),
        ("/api/chat/anna.schmidt/8f3a", "/api/chat/*/*"),
        ("/v1beta/models/gemini-2.5-pro:generateContent", "/v1beta/models/*"),
        ("/webhook/3c1f/chat", "/webhook/*/chat"),
        ("/", "/"),
    ],
)
def test_a_template_keeps_no_names(path: str, expected: str) -> None:
    assert template(path) == expected


def test_nothing_said_is_kept_or_shown() -> None:
    for each in AI.values():
        assert "landlord" not in repr(each)
        assert "landlord" not in repr(recognise(each))
