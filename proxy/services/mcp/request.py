"""Requests of the Model Context Protocol over streamable HTTP: JSON-RPC 2.0, one message or a batch.

Any host may be a server, so a request is told by its content: JSON-RPC 2.0 with a method of the protocol, or with a
result for one. From version 2026-07-28 headers repeat the method, the tool's name and marked arguments, and a server
refuses a request whose headers say something else than its body; so they are edited with it.
Source: the specification, and the vendor's Python SDK (mcp 1.30 and 2.3).
"""

import json
from collections.abc import Set
from dataclasses import replace
from math import isfinite

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.copies import copies_in, told
from proxy.body.json import Holder, Tree, parse
from proxy.body.opened import open_text
from proxy.body.shape import Kind, Shape
from proxy.body.target import plain_path, read_query
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.body.walk import read_tree
from proxy.capture import Capture
from proxy.content import decode
from proxy.contract import Document, Unreadable

ANYWHERE = True
LISTENS = frozenset({"listen"})
METHODS = words(
    """
    initialize ping tools/list tools/call resources/list resources/read resources/subscribe resources/unsubscribe
    resources/templates/list prompts/list prompts/get completion/complete logging/setLevel sampling/createMessage
    elicitation/create roots/list tasks/get tasks/result tasks/list tasks/cancel server/discover
    notifications/initialized notifications/cancelled notifications/progress notifications/message
    notifications/roots/list_changed notifications/tools/list_changed notifications/resources/list_changed
    notifications/resources/updated notifications/prompts/list_changed notifications/elicitation/complete
    notifications/tasks/status
    """
)
_PARAM, _OWN = "mcp-param-", ("mcp-method", "mcp-name")
_MOST_CALLS = 1000
_MOST_UNPACKED = 32 << 20  # bytes of a packed message

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("text", "content", "message", "systemPrompt", "reason", "description"), Kind.PROSE),
        **dict.fromkeys(
            ("jsonrpc", "method", "type", "role", "mimeType", "name", "protocolVersion"), Kind.FIXED
        ),
        **dict.fromkeys(("uri", "version", "level", "action", "model", "requestState"), Kind.FIXED),
        **dict.fromkeys(("id", "requestId", "progressToken", "toolUseId", "taskId", "cursor"), Kind.FIXED),
        "blob": Kind.FILE,
        "data": Kind.PROSE,  # of a notification or an error
    },
    typed={("image", "data"): Kind.FILE, ("audio", "data"): Kind.FILE},
    scopes={
        "result": Origin.TOOL,
        "systemPrompt": Origin.SYSTEM,
        **dict.fromkeys(("clientInfo", "capabilities", "serverInfo"), Origin.META),
    },
    roles={"user": Origin.USER, "assistant": Origin.HISTORY},
    types={"tool_result": Origin.TOOL, "tool_use": Origin.HISTORY},
    free=frozenset({"arguments", "structuredContent", "input", "metadata"}),
    known=SCHEMA_FIELDS
    | words(
        """
        jsonrpc id method params name arguments uri result content text data mimeType resource blob role messages
        systemPrompt maxTokens temperature stopSequences modelPreferences hints costPriority speedPriority
        intelligencePriority includeContext tools toolChoice requestedSchema action message roots progressToken
        progress total _meta requestId reason ref argument value context level logger clientInfo capabilities
        protocolVersion version sampling elicitation listChanged experimental error code isError structuredContent
        annotations audience priority lastModified cursor inputSchema outputSchema task ttl taskId input_responses
        inputResponses requestState request_state title icons model stopReason toolUseId tool_use_id input
        """
    ),
    words=METHODS
    | SCHEMA_WORDS
    | ROLES
    | MEDIA_TYPES
    | words(
        """
        2.0 text image audio resource resource_link tool_use tool_result ref/prompt ref/resource accept decline cancel
        debug info notice warning error critical alert emergency none thisServer allServers auto required endTurn
        stopSequence maxTokens toolUse
        """
    ),
    base=Origin.USER,
)


def route(capture: Capture) -> str:
    """The method with dots ("tools.call"), ``answer``, ``batch`` or ``listen``; empty where it is no such message."""
    if not _is_plain(capture):
        return ""
    if capture.method == "GET":
        listens = "text/event-stream" in capture.header_all("accept") and not capture.body
        named = capture.header("mcp-session-id") or capture.header("mcp-protocol-version")
        # All answers of the transport of 2024 come on such a stream.
        named = named or ("sse" if capture.path.endswith("/sse") else "")
        return "listen" if listens and named else ""
    body = _unpacked(capture) if capture.method == "POST" else b""
    if b"jsonrpc" not in body:
        return ""
    try:
        tree = parse(body.decode("utf-8"))
    except (UnicodeDecodeError, Unreadable):
        return ""
    calls = _messages(tree)
    answers = {id(holder.parent) for holder in tree.holders if holder.name in ("result", "error")}
    if not calls or not all(_is_message(call, answers) for call in calls):
        return ""
    if not tree.holders[0].is_object:
        return "batch"
    method = tree.root("method")
    return method.replace("/", ".") if method else "answer"


def _unpacked(capture: Capture) -> bytes:
    """The body without its content encodings; nothing where it is no JSON by its type, or cannot be unpacked."""
    packed = capture.header_all("content-encoding")
    if not packed:
        return capture.body
    if "json" not in capture.header("content-type").lower():
        return b""
    try:
        return decode(packed, capture.body, _MOST_UNPACKED)
    except Unreadable:
        return b""  # judged as what it is


def _is_plain(capture: Capture) -> bool:
    """Whether the path is plain, be it that of a folder (GitHub's server) or of the host alone."""
    path, mark, query = capture.path.partition("?")
    return path == "/" or bool(plain_path(replace(capture, path=path.removesuffix("/") + mark + query)))


def _messages(tree: Tree) -> list[Holder]:
    """The messages of a body: itself, or the objects of a batch."""
    if not tree.holders:
        return []
    root = tree.holders[0]
    if root.is_object:
        return [root]
    return [holder for holder in tree.holders if holder.parent is root][:_MOST_CALLS]


def _is_message(call: Holder, answers: Set[int]) -> bool:
    """``answers`` are the objects that have a result or an error."""
    if not call.is_object or call.fields.get("jsonrpc") != "2.0":
        return False
    method = call.fields.get("method")
    return id(call) in answers if method is None else method in METHODS


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read one message or a batch, with the headers that repeat parts of it. Raises Unreadable."""
    builder = open_text(body)
    if route == "listen":
        read_query(builder, capture)
        return builder.build(_session(capture))
    tree = read_tree(builder, 0, SHAPE)
    calls = _messages(tree)
    if not calls:
        raise Unreadable("the body is no message of JSON-RPC")
    document = builder.build(_session(capture))
    places = [(segment.place, segment.label, segment.text) for segment in document.segments]
    copies, strange = copies_in(capture.headers, _PARAM, places)
    here = {text for _, _, text in places} | METHODS
    strange += [text for name in _OWN for text in (told(capture.header(name)),) if text and text not in here]
    for text in strange:
        builder.outside(text, Origin.META)
    tools = tuple(
        str(holder.fields.get("name", ""))
        for holder in tree.holders
        if holder.name == "params" and holder.parent and holder.parent.fields.get("method") == "tools/call"
    )
    return replace(
        builder.build(_session(capture)),
        copies=tuple(copies),
        tools=tools[:_MOST_CALLS],
        about=_about(body),
    )


def _session(capture: Capture) -> str:
    session = capture.header("mcp-session-id")
    return f"session:{session}" if session else ""


def _about(body: bytes) -> str:
    """The ids and methods of the calls that wait for an answer, as JSON; empty where none does."""
    value = json.loads(body.decode("utf-8-sig"))
    calls = value if isinstance(value, list) else [value]
    waiting = [
        [call["id"], call["method"]]
        for call in calls
        if isinstance(call, dict) and isinstance(call.get("method"), str) and _is_id(call.get("id"))
    ]
    if not waiting:
        return ""
    return json.dumps(waiting if isinstance(value, list) else waiting[0])


def _is_id(value: object) -> bool:
    """Whether a value is an id that can be told again: a text or a number, which should have no fraction but may."""
    return isinstance(value, str | int) or (isinstance(value, float) and isfinite(value))
