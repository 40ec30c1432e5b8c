"""Values backwards, upside down, or with each letter moved by thirteen, where the text says so or they show it."""

import codecs
import re
from collections.abc import Iterator

from classifiers.checks.payment import iban
from classifiers.checks.words import phrases
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View
from classifiers.openings import matches_at, places

_BACKWARDS = (
    "backward", "revers", "mirror", "right to left", "right-to-left", "back to front", "back-to-front",
    "[::-1]", "[-1..-", "strrev", "| rev",
    "rückwärts", "umgekehrt", "gespiegelt",
    "l'envers", "l’envers", "inversé", "al revés", "invertid", "invertit", "gespiegeld",
    "al contrario", "rovesci", "achterstevoren", "omgekeerd",
    "ao contrário", "de trás", "od tyłu", "wspak", "odwróc", "odwrotn", "andersherum", "von hinten",
    "rechts nach links",
    "droite à gauche", "ordre inverse", "partant de la fin", "derecha a izquierda", "orden inverso", "atrás para",
    "destra a sinistra", "ordine inverso", "al rovescio", "dalla fine", "rechts naar links", "achter naar voren",
    "direita para a esquerda", "ordem inversa", "do fim para", "od prawej do lewej", "od końca", "flip th",
    "倒过来", "倒着", "反过来", "反转",
)  # fmt: skip
_ENDINGS = phrases("moc.|gro.|ten.|oi.|ed.|rf.|ku.oc.|ti.|se.|ln.|lp.|ue.|sn.|ei.|hc.|ta.")
_MAIL = re.compile(
    rf"(?<![\w.@])(?:{'|'.join(map(re.escape, _ENDINGS))})"
    r"[\w\-]{2,40}(?:\.[\w\-]{1,30}){0,2}@[\w.\-]{1,40}(?![\w@])"
)
_WORD = re.compile(
    r"(?<![\w.@])(?:[0-9A-Z]{1,4} ){3,9}\d{0,2}[A-Z]{2}(?![\w.@])"
    r"|(?<![\w.@])[\d()][\d \-()]{6,40}[\d()+](?![\w.@+])"
    r"|(?=[\w.+@\-]{0,80}[\d@_])[\w][\w.+@\-!#$%&*?=/]{4,100}[\w]"
)
_ROTATED = re.compile(
    r"(?<![\w.@])[\w.\-]{1,40}@[\w\-]{2,40}\.(?:[\w\-]{2,30}\.)?(?:pbz|bet|arg|vb|qr|se|vg|rf|ay|cy|rh|pb\.hx|vasb|vr|pu|ng)(?![\w.])"
)


_ANY_WORD = re.compile(r"[A-Za-z0-9][\w.+@\-!#$%&*?=/]{0,100}")
_ROTATED_WORDS = ("cnffjbeq", "frperg")  # password, secret
# How keys of vendors begin, moved by thirteen.
_ROTATED_HEADS = tuple(
    codecs.encode(head, "rot13")
    for head in (
        *(
            "AKIA",
            "ASIA",
            "ghp_",
            "gho_",
            "ghs_",
            "github_pat_",
            "glpat-",
            "xoxb-",
            "xoxp-",
            "sk_live_",
            "rk_live_",
        ),
        *("sk-proj-", "sk-ant-", "AIzaSy", "hvs.", "npm_"),
    )
)
_LOW_HEADS = tuple(map(str.lower, _ROTATED_HEADS))
_ROTATED_KEY = re.compile(
    rf"(?<![A-Za-z0-9_\-])(?:{'|'.join(map(re.escape, _ROTATED_HEADS))})[A-Za-z0-9_\-]{{16,200}}"
)
_ROTATED_ACCOUNT = re.compile(
    r"[A-Z](?<![A-Za-z0-9].)[A-Z]\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
)
_LEAST_DIGITS = 12
_HINTS = (
    "rot13",
    "rot 13",
    "rot-13",
    "rot_13",
    "caesar cipher",
    "caesar-",
    "caesar code",
    "caesar shift",
    "13 letters",
    "13 places",
    "13 buchstaben",
)
# What a sign of direction makes the reader see backwards, to the sign that ends it or the end of the line.
_OVERRIDE = "\u202e"
_OVERRIDDEN = re.compile("\u202e([^\u202a-\u202e\u2066-\u2069\\r\\n]{3,400})[\u202c\u2069]?")
# Letters that are turned on their heads, and those that turned ones look like.
_TURNED = str.maketrans(
    "ɐqɔpǝɟƃɓɥᴉıɾʞןlɯuodbɹsʇnʌʍxʎz˙∀ƎҀפ⅁⅄Ɩᄅ߈ㄣϛ9ㄥ86", "abcdefgghiijkllmnopqrstuvwxyz.AEQGGY123456789"
)
_TURNED_SIGN = re.compile("[ɐɔǝɟƃɓɥᴉıɾʞןɯɹʇʌʍʎ˙]")
_TURNED_WORD = re.compile(r"[^\s]{6,100}")
_LEAST_TURNED = 3
_REACH = 200  # characters around what says so
_MOST_HINTS = 50


class _Mirrored:
    id = "mirrored"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text, low = glance.text, glance.low
        if _OVERRIDE in text:
            yield glance.view([_edit(found, found[1][::-1]) for found in _OVERRIDDEN.finditer(text)])
        if not text.isascii() and _TURNED_SIGN.search(text):
            yield glance.view(
                [
                    _edit(found, found[0].translate(_TURNED)[::-1])
                    for found in _TURNED_WORD.finditer(text)
                    if len(_TURNED_SIGN.findall(found[0])) >= _LEAST_TURNED
                ]
            )
        if near := glance.around(_BACKWARDS, _REACH, _MOST_HINTS):
            yield glance.view(
                [Edit(*found.span(), found.group()[::-1]) for found in _within(_WORD, text, near)]
            )
        elif "@" in text:
            mails = matches_at(_MAIL, low, places(_ENDINGS, low, 0, len(low)), len(low))
            yield glance.view([_edit(found, text[slice(*found.span())][::-1]) for found in mails])
        if near := glance.around(_HINTS, _REACH, _MOST_HINTS):
            words = [found for found in _within(_WORD, text, near) if any(map(str.isalpha, found.group()))]
            yield glance.view([_edit(found, codecs.encode(found.group(), "rot13")) for found in words])
        if near := near or glance.around(_ROTATED_WORDS, _REACH, _MOST_HINTS):
            words = list(_within(_ANY_WORD, text, near))
            yield glance.view([_edit(found, codecs.encode(found.group(), "rot13")) for found in words])
        elif "@" in text and glance.literals.has_any((".pbz", ".bet", ".arg")):
            rotated = list(_ROTATED.finditer(low))
            yield glance.view(
                [_edit(found, codecs.encode(text[slice(*found.span())], "rot13")) for found in rotated]
            )
        yield glance.view(
            [_edit(found, codecs.encode(found.group(), "rot13")) for found in _told_by_shape(glance)]
        )


def _told_by_shape(glance: Glance) -> Iterator[re.Match[str]]:
    """Keys of vendors by how they begin, and bank accounts by their check digits, moved by thirteen."""
    if glance.literals.has_any(_LOW_HEADS):
        yield from _ROTATED_KEY.finditer(glance.text)
    if glance.digits >= _LEAST_DIGITS:
        for found in _ROTATED_ACCOUNT.finditer(glance.text):
            if iban(codecs.encode(found.group(), "rot13"), "") is not None:
                yield found


def _edit(found: re.Match[str], plain: str) -> Edit:
    return Edit(found.start(), found.end(), plain)


def _within(pattern: re.Pattern[str], text: str, stretches: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in stretches:
        yield from pattern.finditer(text, start, end)


DISGUISE = _Mirrored()
