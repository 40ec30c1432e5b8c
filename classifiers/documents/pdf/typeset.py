"""A new, simple pdf from texts: one column, letters of any script, a new page for each page of the old file."""

import io
import textwrap
from collections.abc import Sequence
from itertools import groupby

from classifiers.documents.pdf.letters import Letters, stream

_WIDTH, _HEIGHT, _MARGIN, _SIZE, _LEAD = 595.0, 842.0, 56.0, 10.0, 13.5
_LETTERS = 95  # of a line
_ROWS = int((_HEIGHT - 2 * _MARGIN) / _LEAD)


def typeset(sheets: Sequence[Sequence[str]]) -> bytes:
    """The file, with the lines of each sheet on pages of their own."""
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject

    writer = PdfWriter()
    writer.metadata = None
    letters = Letters()
    held = []
    for sheet in sheets or [[]]:
        rows = [row for line in sheet for row in _rows(line)]
        for first in range(0, max(len(rows), 1), _ROWS):
            page = writer.add_blank_page(width=_WIDTH, height=_HEIGHT)
            drawn = b"".join(
                _line(row, _HEIGHT - _MARGIN - _LEAD * (at + 1), letters)
                for at, row in enumerate(rows[first : first + _ROWS])
            )
            fonts = DictionaryObject({NameObject("/PwH"): _plain()})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            page[NameObject("/Contents")] = writer._add_object(stream(drawn))
            held.append(fonts)
    font = letters.font(writer)
    for fonts in held:
        fonts[NameObject("/PwT")] = font
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _plain() -> object:
    from pypdf.generic import DictionaryObject, NameObject

    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )


def _rows(line: str) -> list[str]:
    line = "".join(one if one.isprintable() else " " for one in line)
    return textwrap.wrap(line, _LETTERS, replace_whitespace=False, drop_whitespace=False) or [""]


def _line(row: str, y: float, letters: Letters) -> bytes:
    """In Helvetica, and what it has no letters for in a font that means them."""
    shown = [f"BT 0 Tr 100 Tz 1 0 0 1 {_MARGIN} {y:.2f} Tm".encode("ascii")]
    for plain, run in groupby(row, _in_helvetica):
        text = "".join(run)
        codes = text.encode("cp1252").hex() if plain else letters.coded(text)
        shown.append(f"/{'PwH' if plain else 'PwT'} {_SIZE} Tf <{codes}> Tj".encode("ascii"))
    return b"\n".join((*shown, b"ET\n"))


def _in_helvetica(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
