"""What a value is that nothing names, where its neighbours say that it is somebody's."""

import re

from classifiers.checks.contact import birth_date
from classifiers.checks.records import document_number
from classifiers.context import beside

KINDS = frozenset({"CUSTOMER_ID", "DATE_OF_BIRTH", "PHONE_NUMBER", *(sort.kind for sort in beside.SORTS)})
# A day on which somebody could be born who is no child.
_BORN = re.compile(r"(?:19[2-9]\d|200[0-7])-\d\d-\d\d|\d\d?([./\-])\d\d?\1(?:19[2-9]\d|200[0-7])")
_PHONE = re.compile(
    r"(?!\d\d?-\d\d? \d\d?-)(?:\d\d(?:[ .]\d\d){3,4}|0?\d{3} \d{6,7}|"
    r"(?=(?:\D{0,2}\d){9,12}$)\+?\d{1,4}(?:[ \-]\d{2,4}){2,5})"
)
# A day, a time, a year, a range, a sum, a round number, a stamp of a computer, 123456.
_NO_CODE = tuple(
    map(
        re.compile,
        (
            r"\d{4}([./\-])\d\d?\1\d\d?|\d\d?([./\-])\d\d?\2(?:\d\d|\d{4})",
            r"\d{1,2}[.:]\d{2}",
            r"\d{1,4}[\-/]\d{1,4}",
            r"\d{1,3}(?:[., ]\d{3}){0,5}[.,]\d{1,2}|\d{1,18}[.,]\d{1,12}",
            r"\d{1,3}0{4,18}|\d{1,3}(?:[., ]000){1,6}",
            r"1[4-9]\d{8}(?:\d{3})?|20[0-3]\d[01]\d[0-3]\d(?:[T ]?\d{4,6}Z?)?",
            r"0?123456?7?8?9?0?|(\d)\1{3,30}",
        ),
    )
)


def is_a_birthday(value: str) -> bool:
    """Whether a value is a day on which somebody could be born who is no child."""
    return _BORN.fullmatch(value) is not None and birth_date(value, "") is not None


def number_of(value: str) -> str | None:
    """The kind of a number whose own digits or groups tell what it is: a state's number, a telephone; or None."""
    sort = beside.sort_of(value, alone=True)
    if sort is not None:
        return sort.kind
    return "PHONE_NUMBER" if _PHONE.fullmatch(value) else None


def code_of(value: str) -> str | None:
    """The kind of a value that may be any number of somebody's: four digits or more, no day, time, sum or range."""
    digits = sum(map(str.isdigit, value))
    if digits < 4 or (digits == 4 and (" " in value or sum(map(str.isalnum, value)) < 7)):
        return None
    if any(form.fullmatch(value) for form in _NO_CODE):
        return None
    return number_of(value) or ("CUSTOMER_ID" if document_number(value, "") is not None else None)
