"""Google's resumable uploads by headers (X-Goog-Upload-*), as Gemini and Google's web applications speak them.

Sources: google-genai 2 (``_api_client.upload_file``), @google/genai; the declared length is one of the headers of the
virtual request (X-Goog-Upload-Header-*), which a client that does not know it leaves out, so it is dropped here.
"""

from collections.abc import Sequence
from dataclasses import replace

from proxy.body.hints import whole
from proxy.capture import Capture
from proxy.effect import Reply
from proxy.uploads.contract import (
    Asked,
    Dropped,
    Finished,
    Kept,
    Outgoing,
    Passed,
    Step,
    answered,
)
from proxy.uploads.links import link_of

_DECLARED = ("x-goog-upload-header-content-length", "x-goog-upload-raw-size")


def step(capture: Capture, token: str, now: int) -> Step | None:
    commands = frozenset(capture.header("x-goog-upload-command").lower().replace(" ", "").split(",")) - {""}
    if not commands:
        return None
    key = link_of(capture).mark
    if "start" in commands:
        return Passed(Outgoing(capture, tuple((name, None) for name in _DECLARED), replaces=False))
    if "cancel" in commands:
        return Dropped(key)
    if "query" in commands:
        return Asked(key, _active)
    offset = capture.header("x-goog-upload-offset") or "0"
    start = whole(offset)
    if "finalize" not in commands:
        return Kept(key, capture.body, _active, start=start)

    def make(parts: Sequence[bytes]) -> Outgoing:
        changes = (("x-goog-upload-offset", "0"), ("x-goog-upload-command", "upload, finalize"))
        return Outgoing(replace(capture, body=b"".join(parts)), changes)

    return Finished(key, make, _lost, capture.body, start)


def _active(size: int) -> Reply:
    return answered(200, b"", ("x-goog-upload-status", "active"), ("x-goog-upload-size-received", str(size)))


def _lost(size: int) -> Reply:
    return replace(_active(size), status=400)
