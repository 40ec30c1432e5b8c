"""A real browser on pages that speak the web protocols of ChatGPT, Claude, Gemini and Codex, behind the proxy."""

import io
from collections.abc import Iterator, Sequence
from urllib.parse import unquote_plus

import docx
import pytest
from playwright.sync_api import BrowserContext, Page

from proxy.standin import Seen, StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, leaks, prompt, until
from tests.e2e.browsing import browser, opened, ready, say, shown

HOSTS = ("chatgpt.com", "claude.ai", "files.oaiusercontent.com", "gemini.google.com")
PAGES = (
    "https://chatgpt.com/",
    "https://claude.ai/",
    "https://chatgpt.com/codex",
    "https://gemini.google.com/app",
)
TEXT = prompt(f"Please answer {EMAIL} or ring {PHONE}.")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def chromium(proxy: Proxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(proxy, tmp_path_factory.mktemp("browser"), HOSTS) as context:
        yield context


def letter(*lines: str) -> bytes:
    made = docx.Document()
    for text in lines:
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("url", PAGES)
def test_a_prompt_leaves_redacted_and_its_answer_is_shown_restored(
    chromium: BrowserContext, standin: StandIn, url: str
) -> None:
    page = opened(chromium, url)
    say(page, TEXT)
    assert shown(page, "assistant") == f"You wrote: {TEXT}"
    assert page.locator("#thread .error").count() == 0
    assert leaks(standin.seen, EMAIL, PHONE) == []
    sent = unquote_plus(standin.seen[-1].body.decode())
    assert len(set(PLACEHOLDER.findall(sent))) == 2
    page.close()


@pytest.mark.parametrize("url", PAGES)
def test_a_refusal_is_shown_on_the_page_and_the_page_goes_on(
    chromium: BrowserContext, standin: StandIn, proxy: Proxy, url: str
) -> None:
    secret = credential()
    page = opened(chromium, url)
    say(page, prompt(f"Why does the upload fail with {secret}?"))
    told = page.locator("#thread .assistant, #thread .error").last.inner_text()
    assert any(
        record.get("ticket", "none") in told for record in proxy.records()[-2:]
    )  # what is typed has its own
    assert "credential" in told.lower()
    assert leaks(standin.seen, secret) == []
    say(page, "Which stone are kerbs made of?")
    assert shown(page, "assistant") == "You wrote: Which stone are kerbs made of?"
    page.close()


def test_what_is_typed_does_not_leave_before_it_is_sent(
    chromium: BrowserContext, standin: StandIn, proxy: Proxy
) -> None:
    page = opened(chromium, PAGES[0])
    page.locator("#prompt").fill(TEXT)

    def prepared() -> bool:
        return any(one.path.endswith("/prepare") for one in standin.seen)

    assert until(prepared)
    assert leaks(standin.seen, EMAIL, PHONE) == []
    page.close()


def attach(page: Page, name: str, data: bytes) -> None:
    page.locator("#file").set_input_files({"name": name, "mimeType": WORD, "buffer": data})
    page.locator("#thread .file, #thread .error").wait_for()
    ready(page)


def brought(seen: Sequence[Seen]) -> list[bytes]:
    """The office files that arrived, raw or in a form."""
    bodies = [one.body for one in seen if b"PK\x03\x04" in one.body]
    cuts = [(body.index(b"PK\x03\x04"), body.rfind(b"\r\n--")) for body in bodies]
    return [body[start : end if start else None] for body, (start, end) in zip(bodies, cuts, strict=True)]


@pytest.mark.parametrize("url", PAGES[:2])
def test_a_document_arrives_without_its_values(chromium: BrowserContext, standin: StandIn, url: str) -> None:
    page = opened(chromium, url)
    attach(page, "letter.docx", letter("Dear Sirs,", f"Write to {EMAIL} or ring {PHONE}.", "Yours"))
    assert shown(page, "file") == "letter.docx is attached"
    assert leaks(standin.seen, EMAIL, PHONE) == []
    (arrived,) = brought(standin.seen)
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(arrived)).paragraphs]
    assert lines[0] == "Dear Sirs,"
    assert lines[-1] == "Yours"
    email, phone = PLACEHOLDER.findall(lines[1])
    # What the service says about the file is turned back for the person who brought it.
    say(page, f"Which of {email} and {phone} is the better one?")
    assert shown(page, "assistant") == f"You wrote: Which of {EMAIL} and {PHONE} is the better one?"
    assert email in standin.seen[-1].body.decode()
    page.close()


@pytest.mark.parametrize("url", PAGES[:2])
def test_a_document_with_a_credential_is_refused_on_the_page(
    chromium: BrowserContext, standin: StandIn, proxy: Proxy, url: str
) -> None:
    page = opened(chromium, url)
    attach(page, "deploy.docx", letter(f"The access key is {credential()}."))
    assert proxy.records()[-1]["ticket"] in shown(page, "error")
    assert brought(standin.seen) == []
    page.close()


def test_a_link_with_a_secret_shows_a_page_that_says_why(
    chromium: BrowserContext, standin: StandIn, proxy: Proxy
) -> None:
    secret = credential()
    page = chromium.new_page()
    page.goto(f"https://chatgpt.com/?q=Why+does+{secret}+fail")
    assert page.locator("h1").inner_text() == "Stopped by Default's data policy"
    told = page.locator("main").inner_text()
    assert any(
        record.get("ticket", "none") in told for record in proxy.records()[-3:]
    )  # its icon has its own
    assert leaks(standin.seen, secret) == []
    page.close()
