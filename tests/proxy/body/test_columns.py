"""Values of JSON tables are known by the names of their columns, wherever those are said."""

import json
from typing import Any

import pytest

from classifiers.catalog import load
from proxy.body.columns import columns_of
from proxy.body.json import parse
from tests.proxy.services.test_request_dialects import read

HEADS = ["visit", "what", "mrn"]
ROWS: list[list[Any]] = [[n, f"Item {n}", f"{4471203 + 17 * n}"] for n in range(40)]

TABLES = {
    "named by the first row": {"values": [HEADS, *ROWS]},
    "named beside": {"columns": HEADS, "rows": ROWS},
    "named behind": {"rows": ROWS, "columns": HEADS},
    "rows with null and a list": {"columns": HEADS, "rows": [[None, [b], c] for _, b, c in ROWS]},
    "long numbers": {"columns": HEADS, "rows": [[a, b, int(c)] for a, b, c in ROWS]},
    "a column by the numbers of its rows": {"mrn": {str(n): row[2] for n, row in enumerate(ROWS)}},
    "a list of long numbers": {"mrn": [int(row[2]) for row in ROWS]},
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_a_tool_is_given_is_known_by_its_column(table: dict[str, Any]) -> None:
    call = {"type": "tool_use", "id": "a", "name": "write", "input": table}
    document = read("messages", {"model": "m", "messages": [{"role": "assistant", "content": [call]}]})
    found = load().scan(document.segments).findings
    texts = {segment.place: segment.text for segment in document.segments}
    seen = {texts[one.place][one.start : one.end] for one in found if one.kind == "MEDICAL_RECORD_NUMBER"}
    assert seen == {row[2] for row in ROWS}


@pytest.mark.parametrize(
    "value",
    [
        {"points": [[1.5, 2.5], [3.5, 4.5]]},
        [["a", "b"]],
        [["Ann Lee, 44", "b 1"], ["c", "d"]],
        {"rows": [["a", "b"], ["c", "d", "e"]]},
        [],
        [[], []],
        {"a": [{"b": [1]}]},
    ],
)
def test_what_is_no_table_names_nothing(value: Any) -> None:
    text = json.dumps(value)
    assert columns_of(parse(text), text) == {}


def test_a_row_keeps_its_place_behind_what_is_no_text() -> None:
    text = json.dumps([["a", "b", "c", "d"], [True, "", 1234567890, "x, y"]])
    named = {text[at : at + 4]: name for at, name in columns_of(parse(text), text).items()}
    assert named == {'", 1': "b", "1234": "c", "x, y": "d"}
