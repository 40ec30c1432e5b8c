"""What comes in pieces that cannot be held: parts of S3 uploads, and tus.

The client of an S3 upload repeats the ETag of each part, which is the service's digest of what it got; tus declares
the length before the first byte, and a changed file has another one. (AWS "UploadPart"; tus 1.0.0, "Creation".)
"""

import re

from proxy.capture import Capture
from proxy.uploads.contract import Step, Unheld

_PART = re.compile(r"[?&]partnumber=\d", re.IGNORECASE)


def step(capture: Capture, token: str, now: int) -> Step | None:
    if capture.method == "PUT" and _PART.search(capture.path) and "uploadid=" in capture.path.lower():
        return Unheld()
    if capture.header("tus-resumable") and (capture.method == "PATCH" or capture.body):
        return Unheld()
    return None
