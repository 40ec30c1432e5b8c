"""Placeholders of one conversation: readable tokens such as ``[EMAIL_K7Q2]`` that stand for values.

Rule 1: a token is a keyed digest of owner, label and value: the same again in every turn and after a restart,
        unlinkable between owners and between clients.
Rule 2: two values never share a token, and a token never equals one that the person wrote; it grows until it
        is free.
Rule 3: values are kept letter for letter, so that what is turned back is what was written.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 letters and digits; no 0, 1, I, O
SHORTEST = 4
_LABEL_LIMIT = 24

PATTERN = re.compile(
    rf"\[([A-Z](?:[A-Z_]{{0,{_LABEL_LIMIT - 2}}}[A-Z])?)_([{ALPHABET}]{{{SHORTEST},64}})\]", re.I | re.A
)

_LABELS = {
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "CREDIT_CARD": "CARD",
    "IBAN_CODE": "IBAN",
    "US_SSN": "SSN",
    "IP_ADDRESS": "IP",
    "MAC_ADDRESS": "MAC",
    "LOCATION": "PLACE",
    "ORGANIZATION": "ORG",
    "DATE_OF_BIRTH": "BIRTH_DATE",
    "US_BANK_NUMBER": "ACCOUNT",
}


def label_of(kind: str) -> str:
    """The readable part of a token: letters and underscores only, at most 24 of them."""
    label = _LABELS.get(kind) or re.sub(r"_+", "_", re.sub(r"[^A-Z_]", "", kind.upper()))
    return label[:_LABEL_LIMIT].strip("_") or "DATA"


def canonical(token: str) -> str:
    """A token as it was issued, whatever case a model gave it."""
    return token.upper()


class Placeholders:
    """Issues and knows the tokens of one owner ("client/person/conversation"). Not for several threads at
    once."""

    __slots__ = ("_begins", "_key", "_owner", "_reserved", "_tokens", "_values")

    def __init__(self, key: bytes, owner: str) -> None:
        self._key = key
        self._owner = owner
        self._tokens: dict[tuple[str, str], str] = {}  # (label, value) to token
        self._values: dict[str, str] = {}  # token to value
        self._reserved: set[str] = set()
        self._begins: set[str] = set()

    def __repr__(self) -> str:
        return f"Placeholders({len(self._values)} tokens)"

    def issue(self, kind: str, value: str) -> str:
        """The token of a value. The same value and kind give the same token."""
        label = label_of(kind)
        known = self._tokens.get((label, value))
        if known is not None:
            return known
        for token in self._candidates(label, value):
            if token not in self._values and token not in self._reserved:
                self._keep(label, value, token)
                return token
        raise AssertionError("tokens never run out")

    def reserve(self, text: str) -> None:
        """Keep clear of everything in a person's text that looks like a placeholder."""
        if "[" in text:
            self._reserved.update(canonical(found.group()) for found in PATTERN.finditer(text))

    def adopt(self, tokens: Mapping[str, str]) -> None:
        """Take over tokens that earlier turns issued. Raises ValueError for what is none, or means another
        value."""
        for given, value in tokens.items():
            token = canonical(given)
            found = PATTERN.fullmatch(given)
            if found is None or self._values.get(token, value) != value:
                raise ValueError("a token to adopt is malformed or stands for another value already")
            self._keep(canonical(found.group(1)), value, token)

    def tokens(self) -> Mapping[str, str]:
        """Token to value, in the order of issue; a view that cannot be written to."""
        return MappingProxyType(self._values)

    def resolve(self, token: str) -> str | None:
        """The value behind a token in any case; None for one that was never issued here."""
        return self._values.get(canonical(token)) if token.isascii() else None

    def may_begin(self, tail: str) -> bool:
        """Whether ``tail``, which starts with "[", could still grow into a token of this owner."""
        return tail.isascii() and canonical(tail) in self._begins

    def _keep(self, label: str, value: str, token: str) -> None:
        self._values[token] = value
        self._tokens.setdefault((label, value), token)
        self._begins.update(token[:end] for end in range(1, len(token)))

    def _candidates(self, label: str, value: str) -> Iterator[str]:
        size = SHORTEST
        for letters in self._letters(label, value):
            if len(letters) >= size:
                yield f"[{label}_{letters}]"

    def _letters(self, label: str, value: str) -> Iterator[str]:
        """Growing prefixes of an endless keyed stream of letters."""
        letters = ""
        block = 0
        while True:
            parts = (self._owner, label, value, str(block))
            message = b"".join(_framed(part) for part in parts)
            for byte in hmac.new(self._key, message, hashlib.sha256).digest():
                letters += ALPHABET[byte & 31]
                yield letters
            block += 1


def _framed(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return len(data).to_bytes(8, "big") + data
