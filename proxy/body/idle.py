"""Strings in which nobody says anything: ids, dates of models, signatures, times. They need not be scanned."""

import re
from decimal import Decimal

from proxy.body.media import is_text, unbase64

_BLOB = re.compile(r"[A-Za-z0-9+/=_.:-]{16,}\Z")
_VENDOR_ID = re.compile(
    r"(?:call|toolu|srvtoolu|mcptoolu|msg|resp|rs|fc|fco|ctc|ws|ig|ci|mcp|mcpl|mcpr|cu|file|chatcmpl|cmpl|item|run|"
    r"thread|conv|batch|sess|container|cntr|vs)[_-][A-Za-z0-9_-]{1,128}"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
_ID = re.compile(r"[A-Za-z0-9_.:~-]{1,64}")
# A model or a type with its date, such as web_search_20250305: digits that are nobody's number.
_DATED = re.compile(r"[a-z][a-z0-9._/-]{1,60}[-_](?:20[0-9]{6}|20[0-9]{2}-[0-9]{2}-[0-9]{2})")
# What Claude Code writes as a user: hashes and ids of account and session, in one of two forms.
_CLIENT_ID = re.compile(
    r"user_[0-9a-f]{64}_account_[0-9a-f-]{0,36}_session_[0-9a-f-]{36}"
    r'|\{(?:"(?:device_id|account_uuid|session_id)":"[0-9a-f-]{0,64}",?){1,3}\}'
)
_FLOATS = re.compile(r"\.0+\Z|[eE]")
_MOST_DIGITS = 40
_TIME_NAME = re.compile(r"time|date|created|updated|expires|modified|_at\Z|\Ats\Z", re.IGNORECASE)
_TIME = re.compile(r"1[0-9]{9}(?:[0-9]{3}){0,3}(?:\.[0-9]+)?\Z")


def is_id(text: str) -> bool:
    """Whether it may be an id: short, and no words."""
    return _ID.fullmatch(text) is not None


def is_vendor_id(text: str) -> bool:
    """Whether a vendor made it up to name something."""
    return _VENDOR_ID.fullmatch(text) is not None


def is_dated(text: str) -> bool:
    """Whether it is a model or a type with its date."""
    return _DATED.fullmatch(text) is not None


def is_client_id(text: str) -> bool:
    """Whether it is what Claude Code writes as a user."""
    return _CLIENT_ID.fullmatch(text) is not None


def is_time(text: str, name: str) -> bool:
    """Whether a number is a time since 1970, in a field that is named for one."""
    return _TIME.match(text) is not None and _TIME_NAME.search(name) is not None


def plain_number(text: str) -> str:
    """A whole number of JSON as people write it, be it written with a fraction of noughts or with an exponent."""
    if not _FLOATS.search(text):
        return text
    value = Decimal(text)
    if abs(value.adjusted()) > _MOST_DIGITS or value != value.to_integral_value():
        return text
    return str(int(value))


def is_random(text: str) -> bool:
    """Whether a text looks like a vendor's signature or ciphertext, with nothing readable in it."""
    if not _BLOB.match(text):
        return False
    found = unbase64(text, declared=True)
    return found is None or not is_text(found[0])
