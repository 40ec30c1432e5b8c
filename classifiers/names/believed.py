"""Whether what the model tells is believed: by how sure it is, and by what the value looks like.

The model knows what stands around a value better than what a value may look like.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from classifiers.checks.called import is_a_thing
from classifiers.names import lists
from classifiers.names.cues import things
from classifiers.plain import plain

CLAUSES = frozenset({"MEDICAL_CONDITION", "NRP", "CRIMINAL_RECORD", "TRADE_UNION"})
# From which chance on a fact counts, by held-back prompts (files ``held`` of the corpus ``wholes``) and prompts-dev.
_LEAST: Mapping[str, float] = MappingProxyType(
    {"IDENTIFIER": 0.7, "ORGANIZATION": 0.5, "LOCATION": 0.5, "FINANCIAL_AMOUNT": 0.65, "MEDICAL_CONDITION": 0.65,
     "NRP": 0.65, "TRADE_UNION": 0.55, "PROJECT_CODENAME": 0.5, "SECRET": 0.55}
)  # fmt: skip
_LEAST_OF_ALL = 0.6
_SURE = 0.9  # from which chance on a common word alone may tell something
_ALL_BUT_SURE, _SURE_OF_A_WORD = 0.95, 0.75  # that one word in small letters, or with a capital, is a name
_SURE_OF_VALUES = 0.95  # that a count, a day long ago or what something clings to is somebody's
_SURE_OF_A_SENTENCE = 0.97  # that one strange word which is a whole sentence tells anything
_COMMON_SELDOM = CLAUSES | {"SECRET"}  # of which a common word alone is seldom one
_VALUES = frozenset({"IDENTIFIER", "SECRET"})
# A number or a secret is whole: nothing clings to it.
_CLINGS = re.compile(r"[^\W_]|[-_.:/@\\=][^\W_]")
_CLUNG = re.compile(r"[^\W_]\Z|[^\W_][-_.:/@\\=]\Z")
# It is no date of today's, no time, no id that a machine drew, no address, no sum, no mere sign or two.
_DAY, _MONTH, _LATELY = r"(?:[0-2]?\d|3[01])", r"(?:0?\d|1[0-2]|[^\W\d]{3,10}\.?)", r"(?:20[1-9]\d|[1-4]\d)"
_NEVER = re.compile(
    rf"20[1-9]\d[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|{_DAY}[-/. ]{{1,3}}{_MONTH}[-/. ]{{1,3}}{_LATELY}"
    rf"|{_DAY}[-/. ]{{0,3}}[^\W\d]{{3,10}}\.?"
    r"|(?:19|20)\d\d|\d{1,2}:\d\d(?::\d\d)?|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\d{1,6}[.,]\d\d"
    r"|(\d)\1*|\w{1,2}|\d{21,}"
)
_FOREIGN = frozenset(",;=@\\")  # signs that stand in none
# Seldom is it a day long ago, that of a birth, a small number or some capitals.
BIRTH = re.compile(
    rf"(?:19\d\d|200\d)[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|{_DAY}[-/. ]{{1,3}}{_MONTH}[-/. ]{{1,3}}(?:\d{{4}}|\d\d)"
)
_SELDOM = re.compile(
    rf"{BIRTH.pattern}|\d{{1,5}}/(?:19|20)\d\d|\d{{1,2}}[-/.]\d{{1,2}}|[A-Z]{{1,5}}|[A-Z]?-?\d{{1,3}}"
)
_AHEAD = re.compile(r"([^\W\d_]{2,24})(?i:[ .]{1,2}n[or])?[^\w\n]{1,4}\Z")
_NO = ("no", "nr")  # before a number that is told by nothing else
_PARTS = re.compile(r"[^\W\d_][^\W\d_A-Z]*")
_APART = re.compile(r"[-._ ]")
_NUMBER = re.compile(r" ?[:=]? ?\d[\d .-]{5}")
_SENTENCE_AHEAD, _SENTENCE_BEHIND = re.compile(r"[.!?] {1,2}\Z"), re.compile(r"[.!?]?\s{0,2}\Z|[.!?]\s")
_REACH = 30  # characters ahead of a number
# Beginnings of words, in the languages of the model; a random word behind an address is no secret yet.
_OF_SECRETS = re.compile(
    r"pass|pwd|\b(?:pw|ww|mdp|otp|2fa|mfa|pin|pet)|code|\bkod|\bkey|schl[uü]ssel|sleutel|\bclave|klucz|chiav|chave|"
    r"\bcl[eé]\b|secre|geheim|segret|senha|has[lł]|contrase|parol|log[- ]?in|sign[- ]?in|creden|wi-?fi|w-?lan|alarm|"
    r"\bsafe|vault|tresor|kluis|sejf|cofre|cassaforte|coffre|lock|slot\b|gate\b|door|t[uü]r\b|tor\b|deur|drzwi|"
    r"port[ae]\b|puerta|portail|cancello|combi|kombi|securi|sicher|segur|s[eé]curi|sicur|beveil|bezpiecz|maiden|admin|"
    r"\broot\b|zugang|acces|acesso|toegang|dost[eę]p|badge|phrase|recover|backup|kennwort|losen|token|salasana|heslo",
    re.IGNORECASE,
)
_REACH_OF_SECRETS = 120


def is_believed(text: str, start: int, end: int, kind: str, chance: float) -> bool:
    """Whether the model, with a chance of 0 to 1, is right that a part of a text is of this kind of its own."""
    if chance < _LEAST.get(kind, _LEAST_OF_ALL):
        return False
    if kind in _VALUES and not _is_a_value(text, start, end, sure=chance >= _SURE_OF_VALUES):
        return False
    if kind in _COMMON_SELDOM and chance < _SURE and plain(text[start:end]) in lists.words("common.txt"):
        return False
    if chance < _SURE_OF_A_SENTENCE and _is_a_strange_sentence(text, start, end):
        return False
    match kind:
        case "IDENTIFIER":
            return not _is_of_a_thing(text, start, end)
        case "SECRET":
            return _is_a_secret(text, start, end)
        case "PERSON":
            return not _is_no_name(text, start, end, chance)
        case _:
            return True


def _is_a_value(text: str, start: int, end: int, *, sure: bool) -> bool:
    """Whether a number or a secret may be one by its looks."""
    if _NEVER.fullmatch(text, start, end) is not None or not _FOREIGN.isdisjoint(text[start:end]):
        return False
    return sure or (
        _SELDOM.fullmatch(text, start, end) is None
        and _CLINGS.match(text, end) is None
        and _CLUNG.search(text, max(0, start - 2), start) is None
    )


def _is_a_secret(text: str, start: int, end: int) -> bool:
    """Whether a word of secrets stands near a secret, right ahead of a mere word, and all its letters are Latin: of
    others the model knows none."""
    value = text[start:end]
    if value.isalpha():
        near = text[max(0, start - _REACH) : start]
    else:
        near = text[max(0, start - _REACH_OF_SECRETS) : start] + " " + text[end : end + _REACH]
    return _OF_SECRETS.search(near) is not None and all(char < "\u0250" for char in value)


def _is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Whether a number is an order's or another thing's, or common words, perhaps with a digit: "order 6282261",
    "phone1", "team-lead"."""
    ahead = _AHEAD.search(text, max(0, start - _REACH), start)
    if ahead is not None and any(
        is_a_thing(part.lower()) and part.lower() not in _NO for part in _PARTS.findall(ahead[1])
    ):
        return True
    parts = _APART.split(text[start:end].rstrip("0123456789").lower())
    return all(part in lists.words("common.txt") for part in parts)


def _is_no_name(text: str, start: int, end: int, chance: float) -> bool:
    """Whether a person is a letter, or one word that no list knows as a name and that stands right ahead of a number
    ("Kimlik 865...") or of which the model is not sure enough."""
    value = plain(text[start:end])
    if len(value) < 2 or all(one in things.PAIRS for one in value.split(", ")):
        return True
    if value in things.INVENTORS and things.APPARATUS.match(text, end) is not None:
        return True
    if " " in value or value in lists.given():
        return False
    if _NUMBER.match(text, end) is not None:
        return True
    return chance < (_ALL_BUT_SURE if text[start:end].islower() else _SURE_OF_A_WORD)


def _is_a_strange_sentence(text: str, start: int, end: int) -> bool:
    """Whether one word that no list knows is all that stands between the end of a sentence and the next one, or the end
    of the text: that may be anything."""
    return (
        _SENTENCE_BEHIND.match(text, end) is not None
        and text[start:end].isalpha()
        and _SENTENCE_AHEAD.search(text, max(0, start - 4), start) is not None
        and plain(text[start:end]) not in lists.words("common.txt")
        and plain(text[start:end]) not in lists.given()
    )
