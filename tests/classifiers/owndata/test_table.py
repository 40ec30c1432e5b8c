"""Exact data match: two cells of one row, or one that counts alone; nothing that fits many rows."""

from collections.abc import Callable

import pytest

from classifiers.owndata import gathering, table
from classifiers.owndata.fault import DataFault
from classifiers.owndata.keys import Keys
from classifiers.owndata.matcher import OwnData
from classifiers.passage import Passage
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from tests.cost import ends_within

COLUMNS = [
    ("first", "PERSON", False),
    ("last", "PERSON", False),
    ("policy", "POLICY_NUMBER", True),
    ("phone", "PHONE_NUMBER", False),
    ("born", "DATE_OF_BIRTH", False),
]
ROWS = [
    ["Jane", "Roe", "PN-1234-5678", "+44 20 7946 0958", "1980-03-01"],
    ["Will", "Müller", "PN-9999-0001", "", "02.04.1975"],
    ["Åsa", "O'Neil-Smith", "PN-7777-1212", "030 1234567", ""],
]
Find = Callable[[OwnData, str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def own(table_of: Callable[..., OwnData]) -> OwnData:
    return table_of(COLUMNS, *ROWS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jane Roe called", ["Jane", "Roe"]),
        ("ROE, JANE", ["ROE", "JANE"]),
        ("a Jane called", []),
        ("Roe alone", []),
        ("Jane Müller", []),  # of two rows
        ("policy PN 12345678", ["PN 12345678"]),
        ("pn-1234-5678; PN12345678", ["pn-1234-5678", "PN12345678"]),
        ("PN-1234-56789", []),
        ("Jane, 020 7946 0958", ["Jane", "020 7946 0958"]),
        ("Jane: +44 (0)20 7946 0958", ["Jane", "+44 (0)20 7946 0958"]),
        ("Jane: 0044-20-79460958", ["Jane", "0044-20-79460958"]),
        ("jane, born 1 March 1980", ["jane", "1 March 1980"]),
        ("Roe 1.3.1980", ["Roe", "1.3.1980"]),
        ("Roe 03/01/1980", ["Roe", "03/01/1980"]),
        ("Roe 1980-03-02", []),
        ("I will ask Will Mueller", ["Will", "Mueller"]),
        ("Will you see Muller?", ["Will", "Muller"]),
        ("Asa O’Neil Smith", ["Asa", "O’Neil Smith"]),
        ("Jane\tRoe\tPN-1234-5678", ["Jane", "Roe", "PN-1234-5678"]),
        ("Jane " + "so " * 101 + "Roe", []),  # 304 characters apart
        ("Jane " + "so " * 90 + "Roe", ["Jane", "Roe"]),
    ],
)
def test_what_of_a_table_is_found(own: OwnData, text: str, found: list[str]) -> None:
    settled = Scanner([]).scan([Segment(0, text)], own).own
    assert [text[one.start : one.end] for one in settled] == found


def test_every_cell_is_found_as_its_own_kind(own: OwnData, found_in: Find) -> None:
    assert found_in(own, "Jane, 020 7946 0958, PN12345678, 1980/03/01") == [
        ("Jane", "PERSON"),
        ("020 7946 0958", "PHONE_NUMBER"),
        ("PN12345678", "POLICY_NUMBER"),
        ("1980/03/01", "DATE_OF_BIRTH"),
    ]


def test_a_verb_is_no_name_because_a_name_stands_near(own: OwnData, found_in: Find) -> None:
    text = "Will Müller asked. We will answer and then we will close it."
    assert found_in(own, text) == [("Will", "PERSON"), ("Müller", "PERSON")]


def test_columns_of_which_any_two_values_meet_are_not_looked_for_together(
    keys: Keys, table_of: Callable[..., OwnData], found_in: Find
) -> None:
    columns = [("first", "PERSON", False), ("city", "LOCATION", False), ("phone", "PHONE_NUMBER", False)]
    rows = [[f"Na{number % 97}me", f"Ci{number % 89}ty", f"030 {number:07}"] for number in range(5_000)]
    head, _ = gathering.build(
        [gathering.Row(2, row) for row in rows], [gathering.Column(*column) for column in columns], keys
    )
    assert head["weak"] == [["first", "city"]]
    own = table_of(columns, *rows)
    assert found_in(own, "Na7me of Ci7ty") == []
    assert [kind for _, kind in found_in(own, "Na7me, 030 0000007")] == ["PERSON", "PHONE_NUMBER"]
    assert [kind for _, kind in found_in(own, "Ci7ty: 0300000007")] == ["LOCATION", "PHONE_NUMBER"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("will stone", ["will", "stone"]),
        ("stone, will", ["stone", "will"]),
        ("it will not touch the stone", []),
        ("Will is made of Stone", ["Will", "Stone"]),
        ("the stone and Will", []),
        ("Will 164.99", []),
        ("Will 16.4.99", ["Will", "16.4.99"]),
        ("12 + 345678, 12 345678", ["12 345678"]),
    ],
)
def test_words_that_are_names_as_well(
    table_of: Callable[..., OwnData], found_in: Find, text: str, found: list[str]
) -> None:
    columns = [
        ("first", "PERSON", False),
        ("last", "PERSON", False),
        ("born", "DATE_OF_BIRTH", False),
        ("id", "ID", True),
    ]
    own = table_of(columns, ["Will", "Stone", "16.04.1999", "12345678"])
    assert [piece for piece, _ in found_in(own, text)] == found


def test_what_fits_many_rows_points_at_nobody(table_of: Callable[..., OwnData], found_in: Find) -> None:
    rows = [["Maria", "London", f"AB{number:06}"] for number in range(20)]
    rows += [["Zelda", "London", "AB555555"], ["Maria", "Quedlinburg", "unknown"]]
    rows += [["Ada", "Paris", "unknown"] for _ in range(11)]
    own = table_of([("first", "PERSON", False), ("city", "LOCATION", False), ("id", "ID", True)], *rows)
    assert found_in(own, "Maria in London") == []
    assert found_in(own, "Zelda in London") == [("Zelda", "PERSON"), ("London", "LOCATION")]
    assert found_in(own, "it is unknown") == []
    assert found_in(own, "Maria AB000007") == [("Maria", "PERSON"), ("AB000007", "ID")]


def test_the_index_gives_back_no_cell_and_no_row(keys: Keys) -> None:
    from classifiers.owndata.layout import pack

    columns = [gathering.Column(*column) for column in COLUMNS]
    head, sections = gathering.build([gathering.Row(2, cells) for cells in ROWS], columns, keys)
    written = b"".join(pack(table.FORM, head, sections, keys)[0])
    other = b"".join(
        pack(
            table.FORM,
            *gathering.build([gathering.Row(2, cells) for cells in ROWS], columns, Keys(bytes(32))),
            keys,
        )[0]
    )
    for row in ROWS:
        for cell in row:
            assert not cell or cell.casefold().encode() not in written.lower()
    # Under another key not one hash is the same: who has no key cannot try values.
    for name in ("alone", "aliases", "pairs"):
        assert not set(sections[name].tolist()) & set(
            gathering.build([gathering.Row(2, cells) for cells in ROWS], columns, Keys(bytes(32)))[1][
                name
            ].tolist()
        )
    assert written != other


@pytest.mark.parametrize(
    ("columns", "rows", "words"),
    [
        ([("a", "PERSON", False)], [["Jane"]], "finds nothing"),
        ([("a", "PERSON", False), ("b", "PERSON", False)], [], "no rows"),
        ([("a", "PERSON", False), ("b", "DATE_OF_BIRTH", True)], [["Jane", "1980-01-01"]], "dates"),
        ([("a", "PERSON", False), ("b", "PERSON", False)], [["Jane", ""], ["", "Roe"]], "no row"),
        ([("n", "ID", True)], [[f"{number:06}"] for number in range(0, 900_000, 30)], "one in 33"),
        ([(str(number), "ID", True) for number in range(17)], [["x" * 9] * 17], "more than 16"),
    ],
)
def test_a_table_that_finds_nothing_or_too_much_is_a_fault(
    keys: Keys, columns: list[tuple[str, str, bool]], rows: list[list[str]], words: str
) -> None:
    with pytest.raises(DataFault, match=words):
        gathering.build(
            [gathering.Row(line, cells) for line, cells in enumerate(rows, 2)],
            [gathering.Column(*column) for column in columns],
            keys,
        )


def test_long_cells_are_counted_not_kept(keys: Keys) -> None:
    rows = [
        gathering.Row(2, ["Jane", "Roe"]),
        gathering.Row(3, ["x" * 101, "Roe"]),
        gathering.Row(4, ["a b c d e f g h i j", "Li"]),
    ]
    head, _ = gathering.build(rows, [gathering.Column("a", "PERSON"), gathering.Column("b", "PERSON")], keys)
    assert head["count"] == 3 and head["left_out"] == 2


def test_a_cell_that_is_split_by_invisible_characters_is_found(own: OwnData) -> None:
    text = "policy PN-12\u200b34-5678"
    scan = Scanner([]).scan([Segment(0, text)], own)
    assert [(text[one.start : one.end], one.kind) for one in scan.own] == [(text[7:], "POLICY_NUMBER")]


@pytest.mark.parametrize(
    "text", ["Jane Roe ", "Jane Roe PN-1234-5678 +44 20 7946 0958, ", "1980-03-01 Jane\n", "1 "]
)
def test_a_text_of_nothing_but_cells_is_read_in_time(own: OwnData, text: str) -> None:
    text = (text * 20_000)[:20_000]
    assert ends_within(1, lambda: list(own.find(Passage(text))))  # the goal is 0.1 s on a free core


def test_a_cell_in_two_messages_is_found_in_both(own: OwnData) -> None:
    texts = ["The first half of the policy is PN-1234", "and the second half: 5678"]
    scan = Scanner([]).scan([Segment(place, text) for place, text in enumerate(texts)], own)
    assert [texts[one.place][one.start : one.end] for one in scan.own] == ["PN-1234", "5678"]
