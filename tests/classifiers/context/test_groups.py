"""A number grows over the group that ends it; what is counted behind it, a name or a year is no part of it."""

from collections.abc import Callable

import pytest

type Found = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NSS 48 29 86 3173 9, RFC pendiente", "48 29 86 3173 9"),
        ("CIP MARE 1 790412 02 7 del paciente", "MARE 1 790412 02 7"),
        ("numéro de contrat : 4471-09382-M", "4471-09382-M"),
        ("Versicherungsschein-Nr. KR 77204418.2 gekündigt", "KR 77204418.2"),
        ("n° d'adhérent 0773318 RT depuis 2019", "0773318 RT"),
        ("V5C document reference 4417 209 3358", "4417 209 3358"),
        ("poliza 055 0048 2917 30 6", "055 0048 2917 30 6"),
    ],
    ids=["digit", "two groups", "hyphen", "full stop", "letters", "document", "digits"],
)
def test_grows_over_the_last_group(found: Found, text: str, value: str) -> None:
    assert value in [one for _, one in found(text)]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("policy no. 4829-1736 3 claims last year", "3"),
        ("Kundennummer 48291 736 2 Stück bestellt", "2"),
        ("Aktenzeichen 12 O 482/26 LG Köln", "LG"),
        ("member number 4829173 KG", "KG"),
    ],
    ids=["counted", "pieces", "court", "legal form"],
)
def test_leaves_what_follows(found: Found, text: str, rest: str) -> None:
    place = text.rindex(rest)
    assert not any(text.find(value) <= place < text.find(value) + len(value) for _, value in found(text))
