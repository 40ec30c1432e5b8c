"""Calls of Connect, gRPC and gRPC-web: Kimi in JSON; Cursor, Windsurf and xAI in protocol buffers.

The path names a service and a method; the content type says how the message is written. Sources: the protocol page of
connectrpc.com, PROTOCOL-HTTP2.md and PROTOCOL-WEB.md of gRPC; Kimi's field names from its web application.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.envelopes import read_envelopes
from proxy.body.opened import open_object
from proxy.body.packing import InLatin1
from proxy.body.protobuf import read_message
from proxy.body.shape import Kind, Shape
from proxy.body.target import PREFIX, find, plain_path, routes
from proxy.body.vocabulary import COMMON_FIELDS
from proxy.capture import Capture
from proxy.contract import Document

_METHOD = r"/[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)+/[A-Z][A-Za-z0-9_]*"
# Calls in which client and service speak at the same time: their request never ends by itself.
_BOTH_WAYS = r"/agent\.v1\.AgentService/Run|/aiserver\.v1\.ChatService/StreamUnifiedChatWithTools"
ROUTES = routes(("POST", _BOTH_WAYS, "both_ways"), ("POST", rf"{PREFIX}{_METHOD}", "call"))
ENDLESS = frozenset({"both_ways"})
_MANNERS = {
    "application/connect+json": "connect_json",
    "application/connect+proto": "connect_proto",
    "application/json": "unary_json",
    "application/proto": "unary_proto",
    "application/x-protobuf": "unary_proto",
    "application/grpc": "grpc",
    "application/grpc+proto": "grpc",
    "application/grpc-web": "grpc_web",
    "application/grpc-web+proto": "grpc_web",
}

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("content", "text", "prompt", "query"), Kind.PROSE),
        **dict.fromkeys(("id", "chatId", "chat_id", "messageId", "parentId", "parent_id", "fileId"), Kind.ID),
        **dict.fromkeys(("scenario", "role", "type", "model", "op", "mask"), Kind.FIXED),
    },
    roles={
        "user": Origin.USER,
        "assistant": Origin.HISTORY,
        "system": Origin.SYSTEM,
        "tool": Origin.TOOL,
    },
    known=COMMON_FIELDS
    | words(
        "chatId chat_id scenario blocks messageId message_id parentId parent_id options thinking tools refs"
    ),
    words=words("user assistant system tool true false text"),
    base=Origin.USER,
)


def route(capture: Capture) -> str:
    """How the call is written, where it is one; ``both_ways`` for one whose request may never end."""
    found = find(ROUTES, capture)
    if not found:
        return ""
    manner = _MANNERS.get(capture.header("content-type").partition(";")[0].strip().lower(), "")
    if found == "both_ways" and manner == "connect_proto":
        return found
    return "" if manner == "unary_json" and not _is_connect(capture) else manner


def _is_connect(capture: Capture) -> bool:
    """Plain JSON is only a call of Connect's where the client says so, or the path could be nothing else."""
    return bool(capture.header("connect-protocol-version")) or plain_path(capture).count("/") == 2


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    if route == "unary_json":
        builder, tree = open_object(body, SHAPE)
        fields = {key: tree.root(key) for key in ("chatId", "chat_id", "model")}
    elif route == "unary_proto":
        builder, fields = Builder(body), {}
        if body:
            read_message(builder, 0, (0, len(body)), body, InLatin1(), SHAPE)
    else:
        encoding = capture.header("connect-content-encoding") or capture.header("grpc-encoding")
        builder, fields = read_envelopes(body, encoding, SHAPE, is_json=route == "connect_json")
    chat = fields.get("chatId") or fields.get("chat_id")
    first = builder.first(Origin.USER)
    # Messages in JSON are a web application's, which keeps the history itself; a new chat has no id yet.
    kept = "opening" if route == "connect_json" else "first"
    conversation = f"chat:{chat}" if chat else (f"{kept}:{first}" if first else "")
    return builder.build(conversation, fields.get("model", ""), stream=not route.startswith("unary"))
