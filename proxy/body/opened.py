"""The outermost layer: bytes as text, with the way back, and JSON bodies read by a shape."""

import re

from classifiers.documents.encodings import MARKS
from proxy.body.attached import names_of_files
from proxy.body.builder import Builder
from proxy.body.codecs import Charset
from proxy.body.json import Tree
from proxy.body.layers import Body
from proxy.body.shape import Shape
from proxy.body.target import read_query
from proxy.body.toolcalls import answered
from proxy.body.walk import read_tree
from proxy.capture import Capture
from proxy.contract import Unreadable

_BLANK = re.compile(rb"[ \t\r\n]*")


def open_json(body: bytes) -> Builder:
    """A builder over a body of JSON: over its bytes where they are UTF-8, else over its text. Raises Unreadable."""
    is_utf8 = not body.startswith(tuple(mark for mark, _ in MARKS)) and _guess(body[:4]) == "utf-8"
    return Builder(body) if is_utf8 else open_text(body)


def open_text(body: bytes) -> Builder:
    """A builder over a body of text: UTF-8, or UTF-16 and UTF-32 that show themselves. Raises Unreadable."""
    mark, encoding = next(((m, e) for m, e in MARKS if body.startswith(m)), (b"", _guess(body[:4])))
    if encoding != "utf-8" and b"\0" not in body[len(mark) :] and len(body) > len(mark):
        # A mark of UTF-16 before bytes of ASCII: what we would read is not what a lenient reader sees.
        raise Unreadable("the body is not valid text")
    try:
        text = body[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("the body is not valid text") from None
    return Builder(body, text, Charset(encoding, mark))


def _guess(head: bytes) -> str:
    """JSON begins with two ASCII characters, so that zero bytes tell the encoding (RFC 4627, section 3)."""
    if len(head) == 4:
        zeros = tuple(byte == 0 for byte in head)
        if zeros == (True, False, True, False):
            return "utf-16-be"
        if zeros == (False, True, False, True):
            return "utf-16-le"
    return "utf-8"


def open_object(body: bytes, shape: Shape) -> tuple[Builder, Tree]:
    """Read a body that is one JSON object, or empty. Raises Unreadable."""
    builder = open_json(body)
    if _BLANK.fullmatch(body) if builder.is_bytes(0) else not builder.text(0).strip(" \t\r\n"):
        return builder, Tree([], [])
    tree = read_tree(builder, 0, shape)
    if not tree.holders or not tree.holders[0].is_object:
        raise Unreadable("the body is not a JSON object")
    builder.attach(names_of_files(tree))
    builder.call(answered(tree))
    return builder, tree


def open_socket(capture: Capture) -> Body:
    """Read a request that opens a WebSocket: its query, and no body. Raises Unreadable for one that has a body."""
    if capture.body:
        raise Unreadable("a request that opens a WebSocket has a body")
    builder = open_text(b"")
    read_query(builder, capture)
    return builder.build()
