"""Asides: headers and cookies that nobody named, in which a program may put what a person wrote. Pure.

Rule 1: what signs a person in, what the protocol itself defines and what counts requests is not read: a service cannot
be asked without it, and nobody writes there.
Rule 2: the rest is read where its value could be words or a key; a single word or number of a machine is not.
Rule 3: of cookies only those are read whose names speak of a text; the others keep pages in step with their service.
"""

import base64
import re
from functools import lru_cache

from classifiers.checks.words import words

_SHORTEST = 8  # characters; less is a flag or a language
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_PROTOCOL = re.compile(
    r"(?:accept|content|if|sec|proxy|access-control|mcp|x-amz|x-goog|x-stainless|x-b3|x-datadog|x-forwarded-for)(?:-.*)?"
    r"|upload-.*|tus-.*|x-upload-.*|:.*"
    r"|host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|user-agent|date|age|expect|via|forwarded|dnt|pragma"
    r"|priority|origin|range|cache-control|referer|cookie|digest|signature|signature-input|want-.*|baggage|trace.*|sentry-.*"
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
_FIRST_PRINTED = 0x20
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,8192}={0,2}")
_TEXTS = words(
    "draft drafts prompt prompts query question questions message messages text input search note notes "
    "comment subject composer compose editor unsent entered"
)
_STEMS = tuple(one for one in sorted(_TEXTS) if not any(other != one and other in one for other in _TEXTS))


def is_aside(name: str, value: str) -> bool:
    """Whether a header that nobody named may hold what a person wrote; ``name`` is in lower case."""
    if len(value) < _SHORTEST:
        return False
    is_quiet, counts = _name(name)
    if is_quiet or _SCHEME.match(value):
        return False
    if _SAYS.search(value):
        return True
    return bool(not counts and _KEY.fullmatch(value)) or _is_packed_text(value)


@lru_cache(1024)
def _name(name: str) -> tuple[bool, bool]:
    """Whether nobody writes in a header of a name, and whether it counts requests; the same names come every time."""
    words = set(_WORD.findall(name))
    return bool(_PROTOCOL.fullmatch(name) or words & _SIGNS_IN), bool(words & _COUNTS)


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
    return any(word in lower for word in _STEMS)


def is_written_cookie(name: str, value: str) -> bool:
    """Whether a cookie's name says that it keeps a text that somebody wrote."""
    words = {word.lower() for word in _WORD.findall(name)}
    return bool(words & _TEXTS) and not words & (_SIGNS_IN | _COUNTS) and len(value) >= _SHORTEST
