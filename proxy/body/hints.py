"""What a request says of a file that comes in another one: how its name ends, its media type, how long it is.

Rule 1: of a name only its ends are taken, for they tell the format; the rest is nobody's business later.
Rule 2: what is said helps to read a file; its first bytes count before it.
Sources: the web applications' own JSON, X-Goog-Upload-*, tus 1.0.0 (Upload-Metadata), Microsoft Graph, Google Cloud
Storage (``name`` in the query).
"""

import base64
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import parse_qsl, unquote

from classifiers.documents.contract import Source
from proxy.capture import Capture, Hint

_MOST_BYTES = 64 * 1024  # of a body that tells of files
_MOST_VALUES = 5_000
_MOST_FILES = 100
_ENDS = re.compile(r"(?:\.[a-z][a-z0-9]{0,7}(?=\.(?:gz|bz2|xz|zst)\Z))?\.[a-z0-9]{1,10}\Z")
_KIND = re.compile(r"[a-z]{1,20}/[a-z0-9][a-z0-9.+_-]{0,90}", re.IGNORECASE)
_UNSAID = frozenset(  # media types that tell nothing of a file
    {
        *("", "application/octet-stream", "binary/octet-stream", "application/x-www-form-urlencoded"),
        *("application/offset+octet-stream", "application/partial-upload"),
    }
)
_NAMES = frozenset(
    {"name", "filename", "originalname", "originalfilename", "displayname", "attachmentname"}
) | {
    *("documentname", "filepath", "objectname", "key"),
}
_KINDS = frozenset({"type", "mimetype", "contenttype", "filetype", "filemimetype", "mediatype"})
NAMES_IN_HEADERS = ("x-goog-upload-file-name", "x-file-name", "slug")
_KIND_IN_HEADERS = ("x-goog-upload-header-content-type", "x-upload-content-type", "x-ms-blob-content-type")
_BEGINS = re.compile(r"upload|files|attachments|documents", re.IGNORECASE)
_SESSION = re.compile(r"([^/:]+):/createUploadSession\Z", re.IGNORECASE)  # Microsoft Graph: addressed by path


def ends_of(name: str) -> str:
    """The ends of a file's name that tell its format, in lower case, with their dots; empty where it has none."""
    found = _ENDS.search(name.replace("\\", "/").rpartition("/")[2][-20:].lower())
    return found[0] if found else ""


def may_hint(capture: Capture) -> bool:
    """Whether a request may begin an upload, by its head; most requests are not worth a look at their JSON."""
    heads = ("x-goog-upload-command", "tus-resumable", "x-upload-content-type")
    return bool(_BEGINS.search(capture.path)) or any(capture.header(name) for name in heads)


def hints_in(capture: Capture, body: bytes) -> tuple[Hint, ...]:
    """What a request says of files to come, in the order in which it does; ``body`` is not packed any more."""
    head = _in_head(capture)
    found = _in_json(body) if body.lstrip()[:1] in (b"{", b"[") and len(body) <= _MOST_BYTES else ()
    named = tuple(one for one in found if one.ends)
    if len(named) > 1:
        return named[:_MOST_FILES]
    said = next(iter(named or found), Hint())
    merged = Hint(head.ends or said.ends, head.kind or said.kind, head.size, head.is_open)
    return () if merged == Hint() else (merged,)


def source_of(capture: Capture, data: bytes) -> Source:
    """A file that is all of a body, with what was said of it before, else with what its own request says."""
    name = unquote(capture.path.partition("?")[0]).rpartition("/")[2]
    kind = capture.header("content-type")
    if capture.hint is not None:
        name = f"file{capture.hint.ends}" if capture.hint.ends else name
        kind = capture.hint.kind if capture.hint.kind and _bare(kind) in _UNSAID else kind
    return Source(data, name, kind)


def metadata(header: str) -> Mapping[str, str]:
    """The pairs of tus's Upload-Metadata; a value that is no base64 or no text is left out."""
    found: dict[str, str] = {}
    for pair in header.split(","):
        name, _, value = pair.strip().partition(" ")
        if (text := unpacked(value)) is not None:
            found[name] = text
    return found


def unpacked(value: str) -> str | None:
    """A value of tus's Upload-Metadata; None for one that is no base64 or no text."""
    try:
        return base64.b64decode(value.strip(), validate=True).decode()
    except ValueError:
        return None


def _bare(kind: str) -> str:
    return kind.partition(";")[0].strip().lower()


def _in_head(capture: Capture) -> Hint:
    path, _, query = capture.path.partition("?")
    said = metadata(capture.header("upload-metadata"))
    asked = parse_qsl(query) if len(query) < 4096 else []
    session = _SESSION.search(unquote(path))
    names = (
        *(unquote(capture.header(name)) for name in NAMES_IN_HEADERS),
        *(value for name, value in said.items() if _folded(name) in _NAMES),
        *(value for name, value in asked if _folded(name) in _NAMES),
        session[1] if session else "",
    )
    kinds = (
        *(capture.header(name) for name in _KIND_IN_HEADERS),
        *(value for name, value in said.items() if _folded(name) in _KINDS),
    )
    return Hint(
        next((ends for name in names if (ends := ends_of(name))), ""),
        next((kind for kind in kinds if _KIND.fullmatch(kind)), ""),
        (size := whole(capture.header("upload-length"))),
        size >= 0 and bool(capture.header("upload-defer-length")),  # both: only where the first was taken off
    )


def _in_json(body: bytes) -> tuple[Hint, ...]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    return tuple(hint for one in _objects(value) if (hint := _of(one)) != Hint())


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    """The objects of a value, each level in its order."""
    todo = deque([value])
    for _ in range(_MOST_VALUES):
        if not todo:
            return
        item = todo.popleft()
        inner: Iterable[object] = ()
        if isinstance(item, dict):
            yield item
            inner = item.values()
        elif isinstance(item, list):
            inner = item
        todo.extend(one for one in inner if isinstance(one, dict | list))


def _of(value: Mapping[str, object]) -> Hint:
    texts = [(_folded(name), text) for name, text in value.items() if isinstance(text, str)]
    names = (ends_of(text) for name, text in texts if name in _NAMES)
    kinds = (text for name, text in texts if name in _KINDS and _KIND.fullmatch(text))
    return Hint(next(filter(None, names), ""), next(kinds, ""))


def _folded(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def whole(number: str) -> int:
    """A number of bytes in a header; -1 for what is none."""
    return int(number) if number.isascii() and number.isdigit() and len(number) < 16 else -1
