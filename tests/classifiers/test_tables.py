"""Tables as people paste them: a head said once tells what stands below it, whatever stands between or around."""

import json
from collections.abc import Callable

import pytest

from classifiers.scanner import Scanner
from classifiers.segment import Segment

type Row = tuple[int, str, str]

ROWS: list[Row] = [(1000 + n, f"Item {n}", f"{412 + n % 80}55{1000 + n}") for n in range(120)]
HEAD = ("number", "what", "ssn")


def lost(scanner: Scanner, text: str) -> list[str]:
    """The numbers of the last column that are not found in a text."""
    found = scanner.scan([Segment(0, text)])
    assert not found.unread
    seen = {text[one.start : one.end] for one in found.findings}
    return [ssn for _, _, ssn in ROWS if ssn not in seen]


def lines(between: Callable[[Row], str] = lambda row: "", mark: str = ",") -> str:
    body = "\n".join(mark.join(map(str, row)) + between(row) for row in ROWS)
    return f"{mark.join(HEAD)}\n{body}"


def every_tenth(what: str) -> Callable[[Row], str]:
    return lambda row: what if row[0] % 10 == 0 else ""


BRACKETS = {
    "list of lists": json.dumps([HEAD, *ROWS]),
    "columns and data": json.dumps({"columns": HEAD, "data": ROWS}),
    "columns and data, a line each": json.dumps({"columns": HEAD, "data": ROWS}, indent=1),
    "a list inside a row": json.dumps({"columns": HEAD, "data": [(a, [b], c) for a, b, c in ROWS]}),
    "tuples of a program": f"HEADS = {HEAD!r}\nROWS = [\n"
    + "".join(f"    {row!r},\n" for row in ROWS)
    + "]\n",
    "a list for each column": json.dumps({"what": [row[1] for row in ROWS], "ssn": [row[2] for row in ROWS]}),
    "a column by the numbers of its rows": json.dumps(
        {"ssn": {str(n): row[2] for n, row in enumerate(ROWS)}}
    ),
}

LINES = {
    "blank lines": lines(every_tenth("\n")),
    "sums between": lines(every_tenth("\nSubtotal 10 people")),
    "a cut row": lines(every_tenth("\n77")),
    "a mark too many": "number,what,ssn\n"
    + "\n".join(f"{a},{b}{', big' if a % 10 == 0 else ''},{c}" for a, b, c in ROWS),
    "a cell of two lines": "number,what,ssn\n" + "\n".join(f'{a},"{b}\nsecond line",{c}' for a, b, c in ROWS),
    "tabs and blank lines": lines(every_tenth("\n"), "\t"),
    "markdown that mail quotes": "> | number | what | ssn |\n> |---|---|---|\n"
    + "\n".join(f"> | {a} | {b} | {c} |" for a, b, c in ROWS),
    "a drawn frame": "┌────────┬───────────┬───────────┐\n│ number ┆ what      ┆ ssn       │\n"
    "╞════════╪═══════════╪═══════════╡\n" + "\n".join(f"│ {a}   ┆ {b} ┆ {c} │" for a, b, c in ROWS),
    "a ruled line": "====== ======== =========\nnumber what      ssn\n====== ======== =========\n"
    + "\n".join(f"{a}   {b:<8} {c}" for a, b, c in ROWS),
    "latex": "\\begin{tabular}{lll}\nnumber & what & ssn \\\\\n"
    + "\n".join(f"{a} & {b} & {c} \\\\" for a, b, c in ROWS)
    + "\n\\end{tabular}",
    "wikitext": '{| class="wikitable"\n! number !! what !! ssn\n'
    + "\n".join(f"|-\n| {a} || {b} || {c}" for a, b, c in ROWS)
    + "\n|}",
    "words ahead of the head": f"Check these: {lines()}",
    "a string of a program": f'DATA = """{lines()}"""\nprint(DATA)',
    "a string of JSON": json.dumps({"role": "tool", "content": lines()}),
    "a string of JSON, read": '{"role": "tool", "content": "' + lines() + '"}',
}


@pytest.mark.parametrize("text", [*BRACKETS.values(), *LINES.values()], ids=[*BRACKETS, *LINES])
def test_what_a_head_names_is_found_to_the_last_row(scanner: Scanner, text: str) -> None:
    assert lost(scanner, text) == []


@pytest.mark.parametrize("joint", [", ", "\n- ", "; "])
def test_a_list_is_found_to_its_end(scanner: Scanner, joint: str) -> None:
    numbers = [f"{412 + n % 80}55{1000 + n}" for n in range(4_000)]
    text = f"SSNs: {joint.join(numbers)}"
    assert len(scanner.scan([Segment(0, text)]).findings) == len(numbers)


def test_another_table_behind_a_gap_has_its_own_head(scanner: Scanner) -> None:
    text = (
        "ssn,what,number\n412551000,a,1\n413551001,b,2\n\n"
        "item,sku,MRN\nbolt,987654321,4471203\nnut,987654322,4471204\n"
    )
    found = {
        (one.kind, text[one.start : one.end])
        for one in scanner.scan([Segment(0, text)]).findings
        if one.detector != "told"
    }
    assert found == {
        ("US_SSN", "412551000"),
        ("US_SSN", "413551001"),
        ("MEDICAL_RECORD_NUMBER", "4471203"),
        ("MEDICAL_RECORD_NUMBER", "4471204"),
    }


def test_a_head_with_a_number_in_a_name_is_one_behind_a_gap(scanner: Scanner) -> None:
    text = "visit,what,note\n12,a,b\n13,c,d\n\nvisit,phone1,mrn\n14,x,4471203\n15,y,4471204\n"
    found = {text[one.start : one.end] for one in scanner.scan([Segment(0, text)]).findings}
    assert found == {"4471203", "4471204"}


def test_tables_in_brackets_one_behind_another_have_their_own_heads(scanner: Scanner) -> None:
    tables = {
        "a": [["visit", "mrn"], ["1", "4471203"]],
        "b": [["x", "y", "mrn"], ["p", "q", "4471204"], ["p", "q", "4471205"]],
        "c": [["visit", "mrn"], ["1", "4471206"]],
    }
    text = json.dumps(tables)
    found = {text[one.start : one.end] for one in scanner.scan([Segment(0, text)]).findings}
    assert found == {"4471203", "4471204", "4471205", "4471206"}


def test_a_statement_is_read_to_its_last_row(scanner: Scanner) -> None:
    rows = ", ".join(f"({n}, '{4_000_000 + 17 * n}')" for n in range(10_200))
    text = f"INSERT INTO visits (number, mrn) VALUES {rows};"
    assert len(scanner.scan([Segment(0, text)]).findings) == 10_200


def test_names_in_strings_with_ends_of_lines_are_whole(scanner: Scanner) -> None:
    text = '{"text":"Hi,\\nAnn Lee asked for a call.\\nMRN 4471203"}'
    found = {text[one.start : one.end] for one in scanner.scan([Segment(0, text)]).findings}
    assert found == {"Ann Lee", "4471203"}


def test_paths_and_ends_of_strings_are_no_lines(scanner: Scanner) -> None:
    text = 'printf("total\\n"); open("C:\\\\new\\\\table.csv"); print("a\\n")'
    assert not scanner.scan([Segment(0, text)]).findings


def test_an_escape_lends_no_letter_to_what_stands_behind_it(scanner: Scanner) -> None:
    text = r'{"text":"Ann Lee\tann.lee@kellerbau.de\nBo Wu\tnina.wu@kellerbau.de\r\n"}'
    found = {text[one.start : one.end] for one in scanner.scan([Segment(0, text)]).findings}
    assert found == {"Ann Lee", "ann.lee@kellerbau.de", "Bo Wu", "nina.wu@kellerbau.de"}


def test_how_an_order_stands_is_no_state(scanner: Scanner) -> None:
    text = "no;customer;state\n1;K-1;paid\n2;K-2;Shipped\n3;K-3;storniert\n4;K-4;Hamburg"
    assert [text[one.start : one.end] for one in scanner.scan([Segment(0, text)]).findings] == ["Hamburg"]
