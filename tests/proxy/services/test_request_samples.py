"""Every dialect proves itself by the samples beside it; a sample that lies is found out."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from typer.testing import CliRunner

from proxy.capture import Capture
from proxy.commands.services import app
from proxy.contract import Document
from proxy.home import open_home
from proxy.services import samples
from proxy.services.catalog import dialects
from proxy.services.samples import Sample, SampleFault, check_dialect, load_samples

GOOD: dict[str, Any] = {
    "name": "a chat",
    "host": "api.openai.com",
    "path": "/v1/chat/completions",
    "json": {"model": "m", "messages": [{"role": "user", "content": "hello jonas"}]},
    "route": "chat.completions",
    "model": "m",
    "conversation": "first:\nhello jonas",
    "places": ["meta: !m", "user: hello jonas"],
}


@pytest.mark.parametrize("name", sorted(dialects()))
def test_the_samples_of_a_dialect_hold(name: str) -> None:
    assert len(load_samples(name)) >= 3
    assert check_dialect(dialects()[name]) == ()


def faults(monkeypatch: pytest.MonkeyPatch, *rows: dict[str, Any]) -> tuple[str, ...]:
    monkeypatch.setattr(samples, "load_samples", lambda _: tuple(Sample.model_validate(row) for row in rows))
    return tuple(check_dialect(dialects()["openai_chat"]))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        ({"route": "completions"}, "route is chat.completions"),
        ({"places": ["meta: !m"]}, "not expected: user: hello jonas"),
        ({"places": ["meta: m", "user: hello jonas"]}, "not found: meta: m"),
        ({"places": ["user: hello jonas", "meta: !m"]}, "another order"),
        ({"model": "n"}, "model is"),
        ({"stream": True}, "stream is"),
        ({"conversation": "x"}, "conversation is"),
        ({"opaque": ["image/png"]}, "opaque is"),
        ({"unreadable": True}, "must not be"),
        ({"json": None, "text": "{"}, "unreadable: the body is not valid JSON"),
    ],
)
def test_a_sample_that_lies_is_found_out(
    change: dict[str, Any], fault: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = faults(monkeypatch, GOOD | change)
    assert found == () if fault is None else any(fault in line for line in found)


def test_no_samples_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch) == ("openai_chat: has no samples",)


def test_a_dialect_that_loses_edits_is_found_out() -> None:
    @dataclass
    class Forgetful:
        """Reads well and writes nothing."""

        inner: Any
        id: str = "openai_chat"

        def route(self, capture: Capture) -> str:
            return str(self.inner.route(capture))

        def read(self, route: str, capture: Capture, body: bytes) -> Document:
            document = self.inner.read(route, capture, body)

            class Fixed:
                segments = document.segments
                opaque = document.opaque
                conversation = document.conversation
                model = document.model
                stream = document.stream
                headers = document.headers

                def splice(self, edits: object) -> bytes:
                    return body

            return Fixed()

    assert any(
        "edits do not come back" in line for line in check_dialect(Forgetful(dialects()["openai_chat"]))
    )  # type: ignore[arg-type]


def test_a_missing_file_is_named() -> None:
    with pytest.raises(SampleFault, match="nowhere"):
        load_samples("nowhere")


def test_the_command_lists_shows_and_checks(tmp_path: Any) -> None:
    run = CliRunner().invoke
    home = ["--home", str(open_home(tmp_path / "home").root)]
    listed = run(app, ["list", "--json", *home])
    assert listed.exit_code == 0
    assert "openai_api" in {row["id"] for row in json.loads(listed.stdout)}
    shown = json.loads(run(app, ["show", "api.anthropic.com", "--json", *home]).stdout)
    assert shown["id"] == "anthropic_api"
    assert {row["route"] for row in shown["understood"]} >= {"messages", "count_tokens"}
    assert "messages" in run(app, ["show", "anthropic_api", *home]).stdout
    assert "chatgpt" in run(app, ["list", "--category", "chat", *home]).stdout
    assert run(app, ["show", "nobody", *home]).exit_code == 2
    assert run(app, ["list", "--category", "nothing", *home]).exit_code == 2
    checked = run(app, ["check", "--json"])
    assert checked.exit_code == 0
    assert set(json.loads(checked.stdout)) == set(dialects())


def test_check_fails_where_a_sample_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "load_samples", lambda _: ())
    assert CliRunner().invoke(app, ["check"]).exit_code == 1
