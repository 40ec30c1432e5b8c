"""What services answer is read when it is over: credentials and other clients' names are counted, never stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proxy.standin import StandIn
from tests.e2e.actors import (
    EMAIL,
    LEAN,
    OTHER_EMAIL,
    Proxy,
    credential,
    promptward,
    run_proxy,
    traces,
    until,
    write_home,
)

CHAT, MESSAGES = "https://api.openai.com/v1/chat/completions", "https://api.anthropic.com/v1/messages"
CHATGPT = "https://chatgpt.com/backend-api/f/conversation"
CLAUDE = "https://claude.ai/api/organizations/o1/chat_conversations/c1/completion"
OTHER_NAME = "Falkenmoor Holding"
PASSWORD = "a long password"
CLIENTS = {"default": "", "other": "", "watched": "mode: observe\n", "deaf": "answers: off\n"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = write_home(tmp_path_factory.mktemp("answers") / "home", settings=LEAN, clients=CLIENTS)
    other = home / "clients" / "other.yaml"
    other.write_text(other.read_text().replace("name: Other", f"name: {OTHER_NAME}"))
    for client in ("watched", "deaf"):
        added = promptward(
            *("users", "add", client, "--client", client, "--password-stdin"),
            home=home,
            given=f"{PASSWORD}\n",
        )
        assert added.returncode == 0, added.stderr
    return home


@pytest.fixture(scope="module")
def proxy(home: Path, running_standin: StandIn) -> Iterator[Proxy]:
    with run_proxy(home, running_standin.port, running_standin.ca_file) as running:
        yield running


def bodies(text: str) -> dict[str, tuple[str, Any]]:
    """A prompt for each kind of answer."""
    said = [{"role": "user", "content": text}]
    message = {"id": "m1", "author": {"role": "user"}, "content": {"content_type": "text", "parts": [text]}}
    return {
        "json": (CHAT, {"model": "gpt-4o", "messages": said}),
        "stream": (CHAT, {"model": "gpt-4o", "messages": said, "stream": True}),
        "messages": (MESSAGES, {"model": "claude-x", "max_tokens": 9, "messages": said, "stream": True}),
        "chatgpt": (CHATGPT, {"action": "next", "messages": [message], "model": "auto"}),
        "claude": (CLAUDE, {"prompt": text, "model": "claude-x"}),
    }


def heard(
    proxy: Proxy, kind: str, text: str, say: str = "{prompt}", *, client: str = "default", **knobs: str
) -> dict[str, Any]:
    """The record of the answer's end. ``say`` is what the service answers."""
    url, body = bodies(text)[kind]
    before = len(proxy.records("outcome", client))
    headers = {f"x-standin-{name}": value for name, value in {"say-token": say, **knobs}.items()}
    user = "" if client == "default" else f"{client}:{PASSWORD.replace(' ', '%20')}"
    with proxy.http(user=user) as http:
        answer = http.post(url, json=body, headers=headers)
    assert answer.status_code == int(knobs.get("status", 200)), answer.text
    assert until(lambda: len(proxy.records("outcome", client)) > before)
    return proxy.records("outcome", client)[-1]


@pytest.mark.parametrize("kind", list(bodies("")))
def test_a_credential_in_an_answer_is_counted(proxy: Proxy, home: Path, kind: str) -> None:
    secret = credential()
    record = heard(proxy, kind, "How do I log in?", f"Export {secret} first.")
    assert sum(record["kinds"].values()) == 1
    assert sum(record["classes"].values()) == 1
    assert record["level"] == ("generic" if kind == "json" else "understood")
    assert record["ref"] == proxy.records()[-1]["id"]
    assert traces(home, secret) == []


@pytest.mark.parametrize("kind", list(bodies("")))
@pytest.mark.parametrize("status", ["401", "429", "500"])
def test_errors_are_read_too(proxy: Proxy, kind: str, status: str) -> None:
    record = heard(proxy, kind, "How do I log in?", f"Wrong key: {credential()}", status=status)
    assert (record["status"], sum(record["kinds"].values())) == (int(status), 1)


@pytest.mark.parametrize("kind", list(bodies("")))
def test_another_clients_name_is_counted_without_saying_whose(proxy: Proxy, home: Path, kind: str) -> None:
    record = heard(proxy, kind, "Who has the same trouble?", f"So had {OTHER_NAME.upper()} last year.")
    assert record["kinds"] == {"OTHER_CLIENT": 1}
    assert record["classes"] == {"other.client": 1}
    assert "falkenmoor" not in str(record).lower()


@pytest.mark.parametrize("kind", list(bodies("")))
def test_what_the_person_wrote_does_not_count(proxy: Proxy, kind: str) -> None:
    redacted = heard(proxy, kind, f"Write to {EMAIL}.")
    left = heard(proxy, kind, f"Write to {EMAIL} at {OTHER_NAME}.", client="watched")
    new = heard(proxy, kind, f"Write to {EMAIL}.", f"{{prompt}} And to {OTHER_EMAIL}.", client="watched")
    assert [record.get("kinds", {}) for record in (redacted, left)] == [{}, {}]
    assert redacted["counts"]["restored"] >= 1
    assert new["kinds"] == {"EMAIL_ADDRESS": 1}


def test_a_packed_answer_is_read_and_one_cut_in_pieces_too(proxy: Proxy) -> None:
    secret = credential()
    for knobs in ({"encoding": "gzip"}, {"encoding": "zstd"}, {"split": "3"}, {"chunk": "5"}):
        record = heard(proxy, "stream", "How do I log in?", f"Export {secret} first.", **knobs)
        assert sum(record.get("kinds", {}).values()) == 1, knobs


def test_a_client_may_choose_that_nobody_listens(proxy: Proxy) -> None:
    record = heard(proxy, "json", "How do I log in?", f"Export {credential()} first.", client="deaf")
    assert "level" not in record
    assert "kinds" not in record


def test_the_usage_report_shows_what_was_in_answers(proxy: Proxy, home: Path) -> None:
    heard(proxy, "stream", "Who has the same trouble?", f"So had {OTHER_NAME}.")
    done = promptward("report", "usage", "--client", "default", "--format", "table", home=home)
    assert done.returncode == 0, done.stderr
    assert "In answers" in done.stdout
    assert "other.client" in done.stdout
