"""The names of a table's columns, said again now and then: who reads only a part of a long table needs them."""

from collections.abc import Sequence

from classifiers.documents.contract import Piece

AGAIN = 6_000  # characters after which they are said again
_LONGEST = 500
_FEWEST_ALONE = 3  # texts that stand alone, one below the other, after which a table is over


def leads(pieces: Sequence[Piece]) -> list[str]:
    """What is seen ahead of each piece: its ``before``, and in long tables the head of the table again.

    A head is the first row of several cells, without digits or an ``@``, that has digits below it; what else begins a
    table may be somebody's row, and is not said twice.
    """
    seen = [piece.before for piece in pieces]
    head, first, row = "", list[str](), list[str]()
    told = alone = 0
    begins = True  # with the next row a table may begin
    for index, piece in enumerate(pieces):
        before = piece.before
        if before.strip():  # a format that says it itself, or a label
            told, row = 0, [piece.text]
        elif "\n" not in before and before:
            row.append(piece.text)
        elif before:
            alone = alone + 1 if len(row) == 1 else 0
            if alone >= _FEWEST_ALONE:
                head = ""
            if len(row) < 2:
                begins, first = True, []
            elif begins:
                begins, first = False, row
            elif first:
                head = "\t".join(first) if is_head(first, row) else head
                first = []
            row = [piece.text]
            goes_on = index + 1 < len(pieces) and set(pieces[index + 1].before) == {"\t"}
            if head and told > AGAIN and goes_on:
                seen[index] = f"\n\n{head}\n{before.lstrip(chr(10))}"
                told = 0
        told += len(seen[index]) + len(piece.text)
    return seen


def is_head(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row may name the columns of the one below: short, without digits or an ``@``, over some with digits."""
    whole = "\t".join(row)
    if len(whole) > _LONGEST or "@" in whole or "\n" in whole or any(map(str.isdigit, whole)):
        return False
    return any(any(map(str.isdigit, cell)) for cell in below)
