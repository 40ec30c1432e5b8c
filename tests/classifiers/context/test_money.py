"""Amounts: whose they are, and which are nobody's."""

from collections.abc import Callable, Iterable

import pytest

from classifiers.context.money import MoneyCombiner
from classifiers.context.read import lists
from classifiers.detector import Hit
from classifiers.passage import Passage
from tests.cost import grows_linearly


@pytest.fixture(scope="module")
def judge() -> MoneyCombiner:
    return MoneyCombiner(lists("money"))


def found(judge: MoneyCombiner, text: str, *people: str, others: Iterable[Hit] = ()) -> list[tuple[str, str]]:
    hits = [Hit(text.find(one), text.find(one) + len(one), "PERSON", "given", 85.0) for one in people]
    combined = judge.combine(Passage(text), sorted([*hits, *others]))
    return [(hit.kind, text[hit.start : hit.end]) for hit in sorted(combined.hits)]


SOMEBODYS = [
    ("Jane Roe gets a salary of 41,700 from May.", "Jane Roe", "SALARY", "41,700"),
    ("Jane Roe earns £52k, keep it quiet", "Jane Roe", "SALARY", "£52k"),
    ("Uwe Brandt, Gehaltsvorstellung 64.000 €", "Uwe Brandt", "SALARY", "64.000 €"),
    ("Luc Petit, salaire brut 3 200 €", "Luc Petit", "SALARY", "3 200 €"),
    ("Marta Gil cobra 1.120 € al mes", "Marta Gil", "SALARY", "1.120 € al mes"),
    ("Gianni Riva, RAL attesa 34.000", "Gianni Riva", "SALARY", "34.000"),
    ("Kees Smit, salaris € 3.412,16 bruto", "Kees Smit", "SALARY", "€ 3.412,16 bruto"),
    ("João Reis ganha 2.500 €", "João Reis", "SALARY", "2.500 €"),
    ("Ewa Lis, wynagrodzenie 8 733,00 zł", "Ewa Lis", "SALARY", "8 733,00 zł"),
    ("Offer from Jane Roe: $1.9M upfront", "Jane Roe", "FINANCIAL_AMOUNT", "$1.9M"),
    ("Uwe Brandt: Umsatz 18,9 Mio. €", "Uwe Brandt", "FINANCIAL_AMOUNT", "18,9 Mio. €"),
]


@pytest.mark.parametrize(
    ("text", "person", "kind", "amount"), SOMEBODYS, ids=[one[0][:30] for one in SOMEBODYS]
)
def test_an_amount_counts_beside_its_word_and_a_person(
    judge: MoneyCombiner, text: str, person: str, kind: str, amount: str
) -> None:
    assert found(judge, text, person) == [(kind, amount)]
    assert found(judge, text) == []


BESIDE_A_NAME = [
    ("I'd have stayed for 52k but Jane Roe said no", ["52k"]),
    ("Jane Roe: ex gratia £18,250, last day 30 June", ["£18,250"]),
    ("Jane Roe braucht 200 € mehr", ["200 €"]),
    ("Jane Roe needs eleven hundred quid for the skip", ["eleven hundred quid"]),
    ("Jane Roe bids 1,450p a share", ["1,450p"]),
    ("Jane Roe: Q3 rev $12.4M vs plan 13.9, churn 4%", ["$12.4M", "13.9"]),
    ("Jane Roe: £2,870 a month, Tom: €1.2m/yr, band 165-180k", ["£2,870 a month", "€1.2m/yr", "165-180k"]),
    ("Jane Roe zahlt 41,20/Stk, wir R4.6m und R2D2", ["41,20/Stk", "R4.6m"]),
    ("Jane Roe bids 1,320p a share, or 18,3 millones de euros", ["1,320p", "18,3 millones de euros"]),
    ("Jane Roe is asking 78, Tom wants £70k", ["78", "£70k"]),
    ("Jane Roe made £142 a head, then 31 zł za godzinę", ["£142 a head", "31 zł za godzinę"]),
    ("Jane Roe prend 45 euros de l'heure, 10 € por persona", ["45 euros de l'heure", "10 € por persona"]),
    (
        "Jane Roe: € 1.150 excl. btw, £640 plus VAT, £50 each way",
        ["€ 1.150 excl. btw", "£640 plus VAT", "£50 each"],
    ),
    ("Jane Roe 13/h, Tom 38/pers, salary later", ["13/h", "38/pers"]),
    ("Jane Roe owes £5 a friend lent her", ["£5"]),
]


@pytest.mark.parametrize(("text", "amounts"), BESIDE_A_NAME, ids=[one[0][:30] for one in BESIDE_A_NAME])
def test_beside_a_name_a_currency_says_enough(judge: MoneyCombiner, text: str, amounts: list[str]) -> None:
    assert [amount for _, amount in found(judge, text, "Jane Roe")] == amounts
    assert found(judge, text) == []


def test_far_from_any_name_it_does_not(judge: MoneyCombiner) -> None:
    text = "Jane Roe is here." + " lorem ipsum" * 30 + " it was £52k then"
    assert found(judge, text, "Jane Roe") == []


def test_a_deal_needs_no_person(judge: MoneyCombiner) -> None:
    text = "Due diligence next week, valuation $42M, not public."
    assert found(judge, text) == [("FINANCIAL_AMOUNT", "$42M")]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe asks: is $5 a good price for a subscription per month?",
        "Jane Roe walked 5 km in 42 minutes and saw 1,200 birds.",
        "Jane Roe set memory_limit=256M and max 10k rows",
        "In 2024 Jane Roe moved; the salary survey 2023 is attached.",
        "Jane Roe: articolo 4410, colore RAL 7016, misure",
    ],
)
def test_what_is_no_secret_stays_silent(judge: MoneyCombiner, text: str) -> None:
    assert found(judge, text, "Jane Roe") == []


def test_the_columns_of_a_payroll(judge: MoneyCombiner) -> None:
    text = (
        "Nombre;Devengado;SS;Líquido\nNuria Gil;2.008,65;167,74;1.577,85\nJuan Sanz;1.498,18;80,85;1.306,63\n"
    )
    assert [amount for kind, amount in found(judge, text, "Nuria Gil") if kind == "SALARY"] == [
        "2.008,65",
        "1.577,85",
        "1.498,18",
        "1.306,63",
    ]


def test_commas_that_nobody_quoted(judge: MoneyCombiner) -> None:
    text = "Id,Contact,Amount,Stage\n1,Jane Roe,$31,335,Verbal\n2,Tom Berg,$138,203,Won\n"
    assert [amount for _, amount in found(judge, text, "Jane Roe")] == ["$31,335", "$138,203"]


def test_an_amount_never_covers_what_was_found_before(judge: MoneyCombiner) -> None:
    text = "Jane Roe, salary 41,700"
    key = Hit(text.find("41"), len(text), "API_KEY", "given", 90.0)
    assert found(judge, text, "Jane Roe", others=[key]) == []


def test_too_many_amounts_are_never_clean(judge: MoneyCombiner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifiers.context.money.MOST_AMOUNTS", 10)
    passage = Passage("Jane Roe salary $1,000 " * 20)
    judge.combine(passage, [Hit(0, 8, "PERSON", "given", 85.0)])
    assert not passage.complete


@pytest.mark.parametrize(
    "piece",
    [
        "amount;b;c\n1;2;3\n",
        "salary $1,000 ",
        "$1",
        "1,",
        "deal 1 000 ",
        "amount,b\n",
        "a hundred ",
        "$1 vs plan 2 ",
        "£1 a head ",
        "12/h",
    ],
)
def test_hostile_texts_cost_what_their_length_does(judge: MoneyCombiner, piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = (piece * size)[:size]
        hits = [Hit(place, place + 2, "PERSON", "given", 85.0) for place in range(0, size, 40)]
        return lambda: judge.combine(Passage(text), hits)

    assert grows_linearly(judged, 10_000)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("sollecito per i morosi:\n- int. 4 Jane Roe 1.226,40\n- int. 7 nessuno 3.902,15", ["1.226,40"]),
        ("Jane Roe: nos deben 67.300 desde marzo", ["67.300"]),
        ("Jane Roe paid 150 and owes 75.50, overdue", ["150", "75.50"]),
        ("overdue: Jane Roe paid 30 days late, version 1.234.56, call 10.30", []),
        ("Jane Roe has version 6,204.50 of it", []),
    ],
)
def test_where_a_text_is_of_debts_exact_numbers_count(
    judge: MoneyCombiner, text: str, amounts: list[str]
) -> None:
    assert [amount for _, amount in found(judge, text, "Jane Roe")] == amounts
    assert found(judge, text) == []


UNSIGNED = [
    ("Jane Roe was offered 34,750, up from 31,200 last year", ["34,750", "31,200"]),
    (
        "Jane Roe owes me four thousand five hundred and paid back about six hundred",
        ["four thousand five hundred", "six hundred"],
    ),
    ("raise for Jane Roe: from 52 to 58 in May", ["52", "58"]),
    ("Jane Roe: aktuell 54.600 brutto, wir könnten auf 57 gehen", ["54.600", "57"]),
    ("Jane Roe cobraba 1.350 al mes, finiquito 4.100, pide nueve mil", ["1.350", "4.100", "nueve mil"]),
    ("Jane Roe: ral attuale 29.500, offerta 32mila", ["29.500", "32mila"]),
    ("on propose à Jane Roe 2 450 net au lieu de 2 300", ["2 450 net", "2 300"]),
    ("Jane Roe zit op 3.150 bruto, wil naar 3.500", ["3.150 bruto", "3.500"]),
    ("Jane Roe ma 8200 brutto, chce 9500", ["8200 brutto", "9500"]),
    ("Jane Roe recebe 1.420, podemos ir até 1600", ["1.420", "1600"]),
]


@pytest.mark.parametrize(("text", "amounts"), UNSIGNED, ids=[one[0][:30] for one in UNSIGNED])
def test_amounts_need_no_sign_where_the_line_speaks_of_money(
    judge: MoneyCombiner, text: str, amounts: list[str]
) -> None:
    assert [
        amount.removesuffix(" net").removesuffix(" bruto").removesuffix(" brutto")
        for _, amount in found(judge, text, "Jane Roe")
    ] == [amount.removesuffix(" net").removesuffix(" bruto").removesuffix(" brutto") for amount in amounts]
    assert found(judge, text) == []


COUNTED = [
    "Jane Roe paid invoices 40117, 40162 and 40188",
    "Jane Roe wants 1,200 users and 250 chairs, quote by Friday",
    "Jane Roe asked for room 4.112 in 2024",
    "Jane Roe offered a lift at Cards.java:211",
    "Jane Roe total = price * 100",
    "Jane Roe pays in PO 4500 and DDT 402",
]
RATES_OF_OTHERS = [
    "Jane Roe had dialysis 3/week, coughs 4/h, pain 2/10, drip 50 ml/h",
    "Jane Roe drove 50 km/h, on 12/Holmes Road",
]


@pytest.mark.parametrize("text", [*COUNTED, *RATES_OF_OTHERS])
def test_numbers_of_other_things_stay_silent_in_talk_of_money(judge: MoneyCombiner, text: str) -> None:
    assert found(judge, text, "Jane Roe") == []


@pytest.mark.parametrize(
    ("head", "amounts"),
    [
        ("base_2026;bonus_pct;proposal_2027", ["64000", "67200"]),
        ("Brutto alt;Note;Brutto neu", ["64000", "67200"]),
        ("salaire 2026;note;proposition 2027", ["64000", "67200"]),
        ("sueldo_actual;nota;propuesta", ["64000", "67200"]),
        ("Current salary;grade;New salary EUR", ["64000", "67200"]),
        # Without a column of pay or of amounts a proposal may be one of anything.
        ("floor;score;proposal_2027", []),
    ],
)
def test_a_column_of_pay_may_say_when_and_have_a_proposal_beside_it(
    judge: MoneyCombiner, head: str, amounts: list[str]
) -> None:
    text = f"name;{head}\nJane Roe;64000;8;67200\n"
    assert [amount for _, amount in found(judge, text, "Jane Roe")] == amounts


def test_columns_of_days_are_amounts_in_a_list_of_debtors(judge: MoneyCombiner) -> None:
    text = "Debtor;0-30;31-60\nJane Roe;1,240;880\n"
    assert [amount for _, amount in found(judge, text, "Jane Roe")] == ["1,240", "880"]
