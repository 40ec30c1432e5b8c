"""Pieces with a Content-Range: Google Cloud Storage and Drive (308), Microsoft Graph upload sessions (202).

Sources: Google Cloud Storage "Resumable uploads"; Microsoft Graph ``driveItem: createUploadSession``. A declared length
of a session (X-Upload-Content-Length) is optional and dropped, for a changed file has another one.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from proxy.capture import Capture
from proxy.effect import Reply
from proxy.uploads.contract import Asked, Dropped, Finished, Kept, Outgoing, Passed, Step, Unheld, answered
from proxy.uploads.links import link_of

_RANGE = re.compile(r"bytes (?:(\d{1,15})-(\d{1,15})|\*)/(\d{1,15}|\*)", re.IGNORECASE)
_MICROSOFT = (".sharepoint.com", ".1drv.com", ".svc.ms", "graph.microsoft.com", ".onedrive.com")


def step(capture: Capture, token: str, now: int) -> Step | None:
    if capture.method == "POST" and "uploadtype=resumable" in capture.path.lower():
        return Passed(Outgoing(capture, (("x-upload-content-length", None),), replaces=False))
    ranged = capture.header("content-range")
    if ranged and capture.method == "POST":
        return None if _is_whole(ranged) else Unheld()  # what its service answers is its own
    key = link_of(capture).mark
    if capture.method == "DELETE":
        return Dropped(key) if re.search(r"[?&]upload_id=", capture.path) else None
    if not ranged or capture.method not in ("PUT", "PATCH"):
        return None
    found = _RANGE.fullmatch(ranged.strip())
    if found is None:
        return Unheld()
    answer = _accepted if capture.host.endswith(_MICROSOFT) else _incomplete
    if found[1] is None and not capture.size:
        return Asked(key, answer)
    start = int(found[1] or 0)
    if found[1] is not None and int(found[2]) - start + 1 != capture.size:
        return Unheld()
    if found[1] is not None and (found[3] == "*" or int(found[2]) + 1 < int(found[3])):
        return Kept(key, capture.body, answer, start=start)

    def make(parts: Sequence[bytes]) -> Outgoing:
        return Outgoing(replace(capture, body=b"".join(parts)), (("content-range", None),))

    return Finished(key, make, answer, capture.body, start)


def _is_whole(ranged: str) -> bool:
    found = _RANGE.fullmatch(ranged.strip())
    return found is not None and found[1] == "0" and found[3] == str(int(found[2]) + 1)


def _incomplete(size: int) -> Reply:
    return answered(308, b"", *((("range", f"bytes=0-{size - 1}"),) if size else ()))


def _accepted(size: int) -> Reply:
    body = json.dumps({"nextExpectedRanges": [f"{size}-"]}).encode()
    return answered(202, body, ("content-type", "application/json"))
