"""Names of people in cells and fields that say so."""

from classifiers.brands import brands, given, known, spelled
from classifiers.checks.verdict import Verdict, shape


def named(value: str, before: str) -> Verdict | None:
    """A name with a capital letter: no brand, and no words of a language alone ("Total", "Open position")."""
    words = spelled(value)
    letters = [word for word in words if word.isalpha() and len(word) > 1]
    return shape(
        value[:1].isupper()
        and any(word in given() or word not in known() for word in letters)
        and words not in brands()
        and words[:1] not in brands()
    )
