"""tus: a file is declared with its length, then brought by PATCH at offsets; FilePond's chunks are the same without the
declaration, as each tells the length.

The declaration goes on, without a first piece that may come with it (the answer says that none of it was taken). Where
the service has said that it speaks creation-defer-length, the length is left out of it and goes with the whole, which
leaves as one PATCH: then values in it can be replaced, and its answer is shown with the offset that the client knows.
Elsewhere the whole is sealed by the length: one in which values would be replaced is refused. Uploads that are to be
joined later are not held, for their borders would be read by nobody.
Sources: tus 1.0.0 (core, creation, creation-with-upload, creation-defer-length, termination, checksum, concatenation);
FilePond, "Chunk uploads".
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from proxy.body.hints import whole
from proxy.capture import Capture
from proxy.effect import Reply
from proxy.uploads.contract import Asked, Dropped, Finished, Kept, Outgoing, Passed, Step, Unheld, answered
from proxy.uploads.links import link_of

_SPOKEN = ("tus-resumable", "1.0.0")
_NO_CHECKSUM = ("upload-checksum", None)  # of one piece


def step(capture: Capture, token: str, now: int) -> Step | None:
    speaks = bool(capture.header("tus-resumable"))
    if capture.method == "PATCH" and capture.header("upload-offset"):
        return _piece(capture) if speaks or capture.header("upload-length") else None
    if not speaks:
        return None
    if capture.header("upload-concat") or capture.header("x-http-method-override"):
        return Unheld()
    key = link_of(capture).mark
    match capture.method:
        case "HEAD":
            return Asked(key, lambda size: _state(capture, size))
        case "DELETE":
            return Dropped(key)
        case "POST" if capture.body or whole(capture.header("upload-length")) > 0:
            return _declared(capture)
        case _:
            return Unheld() if capture.body else None


def _declared(capture: Capture) -> Step:
    empty = replace(capture, body=b"")
    plain = Outgoing(empty, (_NO_CHECKSUM,))
    if whole(capture.header("upload-length")) <= 0 or capture.header("upload-defer-length"):
        return Passed(plain)
    later = ("upload-defer-length", "1")
    open_ = replace(empty, headers=(*empty.headers, later))  # both headers tell what was done
    return Passed(plain, Outgoing(open_, (_NO_CHECKSUM, ("upload-length", None), later)))


def _piece(capture: Capture) -> Step:
    key, start = link_of(capture).mark, whole(capture.header("upload-offset"))
    end = start + capture.size
    hint, said = capture.hint, whole(capture.header("upload-length"))
    size = hint.size if hint is not None and hint.size >= 0 else said
    declared = hint is not None or (said >= 0 and not capture.header("tus-resumable"))
    later = said >= 0 and size != end and hint is not None and hint.size < 0  # told once, before the end
    if not declared or later or start < 0 or -1 < size < end or capture.header("content-encoding"):
        return Unheld()
    if end != size:
        return Kept(key, capture.body, _taken(end), start=start)

    is_open = hint is not None and hint.is_open

    def make(parts: Sequence[bytes]) -> Outgoing:
        return Outgoing(
            replace(capture, body=b"".join(parts)),
            (("upload-offset", "0"), _NO_CHECKSUM),
            shows=(("upload-offset", str(end)),) if is_open else (),
            sized="upload-length" if is_open else "",
        )

    return Finished(key, make, _taken(end), capture.body, start)


def _taken(end: int) -> Callable[[int], Reply]:
    """Answers a piece by how much is there: less than up to its end is a conflict."""
    return lambda size: answered(204 if size >= end else 409, b"", _SPOKEN, ("upload-offset", str(size)))


def _state(capture: Capture, size: int) -> Reply:
    hint = capture.hint
    length = ("upload-length", str(hint.size)) if hint and hint.size >= 0 else ("upload-defer-length", "1")
    return answered(200, b"", _SPOKEN, ("upload-offset", str(size)), length)
