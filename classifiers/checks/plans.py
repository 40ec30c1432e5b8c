"""Numbering plans: whether libphonenumber knows a number, after a cheap look of our own.

To parse a number takes it a hundred times as long as the look, and a log has numbers in every line that no plan knows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from classifiers.compiled import compiled
from classifiers.either import alternatives, either

_NEVER = "(?!)"
_CUES = {
    "DE": r"telefon|tel\.|rufnummer|handy|mobil|durchwahl|rückruf|festnetz|erreichbar",
    "FR": "téléphone|tél|portable|joindre|fixe",
    "ES": "teléfono|móvil|tfno|llamar|celular",
    "IT": "telefono|cellulare|cell",
    "NL": "telefoonnummer|mobiel|telefoon|bellen",
    "PL": "telefonu|komórka|telefon|tel",
    "PT": "telemóvel|telefone|celular|contacto",
    "BR": "celular|telefone|zap|whats|wpp|ddd",
    "MX": "celular|cel",
    "TR": "cep|telefon|telefonu|gsm|tel",
    "CZ": "mobil|telefon|zavolejte|zavolat",
    "HU": "mobil|telefon|telefonszám",
    "RO": "mobil|telefon|telefonul",
    "SE": "mobil|mobilnummer|telefon|ring",
}
# Scripts in which a word for a phone may stand right beside the number.
_GLUED = {
    "JP": "電話|携帯|ケータイ|連絡先",
    "CN": "手机|电话|联系|致电|座机",
    "TW": "手機|電話|聯絡",
    "HK": "手機|電話|聯絡",
    "KR": "전화|휴대|핸드폰|연락처|폰번호",
    "RU": r"телефон|тел\.|моб|звон",
    "UA": r"телефон|тел\.|моб|дзвон",
    "BG": r"телефон|тел\.|моб",
    "GR": "τηλ|κινητ",
    "IL": "טלפון|נייד|סלולרי|פלאפון",
    "EG": "هاتف|موبايل|جوال|تليفون|محمول",
    "SA": "هاتف|جوال|موبايل",
    "AE": "هاتف|متحرك|موبايل",
    "TH": "โทร|มือถือ|เบอร์",
    "IN": "फ़ोन|फोन|मोबाइल",
}
_REGION_CUES = {region: compiled(rf"\b(?:{words})\b") for region, words in _CUES.items()} | {
    region: compiled(words) for region, words in _GLUED.items()
}
_ANY_CUE = compiled(
    rf"\b(?:{either(alternatives('|'.join(_CUES.values())))})\b|{either(alternatives('|'.join(_GLUED.values())))}"
)
# Where numbers are dialled with a 0 ahead, and where not; the likeliest first.
_LED_BY_0 = "GB DE FR NL IT CH AU IE BE AT SE IN JP BR TR FI ZA NZ KR TW CN UA RO IL EG TH NG"
_OTHERS = "US ES PL PT IN IT DK NO CZ GR BR"
_GROUP_END = compiled(r"(?<=[\d)])[ \u00a0/]")


# The sorts of numbers that a plan tells apart, as its metadata calls them.
_SORTS = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "voip", "personal_number", "pager", "uan",
    "voicemail",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Plan:
    """Numbers of a country as their plan has them, and what may be dialled ahead of them; ``rewritten``: the prefix is
    not simply taken away."""

    numbers: re.Pattern[str]
    country: str
    abroad: re.Pattern[str]
    trunk: re.Pattern[str]
    rewritten: bool

    def has(self, digits: str, prefixes: int) -> bool:
        """Whether digits are a number of the plan, with at most so many prefixes ahead of it."""
        if self.numbers.match(digits):
            return True
        ahead = self.trunk.match(digits) if prefixes else None
        return ahead is not None and (self.rewritten or self.has(digits[ahead.end() :], prefixes - 1))


def valid_end(value: str, before: str, international: bool) -> int | None:
    """Where in a value a number ends that is valid in one of the likely regions; None if none is.

    ``before`` is the lower-cased text in front, ``international``: the value begins with + or 00.
    """
    import phonenumbers  # here and not above: its metadata costs 100 ms, and most texts hold no candidate

    dialled = "+" + value[2:] if value.startswith("00") else value
    shift = len(value) - len(dialled)
    for end in _ends(value):
        shown = dialled[: end - shift]
        digits = "".join(filter(str.isdecimal, shown))
        for region in (None,) if international else _regions(value, digits, before):
            if not _may_be(region, digits):
                continue
            try:
                number = phonenumbers.parse(shown, region)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(number):
                return end
    return None


def may_be(value: str) -> bool:
    """Whether a number with its country's code is as long as numbers are there; the range may not be in use."""
    import phonenumbers

    try:
        reason = phonenumbers.is_possible_number_with_reason(phonenumbers.parse(value, None))
    except phonenumbers.NumberParseException:
        return False
    return reason == phonenumbers.ValidationResult.IS_POSSIBLE


def _ends(value: str) -> list[int]:
    """Where the number may end: at the end, or before one of the last two groups (another number that
    follows)."""
    groups = [match.start() for match in _GROUP_END.finditer(value)]
    return [len(value), *(end for end in groups[:-3:-1] if sum(map(str.isdigit, value[:end])) >= 8)]


def _regions(value: str, digits: str, before: str) -> Iterator[str]:
    """The numbering plans to try: those that many numbers are of, then those that a word in front speaks for, where
    they may have such a number."""
    rest = (_LED_BY_0 if value.startswith(("0", "(0")) else _OTHERS).split()
    yield from rest
    if _ANY_CUE.search(before) is not None:
        for region, cue in _REGION_CUES.items():
            if region not in rest and _may_be(region, digits) and cue.search(before):
                yield region


def _may_be(region: str | None, digits: str) -> bool:
    """What is asked of a plan before the library is; of digits of other scripts nothing."""
    if not digits.isascii():
        return True
    return may_be_of(region, digits) if region is not None else may_be_abroad(digits)


def may_be_of(region: str, digits: str) -> bool:
    """Whether libphonenumber may find ``digits`` of ASCII valid, dialled in a region (ISO 3166); it cannot if not."""
    plan = _plan(region)
    ahead = plan.abroad.match(digits)
    if plan.has(digits, 1) or (ahead is not None and may_be_abroad(digits[ahead.end() :])):
        return True
    # Behind the country's code it takes the prefix away twice.
    return digits.startswith(plan.country) and plan.has(digits[len(plan.country) :], 2)


def may_be_abroad(digits: str) -> bool:
    """Whether libphonenumber may find ``digits`` of ASCII valid behind a plus or two zeros; it cannot if not."""
    import phonenumbers

    for size in (1, 2, 3):  # no code begins with another
        if (regions := phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:size] or 0))) is not None:
            region = regions[0]
            # Codes of no country have no plan here.
            return _metadata(region) is None or _plan(region).has(digits[size:], 1)
    return False


@cache
def _plan(region: str) -> _Plan:
    import phonenumbers

    code = phonenumbers.country_code_for_region(region)
    # Regions that share a country code share the numbers.
    sharing = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]
    data = _metadata(region)
    return _Plan(
        compiled("|".join(_numbers_of(_metadata(one)) for one in sharing)),
        str(code),
        compiled(data.international_prefix or _NEVER),
        compiled(data.national_prefix_for_parsing or _NEVER),
        data.national_prefix_transform_rule is not None,
    )


def _numbers_of(region: Any) -> str:
    """A pattern for the numbers of a region, of whatever sort. What all sorts have in common would let most digits
    through to the library, which finds the most of them invalid."""
    sorts = [getattr(region, sort) for sort in _SORTS]
    told = dict.fromkeys(
        sort.national_number_pattern for sort in sorts if sort and sort.national_number_pattern
    )
    return f"(?={region.general_desc.national_number_pattern}$)(?:{'|'.join(told)})$"


def _metadata(region: str) -> Any:
    import phonenumbers

    return phonenumbers.PhoneMetadata.metadata_for_region(region)
