"""Requests that bring a file to a storage host: the body is the file, whatever it is declared to be.

No service names this dialect: it is chosen for a request whose link was announced to the same person by the answer of
an earlier step. The same bytes at a link that nobody announced are read by the generic dialect.
Sources: Azure Put Blob, Amazon S3 PutObject and POST Object, Google Cloud Storage signed URLs.
"""

from urllib.parse import unquote

from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.files import read_document
from proxy.body.hints import source_of
from proxy.body.multipart import read_multipart
from proxy.body.packing import InLatin1
from proxy.body.shape import Shape
from proxy.capture import Capture
from proxy.contract import Document

ANNOUNCES = frozenset({"put", "form", "resumable"})  # a file's name may come with the end of its upload
SHAPE = Shape(base=Origin.META)


def route(capture: Capture) -> str:
    """``put`` for a raw file, ``form`` for one in a form, ``resumable`` for Google's; else empty."""
    if capture.method in ("POST", "PUT") and capture.header("content-type").lower().startswith("multipart/"):
        return "form"
    if capture.header("x-goog-upload-command"):
        return "resumable"
    return "put" if capture.method in ("PUT", "POST", "PATCH") else ""


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read the file, and its name in the path. Raises Unreadable for a form that is not cut as it says."""
    builder = Builder(body)
    path = unquote(capture.path.partition("?")[0])
    if path.strip("/"):
        builder.outside(path.strip("/"), Origin.META)
    if not body:
        return builder.build()
    if route == "form":
        read_multipart(builder, capture.header("content-type"), SHAPE)
    else:
        read_document(builder, 0, (0, len(body)), source_of(capture, body), InLatin1(), "in an upload")
    return builder.build()
