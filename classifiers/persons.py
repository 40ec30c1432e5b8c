"""Which findings tell who somebody is: the question that every judge of context asks."""

import re

from classifiers.detector import Hit
from classifiers.settle import LOW_LEVEL

# Kinds that name, number or reach one person.
_KINDS = frozenset(
    {
        "PERSON",
        "EMAIL_ADDRESS",
        "PHONE_NUMBER",
        "STREET_ADDRESS",
        "DATE_OF_BIRTH",
        "USERNAME",
        "MEDICAL_RECORD_NUMBER",
        "HEALTH_PLAN_ID",
        "EMPLOYEE_ID",
        "CUSTOMER_ID",
        "STUDENT_ID",
        "NATIONAL_ID",
        "PASSPORT",
        "LICENSE_PLATE",
        "VIN",
        "CREDIT_CARD",
    }
)
# National numbers begin with a country; those of companies and banks tell nothing about a person.
_NATIONAL = re.compile(
    r"(?!IP_|ID_|OS_)[A-Z]{2}_(?!EIN|CNPJ|GSTIN|NIP$|ABN|ACN|VAT|SORT_CODE|BANK|NPI|UEN|REGON|KRS|SIREN|SIRET|BRN|POST|ZIP)[A-Z_]+"
)


def is_national(kind: str) -> bool:
    """Whether a kind is a number that a state gives one person."""
    return _NATIONAL.fullmatch(kind) is not None


def identifies(hit: Hit) -> bool:
    """Whether a hit is sure enough and of a kind that tells who somebody is."""
    return hit.score >= LOW_LEVEL and (hit.kind in _KINDS or is_national(hit.kind))
