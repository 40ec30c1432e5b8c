"""Amounts of records and statements: what keys of money hold near somebody, and what ends lines of an account."""

from collections.abc import Callable

import pytest

from classifiers.context.entries import EntriesCombiner
from classifiers.detector import Hit
from classifiers.passage import Passage
from tests.cost import grows_linearly


def found(text: str, *named: str) -> list[str]:
    hits = [Hit(text.index(one), text.index(one) + len(one), "PERSON", "given", 85.0) for one in named]
    return [text[hit.start : hit.end] for hit in EntriesCombiner().combine(Passage(text), hits).hits]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ('{"customer":"Jane Roe","amt":64.90,"status":"late"}', ["64.90"]),
        ('{"payee": "Jane Roe", "amount": "1250.00", "balance": -310.55}', ["1250.00", "-310.55"]),
        ("<Cliente>Jane Roe</Cliente><ImportoTotale>2318.00</ImportoTotale>", ["2318.00"]),
        ("name: Jane Roe\nbetrag: 418.20\ngehalt: 3120\n", ["418.20", "3120"]),
        ('{"nom":"Jane Roe","montant_total":845.5,"salaire":2140}', ["845.5", "2140"]),
        ('{"debiteur":"Jane Roe","openstaandBedrag":192.40,"valorEmDivida":356.70}', ["192.40", "356.70"]),
        (
            "account of Jane Roe\n02 FEB DD WATER 48.00\n03 FEB SO RENT 890.00\nBAL 212.08 OD",
            ["48.00", "890.00", "212.08"],
        ),
        (
            "Umsätze von Jane Roe\n03.02. Lastschrift -84,20\n05.02. Miete -710,00\n09.02. Lohn 1.988,14 €",
            ["-84,20", "-710,00", "1.988,14"],
        ),
        (
            "Jane Roe\n2026-02-03 RECIBO LUZ -71,22\n2026-02-05 ALQUILER -530,00\n2026-02-10 NOMINA 1.310,40",
            ["-71,22", "-530,00", "1.310,40"],
        ),
    ],
)
def test_amounts_of_records_and_accounts_are_found_where_somebody_is_named(
    text: str, amounts: list[str]
) -> None:
    assert found(text, "Jane Roe") == amounts
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"runner":"Jane Roe","lap":64.90,"distance":1200,"value":12,"rate":0.5}',
        '{"user":"Jane Roe","total_tokens":1250,"balance":"left","amount_of_files":12}',
        '{"user":"Jane Roe","amount":"number","balance":0}',
        "Releases by Jane Roe\n02 FEB build 48.00\n03 FEB build 48.10\n07 FEB build 48.20",
        "Hours of Jane Roe\n02.02. office 7,50\n03.02. office 8,00\n04.02. home 6,25",
        "Jane Roe: rent and salary\n02 FEB call 48.00\nsee you then",
    ],
)
def test_other_numbers_of_records_and_dated_lines_are_none(text: str) -> None:
    assert found(text, "Jane Roe") == []


def test_what_others_found_keeps_its_place() -> None:
    text = '{"customer":"Jane Roe","amt":64.90}'
    known = [Hit(13, 21, "PERSON", "given", 85.0), Hit(29, 34, "CUSTOMER_ID", "given", 85.0)]
    assert EntriesCombiner().combine(Passage(text), known).hits == ()


@pytest.mark.parametrize(
    "piece", ['"amt":', "<amt>1", "\namt: 12 ", "02 FEB 1.00 ", "\n02 FEB 1 1 1 1 ", "aB" * 9]
)
def test_hostile_texts_cost_what_their_length_does(piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = (piece * size)[:size]
        return lambda: EntriesCombiner().combine(Passage(text), [Hit(0, 2, "PERSON", "given", 85.0)])

    assert grows_linearly(judged, 10_000)
