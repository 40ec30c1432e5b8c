"""Kinds of findings in groups, and the names that different sources give to the same kind. Pure."""


def _kinds(names: str) -> frozenset[str]:
    return frozenset(names.split())


CREDENTIALS = _kinds(
    "PASSWORD API_KEY ACCESS_TOKEN AWS_ACCESS_KEY AWS_SECRET_KEY AZURE_STORAGE_KEY GCP_SERVICE_ACCOUNT WEBHOOK_URL "
    "PRIVATE_KEY CONNECTION_STRING JWT SESSION_TOKEN PASSWORD_HASH RECOVERY_KEY TOTP_SECRET LICENSE_KEY SECRET"
)
NAMES = _kinds("PERSON ORGANIZATION LOCATION")
# What only its surroundings tell, and what other data sets label that nobody has to find.
CONTEXT = _kinds(
    "AGE DATE_TIME SALARY MEDICAL_CONDITION LAB_RESULT FINANCIAL_AMOUNT PROJECT_CODENAME CONFIDENTIAL_TEXT NRP "
    "SEXUAL_ORIENTATION FINANCIAL_SITUATION TRADE_UNION CRIMINAL_RECORD BIOMETRIC CASE_NUMBER RELIGION POLITICS SOURCE_CODE SYSTEM_LOG "
    "CUI_MARKING MARKING CONFIDENTIAL_MARKING PRIVILEGED_MARKING EXPORT_MARKING CLASSIFIED_MARKING LEGAL_PRIVILEGE "
    "GENETIC_DATA MNPI TITLE DOMAIN_NAME PRODUCT CREATIVE-WORK GROUP CORPORATION"
)
GROUPS = ("identifiers", "credentials", "persons", "organisations and places", "context")

# The same thing under other names: of other data sets, of peers, of a part for the whole.
_SAME = {
    "PER": "PERSON",
    "person": "PERSON",
    "location": "LOCATION",
    "PERSON_NAME": "PERSON",
    "NAME": "PERSON",
    "ORG": "ORGANIZATION",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "ZIP_CODE": "LOCATION",
    "ADDRESS": "STREET_ADDRESS",
    "HEALTH_PLAN_ID": "US_HEALTH_INSURANCE_MEMBER_ID",
    "US_PASSPORT": "PASSPORT",
    "UK_PASSPORT": "PASSPORT",
    "DE_PASSPORT": "PASSPORT",
    "UK_BANK_ACCOUNT": "US_BANK_NUMBER",
    "ACCESS_TOKEN": "API_KEY",
    "AWS_ACCESS_KEY": "API_KEY",
    "AWS_SECRET_KEY": "API_KEY",
    "AZURE_STORAGE_KEY": "API_KEY",
    "WEBHOOK_URL": "API_KEY",
    "SESSION_TOKEN": "API_KEY",
    "CONNECTION_STRING": "PASSWORD",
}


def same(kind: str) -> str:
    """The one name of a kind."""
    return _SAME.get(kind, kind)


def group_of(kind: str) -> str:
    """Which of ``GROUPS`` a kind belongs to; what nobody named otherwise is a structured identifier."""
    kind = kind if kind in CREDENTIALS or kind.upper() in CONTEXT else same(kind)
    if kind in CREDENTIALS:
        return "credentials"
    if kind == "PERSON":
        return "persons"
    if kind in NAMES:
        return "organisations and places"
    return "context" if kind.upper() in CONTEXT else "identifiers"


def named_right(gold: str, found: str) -> bool:
    """Whether a finding's kind says what the gold label says."""
    if gold == "SECRET":
        return found in CREDENTIALS
    return same(gold) == same(found)
