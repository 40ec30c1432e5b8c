"""Values as they are read out: `alice at acme dot com`, `four one one one`, `Alfa Kilo India Alfa`.

In English, German, French, Spanish, Italian, Dutch, Portuguese and Polish; numbers up to ninety-nine, since telephone
numbers are read in pairs.
"""

import itertools
import re
from collections.abc import Iterator
from itertools import repeat

from classifiers.checks.endings import ANY_ENDING
from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.disguise.glance import Glance
from classifiers.disguise.numerals import DOUBLE, FILLERS, NATO, NUMERALS
from classifiers.disguise.view import Edit, View

LEAST_DIGITS = 6
LEAST_LETTERS = 5
_HUNDREDS = "#"  # stands behind a digit that "hundred" follows
_SPELLS = {word + sign: 1 for word in (*NUMERALS, *NATO) for sign in ("", ",", ".", ";")}
_SPELLS |= {str(digit): 2 for digit in range(10)}
_THREE, _IN_TURN = b"\1\1\1", b"\1\2\1\2\1\2"  # such words in a row; taking turns with digits
_HYPHENED = compiled(r"-[a-z]{2,8}-[a-z]{2,8}-[a-z]{2,8}-[a-z]{2,8}-[a-z]{2,8}-")
_WORD = compiled(r"[^\W_]++(?:-[^\W\d_]++)*+")
# What may stand between two words of a number that is read out.
_BETWEEN = compiled(r"[\s,.;:\-\u2013\u2014/|\u2026]{1,6}")

_AT = (
    r"at(?:[ -]sign| symbol)?|"
    r"arroba|arobase|arobas|chiocciola|apen?staart(?:je)?|at-?teken|ma[łl]pa|klammeraffe|affenschwanz|"
    r"a commerciale|a commercial|ät|aet|kukac|zavin[aá][cč]|snabel-?a|собака|собачка|@|ⓐ"
)
_DOT = r"dot|punkt|point|punto|ponto|punt|kropka|te[cč]ka|piste|prick|period|точка|d0t|\."
_OPEN, _CLOSE = r"[(\[{<*_|«'\"]{1,2}", r"[)\]}>*_|»'\"]{1,2}"
_AROUND = r"\s{0,2}[(\[]?[#~+/:=%\-]{1,2}"  # `#at#`, `~dot~`, ` -at- `
_BEHIND = r"[#~+/:=%\-]{1,2}[)\]]?\s{0,2}"
_SAID_AT = (
    rf"(?:\s{{0,2}}{_OPEN}\s?(?:{_AT}|a)\s?{_CLOSE}\s{{0,2}}|\s{{1,2}}(?:{_AT})\s{{1,2}}|\s?@\s?|-at-|_at_"
    rf"|{_AROUND}at{_BEHIND})"
)
_SAID_DOT = (
    rf"(?:\s{{0,2}}{_OPEN}\s?(?:{_DOT})\s?{_CLOSE}\s{{0,2}}|\s{{1,2}}(?:{_DOT})\s{{1,2}}|\.|\s\.\s|-dot-|_dot_"
    rf"|{_AROUND}dot{_BEHIND})"
)
_DASH = (
    r"(?:\s{1,2}(?:dash|hyphen|minus|bindestrich|tiret|gui[oó]n|trattino|streepje|my[śs]lnik|h[ií]fen|underscore|"
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
        spelled = bytes(map(_SPELLS.get, glance.words, repeat(0)))
        if _THREE in spelled or _IN_TURN in spelled or _HYPHENED.search(glance.low):
            edits.extend(_numbers(glance.low))
        for start, end in _spells_address(glance):
            edits.extend(_addresses(glance, start, end))
        if edits:
            yield glance.view(edits)


# A sign before what may be the end of another word.
_SAYS_AT = (
    *(
        "arroba",
        "arobas",
        "chiocciola",
        "apenstaart",
        "apestaart",
        "małpa",
        "klammeraffe",
        "affenschwanz",
        "snabel",
    ),
    *(" malpa", "(malpa", " ät ", "(ät", "[ät", " aet ", "(aet", " kukac", " zavin", "собак", " commercial"),
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
_AT_SIGNS = ("(a)", "[a]", "(at", "[at", "{at", "<at", "_at_", "-at-", "*at*", "( at", "[ at", "[@", "(@",
    "«at", "~at~", "#at#", "+at+", "/at/", ":at:", "=at=", "%at%", " at-teken", " atteken",
)  # fmt: skip


def _spells_address(glance: Glance) -> list[tuple[int, int]]:
    """Where a text has what an address that is read out or pulled apart has: a cheap look."""
    text, has = glance.text, glance.literals.has
    signs = [sign for sign in (*_AT_SIGNS, *_SAYS_AT) if has(sign)]
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


def _joined(part: str) -> str:
    part = _DASH_IN.sub(lambda dash: "_" if _UNDERSCORE.search(dash.group()) else "-", part)
    return _DOT_IN.sub(".", part)


def _numbers(low: str) -> Iterator[Edit]:
    """Runs of numerals and letters of the spelling alphabet, with what may stand between them."""
    run: list[tuple[int, int, str]] = []
    last = lead = 0
    times = 1
    for word in _WORD.finditer(low):
        shown = word.group()
        plain = NUMERALS.get(shown)
        if plain is None:
            plain = NATO.get(shown)
        if (
            plain is None
            and run
            and shown not in FILLERS
            and len(shown) <= 4
            and shown.isalnum()
            and shown.isascii()
            and (shown.isdigit() or len(shown) == 1)
        ):
            plain = shown
        if plain is None and "-" in shown:
            parts = [NUMERALS.get(part) or NATO.get(part) for part in shown.split("-")]
            if all(parts):
                plain = "".join(part for part in parts if part)
        if shown == "hundred" and run and len(run[-1][2]) == 1 and run[-1][2].isdigit():
            run[-1] = (run[-1][0], word.end(), f"{run[-1][2]}{_HUNDREDS}")
            last = word.end()
            continue
        joins = not run or (word.start() - last <= 6 and _BETWEEN.fullmatch(low, last, word.start()))
        if plain is not None and joins:
            run.append((word.start() if run or times == 1 else lead, word.end(), plain * times))
            last, times = word.end(), 1
        elif plain is None and shown == "plus":
            yield from _told(run)
            run, times, last = [(word.start(), word.end(), "+")], 1, word.end()
        elif joins and run and shown in DOUBLE:
            times, last = DOUBLE[shown], word.end()
        elif joins and run and shown in FILLERS:
            last = word.end()
        else:
            yield from _told(run)
            run, times = ([(word.start(), word.end(), plain)] if plain is not None else []), 1
            lead = word.start()
            if not run and shown in DOUBLE:
                times = DOUBLE[shown]
            last = word.end()
    yield from _told(run)


def _told(run: list[tuple[int, int, str]]) -> Iterator[Edit]:
    """A run as one value: enough digits that do not only count, or enough letters."""
    while run and len(run[-1][2]) == 1 and run[-1][2].isalpha() and run[-1][1] - run[-1][0] == 1:
        run = run[:-1]
    if not run:
        return
    plain = _glued([piece for _, _, piece in run])
    digits = [piece for _, _, piece in run if piece.isdigit()]
    letters = len(run) - len(digits)
    counting = len(digits) >= 3 and all(
        int(after) - int(before) in (1, -1) for before, after in itertools.pairwise(digits)
    )
    if (len(plain) >= LEAST_DIGITS and not counting and digits) or letters >= LEAST_LETTERS:
        yield Edit(run[0][0], run[-1][1], _grouped(plain.upper()))


def _grouped(plain: str) -> str:
    """A number that is read out as people would write it, by its length: social security, telephone."""
    if not plain.isdigit():
        return plain
    if len(plain) == 9:
        return f"{plain[:3]}-{plain[3:5]}-{plain[5:]}"
    if len(plain) == 10 and plain[0] not in "01":
        return f"{plain[:3]}-{plain[3:6]}-{plain[6:]}"
    if len(plain) == 10 and plain[0] == "0" and plain[1] != "0":
        return " ".join(plain[at : at + 2] for at in range(0, 10, 2))
    return plain


def _glued(pieces: list[str]) -> str:
    """Tens and ones that are read apart (`twenty eight`) become one number of two digits."""
    glued: list[str] = []
    for piece in pieces:
        tens = glued and len(glued[-1]) == 2 and glued[-1][1] == "0" and glued[-1][0] not in "01"
        if tens and len(piece) == 1 and piece.isdigit() and piece != "0":
            glued[-1] = glued[-1][0] + piece
        else:
            glued.append(piece)
    whole: list[str] = []
    for piece in glued:
        below = len(piece) < 3 and piece.isdigit() and piece[0] != "0"
        if whole and whole[-1][1:] == _HUNDREDS:
            whole[-1] = whole[-1][0] + (piece.zfill(2) if below else "00")
            if below:
                continue
        whole.append(piece)
    return "".join(whole).replace(_HUNDREDS, "00")


DISGUISE = _Spoken()
