"""Pictures: their text by recognition, codes, and what they say of themselves; written with boxes over findings."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from classifiers.documents.contract import (
    Budget,
    Change,
    File,
    Inner,
    Manner,
    Piece,
    Source,
    Unread,
    Unwritten,
)
from classifiers.documents.exif import notes
from classifiers.documents.flat import Flat
from classifiers.documents.leavings import Leaving, leavings, strings
from classifiers.documents.picture import Picture, Pictures, check_size
from classifiers.documents.sniff import sniff

if TYPE_CHECKING:
    from PIL.Image import Image

NAME = "image"
ORDER = 10

_READ = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/x-icon": "ICO",
}
_FRAMES = ("GIF", "WEBP", "TIFF", "PNG")
_ARCHIVE = b"PK\x05\x06"  # the end of a zip archive, which may hang behind a picture
_TAIL = 66_000
_MOST_BESIDE = 64 * 1024  # bytes of notes that programs and cameras keep beside a picture


def claims(source: Source) -> bool:
    return _format(source.data) is not None


def _format(data: bytes) -> str | None:
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "AVIF"
    return _READ.get(sniff(data))


def read(source: Source, budget: Budget, inner: Inner) -> File:
    kind = _format(source.data) or ""
    opened = _open(source.data, kind)
    check_size(*opened.size)
    count = int(getattr(opened, "n_frames", 1))
    pictures = Pictures(budget)
    frames: list[Picture] = []
    for number in range(count):
        opened.seek(number)
        check_size(*opened.size)
        budget.take(opened.width * opened.height * 3)
        frames.append(pictures.read(_upright(opened)))
    opened.seek(0)
    opaque = [reason for frame in frames for reason in frame.opaque]
    if _ARCHIVE in source.data[-_TAIL:]:
        opaque.append("an archive inside an image")
    page = _Pages(source.data, kind, frames)
    pieces = [
        Piece(line.text, f"image {number + 1}" if count > 1 else "image", before=before)
        for number, frame in enumerate(frames)
        for line, before in frame.with_breaks()
    ]
    pieces += [Piece(text, where) for where, text in notes(opened)]
    for leaving in leavings(source.data, kind):
        _look(leaving, inner, pieces, opaque)
    return Flat(pieces, list(dict.fromkeys(opaque)), page.write)


def _look(leaving: Leaving, inner: Inner, pieces: list[Piece], opaque: list[str]) -> None:
    """Read what lies beside a picture; with any change all of it goes."""
    data = leaving.data
    if leaving.behind and (sniff(data) or data[4:8] == b"ftyp"):
        try:
            file = inner(Source(data))
        except Unread as trouble:
            opaque.append(str(trouble))
        else:
            opaque += file.opaque
            pieces += [Piece(one.text, "behind the image", before=one.before) for one in file.pieces]
    elif len(data) > _MOST_BESIDE:
        opaque.append("other data in an image")
    else:
        pieces += [Piece(text, "beside the image") for text in strings(data)]


def _open(data: bytes, kind: str) -> "Image":
    from PIL import Image

    try:
        return Image.open(io.BytesIO(data), formats=[kind, "MPO"] if kind == "JPEG" else [kind])
    except Image.DecompressionBombError:
        raise Unread("an image with too many pixels") from None
    except OSError:
        raise Unread("a broken image") from None


def _upright(image: "Image") -> "Image":
    """A frame as it is shown."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(image)


@dataclass(frozen=True, slots=True)
class _Pages:
    """The frames of a file, and how they are written again."""

    data: bytes = field(repr=False)
    kind: str
    frames: Sequence[Picture] = field(repr=False)

    def write(self, changes: Mapping[int, Sequence[Change]], manner: Manner) -> bytes:
        """The file with boxes, and without what it said of itself. Raises Unwritten."""
        if not any(changes.values()):
            return self.data
        by_frame: list[dict[int, Sequence[Change]]] = [{} for _ in self.frames]
        index = 0
        for number, frame in enumerate(self.frames):
            for line in range(len(frame.lines)):
                if index in changes:
                    by_frame[number][line] = changes[index]
                index += 1
        image = _open(self.data, self.kind)
        done = []
        for number, frame in enumerate(self.frames):
            image.seek(number)
            upright = _upright(image)
            done.append(_bare(frame.covered(upright, by_frame[number]) if by_frame[number] else upright))
        return self._saved(image, done)

    def _saved(self, image: "Image", frames: Sequence["Image"]) -> bytes:
        options: dict[str, Any] = {}
        for kept in ("icc_profile", "dpi", "duration", "loop"):
            if image.info.get(kept):
                options[kept] = image.info[kept]
        if self.kind == "JPEG":
            options |= {"quality": 92, "subsampling": 0}
        elif self.kind == "WEBP":
            options |= {"quality": 92}
        elif self.kind == "TIFF":
            options |= {"compression": "tiff_deflate"}
        elif self.kind == "ICO":
            options = {"sizes": [frames[0].size]}
        if len(frames) > 1:
            if self.kind not in _FRAMES:
                frames = frames[:1]  # further pictures of a camera's file, which say nothing else
            else:
                options |= {"save_all": True, "append_images": list(frames[1:])}
        written = io.BytesIO()
        try:
            frames[0].save(written, self.kind, **options)
        except (OSError, ValueError, KeyError):
            raise Unwritten("an image that cannot be written in its format") from None
        return written.getvalue()


def _bare(image: "Image") -> "Image":
    """The pixels alone."""
    bare = image.copy()
    bare.info = {name: value for name, value in bare.info.items() if name == "transparency"}
    if "exif" in image.info or image.getexif():
        bare.getexif().clear()
    if bare.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        bare = bare.convert("RGB")
    return bare
