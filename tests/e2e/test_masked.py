"""With ``answers: mask`` a credential in an answer is taken out before anybody sees it."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, LEAN, Proxy, credential, run_proxy, traces, until, write_home
from tests.e2e.test_answers import OTHER_NAME, bodies

CLIENTS = {"default": "answers: mask\n", "other": ""}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = write_home(tmp_path_factory.mktemp("masked") / "home", settings=LEAN, clients=CLIENTS)
    other = home / "clients" / "other.yaml"
    other.write_text(other.read_text().replace("name: Other", f"name: {OTHER_NAME}"))
    return home


@pytest.fixture(scope="module")
def proxy(home: Path, running_standin: StandIn) -> Iterator[Proxy]:
    with run_proxy(home, running_standin.port, running_standin.ca_file) as running:
        yield running


def ask(proxy: Proxy, kind: str, text: str, say: str, **knobs: str) -> tuple[str, dict[str, object]]:
    """What is shown, and the record of the answer's end."""
    url, body = bodies(text)[kind]
    before = len(proxy.records("outcome"))
    with proxy.http() as http:
        headers = {f"x-standin-{name}": value for name, value in {"say-token": say, **knobs}.items()}
        answer = http.post(url, json=body, headers=headers)
    assert answer.status_code == int(knobs.get("status", 200)), answer.text
    assert until(lambda: len(proxy.records("outcome")) > before)
    return answer.text, proxy.records("outcome")[-1]


def said(kind: str, shown: str) -> str:
    """The text that a person reads."""
    if kind == "json":
        return str(json.loads(shown)["choices"][0]["message"]["content"])
    events = [json.loads(line[6:]) for line in shown.splitlines() if line.startswith("data: {")]
    if kind == "stream":
        return "".join(choice["delta"].get("content") or "" for one in events for choice in one["choices"])
    return "".join(one["delta"].get("text", "") for one in events if one["type"] == "content_block_delta")


@pytest.mark.parametrize("kind", ["json", "stream", "messages"])
@pytest.mark.parametrize("knobs", [{}, {"split": "3"}, {"encoding": "gzip"}], ids=str)
def test_a_credential_is_masked_and_the_rest_is_shown(
    proxy: Proxy, home: Path, kind: str, knobs: dict[str, str]
) -> None:
    secret = credential()
    shown, record = ask(
        proxy, kind, "How do I log in?", f"Export {secret} first, as {OTHER_NAME} did.", **knobs
    )
    kinds = record["kinds"]
    assert isinstance(kinds, dict)
    (key,) = set(kinds) - {"OTHER_CLIENT"}
    assert said(kind, shown) == f"Export [removed: {key}] first, as [removed: OTHER_CLIENT] did."
    assert record["counts"] == {"masked": 2}
    assert traces(home, secret) == []


@pytest.mark.parametrize("kind", ["json", "stream", "messages"])
def test_an_error_is_masked_and_stays_one(proxy: Proxy, kind: str) -> None:
    secret = credential()
    shown, record = ask(proxy, kind, "How do I log in?", f"Wrong key: {secret}", status="401")
    assert secret not in shown
    assert "Wrong key: [removed: " in json.loads(shown)["error"]["message"]
    assert (record["status"], record["counts"]) == (401, {"masked": 1})


@pytest.mark.parametrize("kind", ["json", "stream", "messages"])
def test_what_the_person_wrote_is_shown(proxy: Proxy, kind: str) -> None:
    secret = credential()
    shown, record = ask(proxy, kind, f"Write to {EMAIL}.", f"{{prompt}} Take {secret}.", split="4")
    assert said(kind, shown).startswith(f"Write to {EMAIL}. Take [removed: ")
    assert record["counts"] == {"restored": 1, "masked": 1}


@pytest.mark.parametrize("kind", ["json", "stream", "messages"])
def test_an_answer_without_any_is_as_it_was(proxy: Proxy, kind: str) -> None:
    shown, record = ask(proxy, kind, "How do I log in?", "Ask your administrator.")
    assert said(kind, shown) == "Ask your administrator."
    assert not record.get("counts")


@pytest.mark.parametrize("kind", ["stream", "messages"])
def test_an_answer_that_cannot_be_read_to_its_end_is_refused(proxy: Proxy, kind: str) -> None:
    secret = credential()
    shown, record = ask(proxy, kind, "many words " * 1000, "{prompt}" * 25 + secret, split="5000")
    assert "Not shown" in shown
    assert "many words" not in shown
    assert secret not in shown
    assert record["level"] == "opaque"


def test_a_stream_too_large_to_be_held_is_refused_and_cut(proxy: Proxy) -> None:
    url, body = bodies("many words " * 5000)["stream"]
    before, shown = len(proxy.records("outcome")), b""
    headers = {"x-standin-say": "{prompt}" * 100, "x-standin-split": "20000"}
    with (
        proxy.http() as http,
        contextlib.suppress(httpx.RemoteProtocolError),
        http.stream("POST", url, json=body, headers=headers) as answer,
    ):
        for chunk in answer.iter_raw():
            shown += chunk
    assert b"Not shown" in shown
    assert b"many words" not in shown
    assert until(lambda: len(proxy.records("outcome")) > before)
    assert proxy.records("outcome")[-1]["level"] == "opaque"
