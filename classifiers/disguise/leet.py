"""Addresses whose ending is written with digits for letters: `j4ne@4cme.c0m`. No such top-level domain exists."""

import re
from collections.abc import Iterator

from classifiers.checks.endings import ENDINGS
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_ENDING = re.compile(r"(?<=[A-Za-z0-9\-]\.)(?=[A-Za-z]{0,5}[013457])[A-Za-z013457]{2,6}(?![\w@.\-])")
_LETTERS = str.maketrans("013457", "oieast")
_LIKE_AN_L = str.maketrans("1", "l")


class _Leet:
    id = "leet"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        if "@" in glance.text and glance.digits:
            yield glance.view(list(_endings(glance)))


def _endings(glance: Glance) -> Iterator[Edit]:
    for start, word in glance.long_words(8):
        if "@" not in word:
            continue
        for found in _ENDING.finditer(word, word.index("@")):
            for shown in (found[0].translate(_LETTERS), found[0].translate(_LIKE_AN_L).translate(_LETTERS)):
                if shown.lower() in ENDINGS:
                    yield Edit(start + found.start(), start + found.end(), shown)
                    break


DISGUISE = _Leet()
