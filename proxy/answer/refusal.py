"""What all refusals share, whatever their shape."""

import json
import uuid

from proxy.contract import Refusal
from proxy.effect import Reply

# Fixed, so that the same ticket always gives the same ids and a test can tell them.
_IDS = uuid.UUID("6f0b6c5e-6d1b-4f39-9f0a-6c1d0d7a2b11")


def message(refusal: Refusal) -> str:
    """The words a person reads; those of a held request say that it waits."""
    if not refusal.held:
        return refusal.text
    return f"{refusal.text} It was not sent and waits for approval."


def headers(refusal: Refusal, content_type: str) -> tuple[tuple[str, str], ...]:
    """Headers of every refusal; the edge adds the length."""
    return (
        ("content-type", content_type),
        ("cache-control", "no-store"),
        ("x-promptward-ticket", refusal.ticket),
    )


def json_reply(status: int, body: object, refusal: Refusal, *more: tuple[str, str]) -> Reply:
    """A refusal as a JSON document."""
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Reply(status, headers(refusal, "application/json") + more, text)


def openai_error(refusal: Refusal) -> object:
    """The error object of OpenAI and of the services that speak the same."""
    error = {
        "message": message(refusal),
        "type": "invalid_request_error",
        "param": None,
        "code": "approval_pending" if refusal.held else "policy_violation",
    }
    return {"error": error}


def azure_error(refusal: Refusal) -> object:
    """The service's own content filter answer, which Azure's clients know how to show."""
    return {
        "error": {
            "message": message(refusal),
            "type": None,
            "param": "prompt",
            "code": "content_filter",
            "status": 400,
            "innererror": {"code": "ResponsibleAIPolicyViolation", "content_filter_result": {}},
        }
    }


def copilot_reply(body: object, refusal: Refusal) -> Reply:
    """A refusal for GitHub Copilot, by its extension's source.

    Its clients show a 422, take 401 and 403 for a bad token, and blame a firewall where a request's number is missing.
    """
    return json_reply(
        422, body, refusal, ("x-github-request-id", refusal.ticket), ("x-should-retry", "false")
    )


def openai_reply(route: str, refusal: Refusal) -> Reply:
    """An error object that the SDKs raise and do not retry, by the vendor that stands in front of the route."""
    if route.startswith("copilot."):
        return copilot_reply(openai_error(refusal), refusal)
    stays = ("x-should-retry", "false")
    if route.startswith("azure."):
        return json_reply(400, azure_error(refusal), refusal, stays)
    status = 403 if refusal.held and "codex" not in route else 400
    return json_reply(status, openai_error(refusal), refusal, stays)


def stream_reply(events: list[tuple[str, object]], refusal: Refusal) -> Reply:
    """A refusal as a whole stream of named events; a string is written as it is, anything else as JSON."""
    out: list[str] = []
    for name, value in events:
        data = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
        out.append(f"event: {name}\ndata: {data}\n\n" if name else f"data: {data}\n\n")
    return Reply(200, headers(refusal, "text/event-stream; charset=utf-8"), "".join(out).encode())


def id_for(refusal: Refusal, part: str) -> str:
    """A UUID for a part of a made-up answer, always the same for a ticket."""
    return str(uuid.uuid5(_IDS, f"{refusal.ticket}/{part}"))
