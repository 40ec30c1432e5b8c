"""Signing in: what proves who a person is goes to the service, and nothing else does."""

import json
from dataclasses import replace
from typing import Any, cast

import pytest

from classifiers.catalog import Options, load
from policies.decision import Action
from proxy.capture import SOCKET, Capture
from proxy.inspect import Task, inspect
from proxy.listening import Listening
from proxy.services.catalog import load_catalogue
from tests.proxy.test_hearing import policy_of

SCANNER, CATALOGUE = load(Options(names_model="none")), load_catalogue()
KEY = "AKIA" + "HOV5CJUK4KW7UO4W"
FORM = "application/x-www-form-urlencoded"
WINDSURF = "sk-ws-01-" + "aB3dE6gH9kL2mN5pQ8rS1tU4vW7xY0zA-C_" * 2


def field(number: int, inside: bytes) -> bytes:
    """A field of protocol buffers with a length of one byte."""
    return bytes([number << 3 | 2, len(inside)]) + inside


def action(
    host: str, path: str, body: object, kind: str = "application/json", method: str = "POST"
) -> Action:
    data = (
        body
        if isinstance(body, bytes)
        else body.encode()
        if isinstance(body, str)
        else json.dumps(body).encode()
    )
    capture = Capture(method, host, 443, path, (("content-type", kind),), data)
    return inspect(
        Task(capture, "ada", b"k" * 32, 1 << 20), policy_of(""), SCANNER, CATALOGUE
    ).decision.action


@pytest.mark.parametrize(
    ("host", "path", "body", "kind"),
    [
        ("claude.ai", "/api/auth/send_magic_link", {"email_address": "ada@kellerbau.de"}, ""),
        (
            "chat.deepseek.com",
            "/api/v0/users/login",
            {"email": "ada@kellerbau.de", "password": "Tr0ub4dor&3x"},
            "",
        ),
        ("api.anthropic.com", "/v1/oauth/token", {"grant_type": "refresh_token", "refresh_token": KEY}, ""),
        ("poe.com", "/token", f"grant_type=authorization_code&code={KEY}&code_verifier={KEY}", FORM),
        ("huggingface.co", "/login", "username=ada%40kellerbau.de&password=my+long+Pass0word%21", FORM),
        ("www.perplexity.ai", "/api/auth/signin/email", "email=ada%40kellerbau.de&csrfToken=" + KEY, FORM),
        (
            "www.meta.ai",
            "/api/graphql/",
            f"access_token={KEY}&variables=%7B%22text%22%3A%22hello%22%7D",
            FORM,
        ),
    ],
)
def test_what_signs_a_person_in_passes(host: str, path: str, body: object, kind: str) -> None:
    assert action(host, path, body, kind or "application/json") is Action.ALLOW


def test_an_address_in_the_query_of_a_sign_in_passes() -> None:
    path = "/api/auth/login_methods?email=ada%40kellerbau.de&source=claude"
    assert action("claude.ai", path, "", method="GET") is Action.ALLOW


@pytest.mark.parametrize(
    ("host", "path", "body", "kind"),
    [
        ("claude.ai", "/api/auth/send_magic_link", {"email_address": "a@b.de", "note": KEY}, ""),
        (
            "claude.ai",
            "/api/auth/send_magic_link",
            {"email_address": f"please write the letter to {KEY} " * 9},
            "",
        ),
        ("claude.ai", "/api/auth/send_magic_link", {"identifier": f"it is {KEY}"}, ""),
        ("chatgpt.com", "/ces/v1/t", {"token": f"it is {KEY}"}, ""),
        ("claude.ai", "/api/auth/send_magic_link?note=" + KEY, {}, ""),
        ("claude.ai", "/api/organizations/login", {"text": KEY}, ""),
        ("poe.com", "/token", {"code": KEY}, ""),
        ("claude.ai", "/api/auth/verify/notes", {"password": KEY}, ""),
        ("www.meta.ai", "/api/graphql/", f"access_token=a&variables=%7B%22text%22%3A%22{KEY}%22%7D", FORM),
        ("poe.com", "/api/gql_POST", {"access_token": KEY}, ""),
        ("chatgpt.com", "/cdn-cgi/challenge-platform/h/g/x", KEY, "text/plain"),
    ],
)
def test_nothing_else_passes_with_it(host: str, path: str, body: object, kind: str) -> None:
    assert action(host, path, body, kind or "application/json") is Action.BLOCK


def test_a_program_s_own_key_in_its_messages_passes_alone() -> None:
    path = "/exa.api_server_pb.ApiServerService/GetChatMessage"
    mine = field(1, field(1, b"windsurf") + field(3, WINDSURF.encode()))
    assert action("server.codeium.com", path, mine + field(2, b"hello"), "application/proto") is Action.ALLOW
    assert action("api2.cursor.sh", path, mine, "application/proto") is Action.BLOCK
    told = mine + field(2, f"it is {WINDSURF}".encode())
    assert action("server.codeium.com", path, told, "application/proto") is Action.BLOCK


def test_the_first_message_of_a_socket_may_hold_the_service_s_key() -> None:
    path, kind = "/v1/text-to-speech/v/stream-input", "text/plain"
    opening = {"text": " ", "xi_api_key": "sk_" + "0123456789abcdef" * 3}
    assert action("api.elevenlabs.io", path, opening, kind, SOCKET) is Action.ALLOW
    bearer = {"text": " ", "authorization": f"Bearer {KEY}"}
    assert action("api.elevenlabs.io", path, bearer, kind, SOCKET) is Action.ALLOW
    assert action("api.elevenlabs.io", path, {"text": KEY}, kind, SOCKET) is Action.BLOCK


@pytest.mark.parametrize(
    ("dialect", "route", "masked"),
    [
        ("sign_in", "sign_in", False),
        ("openai_realtime", "session", False),
        ("chatgpt_web", "files", False),
        ("chatgpt_web", "conversation", True),
        ("generic", "request", True),
    ],
)
def test_tokens_and_links_that_a_client_needs_are_not_masked(dialect: str, route: str, masked: bool) -> None:
    class Clients:
        def get(self, client: str) -> Any:
            return policy_of("answers: mask\n")

    listening = Listening(cast(Any, None), cast(Any, Clients()), cast(Any, None))
    capture = Capture("POST", "chatgpt.com", 443, "/", (), b"{}")
    inspection = inspect(Task(capture, "ada", b"k" * 32, 1 << 20), policy_of(""), SCANNER, CATALOGUE)
    told = replace(inspection, dialect=dialect, route=route)
    assert listening.masks("acme", "application/json", told) is masked


def test_what_tells_one_talk_or_request_from_another_is_no_log_in() -> None:
    drawn = "aB3dE6gH9kL2mN5pQ8rS1t"
    told = {
        "sessionId": drawn,
        "session_id": "0f1e2d3c4b5a6978" * 2,
        "idempotency_key": drawn,
        "prompt": "hello",
    }
    assert action("poe.com", "/api/chat", told) is Action.ALLOW
    assert action("poe.com", "/api/chat", {"session_id": KEY, "prompt": "hello"}) is Action.BLOCK
    assert action("poe.com", "/api/chat", {"api_key": drawn, "prompt": "hello"}) is Action.BLOCK


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            {"prompt": "hello", "tenantId": 48291734, "formKey": "b1946ac92492d2347c6235b4d2611184"},
            Action.ALLOW,
        ),
        ({"prompt": "hello", "context": {"clientId": "48291734"}}, Action.ALLOW),
        ({"prompt": "hello", "data": {"tenantId": 48291734}}, Action.BLOCK),
        ({"prompt": json.dumps({"tenant_id": 48291734})}, Action.BLOCK),
        ({"prompt": "hello", "formKey": KEY}, Action.BLOCK),
        ({"prompt": "hello", "clientId": "my key is " + KEY}, Action.BLOCK),
    ],
)
def test_a_page_may_say_whose_account_it_is(body: object, wanted: Action) -> None:
    assert action("www.blackbox.ai", "/api/chat", body) is wanted
