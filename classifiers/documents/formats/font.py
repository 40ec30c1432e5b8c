"""Fonts: TrueType, OpenType, WOFF and WOFF2, which pages carry with them.

Rule 1: shapes of letters, tables of numbers and code that steers shapes are no text; pictures, and whatever programs
put into tables of their own, are opaque.
Rule 2: what every maker says of a font (its names, owner, designer, licence: name ids 0 to 25) is published with it and
is not read, or each page with a font in it would be refused for its designer. Text can hide there, as it can in shapes.
Other names, and what a page's packing says besides, are read.
Sources: OpenType 1.9 (``name``), Apple TrueType Reference, W3C WOFF 1.0 and 2.0.
"""

import struct

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, File, Inner, Source, Unwritten
from classifiers.documents.sfnt import is_font, unpacked

NAME = "font"
ORDER = 20

_SHAPE_WORDS = """
    cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ CFF2 VORG gasp hdmx kern LTSH PCLT VDMX
    vhea vmtx BASE GDEF GPOS GSUB JSTF MATH COLR CPAL acnt ankr avar bsln cvar fdsc feat fmtx fond fvar gvar hsty
    just kerx lcar ltag mort morx opbd prop trak xref Zapf Silf Glat Gloc Feat Sill DSIG HVAR MVAR VVAR STAT MERG
    meta FFTM TTFA Webf bhed addg hebf VTTn TSI0 TSI1 TSI2 TSI3 TSI5 TSIB TSIC TSID TSIJ TSIP TSIS TSIV
"""
_SHAPES = frozenset(_SHAPE_WORDS.split())
_PICTURES = frozenset({"SVG_", "sbix", "CBDT", "CBLC", "EBDT", "EBLC", "bdat", "bloc"})
_MAKERS = 25  # the last number of a name that the format itself gives a meaning
_LONGEST = 20_000  # bytes of what a maker says; the longest licences take a third
_WHERE = "a font"


def claims(source: Source) -> bool:
    return is_font(source.data)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    font, bundle = unpacked(source.data, budget), Bundle(source.data)
    for tag, table in font.tables:
        if tag in _PICTURES:
            bundle.opaque("pictures in a font")
        elif tag not in _SHAPES:
            bundle.opaque("parts of a font that are not known")
        if tag == "name":
            _names(bundle, table)
    bundle.locked(font.about.decode("utf-8", "replace"), _WHERE)
    if font.private:
        bundle.opaque("private data in a font")
    return bundle.built(_write)


def _names(bundle: Bundle, table: bytes) -> None:
    """The names of a font beside those that every font has."""
    _, count, storage = struct.unpack_from(">HHH", table, 0)
    for number in range(count):
        platform, _, _, name, size, at = struct.unpack_from(">6H", table, 6 + 12 * number)
        if name > _MAKERS or size > _LONGEST:
            word = table[storage + at : storage + at + size]
            bundle.locked(word.decode("mac-roman" if platform == 1 else "utf-16-be", "replace"), _WHERE)


def _write(changes: object, replaced: object) -> bytes:
    raise Unwritten("a font")
