"""Passwords and codes anywhere in a sentence that talks of logging in: they must look like nothing else.

"Rate my password: is X strong?", "log in as bob with X": no sign stands between the word for a password and its value,
so the value itself must have a shape that names of products, versions, files, hosts and standards do not have.
"""

import re
from itertools import pairwise

from classifiers.checks.letters import drawn
from classifiers.checks.prose import FILE, TECHNICAL
from classifiers.checks.values import CODE, HEX, PATH, UUID, hopeless, varied
from classifiers.checks.verdict import Verdict
from classifiers.checks.words import words

# Two words of three letters or more with one sign between, and a number behind: no year where the sign is a hyphen.
_JOINED = re.compile(r"([^\W\d_]{3,16})([-_.@#+&*!$%])([^\W\d_]{3,16})[-_.]?(\d{1,4})[!?$%#*&]?")
# A word, a number of two digits or more, a sign; or a word, a sign, a number.
_SIGNED = re.compile(r"[^\W\d_]{4,20}[_\-.]?\d{2,6}[!$%#*&]{1,2}|[^\W\d_]{4,20}[!$%*&@]{1,2}\d{2,6}")
_HOST = re.compile(r"(?:[\w.+\-]{1,40}@)?(?:[\w\-]{1,30}\.){1,5}[a-z]{2,12}(?::\d{1,5})?")
# What the names of machines, rooms and files are made of, and what stands in front of them.
THINGS = words(
    "server client host printer laptop desktop notebook tablet phone scanner switch router firewall gateway camera "
    "office room floor lab site branch building desk team group project phase version release build sprint ticket "
    "irreversible cipher complexity unrestricted restricted plaintext "
    "report invoice order backup windows surface galaxy visual studio drucker rechner buero raum account service "
    "user admin test prod stage staging node cluster database portal file folder page chapter table figure network"
)
_OF = re.compile(
    r"(?:^|\s)(?:for|of|from|at|on|into|für|von|vom|am|an|bei|pour|du|des|de|della|del|van|voor|dla|host|server|"
    r"machine|device|printer|pc|laptop|computer|rechner|while|when|if|that|who|by|von|tag|invoice|room)\s[\"'`]?$|"
    r"(?<!password )(?<!passwort )(?<!pw )\($"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHOUT = re.compile(r"[!?.,;:]{1,9}$")
_SPECIAL = frozenset("!@#$%^&*")
# Words about passwords with a number; what everybody writes where a password shall be shown.
# Where a shell waits for a command: `root@nas02:~#`.
_PROMPT = re.compile(r"\[?[\w.\-]{1,40}@[\w.\-]{1,60}(?::[\w.~/\-]{0,60})?\]?[#$%]")
_SHOWN = re.compile(
    r"(?i)p[a@4][s$5]{2}w[o0]r[dt]\W?\d{0,4}\W?|abc\W?\d{1,4}\W?|qwerty\d{0,4}|admin\W?\d{1,4}\W?"
)
# What is written with letters, digits and signs and is no password: prices, handles, tags, formulas, placeholders.
_OTHER = re.compile(
    r"[#@$%&*].{0,40}|\d{1,12}(?:[.,]\d{1,6})?%?|\w{1,40}[%$]|[A-Z]{1,6}[-_.#]?\d{1,5}[\W\d]{0,8}|"
    r"[a-z]{1,30}\d{0,9}\*{1,9}|\w\S?[#+]{1,2}\d{0,9}|[A-Za-z]{2,30}#\d{1,6}"
)


_TASK = re.compile(r"\btask:\s$")


def sentence_password(value: str, before: str) -> Verdict | None:
    """A word of a sentence about logging in that is surely a password; it ends before the sentence's own signs."""
    inner = value.rstrip(".,;:?)…")
    size = len(inner)
    if size < 7 or hopeless(inner) or PATH.search(inner) or FILE.search(inner) or _HOST.fullmatch(inner):
        return None
    if _PROMPT.fullmatch(inner):
        return None
    if _TASK.search(before):  # of a pipeline, with its version: `task: UseNode@2`
        return None
    bare = _SHOUT.sub("", inner)
    if TECHNICAL.fullmatch(bare) or _SHOWN.fullmatch(inner) or UUID.match(inner) or HEX.match(inner):
        return None
    parts = _JOINED.fullmatch(inner)
    found = _joined(parts, before) if parts is not None else _signed(inner) or _scattered(inner)
    return Verdict(verified=False, end=size) if found else None


def _joined(parts: re.Match[str], before: str) -> bool:
    first, sign, second, number = parts.groups()
    if sign in "*!$%":
        return True
    # "admin@server01" is an account, "Report-Final2024" a file, "Printer-Office02" a machine.
    capitals = first[0].isupper() and second[0].isupper() and first[1:].islower() and second[1:].islower()
    if not capitals or len(number) < 2 or (sign in "-_." and _YEAR.fullmatch(number)):
        return False
    return THINGS.isdisjoint((first.lower(), second.lower())) and _OF.search(before) is None


def _signed(value: str) -> bool:
    return _SIGNED.fullmatch(value) is not None and not TECHNICAL.fullmatch(value.rstrip("!$%#*&"))


def _scattered(value: str) -> bool:
    """Signs that no word has inside, or letters and digits changing as often as chance lets them."""
    if (
        CODE.search(value)
        or _OTHER.fullmatch(value)
        or _ADDRESS.search(value)
        or not any(map(str.isdigit, value))
    ):
        return False
    letters = sum(map(str.isalpha, value))
    inside = _SPECIAL & set(value[1:])
    if inside and letters >= 4 and varied(value) >= 3 and not _HOST.search(value.partition("@")[2]):
        return varied(value) == 4 or len(inside) > 1
    sorts = ["d" if one.isdigit() else "u" if one.isupper() else "l" for one in value if one.isalnum()]
    changes = sum(one != two for one, two in pairwise(sorts))
    runs = sum(one != "d" and two == "d" for one, two in pairwise(sorts))
    return (
        len(value) >= 10
        and varied(value) >= 3
        and runs >= 2
        and 2 * changes >= len(sorts)
        and value.isalnum()
    )


# What addresses are made of.
_ADDRESS = re.compile(r"[/=]|%[0-9A-Fa-f]{2}|&\w")
# "SECRET_1", "Building-7", "db-credentials-v2": names of things with a number.
_NAMED = re.compile(
    r"[A-Z]{1,12}[-_]?\d{1,9}|[A-Z]?[a-z]{1,20}-\d{1,2}|[a-z]{1,20}(?:[-_.][a-z]{1,20}){0,5}[-_.]?v?\d"
)
_SALT = re.compile(r"(?:salt|seed|nonce|iv|label|message|msg|text)\W{0,6}$")


def listed_password(value: str, before: str) -> Verdict | None:
    """A quoted value in a list, a pair or a call that takes passwords: a digit with a capital or a sign, or drawn."""
    if hopeless(value) or PATH.search(value) or FILE.search(value) or _HOST.fullmatch(value):
        return None
    if any(map(str.isspace, value)) or re.search(r"[<>{}()\\]|%[sd]", value) or _SALT.search(before):
        return None
    if not any(map(str.isdigit, value)) or not any(map(str.isalpha, value)):
        return Verdict(verified=False) if drawn(value) else None
    if varied(value) < 3 or TECHNICAL.fullmatch(value) or _NAMED.fullmatch(value):
        return None
    return Verdict(verified=False)


_OF_THINGS = re.compile(
    r"(?:error|zip|country|status|http|exit|return|area|postal|source|product|item|order|color|colour|response|"
    r"discount|promo|voucher|coupon|tracking|booking|dress|bar|qr|gpio|machine|dial(?:l?ing)?|iso|naics|sic|hs|cpt|"
    r"icd|fehler|artikel|rabatt|vorwahl|postleitzahl)[\s_\-]?(?:code|pin|kombination)?[^\n.]{0,12}"
    r"(?:code|pin)\b[^\n.]{0,40}$|(?:error|zip|country|status|http|exit|area|postal|product)\scode\b[^\n.]{0,40}$"
)
_A_CODE = re.compile(r"\b(?:code|pin|geheim|kombin|combin|combo)|(?:code|pin|nummer|zahl)\b")
_OPENED = re.compile(
    r"(?:unlock|open|disarm|switch|turn|type|enter|dial|press|key in|punch|öffne|entsperr|tipp|gib|tape|compose|"
    r"ouvr|déverr|abre|abr|desbloq|marca|digit|apr|sblocc|toets|ontgrendel|otw)"
)
_TRIVIAL = frozenset({"1234", "0000", "1111", "12345", "123456", "12345678"})


def told_code(value: str, before: str) -> Verdict | None:
    """A number that opens a door, a phone or a safe: no year, no row of keys, no code of an error or a thing."""
    bare = value.rstrip("#*")
    if bare in _TRIVIAL or (_YEAR.match(bare) and len(bare) in (4, 8)) or _OF_THINGS.search(before[-80:]):
        return None
    if bare.endswith("000") or not (_A_CODE.search(before[-60:]) or _OPENED.search(before[-80:])):
        return None
    return Verdict(verified=False)
