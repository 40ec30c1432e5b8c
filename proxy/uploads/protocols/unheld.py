"""What comes in pieces that cannot be held: parts of S3 uploads, and the resumable uploads that HTTP is to have.

Each part of an S3 upload goes to a link of its own, its client repeats the ETag of each, which is the service's digest
of what it got, and who puts them together is often the service's own server: no request is the last one that could be
held back for all. (AWS "UploadPart", "CompleteMultipartUpload".) The draft's client waits for interim answers
(104). (IETF draft-ietf-httpbis-resumable-upload.)
"""

import re

from proxy.capture import Capture
from proxy.uploads.contract import Step, Unheld

_PART = re.compile(r"[?&]partnumber=\d", re.IGNORECASE)


def step(capture: Capture, token: str, now: int) -> Step | None:
    if capture.method == "PUT" and _PART.search(capture.path) and "uploadid=" in capture.path.lower():
        return Unheld()
    begins = capture.header("upload-complete").strip() == "?0" or capture.header("upload-incomplete") == "?1"
    goes_on = capture.method == "PATCH" and capture.header("upload-offset").strip() not in ("", "0")
    return Unheld() if begins or goes_on else None
