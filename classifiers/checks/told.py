"""Secrets that people tell: beside a user's name, on a note about the wireless network, on a list of spare codes."""

import re

from classifiers.checks.letters import drawn
from classifiers.checks.prose import FILE
from classifiers.checks.values import CODE, HEX, NAME, PATH, UUID, hopeless, varied
from classifiers.checks.verdict import SHAPE, Verdict
from classifiers.checks.words import phrases, words

_TOLD_STOP = words(
    "is was are has and for the expired incorrect wrong reset required forgot failed invalid changed "
    "missing empty "
    "field login here below above again policy length hash manager change must should can not your with "
    "in on to of "
    "ist und oder nicht vergessen falsch est et ou pas es y no correct string text protected"
)


def told_password(value: str, before: str) -> Verdict | None:
    """The password beside a user's name: any word that is no part of a sentence about passwords."""
    inner = value.rstrip(".,;:!?)")
    if inner.lower() in _TOLD_STOP or hopeless(inner) or PATH.search(inner) or CODE.search(inner):
        return None
    linked = re.search(r"[:=–\-]\s{0,3}[\"'“]?$", before) is not None
    if NAME.match(inner) and not drawn(inner):
        # A plain word counts in a form with both fields, not in a sentence.
        return (
            Verdict(verified=False, end=len(inner))
            if linked and len(inner) >= 6 and inner.islower()
            else None
        )
    if not any(map(str.isdigit, inner)) and varied(inner) < 3:
        return None
    return Verdict(verified=False, end=len(inner))


_TAG = re.compile(
    r"x86[_\-]64|v?\d[\w.\-+]*|[a-z]+[.\-]?\d[\d.]*|[a-z]+(?:-[a-z0-9]+)*(?:[.\-]\d+)*|[A-Za-z]+\d{0,2}|#[0-9a-fA-F]{3,8}"
)

# A login in small letters and the slash behind it: "log in with jsmith / ".
_LOGIN = re.compile(
    r"(?:[Ll]og(?:ging)? ?in|[Ss]ign ?in|[Cc]red\w*|[Aa]nmeld\w*|[Zz]ugang\w*|[Ee]inlogg\w*|[Aa]cc?es\w*|[Tt]oegang)"
    r"[\s:]{1,3}"
    r"(?:(?:with|as|mit|als|avec|con|is|est|es|met)\s)?[a-z][\w.\\\-]{1,60}\s?/\s?$"
)


# What else stands in front of a colon: digests, and schemes of addresses that pages and mails have in attributes.
_NO_USERS = phrases(
    "sha|md5|http|ref|urn|arn|mailto|cid:|mid:|tel:|sms:|blob:|callto:|skype:|javascript:|webcal:"
)
# A cell of a sheet, as charts name the ranges that they show.
_CELL = re.compile(r"(?:\$?[\w' ]{1,40}[.!])?\$?[a-z]{1,3}\$?[1-9]\d{0,6}", re.IGNORECASE)


def pair_password(value: str, before: str) -> Verdict | None:
    """The word behind a user's name and `:` or `/`: letters, digits and one sort more, or a line among its likes."""
    inner = value.rstrip(".,;:)")
    if hopeless(inner) or PATH.search(inner) or CODE.search(inner) or HEX.match(inner) or UUID.match(inner):
        return None
    digits = sum(map(str.isdigit, inner))
    if digits == 0 or not any(map(str.isalpha, inner)) or len(inner) < 6 or inner[0] in "-=<>":
        return None
    line = before.rpartition("\n")[2]
    if _CELL.fullmatch(inner) and _CELL.fullmatch(re.split(r"[\t;,]", line)[-1].removesuffix(":")):
        return None
    if "/" in line[-3:] or "@" in line:
        if _TAG.fullmatch(inner) and not (digits >= 2 and "@" in line and len(inner) >= 8):
            long = len(inner) >= (8 if digits > 1 else 11)
            named = long and inner[0].isupper() and _LOGIN.search(line) is not None
            grouped = inner.count("-") >= 2 and digits >= 2
            return Verdict(verified=False, end=len(inner)) if named or grouped else None
        return Verdict(verified=False, end=len(inner)) if varied(inner) >= 3 or digits >= 2 else None
    if line.count(":") == 4 and len(inner) >= 8:
        return SHAPE  # .pgpass
    if line.startswith(_NO_USERS) or _TAG.fullmatch(inner):
        return None
    return SHAPE if varied(inner) >= 3 and not re.search(r"[()<>{}\[\]\"'`=,;]", inner) else None


def wifi_password(value: str, before: str) -> Verdict | None:
    """The key of a wireless network: eight characters or more, of two sorts at least."""
    inner = value.rstrip(".,;:)")
    if hopeless(inner) or PATH.search(inner) or CODE.search(inner) or FILE.search(inner) or len(inner) < 8:
        return None
    if re.fullmatch(
        r"\d{1,4}(?:\.[\w\-]{1,12}){2,6}|[a-z]{3,20}\d{1,3}(?:\.\d{1,3}){1,2}", inner
    ):  # a version
        return None
    # The twenty digits under a router, sixteen under another.
    if inner.isdigit() and len(inner) in (16, 20) and len(set(inner)) > 4:
        return Verdict(verified=False, end=len(inner))
    if re.fullmatch(
        r"(?i)(?:bluetooth|wi-?fi|zigbee|lte|gen|ch)[\d.]*|802\.11\w*|[\d.]+\w{0,4}|[A-Za-z\-]+", inner
    ):
        return SHAPE if drawn(inner) else None
    return (
        Verdict(verified=False, end=len(inner))
        if varied(inner) >= 2 and (any(map(str.isdigit, inner)) or re.search(r"\w[!#$%&*+?@^~]\w", inner))
        else None
    )


def recovery_code(value: str, before: str) -> Verdict | None:
    """A code for lost access: groups with a digit in most of them, no year and no word."""
    groups = re.split(r"[ \-]", value)
    if hopeless(value) or not any(map(str.isdigit, value)) or len(set(value)) < 5:
        return None
    if re.fullmatch(r"(?:19|20)\d\d(?:[ \-].*)?|[a-z]+\d{0,2}", value):
        return None
    if " " in value and not value.replace(" ", "").isdigit() and not all(map(str.isupper, groups)):
        return None
    with_digit = sum(any(map(str.isdigit, group)) for group in groups)
    if 2 * with_digit < len(groups):
        return None
    return SHAPE if len(groups) > 1 or sum(map(str.isdigit, value)) >= 2 else None


def licence_key(value: str, before: str) -> Verdict | None:
    """A licence key: groups of one length, with letters and digits mixed through them."""
    groups = value.split("-")
    if hopeless(value) or "-" not in value or len({len(group) for group in groups[:-1]}) > 1:
        return None
    mixed = sum(any(map(str.isdigit, group)) and any(map(str.isalpha, group)) for group in groups)
    return SHAPE if mixed and sum(map(str.isdigit, value)) >= 3 and len(set(value)) >= 8 else None


def lone_password(value: str, before: str) -> Verdict | None:
    """A line of its own: small and capital letters, two digits and two signs, and nothing that code is made of."""
    if (
        hopeless(value)
        or PATH.search(value)
        or re.search(r"[()<>{}\[\];:,'\"`|\\/]|^[-@.#]|=$|[.!?]$", value)
    ):
        return None
    signs = {one for one in value if not one.isalnum()} - {"_"}
    enough = varied(value) == 4 and len(signs) >= 2 and sum(map(str.isdigit, value)) >= 2
    return SHAPE if enough and signs - {"-", ".", "="} else None
