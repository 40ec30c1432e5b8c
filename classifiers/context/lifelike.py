"""Lifelike: who among the people of a test is a real one, for all one can tell.

Writers of tests make up as little as the test asks for. Somebody real has what belongs together: a mail address that is
called after the person, at a firm or a provider and not at an example, with a telephone or a street; a street with a
telephone; a number whose check digits are right. Digits that count up or repeat were typed to fill a field.
"""

import re
from collections.abc import Sequence

from classifiers.compiled import compiled
from classifiers.context.business import near
from classifiers.detector import Hit
from classifiers.persons import is_national
from classifiers.plain import plain

_RECORD = 240  # characters between a person and what belongs to one
_LONG_NAME = 4  # letters of a part of a name that is found again in an address
_FEWEST_DIGITS = 9  # of a telephone with its area
# What stands for a firm or a provider where none is meant; the telephones and streets of manuals and films.
_MADE_UP = compiled(
    r"example|test|sample|fake|dummy|demo|foo|bar\b|acme|contoso|fabrikam|localhost|invalid|domain|company|corp\b|"
    r"(?:^|[@.])(?:e?mail|server|site|host|some\w{0,10}|abc|xyz|\w)\.\w{2,5}$|\.(?:local|lan|internal|dev)$|"
    r"\b555|7946 ?0\d{3}|(?:496|570) ?0\d{3}\b|1632 ?960|7700 ?900|"  # 555 and others that Ofcom keeps for films
    r"01234|1234|2345|4567|9876|8765|(\d)\1{3}|(\d\d)\2\2|"
    r"\b(?:12|123|1234|456|742) |\b(?:main|elm|any|evergreen|oak|fake|high) ?(?:st|street|ave|avenue|terrace|town)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"\D")
_CHECKED = frozenset({"IBAN_CODE", "NATIONAL_ID"})
_FILLED = compiled(r"(\d)\1{4}|(\d\d)\2\2|12345|54321|98765|56789")
PATTERNS = (_MADE_UP, _FILLED)


def lifelike(text: str, hits: Sequence[Hit]) -> list[int]:
    """Where the people stand who seem to be real, in order; each has a first and a last name."""
    people = [hit for hit in hits if hit.kind == "PERSON" and " " in text[hit.start : hit.end]]
    if not people:
        return []
    streets = sorted(hit.start for hit in hits if hit.kind == "STREET_ADDRESS" and not _is_made_up(text, hit))
    phones = sorted(hit.start for hit in hits if hit.kind == "PHONE_NUMBER" and _rings(text, hit))
    numbers = sorted(hit.start for hit in hits if _is_numbered(text, hit))
    mails = [hit for hit in hits if hit.kind == "EMAIL_ADDRESS" and not _is_made_up(text, hit)]
    return sorted(
        person.start
        for person in people
        if near(numbers, person, _RECORD)
        or (
            (near(phones, person, _RECORD) or near(streets, person, _RECORD))
            and (
                (near(phones, person, _RECORD) and near(streets, person, _RECORD))
                or near(
                    sorted(mail.start for mail in mails if _is_called(text, mail, person)), person, _RECORD
                )
            )
        )
    )


def _is_made_up(text: str, hit: Hit) -> bool:
    return _MADE_UP.search(text[hit.start : hit.end]) is not None


def _rings(text: str, hit: Hit) -> bool:
    """Whether a telephone has its area and digits that nobody typed to fill a field."""
    digits = _MARK.sub("", text[hit.start : hit.end])
    return len(digits) >= _FEWEST_DIGITS and _MADE_UP.search(digits) is None and not _is_made_up(text, hit)


def _is_numbered(text: str, hit: Hit) -> bool:
    """Whether a number of somebody has the check digits that it must have."""
    if not hit.verified or not (hit.kind in _CHECKED or is_national(hit.kind)):
        return False
    return _FILLED.search(_MARK.sub("", text[hit.start : hit.end])) is None


def _is_called(text: str, mail: Hit, person: Hit) -> bool:
    """Whether an address is called after somebody."""
    local = plain(text[mail.start : mail.end].partition("@")[0])
    parts = plain(text[person.start : person.end]).replace("-", " ").split()
    return any(len(part) >= _LONG_NAME and part in local for part in parts)
