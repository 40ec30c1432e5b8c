"""Hearing an answer: it is read and scanned after it was shown, or before; pure, and run in a worker process.

Rule 1: placeholders are not turned back here, so that what the person wrote and the service repeats is not counted.
Rule 2: what else stands in the request as it left is not counted either: the person wrote it.
Rule 3: an answer that was not read, or not to its end, is opaque; it is never clean.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from classifiers.detector import Detector
from classifiers.scanner import Scanner
from classifiers.segment import Origin, Segment
from policies.decide import decide
from policies.decision import Action, Level
from policies.policy import Policy
from proxy.answer.ear import Ear
from proxy.answer.mask import Values, mask_json, mask_stream, mask_text
from proxy.answer.socket import unframed
from proxy.capture import Capture
from proxy.content import decode
from proxy.contract import Unreadable
from proxy.services.catalog import GENERIC, Catalogue

MOST_TEXT = 256 * 1024  # characters of an answer that are scanned
OTHER_CLIENT = "OTHER_CLIENT"  # the name of another client of this installation
OTHER_CLASS = "other.client"
_LARGEST = 32 << 20  # bytes of an answer, unpacked
_SHORTEST_NAME = 4  # characters; a shorter name of a client is too often a word


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


@dataclass(frozen=True, slots=True)
class Heard:
    """What was found in an answer, as counts by class and by kind; nothing of its text.

    ``body`` is the answer as it may be shown, unpacked, where that was asked for; None where it may not be shown.
    ``masked`` counts the values that are taken out of it.
    """

    level: Level
    classes: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    characters: int = 0
    body: bytes | None = field(default=None, repr=False)
    masked: int = 0


UNREAD = Heard(Level.OPAQUE)


def listen(
    hearing: Hearing, policy: Policy, scanner: Scanner, catalogue: Catalogue, own: Detector | None = None
) -> Heard:
    """Read and scan an answer. Raises nothing for traffic of any kind."""
    try:
        texts, level = _texts(hearing, catalogue)
    except Unreadable:
        return UNREAD
    segments = [Segment(place, text, Origin.HISTORY) for place, text in enumerate(texts)]
    scan = scanner.scan(segments, own)
    decision = decide(policy, scan, segments, service=hearing.service, level=Level.UNDERSTOOD)
    asked = _Asked(_asked(hearing))
    classes, kinds = Counter[str](), Counter[str]()
    removed: list[tuple[str, str]] = []
    for match in decision.matches:
        finding = match.finding
        value = segments[finding.place].text[finding.start : finding.end]
        if not asked.holds(value):
            known = policy.classes.get(match.class_id)
            if known is not None and known.never:
                removed.append((value, finding.kind))
            classes[match.class_id] += 1
            kinds[finding.kind] += 1
    others = [
        (hit[0], OTHER_CLIENT)
        for text in texts
        for hit in (_names(hearing.others).finditer(text) if hearing.others else ())
        if not asked.holds(hit[0])
    ]
    if others:
        classes[OTHER_CLASS] += len(others)
        kinds[OTHER_CLIENT] += len(others)
    if scan.unread:
        level = Level.OPAQUE
    heard = Heard(level, dict(classes), dict(kinds), sum(map(len, texts)))
    return _shown(heard, hearing, policy, [*removed, *others], catalogue) if hearing.masks else heard


def _shown(
    heard: Heard, hearing: Hearing, policy: Policy, removed: Sequence[tuple[str, str]], catalogue: Catalogue
) -> Heard:
    """With the answer as it may be shown."""
    if heard.level is Level.OPAQUE and policy.mode == "enforce" and policy.opaque is not Action.ALLOW:
        return heard
    body = decode(hearing.encoding, hearing.body, _LARGEST)
    if not removed:
        return replace(heard, body=body)
    values = Values(dict(removed))
    if _is_value(body):
        masked = mask_json(body, values)
    elif hearing.dialect == GENERIC and _is_plain(hearing.content_type):
        masked = mask_text(body, values)
    else:
        dialect = catalogue.dialects[hearing.dialect]
        masked = mask_stream(
            body, lambda ear: dialect.restorer(hearing.route, hearing.content_type, ear), values, MOST_TEXT
        )
    return heard if masked is None else replace(heard, body=masked, masked=len(removed))


def _is_plain(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") and kind != "text/event-stream"


class _Asked:
    """The request as it left: which values it held, as they are or as JSON escapes them."""

    def __init__(self, body: bytes) -> None:
        self._text = body.decode("utf-8", "replace").casefold()

    def holds(self, value: str) -> bool:
        shapes = (value, json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1])
        return any(shape.casefold() in self._text for shape in shapes)


def _asked(hearing: Hearing) -> bytes:
    try:
        return decode(hearing.asked_encoding, hearing.asked, _LARGEST)
    except Unreadable:
        return hearing.asked


def _names(others: Sequence[str]) -> re.Pattern[str]:
    """Names of clients as whole words, in any case."""
    words = sorted((re.escape(name) for name in others), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def names_beside(own: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names of the other clients that can be told from words and from the client's own name."""
    mine = own.casefold()
    told = (name.strip() for name in names)
    return tuple(
        name
        for name in told
        if len(name) >= _SHORTEST_NAME and name.casefold() not in mine and mine not in name.casefold()
    )


def _texts(hearing: Hearing, catalogue: Catalogue) -> tuple[Sequence[str], Level]:
    """What the service said, and how well it was understood. Raises Unreadable."""
    if hearing.framed:
        return _of_messages(hearing, catalogue)
    body = decode(hearing.encoding, hearing.body, _LARGEST)
    if _is_value(body):
        return _of_value(hearing, body, catalogue)
    ear = Ear(MOST_TEXT)
    restorer = catalogue.dialects[hearing.dialect].restorer(hearing.route, hearing.content_type, ear)
    restorer.feed(body)
    restorer.finish()
    return _heard_by(ear, body)


def _heard_by(ear: Ear, body: bytes) -> tuple[Sequence[str], Level]:
    """What an ear heard; all of the body where that is nothing. Raises Unreadable."""
    if not ear.texts and body.strip():
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            raise Unreadable("an answer that is no text") from None
        return (text[:MOST_TEXT],), Level.GENERIC if len(text) <= MOST_TEXT else Level.OPAQUE
    if ear.is_full:
        return ear.texts, Level.OPAQUE
    return ear.texts, Level.UNDERSTOOD if ear.is_named else Level.GENERIC


def _of_messages(hearing: Hearing, catalogue: Catalogue) -> tuple[Sequence[str], Level]:
    """What was said on a socket. Raises Unreadable."""
    ear = Ear(MOST_TEXT)
    restorer = catalogue.dialects[hearing.dialect].socket_restorer(hearing.route, ear)
    messages = unframed(hearing.body)
    for message in messages:
        restorer.feed(message)
    return _heard_by(ear, b"\n".join(one.encode() if isinstance(one, str) else one for one in messages))


def _is_value(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict | list)
    except (ValueError, RecursionError):
        return False


def _of_value(hearing: Hearing, body: bytes, catalogue: Catalogue) -> tuple[Sequence[str], Level]:
    """One JSON value: every string of it, but for what is signed, sealed or a name of the format."""
    said = Capture("POST", "", 443, "/", (("content-type", "application/json"),), b"")
    document = catalogue.dialects[GENERIC].read("request", said, body)
    texts = [segment.text for segment in document.segments if segment.origin is not Origin.META]
    kept, left = [], MOST_TEXT
    for text in texts:
        kept.append(text[:left])
        left -= len(kept[-1])
    whole = not document.opaque and sum(map(len, texts)) <= MOST_TEXT
    return kept, Level.GENERIC if whole else Level.OPAQUE
