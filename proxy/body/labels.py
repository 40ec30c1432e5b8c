"""Labels: headers in which people's words stand, such as the name of a file, a title, or what a log is to say of them.

Rule 1: a label without a change is sent as it came.
Rule 2: a label that is changed is written in the manner in which it came: plain, percent-encoded, or tus's base64.
Rule 3: a header that is signed (AWS SigV4) or says how the body is cut is read and stays as it is.
Sources: X-Goog-Upload-*, tus 1.0.0 (Upload-Metadata), FilePond (Upload-Name), RFC 6266 and RFC 5023 (Slug), metadata of
objects at Amazon S3, Azure Blob Storage and Google Cloud Storage; the documents of OpenRouter (X-Title, HTTP-Referer),
Helicone (Helicone-Property-*, Helicone-User-Id), Portkey (x-portkey-metadata), Cloudflare's gateway
(cf-aig-metadata) and LiteLLM (x-litellm-tags). Headers of any other name, and cookies: ``asides``.
W3C Baggage is left out: what pages put there are the keys and numbers of their own monitoring.
"""

import base64
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote

from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from classifiers.segment import Origin, Segment
from proxy.body.asides import asks, holds_address, holds_secret, is_aside, is_written_cookie, may_be_written
from proxy.body.hints import NAMES_IN_HEADERS, unpacked
from proxy.capture import Capture
from proxy.contract import Edit

_PLAIN = frozenset({*NAMES_IN_HEADERS, "upload-name", "content-disposition"})
_META = ("x-amz-meta-", "x-ms-meta-", "x-goog-meta-")
_TUS, _COOKIE = "upload-metadata", "cookie"
_APART = {_TUS: ",", _COOKIE: ";"}  # headers of which each pair is a label of its own
_SIGNED = re.compile(r"SignedHeaders=([^,\s]+)", re.IGNORECASE)
# The address of a page may hold the question that was asked there, or a vendor's key; any other may hold what signs a
# person in.
_PAGES = frozenset({"referer", "http-referer"})
# Whoever names a header so says something in it; those of MCP repeat the body and are read with it.
_SAYS = re.compile(
    r"(?!mcp-|.*auth)(?!.*(?:id|key|token|signature|hash|version|type|format|language|timestamp)\Z)(?:.*[-_])?"
    r"(?:titles?|descriptions?|prompts?|query|questions?|messages?|comments?|notes?|subject|metadata|property|properties|"
    r"tags?|labels?|user[-_]?(?:name|email)|e?mail)(?:[-_].*)?|helicone-user-id"
)
_SPACED = re.compile(r"[^?#]*(?:%20|\+| )|[^#]*#.*(?:%20|\+| )")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_PARAMETERS = "!#$&'()*+,/:;=?@[]~\" "  # in a header that is more than a name (RFC 6266)
_ADDRESS = "!#$&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Label:
    """One text of a header; ``pair`` counts it among several (tus, cookies). ``signed``: it must stay."""

    header: str
    text: str = field(repr=False)
    pair: int = 0
    percent: bool = False
    signed: bool = False


def labels_of(capture: Capture) -> Sequence[Label]:
    """The labels of a request, in the order of its headers."""
    found: list[Label] = []
    signed = _signed(capture)
    for name, value in capture.headers:
        if value and _is_said(name, value):
            shown = _decoded(value)
            percent = bool(_PERCENT.search(shown))
            text = unquote(shown) if percent else shown
            found.append(Label(name, text, percent=percent, signed=name in signed or name == "content-type"))
    tus = enumerate(_pairs(capture, _TUS))
    found += [Label(_TUS, text, number) for number, pair in tus if (text := _unpacked(pair))]
    cookies = _pairs(capture, _COOKIE) if may_be_written(capture.header_all(_COOKIE)) else ()
    for number, pair in enumerate(cookies):
        name, _, value = pair.partition("=")
        if is_written_cookie(name, value):
            found.append(Label(_COOKIE, unquote(_decoded(value)), number, percent="%" in value))
    return found


def _signed(capture: Capture) -> frozenset[str]:
    """The headers that an AWS signature covers."""
    found = _SIGNED.search(capture.header("authorization"))
    return frozenset(found[1].lower().split(";")) if found else frozenset()


def _pairs(capture: Capture, header: str) -> Sequence[str]:
    """What a header of several says; browsers send cookies in one header or in several (RFC 9113, section 8.2.3)."""
    mark = _APART[header]
    return f"{mark} ".join(value for name, value in capture.headers if name == header).split(mark)


def _is_said(name: str, value: str) -> bool:
    """Whether a header says something."""
    if name in _PAGES:
        return bool(asks(value) or _SPACED.match(value)) or holds_address(value) or holds_secret(value)
    if name in _APART:
        return False  # pair by pair
    return name in _PLAIN or name.startswith(_META) or _speaks(name) or is_aside(name, value)


@lru_cache(1024)
def _speaks(name: str) -> bool:
    """Whether a header's name says that somebody's words stand in it; the same names come every time."""
    return _SAYS.fullmatch(name) is not None


def segments_of(labels: Iterable[Label], first: int) -> Iterable[Segment]:
    """Labels as texts to be scanned, with places from ``first`` on."""
    return (
        Segment(place, label.text, Origin.META, not label.signed) for place, label in enumerate(labels, first)
    )


def rewritten(
    capture: Capture, labels: Sequence[Label], first: int, edits: Iterable[Edit]
) -> Iterable[tuple[str, str]]:
    """The headers of labels that are edited, as they are to be sent; the first label has the place ``first``."""
    changes: dict[int, list[Change]] = {}
    for edit in edits:
        if edit.place >= first:
            changes.setdefault(edit.place - first, []).append(Change(edit.start, edit.end, edit.text))
    said = {number: changed(labels[number].text, sorted(some)) for number, some in changes.items()}
    for header in dict.fromkeys(labels[number].header for number in said):
        own = {number: label for number, label in enumerate(labels) if label.header == header}
        if header in _APART:
            write = _packed if header == _TUS else _kept
            pairs = list(_pairs(capture, header))
            for number, label in own.items():
                if number in said:
                    pairs[label.pair] = write(pairs[label.pair], said[number])
            yield header, _APART[header].join(pairs)
        else:
            texts = (_written(label, said.get(number, label.text)) for number, label in own.items())
            yield header, ", ".join(texts)


def _decoded(value: str) -> str:
    """A header is a text in UTF-8, as programs write it today, or else in Latin-1 (RFC 9110, section 5.5)."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _written(label: Label, text: str) -> str:
    if not label.percent:
        return text
    if label.header == "content-disposition":
        return quote(text, safe=_PARAMETERS)
    is_name = label.header in _PLAIN or label.header.startswith(_META)
    return quote(text, safe="[]" if is_name else _ADDRESS)


def _unpacked(pair: str) -> str:
    """The value of a pair of tus's metadata; one that is no text in base64 as it stands."""
    packed = pair.strip().partition(" ")[2].strip()
    text = unpacked(packed)
    return packed if text is None else text


def _packed(pair: str, text: str) -> str:
    return f"{pair.strip().partition(' ')[0]} {base64.b64encode(text.encode()).decode()}"


def _kept(pair: str, text: str) -> str:
    """A cookie with another text, in the manner in which it came; its quotes are part of the text."""
    name, _, value = pair.partition("=")
    return f"{name}={quote(text, safe='[]') if '%' in value else text}"
