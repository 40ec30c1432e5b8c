"""Results of tools in chats, as the vendors' wires carry them: told by name, and each only when it is new."""

import json

import pytest

from proxy.body.json import parse
from proxy.body.opened import open_object
from proxy.body.toolcalls import answered
from proxy.capture import Capture
from proxy.services.catalog import dialects
from reports.record import tools_named

ANTHROPIC = {
    "messages": [
        {"role": "user", "content": "look"},
        {
            "role": "assistant",
            "content": [{"type": "tool_use", "id": "t1", "name": "Read", "input": {"name": "x"}}],
        },
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t1", "content": "old"}]},
        {
            "role": "assistant",
            "content": [
                {"type": "tool_use", "id": "t2", "name": "Bash", "input": {}},
                {"type": "tool_use", "id": "t3", "name": "mcp__github__search", "input": {}},
            ],
        },
        {
            "role": "user",
            "content": [
                {"type": "tool_result", "tool_use_id": "t2", "content": "new"},
                {"type": "tool_result", "tool_use_id": "t3", "content": "new"},
                {"type": "tool_result", "tool_use_id": "gone", "content": "new"},
            ],
        },
    ]
}
CHAT = {
    "messages": [
        {"role": "assistant", "tool_calls": [{"id": "c0", "type": "function", "function": {"name": "old"}}]},
        {"role": "tool", "tool_call_id": "c0", "content": "old"},
        {
            "role": "assistant",
            "tool_calls": [
                {"id": "c1", "type": "function", "function": {"name": "send_mail", "arguments": "{}"}},
                {"function": {"arguments": "{}", "name": "search"}, "type": "function", "id": "c2"},
            ],
        },
        {"role": "tool", "tool_call_id": "c2", "content": "new"},
        {"role": "tool", "tool_call_id": "c1", "content": "new"},
    ],
    "tools": [{"type": "function", "function": {"name": "unused"}}],
}
RESPONSES = {
    "input": [
        {"type": "function_call", "call_id": "a", "id": "fc_a", "name": "old", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "a", "output": "old"},
        {"type": "function_call", "call_id": "b", "id": "fc_b", "name": "shell", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "b", "output": "new"},
    ]
}
GEMINI = {
    "contents": [
        {"role": "model", "parts": [{"functionCall": {"name": "look_up", "args": {}}}]},
        {"role": "user", "parts": [{"functionResponse": {"name": "look_up", "response": {"name": "x"}}}]},
    ]
}
CONVERSE = {
    "messages": [
        {
            "role": "assistant",
            "content": [{"toolUse": {"toolUseId": "u1", "name": "send_mail", "input": {}}}],
        },
        {"role": "user", "content": [{"toolResult": {"toolUseId": "u1", "content": [{"text": "new"}]}}]},
    ]
}
OLLAMA = {"messages": [{"role": "tool", "tool_name": "weather", "content": "new"}]}


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (ANTHROPIC, ["Bash", "mcp__github__search", ""]),
        (CHAT, ["search", "send_mail"]),
        (RESPONSES, ["shell"]),
        (GEMINI, ["look_up"]),
        (CONVERSE, ["send_mail"]),
        (OLLAMA, ["weather"]),
        ({"messages": [*CHAT["messages"], {"role": "assistant", "content": "done"}, {"role": "user"}]}, []),
        ({"messages": [{"role": "user", "content": "hello"}], "tools": CHAT["tools"]}, []),
        ({"input": [{"type": "function_call_output", "call_id": "z", "output": "x"}]}, [""]),
    ],
    ids=[
        "anthropic",
        "chat",
        "responses",
        "gemini",
        "converse",
        "ollama",
        "answered",
        "only-offered",
        "unknown",
    ],
)
def test_new_results_by_the_name_of_their_tool(body: dict[str, object], names: list[str]) -> None:
    assert list(answered(parse(json.dumps(body)))) == names


@pytest.mark.parametrize(
    ("dialect", "route", "body", "names"),
    [
        ("anthropic_messages", "messages", ANTHROPIC, {"Bash": 1, "mcp__github__search": 1, "other": 1}),
        ("openai_chat", "chat.completions", CHAT, {"search": 1, "send_mail": 1}),
        ("openai_responses", "responses", RESPONSES, {"shell": 1}),
        ("gemini", "generate", GEMINI, {"look_up": 1}),
    ],
)
def test_the_dialects_tell_them(
    dialect: str, route: str, body: dict[str, object], names: dict[str, int]
) -> None:
    raw = json.dumps(body).encode()
    capture = Capture("POST", "api.example", 443, "/", (("content-type", "application/json"),), raw)
    assert tools_named(dialects()[dialect].read(route, capture, raw).tools) == names


def test_many_are_counted_only_so_far() -> None:
    many = {"messages": [{"role": "tool", "name": f"t{number}"} for number in range(3_000)]}
    assert len(answered(parse(json.dumps(many)))) == 1_000


def test_a_body_without_an_object_has_none() -> None:
    from proxy.services.openai_chat.request import SHAPE

    builder, _ = open_object(b"", SHAPE)
    assert builder.build().tools == ()
