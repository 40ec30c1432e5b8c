"""How files are brought to the stand-in: ChatGPT's three steps, storage hosts, OpenAI's files, Google's sessions.

It keeps nothing between requests, so that what it gets in one request is all that a service would have of a file.
Shapes: open-source clients of ChatGPT and Claude; the types of openai 3.52 and google-genai 2; Azure's and Google's
storage APIs; tus 1.0.0.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from uuid import UUID

from proxy.standin.answer import Answer, as_json
from proxy.standin.model import Json, Turn

_SIGNED = "se=2026-12-31T00%3A00%3A00Z&sp=rw&sig=c3RhbmRpbg"
_BUCKET = "elsewhere.blob.core.example"
_CLAUDE = re.compile(r"/api/organizations/[^/]+/conversations/[^/]+/wiggle/upload-file")


def announce(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /backend-api/files: the link to which the page brings the file; one elsewhere for ``use_case`` elsewhere,
    one for each part for ``use_case`` multipart."""
    host = _BUCKET if body.get("use_case") == "elsewhere" else "files.oaiusercontent.com"
    name = f"file-standin{turn.number:08}"
    if body.get("use_case") == "multipart":
        place = f"https://{host}/{name}?uploadId=standin{turn.number}"
        signed = (f"{place}&partNumber={number}&X-Amz-Signature=standin{number}" for number in range(1, 5))
        return as_json({"status": "success", "upload_urls": list(signed), "file_id": name})
    link = f"https://{host}/{name}/raw?{_SIGNED}{turn.number}"
    return as_json({"status": "success", "upload_url": link, "file_id": name})


def process(turn: Turn, body: Json, names: dict[str, str]) -> Answer:
    """POST /backend-api/files/process_upload_stream: lines of progress that name the file."""
    said = {"file_id": body.get("file_id"), "event": "file.processing.completed", "progress": 100}
    line = {**said, "message": f"Processed {body.get('file_name', '')}"}
    return Answer((json.dumps(line).encode() + b"\n",), "application/x-ndjson")


def answer(method: str, path: str, headers: Mapping[str, str], body: bytes, turn: Turn) -> Answer | None:
    """The answer to a request that brings a file, whatever its bytes; None for any other request."""
    host = headers.get("host", "")
    command = headers.get("x-goog-upload-command", "")
    if command:
        return _resumable(command, host, headers, body, turn)
    if method == "OPTIONS" and path.startswith("/tus"):
        told = (("tus-resumable", "1.0.0"), ("tus-extension", "creation,creation-defer-length,termination"))
        return Answer((b"",), "text/plain", 204, told)
    if headers.get("tus-resumable"):
        return _tus(method, path, headers, body, turn)
    if method == "PUT" and "upload_id=" in path:
        return _ranged(headers, body, turn)
    in_parts = host.endswith(".oaiusercontent.com") and re.search(
        r"[?&]upload(?:id=|s\b)", path, re.IGNORECASE
    )
    if in_parts and method in ("PUT", "POST", "DELETE"):
        return _parted(method, path, body, turn)
    if host.endswith(".oaiusercontent.com") and method in ("OPTIONS", "PUT"):
        return _kept(method, turn)
    if method == "POST" and _CLAUDE.fullmatch(path):
        return _of_chat(body, turn)
    if method == "POST" and path.partition("?")[0] == "/v1/files":
        return as_json(_file(turn, body))
    return None


def _kept(method: str, turn: Turn) -> Answer:
    """A storage host lets a page of another host bring a file (Fetch standard, CORS)."""
    shared = (
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "PUT"),
        ("access-control-allow-headers", "content-type,x-ms-blob-type,x-ms-version"),
    )
    if method == "OPTIONS":
        return Answer((b"",), "text/plain", 200, shared)
    return Answer((b"",), "application/xml", 201, (("etag", f'"standin{turn.number}"'), *shared))


def _parted(method: str, path: str, body: bytes, turn: Turn) -> Answer:
    """S3's answers: a part gets the digest of its bytes; the end tells how many digests it was told."""
    if method == "POST" and "uploadid=" not in path.lower():
        made = f"<UploadId>standin{turn.number}</UploadId>"
        made = f"<InitiateMultipartUploadResult>{made}</InitiateMultipartUploadResult>"
        return Answer((made.encode(),), "application/xml")
    if method == "PUT":
        shown = (("access-control-allow-origin", "*"), ("access-control-expose-headers", "ETag"))
        etag = hashlib.md5(body, usedforsecurity=False).hexdigest()
        return Answer((b"",), "application/xml", 200, (("etag", f'"{etag}"'), *shown))
    told = re.findall(rb"<ETag>(?:&quot;|\")?([0-9a-f]{32})", body)
    done = b"<CompleteMultipartUploadResult><ETag>%d parts</ETag></CompleteMultipartUploadResult>" % len(told)
    return Answer((done,), "application/xml") if method == "POST" else Answer((b"",), "application/xml", 204)


def _of_chat(body: bytes, turn: Turn) -> Answer:
    """The file's id, as the Claude web application gets it."""
    name = re.search(rb'name="file"; filename="([^"]*)"', body)
    if name is None:
        return as_json(
            {"type": "error", "error": {"type": "invalid_request_error", "message": "No file."}}, 400
        )
    file = {"file_kind": "document", "file_uuid": str(UUID(int=turn.number)), "file_name": name[1].decode()}
    return as_json(file)


def _file(turn: Turn, body: bytes) -> Json:
    name = re.search(rb'filename="([^"]*)"', body)
    purpose = re.search(rb'name="purpose"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r\n]*)', body)
    return {
        "id": f"file-standin{turn.number:08}",
        "object": "file",
        "bytes": len(body),
        "created_at": turn.now,
        "filename": name[1].decode() if name else "",
        "purpose": purpose[1].decode() if purpose else "",
        "status": "processed",
    }


def _resumable(command: str, host: str, headers: Mapping[str, str], body: bytes, turn: Turn) -> Answer:
    if command == "start":
        link = f"https://{host}/upload/v1beta/files?upload_id=standin{turn.number}&upload_protocol=resumable"
        status = (("x-goog-upload-status", "active"), ("x-goog-upload-url", link))
        return Answer((b"",), "text/plain", 200, status)
    if command.replace(" ", "") == "upload,finalize" and headers.get("x-goog-upload-offset") == "0":
        name = f"files/standin{turn.number:08}"
        file = {"name": name, "uri": f"https://{host}/v1beta/{name}", "sizeBytes": str(len(body))}
        shown = as_json({"file": {**file, "mimeType": "text/plain", "state": "ACTIVE"}})
        return Answer(shown.pieces, shown.content_type, 200, (("x-goog-upload-status", "final"),))
    return as_json({"error": {"code": 400, "message": "not a whole file", "status": "INVALID_ARGUMENT"}}, 400)


def _tus(method: str, path: str, headers: Mapping[str, str], body: bytes, turn: Turn) -> Answer:
    """A place whose name tells the length that was declared, for a file that comes in one piece."""
    spoken = ("tus-resumable", "1.0.0")
    if method == "POST":
        length = headers.get("upload-length") or ("open" if headers.get("upload-defer-length") == "1" else "")
        place = ("location", f"/tus/standin{turn.number:08}-{length}")
        taken = (("upload-offset", str(len(body))),) if headers.get("content-type") else ()
        return Answer((b"",), "text/plain", 201, (spoken, place, *taken))
    size = path.rpartition("-")[2]
    if method == "HEAD":
        return Answer((b"",), "text/plain", 200, (spoken, ("upload-offset", "0"), ("upload-length", size)))
    if method == "DELETE":
        return Answer((b"",), "text/plain", 204, (spoken,))
    size = headers.get("upload-length", "") if size == "open" else size
    if headers.get("upload-offset") != "0" or str(len(body)) != size:
        return Answer((b"not a whole file",), "text/plain", 409, (spoken,))
    return Answer((b"",), "text/plain", 204, (spoken, ("upload-offset", size)))


def _ranged(headers: Mapping[str, str], body: bytes, turn: Turn) -> Answer:
    ranged = headers.get("content-range", f"bytes 0-{len(body) - 1}/{len(body)}")
    if ranged != f"bytes 0-{len(body) - 1}/{len(body)}":
        return as_json({"error": {"code": 400, "message": "not a whole file"}}, 400)
    return as_json({"kind": "storage#object", "name": f"standin{turn.number}", "size": str(len(body))})
