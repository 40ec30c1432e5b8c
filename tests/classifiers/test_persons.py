"""Which kinds tell who somebody is."""

import pytest

from classifiers.detector import Hit
from classifiers.persons import identifies


@pytest.mark.parametrize("kind", ["PERSON", "EMAIL_ADDRESS", "US_SSN", "DE_HEALTH_INSURANCE", "PL_PESEL"])
def test_a_number_name_or_address_of_a_person_identifies(kind: str) -> None:
    assert identifies(Hit(0, 1, kind, "x", 65))
    assert not identifies(Hit(0, 1, kind, "x", 64.9)), "a guess names nobody"


@pytest.mark.parametrize(
    "kind", ["US_EIN", "US_BANK_NUMBER", "UK_SORT_CODE", "BR_CNPJ", "IP_ADDRESS", "API_KEY"]
)
def test_a_number_of_a_company_or_machine_does_not(kind: str) -> None:
    assert not identifies(Hit(0, 1, kind, "x", 100))
