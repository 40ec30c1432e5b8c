"""Any XML part of an office package (ISO/IEC 29500, transitional and strict, and Microsoft's extensions) as texts.

A paragraph's runs follow one another with nothing between them. Where something was deleted with tracked changes, the
paragraph comes twice, as it is and as it was; so it does where older programs are to show something else. Field codes
are a line of their own. Texts of elements that nobody knows are lines, too. Attributes that are known to hold words are
edited, all that may hold some are scanned.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from classifiers.documents.collector import Collector
from classifiers.documents.slots import (
    AttributeSlot,
    CommentSlot,
    FormulaText,
    NumberSlot,
    Part,
    Slot,
    TextSlot,
)

_CONTEXT = 100  # characters of a paragraph that are told again with what cannot be edited
_RUN = frozenset({"t", "a:t", "delText"})
_PARAGRAPHS = frozenset({"p", "text"})  # the latter of comments in workbooks
_CODE = frozenset({"instrText", "delInstrText"})
_NUMBER_WORDS = "i1 i2 i4 i8 int r4 r8 decimal ui1 ui2 ui4 ui8 uint posOffset TotalTime"
_NUMBERS = frozenset(_NUMBER_WORDS.split())
_INSIDE = {"br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?\Z")
_NUMBER = re.compile(r"-?\d{1,400}(?:\.\d{0,400})?(?:[Ee][+-]?\d{1,4})?\Z")
# Attributes that hold words wherever they stand.
_EVERYWHERE = """
    descr title alt tooltip author initials userId displayName prompt promptTitle error errorTitle caption
    connectionString command commandText sourceFile description comment userName refreshedBy totalsRowLabel
    displayText mailSubject
"""
_WORDS = frozenset(_EVERYWHERE.split())
# And those that do so in one element.
_SOMEWHERE = """
    docPr/name cNvPr/name property/name cmAuthor/name author/name person/name section/name custShow/name docVar/name
    docVar/val alias/val tag/val default/val listEntry/val statusText/val helpText/val connectString/val query/val
    udl/val listItem/value hyperlink/display filter/val customFilter/val cfRule/text webPr/post scenario/user
    scenario/name userInfo/name protectedRange/name inputCells/val connection/name tableColumn/name
    name/val tableColumn/uniqueName cacheField/name pivotField/name dataField/name textpath/string s/v d/v header/val
    fldSimple/instr lvlText/val dbPr/connection dbPr/command button/label button/screentip button/supertip
"""
_PAIRS = frozenset(tuple(pair.split("/")) for pair in _SOMEWHERE.split())
# What other parts refer to: it is read and stays.
_REFERRED = """
    sheet/name definedName/name bookmarkStart/name sheetName/val table/displayName table/name hyperlink/location
    hyperlink/anchor cacheSource/name worksheetSource/sheet worksheetSource/name pivotTableDefinition/name
    slicer/name slicerCacheDefinition/name xmlColumnPr/xpath
"""
_KEPT = frozenset(tuple(pair.split("/")) for pair in _REFERRED.split())
_FORMULA_WORDS = "definedName formula formula1 formula2 f calculatedColumnFormula totalsRowFormula"
_FORMULAS = frozenset(_FORMULA_WORDS.split())
_LINKS = frozenset({("webPr", "url"), ("hyperlink", "src"), ("href", "href")})
# What no person wrote: numbers, short names, ids, moments, names of schemas, of parts and of media types.
_NO_WORDS = re.compile(
    r"(?!(?:[^0-9]{0,15}[0-9]){9})[^@]{0,15}|-?[0-9]{1,10}|[A-Za-z]{1,80}"
    r"|\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}(?:Z|[+-][0-9:]{5})?"
    r"|http://(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.(?:oclc\.)?org|www\.w3\.org)/[A-Za-z0-9./#-]{0,120}"
    r"|(?:\.\./|/)?(?:[A-Za-z_-]{1,30}/){0,4}\[?[A-Za-z_]{1,40}\]?[0-9]{0,5}\.(?:xml|bin|rels|vml|png|jpe?g|gif|emf|wmf)"
    r"|application/vnd\.(?:openxmlformats|ms)-[A-Za-z0-9.+-]{1,120}"
)
# Elements whose attributes name fonts and styles; what a person called a style stands in style names, which are read.
_LOOKS = """
    lsdException font latin ea cs sym style basedOn next link pStyle rStyle tblStyle rFonts panose1 sig tableStyle
    buFont tblStylePr cellStyle rFont scheme clrMap fmtScheme fontScheme clrScheme tableStyles tblStyleLst
"""
_LOOK_ELEMENTS = frozenset(_LOOKS.split())
_LOOK = re.compile(r"(?!(?:[^0-9]{0,15}[0-9]){9})[A-Za-z0-9 ,;_()&+.-]{1,60}|[0-9A-F]{20}")
_DIGEST_FIELDS = frozenset({"hashValue", "saltValue", "hash", "salt", "passwordHash"})
_BASE64 = re.compile(r"[A-Za-z0-9+/]{0,200}={0,2}")


def wordless(text: str) -> bool:
    """Whether a text is of a form that only programs write."""
    return _NO_WORDS.fullmatch(text) is not None


class Run(NamedTuple):
    """A text of a paragraph, with what a reader sees in front of it."""

    text: str
    slot: Slot
    before: str
    deleted: bool
    inserted: bool
    chosen: bool = False  # of two contents the one for today's programs (mc:AlternateContent)
    fallback: bool = False


class Paragraph:
    """A paragraph while it is read."""

    __slots__ = ("between", "codes", "deleted", "runs")

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.codes: list[tuple[str, Slot]] = []
        self.between = ""  # what was seen since the last run
        self.deleted = False


class Walker:
    """Reads one part into a collector. ``free``: an XML of somebody's own, where everything is words."""

    def __init__(self, part: Part, collector: Collector, where: str, *, free: bool = False) -> None:
        self.part = part
        self.collector = collector
        self.where = where
        self.stack: list[str] = []
        self._tags: list[int] = []
        self._free = free
        self._own_style = True  # below a style that somebody named; the names of others are Word's
        self._paragraphs: list[Paragraph] = []
        self._before = "\n"
        self._fresh = True  # nothing was told since the row began
        self._removed = 0
        self._added = 0
        self._chosen = 0
        self._fallback = 0
        self._kept_numbers = 0  # depth of caches of numbers

    def name(self, qualified: str) -> str:
        uri, _, local = qualified.rpartition(" ")
        return "a:t" if local == "t" and "drawingml" in uri else local

    def start(self, name: str, attributes: Sequence[str], at: int) -> None:
        parent = self.stack[-1] if self.stack else ""
        self.stack.append(name)
        self._tags.append(at)
        if name == "style":
            self._own_style = "customStyle" in attributes
        if attributes:
            self._attributes(name, attributes, at)
        if name in _PARAGRAPHS:
            self._paragraphs.append(Paragraph())
        elif name == "tr":
            self._before, self._fresh = "\n", True
        elif name == "tc":
            if not self._fresh:
                self._before = "\t" if self._before == "\n" else self._before + "\t"
            self._fresh = False
        elif name in ("del", "moveFrom"):
            self._removed += 1
        elif name in ("ins", "moveTo"):
            self._added += 1
        elif name == "Choice":
            self._chosen += 1
        elif name == "Fallback":
            self._fallback += 1
        elif name in ("numCache", "numLit"):
            self._kept_numbers += 1
        elif self._paragraphs:
            if name in _INSIDE:
                self._paragraphs[-1].between += _INSIDE[name]
            elif name == "tab" and parent == "r":
                self._paragraphs[-1].between += "\t"
            elif name == "sym":
                self._paragraphs[-1].between += _letter(attributes)

    def end(self, name: str, at: int) -> None:
        self.stack.pop()
        self._tags.pop()
        if name in _PARAGRAPHS and self._paragraphs:
            self._tell(self._paragraphs.pop())
        elif name in ("del", "moveFrom"):
            self._removed -= 1
        elif name in ("ins", "moveTo"):
            self._added -= 1
        elif name == "Choice":
            self._chosen -= 1
        elif name == "Fallback":
            self._fallback -= 1
        elif name in ("numCache", "numLit"):
            self._kept_numbers -= 1

    def text(self, text: str, start: int, end: int) -> None:
        name = self.stack[-1]
        if name in _RUN or name in _CODE:
            slot = TextSlot(self.part, start, end, -1 if name == "a:t" else self._tags[-1])
            if not self._paragraphs or self.stack[-3:-2] == ["rt"]:  # how a word is spoken stands above it
                self.tell(text, slot)
            elif name in _CODE:
                self._paragraphs[-1].codes.append((text, slot))
            else:
                here = self._paragraphs[-1]
                deleted = self._removed > 0 or name == "delText"
                states = deleted, self._added > 0, self._chosen > 0, self._fallback > 0
                here.runs.append(Run(text, slot, here.between, *states))
                here.between = ""
                here.deleted |= deleted
        elif not text.isspace() and not _TIME.match(text):
            self.tell(text, self._slot(name, text, start, end), self._label(name))

    def _slot(self, name: str, text: str, start: int, end: int) -> Slot:
        if (self._kept_numbers or name in _NUMBERS) and _NUMBER.match(text):
            return NumberSlot(self.part, start, end)
        if name in _FORMULAS and not self._free:
            return FormulaText(self.part, start, end, name != "f")  # an "f" leads to cells
        return TextSlot(self.part, start, end)

    def comment(self, text: str, start: int, end: int) -> None:
        if not text.isspace() and not wordless(text):
            is_comment = self.part.raw[start + 1 : start + 2] == b"!"
            self.tell(text, CommentSlot(self.part, start, end) if is_comment else None)

    @property
    def tag(self) -> int:
        """Where the innermost element begins."""
        return self._tags[-1]

    def tell(self, text: str, slot: Slot | None, label: str = "") -> None:
        """One text as a line or a cell of its own."""
        if not any(map(str.isalnum, text)):
            return
        if slot is None:
            self.collector.add(text, None, self.where)
        else:
            self.collector.add(text, slot, self.where, self._before + label)
            self._before = "\n"

    def _tell(self, paragraph: Paragraph) -> None:
        first = self._before
        runs = [run for run in paragraph.runs if not (run.deleted or run.fallback)]
        for run in runs:
            self.collector.add(run.text, run.slot, self.where, first or run.before)
            first = ""
        if runs:
            self._before = "\n"
        if any(map(str.isalnum, paragraph.between)):  # symbols behind the last run
            said = "".join(run.text for run in runs)[-_CONTEXT:]
            self.collector.add(said + paragraph.between, None, self.where)
        if paragraph.deleted:
            was = [run for run in paragraph.runs if not (run.inserted or run.fallback)]
            self._tell_again(was, "before tracked changes")
        if any(run.fallback for run in paragraph.runs):
            older = [run for run in paragraph.runs if not (run.deleted or run.chosen)]
            self._tell_again(older, "in older programs")
        first = "\n"
        for text, slot in paragraph.codes:
            self.collector.add(text, slot, f"{self.where}, field codes".removeprefix(", "), first)
            first = ""

    def _tell_again(self, runs: Sequence[Run], how: str) -> None:
        """Another reading of a paragraph."""
        first = "\n"
        for run in runs:
            self.collector.add(
                run.text, run.slot, f"{self.where}, {how}".removeprefix(", "), first or run.before
            )
            first = ""

    def _attributes(self, name: str, attributes: Sequence[str], at: int) -> None:
        for index in range(0, len(attributes), 2):
            field, value = attributes[index], attributes[index + 1]
            if (name, field) == ("name", "val") and not self._own_style:
                continue
            if field in _WORDS or (name, field) in _PAIRS or self._free:
                if value and not (self._free and wordless(value) and len(value) < 4):
                    self.tell(value, AttributeSlot(self.part, at, index // 2), self._label(field))
                    if name == "property":
                        self._before = ": "
            elif name == "n" and field == "v":
                self.tell(value, AttributeSlot(self.part, at, index // 2, number=True))
            elif (name, field) in _LINKS or (field == "Target" and "External" in attributes):
                if not wordless(value):
                    self.tell(value, AttributeSlot(self.part, at, index // 2, link=True))
            elif (name, field) in _KEPT:
                self.tell(value, None)
            elif name in _LOOK_ELEMENTS and _LOOK.fullmatch(value):
                continue
            elif not wordless(value) and not (field in _DIGEST_FIELDS and _BASE64.fullmatch(value)):
                self.tell(value, None)

    def _label(self, field: str) -> str:
        return f"{field}: " if self._free else ""


def _letter(attributes: Sequence[str]) -> str:
    """The letter of a symbol, which fonts of symbols keep above F000 (17.3.3.30); a blank for arrows and pictures."""
    fields = dict(zip(attributes[::2], attributes[1::2], strict=True))
    said = fields.get("char", "")
    code = int(said, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", said) else 0
    letter = chr(code - 0xF000 if code >= 0xF000 else code)
    is_drawn = "dings" in fields.get("font", "").lower() or (code >= 0xF000 and not letter.isascii())
    return letter if letter.isalnum() and not is_drawn else " "
