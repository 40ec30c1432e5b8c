"""Seals: what binds a request to its exact bytes, so that a changed one would be refused or worse."""

import re

from proxy.capture import Capture

_SIGNED = re.compile(r"\A\s*AWS4-(?:HMAC-SHA256|ECDSA-P256-SHA256)\b", re.IGNORECASE)
_UNSIGNED = re.compile(r"\A\s*(?:STREAMING-)?UNSIGNED-PAYLOAD", re.IGNORECASE)
_DIGESTS = (
    "content-md5",
    "digest",
    "content-digest",
    "repr-digest",
    "x-goog-hash",
    "x-ms-content-crc64",
    "signature",
)


def seal(capture: Capture) -> str:
    """What seals the body, as a short reason; empty where it may be changed.

    AWS signatures (SigV4) cover a SHA-256 of the body unless they say UNSIGNED-PAYLOAD; digests of the body and HTTP
    message signatures (RFC 9530, RFC 9421) stand in headers.
    """
    if _SIGNED.match(capture.header("authorization")):
        if _UNSIGNED.match(capture.header("x-amz-content-sha256")):
            return ""
        return "signed by AWS SigV4"
    if found := next((name for name in _DIGESTS if capture.header(name)), ""):
        return f"sealed by the header {found}"
    if any(name.startswith("x-amz-checksum-") for name, _ in capture.headers):
        return "sealed by an AWS checksum"
    return ""
