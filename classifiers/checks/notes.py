"""Secrets that people note for each other: a wireless network's key, a password for now, an account's two words."""

import re

from classifiers.checks.keys import drawn_token
from classifiers.checks.letters import drawn
from classifiers.checks.prose import FILE, strong_password
from classifiers.checks.told import wifi_password
from classifiers.checks.values import CODE, HEX, PATH, UUID, hopeless, interleaved, varied
from classifiers.checks.verdict import SHAPE, Verdict

_KEY_WORD = re.compile(
    r"code|c[oó]dig|codice|key|cl[eé]f?\b|schlüssel|clave|chiave|sleutel|chave|klucz|kod\b|pass|pw|kennwort|parol|psk"
)
# Three drawn words with hyphens; "state-of-the-art" has short ones.
_WORDS = re.compile(r"[a-z]{5,14}(?:-[a-z]{5,14}){2,5}")
# "WPA3-Personal", "Qi2.1-compatible", "802.11ax": names of standards.
STANDARD = re.compile(
    r"[A-Za-z]{0,12}\d[\d.]{0,7}(?:-[A-Za-z]{2,20}){1,3}\Z|802\.|(?i:wpa|wep|wps|lte|ipv|tls)\W?\d"
)
_IDIOM = re.compile(
    r"(?:^|-)(?:after|being|could|every|first|never|other|their|there|these|thing|under|where|which)(?:-|$)"
)
_SIGN = re.compile(r"\w[!#$%&*+?@^~]\w")


def network_key(value: str, before: str) -> Verdict | None:
    """What a sentence gives as the key of a wireless network; without a word for "key" it may be the network's name."""
    inner = value.rstrip(".,;:!?)")
    if _WORDS.fullmatch(inner) and not _IDIOM.search(inner):
        return Verdict(verified=False, end=len(inner))
    if STANDARD.match(inner):
        return None
    found = wifi_password(value, before)
    return found if found is None or _KEY_WORD.search(before[-90:]) else strong_password(value, before)


def account_pair(value: str, before: str) -> Verdict | None:
    """The second word behind "the credentials are": a sign inside, or what is a password in any sentence."""
    inner = value.rstrip(".,;:!?)")
    if hopeless(inner) or PATH.search(inner) or CODE.search(inner) or FILE.search(inner) or "/" in inner:
        return None
    if len(inner) >= 8 and varied(inner) >= 3 and _SIGN.search(inner) and "@" not in inner:
        return Verdict(verified=False, end=len(inner))
    # "login is Google and Microsoft365": an "and" wants more than a word with a number.
    slashed = before.rstrip(" \"'`").endswith("/")
    return strong_password(value, before) if slashed or interleaved(inner) else None


def account_word(value: str, before: str) -> Verdict | None:
    """The word behind a system's account: letters and digits in turn, or words with a hyphen and a number; no file."""
    inner = value.rstrip(".,;:!?)")
    if hopeless(inner) or PATH.search(inner) or CODE.search(inner) or FILE.search(inner) or "@" in inner:
        return None
    if not (interleaved(inner) or _WORDS_AND_NUMBER.fullmatch(inner)):
        return None
    return Verdict(verified=False, end=len(inner))


_WORDS_AND_NUMBER = re.compile(r"[a-z]{3,12}-[a-z]{3,12}-?\d{2,4}", re.I)


def account_line(value: str, before: str) -> Verdict | None:
    """The line below an account's name: a password by itself, with a sign or drawn; "Type2String" is code."""
    if FILE.search(value) or not (interleaved(value) or any(sign in value for sign in "!#$%&*+?@^~")):
        return None
    return SHAPE if strong_password(value, before) is not None else None


def app_password(value: str, before: str) -> Verdict | None:
    """Four groups of four letters that no language writes."""
    return SHAPE if drawn(value) else None


def security_answer(value: str, before: str) -> Verdict | None:
    """The answer to a security question: a name or a short phrase, no instruction."""
    inner = value.rstrip(" .,;:!?)")
    return None if hopeless(inner) or _INSTRUCTION.search(inner) else Verdict(verified=False, end=len(inner))


_INSTRUCTION = re.compile(
    r"(?i)\b(?:must|should|is|are|not|your|the|to|for|please|muss|darf|nicht|ist|doit|est|debe|deve|moet|required|"
    r"optional|missing|wrong|correct|incorrect|invalid|yes|no|n/?a|see|case)\b"
)


def token_ahead(value: str, before: str) -> Verdict | None:
    """A drawn value in front of the word that calls it a token; a digest there is the key of a cache."""
    if HEX.match(value) or UUID.match(value) or FILE.search(value):
        return None
    return drawn_token(value, before)


def constant_key(value: str, before: str) -> Verdict | None:
    """The value of a constant that is called a key or a salt: of three sorts, and no sentence."""
    mixed = varied(value) >= 3 and sum(map(str.isdigit, value)) >= 3
    return SHAPE if mixed and not hopeless(value) and value.count(" ") <= 6 else None


def unseal_key(value: str, before: str) -> Verdict | None:
    """A share of a vault's key: 33 bytes drawn, in base 64 or hex."""
    return SHAPE if len(set(value)) >= 12 and not hopeless(value) else None
