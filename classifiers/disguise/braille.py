"""Braille (Unicode U+2800 to U+283F): letters, and digits behind the sign for numbers; without one, digits."""

import re
from collections.abc import Iterator

from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_RUN = re.compile("[\u2801-\u283f](?:[ \u2800]?[\u2801-\u283f]){4,200}")
_LETTERS = dict(zip("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", "abcdefghijklmnopqrstuvwxyz", strict=True))
_DIGITS = dict(zip("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚", "1234567890", strict=True))
_SIGNS = {"⠲": ".", "⠨": ".", "⠤": "-", "⠈": "@", "⠜": "@", "⠸": "_"}
_NUMBER, _CAPITAL = "⠼", "⠠"


class _Braille:
    id = "braille"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        if not glance.text.isascii():
            yield glance.view([Edit(*run.span(), _read(run[0])) for run in _RUN.finditer(glance.text)])


def _read(run: str) -> str:
    plain = ""
    number = unmarked = _NUMBER not in run
    for sign in run:
        if sign == _NUMBER:
            number = True
        elif sign in _DIGITS and number:
            plain += _DIGITS[sign]
        elif sign != _CAPITAL:
            number = unmarked or (number and sign in _SIGNS)
            plain += _LETTERS.get(sign) or _SIGNS.get(sign, " ")
    return plain.upper() if any(map(str.isdigit, plain)) and "@" not in plain else plain


DISGUISE = _Braille()
