"""Requests that a page makes on its own: suggestions for what is being typed, and telemetry that quotes it.

They are told by their path at every host, for pages use the same few tools: Statsig, Datadog, Sentry, Segment,
Amplitude, PostHog, Cloudflare, and search boxes with the suggestions of OpenSearch. What they hold is read like any
body; only the refusal differs, for a person must not see an error for what he did not ask.
"""

import base64
import re

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.loose import read_loose
from proxy.body.shape import Kind, Shape
from proxy.body.vocabulary import COMMON_FIELDS
from proxy.capture import Capture
from proxy.contract import Document, Unreadable

ANYWHERE = True
# Of the page, for those tools.
OWN = words("writekey sitetoken apikey ddapikey clienttoken publickey token k")
_TOKEN = re.compile(rb"={0,2}[A-Za-z0-9+/]{24,}\s{0,2}")
_PATH = re.compile(r"(?:/[A-Za-z0-9_.:@~-]+)+/?")
_DOTS = re.compile(r"/\.{1,2}(?:/|\Z)")
_TELEMETRY = re.compile(
    r"/ces/(?:v[0-9]/)?[a-z_/]+"  # ChatGPT's own front of Segment
    r"|(?:/[a-z0-9_-]+){0,3}/v1/(?:rgstr|log_event|sdk_exception)"  # Statsig
    r"|(?:/[a-z0-9_-]+){0,2}/api/v2/(?:rum|logs|replay|spans|profile)"  # Datadog
    r"|(?:/[a-z0-9_-]+){0,2}/api/[0-9]{1,20}/(?:envelope|store)"  # Sentry
    r"|/v1/(?:[tpimbgs]|track|page|identify|screen|alias)"  # Segment
    r"|/2/httpapi|/(?:i/v0/)?e|/capture"  # Amplitude, PostHog
    r"|/[gj]/collect"  # Google Analytics
    r"|/cdn-cgi/rum"  # Cloudflare
    r"|(?:/[a-z0-9_-]+){0,4}/(?:event[-_]?logging/batch|sentry[-_]?tunnel|monitoring[-_]?tunnel|telemetry|analytics)",
    re.IGNORECASE,
)
_OPENSEARCH = re.compile(r"/complete/search|/ac|/AS/Suggestions|/osjson\.aspx")
_SUGGEST = re.compile(
    r"(?:/[a-z0-9_-]+){0,6}/(?:list-autosuggest|auto-?suggest|auto-?complete|auto-?completions?|typeahead"
    r"|generate_autocompletions|suggest|search-?suggest(?:ions)?|query-?suggestions)",
    re.IGNORECASE,
)

SHAPE = Shape(
    kinds=dict.fromkeys(("query", "q", "text", "prompt", "message", "value", "title"), Kind.PROSE),
    known=COMMON_FIELDS,
    words=words("true false text user"),
    base=Origin.USER,
)


def route(capture: Capture) -> str:
    """``telemetry``, ``suggest`` or ``suggest.opensearch``; empty for all else."""
    path = capture.path.partition("?")[0]
    if capture.header("upgrade") or not _PATH.fullmatch(path) or _DOTS.search(path):
        return ""
    path = path.removesuffix("/")
    if capture.method == "POST" and _TELEMETRY.fullmatch(path):
        return "telemetry"
    if capture.method not in ("GET", "POST"):
        return ""
    if _OPENSEARCH.fullmatch(path):
        return "suggest.opensearch"
    return "suggest" if _SUGGEST.fullmatch(path) else ""


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of any text; a query in the target is read with every request. Raises Unreadable."""
    if _is_disguised(body):
        raise Unreadable("the body is base64 that is written from its end")
    builder, model, _ = read_loose(capture.header("content-type").lower(), body, SHAPE)
    return builder.build("", model)


def _is_disguised(body: bytes) -> bool:
    """Whether a body is JSON in base64, backwards, as Statsig's ``se=1`` asks for."""
    if not _TOKEN.fullmatch(body):
        return False
    told = body.strip()[::-1]
    try:
        return base64.b64decode(told[: len(told) // 4 * 4]).lstrip()[:1] in (b"{", b"[")
    except ValueError:
        return False
