"""Answers of routes that no dialect reads: every string is restored, a text may go on at the same path."""

import html
from collections.abc import Mapping

from proxy.answer.anyevents import ANY_SHAPE, AnyEvents
from proxy.answer.records import Records
from proxy.answer.refusal import headers, json_reply, message
from proxy.answer.socket import POLICY_VIOLATION, StreamedMessages, refuse_with
from proxy.answer.whole import answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Frames, Reply

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
:root {{ color-scheme: light dark; --paper: #f7f6f2; --card: #fff; --ink: #22272b; --line: #e2e0d8 }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: #17191b; --card: #212528; --ink: #e8e6e1; --line: #373c40 }} }}
body {{ margin: 0; padding: 12vh 1.5rem; background: var(--paper); color: var(--ink);
font: 1.05rem/1.6 system-ui, sans-serif }}
main {{ max-width: 36rem; margin: auto; padding: 1.5rem 2rem; background: var(--card); border: 1px solid var(--line);
border-top: 4px solid #bf4a3a; border-radius: 8px; overflow-wrap: anywhere }}
h1 {{ font-size: 1.4rem; margin: .2rem 0 .6rem }}
</style></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>
"""


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """JSON that most clients show; a page where a browser asked for one (the route "page").

    A WebSocket is refused with 426, on which clients with another way (Codex) take that at once.
    """
    if route == "websocket":
        return json_reply(426, {"error": {"message": message(refusal)}}, refusal, ("upgrade", "HTTP/1.1"))
    if route != "page":
        return json_reply(403, {"error": {"message": message(refusal)}}, refusal)
    said = message(refusal).removeprefix(f"{refusal.title}: ")
    shown = _PAGE.format(title=html.escape(refusal.title), text=html.escape(said))
    return Reply(403, headers(refusal, "text/html; charset=utf-8"), shown.encode("utf-8", "replace"))


def refuse_message(route: str, refusal: Refusal) -> Frames:
    """A JSON error, as most clients show it, and the end of the socket: what waits for an answer must not wait on."""
    return refuse_with({"error": {"message": message(refusal)}}, POLICY_VIOLATION)


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores messages of JSON, records of it, or text; a text may go on in the next message, at the same path."""
    return Records(StreamedMessages(AnyEvents(), lookup))


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores JSON, lines of JSON, events and plain text; other content passes as it is."""
    return answer(content_type, lookup, ANY_SHAPE, AnyEvents, lines=True)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: what an unknown service calls a conversation is not known."""
    return ""
