"""Reads a text with tags: blocks as lines, attributes that say something, comments, scripts, files in data: URLs.

Where a tag parts letters or digits that touch, the block is told once more with them in paragraphs of their own: pages
set values apart by styles (``<span>IBAN</span><span>DE89 ...</span>``), drawings by places, and in XML of any kind
``label`` and ``data`` may be fields.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.parse import quote, unquote_to_bytes

from classifiers.documents.contract import Inner, Source, Unread
from classifiers.documents.encodings import Decoded
from classifiers.documents.tagattributes import says
from classifiers.documents.tagcells import CELLS, ROWS, SHOWN, TABLES, Cells
from classifiers.documents.tagged import (
    Attribute,
    Sort,
    Token,
    add_text,
    attributes,
    escaped,
    escaped_bare,
    in_cdata,
    in_comment,
    in_script,
    tokens,
)
from classifiers.documents.traced import Quote, Splice, Trace, Tracing, from_base64, pack_base64

_INLINE_WORDS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p q rp "
    "rt ruby s samp small span strike strong sub sup time tspan tt u var wbr "
    "text:a text:bookmark text:bookmark-end text:bookmark-start text:soft-page-break text:span"
)
_INLINE = frozenset(_INLINE_WORDS.split())
_BEGINS = re.compile(r"[^\W_]|[+(]")  # a word, a number or one of a telephone
_KEPT = frozenset({"pre", "textarea"})
_DATA_URL = re.compile(
    r"\s{0,9}data:([\w.+-]{0,80}/[\w.+-]{0,80})?((?:;[\w.+-]{1,40}=[\w.+-]{0,80}){0,9})(;base64)?,",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"data:(image/[\w.+-]{1,80});base64,([A-Za-z0-9+/]{40,}+={0,2})", re.IGNORECASE)
_PROLOG = re.compile(
    r"[!?]\s*(?:doctype\s+\w+(?:\s+(?:public|system)\s+[\"'][^\"'\[]*[\"'](?:\s+[\"'][^\"'\[]*[\"'])?)?\s*|"
    r"xml[^?]{0,200}\?)\Z",
    re.IGNORECASE,
)


class TagReader:
    """Reads all of one file into ``into``."""

    def __init__(self, data: bytes, found: Decoded, inner: Inner, *, xml: bool) -> None:
        self.raw = found.text
        self.into = Tracing(data, found.text, found.encode, escaped)
        self._inner = inner
        self._xml = xml
        self._folds = not xml  # line breaks are spaces
        self._block = Trace()
        self._joints = set[int]()
        self._before = ""
        self._later: list[tuple[Attribute, str]] = []
        self._kept = 0
        self._cells = Cells()
        self._behind: list[Callable[[], None]] = []  # what is told behind the table
        self._height = ""  # where the last text of a drawing stands

    def read(self) -> Tracing:
        """All tokens in turn."""
        for token in tokens(self.raw, xml=self._xml):
            match token.sort:
                case Sort.TEXT:
                    self._text(token)
                case Sort.START:
                    self._start(token)
                case Sort.END:
                    self._end(token)
                case Sort.CDATA:
                    self._flush(self._before)
                    self._span(token, "", self._lead(), in_cdata, self._cells.splices())
                case Sort.COMMENT:
                    self._aside(token, "comments", in_comment)
                case Sort.RAW:
                    self._aside(token, "scripts and styles", in_script)
                case Sort.OTHER:
                    said = self.raw[token.start : token.end]
                    if not _PROLOG.fullmatch(said):
                        self.into.locked(said, "declarations")
        self._flush("\n")
        self._table_ends()
        return self.into

    def _text(self, token: Token) -> None:
        if not len(self._block) and self.raw[token.start : token.end].isspace():
            return
        if self._block.last.isalnum() and _BEGINS.match(self.raw, token.start):
            self._joints.add(len(self._block))
        for start, end in self._without_pictures(token.start, token.end):
            add_text(self._block, self.raw, start, end, fold=self._folds and not self._kept)

    def _start(self, token: Token) -> None:
        name = token.name
        if name in ("text", "tspan") and self._goes_down(token):
            self._flush("\n")
        if name not in _INLINE:
            self._flush("\n")
            if self._xml:
                self._before = f"\n{name.rpartition(':')[2]}: "
            self._in_table(token)
            self._kept += name in _KEPT
        self._note(token)
        if name not in _INLINE and not self._xml:
            self._attributes()

    def _in_table(self, token: Token) -> None:
        if token.name in TABLES:
            self._cells.table()
        elif token.name in ROWS:
            self._row_ends()
            self._cells.row()
        elif token.name in CELLS:
            self._tell_values("")
            self._cells.cell((one, self.raw[one.start : one.end]) for one in attributes(self.raw, token))

    def _row_ends(self) -> None:
        self._tell_values("")
        self._cells.row_ended()

    def _table_ends(self) -> None:
        """Tell what was kept so that it parts no row."""
        self._row_ends()
        self._cells.table_ended()
        self._attributes()
        behind, self._behind = self._behind, []
        for tell in behind:
            tell()

    def _tell_values(self, shown: str) -> None:
        """Keep the values of the cell that say something else than its text."""
        also = self._cells.splices()
        self._behind += [
            partial(self._attribute, one, "\n", also)
            for one in self._cells.untold(shown)
            if says(one.name, self.raw[one.start : one.end])
        ]

    def _lead(self) -> str:
        """What stands before a text that is told now."""
        lead = self._cells.lead()
        return lead if lead is not None else self._before or "\n"

    def _goes_down(self, token: Token) -> bool:
        """Whether a text of a drawing on a page, or a part of one, stands on another line than what is before it."""
        found = {one.name: self.raw[one.start : one.end].strip() for one in attributes(self.raw, token)}
        before, self._height = self._height, found.get("y", self._height)
        return self._height != before or bool(found.get("dy", "").strip("0.empx"))

    def _note(self, token: Token) -> None:
        """Keep the attributes of a tag that say something; they are told behind its block."""
        found = list(attributes(self.raw, token))
        label = ""
        for one in found:
            if one.name.lower() in ("name", "property", "itemprop", "http-equiv", "placeholder"):
                label = self.raw[one.start : one.end]
        for one in found:
            if not self._cells.inside(one) and says(one.name, self.raw[one.start : one.end]):
                plain = one.name.lower()
                if self._xml:
                    before = f"\n{one.name.rpartition(':')[2]}: "
                else:
                    before = f"\n{label}: " if label and plain in ("value", "content") else "\n"
                self._later.append((one, before))

    def _end(self, token: Token) -> None:
        if token.name not in _INLINE:
            self._flush("\n")
            if token.name in ROWS:
                self._row_ends()
            elif token.name in TABLES:
                self._table_ends()
            if token.name in _KEPT and self._kept:
                self._kept -= 1

    def _flush(self, after: str) -> None:
        """Tell the block so far and the attributes in it; ``after`` stands before what comes."""
        if len(self._block) and not self._block.text.isspace():
            self._tell_values(self._block.text)
            also = self._cells.splices()
            self.into.trace(self._block, "", self._lead(), also=also)
            if self._joints:
                again = partial(self.into.again, self._block.apart(self._joints, escaped), also)
                self._behind.append(again) if self._cells.within else again()
        self._block, self._joints = Trace(), set()
        self._before = after
        self._attributes()

    def _attributes(self) -> None:
        later, self._later = self._later, []
        for one, before in later:
            if not self._cells.within:
                self._attribute(one, before)
            elif one.name.lower() in SHOWN:
                self._attribute(one, self._cells.lead() or before)
            else:
                self._behind.append(partial(self._attribute, one, before))

    def _attribute(self, one: Attribute, before: str, also: Sequence[Splice] = ()) -> None:
        value = self.raw[one.start : one.end]
        head = _DATA_URL.match(value)
        if head:
            self._data_url(one, head)
            return
        trace = Trace()
        for start, end in self._without_pictures(one.start, one.end):
            add_text(trace, self.raw, start, end)
        self.into.trace(trace, "attributes", before, escaped if one.quote else escaped_bare, also=also)

    def _data_url(self, one: Attribute, head: "re.Match[str]") -> None:
        start, old = one.start + head.end(), self.raw[one.start + head.end() : one.end]
        declared = (head[1] or "text/plain") + (head[2] or "")
        if head[3]:
            try:
                data = from_base64(unquote_to_bytes(old).decode("latin-1"))
            except Unread as trouble:
                self.into.opaque(str(trouble))
                return
            self.into.packed(
                start,
                one.end,
                Source(data, "", declared),
                self._inner,
                "embedded",
                lambda new: pack_base64(new, old),
            )
        else:
            data = unquote_to_bytes(old)
            self.into.packed(start, one.end, Source(data, "", declared), self._inner, "embedded", quote)

    def _aside(self, token: Token, where: str, write: Quote) -> None:
        """A comment or a script: told behind the block in which it stands, which it does not part."""
        if not self.raw[token.start : token.end].strip():
            return
        if token.sort is Sort.RAW:
            self._flush("\n")
        self._span(token, where, "\n", write)

    def _span(self, token: Token, where: str, before: str, write: Quote, also: Sequence[Splice] = ()) -> None:
        """What a token says, as it stands there."""
        trace = Trace()
        for start, end in self._without_pictures(token.start, token.end):
            trace.add(self.raw[start:end], start, end)
        self.into.trace(trace, where, before, write, also=also)

    def _without_pictures(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What stands around pictures that a style or a script holds in base64; these are opened."""
        at = start
        if self.raw.find("base64,", start, end) < 0:
            yield start, end
            return
        for found in _PICTURE.finditer(self.raw, start, end):
            try:
                data = from_base64(found[2])
            except Unread as trouble:
                self.into.opaque(str(trouble))
                continue
            yield at, found.start(2)
            old, at = found[2], found.end()
            self.into.packed(
                *(*found.span(2), Source(data, "", found[1]), self._inner, "embedded"),
                partial(_repacked, old),
            )
        yield at, end


def _repacked(old: str, new: bytes) -> str:
    return pack_base64(new, old)
