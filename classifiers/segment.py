"""A segment: one text of a request, with its place in the body and where it came from."""

from enum import StrEnum
from typing import NamedTuple

MOST_CHARACTERS = 4_000_000  # of one text; what lies beyond is not read, and the place is named as unread


class Origin(StrEnum):
    """Who put the text into the request."""

    USER = "user"
    SYSTEM = "system"
    TOOL = "tool"
    FILE = "file"
    HISTORY = "history"  # an earlier answer of the model that the client sends again
    META = "meta"  # names, keys, metadata, headers: text that is no prompt but leaves all the same


class Segment(NamedTuple):
    """One decoded text of a body.

    ``place`` is its index in the order of the body; a finding leads back to it by this number. ``editable`` is
    false where a change would break a signature or a digest: what is found there is blocked, never edited.
    ``label`` is the name of the field that holds the text ("password"), where that says something about it.
    """

    place: int
    text: str
    origin: Origin = Origin.USER
    editable: bool = True
    label: str = ""

    def __repr__(self) -> str:
        return f"Segment(place={self.place}, origin={self.origin!r}, editable={self.editable})"
