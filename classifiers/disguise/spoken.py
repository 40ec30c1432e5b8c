"""Addresses as they are read out: `alice at acme dot com`, `alice, małpa, acme, kropka, pl`, `aliceATacmeDOTcom`.

In English, German, French, Spanish, Italian, Dutch, Portuguese and Polish.
"""

import re
from collections.abc import Iterator

from classifiers.checks.endings import ANY_ENDING
from classifiers.checks.words import phrases, words
from classifiers.compiled import compiled
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_AT = (
    r"at(?:[ -]sign| symbol)?|"
    r"arroba|arobase|arobas|chiocciola|apen?staart(?:je)?|at-?teken|ma[łl]pk?a|klammeraffe|affenschwanz|"
    r"a commerciale|a commercial|ät|aet|kukac|zavin[aá][cč]|snabel-?a|собака|собачка|@|ⓐ"
)
_DOT_WORD = r"dot|punkt|point|punto|ponto|punt|kropka|te[cč]ka|piste|prick|period|точка|d0t"
_DOT = rf"{_DOT_WORD}|\."
_OPEN, _CLOSE = r"[(\[{<*_|«'\"]{1,2}", r"[)\]}>*_|»'\"]{1,2}"
# `#at#`, `~dot~`, ` -at- `, `, małpa, `, `..punkt..`, `_AT_`
_AROUND = r"\s{0,2}[(\[]?[#~+/:=%\-,;.|_*\\]{1,3}\s?"
_BEHIND = r"\s?[#~+/:=%\-,;.|_*\\]{1,3}[)\]]?\s{0,2}"
_SAID_AT = (
    rf"(?:\s{{0,2}}{_OPEN}\s?(?:{_AT}|a|chez|presso|bei)\s?{_CLOSE}\s{{0,2}}|\s{{1,2}}(?:{_AT})\s{{1,2}}|\s?[@ⓐ]\s?"
    rf"|{_AROUND}(?:{_AT}){_BEHIND})"
)
# The longest ahead, because none is tried behind the one that fits.
_SAID_DOT = (
    rf"(?>\s{{0,2}}{_OPEN}\s?(?:{_DOT})\s?{_CLOSE}\s{{0,2}}|{_AROUND}(?:{_DOT_WORD}){_BEHIND}|"
    rf"\s{{1,2}}(?:{_DOT})\s{{1,2}}|\.)"
)
_DASH = (
    r"(?>\s{1,2}(?:dash|hyphen|minus|bindestrich|tiret|gui[oó]n|trattino|streepje|my[śs]lnik|h[ií]fen|underscore|"
    r"unterstrich|underline)\s{1,2})"
)
_PART = r"[a-z0-9][a-z0-9_\-+]{0,40}"
_MAIL = compiled(
    rf"(?i)(?<![\w.@])(?P<local>{_PART}(?:(?:{_SAID_DOT}|{_DASH}){_PART}){{0,4}})(?P<at>{_SAID_AT})"
    rf"(?P<domain>{_PART}(?:(?:{_SAID_DOT}|{_DASH}){_PART}){{0,4}}?{_SAID_DOT}(?:{ANY_ENDING}))(?![\w])"
    rf"(?!\s?(?:{_DOT})\s?[a-z])(?!{_SAID_DOT}(?:{ANY_ENDING})(?![\w]))"
)
_DOT_IN = compiled(rf"(?i){_SAID_DOT}")
_DASH_IN = compiled(rf"(?i){_DASH}")
_UNDERSCORE = compiled(r"(?i)underscore|unterstrich|underline")
_ABOUT_MAIL = compiled(
    r"mail|contact|reach|write|schreib|address|adresse|correo|posta|invite|ask\b|cc\b|ping\b|account|login|user|send|"
    r"forward|kontakt|e-post|écri|escri|scriv|skriv|pisz|schrijf|envo[iy]|envía|mand[aeo]|invia|recipient"
)
# Words before a spoken `at` that are no one's mailbox.
_NOBODY = words(
    "me it us him her them you that this look looking looks find found available is are was were be been "
    "shop sold buy bought here there up out back site website page working works work live now online "
    "starting arrived visit order ordered stay hosted based started worked seen see saw one job working "
    "and or the a an to"
)


class _Spoken:
    id = "spoken"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        edits: list[Edit] = []
        for start, end in _spells_address(glance):
            edits.extend(_addresses(glance, start, end))
        if any(word in glance.text for word in _LOUD):
            edits.extend(_loud(glance.text))
        if edits:
            yield glance.view(edits)


# A sign before what may be the end of another word.
_SAYS_AT = phrases(
    "arroba|arobas|chiocciola|apenstaart|apestaart|małp|klammeraffe|affenschwanz|snabel|malpa|malpka|ⓐ|[chez|"
    "(chez| ät |(ät|[ät| aet |(aet| kukac| zavin|собак| commercial"
)
_SAYS_DOT = (
    " dot ",
    " punkt ",
    " point ",
    " punto ",
    " ponto ",
    " punt ",
    " kropka ",
    " tečka ",
    " tecka ",
    " piste ",
    " prick ",
    " d0t ",
)
_SAYS_DOT_TOO = (" period ", " точка ", "[dot]", "(dot)")
_REACH = 160  # characters around a sign in which an address may stand
_MOST_SIGNS = 5_000
_AT_SIGNS = (
    *(
        "(a)",
        "[a]",
        "( at",
        "[ at",
        "[@",
        "(@",
        "{@",
        "<@",
        "«at",
        "<at",
        "{at",
        "[at",
        "(at",
        "<ät",
        "{ät",
        " at-teken",
        " atteken",
    ),
    *(sign + word + sign for sign in ",;|~#+/:=%*_-.'\"\\" for word in ("at", "ät", "aet")),
    *(f"{sign} {word}{more}{sign}" for sign in ",;|/-" for word in ("at", "ät", "aet") for more in ("", " ")),
)
# `annDOTleeATacmeDOTcom`
_LOUD = (
    "AT",
    "ARROBA",
    "AROBASE",
    "CHIOCCIOLA",
    "APENSTAARTJE",
    "APESTAARTJE",
    "MALPA",
    "MAŁPA",
    "AET",
    "ÄT",
)
_LOUD_DOT = r"DOT|PUNKT|POINT|PUNTO|PONTO|PUNT|KROPKA"
_LOUD_MAIL = compiled(
    rf"(?<=[a-z0-9])(?:{'|'.join(_LOUD)})(?=[a-z0-9])(?P<domain>[a-z0-9\-]{{1,40}}(?:(?:{_LOUD_DOT}|\.)[a-z0-9\-]{{1,40}}){{0,3}}?"
    rf"(?:{_LOUD_DOT}|\.)(?:{ANY_ENDING}))(?![\w])"
)
_LOUD_LOCAL = compiled(rf"[a-z0-9](?:(?:{_LOUD_DOT})?[a-z0-9._\-]){{1,40}}$")
_LOUD_DOTS = compiled(_LOUD_DOT)


def _spells_address(glance: Glance) -> list[tuple[int, int]]:
    """Where a text has what an address that is read out or pulled apart has: a cheap look."""
    text, has = glance.text, glance.literals.has
    signs = [*glance.literals.present(_AT_SIGNS), *glance.literals.present(_SAYS_AT)]
    if "@" in text:
        signs += ["@ ", " @"]
    says_dot = glance.literals.has_any((*_SAYS_DOT, *_SAYS_DOT_TOO))
    if "@" in text and (says_dot or " . " in text):
        signs.append("@")
    if has(" at ") and (says_dot or has("mail")):
        signs.append(" at ")
    if has(" at-sign") or has(" at sign"):
        signs.append(" at")
    return glance.around(signs, _REACH, _MOST_SIGNS) if signs else []


def _addresses(glance: Glance, low: int, high: int) -> Iterator[Edit]:
    for found in _MAIL.finditer(glance.text, low, high):
        local, at, domain = found.group("local", "at", "domain")
        if at == "@" and "." not in (local, domain) and re.fullmatch(r"[\w.+\-]+", local + domain):
            continue  # written as it is
        if "_" in _DOT_IN.sub(".", domain):  # no host has one: "with @THE_SETTING. It is"
            continue
        bare = at.isspace() or (at[0].isspace() and at[-1].isspace() and at.strip().isalpha())
        start = found.start()
        if bare and re.fullmatch(r"[\w.+\-]+", local + domain):
            # `bob.roe at acme.com`: only where mail is spoken of.
            if not _ABOUT_MAIL.search(glance.low, max(0, start - 60), found.end() + 40):
                continue
        elif bare and not re.search(r"[0-9._\-]|\s", local):
            # `bob at acme dot com`: a plain word before a plain `at` is a name only where mail is spoken of. What other
            # languages call the sign is said of nothing else.
            near = glance.low[max(0, start - 60) : start]
            if at.strip() == "at" and (local.lower() in _NOBODY or not _ABOUT_MAIL.search(near)):
                continue
        plain = f"{_joined(local)}@{_joined(domain)}"
        yield Edit(start, found.end(), plain)


def _loud(text: str) -> Iterator[Edit]:
    """Addresses with words in capitals for their signs and no blanks."""
    for at in _LOUD_MAIL.finditer(text):
        local = _LOUD_LOCAL.search(text[max(0, at.start() - 60) : at.start()])
        if local is not None:
            plain = f"{local[0]}@{at['domain']}"
            yield Edit(at.start() - len(local[0]), at.end(), _LOUD_DOTS.sub(".", plain))


def _joined(part: str) -> str:
    part = _DASH_IN.sub(lambda dash: "_" if _UNDERSCORE.search(dash.group()) else "-", part)
    return _DOT_IN.sub(".", part)


DISGUISE = _Spoken()
