"""Checks of postcodes: of Royal Mail's areas, with their town, or called one."""

import re

from classifiers.checks.address import AUTHORITY
from classifiers.checks.verdict import Verdict
from classifiers.checks.words import words


def postcode(value: str, before: str) -> Verdict | None:
    """A British postcode, where an authority is not its owner; alone it wants letters that towns have."""
    if AUTHORITY.search(before[-90:]):
        return None
    area = re.match(r"[A-Z]+", value)
    return Verdict(verified=False) if area is not None and area[0] in _AREAS else None


# Postcode areas of Royal Mail.
_AREAS = words(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH "
    "EN EX FK FY G GL GU "
    "GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN "
    "NP NR NW OL OX PA PE "
    "PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC "
    "WD WF WN WR WS WV "
    "YO ZE"
)
_MONTHS = re.compile(
    r"\d{4} (?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec|dic|ene|gen|mag|giu|lug|"
    r"ago|set|ott|janv|févr|avr|juin|août|stycz)",
    re.I,
)


def postcode_city(value: str, before: str) -> Verdict | None:
    """A postcode with its town; a year with its month is none."""
    return None if _MONTHS.match(value) or re.match(r"(?:19|20)\d\d\s", value) else Verdict(verified=False)


_CODE_SAID = re.compile(
    r"(?:\bzip(?:[ \-]?code)?|post[ \-]?code|postal code|pin ?code|\bplz|postleitzahl|code postal|código postal|"
    r"\bcep|eircode|kod pocztowy)\s?(?:is|ist|es|est|è|é|jest|:)?\s{1,2}$"
)


# In a sentence: somebody's, or behind a mark as in a form; else the talk is of an area.
_TALK = re.compile(
    r"(?:[^\W\d_]|\d) (?:zip(?:[ \-]?codes?)?|post[ \-]?codes?|postal codes?|pin ?codes?|plz|postleitzahl(?:en)?|"
    r"code postal|código postal|codice postale|cap|cep|eircode|kod pocztowy)(?: (?:is|ist|es|est|è|é|jest))?\s{1,2}$"
)
_SOMEBODYS = re.compile(
    r"\b(?:my|his|her|our|their|your|the (?:customer|client|patient|tenant|caller|owner|sender)['’]?s?|mein|dein|sein|"
    r"ihr|unser|euer|mon|ton|son|notre|votre|leur|mi|tu|su|mio|tuo|suo|il mio|meu|seu|mijn|zijn|haar|uw|mój|jego|jej|"
    r"lives?|living|resid\w+|moved|address|wohn\w*|adress\w*|habite|domicili\w*|vive|abita|woont|mora|mieszka)\b[^.!?\n]{0,40}$"
)


def _is_talk(before: str) -> bool:
    """Whether a postcode is spoken of as that of an area: "which town has postcode 80331"."""
    talk = _TALK.search(before[-40:])
    return talk is not None and _SOMEBODYS.search(before[-90:]) is None


def said_code(value: str, before: str) -> Verdict | None:
    """A postcode behind its name, where it is somebody's."""
    return None if _is_talk(before) else Verdict(verified=False)


def any_code(value: str, before: str) -> Verdict | None:
    """What may be a postcode: one where it is called so, else a weak hit for those who see what stands ahead."""
    said = _CODE_SAID.search(before) is not None and not _is_talk(before)
    return Verdict(verified=False, score=76.0 if said else 50.0)
