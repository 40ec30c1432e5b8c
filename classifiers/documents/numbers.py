"""Numbers of spreadsheets as a person sees them: dates, leading zeros, and digits parted as their format says.

Only formats that change what a value reads as are followed (a date, "000-00-0000"); colours and rounding are not.
Source: ISO/IEC 29500-1, 18.8.30 (number formats) and 18.17.4 (dates).
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from classifiers.documents.markup import parse
from classifiers.documents.slots import Part

_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(45, 59)})  # built-in formats
_IN_QUOTES = re.compile(r'"[^"]{0,255}"|\\.|\[[^\]]{0,255}\]|_.|\*.')
_MASK = re.compile(r"[0#][0#\-()./ ]{4,40}")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_LONGEST = 40  # digits


class Styles:
    """The number format of each cell style, read from a style sheet, or as it is given."""

    def __init__(
        self, part: Part | None, formats: Sequence[int] = (), codes: Mapping[int, str] | None = None
    ) -> None:
        self._formats: Sequence[int] = formats
        self._codes: Mapping[int, str] = codes or {}
        self._seen: dict[int, str] = {}
        if part is not None:
            reader = _Reader()
            parse(part.raw, reader)
            self._formats, self._codes = reader.formats, reader.codes

    def shown(self, value: str, style: int) -> str:
        """The text of a number in a cell of a style."""
        kind = self._seen.get(style)
        if kind is None:
            kind = self._seen[style] = self._kind(style)
        if kind == "date":
            return _as_date(value) or _plain(value)
        plain = _plain(value)
        return _masked(plain, kind) if kind else plain

    def _kind(self, style: int) -> str:
        """ "date", a mask of digits, or nothing."""
        number = self._formats[style] if 0 <= style < len(self._formats) else 0
        code = self._codes.get(number, "")
        if number in _DATES or re.search(r"[ymd]", _IN_QUOTES.sub("", code.split(";")[0]), re.IGNORECASE):
            return "date"
        mask = _LITERAL.sub(
            lambda found: found[1] or found[2] or "", code.split(";")[-1 if "[<" in code else 0]
        )
        return (
            mask
            if _MASK.fullmatch(mask.lstrip("(")) and re.search(r"[-()/ ]", mask)
            else mask
            if set(mask) == {"0"}
            else ""
        )


class _Reader:
    def __init__(self) -> None:
        self.formats: list[int] = []
        self.codes: dict[int, str] = {}
        self._cells = False

    def name(self, qualified: str) -> str:
        return qualified.rpartition(" ")[2]

    def start(self, name: str, attributes: Sequence[str], at: int) -> None:
        fields = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            self.formats.append(_whole(fields.get("numFmtId", "")))
        elif name == "numFmt":
            self.codes[_whole(fields.get("numFmtId", ""))] = fields.get("formatCode", "")

    def end(self, name: str, at: int) -> None:
        if name == "cellXfs":
            self._cells = False

    def text(self, text: str, start: int, end: int) -> None:
        pass

    comment = text


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _plain(value: str) -> str:
    """A whole number without exponent and fraction ("4.1E+15"); any other as it is."""
    if value.isdigit():
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if number.is_integer() and abs(number) < 10.0**_LONGEST:
        return str(int(number)) if abs(number) >= 2**53 or "e" in value.lower() else f"{number:.0f}"
    return value


def _as_date(value: str) -> str:
    """Days since the end of 1899; with 1900 taken for a leap year, as Excel does."""
    try:
        days = int(float(value))
    except (ValueError, OverflowError):
        return ""
    if not 1 <= days < 2_958_466:
        return ""
    return (date(1899, 12, 30) + timedelta(days + (days < 60))).isoformat()


def _masked(digits: str, mask: str) -> str:
    """Digits put into a mask from the right: 78051120 in 000-00-0000 is 078-05-1120."""
    if not digits.isdigit():
        return digits
    left, shown = list(digits), []
    for char in reversed(mask):
        if char in "0#":
            if left:
                shown.append(left.pop())
            elif char == "0":
                shown.append("0")
        elif left or "0" in mask:
            shown.append(char)
    return "".join(left) + "".join(reversed(shown))


def whole_digits(text: str) -> str:
    """The digits of a number, without zeros behind its point."""
    whole = text.partition(".")[0] if re.fullmatch(r"-?[0-9]+\.0*", text) else text
    return "".join(char for char in whole if char.isdigit())
