"""PowerPoint presentations: slides in their order, runs, notes, tables, charts and what they embed."""

import io

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.bench.carriers.zips import rezipped, unzipped
from tests.classifiers.documents.made import changed, joined, opened

SSN = "-".join(("412", "55", "1207"))


def talk(*titles: str) -> pptx.presentation.Presentation:
    made = pptx.Presentation()
    for title in titles:
        made.slides.add_slide(made.slide_layouts[1]).shapes.title.text = title
    return made


def saved(made: pptx.presentation.Presentation) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_slides_come_in_their_order_with_their_number() -> None:
    file = opened(saved(talk(*(f"title {number}" for number in range(1, 12)))))
    told = [(piece.where, piece.text) for piece in file.pieces if piece.text.startswith("title ")]
    assert told == [(f"slide {number}", f"title {number}") for number in range(1, 12)]


def test_a_value_in_two_runs() -> None:
    made = talk("x")
    paragraph = made.slides[0].placeholders[1].text_frame.paragraphs[0]
    for text in ("SSN 412-", "55-1207 noted"):
        paragraph.add_run().text = text
    out = changed(saved(made), {SSN: "[A]"})
    runs = pptx.Presentation(io.BytesIO(out)).slides[0].placeholders[1].text_frame.paragraphs[0].runs
    assert [run.text for run in runs] == ["SSN [A]", " noted"]
    assert "xml:space" not in unzipped(out).partition("[A]")[0][-200:]  # DrawingML knows no such attribute


def test_a_table_a_chart_and_the_workbook_in_it() -> None:
    made = talk("x")
    box = (Inches(1), Inches(1), Inches(6), Inches(3))
    grid = made.slides[0].shapes.add_table(2, 2, *box).table
    grid.cell(0, 0).text, grid.cell(0, 1).text, grid.cell(1, 0).text, grid.cell(1, 1).text = (
        "Who",
        "SSN",
        "Ann",
        SSN,
    )
    data = CategoryChartData()
    data.categories = [SSN, "other"]
    data.add_series("s", (1, 2))
    made.slides[0].shapes.add_chart(XL_CHART_TYPE.PIE, *box, data)
    raw = saved(made)
    assert f"Who\tSSN\nAnn\t{SSN}" in joined(opened(raw))
    out = changed(raw, {SSN: "[A]"})
    assert SSN not in unzipped(out)
    chart = next(
        shape.chart for shape in pptx.Presentation(io.BytesIO(out)).slides[0].shapes if shape.has_chart
    )
    assert list(chart.plots[0].categories) == ["[A]", "other"]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("ppt/comments/comment1.xml", '<p:cmLst xmlns:p="p"><p:cm><p:text>{}</p:text></p:cm></p:cmLst>'),
        (
            "ppt/commentAuthors.xml",
            '<p:cmAuthorLst xmlns:p="p"><p:cmAuthor name="{}" initials="A"/></p:cmAuthorLst>',
        ),
        (
            "ppt/diagrams/data1.xml",
            '<dgm:pt xmlns:dgm="d" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            "<a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:pt>",
        ),
        ("ppt/media/note.txt", "a text: {}"),
        ("ppt/unknown/thing.xml", "<thing><deep>{}</deep></thing>"),
    ],
)
def test_rare_parts_are_read_and_written(name: str, part: str) -> None:
    raw = rezipped(saved(talk("x")), {}, {name: part.format(SSN)})
    assert SSN in joined(opened(raw))
    out = changed(raw, {SSN: "[A]"})
    assert SSN not in unzipped(out) and "[A]" in unzipped(out)
