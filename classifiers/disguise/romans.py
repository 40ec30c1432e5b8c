"""Digits as Roman and Chinese numerals: `IV VII I VI ...`, `四七一六...`, and as words that are run together.

A Roman number counts near a word that says what it is; Chinese ones in a row of seven and more, as no year has.
"""

import itertools
from collections.abc import Iterator

from classifiers.checks.words import phrases
from classifiers.compiled import compiled
from classifiers.disguise.glance import Glance
from classifiers.disguise.numerals import DIGITS_BY_LANGUAGE
from classifiers.disguise.view import Edit, View

_REACH, _MOST = 200, 200
_LEAST = 7  # digits
_NAMES = phrases(
    "card|visa|amex|ssn|social|phone|mobile|number|iban|account|pin|digits|karte|nummer|carte|numéro|tarjeta|"
    "número|carta|numero|kaart|cartão|numer"
)
_ROMANS = {"N": "0", "O": "0", "0": "0", "I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_ROMANS |= {"VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_ROMAN = r"(?:VI{0,3}|I[XV]|I{1,3}|[NO0])"
_RUN = compiled(rf"(?<![\w.]){_ROMAN}(?:[ .,;/|\-]{{1,2}}{_ROMAN}){{6,33}}+(?!\w)")
_ONE = compiled(_ROMAN)
_HAN = {
    sign: str(number)
    for row in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
    for number, sign in enumerate(row)
}
_HAN |= {"○": "0", "幺": "1", "兩": "2", "两": "2", "貳": "2", "參": "3", "陸": "6"}
_HAN_RUN = compiled(rf"[{''.join(_HAN)}](?:[ \-]?[{''.join(_HAN)}]){{{_LEAST - 1},33}}+")
_LEAST_WORD = 21  # letters
_HEADS = frozenset(word[:2] for words in DIGITS_BY_LANGUAGE for word in words)
_GLUED = tuple(
    (
        compiled(rf"(?:(?:{'|'.join(sorted(words, key=len, reverse=True))})[_\-.,/]?){{{_LEAST},34}}+"),
        compiled("|".join(sorted(words, key=len, reverse=True))),
        words,
    )
    for words in DIGITS_BY_LANGUAGE
)


class _Romans:
    id = "romans"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        edits = [
            Edit(*run.span(), "".join(_HAN.get(sign, "") for sign in run[0]))
            for run in (() if text.isascii() else _HAN_RUN.finditer(text))
            if len(set(run[0])) > 1
        ]
        if "IV" in text or "VI" in text or "IX" in text:
            for near in glance.around(_NAMES, _REACH, _MOST):
                edits.extend(_romans(text, *near))
        edits.extend(_run_together(glance))
        if edits:
            yield glance.view(edits)


def _romans(text: str, start: int, end: int) -> Iterator[Edit]:
    for run in _RUN.finditer(text, start, end):
        digits = "".join(_ROMANS[one[0]] for one in _ONE.finditer(run[0]))
        steps = {int(after) - int(before) for before, after in itertools.pairwise(digits)}
        if len(steps) > 1:  # else it only counts
            yield Edit(*run.span(), digits)


def _run_together(glance: Glance) -> Iterator[Edit]:
    """Words for digits with no blank between them."""
    for start, word in glance.long_words(_LEAST_WORD):
        low = word.lower()
        if low[:2] not in _HEADS:
            continue
        for whole, one, words in _GLUED:
            run = whole.match(low)
            if run is not None and run.end() >= len(low) - 1:
                plain = "".join(words[found[0]] for found in one.finditer(run[0]))
                yield Edit(start, start + run.end(), plain)
                break


DISGUISE = _Romans()
