"""What the cheap look at a numbering plan refuses, libphonenumber refuses as well."""

import random
from collections.abc import Iterator

import phonenumbers

from classifiers.checks.plans import may_be_of

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


def is_valid(digits: str, region: str) -> bool:
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
