"""Substitution where the text names it: Caesar shifts, ROT5, ROT18 and ROT47, Atbash; and bases 36, 58 and 62.

A letter for a letter, or a number of many digits, is nothing that a text shows by itself: without a word for it near
by nothing is tried.
"""

import re
import string
from collections.abc import Callable, Iterator

from classifiers.disguise.glance import Glance
from classifiers.disguise.octets import OctetReader
from classifiers.disguise.view import Edit, View

_REACH, _MOST_HINTS = 200, 50
_WORD = re.compile(r"[!-~]{1,160}")
_ODD = re.compile(r"[!-~][^A-Za-z\s][!-~]")
_LOWER, _UPPER, _DIGITS = string.ascii_lowercase, string.ascii_uppercase, string.digits
_SHIFT = re.compile(
    r"rot[ \-_]?(\d{1,2})(?!\d)|(?:caesar|cesar|césar|cäsar|shift(?:ed)?)[^\n\d]{0,24}(\d{1,2})(?!\d)"
)
_SHIFTED = ("rot", "caesar", "cesar", "césar", "cäsar", "shift")
_ATBASH = ("atbash",)
_BASES = {
    "36": _DIGITS + _LOWER,
    "58": "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
    "62": _DIGITS + _UPPER + _LOWER,
}
_BASED = (
    "base36",
    "base-36",
    "base 36",
    "b36",
    "base58",
    "base-58",
    "base 58",
    "b58",
    "base62",
    "base-62",
    "base 62",
    "b62",
)
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{8,400}(?![A-Za-z0-9])")


def _turned(alphabet: str, steps: int) -> dict[int, int]:
    return str.maketrans(alphabet, alphabet[steps:] + alphabet[:steps])


_ATBASHED = str.maketrans(_LOWER + _UPPER, _LOWER[::-1] + _UPPER[::-1])
_PRINTED = "".join(map(chr, range(33, 127)))


def _back(steps: int) -> list[dict[int, int]]:
    """How to undo ROT-n; a shift may have been meant in either direction."""
    if steps == 47:
        return [_turned(_PRINTED, 47)]
    if steps == 5:
        return [_turned(_DIGITS, 5)]
    if steps == 18:
        return [_turned(_LOWER, 13) | _turned(_UPPER, 13) | _turned(_DIGITS, 5)]
    if steps % 26 in (0, 13):  # ROT13 is read in ``mirrored``
        return []
    return [_turned(_LOWER, by) | _turned(_UPPER, by) for by in (-steps % 26, steps % 26)]


class _Ciphers:
    id = "ciphers"
    deep = True

    def views(self, glance: Glance) -> Iterator[View | None]:
        if near := glance.around(_SHIFTED, _REACH, _MOST_HINTS):
            said = {int(number[1] or number[2]) for at in near for number in _SHIFT.finditer(glance.low, *at)}
            for steps in sorted(said)[:4]:
                for table in _back(steps):
                    yield from _replaced(glance, near, table)
        if near := glance.around(_ATBASH, _REACH, _MOST_HINTS):
            yield from _replaced(glance, near, _ATBASHED)
        if near := glance.around(_BASED, _REACH, _MOST_HINTS):
            reader = OctetReader(glance.room)
            for digits, signs in _BASES.items():
                if any(word.endswith(digits) and glance.literals.has(word) for word in _BASED):
                    yield glance.view(list(_numbers(glance, near, signs, reader)))
            if reader.cut:
                glance.give_up()


def _replaced(glance: Glance, near: list[tuple[int, int]], table: dict[int, int]) -> Iterator[View | None]:
    """All words read so; then only those that are no plain words, since the words around may say what they are."""
    edits = [
        Edit(word.start(), word.end(), word.group().translate(table))
        for start, end in near
        for word in _WORD.finditer(glance.text, start, end)
    ]
    yield glance.view(edits)
    yield glance.view([edit for edit in edits if _ODD.search(glance.text, edit.start, edit.end)])


def _numbers(glance: Glance, near: list[tuple[int, int]], signs: str, reader: OctetReader) -> Iterator[Edit]:
    """Words that are the bytes of a text as one number."""
    place = {sign: value for value, sign in enumerate(signs)}
    same: Callable[[str], str] = str if signs[-1] in _UPPER or len(signs) > 36 else str.lower
    for start, end in near:
        for word in _NUMBER.finditer(glance.text, start, end):
            number = 0
            for sign in same(word.group()):
                value = place.get(sign)
                if value is None:
                    break
                number = number * len(signs) + value
            else:
                octets = number.to_bytes((number.bit_length() + 7) // 8)
                if len(octets) >= 6 and (plain := reader.text(octets, packed=False)) is not None:
                    yield Edit(word.start(), word.end(), plain)


DISGUISE = _Ciphers()
