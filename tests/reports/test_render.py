"""The formats: each says the same numbers, and none runs what it shows."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from reports.catalog import CatalogFault
from reports.page import Column, Figure, Page, Proof, Table, Unit
from reports.period import Period
from reports.render import csv as as_csv
from reports.render import html as as_html
from reports.render import json as as_json
from reports.render import terminal
from reports.render.bars import HEIGHT, WIDTH, columns, lying, nice_step
from reports.render.formats import FORMATS, renderer

EVIL = "=HYPERLINK(\"http://x\")<script>alert('x')</script>"

BARS = ("allow", "block")
DAYS = Table(
    "day",
    "By day",
    "Requests of each day.",
    (
        Column("day", "Day"),
        Column("requests", "Requests"),
        Column("allow", "Allowed"),
        Column("block", "Blocked"),
    ),
    (("2026-11-01", 1234, 1200, 34), ("2026-11-02", 0, 0, 0), ("2026-11-03", 3, 3, 0)),
    "No requests in this period.",
    bars=BARS,
)
PERSONS = Table(
    "person",
    "By person",
    "Requests of each person.",
    (
        Column("person", "Person"),
        Column("requests", "Requests"),
        Column("allow", "Allowed"),
        Column("block", "Blocked"),
    ),
    ((EVIL, 1000, 970, 30), ("person-bbbbbbbb", 237, 233, 4)),
    "No requests in this period.",
    bars=BARS,
)
EMPTY = replace(PERSONS, id="class", title="By data class", rows=(), empty="Nothing seen.")
PAGE = Page(
    id="usage",
    title="AI usage",
    client="acme",
    client_name="Acme & Söhne <GmbH>",
    period=Period(date(2026, 11, 1), date(2026, 11, 3), "Europe/Berlin"),
    generated="2026-11-21T10:00:00+00:00",
    summary="1,237 requests to AI services.",
    notes=("Persons are pseudonyms.",),
    figures=(
        Figure("requests", "Requests", 1237, "Requests that were decided."),
        Figure("allow", "Allowed", 1203, "Requests that left unchanged."),
        Figure("block", "Blocked", 34, "Requests that did not leave."),
        Figure("added_median", "Added time, median", 3.256, "Milliseconds.", Unit.MILLIS),
        Figure("added_p95", "Added time, 95 %", None, "Milliseconds.", Unit.MILLIS),
    ),
    tables=(DAYS, PERSONS, EMPTY),
    proof=Proof(4321, "ab" * 32, "promptward ledger verify --client acme"),
)


class _Reader(HTMLParser):
    """The elements, attributes and text of a file; complains about elements that are not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)
        if tag not in ("meta", "br", "link", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    assert reader.open == []
    return reader


def test_html_is_well_formed_self_contained_and_harmless() -> None:
    text = as_html.render(PAGE)
    reader = read(text)
    assert not {"script", "link", "img", "iframe", "object"} & set(reader.tags)
    assert not any(name.startswith("on") or name in ("src", "href") for name, _ in reader.attributes)
    assert "url(" not in text
    assert "@import" not in text
    assert EVIL in reader.words
    assert "Acme & Söhne <GmbH>" in reader.words
    assert "default-src 'none'" in text


def test_html_says_what_a_reader_must_know() -> None:
    words = " ".join(" ".join(read(as_html.render(PAGE)).words).split())
    for said in (
        "2026-11-01 to 2026-11-03, days in Europe/Berlin",
        PAGE.generated,
        PAGE.proof.root,
        PAGE.proof.command,
        "4,321 entries",
        "Persons are pseudonyms.",
        "Requests that were decided.",
        "3.26 ms",
        "1,237",
        "Nothing seen.",
    ):
        assert said in words


def test_charts_are_named_described_and_beside_a_table() -> None:
    text = as_html.render(PAGE)
    found = [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]
    assert len(found) == 1 + len(PERSONS.rows)
    chart = found[0]
    ids = (chart.get("aria-labelledby") or "").split()
    assert [chart.find("title").get("id"), chart.find("desc").get("id")] == ids  # type: ignore[union-attr]
    assert all(svg.get("role") == "img" for svg in found)
    assert all(svg.get("aria-label") for svg in found[1:])
    assert text.count("<table") == 2
    assert "1,200" in text


def test_html_without_records_draws_nothing_and_says_so() -> None:
    empty = replace(PAGE, tables=(replace(DAYS, rows=()),), proof=Proof(0, "", ""))
    text = as_html.render(empty)
    assert "<svg" not in text
    assert "No requests in this period." in text
    assert "no entries of this client yet" in text
    read(text)


def test_csv_escapes_what_a_spreadsheet_would_run() -> None:
    rows = list(csv.reader(io.StringIO(as_csv.render(PAGE))))
    assert rows[0] == ["section", "item", "measure", "value"]
    assert ["person", "'" + EVIL, "requests", "1000"] in rows
    assert ["figure", "requests", "count", "1237"] in rows
    assert ["figure", "added_p95", "ms", ""] in rows
    assert ["report", "usage", "ledger root", "ab" * 32] in rows
    assert all(len(row) == 4 for row in rows)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_every_start_of_a_formula(start: str) -> None:
    assert as_csv.safe(start) == "'" + start


@pytest.mark.parametrize("cell", [5, -5, 1.5, "plain", "a=b", ""])
def test_other_cells_stay(cell: str | int | float) -> None:
    assert as_csv.safe(cell) == cell


def test_json_gives_numbers_as_numbers() -> None:
    data = json.loads(as_json.render(PAGE))
    assert data["client"] == {"id": "acme", "name": "Acme & Söhne <GmbH>"}
    assert data["period"] == {"from": "2026-11-01", "to": "2026-11-03", "zone": "Europe/Berlin"}
    assert data["figures"]["requests"]["value"] == 1237
    assert data["figures"]["added_p95"]["value"] is None
    assert data["figures"]["block"]["definition"] == "Requests that did not leave."
    assert data["tables"]["person"]["rows"][0] == {
        "person": EVIL,
        "requests": 1000,
        "allow": 970,
        "block": 30,
    }
    assert data["ledger"] == {"size": 4321, "root": "ab" * 32, "verify": PAGE.proof.command}


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_terminal_keeps_its_width(width: int) -> None:
    lines = terminal.render(PAGE, width).splitlines()
    assert all(len(line) <= width for line in lines)
    assert any("person-bbbbbbbb" in line and "237" in line for line in lines)
    assert not any("\x1b" in line for line in lines)
    assert "\x1b[" in terminal.render(PAGE, width, color=True)


def test_markup_in_a_name_stays_text() -> None:
    page = replace(PAGE, client_name="[red]Acme[/red] [link=x]", tables=())
    assert "[red]Acme[/red] [link=x]" in terminal.render(page, 100)


def test_a_long_table_says_how_much_it_leaves_out() -> None:
    rows = tuple((f"person-{number:08}", 1, 1, 0) for number in range(40))
    text = terminal.render(replace(PAGE, tables=(replace(PERSONS, rows=rows),)), 100)
    assert "and 15 more" in text


@pytest.mark.parametrize(
    ("highest", "step"), [(0, 1), (1, 1), (4, 1), (5, 2), (9, 5), (70, 20), (81, 50), (4001, 2000)]
)
def test_the_scale(highest: int, step: int) -> None:
    assert nice_step(highest) == step


def test_columns_stand_on_the_foot_and_add_up() -> None:
    chart = columns(DAYS)
    top = chart.lines[-1][1]
    assert top >= 1234
    for bar, row in zip(chart.bars, DAYS.rows, strict=True):
        height = sum(part.height for part in bar.parts)
        assert height == pytest.approx(row[1] / top * HEIGHT, abs=0.05)  # type: ignore[operator]
        assert all(part.x >= 0 and part.x + part.width <= WIDTH and part.y >= 0 for part in bar.parts)
        if bar.parts:
            assert bar.parts[0].y + bar.parts[0].height == pytest.approx(HEIGHT)
    assert chart.bars[0].words == "2026-11-01: allowed 1,200, blocked 34"
    assert chart.bars[1].words == "2026-11-02: none"


def test_lying_bars_are_as_long_as_their_share() -> None:
    long, short = lying(PERSONS)
    assert sum(part.width for part in long.parts) == pytest.approx(100)
    assert sum(part.width for part in short.parts) == pytest.approx(23.7, abs=0.01)


def test_formats_by_name() -> None:
    for name in FORMATS:
        assert "1,237" in renderer(name)(PAGE) or "1237" in renderer(name)(PAGE)
    for name in ("pdf", "xlsx"):
        with pytest.raises(CatalogFault, match="not available yet"):
            renderer(name)
    with pytest.raises(CatalogFault, match="no format"):
        renderer("docx")
