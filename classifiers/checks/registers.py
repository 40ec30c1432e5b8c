"""Checks of official numbers for which python-stdnum has none, or that several of its modules share."""

import re
from datetime import date
from importlib import import_module

from classifiers.checks.payment import digits_of, luhn
from classifiers.checks.verdict import Verdict, shape, sure
from classifiers.checks.words import words

_NO_DIGIT = re.compile(r"\D")


def _digits(value: str) -> str:
    return _NO_DIGIT.sub("", value)


def _varied(digits: str) -> bool:
    return len(set(digits)) > 1 and digits not in "01234567890123456789"


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _real_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def de_tax_number(value: str, before: str) -> Verdict | None:
    """A German Steuernummer by one of the sixteen states' schemes."""
    stnr = import_module("stdnum.de.stnr")
    return sure(bool(stnr.is_valid(value)) and _varied(_digits(value)))


def es_social_security(value: str, before: str) -> Verdict | None:
    """A Spanish social security number: the first ten digits mod 97 (a short number without its leading zero)."""
    digits = _digits(value)
    if len(digits) != 12:
        return None
    province, number, check = digits[:2], digits[2:10], int(digits[10:])
    base = int(province) * 10_000_000 + int(number) if int(number) < 10_000_000 else int(province + number)
    return sure(base % 97 == check)


def eu_vat(value: str, before: str) -> Verdict | None:
    """A VAT number of a member state of the EU, Northern Ireland or Great Britain, by the state's own scheme."""
    compact = re.sub(r"[ .\-]", "", value).upper()
    vat = import_module("stdnum.gb.vat" if compact[:2] in ("GB", "XI") else "stdnum.eu.vat")
    return sure(bool(vat.is_valid("GB" + compact[2:] if compact.startswith("XI") else compact)))


def fr_siren(value: str, before: str) -> Verdict | None:
    """A French SIREN (nine digits) or SIRET (fourteen): Luhn."""
    digits = _digits(value)
    return sure(len(digits) in (9, 14) and luhn(digits[:9]) and (len(digits) == 9 or luhn(digits)))


def hu_taj(value: str, before: str) -> Verdict | None:
    """A Hungarian health insurance number: weights 3 and 7 in turn, mod 10."""
    digits = _digits(value)
    return sure(len(digits) == 9 and _weighted(digits[:8], (3, 7) * 4) % 10 == int(digits[8]))


def hu_anum(value: str, before: str) -> Verdict | None:
    """A Hungarian tax number of a company: the first eight digits check themselves; then a scheme and a county."""
    digits = _digits(value)
    return sure(len(digits) == 11 and bool(import_module("stdnum.hu.anum").is_valid(digits[:8])))


def hu_tax_id(value: str, before: str) -> Verdict | None:
    """A Hungarian tax id of a person: weights 1 to 9, mod 11."""
    return sure(len(value) == 10 and _weighted(value[:9], tuple(range(1, 10))) % 11 == int(value[9]))


def lu_matricule(value: str, before: str) -> Verdict | None:
    """A Luxembourg matricule: a birth date, Luhn over twelve digits and Verhoeff over the rest."""
    value = _digits(value)
    if not _real_day(int(value[:4]), int(value[4:6]), int(value[6:8])):
        return None
    verhoeff = import_module("stdnum.verhoeff")
    return sure(luhn(value[:12]) and bool(verhoeff.is_valid(value[:11] + value[12])))


def md_idnp(value: str, before: str) -> Verdict | None:
    """A Moldovan personal code: weights 7 3 1, mod 10."""
    return sure(_weighted(value[:12], (7, 3, 1) * 4) % 10 == int(value[12]))


def pl_id_card(value: str, before: str) -> Verdict | None:
    """A Polish identity card: letters count from 10, weights 7 3 1, the fourth character checks."""
    compact = value.replace(" ", "").upper()
    total = sum(
        int(one, 36) * weight for one, weight in zip(compact, (7, 3, 1, 9, 7, 3, 1, 7, 3), strict=True)
    )
    return sure(total % 10 == 0)


def pt_niss(value: str, before: str) -> Verdict | None:
    """A Portuguese social security number: prime weights, 9 - sum mod 10."""
    return sure(9 - _weighted(value[:10], (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)) % 10 == int(value[10]))


def jmbg(value: str, before: str) -> Verdict | None:
    """A personal number of the states of former Yugoslavia: a date, weights 7 6 5 4 3 2 twice, mod 11."""
    rest = 11 - _weighted(value[:12], (7, 6, 5, 4, 3, 2) * 2) % 11
    day, month, year = int(value[:2]), int(value[2:4]), int(value[4:7])
    full = year + (2000 if year < 800 else 1000)
    return sure((0 if rest > 9 else rest) == int(value[12]) and _real_day(full, month, day))


def ru_snils(value: str, before: str) -> Verdict | None:
    """A Russian SNILS: weights 9 to 1, mod 101."""
    digits = _digits(value)
    return sure(
        len(digits) == 11 and _weighted(digits[:9], tuple(range(9, 0, -1))) % 101 % 100 == int(digits[9:])
    )


def uk_chi(value: str, before: str) -> Verdict | None:
    """A Scottish CHI number: a birth date and the check digit of an NHS number."""
    digits = _digits(value)
    rest = 11 - _weighted(digits[:9], tuple(range(10, 1, -1))) % 11
    return sure(
        (0 if rest == 11 else rest) == int(digits[9]) and _real_day(2000, int(digits[2:4]), int(digits[:2]))
    )


def br_pis(value: str, before: str) -> Verdict | None:
    """A Brazilian PIS, PASEP or NIS: weights 3 2 9 ... 2, mod 11."""
    digits = _digits(value)
    rest = 11 - _weighted(digits[:10], (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return sure(_varied(digits) and (0 if rest > 9 else rest) == int(digits[10]))


def br_cnh(value: str, before: str) -> Verdict | None:
    """A Brazilian driving licence: two check digits by weights 9 to 1 and 1 to 9, mod 11."""
    first = _weighted(value[:9], tuple(range(9, 0, -1))) % 11
    less = 2 if first > 9 else 0
    second = _weighted(value[:9], tuple(range(1, 10))) % 11 - less
    first = 0 if first > 9 else first
    second += 11 if second < 0 else 0
    return sure(_varied(value) and value[9:] == f"{first}{0 if second > 9 else second}")


def br_voter(value: str, before: str) -> Verdict | None:
    """A Brazilian voter's number: two check digits over sequence and state, mod 11."""
    digits = _digits(value)
    first = _weighted(digits[:8], tuple(range(2, 10))) % 11
    first = 0 if first > 9 else first
    second = (_weighted(digits[8:10], (7, 8)) + 9 * first) % 11
    return sure(1 <= int(digits[8:10]) <= 28 and digits[10:] == f"{first}{0 if second > 9 else second}")


def luhn10(value: str, before: str) -> Verdict | None:
    """Ten digits with Luhn, as an Ontario health card has; version letters do not count."""
    digits = _digits(value)
    return sure(len(digits) == 10 and _varied(digits) and luhn(digits))


def uy_ci(value: str, before: str) -> Verdict | None:
    """A Uruguayan identity card: weights 2 9 8 7 6 3 4, mod 10."""
    digits = _digits(value)
    return sure(len(digits) == 8 and -_weighted(digits[:7], (2, 9, 8, 7, 6, 3, 4)) % 10 == int(digits[7]))


def emirates(value: str, before: str) -> Verdict | None:
    """An Emirates id: 784, a birth year, Luhn; not every card keeps to Luhn, so that it only verifies."""
    digits = _digits(value)
    if len(digits) != 15 or not 1900 <= int(digits[3:7]) <= 2100:
        return None
    return Verdict(verified=luhn(digits))


def hk_id(value: str, before: str) -> Verdict | None:
    """A Hong Kong identity card: letters count from 10, a space 36, weights 9 to 1, mod 11."""
    compact = re.sub(r"[()]", "", value).upper().rjust(9, " ")
    numbers = [36 if one == " " else int(one, 36) for one in compact[:8]]
    total = sum(number * weight for number, weight in zip(numbers, range(9, 1, -1), strict=True))
    return sure((total + int(compact[8], 36)) % 11 == 0)


_INDIAN_STATES = words(
    "AN AP AR AS BR CH CG DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TN "
    "TR TS TG UA UK UP WB"
)


def in_plate(value: str, before: str) -> Verdict | None:
    """An Indian vehicle registration: a state's letters first."""
    return shape(value[:2] in _INDIAN_STATES)


def kr_driver(value: str, before: str) -> Verdict | None:
    """A Korean driving licence: an issuing region, year, serial and check digits that are not published."""
    return shape(_varied(_digits(value)))


def kz_iin(value: str, before: str) -> Verdict | None:
    """A Kazakh IIN: a birth date; weights 1 to 11, then 3 to 11, 1, 2 where that gives ten."""
    rest = _weighted(value[:11], tuple(range(1, 12))) % 11
    if rest == 10:
        rest = _weighted(value[:11], (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
    return sure(rest == int(value[11]) and _real_day(2000, int(value[2:4]), int(value[4:6])))


def lk_nic(value: str, before: str) -> Verdict | None:
    """A Sri Lankan identity card, old form or new: a day of the year, 500 more for women."""
    day = int(value[4:7] if len(value) == 12 else value[2:5]) % 500
    return shape(1 <= day <= 366)


def digits10(value: str, before: str) -> Verdict | None:
    """Ten digits that are not one over and over; the issuer publishes no check digit."""
    digits = _digits(value)
    return shape(len(digits) == 10 and _varied(digits))


def ph_tin(value: str, before: str) -> Verdict | None:
    """A Philippine tax number: nine digits and a branch code of three to five."""
    digits = _digits(value)
    return shape(len(digits) in (9, 12, 13, 14) and _varied(digits[:9]))


def sa_id(value: str, before: str) -> Verdict | None:
    """A Saudi national id or iqama: Luhn."""
    return sure(_varied(value) and luhn(value))


def tr_plate(value: str, before: str) -> Verdict | None:
    """A Turkish plate: a province, letters, and as many digits as the letters leave room for."""
    letters = sum(map(str.isalpha, value))
    digits = len(_digits(value)) - 2
    return shape({1: digits in (4, 5), 2: digits in (3, 4), 3: digits in (2, 3, 4)}.get(letters, False))


def tw_id(value: str, before: str) -> Verdict | None:
    """A Taiwanese identity card: the letter as two digits, weights 1 9 8 ... 1, mod 10."""
    number = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(value[0]) + 10
    total = number // 10 + number % 10 * 9 + _weighted(value[1:9], tuple(range(8, 0, -1))) + int(value[9])
    return sure(total % 10 == 0)


def eg_id(value: str, before: str) -> Verdict | None:
    """An Egyptian national id: century, birth date and governorate."""
    year = int(value[1:3]) + (1900 if value[0] == "2" else 2000)
    return shape(_real_day(year, int(value[3:5]), int(value[5:7])) and int(value[7:9]) in {*range(1, 36), 88})


def ng_bvn(value: str, before: str) -> Verdict | None:
    """A Nigerian bank verification number: eleven digits from 22."""
    return shape(_varied(value))


def ng_nin(value: str, before: str) -> Verdict | None:
    """A Nigerian identification number: eleven digits; Verhoeff verifies."""
    verhoeff = import_module("stdnum.verhoeff")
    return Verdict(verified=bool(verhoeff.is_valid(value))) if _varied(value) else None


def plain(value: str, before: str) -> Verdict | None:
    """A shape without a check; its word must stand near by."""
    return shape(_varied(_digits(value)))


_SUM = re.compile(
    r"\d{1,3}(?:[.,]\d{3}){1,4}|\d{1,5}[.,]\d{1,4}|\d{1,3}0{4,}|(?:19|20)\d\d[ \-/.]\d\d?[ \-/.]\d\d?|"
    r"\d{1,9}(?:\.\d{1,9}){2,9}-\d"
)


def named_number(value: str, before: str) -> Verdict | None:
    """A number that its scheme's own name introduces: not a sum, a date, a version or one digit over and over."""
    digits = _digits(value)
    return shape(len(digits) >= 4 and len(set(digits)) > 2 and _SUM.fullmatch(value) is None)


def nz_nhi(value: str, before: str) -> Verdict | None:
    """A New Zealand health number of the old form: letters count from 1, weights 7 to 2, mod 11."""
    numbers = ["ABCDEFGHJKLMNPQRSTUVWXYZ".index(one) + 1 for one in value[:3]] + [
        int(one) for one in value[3:6]
    ]
    rest = sum(number * weight for number, weight in zip(numbers, range(7, 1, -1), strict=True)) % 11
    return sure(rest != 0 and (11 - rest) % 10 == int(value[6]))


_DEA_FIRST = frozenset("ABCDEFGHJKLMPRSTUX")


def us_dea(value: str, before: str) -> Verdict | None:
    """A DEA number: odd digits plus twice the even ones, mod 10."""
    digits = digits_of(value[2:])
    total = _weighted(digits[:6], (1, 2, 1, 2, 1, 2))
    return sure(value[0].upper() in _DEA_FIRST and total % 10 == int(digits[6]))
