"""What a client is told where no dialect can speak quotes neither the client nor the service."""

from typing import Any

import pytest

from proxy.edge.pages import Told, error_response, page, told
from tests.proxy.edge.conftest import SECRET
from tests.proxy.edge.test_border import _tls

IN_THE_RIGS_LOOP = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    "problem",
    [
        f"Cannot parse HTTP response: Bad HTTP response line: b'{SECRET}'",
        f"Certificate verify failed: hostname mismatch {SECRET}",
        f"something new: {SECRET}",
    ],
)
def test_the_words_of_the_engine_are_not_shown(problem: str) -> None:
    said = told(problem, "api.openai.com")
    assert isinstance(said, Told)
    assert "api.openai.com" in said
    assert SECRET not in said
    assert told(said, "claude.ai") is said


@pytest.mark.parametrize("status", [400, 413, 431, 502, 418])
def test_only_messages_of_ours_are_shown(status: int) -> None:
    assert SECRET.encode() not in page(status, SECRET)
    assert page(status, SECRET).startswith(b"Promptward: ")
    assert b"mitmproxy" not in error_response(status, SECRET)
    assert page(status, Told("Promptward: so it is.")) == b"Promptward: so it is.\n"


@IN_THE_RIGS_LOOP
@pytest.mark.parametrize(
    "request_bytes",
    [
        b"GE T / %s\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: api.openai.com\r\nBad Header %s\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: api.openai.com\r\nContent-Length: %s\r\n\r\n",
        b"CONNECT %s:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
async def test_what_is_no_request_is_answered_in_our_words(rig: Any, request_bytes: bytes) -> None:
    answer = await _tls(rig, "api.openai.com:443", "api.openai.com", request_bytes % SECRET.encode())
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"Promptward: this is no HTTP request" in answer
    assert SECRET.encode() not in answer
    assert b"mitmproxy" not in answer
    assert rig.standin.seen == ()
