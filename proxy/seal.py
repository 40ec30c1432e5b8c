"""Seals: what binds a request to its exact bytes, so that a changed one would be refused or worse."""

import re
from dataclasses import dataclass

from proxy.capture import Capture
from proxy.contract import Capability, Service

_SIGNED = re.compile(r"\A\s*AWS4-(?:HMAC-SHA256|ECDSA-P256-SHA256)\b", re.IGNORECASE)
_UNSIGNED = re.compile(r"\A\s*(?:STREAMING-)?UNSIGNED-PAYLOAD", re.IGNORECASE)
_SIGNED_LENGTH = re.compile(r"[?&]x-(?:amz|goog)-signedheaders=[^&]*content-length", re.IGNORECASE)
_TAKES_KEYS = re.compile(r"bedrock-runtime(?:-fips)?\.|.*\.bedrock-runtime\.")
_DIGESTS = (
    "content-md5",
    "digest",
    "content-digest",
    "repr-digest",
    "x-goog-hash",
    "x-ms-content-crc64",
    "signature",
)
_LEAVE_OUT = "Leave the value out and send the request again."


@dataclass(frozen=True, slots=True)
class Seal:
    """What seals a request, in words for the person who sent it. Quotes nothing of it."""

    because: str  # a sentence: why nothing in it can be replaced
    instead: str  # what to do now


def seal(capture: Capture, service: Service | None = None) -> Seal | None:
    """What seals the body; None where it may be changed.

    AWS signatures (SigV4) cover a SHA-256 of the body unless they say UNSIGNED-PAYLOAD; digests of the body and HTTP
    message signatures (RFC 9530, RFC 9421) stand in headers. The length of an upload by tus was declared before it,
    unless it was left open; a pre-signed link may sign the length, too.
    Some services take only what their own programs wrote.
    """
    if _SIGNED.match(capture.header("authorization")):
        if _UNSIGNED.match(capture.header("x-amz-content-sha256")):
            return None
        return _seal("is signed by AWS SigV4", capture, keys=True)
    if found := next((name for name in _DIGESTS if capture.header(name)), ""):
        return _seal(f"is sealed by the header {found}", capture)
    if any(name.startswith("x-amz-checksum-") for name, _ in capture.headers):
        return _seal("is sealed by an AWS checksum", capture)
    is_open = capture.hint is not None and capture.hint.is_open
    if capture.method == "PATCH" and capture.header("upload-offset") and not is_open:
        return _seal("was declared with its length before it came", capture)
    if _SIGNED_LENGTH.search(capture.path):
        return _seal("is signed with its length", capture)
    if service and service.capability is Capability.BLOCK_ONLY:
        return _seal(f"is in the own format of {service.name}", capture)
    return None


def _seal(what: str, capture: Capture, *, keys: bool = False) -> Seal:
    instead = _LEAVE_OUT
    if keys and _TAKES_KEYS.match(capture.host):
        instead = (
            "Use a Bedrock API key (AWS_BEARER_TOKEN_BEDROCK), with which values are replaced for you, "
            "or leave the value out."
        )
    return Seal(f"This request {what}, so nothing in it can be replaced on the way.", instead)
