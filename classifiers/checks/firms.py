"""Checks of names of firms that only their field tells."""

from classifiers.brands import brands, institutions, listed, spelled
from classifiers.checks.verdict import Verdict, shape

_NO_NAME = frozenset(
    [
        "none",
        "null",
        "unknown",
        "remote",
        "test",
        "example",
        "string",
        "company",
        "name",
        "private",
        "self",
        "employed",
        "freelance",
        "freelancer",
        "various",
        "other",
        "true",
        "false",
        "active",
        "inactive",
        "keine",
        "aucune",
        "ninguna",
        "nessuna",
        "geen",
        "nenhuma",
        "brak",
    ]
)


_FEWEST_OF_A_SENTENCE = 5  # words, of which only the first has a capital


def dealt_with(value: str, before: str) -> Verdict | None:
    """Such a name as a client's, where in a chat a sentence may stand: "Customer: Hi there", "Customer: Yeah"."""
    written = [word for word in value.split() if len(word) > 3 or len(value.split()) == 2]
    plain = spelled(value)
    if not all(word[0].isupper() or not word[0].isalpha() for word in written) or "'" in value.split()[0]:
        return None
    return None if len(plain) == 1 and plain[0] in listed("common.txt") else named(value, before)


def named(value: str, before: str) -> Verdict | None:
    """A name with a capital letter that is no brand, no authority and no word for "nothing"."""
    words = spelled(value)
    letters = [word for word in words if word.isalpha() and len(word) > 1]
    known = brands()
    if len(letters) >= _FEWEST_OF_A_SENTENCE and not any(map(str.isupper, value[1:])):
        return None
    return shape(
        bool(letters)
        and any(map(str.isupper, value))
        and not set(letters) <= _NO_NAME
        and not set(letters) & institutions()
        and not any(words[:size] in known for size in range(1, len(words) + 1))
    )
