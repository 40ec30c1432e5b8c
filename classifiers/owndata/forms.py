"""In which forms a cell of a table is written elsewhere: the cell itself first, then the others."""

import re
import unicodedata
from functools import cache, lru_cache

_PARTS = re.compile(r"\s*(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})(?:[T ][\d:.]{4,15}Z?)?\s*")
_NO_DIGITS = re.compile("[^0-9]+")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"}
)


def forms(cell: str, kind: str) -> list[str]:
    """A cell and its other forms, for a kind of data; each once."""
    cell = cell.strip()
    found = [cell]
    if "DATE" in kind:
        found += _dates(cell)
    elif "PHONE" in kind:
        found += _numbers(cell)
    elif "PERSON" in kind or "NAME" in kind:
        last, comma, first = cell.partition(",")
        if comma and "," not in first:
            found.append(f"{first} {last}")
    if not cell.isascii():
        found += [
            other
            for each in found
            if (other := unicodedata.normalize("NFC", each).translate(UMLAUTS)) != each
        ]
    return list(dict.fromkeys(found)) if len(found) > 1 else found


@lru_cache(maxsize=100_000)
def _dates(cell: str) -> tuple[str, ...]:
    """The same date in the usual orders, with and without leading zeros, and with the English name of the month."""
    parts = _PARTS.fullmatch(cell)
    if parts is None:
        return ()
    one, two, three = parts.groups()
    if len(one) == 4:
        year, orders = int(one), [(int(two), int(three))]
    elif len(three) == 4:
        year, orders = int(three), [(int(two), int(one)), (int(one), int(two))]
    else:
        return ()
    found: list[str] = []
    for month, day in orders:
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        name = _MONTHS[month - 1]
        found += [
            f"{year:04}-{month:02}-{day:02}",
            f"{day:02}.{month:02}.{year:04}",
            f"{month:02}/{day:02}/{year:04}",
            f"{day}.{month}.{year:04}",
            f"{month}/{day}/{year:04}",
            f"{day}.{month}.{year % 100:02}",
            f"{day} {name} {year:04}",
            f"{name} {day} {year:04}",
            f"{day} {name[:3]} {year:04}",
            f"{name[:3]} {day} {year:04}",
        ]
    return tuple(found)


def _numbers(cell: str) -> list[str]:
    """An international telephone number as it is dialled: with + or 00, with 0, with (0)."""
    digits = _NO_DIGITS.sub("", cell)
    international = cell.startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if international else digits
    if not international or not 8 <= len(digits) <= 15:
        return []
    code = next((digits[:size] for size in (1, 2, 3) if digits[:size] in _codes()), "")
    if not code:
        return []
    rest = digits[len(code) :].removeprefix("0")
    return [f"{code}{rest}", f"00{code}{rest}", f"0{rest}", f"{code}0{rest}"]


@cache
def _codes() -> frozenset[str]:
    """All country calling codes (ITU-T E.164)."""
    from phonenumbers import (
        COUNTRY_CODE_TO_REGION_CODE,
    )  # quick enough for who registers a table, not for a worker

    return frozenset(map(str, COUNTRY_CODE_TO_REGION_CODE))
