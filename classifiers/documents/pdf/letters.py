"""Texts in a pdf in letters of any script: a font without shapes, whose codes say which characters they mean.

Such a text is read, searched and copied; it is shown where the reader has letters of its own, or is meant to be unseen
above the picture of a page (ISO 32000-1, 9.7 and 9.10.3; text rendering mode 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_WIDE = 500  # thousandths of the size that every character takes


@dataclass(frozen=True, slots=True)
class Put:
    """A text on a page: its left end and its base line in points from the lower left, its size and its width."""

    text: str = field(repr=False)
    x: float
    y: float
    size: float
    width: float


@dataclass(slots=True)
class Letters:
    """The characters of one file, each with its code."""

    codes: dict[str, int] = field(default_factory=dict, repr=False)

    def coded(self, text: str) -> str:
        """The codes of a text, in hexadecimal."""
        return "".join(f"{self.codes.setdefault(one, len(self.codes) + 1):04x}" for one in text)

    def unseen(self, put: Put) -> bytes:
        """The operators that write a text which is not shown."""
        natural = len(put.text) * put.size * _WIDE / 1000
        stretch = put.width / natural * 100
        return (
            f"BT 3 Tr /PwT {put.size:.2f} Tf {max(stretch, 1.0):.2f} Tz "
            f"1 0 0 1 {put.x:.2f} {put.y:.2f} Tm <{self.coded(put.text)}> Tj ET\n"
        ).encode("ascii")

    def font(self, writer: Any) -> Any:
        """The finished font, as an object of a pypdf writer."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

        def name(text: str) -> Any:
            return NameObject(text)

        descriptor = DictionaryObject(
            {
                name("/Type"): name("/FontDescriptor"),
                name("/FontName"): name("/ArialUnicodeMS"),
                name("/Flags"): NumberObject(4),
                name("/FontBBox"): ArrayObject(map(NumberObject, (0, -200, 1000, 900))),
                name("/ItalicAngle"): NumberObject(0),
                name("/Ascent"): NumberObject(800),
                name("/Descent"): NumberObject(-200),
                name("/CapHeight"): NumberObject(700),
                name("/StemV"): NumberObject(80),
            }
        )
        inner = DictionaryObject(
            {
                name("/Type"): name("/Font"),
                name("/Subtype"): name("/CIDFontType2"),
                name("/BaseFont"): name("/ArialUnicodeMS"),
                name("/CIDSystemInfo"): DictionaryObject(
                    {
                        name("/Registry"): TextStringObject("Adobe"),
                        name("/Ordering"): TextStringObject("Identity"),
                        name("/Supplement"): NumberObject(0),
                    }
                ),
                name("/FontDescriptor"): writer._add_object(descriptor),
                name("/DW"): NumberObject(_WIDE),
            }
        )
        font = DictionaryObject(
            {
                name("/Type"): name("/Font"),
                name("/Subtype"): name("/Type0"),
                name("/BaseFont"): name("/ArialUnicodeMS"),
                name("/Encoding"): name("/Identity-H"),
                name("/DescendantFonts"): ArrayObject([writer._add_object(inner)]),
                name("/ToUnicode"): writer._add_object(stream(self._meanings())),
            }
        )
        return writer._add_object(font)

    def _meanings(self) -> bytes:
        """The map from codes to characters (a ToUnicode CMap)."""
        rows = [
            f"<{code:04x}> <{one.encode('utf-16-be', 'replace').hex()}>" for one, code in self.codes.items()
        ]
        blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def stream(data: bytes, entries: Sequence[tuple[str, Any]] = ()) -> Any:
    """A stream object, packed."""
    from pypdf.generic import NameObject, StreamObject

    one = StreamObject()
    one.set_data(data)
    for key, value in entries:
        one[NameObject(key)] = value
    return one.flate_encode()
