"""OpenAI's uploads in parts: create, parts, complete. The whole leaves as one file (POST /files).

Source: openai 3.52.0 (``resources/uploads``, types ``Upload``, ``UploadPart``). The service holds the client to
the bytes declared at the start, so that a changed file could not be completed there. The answer about the file comes
back as one about an upload.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace

from proxy.body.multipart import file_in
from proxy.capture import Capture
from proxy.contract import Unreadable
from proxy.effect import Reply
from proxy.uploads.contract import Dropped, Finished, Kept, Outgoing, Step, answered

_PATH = re.compile(r"((?:/openai)?/v1)/uploads(?:/(upload_[0-9a-f]{8,64})/(parts|complete|cancel))?\Z")
_ABOUT = "about"
_QUOTED = str.maketrans(
    {'"': "%22", "\r": "%0D", "\n": "%0A"}
)  # as browsers write names of files (WHATWG HTML)


def step(capture: Capture, token: str, now: int) -> Step | None:
    path, mark, query = capture.path.partition("?")
    found = _PATH.fullmatch(path)
    if found is None or capture.method != "POST":
        return None
    base, name, what = found[1], found[2], found[3]
    if name is None:
        return _create(capture, f"upload_{token}", now)
    key = f"{capture.host} {name}"
    if what == "cancel":
        return Dropped(key, _json(200, {"id": name, "object": "upload", "status": "cancelled"}))
    if what == "parts":
        try:
            data = file_in(capture.header("content-type"), capture.body, "data")
        except Unreadable:
            return None  # it is judged, and refused, as what it is
        part = {"id": f"part_{token}", "object": "upload.part", "created_at": now, "upload_id": name}
        return Kept(key, data, lambda _: _json(200, part), name=f"part_{token}", opens=False)
    asked = _object(capture.body)
    parts = asked.get("part_ids")
    names = tuple(part for part in parts if isinstance(part, str)) if isinstance(parts, list) else ()

    def make(pieces: Sequence[bytes]) -> Outgoing:
        about, whole = _object(pieces[0]), b"".join(pieces[1:])
        md5 = asked.get("md5")
        if about.get("bytes") != len(whole):
            raise ValueError("the parts are not as long as was declared")
        if md5 and md5 != hashlib.md5(whole, usedforsecurity=False).hexdigest():
            raise ValueError("the parts have another digest than was declared")
        body, kind = _form(about, whole, f"promptward{token}")
        headers = (("content-type", kind),)
        rest = tuple((header, value) for header, value in capture.headers if header != "content-type")
        sent = replace(capture, path=f"{base}/files{mark}{query}", headers=rest + headers, body=body)
        return Outgoing(sent, headers, lambda answer: _as_upload(answer, name, about, now))

    return Finished(key, make, _lost, order=(_ABOUT, *names), joined=False)


def _create(capture: Capture, name: str, now: int) -> Step | None:
    about = _object(capture.body)
    if not all(isinstance(about.get(field), str) for field in ("filename", "purpose", "mime_type")):
        return None  # the service says what is missing
    upload = _upload(name, about, now, "pending", None)
    return Kept(f"{capture.host} {name}", capture.body, lambda _: _json(200, upload), name=_ABOUT)


def _upload(name: str, about: dict[str, object], now: int, status: str, file: object) -> dict[str, object]:
    said = {field: about.get(field) for field in ("bytes", "filename", "purpose")}
    times = {"created_at": now, "expires_at": now + 3600}
    return {"id": name, "object": "upload", **said, **times, "status": status, "file": file}


def _as_upload(answer: bytes, name: str, about: dict[str, object], now: int) -> bytes:
    file = _object(answer)
    if file.get("object") != "file":
        return answer  # an error of the service
    return json.dumps(_upload(name, about, now, "completed", file)).encode()


def _form(about: dict[str, object], whole: bytes, boundary: str) -> tuple[bytes, str]:
    fields = [("purpose", str(about["purpose"]))]
    expires = about.get("expires_after")
    if isinstance(expires, dict):
        fields += [(f"expires_after[{name}]", str(value)) for name, value in expires.items()]
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields
    ]
    kind = str(about["mime_type"]).translate(_QUOTED)
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; '
        f'filename="{str(about["filename"]).translate(_QUOTED)}"\r\nContent-Type: {kind}\r\n\r\n'
    )
    body = "".join(parts).encode("utf-8", "replace") + whole + f"\r\n--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


def _lost(size: int) -> Reply:
    message = "This upload is not known here, or a part of it is missing. Start it again."
    return _json(
        404, {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
    )


def _json(status: int, value: object) -> Reply:
    return answered(status, json.dumps(value).encode(), ("content-type", "application/json"))


def _object(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
