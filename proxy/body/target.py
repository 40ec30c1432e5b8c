"""The request target: which route it names, read so strictly that no trick is understood by accident.

A dialect knows only plain paths. Doubled or trailing slashes, dots, percent signs and ``;`` make no route: an
upstream may read them in another way than we do.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import unquote_plus

from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.capture import SOCKET, Capture

PREFIX = r"(?:/[A-Za-z0-9_.~-]+)*?"  # any base path before a known one
NAME = r"[A-Za-z0-9_.:@~-]+"

_PLAIN = re.compile(r"(?:/[A-Za-z0-9_.:@~$-]+)+")
_DOTS = re.compile(r"/\.{1,2}(?:/|\Z)")
_WORDS = re.compile(r"\S\s+\S+\s+\S|@")  # more than a scheme and its token
_BLANK = re.compile(r"\s")
_LONGEST, _LONGEST_SPACED = 4096, 100  # characters of a token, and of a password with blanks
_SCHEMED = re.compile(r"(?:bearer|basic|token) \S+", re.IGNORECASE)
_SPACED = frozenset({"password", "passwd", "pwd", "newpassword"})  # nothing else that signs in has a blank
_FLAG = re.compile(r"[a-z]?|true|false|[0-9.]{1,6}|20[0-9]{2}-[0-9]{2}-[0-9]{2}(?:-preview)?")


def plain_path(capture: Capture) -> str:
    """The path without its query; empty where it is not plain or the request asks for another protocol."""
    path = capture.path.partition("?")[0]
    if (
        (capture.header("upgrade") and capture.method != SOCKET)
        or not _PLAIN.fullmatch(path)
        or _DOTS.search(path)
    ):
        return ""
    return path


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a pattern of the whole path that belong to a named route."""

    method: str
    pattern: re.Pattern[str]
    name: str


def routes(*rows: tuple[str, str, str]) -> tuple[Route, ...]:
    """A table of routes from methods, patterns and names; the first that fits counts."""
    return tuple(Route(method, re.compile(pattern), name) for method, pattern, name in rows)


def find(table: Sequence[Route], capture: Capture) -> str:
    """The name of the capture's route; empty where the table has none."""
    path = plain_path(capture)
    if not path:
        return ""
    for route in table:
        if route.method == capture.method and route.pattern.fullmatch(path):
            return route.name
    return ""


_AZURE = (".openai.azure.com", ".services.ai.azure.com", ".cognitiveservices.azure.com")
COPILOT = (".githubcopilot.com", "copilot-proxy.githubusercontent.com")


def flavoured(name: str, capture: Capture) -> str:
    """A route's name with the vendor in front whose clients want other refusals for the same wire format."""
    if name and capture.host.endswith(_AZURE):
        return f"azure.{name}"
    return f"copilot.{name}" if name and capture.host.endswith(COPILOT) else name


_OWN = frozenset(
    [
        "access_token",
        "token",
        "auth",
        "authorization",
        "api_key",
        "apikey",
        "key",
        "sig",
        "signature",
        "session_token",
        "f.sid",  # a session and a count of a Google page
        "_reqid",
    ]
)


def foreign_query(query: str, own: Collection[str] = ()) -> str:
    """A query without what signs the person in: a service cannot be asked without. Words are none of that."""
    return "&".join(pair for pair in query.split("&") if not _signs_in(own, *pair.partition("=")))


def _signs_in(own: Collection[str], name: str, _: str, value: str) -> bool:
    said = unquote_plus(value)
    return (name.lower() in _OWN and not _WORDS.search(said)) or is_own(name, said, own)


def bare(name: str) -> str:
    """A field's name in small letters without signs: ``emailAddress`` and ``email_address`` are one."""
    return name.lower().replace("_", "").replace("-", "")


def is_own(name: str, value: str, own: Collection[str]) -> bool:
    """Whether a field tells a service who asks: one of those names, and a value as keys, names and passwords are."""
    known = bare(name)
    if known not in own or len(value) > _LONGEST:
        return False
    if not _BLANK.search(value) or _SCHEMED.fullmatch(value):
        return True
    return known in _SPACED and len(value) <= _LONGEST_SPACED


def read_query(builder: Builder, capture: Capture) -> None:
    """Make places of a query's values, but for what signs the person in."""
    for pair in foreign_query(capture.path.partition("?")[2]).split("&"):
        if not _FLAG.fullmatch(word := unquote_plus(pair.partition("=")[2])):
            builder.outside(word, Origin.META)


def read_target(builder: Builder, capture: Capture) -> None:
    """Make places of the path and of the query's names and values; what stands there cannot be edited."""
    path, _, query = capture.path.partition("?")
    builder.outside(unquote_plus(path.replace("+", "%2B")).strip("/"), Origin.META)
    for pair in query.split("&"):
        for part in pair.split("=", 1):
            word = unquote_plus(part)
            if not _FLAG.fullmatch(word):
                builder.outside(word, Origin.META)
