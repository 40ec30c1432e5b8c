"""The coverage table: it says what the code does, for every service and route, in the docs and on the terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from policies.decision import Level
from proxy.contract import Capability, Service
from proxy.home import open_home
from proxy.services.catalog import GENERIC, dialects, known_routes, load_catalogue
from proxy.services.coverage import Change, document, lines, summary

TABLE = Path(__file__).parents[3] / "proxy" / "services" / "COVERAGE.md"


def made(
    capability: Capability, paths: tuple[str, ...] = (), spoken: tuple[str, ...] = ("openai_chat",)
) -> Service:
    return Service("x", "X", "", "api", ("x.example",), spoken, "docs", "2026-11-21", capability, (), paths)


def test_the_table_in_the_docs_is_that_of_the_code() -> None:
    text = document(load_catalogue())
    assert TABLE.read_text(encoding="utf-8") == text, (
        "run: promptward services table > proxy/services/COVERAGE.md"
    )


def test_every_service_and_every_route_has_its_line() -> None:
    text = document(load_catalogue())
    for service in load_catalogue().services:
        assert f"| {service.id} |" in text
    for dialect in set(dialects()) - {GENERIC}:
        for route in known_routes(dialect):
            assert f"| {dialect} | " in text
            assert f" | {route.name} | " in text


@pytest.mark.parametrize(
    ("service", "read", "change", "words"),
    [
        (made(Capability.EDIT), Level.UNDERSTOOD, Change.REPLACED, "replaced"),
        (made(Capability.BLOCK_ONLY), Level.UNDERSTOOD, Change.REFUSED, "refused"),
        (made(Capability.OPAQUE), Level.OPAQUE, Change.ALWAYS, "always refused"),
        (made(Capability.EDIT, spoken=()), Level.GENERIC, Change.REFUSED, "refused"),
    ],
)
def test_a_line_follows_the_capability(service: Service, read: Level, change: Change, words: str) -> None:
    first = lines(service)[0]
    assert (first.read, first.change) == (read, change)
    assert summary(service)[1] == words


def test_a_shared_host_is_otherwise_not_looked_at() -> None:
    assert lines(made(Capability.EDIT, ("^/ai/",)))[-1].change is Change.NONE
    assert lines(made(Capability.OPAQUE, ("(?!)",)))[0].change is Change.NONE


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_commands_show_it(tmp_path: Path, columns: str) -> None:
    def run(*arguments: str) -> str:
        command = [
            sys.executable,
            "-m",
            "proxy.commands.main",
            "services",
            *arguments,
            "--home",
            str(tmp_path),
        ]
        environment = {"COLUMNS": columns, "PATH": "/usr/bin:/bin", "NO_COLOR": "1"}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        return done.stdout

    open_home(tmp_path)
    listed = run("list", "--category", "chat")
    assert max(len(line) for line in listed.splitlines()[:-2]) <= int(columns)
    shown = run("show", "openai_api")
    assert "chat.completions" in shown
    assert "always refused" in shown
    facts = json.loads(run("show", "openai_api", "--json"))
    assert {row["read"] for row in facts["routes"]} == {"understood", "generic", "opaque"}
