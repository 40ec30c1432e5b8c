"""Addresses that a sentence calls one: "my address is", "meet me at", "62. street". What follows is read as pieces."""

import re

from classifiers.brands import listed
from classifiers.checks.address import is_public
from classifiers.checks.places import STREETS, Piece, pieces, tail
from classifiers.checks.verdict import Verdict, shape
from classifiers.checks.words import words
from classifiers.plain import plain

_CODE = re.compile(r"\d{4,}|[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d", re.ASCII)
_COUNTS = re.compile(r"\d{1,6}")
_NAMES = re.compile(r"[^\W\d_][\w'’]{2,}")
_RECENT_END = re.compile(r"\s(?:19[5-9]|20[0-4])\d$")


def told(value: str) -> int:
    """Where an address ends that begins a text which was called one, 0 if none does.

    A house has its number and a name, in either order; after a number small letters do, where a flat or code follows.
    """
    read = pieces(value, 0, small=True)
    line: list[Piece] = []
    for piece in read:
        if piece.gap in ("comma", "line") and any(one.sort in ("word", "small") for one in line):
            break
        line.append(piece)
    proper: list[Piece] = []
    for place, piece in enumerate(line):
        # Behind a word for a street its name may be written small: "36 rue de pologne"; and a rare short word in front
        # of the number is one for a street: "Kaarli pst 18".
        if piece.sort == "small" and not (
            any(value[one.start : one.end].lower() in STREETS for one in proper[-3:])
            or _is_short_for_street(value[piece.start : piece.end], line[place + 1 : place + 2])
        ):
            break
        proper.append(piece)
    while proper and proper[-1].sort == "link":
        proper.pop()
    if _is_house(proper):
        end = tail(value, proper[-1].end)
        # "2 Worlds" is no address, "Kuusiku 7" is one unless it counts something.
        names = sum(one.sort in ("word", "country") for one in proper)
        if end > proper[-1].end or len(proper) > 2 or proper[0].sort == "unit":
            return end
        return (
            end if names and proper[-1].sort in ("number", "code") and not _COUNTED.match(value, end) else 0
        )
    # All in small letters: what has a number on both sides of a long name, or begins with a number and ends with a
    # flat, a code or a country.
    if (both := _BOTH_SIDES.match(value)) is not None:
        return tail(value, both.end())
    if len(line) == len(proper) or not read or read[0].sort not in ("number", "code", "unit"):
        return 0
    last = max(
        (place for place, one in enumerate(read) if one.sort in ("unit", "code", "country")), default=0
    )
    kept = read[: last + 1]
    short = sum(one.sort in ("small", "word", "link") for one in kept) <= 8
    return kept[-1].end if short and last >= 2 and any(one.sort == "small" for one in kept[1:3]) else 0


def _is_short_for_street(word: str, behind: list[Piece]) -> bool:
    return (
        len(word.strip(".")) in (2, 3)
        and any(one.sort in ("number", "code") for one in behind)
        and plain(word.strip(".")) not in listed("common.txt")
    )


_BOTH_SIDES = re.compile(
    r"\d{2,6} (?!users|items|people|minutes|seconds|students|employees|customers)[^\W\d_]{5,24}"
    r"(?: [^\W\d_]{2,24}){0,2} \d{1,4}[a-z]?\.?(?=,| st\b| street\b|\s{0,2}$|\.)"
)


def _is_house(line: list[Piece]) -> bool:
    if len(line) < 2 or not any(one.sort in ("number", "code", "unit") for one in line):
        return False
    names = [one for one in line if one.sort in ("word", "country") and one.end - one.start >= 3]
    return bool(names) and len(line) <= 12


_COUNTED = re.compile(
    r"[ \-](?:%|a\.?m|p\.?m|o'clock|seconds?|min|minutes?|hours?|days?|nights?|weeks?|months?|years?|times?|"
    r"people|users?|percent|stars?|tage?n?|jahre?n?|stunden?|jours?|ans|días|años|giorni|anni|dagen|jaar|dni|lat)\b"
)


_CUED_THINGS = re.compile(
    r"(?:(?<!\d)\d{1,9}\s(?:am|pm|mbps|gb|mb|tb|kb|ms|days?|hours?|minutes?|people|users?)\b|(?:level|port|python|"
    r"windows|version|page|line|step|room|"
    r"chapter|section|table|figure|gate|floor|iphone|android|ios|java|php|node|angular|vue|react|office|"
    r"ubuntu|fedora|debian|"
    r"microsoft|google|day|week|phase|part|stage|grade|year|season|episode|round|team|group|http)\b)",
    re.I,
)


def cued(value: str, before: str) -> Verdict | None:
    """What follows "my address is": a street with a number; no version, hour or measure."""
    end = told(value)
    if not end:
        return None
    place = value[:end]
    if _CUED_THINGS.match(place) or is_public(place) or _RECENT_END.search(place):
        return None
    return Verdict(verified=False, end=end)


_NO_NAME = words(
    "in on at the a an by from since until to of for and or it is was no not this that may june july march april "
    "august january february september october november december figure table level room gate page line step "
    "chapter section"
)


_LITTLE = words("de la le les des du da do dos das di del della van der den von zu u")


def number_ahead(value: str, before: str) -> Verdict | None:
    """A name, a house number and then the word for a street; no month, sentence or measure."""
    written = value.replace(".", " ").split()
    if written[0].isdigit():
        written = written[1:]
    if any(
        one.islower() and plain(one) in listed("common.txt") and one not in _LITTLE for one in written[:-2]
    ):
        return None
    parts = [one.lower() for one in written]
    if parts[0] in _NO_NAME or parts[-3] in _NO_NAME or _CUED_THINGS.match(value) or is_public(value):
        return None
    return shape(re.fullmatch(r"19[5-9]\d|20[0-4]\d", parts[-2]) is None)


_IN_A_YEAR = re.compile(r" (?:in|since|by|until|en|im) (?:1[5-9]|20)\d\d$")


def met(value: str, before: str) -> Verdict | None:
    """What follows "sent to" or "meet me at", where less than an address may stand: two words beside the number, or
    what only an address has behind it."""
    verdict = cued(value, before)
    if verdict is None or verdict.end is None:
        return None
    place = value[: verdict.end]
    if _IN_A_YEAR.search(place):
        return None
    telling = len(_NAMES.findall(place)) > 1 or _CODE.search(place, 14) or len(_COUNTS.findall(place)) > 1
    return verdict if telling else None


def corner(value: str, before: str) -> Verdict | None:
    """The corner of two streets, each named like one."""
    return shape(_CORNER.search(value) is not None or any(map(str.isdigit, value)))


_CORNER = re.compile(
    r"\s(?:St|Ave?|Rd|Street|Avenue|Road|Blvd|Boulevard|Lane|Drive|Way|\d{1,3}(?:st|nd|rd|th))\b"
)
