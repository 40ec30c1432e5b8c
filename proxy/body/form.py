"""Bodies of application/x-www-form-urlencoded: names and values, percent-decoded (WHATWG URL, section 5)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import unquote_plus

from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.codecs import Percent
from proxy.body.shape import Shape
from proxy.body.walk import read_text
from proxy.contract import Unreadable

_CODEC = Percent()


type Reader = Callable[[Builder, int], None]


def read_form(
    builder: Builder, node: int, shape: Shape, readers: Mapping[str, Reader] = MappingProxyType({})
) -> None:
    """Make places of all names and values in a node's text; ``readers`` read values by name. Raises Unreadable."""
    text = builder.text(node)
    at = 0
    for pair in text.split("&"):
        name, mark, _ = pair.partition("=")
        key = _node(builder, node, at, at + len(name))
        if builder.text(key) not in shape.known:
            builder.segment(key, Origin.META)
        if mark:
            value = _node(builder, node, at + len(name) + 1, at + len(pair))
            if reader := readers.get(builder.text(key)):
                reader(builder, value)
            else:
                read_text(builder, value, shape, label=name)
        at += len(pair) + 1


def _node(builder: Builder, node: int, start: int, end: int) -> int:
    try:
        text = unquote_plus(builder.text(node)[start:end], errors="strict")
    except UnicodeDecodeError:
        raise Unreadable("the form is not valid text") from None
    return builder.node(node, start, end, text, _CODEC)
