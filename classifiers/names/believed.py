"""Whether what the model tells is believed: by how sure it is, and by what the value looks like.

The model knows what stands around a value better than what a value may look like.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from classifiers.brands import listed
from classifiers.checks.called import is_a_thing
from classifiers.checks.words import words
from classifiers.names import lists
from classifiers.names.cues import things
from classifiers.names.wordings import DAYS
from classifiers.plain import plain

CLAUSES = frozenset({"MEDICAL_CONDITION", "NRP", "CRIMINAL_RECORD", "TRADE_UNION"})
# From which chance on a fact counts, by held-back prompts (files ``held`` of the corpus ``wholes``) and prompts-dev.
_LEAST: Mapping[str, float] = MappingProxyType(
    {"IDENTIFIER": 0.7, "ORGANIZATION": 0.5, "LOCATION": 0.5, "FINANCIAL_AMOUNT": 0.65, "MEDICAL_CONDITION": 0.65,
     "TRADE_UNION": 0.55, "PROJECT_CODENAME": 0.5, "SECRET": 0.55}
)  # fmt: skip
_LEAST_OF_ALL = 0.6
_SURE = 0.9  # from which chance on a common word alone may tell something
_ALL_BUT_SURE, _SURE_OF_A_WORD = 0.95, 0.75  # that one word in small letters, or with a capital, is a name
_SURE_OF_VALUES = 0.95  # that a count, a day long ago or what something clings to is somebody's
_SURE_OF_A_FEW, _SURE_OF_A_COUNT = (
    0.8,
    0.98,
)  # that a number of few digits, or with a word behind it, is a sum
_SURE_OF_A_SENTENCE = 0.97  # that one strange word which is a whole sentence tells anything
_COMMON_SELDOM = CLAUSES | {"SECRET"}  # of which a common word alone is seldom one
_VALUES = frozenset({"IDENTIFIER", "SECRET"})
# A number or a secret is whole: nothing clings to it.
_CLINGS = re.compile(r"[^\W_]|[-_.:/@\\=][^\W_]")
_CLUNG = re.compile(r"[^\W_]\Z|[^\W_][-_.:/@\\=]\Z")
# It is no date of today's, no time, no id that a machine drew, no address, no sum, no mere sign or two.
_DAY, _MONTH, _LATELY = r"(?:[0-2]?\d|3[01])", r"(?:0?\d|1[0-2]|[^\W\d]{3,10}\.?)", r"(?:20[1-9]\d|[1-4]\d)"
_OCTET = r"(?:1?\d?\d|2[0-4]\d|25[0-5])"
_NEVER = re.compile(
    rf"20[1-9]\d[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|{_DAY}[-/. ]{{1,3}}{_MONTH}[-/. ]{{1,3}}{_LATELY}"
    rf"|{_DAY}[-/. ]{{0,3}}[^\W\d]{{3,10}}\.?"
    r"|(?:19|20)\d\d|\d{1,2}:\d\d(?::\d\d)?|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\d{1,6}[.,]\d\d"
    r"|(\d)\1*|\w{1,2}|\d{21,}|\d{1,2}/\d{1,2}/20[1-9]\d|-?\d*\.\d{3,}|\d+[.,]\d+ ?[-–] ?\d+[.,]\d+"
    # Accounts by their check digits and addresses of machines by their ranges are known to detectors of their own.
    r"|[A-Z]{2}\d\d(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?"
    rf"|\d(?:\.\d+){{4,}}|(?:{_OCTET}\.){{3}}{_OCTET}"
)
_FOREIGN = frozenset(",;=@\\()[]{}<>")  # signs that stand in none
# Seldom is it a day long ago, that of a birth, a small number or some capitals.
BIRTH = re.compile(
    rf"(?:19\d\d|200\d)[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|{_DAY}[-/. ]{{1,3}}{_MONTH}[-/. ]{{1,3}}(?:\d{{4}}|\d\d)"
)
_SELDOM = re.compile(
    rf"{BIRTH.pattern}|\d{{1,5}}/(?:19|20)\d\d|\d{{1,2}}[-/.]\d{{1,2}}|[A-Z]{{1,5}}|[A-Z]?-?\d{{1,3}}"
)
_AHEAD = re.compile(
    r"(?:([^\W\d_]{2,24})(?i:[ .]{1,2}n[or]|[ -]number|[ -]nummer)?"
    r"|(?i:n[úuo]m[eé]ro|number) (?:of |d[eio']l? ?)?([^\W\d_]{2,24}))[^\w\n]{1,4}\Z"
)
_NO = ("no", "nr", "number", "nummer")  # before a number that is told by nothing else
_NUMBER_OF = re.compile("(?:s|en)?(?:nummer|nr)")
# A number in a sum, in a call or with a unit: "n = 48291", "scale(1.08)", "4829173604 bytes".
_IN_A_SUM = re.compile(r"(?:(?<![^\W_])[A-Za-z]{1,2} ?[=<>≈~]|[^\W_]\(|(?<![\w\"'/-])[<>≈±]) ?\Z")
_WORD_BEHIND = re.compile(r"[ \u00a0]([^\W\d_]{4,})")
_UNIT = re.compile(r"[ \u00a0]?([^\W\d_]{1,12}|°|%)")
_UNITS = words(
    "bytes bits kb mb gb tb px pt em dpi fps rpm hz khz mhz ghz w kw mw kwh v mv ma ohm nm kj cal kcal hpa psi kg mg "
    "lb lbs oz ml km cm mm mi ft yd metres meters meter mètres metros metri metrów litres liter ms ns sec secs seconds "
    "sekunden secondes min mins minutes minuten hrs hours stunden heures days tage jours rows lines words tokens pages "
    "seiten items pieces pcs stück copies users visitors spectators zuschauer seats sitzplätze inhabitants einwohner "
    "habitants steps reps cores threads times mal fois veces volte keer razy"
)
_MONTHS_TOO = frozenset(("april", "may", "june", "august"))  # which are first names
_PARTS = re.compile(r"[^\W\d_][^\W\d_A-Z]*")
_APART = re.compile(r"[-._ ]")
_NUMBER = re.compile(r" ?[:=]? ?\d[\d .-]{5}")
_SENTENCE_AHEAD, _SENTENCE_BEHIND = re.compile(r"[.!?] {1,2}\Z"), re.compile(r"[.!?]?\s{0,2}\Z|[.!?]\s")
# Two words run into one, as in programs and where a line end was lost: "getPlease".
_GLUED = re.compile(r"[^\W\d_A-Z]{3,}([A-Z][^\W\d_A-Z]+)")
_FROM = re.compile(r"\b(?:from|aus|nach|uit) \Z")
# Into what language something is to be put: no origin.
_OF_TRANSLATION = re.compile(
    r"\b(?:translat|übersetz|tradu[cisz]|vertaal|(?:prze)?tłumacz)\w{0,8}\b[^.!?\n]{0,50}", re.IGNORECASE
)
_REACH_OF_TRANSLATION = 50
_REACH = 30  # characters ahead of a number
_BARE, _FINE, _FEW = re.compile(r"[\d.,'’ ]{1,40}"), re.compile(r"[.,]\d{4}"), 3
# Beginnings of words, in the languages of the model; a random word behind an address is no secret yet.
_OF_SECRETS = re.compile(
    r"pass(?![etia])|passe\b|wachtw|pwd|\b(?:pw|ww|mdp|otp|2fa|mfa|pin|pet)|code|\bkod|\bkey|schl[uü]ssel|sleutel|\bclave|klucz|chiav|chave|"
    r"\bcl[eé]\b|secre|geheim|segret|senha|has[lł]|contrase|parol|log[- ]?in|sign[- ]?in|creden|wi-?fi|w-?lan|alarm|"
    r"\bsafe|vault|tresor|kluis|sejf|cofre|cassaforte|coffre|lock|slot\b|gate\b|door|t[uü]r\b|tor\b|deur|drzwi|"
    r"port[ae]\b|puerta|portail|cancello|combi|kombi|securi|sicher|segur|s[eé]curi|sicur|beveil|bezpiecz|maiden|admin|"
    r"\broot\b|zugang|acces|acesso|toegang|dost[eę]p|badge|phrase|recover|backup|kennwort|losen|token|salasana|heslo",
    re.IGNORECASE,
)
_REACH_OF_SECRETS = 120
_OF_LOGINS = re.compile(
    r"user|log[- ]?[io]n|sign[- ]?[io]n|acc(?:oun|t\b)|handle|nick|alias|profile?\b|\bid\b|ssh|sudo|\bpass|"
    r"slack|discord|github|gitlab|telegram|insta|skype|kennung|nutzer|konto|anmeld|identifiant|utilisat|compte|"
    r"usuari|cuenta|utent|gebruik|inlog|utiliz|conta\b|u[zż]ytkown",
    re.IGNORECASE,
)
_REACH_OF_LOGINS = 60


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
    glued = _GLUED.fullmatch(text, start, end)
    if glued is not None and plain(glued[1]) in lists.words("common.txt"):
        return False
    match kind:
        case "IDENTIFIER":
            return not (
                _is_of_a_thing(text, start, end)
                or _is_of_a_sum(text, start, end)
                or _is_a_mere_word(text, start, end)
            )
        case "FINANCIAL_AMOUNT":
            return not _is_a_mere_number(text, start, end, chance)
        case "SECRET":
            return _is_a_secret(text, start, end)
        case "NRP":
            return _OF_TRANSLATION.search(text, max(0, start - _REACH_OF_TRANSLATION), end) is None
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
    if ahead is not None:
        word = ahead[1] or ahead[2]
        named = (word, _NUMBER_OF.sub("", word), *_PARTS.findall(word))
        if any(is_a_thing(one.lower()) and one.lower() not in _NO for one in named):
            return True
    parts = _APART.split(text[start:end].rstrip("0123456789").lower())
    return all(part in lists.words("common.txt") for part in parts)


def _is_a_mere_word(text: str, start: int, end: int) -> bool:
    """Whether what should be somebody's login is a word, and none of logins stands near it."""
    if not text[start:end].isalpha():
        return False
    return (
        _OF_LOGINS.search(text[max(0, start - _REACH_OF_LOGINS) : start] + " " + text[end : end + _REACH])
        is None
    )


def _is_of_a_sum(text: str, start: int, end: int) -> bool:
    """Whether a number stands in a sum or a call, or has a unit behind it."""
    unit = _UNIT.match(text, end)
    return _IN_A_SUM.search(text, max(0, start - 5), start) is not None or (
        unit is not None and (unit[1] in ("°", "%") or unit[1].lower() in _UNITS)
    )


def _is_a_mere_number(text: str, start: int, end: int, chance: float) -> bool:
    """Whether what should be a sum is a number without a currency, and something speaks against it."""
    if _BARE.fullmatch(text, start, end) is None:
        return False
    digits = sum(map(str.isdigit, text[start:end]))
    return (
        _is_of_a_sum(text, start, end)
        or _FINE.search(text, start, end) is not None
        or (
            digits <= _FEW
            and (chance < _SURE_OF_A_FEW or (chance < _SURE_OF_A_COUNT and _is_counted(text, end)))
        )
    )


def _is_counted(text: str, end: int) -> bool:
    """Whether a word behind a number is what it counts, by its plural or its capital: "600 roses", "140 Stühle"."""
    word = _WORD_BEHIND.match(text, end)
    if word is None or plain(word[1]) in listed("small.txt"):
        return False
    return word[1].endswith("s") or word[1][0].isupper()


def _is_no_name(text: str, start: int, end: int, chance: float) -> bool:
    """Whether a person is a letter, or one word that no list knows as a name and that stands right ahead of a number
    ("Kimlik 865...") or of which the model is not sure enough, the less where it may be a place ("aus Rom")."""
    value = plain(text[start:end])
    if len(value) < 2 or all(one in things.PAIRS for one in value.split(", ")):
        return True
    if value in things.INVENTORS and things.APPARATUS.match(text, end) is not None:
        return True
    if value in DAYS or value in _MONTHS_TOO:
        return chance < _ALL_BUT_SURE
    if " " in value or value in lists.given():
        return False
    if _NUMBER.match(text, end) is not None:
        return True
    doubted = text[start:end].islower() or _FROM.search(text, max(0, start - 6), start) is not None
    return chance < (_ALL_BUT_SURE if doubted else _SURE_OF_A_WORD)


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
