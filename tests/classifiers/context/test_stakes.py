"""What per cent of a firm somebody holds is theirs; per cents of all else are not."""

import pytest

from classifiers.context.stakes import StakesCombiner
from classifiers.detector import Hit
from classifiers.passage import Passage


def found(text: str, *people: str) -> list[str]:
    hits = [Hit(text.index(one), text.index(one) + len(one), "PERSON", "given", 85.0) for one in people]
    return [text[hit.start : hit.end] for hit in StakesCombiner().combine(Passage(text), hits).hits]


@pytest.mark.parametrize(
    ("text", "stakes"),
    [
        ("Jane Roe holds 38% of the shares, Tom Berg 21%.", ["38%", "21%"]),
        ("Partnership deed: Jane Roe 45 %, Tom Berg (35 per cent)", ["45 %", "35 per cent"]),
        ("Gesellschafter: Jane Roe hält 24,9 %, Tom Berg: 75,1 Prozent", ["24,9 %", "75,1 Prozent"]),
        ("Associés : Jane Roe détient 60%, Tom Berg - 40%", ["60%", "40%"]),
        ("Before the round Jane Roe holds 18.4%, her co-founder Tom Berg 22%.", ["18.4%", "22%"]),
        ("Cap table: Jane Roe 55%, Tom Berg 30%", ["55%", "30%"]),
        ("Vesting: Jane Roe has 20% over four years, Tom Berg 15%", ["20%", "15%"]),
        ("Jane Roe sold her 12% stake to Tom Berg.", ["12%"]),
        ("Jane Roe verkauft den Anteil von 30 % an Tom Berg.", ["30 %"]),
        ("Jane Roe cède 25 % du capital à Tom Berg.", ["25 %"]),
        ("Tom Berg buys 51% of the shares from Jane Roe.", ["51%"]),
        ("Jane Roe cede su participación del 30 % a Tom Berg, son acciones", ["30 %"]),
        ("Wspólnicy: Jane Roe ma 51%, Tom Berg posiada 49%", ["51%", "49%"]),
    ],
)
def test_finds_the_stakes_of_those_who_are_named(text: str, stakes: list[str]) -> None:
    assert found(text, "Jane Roe", "Tom Berg") == stakes


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe says the shares fell by 3% and costs rose 4%.",
        "Jane Roe scored 38% in the test.",
        "The partners agree that Jane Roe has 20% off the price.",
        "Jane Roe, 38, owns shares",
        "Jane Roe scored 88% in maths, Tom Berg 91% in the cap quiz at the table.",
        "Jane Roe shares her 12% discount",
        "Growth of 5% in shares, writes Jane Roe",
        "The stake of the tent is 30% too long for Jane Roe's shares",
        "Is a stake of 5% reportable?" + " It depends on the law." * 12 + " Regards, Jane Roe",
    ],
)
def test_leaves_other_figures(text: str) -> None:
    assert found(text, "Jane Roe") == []
