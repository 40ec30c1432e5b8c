"""Uploads whose parts leave one by one, each to its own link, once a request has come that names them all.

Rule 1: only the parts that it names are judged and leave, in the order of their numbers; so the service gets no border
that was not read. Rule 2: once parts have left, no other part of that upload is taken.
Source: Amazon S3 API (parts are put together by number; all but the last have 5 MiB at least).
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from proxy.capture import Capture
from proxy.effect import Reply
from proxy.seal import seal
from proxy.uploads.contract import Finished, Outgoing, answered

_LEAST = 5 << 20  # bytes of a part that is not the last
_DIGITS = 8
_TAG = re.compile(r'"?([\w+/=.:-]{1,200})"?', re.ASCII)


class NotTaken(ConnectionError):
    """The service did not take a part."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the request that brings it, without its body, and how many bytes it has."""

    number: int
    head: Capture = field(repr=False)
    size: int


@dataclass(frozen=True, slots=True)
class Parted:
    """An upload and the parts of it that a request names; ``tags`` are their ETags, where they have left."""

    key: str = field(repr=False)
    mark: str = field(repr=False)
    parts: tuple[Part, ...] = field(default=(), repr=False)
    tags: Mapping[int, str] | None = field(default=None, repr=False)

    @property
    def finished(self) -> Finished:
        """The step that makes one request of the parts, so that they are judged as one file."""
        heads = [part.head for part in self.parts]
        head = next((head for head in heads if seal(head)), heads[0])

        def make(pieces: Sequence[bytes]) -> Outgoing:
            return Outgoing(replace(head, body=b"".join(pieces)))

        return Finished(self.key, make, _lost, order=tuple(str(part.number) for part in self.parts))

    def sizes(self, total: int) -> Sequence[int]:
        """How a file of so many bytes is cut again: as it was, but for the last part. Raises ValueError."""
        sizes = [part.size for part in self.parts]
        sizes[-1] += total - sum(sizes)
        if sizes[-1] < 1 and len(sizes) > 1 and total != sum(part.size for part in self.parts):
            lacking, sizes[-1] = 1 - sizes[-1], 1
            if sizes[-2] - lacking < _LEAST:
                raise ValueError("a file that can no longer be cut into as many parts")
            sizes[-2] -= lacking
        return sizes


def mark_of(key: str) -> str:
    """What all our ETags of an upload begin with."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[: 32 - _DIGITS]


def tag_of(mark: str, number: int) -> str:
    """Our ETag of a part; it looks as the service's do."""
    return f"{mark}{number:0{_DIGITS}x}"


def numbers_in(mark: str, body: bytes) -> Sequence[int]:
    """The numbers of the parts whose ETags a body tells, each once, in order."""
    found = re.findall(rb"%s([0-9a-f]{%d})" % (mark.encode(), _DIGITS), body)
    return sorted({int(number, 16) for number in found})


def told(mark: str, body: bytes, tags: Mapping[int, str]) -> bytes:
    """A body with the service's ETags in place of ours."""
    for number, tag in tags.items():
        body = body.replace(tag_of(mark, number).encode(), tag.encode())
    return body


def plain_tag(etag: str) -> str:
    """An ETag without its quotes. Raises NotTaken for none, or for one that could be anything but a name."""
    found = _TAG.fullmatch(etag.strip())
    if found is None:
        raise NotTaken("a part without an ETag")
    return found[1]


def _lost(size: int) -> Reply:
    body = b"<Error><Code>InvalidPart</Code><Message>A part is missing; upload it again.</Message></Error>"
    return answered(400, body, ("content-type", "application/xml"))
