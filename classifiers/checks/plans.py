"""Numbering plans: whether libphonenumber knows a number, after a cheap look of our own.

To parse a number takes it a hundred times as long as the look, and a log has numbers in every line that no plan knows.
"""

import re
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


@dataclass(frozen=True, slots=True)
class _Plan:
    """Numbers of a country as their plan has them, and what may be dialled ahead of them; ``rewritten``: the prefix is
    not simply taken away."""

    numbers: tuple[re.Pattern[str], ...]
    country: str
    abroad: re.Pattern[str]
    trunk: re.Pattern[str]
    rewritten: bool

    def has(self, digits: str, prefixes: int) -> bool:
        """Whether digits are a number of the plan, with at most so many prefixes ahead of it."""
        if any(pattern.fullmatch(digits) for pattern in self.numbers):
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
    regions = _regions(value, before, international)
    for end in _ends(value):
        shown = dialled[: end - shift]
        digits = "".join(filter(str.isdecimal, shown))
        for region in regions:
            if region is not None and digits.isascii() and not may_be_of(region, digits):
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


def _regions(value: str, before: str, international: bool) -> list[str | None]:
    """The numbering plans to try, the likeliest first."""
    if international:
        return [None]
    cued: list[str | None] = []
    if _ANY_CUE.search(before) is not None:
        cued = [region for region, cue in _REGION_CUES.items() if cue.search(before)]
    rest = _LED_BY_0 if value.startswith(("0", "(0")) else _OTHERS
    return [*cued, *(region for region in rest.split() if region not in cued)]


def may_be_of(region: str, digits: str) -> bool:
    """Whether libphonenumber may find ``digits`` of ASCII valid, dialled in a region (ISO 3166); it cannot if not."""
    plan = _plan(region)
    if plan.abroad.match(digits) or plan.has(digits, 1):
        return True
    # Behind the country's code it takes the prefix away twice.
    return digits.startswith(plan.country) and plan.has(digits[len(plan.country) :], 2)


@cache
def _plan(region: str) -> _Plan:
    import phonenumbers

    code = phonenumbers.country_code_for_region(region)
    # Regions that share a country code share the numbers.
    sharing = [_metadata(one) for one in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]]
    data = _metadata(region)
    return _Plan(
        tuple(compiled(one.general_desc.national_number_pattern) for one in sharing),
        str(code),
        compiled(data.international_prefix or _NEVER),
        compiled(data.national_prefix_for_parsing or _NEVER),
        data.national_prefix_transform_rule is not None,
    )


def _metadata(region: str) -> Any:
    import phonenumbers

    return phonenumbers.PhoneMetadata.metadata_for_region(region)
