"""The names of columns are said again in long tables, and nobody's row is."""

import itertools
from collections.abc import Iterable

from classifiers.documents.contract import Piece
from classifiers.documents.heads import AGAIN, leads

HEAD = ("number", "what", "paid")


def rows(cells: Iterable[tuple[str, ...]]) -> list[Piece]:
    return [Piece(cell, before="\t" if at else "\n") for row in cells for at, cell in enumerate(row)]


def said(pieces: list[Piece]) -> list[int]:
    """Which pieces have more ahead of them than the format says."""
    return [at for at, lead in enumerate(leads(pieces)) if lead != pieces[at].before]


def data(count: int) -> list[tuple[str, ...]]:
    return [(str(number), f"Item {number}", "12") for number in range(1000, 1000 + count)]


def test_a_head_is_said_again_ahead_of_a_row() -> None:
    pieces = rows([HEAD, *data(1000)])
    found = said(pieces)
    assert found and all(at % 3 == 0 for at in found)
    assert all(leads(pieces)[at] == "\n\nnumber\twhat\tpaid\n" for at in found)
    ends = [0, *found, len(pieces)]
    for start, end in itertools.pairwise(ends):
        assert sum(len(piece.before) + len(piece.text) for piece in pieces[start:end]) < AGAIN + 200


def test_the_row_of_somebody_is_not_said_twice() -> None:
    for first in (("1", "Jane Roe", "12"), ("Jane Roe", "jane@acme.com", "x"), ("Jane", "Roe", "Leeds")):
        below = data(1000) if "Jane" not in first else [("Ann", "Poe", "York")] * 1000
        assert not said(rows([first, *below]))


def test_a_second_table_has_its_own_head_and_prose_has_none() -> None:
    prose = [Piece("A paragraph of a letter.")] * 5
    second = rows([("part", "weight", "price"), *data(1000)])
    pieces = [*rows([HEAD, *data(20)]), *prose, *second]
    told = leads(pieces)
    assert said(pieces) and all(told[at].strip() == "part\tweight\tprice" for at in said(pieces))
    assert not said([*rows([HEAD, *data(20)]), *prose * 500])


def test_a_format_that_says_it_itself_is_left_alone() -> None:
    pieces = [
        Piece(piece.text, before="\n\nnumber\twhat\tpaid\n") if at % 300 == 0 else piece
        for at, piece in enumerate(rows([HEAD, *data(1000)]))
    ]
    assert not said(pieces)
