"""In which forms a date is written: orders, leading zeros, short years, names of months in eight languages."""

import re
from collections.abc import Iterator
from functools import lru_cache

_PARTS = re.compile(r"(\d{1,4})([-./ ])(\d{1,2})[-./ ](\d{1,4})(?:[T ][\d:.]{4,15}Z?)?")
_MONTHS = tuple(
    line.split()
    for line in """
january february march april may june july august september october november december
januar februar märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
""".strip().splitlines()
)
_ENGLISH, _FRENCH, _SPANISH, _PORTUGUESE = (_MONTHS[number] for number in (0, 2, 3, 6))
_MIDNIGHT = ("T00:00:00", "T00:00:00Z", "T00:00:00.000Z")


@lru_cache(maxsize=100_000)
def date_forms(cell: str, *, short: bool) -> tuple[str, ...]:
    """The same date in the forms in which it is usually written; none where a cell is no date with a whole year.
    ``short``: with years of two digits, too, which are found in other numbers where nothing says that it is a date."""
    found = (form for year, month, day in _readings(cell) for form in _forms(year, month, day, short=short))
    return tuple(dict.fromkeys(found))


def _readings(cell: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day; both ways where the order is open. Dots stand behind the day."""
    parts = _PARTS.fullmatch(cell)
    if parts is None:
        return
    one, mark, two, three = parts.groups()
    if len(one) == 4:
        orders = [(one, two, three)]
    elif len(three) == 4:
        orders = [(three, two, one), (three, one, two)]
    else:
        return
    valid = [(int(y), int(m), int(d)) for y, m, d in orders if 1 <= int(m) <= 12 and 1 <= int(d) <= 31]
    yield from valid[:1] if mark == "." else valid


def _forms(year: int, month: int, day: int, *, short: bool) -> Iterator[str]:
    iso = f"{year:04}-{month:02}-{day:02}"
    yield from (iso, f"{day:02}.{month:02}.{year:04}", f"{month:02}/{day:02}/{year:04}")
    yield from (f"{day}.{month}.{year:04}", f"{month}/{day}/{year:04}")
    yield from (iso + midnight for midnight in _MIDNIGHT)
    if short:
        end = f"{year % 100:02}"
        yield from (f"{day:02}.{month:02}.{end}", f"{month:02}/{day:02}/{end}")
        yield from (f"{day}.{month}.{end}", f"{month}/{day}/{end}")
    for months in _MONTHS:
        name = months[month - 1]
        for written in dict.fromkeys((name, name[:3])):
            yield from (f"{day} {written} {year:04}", f"{day:02} {written} {year:04}")
    for months in (_SPANISH, _PORTUGUESE):
        yield from (f"{day} de {months[month - 1]} {of} {year:04}" for of in ("de", "del"))
    name = _ENGLISH[month - 1]
    nth = f"{day}{_ordinal(day)}"
    for written in (name, name[:3]):
        yield from (f"{written} {day} {year:04}", f"{written} {nth} {year:04}")
        yield from (f"{nth} {written} {year:04}", f"{nth} of {written} {year:04}")
    if day == 1:
        yield f"1er {_FRENCH[month - 1]} {year:04}"


def _ordinal(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
