"""Asides: headers and cookies that nobody named, in which a program may put what a person wrote. Pure.

Rule 1: what signs a person in is not read: a service cannot be asked without it. What the protocol itself defines and
what counts requests is read where it holds an address or a vendor's key, for else nobody writes there.
Rule 2: the rest is read where its value could be words or a key; a single word or number of a machine is not.
Rule 3: of cookies only those are read whose names speak of a text, and addresses of pages on which something was asked
(where to go once the person has signed in); the others keep pages in step with their service.
"""

import base64
import re
from functools import lru_cache
from typing import NamedTuple

from classifiers.checks.words import words

_SHORTEST = 8  # characters; less is a flag or a language
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_PROTOCOL = re.compile(
    r"(?:accept|content|if|sec|proxy|access-control|x-amz|x-goog|x-stainless|x-b3|x-datadog|x-forwarded-for)(?:-.*)?"
    r"|upload-.*|tus-.*|x-upload-.*|user-agent|date|age|via|forwarded|dnt|pragma"
    r"|priority|origin|range|cache-control|referer|digest|signature|signature-input|want-.*|baggage|trace.*|sentry-.*"
)
# Cuts of the connection and of what is said; keys of sockets sign people in, and MCP's headers repeat the body.
_FRAMING = re.compile(
    r"host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|cookie|content-length|(?:sec-websocket|mcp)-.*|:.*"
)
_SIGNS_IN = words(
    "auth authorization authentication token key apikey secret signature cookie cookies credential "
    "credentials jwt csrf xsrf nonce proof assertion ticket password"
)
_COUNTS = words(
    "id ids uuid guid hash checksum digest sum etag session trace span device version build client agent "
    "fingerprint timestamp time date timezone format"
)
_SCHEME = re.compile(
    r"(?:bearer|basic|token|digest|negotiate|apikey|api-key|aws4-\S+)\s+\S+\Z", re.IGNORECASE
)
_SAYS = re.compile(r"\S\s+\S|\S(?:%20|\+)\S|@|%40")
_KEY = re.compile(
    r"(?:[A-Za-z]{2,12}[-_]|A[KS]IA|AIza|xox|gh[a-z]_)(?!.*\.eyJ)[\w\-./+=:]{12,4096}"
)  # vendors' prefixes
# Looked for before anything else is: most headers hold neither.
_ADDRESS = re.compile(r"[\w.+-](?:@|%40)[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2}")
_VENDORS_KEY = re.compile(
    r"(?<![A-Za-z0-9])(?:A[KS]IA|AIza|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|sk-|[rs]k_live_|hf_|npm_|pypi-)[\w-]{16}"
)
_FIRST_PRINTED = 0x20
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,8192}={0,2}")
_TEXTS = words(
    "draft drafts prompt prompts query question questions message messages text input search note notes "
    "comment subject composer compose editor unsent entered"
)
# The address of a page where something is asked: its words stand in the query, in a cookie with percent signs.
_ASKS = re.compile(
    r"(?:[?&#]|%3F|%26|%23)(?:q|p|query|prompt|text|message|question|search|ask|input)(?:=|%3D)",
    re.IGNORECASE,
)
_STEMS = tuple(one for one in sorted(_TEXTS) if not any(other != one and other in one for other in _TEXTS))


def is_aside(name: str, value: str) -> bool:
    """Whether a header that nobody named may hold what a person wrote; ``name`` is in lower case."""
    if len(value) < _SHORTEST:
        return False
    sort = _sort(name)
    if sort.is_left or _SCHEME.match(value):
        return False
    if holds_address(value) or _VENDORS_KEY.search(value):
        return True
    if sort.is_protocol:
        return False
    if _SAYS.search(value):
        return True
    return bool(not sort.counts and _KEY.fullmatch(value)) or _is_packed_text(value)


def holds_secret(value: str) -> bool:
    """Whether a vendor's key stands in a header, other than one that pages show to everybody."""
    return any(not found[0].startswith("AIza") for found in _VENDORS_KEY.finditer(value))


def holds_address(value: str) -> bool:
    """Whether a mail address stands in a header."""
    return _ADDRESS.search(value) is not None


class _Sort(NamedTuple):
    """What a header's name says: it is never read; the protocol defines it; it counts requests."""

    is_left: bool
    is_protocol: bool
    counts: bool


@lru_cache(1024)
def _sort(name: str) -> _Sort:
    """The same names come every time."""
    words = set(_WORD.findall(name))
    signs_in = bool(words & _SIGNS_IN) and "idempotency" not in words
    return _Sort(
        signs_in or _FRAMING.fullmatch(name) is not None,
        _PROTOCOL.fullmatch(name) is not None,
        bool(words & _COUNTS),
    )


def _is_packed_text(value: str) -> bool:
    """Whether a value is words in base64; keys and ids are random and give no text."""
    if not _BASE64.fullmatch(value):
        return False
    packed = value.rstrip("=").replace("-", "+").replace("_", "/")
    if len(packed) % 4 == 1:
        return False
    if min(base64.b64decode(packed[:12])) < _FIRST_PRINTED:
        return False  # most that is random ends here
    try:
        text = base64.b64decode(packed + "=" * (-len(packed) % 4)).decode()
    except UnicodeDecodeError:
        return False
    return _SAYS.search(text) is not None


def may_be_written(cookies: str) -> bool:
    """Whether any of all cookies may be one that ``is_written_cookie``; most headers are done with this."""
    lower = cookies.lower()
    return any(word in lower for word in _STEMS) or asks(cookies)


def asks(value: str) -> bool:
    """Whether an address in a header asks something."""
    return _ASKS.search(value) is not None


def is_written_cookie(name: str, value: str) -> bool:
    """Whether a cookie keeps a text that somebody wrote: its name says so, or it is an address with a question."""
    if len(value) < _SHORTEST:
        return False
    words = {word.lower() for word in _WORD.findall(name)}
    return bool(words & _TEXTS and not words & (_SIGNS_IN | _COUNTS)) or asks(value)
