"""What a service said in an answer: its texts, and how well they were understood. Pure.

Rule 1: a dialect's own restorer reads first; what it does not name is read as any stream, page, file, value or text.
Rule 2: an answer that was not read, or not to its end, is opaque; it is never clean.
Rule 3: what stands beside the texts that a dialect names (results of tools, sources, titles, errors) was said, too.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from classifiers.segment import Origin
from policies.decision import Level
from proxy.answer.ear import Ear
from proxy.answer.fields import Fields, fields_of
from proxy.answer.page import is_file, is_page, read_file, read_page
from proxy.answer.socket import FramedMessages, unframed
from proxy.capture import Capture
from proxy.content import decode
from proxy.contract import Unreadable
from proxy.services.catalog import GENERIC, Catalogue

MOST_TEXT = 256 * 1024  # characters of an answer that are scanned
LARGEST = 32 << 20  # bytes of an answer, unpacked


@dataclass(frozen=True, slots=True)
class Hearing:
    """An answer as it came: ``asked`` is the request's body as it left, ``others`` the names of the other clients."""

    service: str
    dialect: str
    route: str
    content_type: str
    encoding: str
    body: bytes = field(repr=False)
    asked: bytes = field(default=b"", repr=False)
    asked_encoding: str = ""
    others: tuple[str, ...] = field(default=(), repr=False)
    data_key: bytes = field(default=b"", repr=False)
    masks: bool = False
    framed: bool = False  # messages of a socket
    before: bytes = field(default=b"", repr=False)  # those before them, which have been read already
    after: bytes = field(default=b"", repr=False)  # those after them, which are read again with their own


@dataclass(frozen=True, slots=True)
class Said:
    """What a service said, and how well it was understood.

    ``before`` is what is known already of those texts, ``beside`` what a page holds besides, which is counted and
    stays. ``fields`` are those of a whole JSON answer. ``dialect`` is the one that read it.
    """

    texts: Sequence[str] = field(repr=False)
    level: Level
    before: Sequence[str] = field(default=(), repr=False)
    named: bool | None = None
    beside: Sequence[str] = field(default=(), repr=False)
    dialect: str = ""
    fields: Fields | None = field(default=None, repr=False)


def said(hearing: Hearing, catalogue: Catalogue) -> Said:
    """What an answer, or messages of a socket, say. Raises Unreadable."""
    if hearing.framed:
        return _of_messages(hearing, catalogue)
    body = decode(hearing.encoding, hearing.body, LARGEST)
    ear = _heard(hearing, body, catalogue)
    if not is_value(body):
        return _of_text(hearing, body, ear, catalogue)
    whole = _of_value(body, catalogue)
    if not ear.is_named and body.lstrip().startswith(b"["):
        whole = replace(whole, named=False)  # a stream may come as a list
    if not ear.is_named:
        return replace(whole, fields=fields_of(json.loads(body)) if hearing.dialect != GENERIC else None)
    # A list that is a stream: texts go on from element to element; what is none of them was said beside.
    beside = [text for text in whole.texts if not any(text in said for said in ear.texts)]
    unread = ear.is_full or whole.level is Level.OPAQUE
    return Said((*ear.texts, *beside), Level.OPAQUE if unread else Level.UNDERSTOOD)


def _heard(hearing: Hearing, body: bytes, catalogue: Catalogue) -> Ear:
    ear = Ear(MOST_TEXT)
    restorer = catalogue.dialects[hearing.dialect].restorer(hearing.route, hearing.content_type, ear)
    restorer.feed(body)
    restorer.finish()
    return ear


def _of_text(hearing: Hearing, body: bytes, ear: Ear, catalogue: Catalogue) -> Said:
    """What is no JSON value: a stream, a page, or a text. Raises Unreadable."""
    if ear.is_named or not body.strip():
        return replace(_heard_by(ear, body, catalogue), named=True if body.strip() else None)
    if is_page(hearing.content_type, body):
        page = read_page(body, hearing.content_type)
        if page is None:
            raise Unreadable("a page that cannot be read")
        level = Level.GENERIC if max(map(len, (page.shown, page.beside))) <= MOST_TEXT else Level.OPAQUE
        return Said((page.shown[:MOST_TEXT],), level, named=False, beside=(page.beside[:MOST_TEXT],))
    if ear.is_silent and is_file(body):
        file = read_file(body, hearing.content_type)
        if file is None:
            raise Unreadable("a file that cannot be read")
        level = Level.GENERIC if file.is_whole and len(file.shown) <= MOST_TEXT else Level.OPAQUE
        return Said((file.shown[:MOST_TEXT],), level)
    if (
        hearing.dialect != GENERIC
    ):  # a stream that has changed: its texts may go on from event to event all the same
        another = replace(hearing, dialect=GENERIC)
        said = _of_text(another, body, _heard(another, body, catalogue), catalogue)
        if said.named:
            level = said.level if said.level is Level.OPAQUE else Level.GENERIC
            return replace(said, named=False, level=level, dialect=GENERIC)
    return replace(_heard_by(ear, body, catalogue), named=False)


def _heard_by(ear: Ear, body: bytes, catalogue: Catalogue) -> Said:
    """What an ear heard; all of the body where that is nothing. Raises Unreadable."""
    if (ear.is_silent or (ear.is_full and not ear.texts)) and body.strip():
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            raise Unreadable("an answer that is no text") from None
        return Said((text[:MOST_TEXT],), Level.GENERIC if len(text) <= MOST_TEXT else Level.OPAQUE)
    if not ear.is_named:
        return Said(ear.texts, Level.OPAQUE if ear.is_full else Level.GENERIC, ear.before)
    named = "\0".join(ear.texts)
    besides = [one for one in ear.besides if one.text not in named]
    new = _of_fields([(one.field, one.text) for one in besides], catalogue)
    known = _of_fields([(one.field, one.before) for one in besides if one.before], catalogue)
    unread = ear.is_full or new.level is Level.OPAQUE
    return Said(
        (*ear.texts, *new.texts),
        Level.OPAQUE if unread else Level.UNDERSTOOD,
        (*ear.before, *known.texts),
    )


def _of_fields(fields: Sequence[tuple[str, str]], catalogue: Catalogue) -> Said:
    """What single fields of JSON say."""
    if not fields:
        return Said((), Level.GENERIC)
    return _of_value(json.dumps([{name: text} for name, text in fields]).encode(), catalogue)


def _of_messages(hearing: Hearing, catalogue: Catalogue) -> Said:
    """What was said on a socket. Raises Unreadable."""
    ear = Ear(MOST_TEXT)
    restorer = FramedMessages(catalogue.dialects[hearing.dialect].socket_restorer(hearing.route, ear))
    restorer.feed(hearing.before)
    ear.mark()
    restorer.feed(hearing.body)
    messages = unframed(hearing.body)
    whole = b"\n".join(one.encode() if isinstance(one, str) else one for one in messages)
    return _heard_by(ear, whole, catalogue)


def is_value(body: bytes) -> bool:
    """Whether an answer is one JSON object or array."""
    try:
        return isinstance(json.loads(body), dict | list)
    except (ValueError, RecursionError):
        return False


def _of_value(body: bytes, catalogue: Catalogue) -> Said:
    """One JSON value: every string of it, but for what is signed, sealed or a name of the format."""
    said = Capture("POST", "", 443, "/", (("content-type", "application/json"),), b"")
    document = catalogue.dialects[GENERIC].read("request", said, body)
    texts = [segment.text for segment in document.segments if segment.origin is not Origin.META]
    kept, left = [], MOST_TEXT
    for text in texts:
        kept.append(text[:left])
        left -= len(kept[-1])
    whole = not document.opaque and sum(map(len, texts)) <= MOST_TEXT
    return Said(kept, Level.GENERIC if whole else Level.OPAQUE)
