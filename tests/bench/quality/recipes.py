"""Recipes of values: a pattern of drawn characters, the check digits that it must pass, and how it is disguised.

``{d4}`` is four digits; the letters before the count name what is drawn (``ALPHABETS``), ``{r10-99}`` a number of a
range, ``{y%d%m%y}`` a date, ``{w}`` and ``{W}`` a word, ``{h}`` a UUID, ``{A}`` an
address of Bitcoin. ``pl.pesel=PATTERN`` draws until the module of
python-stdnum takes it, ``~npi=PATTERN`` until our own check of ``checks`` does. `` » NAME ARGUMENT`` disguises what was
drawn; several apply one after the other.
"""

import re
import string
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from random import Random

from stdnum import iban, luhn
from stdnum.util import get_cc_module

from classifiers.checks.words import words
from tests.bench.quality.checks import CHECKS
from tests.bench.quality.masks import disguise

TRIES = 60_000
ALPHABETS = {
    "d": string.digits,
    "u": string.ascii_uppercase,
    "l": string.ascii_lowercase,
    "c": "ACDEFGHJKMNPQRTUVWXY",
    "k": "BCDFGHJKLMNPRSTVWXYZ",
    "o": "bcdfghjklmnpqrstvwxz",
    "x": "0123456789abcdef",
    "X": "0123456789ABCDEF",
    "n": string.ascii_letters + string.digits,
    "N": string.ascii_uppercase + string.digits,
    "m": string.ascii_lowercase + string.digits,
    "b": string.ascii_letters + string.digits + "-_",
    "B": string.ascii_letters + string.digits + "+/",
    "T": "BCDFGHJKMPQRTVWXY2346789",
    "t": string.ascii_uppercase + "234567",
    "z": "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
    "p": string.ascii_letters + string.digits + "./",
    "Q": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
    "g": "CFGHJKLMNPRTVWXYZ0123456789",
    "s": "!#$?*+",
}
_COMMON: dict[str, Callable[[str], bool]] = {
    "luhn": luhn.is_valid,
    "iban": iban.is_valid,
}
_WORDS = sorted(
    words(
        "amber badger cinder dapple ember fathom gravel hazel ingot jasper kettle lantern marble nettle otter pebble "
        "quiver raven saddle thistle umber velvet willow yarrow zephyr"
    )
)
_DRAWN = re.compile(r"\{(?:r(\d+)-(\d+)|y([^}]+)|([wWhA])|([a-zA-Z])(\d+))\}")
_CHECKED = re.compile(r"(~?[a-z_.]+)=(?=.*\{)")


def write(recipe: str, chance: Random) -> str:
    """The text that a recipe stands for."""
    pattern, *masks = recipe.split(" » ")
    checked = _CHECKED.match(pattern)
    value = _checked(checked[1], pattern[checked.end() :], chance) if checked else None
    value = draw(pattern.replace("\\n", "\n"), chance) if value is None else value
    for mask in masks:
        name, _, argument = mask.lstrip().partition(" ")
        value = disguise(name, argument, value)
    return value


def draw(pattern: str, chance: Random) -> str:
    """A pattern with its places filled."""

    def fill(place: re.Match[str]) -> str:
        low, high, form, word, alphabet, count = place.groups()
        if low:
            return f"{chance.randint(int(low), int(high)):0{len(low)}}"
        if form:
            return (date(1956, 1, 1) + timedelta(days=chance.randint(0, 15_900))).strftime(form)
        if word == "h":
            whole = f"{chance.getrandbits(128):032x}"
            return "-".join((whole[:8], whole[8:12], whole[12:16], whole[16:20], whole[20:]))
        if word == "A":
            return _bitcoin(chance.randbytes(20))
        if word:
            chosen = chance.choice(_WORDS)
            return chosen if word == "w" else chosen.title()
        return "".join(chance.choices(ALPHABETS[alphabet], k=int(count)))

    return _DRAWN.sub(fill, pattern)


def _bitcoin(key: bytes) -> str:
    """The address of a public key's digest (Base58Check, version 0)."""
    payload = b"\0" + key
    whole = int.from_bytes(payload + sha256(sha256(payload).digest()).digest()[:4])
    letters = ""
    while whole:
        whole, digit = divmod(whole, 58)
        letters = ALPHABETS["z"][digit] + letters
    return "1" + letters


def _checked(name: str, pattern: str, chance: Random) -> str | None:
    """A value that passes the check of that name; None where no check has the name."""
    holds = _check(name)
    if holds is None:
        return None
    for _ in range(TRIES):
        value = draw(pattern, chance)
        if holds(value):
            return value
    raise ValueError(f"no value of {pattern!r} passes {name}")


def _check(name: str) -> Callable[[str], bool] | None:
    country, _, number = name.rpartition(".")
    if name.startswith("~"):
        return CHECKS[name[1:]]
    if country:
        known: Callable[[str], bool] = get_cc_module(country.rstrip("_"), number).is_valid
        return known
    common = _COMMON.get(number)
    return None if common is None else lambda value: common("".join(filter(str.isalnum, value)))
