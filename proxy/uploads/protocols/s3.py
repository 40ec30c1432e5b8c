"""Parts of S3 uploads: each goes to a link of its own, and whoever puts them together is told the ETag of each.

A part waits here and is answered with an ETag of ours; the request that tells those ETags, to S3 or to the service's
own server, ends the upload. Then the parts are judged as one, leave each to its link, and their real ETags take the
place of ours (``uploads/parted.py``). Parts that S3 is to copy are seen by nobody here, and are refused.
Source: Amazon S3 API (UploadPart, UploadPartCopy, CompleteMultipartUpload, AbortMultipartUpload), as Google Cloud
Storage, Cloudflare R2 and others speak it, too.
"""

import re
from dataclasses import replace

from proxy.capture import Capture
from proxy.uploads.contract import Dropped, Kept, Step, Unheld, answered
from proxy.uploads.parted import mark_of, tag_of

_PART = re.compile(r"[?&]partnumber=(\d{1,5})(?:&|\Z)", re.IGNORECASE)
_UPLOAD = re.compile(r"[?&]uploadid=([^&]+)", re.IGNORECASE)


def step(capture: Capture, token: str, now: int) -> Step | None:
    upload, part = _UPLOAD.search(capture.path), _PART.search(capture.path)
    if upload is None:
        return None
    key = "\n".join((capture.host, capture.path.partition("?")[0], upload[1]))
    if capture.method == "DELETE" and part is None:
        return Dropped(key)
    if capture.method != "PUT" or part is None:
        return None
    if capture.header("x-amz-copy-source") or capture.header("content-encoding"):
        return Unheld()
    mark, number = mark_of(key), int(part[1])
    etag = ("etag", f'"{tag_of(mark, number)}"')
    return Kept(
        key,
        capture.body,
        lambda _: answered(200, b"", etag),
        name=str(number),
        mark=mark,
        head=replace(capture, body=b""),
    )
