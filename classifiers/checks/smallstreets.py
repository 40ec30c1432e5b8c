"""Checks of streets that are written in small letters, as people type them into a chat."""

import re

from classifiers.brands import listed
from classifiers.checks.address import is_public
from classifiers.checks.verdict import Verdict
from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.plain import plain

# Where somebody lives, or where somebody or something is to go.
_THERE = compiled(
    r"\b(?:liv(?:e[sd]?|ing)|address|addr|deliver\w*|drop\w*|pick\w*|collect\w*|visit\w*|moved?|i['’]?m at|"
    r"(?:s?he|they)(?:['’]s| is| are) at|"
    r"it['’]?s|round to|over to|come to|meet|home|house|flat|send|post|parcel|"
    r"wohn\w*|adress\w*|anschrift|zieh\w*|zog|bring\w*|liefer\w*|komm\w*|fahr\w*|treff\w*|hol\w*|paket|schick\w*|klingel\w*|bei|"
    r"habit\w*|adresse|domicil\w*|livr\w*|rdv|rendez-vous|chez|viens|venez|passe[rz]?|envoy\w*|retrouve|au|"
    r"viv[eoi]\w*|direcci[oó]n|domicilio|entreg\w*|queda\w*|recog\w*|manda\w*|piso|casa|"
    r"abit\w*|indirizzo|consegn\w*|spedi\w*|pass[ao]\w*|vien[ei]|vediamo|sto|ritir\w*|citofon\w*|"
    r"woon\w*|adres|bezorg\w*|breng\w*|kom|lever\w*|ophalen|haal|stuur|naar|"
    r"mor[ao]\w*|morada|endere[cç]o|envi\w*|vem|busca\w*|"
    r"mieszka\w*|zam|adres\w*|wpad\w*|przy\w*|paczk\w*|dostaw\w*|dostarcz\w*|odbi\w*|odbierz|kurier)\b[^\n]{0,40}$"
)
_SURE = compiled(r"(?:stra(?:ß|ss)e|str\.?|gasse|allee|straat|laan|gracht|singel)$")
_NO_STREET = compiled(
    r"(?:einbahn|bundes|land|landes|sack|milch|seiden|daten|wasser|produktions|fertigungs|takt|montage|verkehrs|zufahrts|"
    r"eck|haupt|neben|winkel|auto|schnell|weg|de|een|die|sub|in|strn?|regi|magi|mini|indu|demon|illu|admini|kon|con|abs)"
    r"(?:stra(?:ß|ss)e|str\.?|gasse|straat|laan)|(?:aan|mee|weg|door|achter|hier|daar|be|in|ver|om|af|uit|voor)"
    r"(?:weg|plein|ring|damm|hof)|[a-z]{1,30}ing|(?:arbeits|park|spiel|stell|sitz|speicher|lösungs|rechen|steck|schul|heim|rad|"
    r"wander|hin|rück|um|aus|feld|liege|lehr|ausbildungs|studien|markt|bahn|flug|bau|hafen|schlaf|stamm|ladungs)(?:weg|platz|hof|ring)"
)
_FILLER = words(
    "de del de la las los el le les des du d l di dei degli delle della dello do da dos das san santa sant são st ste "
    "saint generale general don dom dr prof ks gen jana"
)
_TIMES = compiled(
    r"\s?(?:uhr|h\b|km|m\b|min|€|%|x\b|mal\b|personen|jahre|minuten|stunden|volte|veces|fois|vezes|razy|ore\b)"
)


def compound(value: str, before: str) -> Verdict | None:
    """A street in one word: by its ending, or where somebody is or goes."""
    street = value.split(" ")[0]
    if _NO_STREET.fullmatch(street) or is_public(value):
        return None
    if _SURE.search(street) or _THERE.search(before[-60:]):
        return Verdict(verified=False)
    return None


def named(value: str, before: str) -> Verdict | None:
    """A word for a street, a name and a number: a name of rare words, or any where somebody is or goes."""
    if is_public(value) or _YEAR.search(value):
        return None
    name = (
        re.split(r",? (?=n?[.ºo°]{0,2}\s?\d)", value.partition(" ")[2])[0]
        if value[0].isalpha()
        else _FRENCH.sub("", value)
    )
    told = [word for word in re.split(r"[\s'’]+", name) if word not in _FILLER and not word.isdigit()]
    if not told:
        return None
    rare = [plain(word) not in listed("common.txt") for word in told]
    if any(plain(word) in _NO_NAME for word in told):
        return None
    if all(rare) or _THERE.search(before[-60:]):
        return Verdict(verified=False)
    return None


_YEAR = compiled(r"\s(?:1[5-9]|20)\d\d$")
_FRENCH = compiled(r"^\d{1,4}(?: ?(?:bis|ter))?,? [^\W\d_]+\.? ")
# Words of a sentence, and ways that something is sent.
_NO_NAME = words(
    "con y en para por que hay entre tras sin como a e per in fra tra da mail email e-mail teams zoom slack whatsapp "
    "api http https ssh vpn usb web port app com em mais ou na no z i do w po oraz et avec sur sous dans pour par ou "
    "est numero numéro número number nr la the is and or to with online excel python java inglese inglés ingles"
)


def before_a_wing(value: str, before: str) -> Verdict | None:
    """A street of one rare word ahead of its number ("am bahndamm 9 rückseite"), no day and no month."""
    street = _BEFORE_NUMBER.split(value)[0].split()[-1]
    return None if is_public(value) or plain(street) in listed("common.txt") else Verdict(verified=False)


_BEFORE_NUMBER = compiled(r" (?=\d)")
