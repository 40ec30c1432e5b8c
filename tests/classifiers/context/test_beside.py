"""National numbers right beside somebody's name; what stands beside things, or passes no check, stays."""

from collections.abc import Callable

import pytest

from classifiers.context.beside import sort_of

type Found = Callable[[str], list[tuple[str, str]]]

PESEL, CPR = "7706176" + "9195", "210195-" + "3214"
NHS = ("471 041 " + "5498", "743 385 " + "6331")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Szymańska Beata;{PESEL};501 624 754\n", [("PL_PESEL", PESEL), ("PHONE_NUMBER", "501 624 754")]),
        (f"Please write to Lone Hansen {CPR} today", [("DK_CPR", CPR)]),
        (f"Lone Hansen ({CPR}) has moved", [("DK_CPR", CPR)]),
        (
            f"Mrs Nwosu    {NHS[0]}    02/09/1968    ward 4\nMr Tapp      {NHS[1]}    15/04/1956    ward 6\n",
            [
                ("UK_NHS", NHS[0]),
                ("DATE_OF_BIRTH", "02/09/1968"),
                ("UK_NHS", NHS[1]),
                ("DATE_OF_BIRTH", "15/04/1956"),
            ],
        ),
    ],
    ids=["cells", "prose", "brackets", "two rows of one check digit"],
)
def test_finds_numbers_beside_names(found: Found, text: str, expected: list[tuple[str, str]]) -> None:
    assert set(expected) <= set(found(text))


@pytest.mark.parametrize(
    "text",
    [
        f"pump housing;{PESEL};501 624 754\nshaft seal;{PESEL};602 939 864\n",
        "Beata Szymańska;7706176" + "9196;12\nMarek Duda;7510078" + "0319;14\n",
        f"Mr Tapp paid for part {NHS[1]} on Monday",
        "Lone Hansen 210195-3214.50 kr",
    ],
    ids=["things", "wrong check digits", "not beside", "amount"],
)
def test_leaves_other_numbers(found: Found, text: str) -> None:
    assert not {kind for kind, _ in found(text)} & {"PL_PESEL", "UK_NHS", "DK_CPR", "PHONE_NUMBER"}


def test_one_check_digit_is_not_enough_alone() -> None:
    assert sort_of(NHS[0], alone=True) is None
    assert (sort := sort_of(NHS[0], alone=False)) is not None and sort.kind == "UK_NHS"
