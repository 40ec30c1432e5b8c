"""In which forms a cell of a table is written elsewhere: the cell itself first, then the others.

The kind of a column says what its cells are; a date with a whole year and a number that begins with + show it
themselves.
"""

import re
import unicodedata
from functools import cache

from classifiers.brands import everyday
from classifiers.owndata.dates import date_forms

_NO_DIGITS = re.compile("[^0-9]+")
_PHONE = re.compile("PHONE|FAX|MOBIL|HANDY|(?:^|_)TEL")
_NAME = re.compile("PERSON|NAME")
_ADDRESS = re.compile("ADDRESS|ADRESSE|STREET|STRASSE")
# Countries whose numbers at home begin with 0.
_TRUNK = ("49", "44", "33", "31", "32", "39", "41", "43", "46", "48")  # fmt: skip
_MOST_NAMES = 5  # words of a name whose family name may stand first
_STREETS = tuple(
    (re.compile(rf"(?<={before}){long}\b", re.IGNORECASE), short)
    for before, long, short in (
        (r"\w", "stra(?:ß|ss)e", "str"),
        (" ", "stra(?:ß|ss)e", "str"),
        (r"\w", "str", "strasse"),
        (" ", "street", "st"),
        (" ", "road", "rd"),
        (" ", "avenue", "ave"),
        (" ", "boulevard", "blvd"),
        (" ", "st", "street"),
        (" ", "rd", "road"),
        (" ", "ave", "avenue"),
    )
)
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"}
)


def forms(cell: str, kind: str) -> list[str]:
    """A cell and its other forms, for a kind of data; each once."""
    cell = cell.strip()
    found = [cell, *date_forms(cell, short="DATE" in kind)]
    if _PHONE.search(kind) or cell.startswith("+"):
        found += _numbers(cell)
    elif _NAME.search(kind):
        found += _names(cell)
    elif _ADDRESS.search(kind):
        found += [long.sub(short, cell) for long, short in _STREETS if long.search(cell)]
    if not cell.isascii():
        found += [
            other
            for each in found
            if (other := unicodedata.normalize("NFC", each).translate(UMLAUTS)) != each
        ]
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def _names(cell: str) -> list[str]:
    """A name with the family name first or last, and with the s of a genitive; of a single word where it is rare."""
    last, comma, first = cell.partition(",")
    if comma:
        return [f"{first} {last}"] if "," not in first else []
    words = cell.split()
    found = [" ".join(words[at:] + words[:at]) for at in range(1, len(words)) if len(words) <= _MOST_NAMES]
    if words and words[-1][-1].isalpha() and (len(words) > 1 or not everyday(cell)):
        found.append(f"{cell}s")
    return found


def _numbers(cell: str) -> list[str]:
    """A telephone number as it is dialled: with + or 00, with 0, with (0), at home and from abroad."""
    digits = _NO_DIGITS.sub("", cell)
    international = cell.startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if international else digits
    if not 8 <= len(digits) <= 15:
        return []
    if not international:
        rest = digits[1:]
        if digits[0] == "0":
            return [number for code in _TRUNK for number in (f"{code}{rest}", f"{code}0{rest}")]
        return [f"1{digits}"] if len(digits) == 10 and digits[0] > "1" else []
    code = next((digits[:size] for size in (1, 2, 3) if digits[:size] in _codes()), "")
    if not code:
        return []
    rest = digits[len(code) :].removeprefix("0")
    found = [f"{code}{rest}", f"00{code}{rest}", f"0{rest}", f"{code}0{rest}"]
    return [*found, rest] if len(rest) > 7 else found


@cache
def _codes() -> frozenset[str]:
    """All country calling codes (ITU-T E.164)."""
    from phonenumbers import (
        COUNTRY_CODE_TO_REGION_CODE,
    )  # quick enough for who registers a table, not for a worker

    return frozenset(map(str, COUNTRY_CODE_TO_REGION_CODE))
