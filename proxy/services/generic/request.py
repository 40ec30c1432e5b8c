"""Requests that no dialect knows: JSON, JSON lines, forms, multipart and text are walked whole.

What a body is declared to be only helps where its bytes leave it open (sniff first; declarations lie).
"""

from classifiers.documents.contract import Source, Unread
from classifiers.documents.opening import open_file
from classifiers.documents.sniff import sniff
from classifiers.segment import Origin
from proxy.body.attached import names_of_files
from proxy.body.codecs import Charset
from proxy.body.files import InLatin1, read_opened
from proxy.body.form import read_form
from proxy.body.layers import Builder, TooMuch
from proxy.body.media import as_text
from proxy.body.multipart import read_multipart
from proxy.body.opened import open_text
from proxy.body.shape import Kind, Shape
from proxy.body.target import read_target
from proxy.body.vocabulary import COMMON_FIELDS
from proxy.body.walk import read_lines, read_text, read_tree
from proxy.capture import SOCKET, Capture
from proxy.contract import Document, Unreadable

_FRAMED = (
    "protobuf",
    "grpc",
    "connect+",
    "amazon.eventstream",
    "messagepack",
    "msgpack",
    "cbor",
)

SHAPE = Shape(
    kinds={
        "arguments": Kind.JSON,
        **dict.fromkeys(
            ("signature", "thoughtSignature", "thought_signature", "encrypted_content"), Kind.BLOB
        ),
        **dict.fromkeys(("file_data", "fileData", "b64_json", "image_base64"), Kind.FILE),
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
)


def route(capture: Capture) -> str:
    """Always a name: ``message`` for what is said on a WebSocket, else ``request``."""
    return "message" if capture.method == SOCKET else "request"


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read any body. Raises Unreadable for one that is no text of a kind that can be walked."""
    if capture.method == "CONNECT":
        raise Unreadable("a tunnel is asked for within a connection")
    declared = capture.header("content-type").lower()
    if declared.startswith("multipart/"):
        builder = Builder(body, body.decode("latin-1"), Charset("latin-1"))
        if body:
            read_multipart(builder, capture.header("content-type"), SHAPE)
        model, stream = "", False
    elif sniff(body):
        builder, model, stream = _read_upload(capture, body), "", False
    else:
        builder, model, stream = _read_text(declared, body)
    if capture.method != SOCKET:
        read_target(builder, capture)
    return builder.build(_conversation(capture), model, stream=stream)


def _conversation(capture: Capture) -> str:
    """A socket is a conversation: its key is drawn anew for each (RFC 6455, section 4.1)."""
    key = capture.header("sec-websocket-key") if capture.method == SOCKET else ""
    return f"socket:{key}" if key else ""


def _read_upload(capture: Capture, body: bytes) -> Builder:
    """A body that is a file and nothing else."""
    name = capture.path.partition("?")[0].rpartition("/")[2]
    try:
        file = open_file(Source(body, name, capture.header("content-type")))
    except Unread as trouble:
        raise Unreadable(f"the body is a file: {trouble}") from None
    builder = Builder(body, body.decode("latin-1"), Charset("latin-1"))
    read_opened(builder, 0, (0, len(body)), file, InLatin1(), "in an upload")
    return builder


def _read_text(declared: str, body: bytes) -> tuple[Builder, str, bool]:
    if "json" not in declared and any(word in declared for word in _FRAMED):
        raise Unreadable("the body is in a binary format that is not read")
    builder = open_text(body)
    text = builder.text(0)
    bare = text.strip(" \t\r\n\ufeff")
    if not bare:
        return builder, "", False
    if "json" in declared or bare[0] in '{["':
        try:
            tree = read_tree(builder, 0, SHAPE)
        except TooMuch:
            raise
        except Unreadable:
            if read_lines(builder, 0, SHAPE):
                return builder, "", False
            if "json" in declared:
                raise
        else:
            builder.attach(names_of_files(tree))
            return builder, tree.root("model"), tree.flag("stream")
    if as_text(text.encode("utf-8")) is None:
        raise Unreadable("the body is binary data of an unknown kind")
    if declared.startswith("application/x-www-form-urlencoded"):
        read_form(builder, 0, SHAPE)
    else:
        read_text(builder, 0, SHAPE)
    return builder, "", False
