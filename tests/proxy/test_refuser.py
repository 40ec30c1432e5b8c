"""Refusals reach people as what they asked for: a page in a browser, the service's own error elsewhere."""

import pytest

from proxy.capture import SOCKET, Capture
from proxy.effect import Reply
from proxy.refuser import Refuser
from proxy.services.catalog import load_catalogue
from proxy.wording import refusal_of_link

NAVIGATION = (("accept", "text/html,application/xhtml+xml,*/*;q=0.8"), ("sec-fetch-dest", "document"))


def _capture(*headers: tuple[str, str], method: str = "GET") -> Capture:
    return Capture(method, "chatgpt.com", 443, "/?q=a", headers, b"")


@pytest.mark.parametrize(
    ("capture", "expected"),
    [
        (_capture(*NAVIGATION), True),
        (_capture(*NAVIGATION, method="POST"), True),
        (_capture(("sec-fetch-dest", "iframe")), True),
        (_capture(("accept", "text/html")), True),
        (_capture(("accept", "text/html"), ("sec-fetch-dest", "empty")), False),
        (_capture(("accept", "*/*")), False),
        (_capture(), False),
        (_capture(("accept", "text/html"), method=SOCKET), False),
    ],
)
def test_a_browser_that_will_show_the_answer_is_known(capture: Capture, expected: bool) -> None:
    assert capture.asks_for_page is expected


def test_a_page_says_the_title_once_and_quotes_nothing_as_html() -> None:
    refusal = refusal_of_link("files.example", "<b>Acme</b>", "PW-ABC234")
    reply = Refuser(load_catalogue()).reply("openai", "chat", _capture(*NAVIGATION), refusal, stream=False)
    assert isinstance(reply, Reply)
    text = b"".join([reply.body]).decode()
    assert dict(reply.headers)["content-type"] == "text/html; charset=utf-8"
    assert "<b>Acme" not in text
    assert "PW-ABC234" in text
    assert text.count(refusal.title.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;")) == 2
