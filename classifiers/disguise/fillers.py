"""Values with something in them that the text says to take out: `"AKxIAx".replace("x", "")`, "remove the spaces".

Code names it in a call; people call it by its name, in quotes or in capitals. Where they mean blanks, groups of one
size are put together, and nothing counts that does not stand for itself.
"""

import re
from collections.abc import Iterator
from itertools import islice

from classifiers.checks.words import phrases
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View
from classifiers.openings import matches_at, places

_REACH, _MOST, _MOST_FILLERS = 240, 50, 4
_CALLS = ("replace", "s/", "tr -d", "sub(", ".split(")
_CALL = re.compile(
    r"(?i)replace(?:all)?\(\s?(?:[\"'][^\"']{1,200}[\"'],\s?)?"
    r"(?:/(?P<a>[^/\s]{1,8})/g?|[\"'](?P<b>[^\"']{1,8})[\"'])\s?,\s?[\"']{2}"
    r"|replace\s[\"'](?P<c>[^\"']{1,8})[\"'],\s?[\"']{2}|s/(?P<d>[^/\s]{1,8})//g?|tr\s-d\s[\"']?(?P<e>[^\s\"']{1,8})"
    r"|sub\(r?[\"'](?P<f>[^\"']{1,8})[\"'],\s?[\"']{2}"
    r"|\.split\([\"'](?P<g>[^\"']{1,8})[\"']\)\.join\([\"']{2}\)"
)
# In English, German, French, Spanish, Italian, Dutch, Portuguese and Polish.
_TOLD = phrases(
    "remove|without|drop|strip|ignore|delete|take out|minus|skip|omit|ohne|entfern|streich|sans |enlev|retir|"
    "supprim| sin |quit|elimin|senza|togli|rimuov|zonder|verwijder|haal |sem |bez |usuń"
)
_SIGNS = {
    "-": r"dash\w*|hyphen\w*|bindestrich\w*|tirets?|guion\w*|guión|trattin\w*|streepjes?|myślnik\w*|hífen\w*",
    ".": r"dots?|periods?|full stops?|punkte?n?|points?|puntos?|punti|punten|pontos?|kropk\w*",
    "_": r"underscores?|unterstrich\w*",
    "*": r"asterisk\w*|stars?|sternchen|étoiles?|asteriscos?",
    "/": r"slash\w*|schrägstrich\w*|barras?",
    "#": r"hash(?:es)?|pound signs?|rauten?",
    "x": r"x(?:es|'s|s)?",
    " ": r"(?:white ?)?spaces?|blanks?|gaps|leerzeichen|espaces?|espacios|spazi|spaties|espaços|spacj\w*",
}
_SAID = re.compile(
    r"(?i)\s?(?:take out|\w{3,12})\s"
    r"(?:(?:out|all|every|each|any|the|of|letters?|words?|signs?|die|das|den|alle|les|le|tous|los|las|el|la|i|gli|il|tutti"
    r"|de|het|os|as|o)\s){0,4}(?:[\"'`“‘«](?P<quoted>[^\s\"'`”’»]{1,12})[\"'`”’»]|(?P<capitals>(?-i:[A-Z]{3,12}))\b|(?P<named>"
    + "|".join(_SIGNS.values())
    + r")(?!\w))"
)
# One sign for another: `.replace("#", "@")`, "replace # with @".
_SWAPPED = re.compile(
    r"(?i)replace(?:all)?(?:\(\s?[\"'](?P<a>[^\s\"']{1,16})[\"'],\s?[\"'](?P<b>[@.\-])[\"']"
    r"|\s(?:(?:the|every|each|all)\s)?[\"'`]?(?P<c>[^\s\"'`]{1,6})[\"'`]? (?:with|by) "
    r"(?:an? )?[\"'`]?(?P<d>[@.\-])(?!\w))"
)
# One sign for the @, in any language: "vervang # door @", "(# = @)".
_MEANS_AT = re.compile(
    r"(?P<symbol>[^\s\w\"'`(@,;.:!?\-]{1,3})[\"'`”]?(?:\s[^\W\d_]{1,9}){1,3}\s[\"'`“]?$"
    r"|(?P<sign>[^\s\"'`(@]{1,6})[\"'`”]?\s?(?:=|:|->|→|\b(?:with|by|to|durch|mit|für|par|por|con|door|na|przez|is|ist|es|est"
    r"|means|pelo|statt|for|per|voor))\s?(?:(?:an?|un[ae]?|une|een|ein(?:em)?|o|el|il|het|the|das|le) )?[\"'`“]?$"
)
# What takes away all that is no digit.
_LEAST_DIGITS = 12
_NO_DIGIT = ("[^0-9]", "[^\\d]", "/\\d/", "'\\d'", '"\\d"', "tr -cd")
_DIGITS_APART = re.compile(r"\d(?:[^\d\"']{0,3}\d){11,30}")
_ENCODED = ("base64", "base 64", "b64", "decode", "dekodier", "décode")
_VALUE = re.compile(r"\S{6,160}")
# Groups of one size between blanks, the last one perhaps shorter.
_GROUPS = re.compile(
    "|".join(
        rf"(?<!\S)[\w@.+=/\-]{{{size}}}(?: [\w@.+=/\-]{{{size}}}){{2,60}}(?: [\w@.+=/\-]{{1,{size}}})?(?![^\s.,;)])"
        for size in (2, 3, 4, 5, 6, 8)
    )
)


class _Fillers:
    id = "fillers"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text, has = glance.text, glance.literals.has
        calls = list(_at(_CALL, glance, tuple(filter(has, _CALLS))))
        said = list(_at(_SAID, glance, tuple(filter(has, _TOLD))))
        for swap in _at(_SWAPPED, glance, ("replace",) if has("replace") else ()):
            plain = swap["b"] or swap["d"]
            start, end = max(0, swap.start() - _REACH), swap.end() + _REACH
            swapped = _without(text, swap["a"] or swap["c"], start, end, plain)
            yield glance.view([edit for edit in swapped if not swap.start() <= edit.start < swap.end()])
        if "@" in text:
            yield glance.view(
                [edit for at in places(("@",), text, 0, len(text)) for edit in _said_at(text, at)]
            )
        if glance.digits >= _LEAST_DIGITS and (near := glance.around(_NO_DIGIT, _REACH, _MOST)):
            yield glance.view([edit for at in near for edit in _only_digits(text, *at)], weak=True)
        fillers = {call[call.lastgroup or 0].replace("\\", "") for call in calls} | set(map(_named, said))
        near = [(max(0, one.start() - _REACH), one.end() + _REACH) for one in (*calls, *said)]
        for filler in sorted(fillers - {"", " "})[:_MOST_FILLERS]:
            yield glance.view([edit for start, end in near for edit in _without(text, filler, start, end)])
        near = [*(near if " " in fillers else ()), *glance.around(_ENCODED, _REACH, _MOST)]
        groups = [group for start, end in near for group in _GROUPS.finditer(text, start, end)]
        cuts = [at for group in groups for at in range(*group.span()) if text[at] == " "]
        yield glance.view([Edit(at, at + 1, "") for at in cuts], weak=True)


def _only_digits(text: str, start: int, end: int) -> Iterator[Edit]:
    for word in _VALUE.finditer(text, start, end):
        for run in _DIGITS_APART.finditer(word[0]):
            yield Edit(word.start() + run.start(), word.start() + run.end(), re.sub(r"\D", "", run[0]))


def _said_at(text: str, at: int) -> Iterator[Edit]:
    """Words with the sign that stands for an @, where an @ by itself is what a sign is said to be."""
    if text[at - 1 : at].isalnum() or text[at + 1 : at + 2].isalnum():
        return
    said = _MEANS_AT.search(text[max(0, at - 40) : at])
    if said is not None:
        sign = said["symbol"] or said["sign"]
        yield from _without(text, sign, max(0, at - _REACH), at - len(said[0]), "@")
        yield from _without(text, sign, at + 1, at + _REACH, "@")


def _at(pattern: re.Pattern[str], glance: Glance, heads: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """What begins at one of the heads, so many at most."""
    if heads:
        size = len(glance.text)
        yield from islice(matches_at(pattern, glance.text, places(heads, glance.low, 0, size), size), _MOST)


def _named(said: re.Match[str]) -> str:
    if said["named"] is None:
        return str(said["quoted"] or said["capitals"])
    return next(sign for sign, names in _SIGNS.items() if re.fullmatch(names, said["named"], re.IGNORECASE))


def _without(text: str, filler: str, start: int, end: int, plain: str = "") -> Iterator[Edit]:
    """Words that hold a filler twice, or an @ beside one, with what is meant in its place."""
    for word in _VALUE.finditer(text, start, end):
        if word[0].count(filler) < 2 and "@" not in word[0] + plain:
            continue
        at = text.find(filler, word.start() + 1)
        while at >= 0 and at + len(filler) < word.end():
            yield Edit(at, at + len(filler), plain)
            at = text.find(filler, at + len(filler))


DISGUISE = _Fillers()
