"""Is an argument, at the place where a call takes a password, one?"""

import re

from classifiers.checks.passwords import call_password
from classifiers.checks.values import hopeless
from classifiers.checks.verdict import SHAPE, Verdict

# Two words with a sign between that joins no names; with a sign of sums only where a capital stands.
_JOINED = re.compile(
    r"[^\W_]{3,20}[!#$&*~^][^\W_]{2,20}|(?=[^A-Z]{0,40}[A-Z])[^\W_]{3,20}[+=?][^\W_]{2,20}",
)


def given_password(value: str, before: str) -> Verdict | None:
    """As ``passwords.call_password``, and two words that a sign joins: the call says what they are."""
    return SHAPE if _JOINED.fullmatch(value) and not hopeless(value) else call_password(value, before)
