"""Links to which a file is to be sent: told by the answer of one request, used by another one.

Rule 1: a link is known by its host, its path and what signs it; parameters that say which piece comes do not count.
Rule 2: what could be a link for downloads is none, unless it says that it takes files.
Sources: Azure (SAS), AWS (SigV4 query, POST policy), Google (signed URLs, resumable uploads), Microsoft Graph
(createUploadSession), and the web applications' own answers.
"""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from proxy.capture import Capture

MOST_BYTES = 1 << 20  # of an answer in which links are looked for
_MOST_LINKS = 100
_NAMED = re.compile(
    r"(?:upload|put|resumable|presigned|pre_signed|signed|sas)_?(?:url|uri|link)s?\Z", re.IGNORECASE
)
_TAKES = re.compile(r"upload|put|resumable", re.IGNORECASE)
_PLAIN = re.compile(r"(?:url|uri|href|link)\Z", re.IGNORECASE)
_SIGNS = frozenset({"sig", "signature", "x-amz-signature", "x-goog-signature"}) | {
    *("upload_id", "uploadid", "upload_token", "tempauth", "access_token"),
}
_WRITES = re.compile(r"[?&]sp=[a-z]*[cw]")  # the permissions of an Azure SAS
_HEADERS = ("x-goog-upload-url", "x-guploader-upload-url")


@dataclass(frozen=True, slots=True)
class Link:
    """A place for a file. ``mark`` tells it from others at its host; it holds what signs it, keep it secret."""

    host: str
    path: str = field(repr=False)  # with the query, as it was announced
    takes: bool = field(default=True, compare=False)  # surely for a file to come, and not for one to fetch

    @property
    def mark(self) -> str:
        """Host, path and signature; the whole query where nothing in it signs."""
        path, _, query = self.path.partition("?")
        pairs = [pair for pair in query.split("&") if pair]
        signs = [pair for pair in pairs if pair.partition("=")[0].lower() in _SIGNS]
        return "\n".join((self.host, path or "/", *sorted(signs or pairs)))


def link_of(capture: Capture) -> Link:
    """The place to which a request goes."""
    return Link(capture.host, capture.path)


def may_use_link(capture: Capture) -> bool:
    """Whether a request may be the second step of an upload; most requests are not worth a look."""
    if capture.method in ("PUT", "PATCH") or capture.header("tus-resumable"):
        return True
    return capture.method == "POST" and (
        "?" in capture.path
        or bool(capture.header("x-goog-upload-command"))
        or capture.header("content-type").lower().startswith("multipart/")
    )


def links_in(answer: bytes, headers: Mapping[str, str], status: int, asked: Link) -> tuple[Link, ...]:
    """Every link for files in an answer, in its order: in the headers of Google, in Location of what was created, and
    in its JSON. ``asked`` is where the request went: Location may be relative to it (RFC 9110, section 10.2.2)."""
    found: dict[Link, None] = {}
    for name in _HEADERS:
        _add(found, headers.get(name, ""))
    location = headers.get("location", "")
    if status in (200, 201, 308) and (_looks_resumable(location) or headers.get("tus-resumable")):
        _add(found, _absolute(location, asked))
    try:
        value = json.loads(answer) if answer else None
    except (ValueError, RecursionError):
        value = None
    for url, takes in _urls(value):
        if len(found) >= _MOST_LINKS:
            break
        _add(found, url, takes=takes)
    return tuple(found)


def _looks_resumable(location: str) -> bool:
    return bool(re.search(r"[?&]upload_?id=|/(?:tus|uploads?)/", location, re.IGNORECASE))


def _absolute(location: str, asked: Link) -> str:
    try:
        return urljoin(f"https://{asked.host}{asked.path}", location) if location else ""
    except ValueError:
        return ""


def _urls(value: object) -> Iterator[tuple[str, bool]]:
    """Every link that may be for files, and whether it surely is."""
    open_values = deque([value])
    seen = 0
    while open_values:
        item = open_values.popleft()
        seen += 1
        if seen > 20_000:
            return
        if isinstance(item, list):
            open_values += item
        elif isinstance(item, dict):
            takes = isinstance(item.get("fields"), dict) or item.get("method") in (
                "PUT",
                "POST",
                "put",
                "post",
            )
            for name, inner in item.items():
                if isinstance(inner, str):
                    if _NAMED.search(name) or (_PLAIN.search(name) and (takes or _WRITES.search(inner))):
                        yield inner, takes or bool(_TAKES.search(name) or _WRITES.search(inner))
                elif _NAMED.search(name) and isinstance(inner, list):
                    yield from ((one, bool(_TAKES.search(name))) for one in inner if isinstance(one, str))
                    open_values += (one for one in inner if not isinstance(one, str))
                else:
                    open_values.append(inner)


def _add(found: dict[Link, None], url: str, *, takes: bool = True) -> None:
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return
    if parts.scheme == "https" and host:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        found[Link(host.lower().rstrip("."), path, takes)] = None
