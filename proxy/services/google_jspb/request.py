"""Requests of AI Studio's page: ``$rpc`` calls whose messages are arrays without names.

Read, and never edited: the page sends a token that is bound to the content, so that a changed prompt is answered 403.
How sure: reverse-engineered clients (2026), no document of the vendor. ``ProxyUnaryCall`` has the body of a call of the
Gemini API in one of its strings, which is read inside.
"""

from dataclasses import replace

from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.codecs import JsonString
from proxy.body.idle import is_random
from proxy.body.json import parse
from proxy.body.layers import SAME
from proxy.body.opened import open_text
from proxy.body.shape import Shape
from proxy.body.target import NAME, find, routes
from proxy.body.walk import read_text
from proxy.capture import Capture
from proxy.contract import Document

_SERVICE = r"/\$rpc/google\.internal\.alkali\.applications\.makersuite\.v1\.MakerSuiteService"
ROUTES = routes(
    ("POST", rf"{_SERVICE}/GenerateContent", "generate"),
    ("POST", rf"{_SERVICE}/{NAME}", "call"),
)
_STRING = JsonString()
_SHAPE = Shape(base=Origin.USER, words=frozenset({"user", "model", "text"}))


def route(capture: Capture) -> str:
    """The route's name; empty where it is no call of AI Studio's service."""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes; none of its places may be edited. Raises Unreadable."""
    builder = open_text(body)
    model = _strings(builder) if body.strip() else ""
    document = builder.build(model=model, stream=route == "generate")
    return replace(document, segments=tuple(one._replace(editable=False) for one in document.segments))


def _strings(builder: Builder) -> str:
    """Make a place of every string, key and long number; the model that is asked for."""
    model = ""
    for kind, _, _, start, end, text in parse(builder.text(0)).leaves:
        if not text or text in _SHAPE.words or _is_token(text):
            continue
        if kind == "number":
            builder.segment(builder.node(0, start, end, text, SAME), Origin.USER, editable=False)
            continue
        node = builder.node(0, start, end, text, _STRING)
        if kind == "key" or text.startswith("models/"):
            builder.segment(node, Origin.META, editable=False)
            model = model or (text.removeprefix("models/") if kind == "string" else "")
        else:
            read_text(builder, node, _SHAPE)
    return model


def _is_token(text: str) -> bool:
    """Whether a text is the page's token of the browser: a mark, and random letters."""
    return text.startswith("!") and is_random(text[1:])
