"""The scenes of ``promptward demo``: each sends one request through the proxy and looks at what the service received.

A scene whose promise does not hold is a failure of the tour.
"""

import json
import secrets
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from proxy.tour import Stage


@dataclass(frozen=True, slots=True)
class Scene:
    """What a person did, what the AI service received, what the person got, and whether that is as promised."""

    title: str
    how: str
    sent: str
    upstream: str
    shown: str
    status: int
    kept: bool
    promise: str


def scenes(on: Stage) -> Iterator[Callable[[], Scene]]:
    """The scenes, in their order; each runs when it is called."""
    yield lambda: _clean(on)
    yield lambda: _personal(on)
    yield lambda: _streamed(on)
    yield lambda: _tool(on)
    yield lambda: _credential(on)
    yield lambda: _confidential(on)
    yield lambda: _hidden(on)
    if shutil.which("curl"):
        yield lambda: _curl(on)
    yield lambda: _tunnel(on)


def _ask(on: Stage, prompt: str, *, http2: bool = False, **more: object) -> tuple[httpx.Response, str]:
    on.standin.forget()
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": prompt}], **more}
    with on.client(http2=http2) as client:
        response = client.post(
            "https://api.openai.com/v1/chat/completions", json=body, headers={"authorization": "Bearer demo"}
        )
    return response, _seen(on)


def _seen(on: Stage) -> str:
    """The user's text as the service received it; empty where nothing arrived."""
    if not on.standin.seen:
        return ""
    body = json.loads(on.standin.seen[-1].body)
    content = body["messages"][-1]["content"]
    return content if isinstance(content, str) else json.dumps(content)


def _words(response: httpx.Response) -> str:
    body = response.json()
    if "error" in body:
        return str(body["error"]["message"])
    message = body["choices"][0]["message"]
    calls = message.get("tool_calls")
    return str(calls[0]["function"]["arguments"] if calls else message["content"])


def _clean(on: Stage) -> Scene:
    prompt = "Explain in one sentence why teeth need fluoride."
    response, seen = _ask(on, prompt)
    kept = response.status_code == 200 and seen == prompt
    return Scene(
        "A clean prompt",
        "OpenAI chat, HTTP/1.1",
        prompt,
        seen,
        _words(response),
        response.status_code,
        kept,
        "passes untouched",
    )


def _personal(on: Stage) -> Scene:
    prompt = "Write to ada.byron@example.com and to bob@example.org, phone +49 30 5550100."
    response, seen = _ask(on, prompt, http2=True)
    shown = _words(response)
    kept = "ada.byron" not in seen and "5550100" not in seen and bool(seen) and prompt in shown
    return Scene(
        "Personal data",
        "OpenAI chat, HTTP/2",
        prompt,
        seen,
        shown,
        response.status_code,
        kept,
        "leaves as placeholders, comes back as written",
    )


def _streamed(on: Stage) -> Scene:
    on.standin.forget()
    prompt = "My card is 4111 1111 1111 1111, my mail is ada.byron@example.com."
    body = {
        "model": "claude-sonnet-4-5",
        "max_tokens": 200,
        "stream": True,
        "messages": [{"role": "user", "content": prompt}],
    }
    headers = {"x-api-key": "demo", "anthropic-version": "2023-06-01", "x-standin-split": "3"}
    pieces = []
    with (
        on.client() as client,
        client.stream(
            "POST", "https://api.anthropic.com/v1/messages", json=body, headers=headers
        ) as response,
    ):
        for line in response.iter_lines():
            if line.startswith("data:"):
                delta = json.loads(line[5:]).get("delta", {})
                pieces.append(delta.get("text", ""))
    seen, shown = _seen(on), "".join(pieces)
    kept = "4111" not in seen and bool(seen) and prompt in shown
    return Scene(
        "A streamed answer, three letters at a time",
        "Anthropic messages, server-sent events",
        prompt,
        seen,
        shown,
        response.status_code,
        kept,
        "is restored across the pieces",
    )


def _tool(on: Stage) -> Scene:
    prompt = "call send_mail for ada.byron@example.com"
    tool = {
        "type": "function",
        "function": {
            "name": "send_mail",
            "parameters": {"type": "object", "properties": {"text": {"type": "string"}}},
        },
    }
    response, seen = _ask(on, prompt, tools=[tool])
    shown = _words(response)
    kept = "ada.byron" not in seen and "ada.byron@example.com" in json.dumps(json.loads(shown))
    return Scene(
        "A tool call",
        "OpenAI chat with tools",
        prompt,
        seen,
        shown,
        response.status_code,
        kept,
        "gets real values in valid JSON",
    )


def _credential(on: Stage) -> Scene:
    key = "AKIA" + "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(16))
    response, seen = _ask(on, f"Why does aws_access_key_id={key} not work?")
    kept = response.status_code in (400, 403) and not seen
    return Scene(
        "A credential",
        "OpenAI chat",
        f"Why does aws_access_key_id={key[:6]}… not work?",
        seen,
        _words(response),
        response.status_code,
        kept,
        "never leaves",
    )


def _confidential(on: Stage) -> Scene:
    prompt = "Summarise the plan for Project Nightjar."
    response, seen = _ask(on, prompt)
    kept = response.status_code in (400, 403) and not seen
    return Scene(
        "A word that this client named confidential",
        "OpenAI chat",
        prompt,
        seen,
        _words(response),
        response.status_code,
        kept,
        "waits for a person",
    )


def _hidden(on: Stage) -> Scene:
    """An unknown encoding: what cannot be read does not leave."""
    on.standin.forget()
    with on.client() as client:
        response = client.post(
            "https://api.openai.com/v1/chat/completions",
            content=b"\x00\x01 something unreadable",
            headers={"content-type": "application/json", "content-encoding": "x-secret"},
        )
    kept = response.status_code in (400, 403) and not on.standin.seen
    return Scene(
        "A body in an unknown encoding",
        "OpenAI chat",
        "(bytes that nobody can read)",
        "",
        _words(response),
        response.status_code,
        kept,
        "is not taken for clean",
    )


def _curl(on: Stage) -> Scene:
    on.standin.forget()
    prompt = "Mail ada.byron@example.com"
    body = json.dumps({"model": "gpt-4o", "messages": [{"role": "user", "content": prompt}]})
    command = [
        "curl",
        "-sS",
        "--proxy",
        on.proxy,
        "--cacert",
        str(on.ca),
        "-H",
        "content-type: application/json",
        "--data",
        body,
        "https://api.openai.com/v1/chat/completions",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    seen = _seen(on)
    try:
        shown = str(json.loads(done.stdout)["choices"][0]["message"]["content"])
    except (ValueError, KeyError):
        shown = done.stderr.strip()
    kept = "ada.byron" not in seen and prompt in shown
    return Scene(
        "The same with curl",
        "curl through the proxy",
        prompt,
        seen,
        shown,
        200 if kept else 0,
        kept,
        "needs nothing but the proxy and its certificate",
    )


def _tunnel(on: Stage) -> Scene:
    on.standin.forget()
    trust = ssl.create_default_context(cafile=str(on.standin.ca_file))  # the site's own certificate, not ours
    with httpx.Client(proxy=on.proxy, verify=trust, timeout=20, trust_env=False) as client:
        response = client.get("https://plain.example/healthz")
    kept = response.status_code == 200
    return Scene(
        "A site that is no AI service",
        "HTTPS, not opened",
        "GET https://plain.example/",
        "(the same bytes)",
        f"the site's own certificate, status {response.status_code}",
        response.status_code,
        kept,
        "is tunnelled untouched",
    )
