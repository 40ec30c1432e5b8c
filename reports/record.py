"""A record: one thing that happened, in numbers and names of our own, with no place for a person's text.

Rule 1: every field is checked by a strict pattern and a length when a record is made; this is the last net
        under "nothing sensitive at rest", below the code that never puts text there in the first place.
Rule 2: a fault names the field, never its value.
Rule 3: one record has one canonical form (RFC 8785, JSON Canonicalization Scheme); empty fields are left
        out, so that a field added later changes no older entry.
Rule 4: reading keeps no unknown field, and gives missing ones their default; proofs work on the stored bytes.
"""

import base64
import hashlib
import hmac
import itertools
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

import rfc8785

INSTALLATION = "_installation"  # the tree of what belongs to no client: start, stop, unknown persons
PSEUDONYM_PURPOSE = "persons"  # of the client's derived key that ``pseudonym`` wants
BODY_LIMIT = (
    65_535  # bytes; the largest entry of C2SP tlog-tiles, so that trees can be published in that form
)
_MAP_LIMIT = 1_000
_SAFE_INTEGER = 2**53 - 1  # RFC 8785, section 3.2.2.3: numbers are IEEE 754 doubles


class RecordFault(ValueError):
    """The caller's fault: a record that could hold a person's text, or makes no sense.

    Names the field only.
    """


class Event(StrEnum):
    """What a record is about."""

    REQUEST = "request"  # a decided request to an AI host
    OUTCOME = "outcome"  # the answer of an earlier request finished or failed
    FAILURE = "failure"  # refused because something broke
    TUNNELS = "tunnels"  # counts of connections passed through untouched
    ACCESS = "access"  # refused before a decision: unknown person, wrong password, host mismatch
    START = "start"
    STOP = "stop"
    UNSEEN = "unseen"  # counts of what could not be looked into, refused or let through
    ALERT = "alert"  # a service has changed: its dialect no longer reads what it was made for
    REVEAL = "reveal"  # somebody had pseudonyms turned into names


type _Check = Callable[[str], object]  # true where a text has its form


def _pattern(expression: str, limit: int) -> _Check:
    return re.compile(rf"(?=.{{0,{limit}}}\Z)(?:{expression})").fullmatch


_CLIENT = _pattern(r"_?[a-z0-9][a-z0-9._-]*", 64)
_TOOL = _pattern(r"[A-Z]?[a-z][A-Za-z0-9_.-]*", 64)
_NAME = _pattern(r"[a-z][A-Za-z0-9_.-]*", 64)
_SERVICE = _pattern(r"[a-z0-9][a-z0-9_.-]*", 64)
_CODE = _pattern(r"[a-z][a-z0-9_.-]*", 48)
_KIND = _pattern(r"[A-Z][A-Z0-9_]*", 64)
_RULE = _pattern(r"[A-Za-z0-9][A-Za-z0-9_.:/-]*", 96)
_HOST = _pattern(r"\[?[a-z0-9_:][a-z0-9_.:-]*\]?", 253)
_HEX = _pattern(r"(sha256:)?[0-9a-f]{8,128}", 136)
_UUID = _pattern(r"[0-9a-f]{32}", 32)
_PERSON = _pattern(r"person-[a-z2-7]{6,16}", 23)
_TICKET = _pattern(r"[A-Z0-9][A-Za-z0-9-]*", 32)
_LEVEL = _pattern(r"understood|generic|opaque", 10)
_ACTION = _pattern(r"allow|redact|coach|hold|block", 6)
_SEVERITY = _pattern(r"low|medium|high|critical", 8)
_ACCOUNT = _pattern(r"company|personal|unknown", 8)
_MODEL = _pattern(r"[A-Za-z][A-Za-z0-9]{0,23}([._:/@-][A-Za-z0-9]{1,24})*", 80)
_LONG_NUMBER = re.compile(r"\d{9}|\d{3}[._:/-]\d{2}[._:/-]\d{4}")


def safe_host(host: str) -> str:
    """A host name as a record may hold it; ``invalid`` where it does not have the form of one."""
    host = host.lower().rstrip(".")
    return host if _HOST(host) else "invalid"


def safe_model(model: str) -> str:
    """A model's name as a record may hold it; empty where it could be something else.

    Names are words of letters and digits joined by ``. _ : / @ -``. Long numbers (an account, a card, a
    social security number) and long random words (a key) are no part of a model's name.
    """
    return model if _MODEL(model) and not _LONG_NUMBER.search(model) else ""


def tools_named(names: Iterable[str]) -> dict[str, int]:
    """Tools as a record may hold them: how often each is named; ``other`` where a name could be something else."""
    allowed = _MAPS["tools"]
    return dict(
        Counter(name if allowed(name) else "other" for name in itertools.islice(names, _MAP_LIMIT - 1))
    )


def pseudonym(key: bytes, person: str) -> str:
    """A person's stable name in records: ``person-`` and 40 bits of a keyed digest in lower-case base 32.

    Under another key (another client) the same person has an unlinkable one. Of 10,000 persons under one
    key, two share a pseudonym with a probability of about 1 in 22,000.
    """
    if not person:
        return ""
    digest = hmac.digest(key, b"pseudonym\0" + person.encode(), hashlib.sha256)
    return "person-" + base64.b32encode(digest[:5]).decode().lower()


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that happened. Raises RecordFault when a field does not have its form.

    ``data`` is the digest of the client's own data that was looked for.
    ``time`` is UTC in milliseconds. ``sizes`` are bytes (``in``: from the client, ``out``: to the service).
    ``millis`` are durations in milliseconds; ``added`` is what Promptward added to the request, and what
    reports show. ``counts`` are connections by host in TUNNELS and UNSEEN, else numbers by name (``redacted``,
    ``restored``); an UNSEEN with ``sizes`` (``out``: to the client) has one host. ``digest`` is the keyed HMAC of the
    forwarded bytes in hex. ``ref`` is the id of the request that an OUTCOME belongs to. ``distinct`` are the different
    values by class, and the different records of combinations; ``severity`` is low, medium, high or critical.
    ``status`` is what the client got, 0 where unknown.
    ``account`` says whose account it was sent with: company, personal or unknown.
    ``tools`` counts by name the calls of tools, and their results that went to a model, without what they say.
    """

    event: Event
    id: str
    time: int
    client: str
    ref: str = ""
    person: str = ""
    service: str = ""
    host: str = ""
    route: str = ""
    level: str = ""
    action: str = ""
    tier: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    policy: str = ""
    detectors: str = ""
    data: str = ""
    model: str = ""
    ticket: str = ""
    status: int = 0
    failure: str = ""
    digest: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    millis: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    severity: str = ""
    distinct: Mapping[str, int] = field(default_factory=dict)
    account: str = ""
    tools: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.event, Event):
            raise RecordFault("record field event: not an event.")
        for name, allowed in _TEXTS.items():
            value = getattr(self, name)
            if not isinstance(value, str) or (value and not allowed(value)):
                raise RecordFault(f"record field {name}: not in its form.")
        if not self.id or not self.client:
            raise RecordFault("record field id or client: missing.")
        if self.model and not safe_model(self.model):
            raise RecordFault("record field model: not in its form.")
        for name, highest in _NUMBERS.items():
            _whole(name, getattr(self, name), highest)
        for name, key_allowed in _MAPS.items():
            object.__setattr__(self, name, _checked(name, getattr(self, name), key_allowed))
        rules = tuple(self.rules)
        if len(rules) > _MAP_LIMIT or not all(isinstance(rule, str) and _RULE(rule) for rule in rules):
            raise RecordFault("record field rules: not in its form.")
        object.__setattr__(self, "rules", rules)


_TEXTS: dict[str, _Check] = {
    "id": _UUID,
    "ref": _UUID,
    "client": _CLIENT,
    "person": _PERSON,
    "service": _SERVICE,
    "host": _HOST,
    "route": _NAME,
    "level": _LEVEL,
    "action": _ACTION,
    "policy": _HEX,
    "detectors": _HEX,
    "data": _HEX,
    "ticket": _TICKET,
    "failure": _CODE,
    "digest": _HEX,
    "model": _MODEL,
    "severity": _SEVERITY,
    "account": _ACCOUNT,
}
_NUMBERS = {"time": 253_402_300_799_999, "tier": 3, "status": 599}  # the last millisecond of the year 9999
_MAPS: dict[str, _Check] = {
    "classes": _NAME,
    "kinds": _KIND,
    "distinct": _NAME,
    "tools": lambda text: bool(_TOOL(text)) and not _LONG_NUMBER.search(text),
    "sizes": _CODE,
    "millis": _CODE,
    "counts": lambda text: _HOST(text) or _CODE(text),
}
_FIELDS = tuple(each.name for each in fields(Record))


def _whole(name: str, value: object, highest: int) -> None:
    if type(value) is not int or not 0 <= value <= highest:
        raise RecordFault(f"record field {name}: not a whole number in range.")


def _checked(name: str, given: object, key_allowed: _Check) -> dict[str, int | float]:
    if not isinstance(given, Mapping) or len(given) > _MAP_LIMIT:
        raise RecordFault(f"record field {name}: not a short table of numbers.")
    for key, value in given.items():
        if not isinstance(key, str) or not key_allowed(key):
            raise RecordFault(f"record field {name}: a name in it is not in its form.")
        if name != "millis":
            _whole(name, value, _SAFE_INTEGER)
        elif type(value) not in (int, float) or not math.isfinite(value) or not 0 <= value <= _SAFE_INTEGER:
            raise RecordFault(f"record field {name}: not a duration.")
    if name == "millis":  # whole microseconds: enough for any report, and short
        return {key: round(float(value), 3) for key, value in given.items()}
    return dict(given)


def canonical(record: Record) -> bytes:
    """The one form of a record in bytes (RFC 8785), empty fields left out.

    Raises RecordFault over 65,535 bytes.
    """
    present: dict[str, object] = {}
    for name in _FIELDS:
        value = getattr(record, name)
        if value or name == "time":
            present[name] = str(value) if name == "event" else value
    body = rfc8785.dumps(present)  # type: ignore[arg-type]
    if len(body) > BODY_LIMIT:
        raise RecordFault(f"record of {len(body)} bytes is over the limit of {BODY_LIMIT}: split it.")
    return body


def parse(body: bytes) -> Record:
    """Read a record from an entry's bytes.

    Raises RecordFault, also for an event that this version does not know.
    """
    return built(loaded(body))


def loaded(body: bytes) -> dict[str, object]:
    """The JSON object in an entry's bytes, nothing checked yet. Raises RecordFault."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise RecordFault("record: not JSON.") from None
    if not isinstance(raw, dict):
        raise RecordFault("record: not a JSON object.")
    return raw


def built(raw: Mapping[str, object]) -> Record:
    """A record from its JSON object, every field checked. Raises RecordFault."""
    known: dict[str, Any] = {name: raw[name] for name in _FIELDS if name in raw}
    try:
        known["event"] = Event(known["event"])
        known["rules"] = tuple(known.get("rules", ()))
        return Record(**known)
    except RecordFault:
        raise
    except (KeyError, TypeError, ValueError):
        raise RecordFault("record: a field is missing or not in its form.") from None
