"""Checks of tokens: what a vendor or a standard built into them."""

import base64
import binascii
import json
import re
import string
import zlib
from collections import Counter
from math import log2

from classifiers.checks.values import PLACEHOLDER
from classifiers.checks.verdict import SHAPE, SURE, Verdict, shape, sure

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


def entropy(value: str) -> float:
    """Shannon entropy in bits a character."""
    if not value:
        return 0.0
    size = len(value)
    return -sum(count / size * log2(count / size) for count in Counter(value).values())


_MASKED = re.compile(r"(.)\1{5,}|[xX*.]{5,}|(?i:example|placeholder|your[_-]|changeme|dummy|redacted|sample)")

_LEAST_OF_MOST = 0.6  # share of the entropy that a value without a repeated sign would have


def random(value: str, before: str) -> Verdict | None:
    """A vendor's token whose body looks drawn at random: no long runs, no word like EXAMPLE."""
    if _MASKED.search(value):
        return None
    # Of keys with twenty signs that are truly drawn one in 10,000 has less than three bits a sign.
    return shape(entropy(value) >= min(3.0, log2(len(value)) * _LEAST_OF_MOST))


def mixed(value: str, before: str) -> Verdict | None:
    """The same, and a digit in it: what a vendor draws from letters and digits is never letters alone."""
    tail = value[4:] if len(value) > 12 else value
    return random(value, before) if any(map(str.isdigit, tail)) else None


def tail(value: str, before: str) -> Verdict | None:
    """A token with a long run at its beginning: what comes after the run looks drawn at random."""
    rest = value.lstrip(value[:1])
    return random(rest, before) if len(rest) >= 16 else None


def github(value: str, before: str) -> Verdict | None:
    """A GitHub token: six base-62 digits of CRC-32 over the thirty before them; without it still a shape."""
    _, _, body = value.partition("_")
    number = zlib.crc32(body[:-6].encode())
    digits = ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        digits = _BASE62[rest] + digits
    return SURE if digits == body[-6:] else random(value, before)


def jwt(value: str, before: str) -> Verdict | None:
    """A JSON web token: its head decodes to an object with an algorithm (RFC 7519); not the example of jwt.io."""
    head, _, rest = value.partition(".")
    try:
        decoded = _decoded(head)
    except (ValueError, binascii.Error, RecursionError):
        # Cut or mangled, as tokens in logs are; still too close to a token to let it pass.
        return None if _is_example(rest) else random(value, before)
    if not isinstance(decoded, dict) or _is_example(rest):
        return None
    return SURE if "alg" in decoded or "enc" in decoded else SHAPE


def _is_example(rest: str) -> bool:
    """Whether the claims are those that jwt.io shows to everybody."""
    try:
        claims = _decoded(rest.partition(".")[0])
    except (ValueError, binascii.Error, RecursionError):
        return False
    return isinstance(claims, dict) and claims.get("sub") == "1234567890" and claims.get("name") == "John Doe"


def _decoded(part: str) -> object:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


# What the standard shows, and manuals after it.
_OF_THE_STANDARD = re.compile(rb"(?i)aladdin:open ?sesame")
_SHORTEST_KEY = 16  # characters


def basic(value: str, before: str) -> Verdict | None:
    """The value of HTTP Basic authentication: base64 of `user:password` (RFC 7617)."""
    try:
        decoded = base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (ValueError, binascii.Error):
        return None
    user, colon, password = decoded.partition(b":")
    # A manual's "user:password" is nobody's.
    if not colon or not decoded.isascii() or _OF_THE_STANDARD.fullmatch(decoded):
        return None
    if not password:  # a key is the user there, and no short name
        return sure(len(user) >= _SHORTEST_KEY)
    return sure(PLACEHOLDER.match(password.decode()) is None)


_HARMLESS = re.compile(
    rb"-----BEGIN (?:CERT|PUBLIC|X509|DH )|https?://[^@]*$|(?:true|false|admin|root|user\w*)$|[a-z]+$|\d{1,5}$"
)
_NAMED = re.compile(
    r"(?:pass|secret|token|key|cred|pwd|auth|dockerconfig|dockercfg)[\w.\-]{0,20}[\"']?:[^\n]{0,8}\s{0,14}$"
)


def secret_base64(value: str, before: str) -> Verdict | None:
    """A value of a Kubernetes Secret: base 64 of text or bytes, and neither a certificate nor an address."""
    try:
        decoded = base64.b64decode(value, validate=True)
    except (ValueError, binascii.Error):
        return None
    if len(decoded) < 4 or _HARMLESS.match(decoded):
        return None
    text = decoded.isascii() and all(32 <= byte < 127 or byte in b"\r\n\t" for byte in decoded)
    # A name may be base 64 by chance; what decodes to text is a value.
    return shape(text or (len(value) >= 16 and _NAMED.search(before) is not None))


def aws_secret(value: str, before: str) -> Verdict | None:
    """A secret access key: forty base-64 characters, drawn at random, not a digest in hexadecimal."""
    if re.fullmatch(r"[0-9a-f]{40}|[0-9A-F]{40}", value) or "EXAMPLE" in value:
        return None
    return shape(entropy(value) >= 3.5 and any(map(str.isdigit, value)) and value.lower() != value)


def discord(value: str, before: str) -> Verdict | None:
    """A Discord bot token: its first part is the bot's number in base64."""
    head = value.split(".", 1)[0]
    try:
        if base64.b64decode(head + "=" * (-len(head) % 4)).isdigit():
            return SURE
    except (ValueError, binascii.Error):
        pass
    # Mangled, as tokens in logs are: the shape with three parts is seldom met by chance.
    return SHAPE if any(map(str.isdigit, value)) and random(value, before) and entropy(value) > 4.5 else None


def distinct(value: str, before: str) -> Verdict | None:
    """A long value of many different characters that is no placeholder; for hexadecimal and UUID secrets."""
    compact = value.replace("-", "")
    return shape(len(set(compact.lower())) >= 7 and not _MASKED.search(value))


_KEY_LINE = re.compile(r"[A-Za-z0-9+/=]{16,}")
_FOOTER = re.compile(r"-{4} ?END ")


def pem(value: str, before: str) -> Verdict | None:
    """A private key block with enough base 64 in it to be a key; verified if it runs from header to
    footer."""
    lines = _KEY_LINE.findall(value)
    if sum(map(len, lines)) < 40 or len(set("".join(lines))) < 10:
        return None
    return SURE if _FOOTER.search(value) else SHAPE


def pem_end(value: str, before: str) -> Verdict | None:
    """The last lines of a private key: as much base 64 as a key has in two."""
    return shape(sum(map(len, _KEY_LINE.findall(value))) >= 60 and len(set(value)) >= 14)


def pem_body(value: str, before: str) -> Verdict | None:
    """The base 64 of a private key without header and footer."""
    return shape(len(set(value)) >= 12)
