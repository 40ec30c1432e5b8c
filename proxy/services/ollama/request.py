"""Requests of Ollama's own API. Its OpenAI-like routes belong to that dialect.

Source: the types of ollama 0.6 (Python) and the vendor's API document. A blob is named by the hash of its bytes in the
path, so that it cannot be changed, and it is a model, not a text: it is left opaque.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, find, routes
from proxy.body.vocabulary import ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import Capture
from proxy.contract import Document, Unreadable

ROUTES = routes(
    ("POST", r"/api/chat", "chat"),
    ("POST", r"/api/generate", "generate"),
    ("POST", r"/api/(?:embed|embeddings)", "embed"),
    ("POST", r"/api/create", "create"),
    ("POST", rf"/api/blobs/{NAME}", "blobs"),
    ("POST", r"/api/web_(?:search|fetch)", "web"),
)
_STREAMED = frozenset({"chat", "generate", "create"})

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("content", "thinking", "prompt", "suffix", "system", "template"), Kind.PROSE),
        **dict.fromkeys(("description", "license", "query", "input", "stop"), Kind.PROSE),
        **dict.fromkeys(("model", "from", "name", "role", "type", "format", "keep_alive"), Kind.FIXED),
        **dict.fromkeys(("tool_name", "quantize"), Kind.FIXED),
        **dict.fromkeys(("id", "tool_call_id"), Kind.ID),
        "images": Kind.FILE,
        "arguments": Kind.JSON,
    },
    scopes={
        "messages": Origin.USER,
        "prompt": Origin.USER,
        "suffix": Origin.USER,
        "input": Origin.USER,
        "query": Origin.USER,
        "system": Origin.SYSTEM,
        "template": Origin.SYSTEM,
        "tools": Origin.SYSTEM,
        "format": Origin.SYSTEM,
    },
    roles={
        "system": Origin.SYSTEM,
        "user": Origin.USER,
        "assistant": Origin.HISTORY,
        "tool": Origin.TOOL,
    },
    free=frozenset({"arguments"}),
    known=SCHEMA_FIELDS
    | words(
        """
        model messages role content thinking images tool_calls function name arguments tool_name tools parameters
        stream format options keep_alive think prompt suffix system template context raw input truncate dimensions
        from files adapters license quantize logprobs top_logprobs num_ctx num_predict seed temperature top_k top_p
        min_p stop repeat_penalty repeat_last_n num_gpu num_thread mirostat tool_call_id id query max_results url
        """
    ),
    words=SCHEMA_WORDS | ROLES | words("function json low medium high"),
    tokens=frozenset({"context"}),
)


def route(capture: Capture) -> str:
    """The route's name; empty where it is not Ollama's own."""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    if route == "blobs":
        raise Unreadable("a file that is named by the hash of its bytes")
    builder, tree = open_object(body, SHAPE)
    first = builder.first(Origin.USER)
    told = tree.holders[0].fields.get("stream") if tree.holders else None
    return builder.build(
        f"first:{first}" if first else "", tree.root("model"), stream=route in _STREAMED and told is not False
    )
