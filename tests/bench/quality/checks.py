"""Check digits of national numbers that python-stdnum does not know, written from their public descriptions."""

from collections.abc import Callable, Iterable

from stdnum import luhn, verhoeff


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).upper()


def _weighted(digits: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _cross(digits: str, weights: Iterable[int]) -> int:
    """The digits of the products, added."""
    return sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits, weights, strict=False))


def _number(letter: str) -> str:
    return f"{ord(letter) - 64:02}"


def _taj(text: str) -> bool:
    bare = _bare(text)
    return _weighted(bare, (3, 7) * 4) % 10 == int(bare[8])


def _cedula(text: str) -> bool:
    bare = _bare(text)
    return -_weighted(bare, (2, 9, 8, 7, 6, 3, 4)) % 10 == int(bare[7])


def _rvnr(text: str) -> bool:
    bare = _bare(text)
    digits = bare[:8] + _number(bare[8]) + bare[9:]
    return _cross(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)) % 10 == int(digits[12])


def _kvnr(text: str) -> bool:
    digits = _number(text[0]) + text[1:]
    return _cross(digits, (1, 2) * 5) % 10 == int(digits[10])


def _naf(text: str) -> bool:
    bare = _bare(text)
    return int(bare[:10]) % 97 == int(bare[10:])


def _npi(text: str) -> bool:
    return bool(luhn.is_valid("80840" + text))


def _medicare(text: str) -> bool:
    bare = _bare(text)
    return _weighted(bare, (1, 3, 7, 9) * 2) % 10 == int(bare[8])


def _nric(text: str) -> bool:
    return "JZIHGFEDCBA"[_weighted(text[1:8], (2, 7, 6, 5, 4, 3, 2)) % 11] == text[8]


def _hkid(text: str) -> bool:
    bare = _bare(text)
    check = 10 if bare[7] == "A" else int(bare[7]) if bare[7].isdigit() else 99
    first = 36 * 9 + (ord(bare[0]) - 55) * 8
    return (first + _weighted(bare[1:7], (7, 6, 5, 4, 3, 2)) + check) % 11 == 0


def _twid(text: str) -> bool:
    code = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(text[0]) + 10
    return (code // 10 + code % 10 * 9 + _weighted(text[1:], (8, 7, 6, 5, 4, 3, 2, 1, 1))) % 10 == 0


def _snils(text: str) -> bool:
    bare = _bare(text)
    return _weighted(bare[:9], range(9, 0, -1)) % 101 % 100 == int(bare[9:])


def _iin(text: str) -> bool:
    left = _weighted(text[:11], range(1, 12)) % 11
    if left == 10:
        left = _weighted(text[:11], (*range(3, 12), 1, 2)) % 11
    return left == int(text[11])


def _egid(text: str) -> bool:
    left = 11 - _weighted(text[:13], (2, 7, 6, 5, 4, 3) * 2 + (2,)) % 11
    return left % 10 == int(text[13])


def _lumat(text: str) -> bool:
    return bool(luhn.is_valid(text[:12]) and verhoeff.is_valid(text[:11] + text[12]))


def _machine(text: str) -> int:
    """The check digit of machine-readable documents (ICAO 9303): 7, 3, 1, letters from 10 on."""
    values = (0 if sign == "<" else int(sign, 36) for sign in text)
    return sum(value * (7, 3, 1)[at % 3] for at, value in enumerate(values)) % 10


def _mrz(text: str) -> bool:
    fields = (text[:9], text[13:19], text[21:27], text[:10] + text[13:20] + text[21:43])
    return all(_machine(one) == int(text[at]) for one, at in zip(fields, (9, 19, 27, 43), strict=True))


def _ausweis(text: str) -> bool:
    return _machine(text[:9]) == int(text[9])


def _plid(text: str) -> bool:
    bare = _bare(text)
    letters = zip(bare[:3] + bare[4:], (7, 3, 1, 7, 3, 1, 7, 3), strict=True)
    return sum(int(sign, 36) * weight for sign, weight in letters) % 10 == int(bare[3])


def _niss(text: str) -> bool:
    return 9 - _weighted(text, (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)) % 10 == int(text[10])


def _nib(text: str) -> bool:
    return int(_bare(text)) % 97 == 1


def _titulo(text: str) -> bool:
    first = _weighted(text[:8], range(2, 10)) % 11 % 10
    second = (_weighted(text[8:10], (7, 8)) + 9 * first) % 11 % 10
    return text[10:] == f"{first}{second}"


def _cnh(text: str) -> bool:
    first = _weighted(text[:9], range(9, 0, -1)) % 11
    second = _weighted(text[:9], range(1, 10)) % 11
    return first < 10 and second < 10 and text[9:] == f"{first}{second}"


def _pis(text: str) -> bool:
    bare = _bare(text)
    return -_weighted(bare, (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11 % 10 == int(bare[10])


def _dea(text: str) -> bool:
    return (_weighted(text[2:8], (1, 2) * 3)) % 10 == int(text[8])


def _clabe(text: str) -> bool:
    sums = sum(int(digit) * weight % 10 for digit, weight in zip(text[:17], (3, 7, 1) * 6, strict=False))
    return -sums % 10 == int(text[17])


def _hungarian_tax(text: str) -> bool:
    return _weighted(text[:9], range(1, 10)) % 11 == int(text[9])


def _vin(text: str) -> bool:
    """Right as written; European cars carry no check digit."""
    return not set(text) & set("IOQ")


CHECKS: dict[str, Callable[[str], bool]] = {
    "taj": _taj,
    "uyci": _cedula,
    "rvnr": _rvnr,
    "kvnr": _kvnr,
    "naf": _naf,
    "npi": _npi,
    "medicare": _medicare,
    "nric": _nric,
    "hkid": _hkid,
    "twid": _twid,
    "snils": _snils,
    "iin": _iin,
    "egid": _egid,
    "lumat": _lumat,
    "vin": _vin,
    "mrz": _mrz,
    "ausweis": _ausweis,
    "plid": _plid,
    "niss": _niss,
    "nib": _nib,
    "titulo": _titulo,
    "cnh": _cnh,
    "pis": _pis,
    "dea": _dea,
    "clabe": _clabe,
    "huado": _hungarian_tax,
}
