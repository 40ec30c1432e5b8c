"""What a character counts as when own data is compared: nothing, a break between words, or folded letters.

Case, accents, width and style of letters do not count; invisible characters and accents that stand alone vanish.
Scripts that put no spaces between words have words of one character each.
"""

import re
import unicodedata
from functools import cache, lru_cache

import numpy as np

LIMIT = 0x20000  # beyond it stand ideographs only
BREAK, VANISH = 0, 1  # codes of folded characters; a real letter has a greater one
MOST_LETTERS = 4  # that one character folds to

_SPACED = re.compile("[0-9A-Za-z\u00aa-\u0dff\u1e00-\u1fff]")
_VANISHING = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u061c\u064b-\u065f\u0670\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180e\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff"
    "\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
# Letters that Unicode does not take apart, as people without the right keyboard write them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_ACCENTED = (0x0000, 0x0530), (0x1E00, 0x2000), (0x3040, 0x3100)  # scripts whose accents do not count
_JOINING = frozenset("_-\u2010\u2011\u2012\u2013\u2014\u2212")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"'})


@lru_cache(maxsize=4096)
def folded(character: str) -> str:
    """The letters and digits that a character counts as; empty for none."""
    if _VANISHING.match(character):
        return ""
    plain = unicodedata.normalize("NFKC", character).casefold()
    apart = unicodedata.normalize("NFKD", plain)
    if apart and any(low <= ord(apart[0]) < high for low, high in _ACCENTED):
        plain = "".join(letter for letter in apart if not _VANISHING.match(letter)).translate(_PLAIN)
    if len(plain) > MOST_LETTERS or not all(map(_is_letter, plain)):
        return ""
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in plain)


@lru_cache(maxsize=4096)
def separator(character: str) -> str:
    """What a character between words counts as: nothing, a space, or itself."""
    if _VANISHING.match(character):
        return ""
    if character.isspace() or character in _JOINING:
        return " "
    return unicodedata.normalize("NFKC", character.translate(_QUOTES))


def is_spaced(letter: str) -> bool:
    """Whether a folded letter belongs to a script that puts spaces between words."""
    return bool(_SPACED.match(letter))


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def _ascii_table() -> bytes:
    return bytes(ord(folded(chr(code))) if chr(code).isalnum() else BREAK for code in range(128)) + bytes(128)


# For bytes.translate: to folded letters, and to what shows capitals inside a word.
ASCII = _ascii_table()
CASES = bytes(
    ord("A") if chr(code).isupper() else ord("a") if chr(code).islower() else 0 for code in range(128)
) + bytes(128)


class Tables:
    """Per character up to ``LIMIT``: the code it folds to, and the further letters of those that fold to several."""

    def __init__(self) -> None:
        self.code = np.full(LIMIT, BREAK, dtype=np.uint32)
        self.spaced = np.zeros(LIMIT, dtype=bool)
        self.upper = np.zeros(LIMIT, dtype=bool)
        self.lower = np.zeros(LIMIT, dtype=bool)
        self.longer: dict[int, str] = {}
        for ideographs in (range(0x3400, 0xA000), range(0xAC00, 0xD7A4)):
            self.code[ideographs.start : ideographs.stop] = np.arange(ideographs.start, ideographs.stop)
        for some in (range(0x3400), range(0xA000, 0xAC00), range(0xF900, 0x1E000)):
            for number in some:
                character = chr(number)
                if character.isalnum() or unicodedata.category(character) in ("Mn", "Mc", "Cf"):
                    self._put(number)
        self.is_longer = np.zeros(LIMIT, dtype=bool)
        self.is_longer[list(self.longer)] = True

    def _put(self, number: int) -> None:
        character = chr(number)
        letters = folded(character)
        if not letters:
            self.code[number] = VANISH if _VANISHING.match(character) else BREAK
            return
        self.code[number] = ord(letters[0])
        self.spaced[number] = is_spaced(letters[0])
        self.upper[number], self.lower[number] = character.isupper(), character.islower()
        if len(letters) > 1:
            self.longer[number] = letters


@cache
def tables() -> Tables:
    """The tables; made at the first text that is not plain ASCII."""
    return Tables()
