"""A PowerPoint presentation by python-pptx: slides, notes, tables, charts with their workbooks, alternative texts."""

import io

import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.bench.carriers.values import Secret, by_kind

NAME = "PowerPoint presentation (pptx)"
FILE = "talk.pptx"
_BOX = (Inches(1), Inches(1), Inches(6), Inches(3))


def make(given: list[Secret]) -> bytes:
    rest = list(given)

    def take(kind: str = "") -> Secret:
        one = (by_kind(rest, kind) or rest)[0]
        rest.remove(one)
        return one

    talk = pptx.Presentation()
    talk.core_properties.subject = take().sentence
    talk.core_properties.comments = take().sentence
    talk.slide_layouts[6].name = "Blank"
    talk.slide_master.shapes[0].text_frame.text = take().sentence
    chart = talk.slides.add_slide(talk.slide_layouts[6])
    data = CategoryChartData()
    data.categories = [take("e-mail").value for _ in range(3)]
    data.add_series(take("name").sentence, (1, 2, 3))
    chart.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *_BOX, data)
    while rest:
        slide = talk.slides.add_slide(talk.slide_layouts[1])
        slide.shapes.title.text = take().sentence
        frame = slide.placeholders[1].text_frame
        if rest:
            one = take()
            at = one.sentence.index(one.value) + len(one.value) // 2
            for text in (one.sentence[:at], one.sentence[at:]):
                frame.paragraphs[0].add_run().text = text
        if rest:
            slide.notes_slide.notes_text_frame.text = take().sentence
        if len(rest) >= 2:
            grid = slide.shapes.add_table(3, 2, *_BOX).table
            for row, one in enumerate((take(), take()), 1):
                grid.cell(row, 0).text, grid.cell(row, 1).text = one.label, one.value
        if rest:
            slide.shapes[0]._element.nvSpPr.cNvPr.set("descr", take().sentence)
        mails = by_kind(rest, "e-mail")
        if mails:
            rest.remove(mails[0])
            run = frame.add_paragraph().add_run()
            run.text = "write"
            run.hyperlink.address = f"mailto:{mails[0].value}"
    out = io.BytesIO()
    talk.save(out)
    return out.getvalue()


def reopen(data: bytes) -> None:
    assert len(pptx.Presentation(io.BytesIO(data)).slides)
