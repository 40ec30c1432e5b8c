"""Coding agents from npm behind the proxy, with dummy keys: Claude Code, Codex and Gemini, as people start them."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from proxy.standin import Seen, StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, leaks, missing, prompt

TEXT = prompt(f"Please answer {EMAIL} or ring {PHONE}.")
CLEAN = prompt("Which colour has the sky on a cloudy day?")
_MACHINE = "arm64" if platform.machine() in ("arm64", "aarch64") else "x64"

Agent = Callable[[str], "subprocess.CompletedProcess[str]"]


def claude_code(proxy: Proxy, clients: Path, folder: Path) -> Agent:
    """``claude -p``: the native program of the npm package; updates and telemetry off."""
    program = clients / f"node_modules/@anthropic-ai/claude-code-{sys.platform}-{_MACHINE}/claude"
    environment = {
        "ANTHROPIC_API_KEY": "sk-none",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
        "DISABLE_AUTOUPDATER": "1",
    }
    return agent(proxy, folder, [str(program), "-p"], environment)


def codex(proxy: Proxy, clients: Path, folder: Path) -> Agent:
    """``codex exec``: speaks on a socket."""
    program = clients / "node_modules/.bin/codex"
    (folder / "codex").mkdir(exist_ok=True)
    environment = {"CODEX_API_KEY": "sk-none", "CODEX_HOME": str(folder / "codex")}
    quiet = ["-c", "analytics.enabled=false", "-c", "check_for_update_on_startup=false"]
    return agent(proxy, folder, [str(program), "exec", "--skip-git-repo-check", *quiet], environment)


def gemini_cli(proxy: Proxy, clients: Path, folder: Path) -> Agent:
    """``gemini -p`` with an API key; a model is named, so that none is asked which one to take."""
    program = clients / "node_modules/.bin/gemini"
    environment = {"GEMINI_API_KEY": "none", "GEMINI_CLI_TRUST_WORKSPACE": "true"}
    return agent(proxy, folder, [str(program), "-m", "gemini-2.5-flash", "-p"], _gemini(folder, environment))


def code_assist(proxy: Proxy, clients: Path, folder: Path) -> Agent:
    """``gemini -p`` signed in with a token of Google, so that it speaks to Code Assist."""
    program = clients / "node_modules/.bin/gemini"
    environment = {"GOOGLE_GENAI_USE_GCA": "true", "GOOGLE_CLOUD_ACCESS_TOKEN": "none"}
    environment |= {"GEMINI_CLI_TRUST_WORKSPACE": "true", "GOOGLE_CLOUD_PROJECT": "standin"}
    return agent(proxy, folder, [str(program), "-m", "gemini-2.5-flash", "-p"], _gemini(folder, environment))


def _gemini(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """No updates, no statistics."""
    (folder / ".gemini").mkdir(exist_ok=True)
    settings = {"general": {"enableAutoUpdate": False}, "privacy": {"usageStatisticsEnabled": False}}
    (folder / ".gemini/settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return environment


def agent(proxy: Proxy, folder: Path, command: list[str], environment: dict[str, str]) -> Agent:
    if not Path(command[0]).exists():
        missing(Path(command[0]).name)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    names = {"PATH": os.environ["PATH"], "HOME": str(folder), **proxy.environment, **environment}

    def ask(text: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*command, text],
            cwd=work,
            env=names,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=90,
        )

    return ask


AGENTS = [
    pytest.param(claude_code, "/v1/messages", id="claude-code"),
    pytest.param(codex, "/v1/responses", id="codex"),
    pytest.param(gemini_cli, "/v1beta/models/gemini-2.5-flash:streamGenerateContent", id="gemini-cli"),
    pytest.param(code_assist, "/v1internal:streamGenerateContent", id="gemini-cli-code-assist"),
]


def turns(standin: StandIn, route: str) -> list[Seen]:
    """What the agent says to its model that holds a prompt; what else it asks the service for does not count."""
    said = [seen for seen in standin.seen if seen.method != "GET" and seen.path.split("?")[0] == route]
    return [seen for seen in said if b'"input":[]' not in seen.body]


@pytest.mark.parametrize(("start", "route"), AGENTS)
def test_an_agent_works_and_its_user_is_protected(
    proxy: Proxy,
    standin: StandIn,
    npm_clients: Path,
    tmp_path: Path,
    start: Callable[[Proxy, Path, Path], Agent],
    route: str,
) -> None:
    ask = start(proxy, npm_clients, tmp_path)

    done = ask(CLEAN)
    assert done.returncode == 0, done.stderr + done.stdout
    assert f"You wrote: {CLEAN}" in done.stdout
    assert CLEAN in turns(standin, route)[-1].body.decode()

    standin.forget()
    done = ask(TEXT)
    assert done.returncode == 0, done.stderr + done.stdout
    assert f"You wrote: {TEXT}" in done.stdout
    assert leaks(standin.seen, EMAIL, PHONE) == []
    assert len(set(PLACEHOLDER.findall(turns(standin, route)[-1].body.decode()))) >= 2

    standin.forget()
    secret, before = credential(), len(proxy.records())
    done = ask(prompt(f"use {secret} please"))
    said = done.stdout + done.stderr
    assert "PW-" in said, said
    assert leaks(standin.seen, secret) == []
    assert turns(standin, route) == []
    refused = [record for record in proxy.records()[before:] if record["action"] == "block"]
    assert len([record for record in refused if "baseline/credentials" in record.get("rules", ())]) == 1
