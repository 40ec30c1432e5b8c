"""Hearing an answer: it is read and scanned after it was shown, or before; pure, and run in a worker process.

Rule 1: placeholders are not turned back here, so that what the person wrote and the service repeats is not counted.
Rule 2: what else stands in the request as it left is not counted either: the person wrote it.
Rule 3: an answer that was not read, or not to its end, is opaque; it is never clean.
Rule 4: messages of a socket are read with those before them; what stood in those alone has been counted.
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
from proxy.answer.fields import Fields
from proxy.answer.mask import Values, mask_json, mask_messages, mask_stream, mask_text
from proxy.answer.page import is_file, is_page, is_recording, read_file, read_page
from proxy.content import decode
from proxy.contract import Unreadable
from proxy.saying import LARGEST, MOST_TEXT, Hearing, is_value, said
from proxy.services.catalog import Catalogue

OTHER_CLIENT = "OTHER_CLIENT"  # the name of another client of this installation
OTHER_CLASS = "other.client"
_SHORTEST_NAME = 4  # characters; a shorter name of a client is too often a word


@dataclass(frozen=True, slots=True)
class Heard:
    """What was found in an answer, as counts by class and by kind; nothing of its text.

    ``body`` is the answer as it may be shown, unpacked, where that was asked for; None where it may not be shown.
    ``masked`` counts the values that are taken out; ``named``: the dialect knew where its texts stand; None: not told.
    ``fields`` are the names under which a whole JSON answer says something, for the self-check; they are not kept.
    """

    level: Level
    classes: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    characters: int = 0
    body: bytes | None = field(default=None, repr=False)
    masked: int = 0
    named: bool | None = None
    fields: Fields | None = field(default=None, repr=False)


UNREAD = Heard(Level.OPAQUE)
_LEVELS = (Level.OPAQUE, Level.UNDERSTOOD, Level.GENERIC)  # of an answer by those of its parts


def together(one: Heard, other: Heard) -> Heard:
    """What was found in two parts of an answer; without a body."""
    return Heard(
        next(level for level in _LEVELS if level in (one.level, other.level)),
        dict(Counter(one.classes) + Counter(other.classes)),
        dict(Counter(one.kinds) + Counter(other.kinds)),
        one.characters + other.characters,
        masked=one.masked + other.masked,
    )


def listen(
    hearing: Hearing, policy: Policy, scanner: Scanner, catalogue: Catalogue, own: Detector | None = None
) -> Heard:
    """Read and scan an answer. Raises nothing for traffic of any kind."""
    try:
        told = said(hearing, catalogue)
    except Unreadable:
        return _unread(hearing)
    find = _Finder(hearing, policy, scanner, own)
    found, known, beside = find(told.texts), find(told.before), find(told.beside)
    heard = Heard(
        Level.OPAQUE if found.unread or beside.unread else told.level,
        dict(found.classes + beside.classes - known.classes),
        dict(found.kinds + beside.kinds - known.kinds),
        sum(map(len, (*told.texts, *told.beside))) - sum(map(len, told.before)),
        named=told.named,
        fields=told.fields,
    )
    if not hearing.masks:
        return heard
    removed = found.removed
    if hearing.after:  # a value that ends there may begin here
        try:
            removed = find(said(replace(hearing, body=hearing.body + hearing.after), catalogue).texts).removed
        except Unreadable:
            return UNREAD
    shown = _shown(
        heard, replace(hearing, dialect=told.dialect or hearing.dialect), policy, removed, catalogue
    )
    return replace(shown, masked=len(found.removed) - len(known.removed)) if shown.masked else shown


def _unread(hearing: Hearing) -> Heard:
    """What nobody could read is not shown, but for sound and pictures, which pass where their type tells them, too."""
    if hearing.masks and not hearing.framed:
        try:
            body = decode(hearing.encoding, hearing.body, LARGEST)
        except Unreadable:
            return UNREAD
        if is_recording(body):
            return replace(UNREAD, body=body)
    return UNREAD


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands in texts and not in the request; ``removed`` are values that nobody may see, and their kinds."""

    classes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    removed: list[tuple[str, str]] = field(default_factory=list, repr=False)
    unread: bool = False


class _Finder:
    """Scans texts of one answer."""

    def __init__(self, hearing: Hearing, policy: Policy, scanner: Scanner, own: Detector | None) -> None:
        self._service, self._policy, self._scanner, self._own = hearing.service, policy, scanner, own
        self._asked = _Asked(_asked(hearing))
        self._others = _names(hearing.others) if hearing.others else None

    def __call__(self, texts: Sequence[str]) -> _Found:
        if not texts:
            return _Found()
        segments = [Segment(place, text, Origin.HISTORY) for place, text in enumerate(texts)]
        scan = self._scanner.scan(segments, self._own)
        decision = decide(self._policy, scan, segments, service=self._service, level=Level.UNDERSTOOD)
        found = _Found(unread=bool(scan.unread))
        for match in decision.matches:
            finding = match.finding
            value = segments[finding.place].text[finding.start : finding.end]
            if self._asked.holds(value):
                continue
            known = self._policy.classes.get(match.class_id)
            if known is not None and known.never:
                found.removed.append((value, finding.kind))
            found.classes[match.class_id] += 1
            found.kinds[finding.kind] += 1
        for text in texts:
            for hit in () if self._others is None else self._others.finditer(text):
                if not self._asked.holds(hit[0]):
                    found.removed.append((hit[0], OTHER_CLIENT))
                    found.classes[OTHER_CLASS] += 1
                    found.kinds[OTHER_CLIENT] += 1
        return found


def _shown(
    heard: Heard, hearing: Hearing, policy: Policy, removed: Sequence[tuple[str, str]], catalogue: Catalogue
) -> Heard:
    """With the answer as it may be shown."""
    if heard.level is Level.OPAQUE and policy.mode == "enforce" and policy.opaque is not Action.ALLOW:
        return heard
    body = decode(hearing.encoding, hearing.body, LARGEST)
    if not removed:
        return replace(heard, body=body)
    values, dialect = Values(dict(removed)), catalogue.dialects[hearing.dialect]
    if hearing.framed:
        masked = mask_messages(
            (hearing.before, body, hearing.after),
            lambda ear: dialect.socket_restorer(hearing.route, ear),
            values,
            MOST_TEXT,
        )
    else:
        masked = mask_stream(
            body, lambda ear: dialect.restorer(hearing.route, hearing.content_type, ear), values, MOST_TEXT
        )
        if masked is None:
            masked = _without(body, hearing.content_type, Values(dict(removed)))
    return heard if masked is None else replace(heard, body=masked, masked=len(removed))


def _without(body: bytes, content_type: str, values: Values) -> bytes | None:
    """A value, a page, a file or a plain text without values; None where they cannot be taken out."""
    if is_value(body):
        return mask_json(body, values)
    if is_page(content_type, body):
        page = read_page(body, content_type)
        return page.masked(values) if page else None
    if is_file(body):
        file = read_file(body, content_type)
        return file.masked(values) if file else None
    return mask_text(body, values) if _is_plain(content_type) else None


def _is_plain(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    is_text = kind.startswith("text/") and kind != "text/event-stream"
    return is_text or kind == "application/xml" or kind.endswith("+xml")


class _Asked:
    """The request as it left: which values it held, as they are or as JSON escapes them."""

    def __init__(self, body: bytes) -> None:
        self._text = body.decode("utf-8", "replace").casefold()

    def holds(self, value: str) -> bool:
        shapes = (value, json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1])
        return any(shape.casefold() in self._text for shape in shapes)


def _asked(hearing: Hearing) -> bytes:
    try:
        return decode(hearing.asked_encoding, hearing.asked, LARGEST)
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
