"""Addresses in small letters: `47 hartington st, flat 2, chatham me4 5pq`, `lindenweg 7a, 83022 rosenheim`.

Nobody hides anything so, but the rules for streets ask for capitals, since small words beside numbers are prose. A
postcode with a house number ahead of it says that this is an address; in the view its words have their capitals.
"""

import re
from collections.abc import Iterator
from itertools import islice

from classifiers.checks.counted import COUNTED
from classifiers.checks.words import words
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_STATES = (
    "al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|"
    "sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc"
)
_THINGS = COUNTED | words(
    "has have had is are was were and with for from per mit und avec con met com por von the that than"
)
_PORTS = words("port porta puerto poort ports pid uid")
_WORDS_TOO = words("al de hi id in la me oh ok or pa")
_SMALL = "a-zà-öø-ÿßąćęłńóśźż"
_TOWN = rf"(?:(?:bad|sankt|st\.?|den|la|le|les|los|las|san|santa|são|el|nowy|stary) )?[{_SMALL}][{_SMALL}'’\-]{{2,24}}"
# Each begins with a digit or ends with one, and has its place beside the town.
_CODE = re.compile(
    r"(?P<british>\b[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b)"
    rf"|(?P<american>\b(?:{_STATES}),? \d{{5}}(?:-\d{{4}})?\b)"
    rf"|(?P<brazilian>\b(?:[a-z]{{2}},? )?\d{{5}}-\d{{3}}\b)"
    rf"|(?P<before>\b(?:\d{{5}}|\d{{4}} ?[a-z]{{2}}|\d\d-\d{{3}}|\d{{4}}-\d{{3}}|\d{{4}}) {_TOWN}(?![\w]))"
)
# In all of them, from a digit on; and how far they reach from there.
_SPOT = re.compile(
    r"\d(?:(?<=[a-z]\d)[a-z\d]? ?\d[a-z]{2}\b|(?:(?<=[a-z] \d)|(?<=[a-z], \d))\d{4}\b"
    r"|(?<!\w\d)(?:\d{3,4} ?[a-z]|\d-\d{3} |\d{3,4}-\d{3}\b))"
)
_AHEAD, _BEHIND = 8, 48
_LEAST_DIGITS, _REACH, _MOST = 3, 72, 200
_HOUSE = re.compile(
    rf"(?<![\w.,:\-/])\d{{1,5}}[a-z]?(?:[/\-]\d{{1,4}}[a-z]?)?(?: (?:bis|ter))?,? [{_SMALL}]{{2,}}"
    rf"|(?<!\w)[{_SMALL}]{{3,}}\.?,? (?:n[.°º]? ?)?\d{{1,4}} ?[a-z]?(?:[/\-]\d{{1,4}})?(?=,|\s|$)"
)
_CUT = re.compile(r"[\n:;()\"|=]|[.!?] (?=[^\W\d_]{4})|\t")
_WORD = re.compile(rf"(?<![\w@.\-])[{_SMALL}][{_SMALL}'’]{{2,}}(?![\w@])")
_TWO = re.compile(r"(?<![\w@.])(?:st|rd|dr|ln|ct|pl|se|sw|ne|nw)(?![\w@])")
# What stands ahead of an address or within it and is no name.
_KEPT = words(
    "lives live at in on to from the and address adresse addr adres adress is was home moved tel phone near wohnt "
    "wohnhaft wohnh dom domicilio res residente end endereço ul habite domicilié woont mieszka zam for her his our my "
    "their with bis ter apto des der die den dem van von del della dei de la rue via rua"
)


class _Lowered:
    id = "lowered"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        if glance.digits < _LEAST_DIGITS:
            return
        edits: list[Edit] = []
        for code in islice(_codes(text), _MOST):
            start = max(0, code.start() - _REACH)
            cuts = list(_CUT.finditer(text, start, code.start()))
            start = cuts[-1].end() if cuts else start
            if _HOUSE.search(text, start, code.start()) is not None and not _is_counted(text, code):
                edits.extend(_capitals(text, start, code))
        if edits:
            yield glance.view(edits)


def _codes(text: str) -> Iterator[re.Match[str]]:
    """What looks like a postcode, sought around the digits that one has."""
    read = 0
    for spot in _SPOT.finditer(text):
        if spot.start() >= read:
            code = _CODE.search(text, max(read, spot.start() - _AHEAD), spot.end() + _BEHIND)
            if code is not None:
                read = code.end()
                yield code


def _is_counted(text: str, code: re.Match[str]) -> bool:
    """Whether the digits only count something: "or 20000 rows", "10115 units"."""
    if code.lastgroup == "before":
        ahead = text[max(0, code.start() - 8) : code.start()].split()
        return code[0].split()[-1] in _THINGS or (bool(ahead) and ahead[-1] in _PORTS)
    word = code.lastgroup == "american" and code[0][:2] in _WORDS_TOO
    return word and text[code.end() : code.end() + 1] == " "


def _capitals(text: str, start: int, code: re.Match[str]) -> Iterator[Edit]:
    ahead = code.start() if code.lastgroup != "before" else code.end()
    for word in _WORD.finditer(text, start, ahead):
        if word[0] not in _KEPT:
            yield Edit(*word.span(), word[0].capitalize())
    for word in _TWO.finditer(text, start, code.start()):
        yield Edit(
            *word.span(), word[0].upper() if word[0][0] in "sn" and word[0] != "st" else word[0].title()
        )
    if code.lastgroup == "before":
        letters = re.search(r"(?<=\d)( ?)([a-z]{2}) ", code[0])
        if letters is not None:
            at = code.start() + letters.start(2)
            yield Edit(at, at + 2, letters[2].upper())
    else:
        yield Edit(*code.span(), code[0].upper())


DISGUISE = _Lowered()
