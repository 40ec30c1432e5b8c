"""Values that the text says how to work out: digits that something was added to, letters for digits, bytes under a key.

"I added 2 to each digit", "A=1, B=2", `translate(str.maketrans("abc", "012"))`, XOR with a key, codes in base 8. What
comes out of digits must be a card or an account by its check digits.
"""

import binascii
import re
import string
from collections.abc import Iterator, Mapping

from classifiers.checks.payment import card, iban
from classifiers.checks.words import phrases
from classifiers.disguise.glance import Glance
from classifiers.disguise.numerals import NUMERALS
from classifiers.disguise.octets import OctetReader
from classifiers.disguise.view import Edit, View

type _Stretches = list[tuple[int, int]]

_REACH, _MOST = 200, 50
_LEAST_DIGITS = 13
# What is said of digits that were changed one by one, in eight languages, and by how much.
_EACH = phrases(
    "each digit|every digit|all digits|all the digits|each position|every position|jede ziffer|jeder ziffer|"
    "allen ziffern|alle ziffern|jeder stelle|jede stelle|chaque chiffre|tous les chiffres|chaque position|"
    "cada dígito|cada digito|cada cifra|cada algarismo|cada posi|todos los dígitos|todos os dígitos|"
    "ogni cifra|tutte le cifre|ogni posizione|elk cijfer|ieder cijfer|alle cijfers|elke positie|każdej cyfr|"
    "każdą cyfr|każda cyfr|wszystkie cyfry|each of the digits|ciascuna cifra|ognuna delle cifre|"
    "chacun des chiffres|każdej z cyfr|cada uno de los dígitos|cada um dos|elk van de cijfers|"
    "jede der ziffern|wszystkich cyfr|każdej pozycji|każdą pozycj"
)
_MUCH = re.compile(r"(?<![\w.])[+\-−]?(?P<by>[1-9]|[^\W\d_]{2,6})(?!\w)")
_MUCH_REACH, _MOST_STEPS = 60, 4
_NINE = 9
_RUN = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{2}\d\d[A-Z]{0,4})?\d(?:[ \-]?\d){7,32}(?![A-Za-z0-9])")
_PAIRS = (
    "pairs of digits",
    "pair of digits",
    "digit pairs",
    "two digits swapped",
    "ziffernpaar",
    "paarweise",
)
# Letters for digits, by a table or by some pairs that count on.
_PAIRED = re.compile(
    r"(?<!\w)(?:(?P<letter>[A-Za-z])(?:\s?[=:→]\s?| (?:is|ist|est|vaut|es|è|é|to|als) )(?P<digit>\d)"
    r"|(?P<number>\d)\s?[=:→]\s?(?P<sign>[A-Za-z]))(?!\w)"
)
_TABLES = (
    "a=0",
    "a=1",
    "0=a",
    "1=a",
    "a = 0",
    "a = 1",
    "a is 0",
    "a is 1",
    "a ist ",
    "a vaut ",
    "maketrans(",
)
_MADE = re.compile(r"maketrans\([\"'](?P<a>[^\"']{4,64})[\"'],\s?[\"'](?P<b>[^\"']{4,64})[\"']")
_LETTERS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{13,34}(?![A-Za-z0-9])")
# A number in which one sign stands for a digit, and what says for which: "where X is 7", "(Q=5)", "7 → X".
_MASKED = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z]{2}(?=[^\W_]\S))?(?:\d[ \-]?){0,18}(?P<sign>[^\w\s\-\"'`()]|[A-Za-z_])"
    r"(?:[ \-]?(?:\d|(?P=sign))){0,32}(?![A-Za-z0-9])"
)
_LEAST_MASKED, _LEAST_SIGNS, _MASKED_REACH = 9, 13, 120
_NO_SIGNS, _MOST_SIGNS = frozenset(f"{string.digits}-\"'`().,;"), 3
_FOUR_FOURS = b"\4\4\4"
_MEANS = r"[\"'`”]?(?:\s?(?:=|:|->|→|=>)\s?|\s(?:[^\W\d_]{1,9}\s){1,4}?)[\"'`“]?"
_CARDS = ("card", "visa", "amex", "kart", "carte", "carta", "tarjeta", "kaart", "cartão")
_HEX_NUMBER = re.compile(r"(?<![0-9A-Za-z])0x[0-9a-fA-F]{12,14}(?![0-9A-Za-z])")
_XOR = ("xor", "x ^ ", "c ^ ", "b ^ ", ") ^ ")
_KEY = re.compile(
    r"(?:xor[^\d\n]{0,30}?|\^|(?<!\w)k\s?=|key|schlüssel|clé|clave|chiave|sleutel|klucz\w{0,3}|chave)"
    r"(?:[^\w\n]{1,4}(?:with|by|mit|key|de|con"
    r"|met|com|z|the|byte|der|dem|la|avec)){0,3}[^\w\n]{0,4}(?:0x(?P<hex>[0-9a-f]{1,2})|(?P<number>\d{1,3}))(?!\w)"
)
_HEX = re.compile(
    r"(?<![0-9A-Za-z])(?:0x)?(?P<hex>(?:[0-9A-Fa-f]{2}){8,400}"
    r"|[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2}(?![0-9A-Za-z])){7,400}+)(?![0-9A-Za-z])"
)
_BYTE = r"(?:0x[0-9A-Fa-f]{1,2}|0|[1-9]\d{0,2})"
_BYTES = re.compile(rf"(?<![\w.]){_BYTE}(?:(?:,? |,){_BYTE}(?!\w)){{6,400}}+")
_PACKED = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{12,400}={0,2}(?![A-Za-z0-9+/=])")
_OCTAL = ("octal", "oktal", "ottale", "octaal", "ósemk")
_OCTALS = re.compile(r"(?<![\w.])[01]?[0-7]{2}(?:,? [01]?[0-7]{2}(?!\w)){5,400}+")
_ALL = (*_EACH, *_PAIRS, *_TABLES, *_XOR, *_OCTAL)
_COMMA = re.compile(",? |,")


class _Reckoned:
    id = "reckoned"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        if glance.digits >= _LEAST_MASKED:
            yield glance.view(list(_unmasked(glance)), weak=True)
            if "0x" in text:
                yield glance.view(list(_as_numbers(glance)), weak=True)
        if not glance.literals.has_any(_ALL):
            return
        if glance.digits >= _LEAST_DIGITS:
            if near := glance.around(_EACH, _REACH, _MOST):
                for table in _steps(glance.low, glance.around(_EACH, _MUCH_REACH, _MOST)):
                    yield glance.view(list(_changed(text, near, table)), weak=True)
            if near := glance.around(_PAIRS, _REACH, _MOST):
                yield glance.view([edit for at in near for edit in _turned_pairs(text, *at)], weak=True)
        if near := glance.around(_TABLES, _REACH, _MOST):
            for start, end in near:
                letters = _table(text, start, end)
                yield glance.view(list(_changed(text, [(start, end)], letters, _LETTERS)), weak=True)
        if near := glance.around(_XOR, _REACH, _MOST):
            for key in _keys(glance.low, near):
                yield glance.view(list(_crossed(glance, near, key)))
        if near := glance.around(_OCTAL, _REACH, _MOST):
            yield glance.view([edit for at in near for edit in _octals(text, *at)])


def _steps(low: str, near: _Stretches) -> list[dict[int, int]]:
    """How to undo what is said of each digit, by the numbers, in figures or in words, beside it; in both directions."""
    said = {much["by"] for start, end in near for much in _MUCH.finditer(low, start, end)}
    steps = sorted({int(number) for one in said if (number := NUMERALS.get(one, one)) in "123456789"})
    digits = string.digits
    tables = [
        str.maketrans(digits, digits[by:] + digits[:by])
        for step in steps[:_MOST_STEPS]
        for by in (-step % 10, step)
    ]
    return [*tables, *([str.maketrans(digits, digits[::-1])] if _NINE in steps else [])]


def _changed(
    text: str, near: _Stretches, table: Mapping[int, int | str], runs: re.Pattern[str] = _RUN
) -> Iterator[Edit]:
    for start, end in near:
        for run in runs.finditer(text, start, end):
            yield from _proved(run, run[0].translate(table))


def _proved(run: re.Match[str], shown: str) -> Iterator[Edit]:
    """What check digits tell to be a card or an account."""
    if shown != run[0] and (card(shown, "") is not None or iban(shown, "") is not None):
        yield Edit(*run.span(), shown)


def _turned_pairs(text: str, start: int, end: int) -> Iterator[Edit]:
    for run in _RUN.finditer(text, start, end):
        yield from _proved(run, re.sub(r"(\d)(\d)", r"\2\1", run[0]))


def _table(text: str, start: int, end: int) -> dict[int, str]:
    made = _MADE.search(text, start, end)
    if made is not None:
        return {ord(one): other for one, other in zip(made["a"], made["b"], strict=False)}
    pairs = {
        pair["letter"] or pair["sign"]: int(pair["digit"] or pair["number"])
        for pair in _PAIRED.finditer(text, start, end)
    }
    firsts = [(ord(letter) - digit) for letter, digit in pairs.items() if digit or letter in "Aa"]
    told = {ord(letter): str(digit) for letter, digit in pairs.items()}
    if len(pairs) > 1 and len(set(firsts)) == 1:  # they count on
        told |= {firsts[0] + digit: str(digit) for digit in range(10)}
    return told


def _unmasked(glance: Glance) -> Iterator[Edit]:
    """Cards and accounts with a sign for one of their digits, where the text says which."""
    text = glance.text
    words = [
        (at, at + len(word))
        for at, word in glance.long_words(_LEAST_SIGNS)
        if ":" not in word
        and len(set(word).difference(_NO_SIGNS)) <= _MOST_SIGNS  # of a country, and the one
    ]
    spots = [(0, len(text))] if _FOUR_FOURS in glance.shape else words
    for found in (one for spot in spots for one in _MASKED.finditer(text, *spot)):
        start, end = found.span()
        if end - start < _LEAST_SIGNS or sum(map(str.isdigit, found[0])) < _LEAST_MASKED:
            continue
        sign = re.escape(found["sign"])
        around = f"{text[max(0, start - _MASKED_REACH) : start]}\n{text[end : end + _MASKED_REACH]}"
        said = re.search(
            rf"(?<![^\W_]){sign}{_MEANS}(?P<a>\d)(?!\w)|(?<!\w)(?P<b>\d){_MEANS}{sign}(?![^\W_])", around
        )
        if said is not None:
            yield from _proved(found, found[0].replace(found["sign"], said["a"] or said["b"]))


def _as_numbers(glance: Glance) -> Iterator[Edit]:
    """Cards that a program has as a hexadecimal number."""
    for start, end in glance.around(_CARDS, _MASKED_REACH, _MOST):
        for run in _HEX_NUMBER.finditer(glance.text, start, end):
            yield from _proved(run, str(int(run[0], 16)))


def _keys(low: str, near: _Stretches) -> list[int]:
    found = (key for at in near for key in _KEY.finditer(low, *at))
    keys = {int(key["hex"], 16) if key["hex"] else int(key["number"]) for key in found}
    return sorted(key for key in keys if 0 < key <= 0xFF)[:_MOST_STEPS]


def _crossed(glance: Glance, near: _Stretches, key: int) -> Iterator[Edit]:
    """Bytes, written in any of three ways, each crossed with the same key."""
    reader = OctetReader(glance.room)
    text = glance.text
    for start, end in near:
        runs = [(run, bytes.fromhex(run["hex"])) for run in _HEX.finditer(text, start, end)]
        for run in _BYTES.finditer(text, start, end):
            numbers = [int(number, 0) for number in _COMMA.split(run[0])]
            if max(numbers) <= 0xFF:
                runs.append((run, bytes(numbers)))
        for run in _PACKED.finditer(text, start, end):
            if len(run[0]) % 4 == 0:
                runs.append((run, binascii.a2b_base64(run[0])))
        for run, octets in runs:
            plain = reader.text(bytes(octet ^ key for octet in octets), packed=False)
            if plain is not None:
                yield Edit(*run.span(), plain)


def _octals(text: str, start: int, end: int) -> Iterator[Edit]:
    for run in _OCTALS.finditer(text, start, end):
        codes = [int(number, 8) for number in _COMMA.split(run[0])]
        if all(0x20 <= code < 0x7F for code in codes):
            yield Edit(*run.span(), "".join(map(chr, codes)))


DISGUISE = _Reckoned()
