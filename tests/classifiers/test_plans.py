"""What the cheap look at a numbering plan refuses, libphonenumber refuses as well."""

import random
from collections.abc import Iterator

import phonenumbers
import pytest

from classifiers.checks.plans import may_be_abroad, may_be_of, valid_end

REGIONS = ("AU", "BR", "DE", "ES", "FI", "FR", "GB", "IN", "IT", "JP", "NL", "NO", "PL", "TR", "US", "ZA")


def numbers() -> Iterator[str]:
    """Digits as they are dialled: what plans give as examples, with prefixes and country codes, and any."""
    draw = random.Random(5)
    for region in REGIONS:
        code = str(phonenumbers.country_code_for_region(region))
        for sort in range(11):
            example = phonenumbers.example_number_for_type(region, sort)
            national = phonenumbers.national_significant_number(example) if example is not None else ""
            if national:
                yield from (national, f"0{national}", f"1{national}", code + national, f"{code}00{national}")
    for _ in range(1_500):
        yield "".join(
            draw.choices("0123456789", weights=(3, 2, 1, 1, 1, 1, 1, 1, 1, 1), k=draw.randint(7, 14))
        )


def is_valid(digits: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        return False


def test_a_number_that_is_valid_passes_and_most_others_do_not() -> None:
    refused = valid = asked = 0
    for digits in numbers():
        for region in REGIONS:
            asked += 1
            if not may_be_of(region, digits):
                refused += 1
                assert not is_valid(digits, region), (digits, region)
            elif valid < 200:
                valid += is_valid(digits, region)
    assert valid == 200
    assert refused > asked / 2


def test_so_it_is_behind_the_code_of_a_country() -> None:
    passed = valid = asked = 0
    codes = list(map(str, phonenumbers.COUNTRY_CODE_TO_REGION_CODE))
    draw = random.Random(7)
    for number in numbers():
        digits = draw.choice(codes) + number
        asked += 1
        if may_be_abroad(digits):
            passed += 1
            valid += is_valid(f"+{digits}", None)
        else:
            assert not is_valid(f"+{digits}", None), digits
    assert asked / 3 > passed > valid > 50


def test_the_library_is_not_asked_about_most_numbers_of_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    parse = phonenumbers.parse

    def counted(number: str, region: str | None = None) -> phonenumbers.PhoneNumber:
        asked.append(number)
        return parse(number, region)

    monkeypatch.setattr(phonenumbers, "parse", counted)
    draw = random.Random(9)
    values = [
        f"0{draw.randint(10, 999)} {draw.randint(100, 999)} {draw.randint(100, 99999)}" for _ in range(300)
    ]
    found = sum(valid_end(value, "tel ", False) is not None for value in values)
    assert 20 < found <= len(asked) < 1.5 * len(values)


def test_a_word_in_front_speaks_for_a_plan_that_few_numbers_are_of() -> None:
    assert valid_end("8 912 345-67-89", "", False) is None
    assert valid_end("8 912 345-67-89", "телефон ", False) == 15
