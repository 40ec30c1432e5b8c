"""Requests that no dialect knows: JSON, JSON lines, forms, multipart and text are walked whole.

What a body is declared to be only helps where its bytes leave it open (sniff first; declarations lie).
"""

import re

from classifiers.checks.words import words
from classifiers.documents.contract import Source, Unread
from classifiers.documents.opening import format_of, open_file
from classifiers.documents.sniff import sniff
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.files import read_opened
from proxy.body.layers import SAME
from proxy.body.loose import read_loose
from proxy.body.multipart import read_multipart
from proxy.body.opened import open_text
from proxy.body.packing import InLatin1
from proxy.body.records import END, read_records
from proxy.body.shape import Kind, Shape
from proxy.body.target import read_target
from proxy.body.vocabulary import COMMON_FIELDS
from proxy.body.walk import read_inside
from proxy.capture import SOCKET, Capture
from proxy.contract import Document, Unreadable

SHAPE = Shape(
    kinds={
        "arguments": Kind.JSON,
        **dict.fromkeys(
            ("signature", "thoughtSignature", "thought_signature", "encrypted_content"), Kind.BLOB
        ),
        **dict.fromkeys(("file_data", "fileData", "b64_json", "image_base64"), Kind.FILE),
        # Of the talk: they name no one's log-in.
        **dict.fromkeys(("sessionId", "session_id", "session_hash"), Kind.FIXED),
    },
    typed={("thinking", "thinking"): Kind.SIGNED, ("redacted_thinking", "data"): Kind.BLOB},
    roles={
        "system": Origin.SYSTEM,
        "developer": Origin.SYSTEM,
        "user": Origin.USER,
        "assistant": Origin.HISTORY,
        "model": Origin.HISTORY,
        "tool": Origin.TOOL,
    },
    known=COMMON_FIELDS,
    words=frozenset({"user", "assistant", "system", "true", "false", "text"}),
    base=Origin.USER,
    own=words(
        "accountId account_id agentId agent_id clientId client_id formKey formkey licenseId license_id orgId org_id "
        "organizationId organization_id shareToken share_token subscriptionId subscription_id tenantId tenant_id"
    ),
)

# A letter that is put into a text at a place, as editors that work together say it (Grammarly).
_LETTER = re.compile(r"[+-]\d{1,9}:\d{1,9}:.{0,3}:\d{1,9}", re.DOTALL)
# What stands before the JSON of a message: a type, a room and a count (Socket.IO), a letter (SockJS).
_FRAME = re.compile(rb"(?:\d{1,4}(?:/[\w/.-]{0,60},)?\d{0,10}|[a-z])(?=[\[{])")
_LOOSE = ("text file", "JSON file")  # what a body of text is anyway


def route(capture: Capture) -> str:
    """Always a name: ``message`` for what is said on a WebSocket, else ``request``."""
    return "message" if capture.method == SOCKET else "request"


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read any body. Raises Unreadable for one that is no text of a kind that can be walked."""
    if capture.method == "CONNECT":
        raise Unreadable("a tunnel is asked for within a connection")
    declared = capture.header("content-type").lower()
    if declared.startswith("multipart/"):
        builder = Builder(body)
        if body:
            read_multipart(builder, capture.header("content-type"), SHAPE)
        model, stream = "", False
    elif sniff(body) or _is_file(capture, body):
        builder, model, stream = _read_upload(capture, body), "", False
    elif capture.method == SOCKET and _is_records(body):
        builder, model, stream = open_text(body), "", False
        read_records(builder, SHAPE)
    elif capture.method == SOCKET and (framed := _FRAME.match(body)):
        builder, model, stream = _read_framed(body, framed.end()), "", False
    else:
        builder, model, stream = read_loose(declared, body, SHAPE)
    if capture.method != SOCKET:
        read_target(builder, capture)
    document = builder.build(_conversation(capture), model, stream=stream)
    if capture.method == SOCKET and any(_LETTER.fullmatch(segment.text) for segment in document.segments):
        raise Unreadable("a text that comes letter by letter")
    return document


def _conversation(capture: Capture) -> str:
    """A socket is a conversation: its key is drawn anew for each (RFC 6455, section 4.1)."""
    key = capture.header("sec-websocket-key") if capture.method == SOCKET else ""
    return f"socket:{key}" if key else ""


def _is_records(body: bytes) -> bool:
    """Whether a message holds records of JSON, each ended by a separator (SignalR)."""
    return body.startswith(b"{") and body.endswith(b"}" + END.encode())


def _is_file(capture: Capture, body: bytes) -> bool:
    """Whether a body of text is a file of a kind that is read as such: a mail, a page, a table, a notebook."""
    name = _file_name(capture)
    notebook = name.endswith(".ipynb")
    if capture.method == SOCKET or (body.lstrip()[:1] in (b"{", b"[") and not notebook):
        return False
    found = format_of(Source(body, name, capture.header("content-type")))
    return found is not None and (notebook or found.NAME not in _LOOSE)


def _read_framed(body: bytes, start: int) -> Builder:
    """A message whose JSON stands behind a frame's head; as a text where it is none."""
    builder = open_text(body)
    text = builder.text(0)
    inner = builder.node(0, start, len(text), text[start:], SAME)
    if not read_inside(builder, inner, SHAPE):
        builder.segment(0, SHAPE.base)
    return builder


def _file_name(capture: Capture) -> str:
    return capture.path.partition("?")[0].rpartition("/")[2]


def _read_upload(capture: Capture, body: bytes) -> Builder:
    """A body that is a file and nothing else."""
    try:
        file = open_file(Source(body, _file_name(capture), capture.header("content-type")))
    except Unread as trouble:
        raise Unreadable(f"the body is a file: {trouble}") from None
    builder = Builder(body)
    read_opened(builder, 0, (0, len(body)), file, InLatin1(), "in an upload")
    return builder
