"""Checks of documents and places: machine-readable lines, doctors' numbers, plates, coordinates."""

import re

from classifiers.checks.verdict import Verdict, shape, sure


def _check_digit(text: str) -> int:
    """ICAO 9303: letters count from 10, the filler 0, weights 7 3 1."""
    return (
        sum((0 if one == "<" else int(one, 36)) * (7, 3, 1)[place % 3] for place, one in enumerate(text)) % 10
    )


def machine_lines(value: str, before: str) -> Verdict | None:
    """The second line of a passport: the check digits of number, birth and expiry hold."""
    line = value.split()[-1]
    number, birth, expiry = line[:10], line[13:20], line[21:28]
    return sure(all(str(_check_digit(part[:-1])) == part[-1] for part in (number, birth, expiry)))


def de_lanr(value: str, before: str) -> Verdict | None:
    """A German doctor's number: weights 4 and 9 in turn; not every number keeps to it, so that it only verifies."""
    total = sum(int(digit) * (4, 9)[place % 2] for place, digit in enumerate(value[:6]))
    return Verdict(verified=(10 - total % 10) % 10 == int(value[6]))


def plate_french(value: str, before: str) -> Verdict | None:
    """A French registration: no letters that were never issued."""
    return shape(not {"SS", "WW"} & {value[:2], value[-2:]} and value[3:6] != "000")


_NUMBER = re.compile(r"[\-−]?\d{1,3}\.\d+")


_IN_A_SHAPE = re.compile(r"(?:\],|\[)\s{0,8}\[\s{0,2}$")


def coordinate(value: str, before: str) -> Verdict | None:
    """A latitude or longitude by itself: on the globe, and not its zero."""
    return shape(0.01 < abs(float(value.replace("−", "-"))) <= 180)


def coordinates(value: str, before: str) -> Verdict | None:
    """A pair of latitude and longitude that lies on the globe and is no pair of small weights."""
    if _IN_A_SHAPE.search(before[-12:]) is not None:
        return None  # a corner of an area or a line, as maps are drawn
    latitude, longitude = (abs(float(part.replace("−", "-"))) for part in _NUMBER.findall(value)[:2])
    return shape(latitude <= 90 and longitude <= 180 and (latitude > 1 or longitude > 1))
