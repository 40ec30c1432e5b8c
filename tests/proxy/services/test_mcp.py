"""MCP: told by its content at any host, its headers kept equal, its tools counted, its refusals results."""

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import replace

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from proxy.body.copies import told, written
from proxy.capture import Capture
from proxy.contract import Edit, Refusal
from proxy.services.catalog import dialects, load_catalogue
from reports.record import tools_named

BLOCKED = Refusal("T-1", "Blocked by Acme", "A key was found.", ("keys.cloud",), "Take it out.")
MCP = dialects()["mcp"]


def call(*messages: object, **headers: str) -> Capture:
    body = json.dumps(messages[0] if len(messages) == 1 else list(messages)).encode()
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Capture("POST", "api.openai.com", 443, "/any/path", named, body)


def tool(number: object, name: str = "send_mail", **arguments: object) -> dict[str, object]:
    params = {"name": name, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}


@pytest.mark.parametrize(
    ("change", "route"),
    [
        ({}, "tools.call"),
        ({"method": "GET"}, ""),
        ({"path": "/a//b"}, ""),
        ({"headers": (("content-encoding", "gzip"), ("content-type", "application/json"))}, ""),
        ({"body": b'{"jsonrpc":"2.0","id":1,"method":"eth_sendTransaction"}'}, ""),
        ({"body": b'{"jsonrpc":"1.0","id":1,"method":"tools/call"}'}, ""),
        ({"body": b'{"messages":[{"jsonrpc":"2.0","method":"tools/call"}]}'}, ""),
        ({"body": b'[{"jsonrpc":"2.0","method":"ping","id":1},{"a":1}]'}, ""),
        ({"body": b'{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"m"}}'}, "answer"),
    ],
)
def test_it_is_told_by_its_content(change: dict[str, object], route: str) -> None:
    assert MCP.route(replace(call(tool(1)), **change)) == route  # type: ignore[arg-type]


def test_it_is_asked_at_every_host_after_the_services_own_dialects() -> None:
    catalogue = load_catalogue()
    service = catalogue.service_for("api.openai.com")
    assert catalogue.dialect_for(service, call(tool(1)))[0].id == "mcp"
    chat = replace(call(tool(1)), path="/v1/chat/completions")
    assert catalogue.dialect_for(service, chat)[0].id == "openai_chat"


@pytest.mark.parametrize(
    ("label", "pack"),
    [
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("deflate", zlib.compress),
    ],
)
def test_a_packed_message_is_told_by_what_is_in_it(label: str, pack: Callable[[bytes], bytes]) -> None:
    plain = call(tool(1), content_encoding=label, content_type="application/json; charset=utf-8")
    assert MCP.route(replace(plain, body=pack(plain.body))) == "tools.call"
    assert MCP.route(replace(plain, body=pack(plain.body)[:-9])) == ""


def test_copies_follow_their_place() -> None:
    capture = call(tool(1, note="Ada", to="Ada", other="x"), mcp_param_to="Ada", mcp_param_other="y")
    document = MCP.read("tools.call", capture, capture.body)
    ada = [segment.place for segment in document.segments if segment.text == "Ada"]
    assert len(ada) == 2
    assert document.headers([Edit(ada[0], 0, 3, "[A]")]) == ()  # the note has no copy
    assert document.headers([Edit(ada[1], 1, 3, "[Ü]")]) == (("mcp-param-to", "=?base64?QVvDnF0=?="),)
    (strange,) = [segment for segment in document.segments if segment.text == "y"]
    assert not strange.editable  # a header that repeats nothing is read all the same


@given(st.text())
def test_a_header_says_what_was_written(text: str) -> None:
    value = written(text.encode("utf-8", "replace").decode())
    assert value.isascii()
    assert not set(value) & set("\r\n\0")
    assert told(value) == text.encode("utf-8", "replace").decode()


def test_each_call_that_waits_gets_its_answer() -> None:
    capture = call(
        tool(7), {"jsonrpc": "2.0", "method": "notifications/initialized"}, {**tool("b"), "method": "ping"}
    )
    document = MCP.read("batch", capture, capture.body)
    answers = json.loads(MCP.refuse("batch", BLOCKED, stream=False, about=document.about).body)
    assert [answer["id"] for answer in answers] == [7, "b"]
    assert answers[0]["result"]["isError"] is True
    assert BLOCKED.ticket in answers[0]["result"]["content"][0]["text"]
    assert BLOCKED.ticket in answers[1]["error"]["message"]


def test_tools_are_counted_by_name_and_what_could_be_something_else_is_not_named() -> None:
    capture = call(tool(1), tool(2), tool(3, "Ada Lovelace, ada@example.com"), tool(4, "x123456789"))
    document = MCP.read("batch", capture, capture.body)
    assert tools_named(document.tools) == {"send_mail": 2, "other": 2}


@pytest.mark.parametrize(
    ("number", "told"), [("1.5", 1.5), ('"a"', "a"), ("7", 7), ("1e999", None), ("null", None)]
)
def test_a_refusal_tells_the_id_that_was_asked_with(number: str, told: object) -> None:
    capture = call(tool(1))
    body = capture.body.replace(b'"id": 1', b'"id": ' + number.encode())
    document = MCP.read("tools.call", replace(capture, body=body), body)
    answer = json.loads(MCP.refuse("tools.call", BLOCKED, stream=False, about=document.about).body)
    assert answer["id"] == told
