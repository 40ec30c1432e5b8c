"""Looking into zips and changing them, for those who make carriers."""

import html
import io
import zipfile
from collections.abc import Callable, Mapping


def unzipped(data: bytes) -> str:
    """All that can be read in a zip and the zips in it: names, contents in UTF-8 and UTF-16, entities undone."""
    parts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for name in opened.namelist():
            inside = opened.read(name)
            parts.append(name)
            if zipfile.is_zipfile(io.BytesIO(inside)):
                parts.append(unzipped(inside))
            else:
                parts.append(html.unescape(inside.decode("utf-8", "replace")))
                parts.append(inside.decode("utf-16-le", "replace"))
    return "\n".join(parts)


def rezipped(
    data: bytes, change: Mapping[str, Callable[[str], str]], add: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A zip with some entries changed as text and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            inside = old.read(info.filename)
            if info.filename in change:
                inside = change[info.filename](inside.decode("utf-8")).encode("utf-8")
            new.writestr(info, inside)
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return out.getvalue()
