"""What stands beside a vendor's name: is it a key of that vendor?

The name says what the value is; these functions ask whether it was drawn at random. Digests, versions, hosts, dates
and words are none.
"""

import re
from itertools import pairwise

from classifiers.checks.letters import drawn
from classifiers.checks.tokens import entropy
from classifiers.checks.values import HEX, PATH, UUID, hopeless, interleaved, is_counted, is_public
from classifiers.checks.verdict import Verdict

_CUE = re.compile(r"secret|token|key|private|access|(?<![a-z])(?:pat|api|auth|client)(?![a-z])")
_DIGEST = re.compile(
    r"_postman_id|\bgit\s|commit|sha\d*|hash|digest|checksum|revision|\brev\b|\bref\b|version|image|integrity|etag|build|tag\b"
)
_NAMED_DIGEST = re.compile(r"(?:sha\d{1,3}|md5)[:\-]")
# The line ahead has an id, too: a table of what else a package needs.
_AMONG_IDS = re.compile(r"= \"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f\-]{22}\"\r?\n\w{1,60} = \"$")
# The rest of an address in a network, or of a picture.
_POST = re.compile(
    r"com/\w{2,40}/status/\d{8,20}|com/[\w.\-/]{1,80}\.(?:jpe?g|png|gif|webp|svg|css|js|html?)"
)
_RUN = re.compile(r"(?i)abcdefgh|bcdefghi|12345678|qrstuvwx")
_QUERY, _QUERY_ENDS = re.compile(r"[\w\-]+=[\w\-]+=?[&;]"), re.compile(r"[&;]")
_WRITTEN = re.compile(
    r"[A-Za-z]+(?:[_\-./:][A-Za-z]+)*[_\-./:]?\d{0,4}|v?\d+(?:[.\-/:_]\d+)+[\w.\-]{0,12}|"
    r"[\w\-]+(?:\.[a-z][a-z0-9\-]{1,20})+(?:[:/].*)?|\d{1,4}[\-/:]\d{1,2}[\-/:T].*|"
    r"[a-z\-]+(?:\d{1,4}[a-z\-]+){0,3}"
)


_IN_HOST = re.compile(r"://[\w.\-]{1,60}\.\Z")  # the value goes on with a host's name


_MUSIC = re.compile(r"(?:track|album|artist|playlist|episode|show|user):[\w:]{1,80}")  # addresses of Spotify


def vendor_value(value: str, before: str) -> Verdict | None:
    """A UUID, hexadecimal, or letters and digits that were drawn at random, not necessarily by a careful
    hand."""
    padded = value.endswith("=") and len(value) % 4 == 0  # base 64
    value = value if padded else value.rstrip(".:!=~") or value
    if (
        hopeless(value)
        or PATH.search(value)
        or "//" in value
        or (_QUERY_ENDS.search(value) and _QUERY.search(value))
        or is_public(value, "")
        or _IN_HOST.search(before)
        or (_MUSIC.fullmatch(value) and before.endswith("spotify:"))
        or _NAMED_DIGEST.match(value)
        or _POST.fullmatch(value)
    ):
        return None
    cue = _CUE.search(before[-45:]) is not None
    return Verdict(verified=False, end=len(value)) if _is_drawn(value, before, cue) else None


def _is_drawn(value: str, before: str, cue: bool) -> bool:
    different = len(set(value.lower()))
    if UUID.fullmatch(value):
        return different >= 7 and not (_DIGEST.search(before[-30:]) or _AMONG_IDS.search(before[-120:]))
    if value.isdigit():
        return cue and 15 <= len(value) <= 80 and different >= 6
    digits = sum(map(str.isdigit, value))
    if HEX.match(value):
        enough = len(value) >= 30 or (cue and len(value) >= 12 and digits > 0)
        return enough and different >= 6 and not _DIGEST.search(before[-40:])
    if _WRITTEN.fullmatch(value) and not (cue and len(value) >= 20 and (drawn(value) or _RUN.search(value))):
        return False
    if value.isalpha():
        jumps = sum(one.islower() != two.islower() for one, two in pairwise(value))
        return len(value) >= 20 and (
            (drawn(value) and jumps >= 5) or (cue and _RUN.search(value) is not None)
        )
    # A drawn key of letters and digits seldom has but one digit; it turns from sort to sort all the more.
    few = digits < (1 if cue and len(value) >= 20 and interleaved(value) else 2)
    if few or len(value) < (10 if cue else 16) or entropy(value) < 3.0:
        return False
    parts = re.split(r"[_\-./:+=]", value)
    longest = max(parts, key=len)
    if len(parts) > 1 and len(longest) < 10 and not (cue and digits >= 6):
        return False
    return sum(map(str.isdigit, longest)) >= 2 or drawn(longest) or interleaved(longest)


_STRONG_CUE = re.compile(
    r"secret|token|private|(?:api|access|auth|client|app|account|service|licen[sc]e)[\s_.\-]?key|"
    r"schlüssel|jeton|clé|clef|"
    r"chiave|llave|klucz|sleutel|chave|nyckel|nøgle|ключ|токен|密钥|令牌|clave"
)


_OF_A_TABLE = re.compile(r"\b(?:foreign|primary|partition|composite|sort|index)\s?key")


def told_token(value: str, before: str) -> Verdict | None:
    """What a sentence or a setting calls a key: a UUID is one only behind a word that no table uses for its rows."""
    near = before[-60:]
    if (
        _DIGEST.search(near)
        or _OF_A_TABLE.search(near)
        or is_public(value, before)
        or is_counted(value)
        or (UUID.match(value) and _STRONG_CUE.search(near) is None)
    ):
        return None
    return vendor_value(value, before)
