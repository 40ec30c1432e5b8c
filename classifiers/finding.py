"""A finding: where something sensitive stands, what it is and how sure we are; never the text itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One sensitive span.

    ``start`` and ``end`` count characters of the segment's text (half open). ``kind`` is Presidio's entity name
    where it has one (PERSON, EMAIL_ADDRESS, US_SSN), else the same form (API_KEY). ``score`` runs from 0 to 100;
    65, 75 and 85 are the low, medium and high levels. ``verified`` means that a checksum or a structure was
    checked, not only a shape.
    """

    place: int
    start: int
    end: int
    kind: str
    detector: str
    score: float
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """All findings of a list of segments, settled (no two overlap in a place) and sorted.

    ``characters`` counts all text given, ``fresh`` the part that was not answered from the cache. ``unread`` names
    places that could not be scanned to the end; they are never clean. ``own`` are findings in the client's own data,
    and where a user's own recognizers and ours found different kinds, those that settling did not give; they are apart
    because they may overlap the others; among themselves only those of different kinds do.
    ``names`` says that a text names a person.
    """

    findings: tuple[Finding, ...]
    characters: int
    fresh: int
    unread: tuple[int, ...] = ()
    own: tuple[Finding, ...] = ()
    names: bool = False
