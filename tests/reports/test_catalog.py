"""The catalogue: a report is one file, and says what it is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import reports.kinds
from reports.catalog import CatalogFault, kind_of, kinds
from reports.ledger import Ledger
from reports.page import Request
from reports.period import Period
from reports.record import Event, Record
from reports.render.formats import renderer

type Make = Callable[..., Record]


def _request(path: Path, by: str = "", **names: str) -> Request:
    return Request(
        ledger=path,
        client="acme",
        client_name="Acme",
        period=Period(date(2026, 11, 1), date(2026, 11, 30)),
        generated="2026-11-21T10:00:00+00:00",
        by=by,
        names={key.replace("_", "-"): value for key, value in names.items()},
    )


def test_every_file_is_a_report_of_its_name() -> None:
    files = {path.stem for path in Path(reports.kinds.__path__[0]).glob("*.py")} - {"__init__"}
    assert set(kinds()) == files
    for name, kind in kinds().items():
        assert name == kind.ID
        assert kind.TITLE
        assert kind.ABOUT.endswith(".")


def test_a_new_file_is_a_new_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fresh.py").write_text('ID = "fresh"\nTITLE = "Fresh"\nABOUT = "New."\nBY = ()\n')
    monkeypatch.setattr(reports.kinds, "__path__", [*reports.kinds.__path__, str(tmp_path)])
    assert "fresh" in kinds()


def test_an_unknown_report() -> None:
    with pytest.raises(CatalogFault, match="usage"):
        kind_of("nothing")


@pytest.mark.parametrize("by", ["", "service", "person", "class", "severity", "action", "day", "tool"])
def test_usage_gives_the_tables_asked_for(tmp_path: Path, by: str) -> None:
    tables = [table.id for table in kind_of("usage").build(_request(tmp_path / "none.db", by)).tables]
    assert tables == ([by] if by else ["day", "service", "person", "class", "failure", "access", "tunnel"])


def test_usage_of_nothing_is_honest(tmp_path: Path) -> None:
    page = kind_of("usage").build(_request(tmp_path / "none.db"))
    assert page.summary == "No request to an AI service is on record in this period."
    assert all(figure.value in (0, None) for figure in page.figures)
    assert all(table.rows == () for table in page.tables)
    assert page.proof.size == 0


def test_every_number_has_a_definition(tmp_path: Path) -> None:
    page = kind_of("usage").build(_request(tmp_path / "none.db"))
    assert all(figure.definition.endswith(".") for figure in page.figures)
    assert all(table.definition.endswith(".") for table in page.tables)
    assert len({figure.id for figure in page.figures}) == len(page.figures)


def test_tools_are_a_breakdown_with_all_of_them(path: Path, make: Make, ledger: Ledger) -> None:
    calls = {f"tool_{number:02}": 50 - number for number in range(40)}
    request = make(tools=calls, classes={"pii.contact": 2}, action="redact")
    ledger.append(request).result(10)
    ledger.append(make(event=Event.OUTCOME, action="", ref=request.id, classes={"pci.pan": 1})).result(10)
    ledger.close()
    page = kind_of("usage").build(_request(path))
    assert "tool" in [table.id for table in page.tables]
    (table,) = kind_of("usage").build(_request(path, "tool")).tables
    cells = [dict(zip((column.id for column in table.columns), row, strict=True)) for row in table.rows]
    assert len(cells) == 40
    assert cells[0] == {
        "tool": "tool_00",
        "calls": 50,
        "requests": 1,
        "redact": 1,
        "stopped": 0,
        "values": 2,
        "answer_values": 1,
    }
    narrowed = kind_of("usage").build(_request(path, "tool"))
    for form, rows in {"json": 40, "csv": 40, "html": 40, "table": 25}.items():
        text = renderer(form, width=80)(narrowed)
        assert text.count("tool_") == rows * (6 if form == "csv" else 1), form
    assert "15 more" in renderer("table", width=80)(narrowed)


def test_usage_words_and_names(path: Path, make: Make, ledger: Ledger) -> None:
    ledger.append(make(person="person-aaaaaaaa")).result(10)
    ledger.append(make(person="person-bbbbbbbb", action="block")).result(10)
    ledger.append(make(event=Event.TUNNELS, action="", counts={"www.example.com": 4})).result(10)
    ledger.close()
    page = kind_of("usage").build(_request(path))
    assert page.summary.startswith("2 requests to AI services: 1 left unchanged, 0 left")
    persons = next(table for table in page.tables if table.id == "person")
    assert [row[0] for row in persons.rows] == ["person-aaaaaaaa", "person-bbbbbbbb"]
    assert "pseudonyms" in page.notes[0]
    assert page.proof.size == 3

    known = kind_of("usage").build(_request(path, "person", person_aaaaaaaa="Anna", person_bbbbbbbb="Anna"))
    assert [row[0] for row in known.tables[0].rows] == ["Anna (person-aaaaaaaa)", "Anna (person-bbbbbbbb)"]
    assert "by name" in known.notes[0]
