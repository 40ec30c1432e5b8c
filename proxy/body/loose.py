"""Bodies of which only the text is known: JSON, lines of JSON, forms and plain text, told by their bytes.

What a body is declared to be only helps where its bytes leave it open, for declarations lie.
"""

import re

from proxy.body.attached import names_of_files
from proxy.body.builder import Builder, TooMuch
from proxy.body.form import read_form
from proxy.body.media import is_text
from proxy.body.opened import open_json, open_text
from proxy.body.shape import Shape
from proxy.body.walk import read_lines, read_text, read_tree
from proxy.contract import Unreadable

_SOME = re.compile(rb"[^ \t\r\n]")
_FRAMED = (
    "protobuf",
    "grpc",
    "connect+",
    "amazon.eventstream",
    "messagepack",
    "msgpack",
    "cbor",
)


def read_loose(declared: str, body: bytes, shape: Shape) -> tuple[Builder, str, bool]:
    """Read a body of text by its bytes: the builder, the model that it names, and whether it asks for a stream.

    ``declared`` is the content type in lower case. Raises Unreadable.
    """
    if "json" not in declared and any(word in declared for word in _FRAMED):
        raise Unreadable("the body is in a binary format that is not read")
    builder = open_json(body)
    first = _first(builder)
    if not first:
        return builder, "", False
    if "json" in declared or first in '{["':
        try:
            tree = read_tree(builder, 0, shape)
        except TooMuch:
            raise
        except Unreadable:
            builder = open_text(body)
            if read_lines(builder, 0, shape):
                return builder, "", False
            if "json" in declared:
                raise
        else:
            builder.attach(names_of_files(tree))
            return builder, tree.root("model"), tree.flag("stream")
    builder = open_text(body)
    if not is_text(builder.text(0).encode("utf-8")):
        raise Unreadable("the body is binary data of an unknown kind")
    if declared.startswith("application/x-www-form-urlencoded"):
        read_form(builder, 0, shape)
    else:
        read_text(builder, 0, shape)
    return builder, "", False


def _first(builder: Builder) -> str:
    """The first character that is not blank; of bytes as one of Latin-1."""
    if not builder.is_bytes(0):
        return builder.text(0).lstrip(" \t\r\n\ufeff")[:1]
    found = _SOME.search(builder.raw)
    return found[0].decode("latin-1") if found else ""
