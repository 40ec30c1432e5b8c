"""Digits that a scanner's reading took for letters: `4566 l553 833I 7O28`. What they give must prove itself.

Where four in five signs are digits and the rest look like one, they are read as digits; nothing else counts in this
view than what its check digits confirm. A number of social security has none: it counts right behind its name.
"""

import re
from collections.abc import Iterator
from heapq import merge

from classifiers.checks.words import phrases
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_LOOK = {
    "l": "1",
    "I": "1",
    "|": "1",
    "i": "1",
    "O": "0",
    "o": "0",
    "Q": "0",
    "D": "0",
    "S": "5",
    "s": "5",
    "B": "8",
}
_LOOK |= {"Z": "2", "z": "2", "G": "6", "b": "6", "g": "9", "q": "9"}
_SIGN = "[" + "".join(map(re.escape, _LOOK)) + "]"
# A sign behind a digit, and one at the head of a number: two patterns that begin with a set of characters, because
# `re` looks for those in a tenth of the time that it takes for what asks about the character before it.
_BEHIND = re.compile(rf"\d(?P<sign>{_SIGN}{{1,2}})(?=[ \-]?\d)")
_HEAD = re.compile(r"(?P<sign>[lIOo|])(?=\d{3})(?<![^\s:].)")
_RUN = re.compile(rf"(?:\d|{_SIGN}){{1,24}}(?:[ \-](?:\d|{_SIGN}){{2,6}}){{0,8}}+(?![A-Za-z0-9])")
_BEFORE = re.compile(rf"(?<![A-Za-z0-9])(?:\d|{_SIGN}|[ \-](?=\d)){{0,30}}$")
_LEAST, _MOST = 9, 1_000
_SOCIAL = re.compile(
    r"(?:ssn|social security(?: number| no\.?)?|social)(?:\s?[:=#]|\sis)?\s{0,2}"
    rf"(?P<number>(?:\d|{_SIGN}){{3}}[ \-]{{1,3}}(?:\d|{_SIGN}){{2}}[ \-]{{1,3}}(?:\d|{_SIGN}){{4}})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# A telephone number right behind a word for one.
_PHONES = phrases(
    "phone|mobile|call |cell|whatsapp|tel:|tel |tel.|telefon|handy|ruf an|rufnummer|téléphone|portable|appel|"
    "teléfono|móvil|llama|cellulare|chiama|mobiel|bel |telemóvel|celular|liga|komórk|zadzwoń|sms "
)
_PHONE_REACH = 40
_PHONE = re.compile(
    rf"(?<![A-Za-z0-9])\+?[(]?(?:\d|{_SIGN}){{2,5}}[)]?"
    rf"(?:[ .\-/]?(?=[A-Za-z|]{{0,7}}\d)(?:\d|{_SIGN}){{2,8}}){{1,5}}(?![A-Za-z0-9])"
)
_LEAST_SOCIAL = 5  # digits


class _Misread:
    id = "misread"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        if glance.digits >= _LEAST:
            yield glance.view(list(_digits(glance.text)), weak=True)
        if glance.digits >= _LEAST_SOCIAL and glance.literals.has_any(("ssn", "social")):
            yield glance.view(list(_social(glance.text)))
        if glance.digits >= _LEAST_SOCIAL and glance.literals.has_any(_PHONES):
            yield glance.view(list(_phones(glance)))


def _social(text: str) -> Iterator[Edit]:
    for found in _SOCIAL.finditer(text):
        plain = "".join(_LOOK.get(sign, sign) for sign in found["number"])
        if plain != found["number"] and sum(map(str.isdigit, found["number"])) >= _LEAST_SOCIAL:
            yield Edit(*found.span("number"), plain)


def _phones(glance: Glance) -> Iterator[Edit]:
    for start, end in glance.around(_PHONES, _PHONE_REACH, _MOST):
        for found in _PHONE.finditer(glance.text, start, end):
            plain = "".join(_LOOK.get(sign, sign) for sign in found[0])
            if plain != found[0] and sum(map(str.isdigit, found[0])) >= _LEAST_SOCIAL:
                yield Edit(*found.span(), plain)


def _digits(text: str) -> Iterator[Edit]:
    read = tried = 0
    for at in merge(*((found.start("sign") for found in sign.finditer(text)) for sign in (_BEHIND, _HEAD))):
        if at < read:
            continue
        tried += 1
        if tried > _MOST:
            return
        begin = max(read, at - 30)
        before = _BEFORE.search(text[begin:at])
        start = at if before is None else begin + before.end() - len(before[0].lstrip(" -"))
        run = _RUN.match(text, start)
        if run is None or run.end() <= at:
            continue
        read = run.end()
        digits = sum(map(str.isdigit, run[0]))
        odd = [at for at in range(run.start(), run.end()) if text[at] in _LOOK]
        if digits >= _LEAST and len(odd) * 4 <= digits:
            yield from (Edit(at, at + 1, _LOOK[text[at]]) for at in odd)


DISGUISE = _Misread()
