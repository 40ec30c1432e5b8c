"""What comes in pieces that cannot be held: the resumable uploads that HTTP is to have, whose clients wait for interim
answers (104). (IETF draft-ietf-httpbis-resumable-upload.)
"""

from proxy.capture import Capture
from proxy.uploads.contract import Step, Unheld


def step(capture: Capture, token: str, now: int) -> Step | None:
    begins = capture.header("upload-complete").strip() == "?0" or capture.header("upload-incomplete") == "?1"
    goes_on = capture.method == "PATCH" and capture.header("upload-offset").strip() not in ("", "0")
    return Unheld() if begins or goes_on else None
