"""The shape of a JSON body as data: which fields hold prose, files, JSON in a string, signatures or names.

Rule 1: a shape only says more about what is known; a field that it does not name is read and may be edited.
Rule 2: what is left out as known words, fields or vendor blobs is checked by its value as well as its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from classifiers.segment import Origin


class Kind(Enum):
    """How a string is read."""

    TEXT = "text"  # may be JSON, a data: URL or base64: looked into
    PROSE = "prose"  # what a person or a model wrote: kept whole, for context helps to recognise
    ID = "id"  # a vendor's id; what does not look like one is read as a fixed name
    FIXED = "fixed"  # a name or id that others refer to: scanned, not edited
    JSON = "json"  # JSON written into a string
    FILE = "file"  # base64, a data: URL, or a reference to a file
    SIGNED = "signed"  # covered by a signature: scanned, not edited
    CALLED = "called"  # what somebody is called: no prompt, and nothing refers to it
    BLOB = "blob"  # made by the vendor's machines: random, not scanned where it looks so


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a body.

    ``kinds`` goes by the field's name, ``typed`` by the object's type (else its role) and the name, and wins.
    ``scopes``, ``roles`` and ``types`` give the origin of all below a field, or below an object of that role or type.
    Below a ``free`` object nothing is known: arguments, metadata, schemas. ``words`` are values the protocol
    itself defines, ``known`` its field names, ``stale`` arrays of offsets, emptied when the message changes.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    typed: Mapping[tuple[str, str], Kind] = field(default_factory=dict)
    scopes: Mapping[str, Origin] = field(default_factory=dict)
    roles: Mapping[str, Origin] = field(default_factory=dict)
    types: Mapping[str, Origin] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()  # types of objects that are signed as a whole
    closed: frozenset[str] = (
        frozenset()
    )  # fields below which nothing may be edited: signed, or of few characters
    known: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset()  # fields where an array of numbers is text as token ids
    stale: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()  # ids of a page's or program's own account, at the top of a body
    author: str = ""  # a child object that holds the role
    base: Origin = Origin.META
