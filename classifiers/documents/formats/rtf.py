r"""Rich text (RTF 1.9.1): every text of every group, with its escapes undone; groups and formats stay as they are.

Pictures, objects and tables of names are scanned and not edited.
Source: Rich Text Format (RTF) Specification 1.9.1, "Conventions of an RTF Reader".
"""

import re

from classifiers.checks.words import words
from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.traced import Trace, Tracing

NAME = "rich text file"
ORDER = 20

_TOKEN = re.compile(
    r"(?P<group>[{}])|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})?(?P<blank> ?)"
    r"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])|(?P<text>[^{}\\\r\n]++)|(?P<end>[\r\n]++)|(?P<bad>\\)",
    re.DOTALL,
)
_BREAKS = {
    "par": "\n",
    "line": "\n",
    "softline": "\n",
    "row": "\n",
    "sect": "\n",
    "page": "\n",
    "column": "\n",
    "cell": "\t",
}
_BREAKS |= {"tab": "\t", "nestcell": "\t", "nestrow": "\n"}
_SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}
_SIGNS |= {"bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "~": " ", "_": "-", "-": ""}
# Names of fonts and styles, numbers of lists and whatever else programs put in front.
_TABLES = words(
    "fonttbl colortbl listtable listoverridetable rsidtbl latentstyles mmathPr xmlnstbl pgptbl pgdsctbl "
    "generator stylesheet wgrffmtfilter fchars lchars"
)
_BINARY = {"pict": "a picture", "objdata": "an embedded object", "datastore": "stored data", "blipuid": ""}
_BINARY |= {"themedata": "a theme", "colorschememapping": "a theme"}
_STRINGS = re.compile(rb"(?:[\x20-\x7e]\0){5,4000}|[\x20-\x7e]{5,4000}")
_PAGES = frozenset(f"{place}{pages}" for place in ("header", "footer") for pages in ("", "l", "r", "f"))
_WHERE = {"info": "properties", "fldinst": "field codes", "annotation": "comments", "footnote": "footnotes"}
_WHERE |= {"userprops": "properties", **{word: word[:6] for word in _PAGES}}
_OWN_LINE = frozenset(_WHERE) | words(
    "title author subject keywords operator company manager doccomm propname staticval atnauthor atnid "
    "bkmkstart bkmkend category shptxt sn sv"
)
_CHARSETS = {"0": "cp1252", "128": "cp932", "129": "cp949", "134": "cp936", "136": "cp950", "161": "cp1253"}
_CHARSETS |= {"162": "cp1254", "163": "cp1258", "177": "cp1255", "178": "cp1256", "186": "cp1257"}
_CHARSETS |= {"204": "cp1251", "222": "cp874", "238": "cp1250"}
_INSTEAD = re.compile(r"\\'[0-9a-fA-F]{2}|\\[a-zA-Z]{1,32}-?[0-9]{0,10} ?|\\[^a-zA-Z'{}]|[^{}\\\r\n]")
_DEEPEST = 500


def claims(source: Source) -> bool:
    return source.data.startswith(b"{\\rtf")


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    return _Reader(source.data, inner).read()


class _State:
    """What holds inside a group; a group inside begins with a copy."""

    __slots__ = ("font", "kind", "skip", "table")

    def __init__(self, kind: str = "", skip: int = 1, font: str = "", *, table: bool = False) -> None:
        self.kind, self.skip, self.font, self.table = kind, skip, font, table

    def copy(self) -> "_State":
        return _State(self.kind, self.skip, self.font, table=self.table)


class _Reader:
    def __init__(self, data: bytes, inner: Inner) -> None:
        self._raw = data.decode("latin-1")
        self._into = Tracing(data, self._raw, lambda text: text.encode("latin-1"), _quote)
        self._inner = inner
        self._trace = Trace()
        self._setting = Trace()
        self._before = ""
        self._page = "cp1252"
        self._fonts: dict[str, str] = {}
        self._font = ""  # that is being told in the list of fonts
        self._hex: list[tuple[int, int]] = []  # bytes of one text that are still to be put together
        self._high = ("", 0, 0, 0)  # the first half of a character of two \\u words, and where it stands
        self._binary: list[str] = []

    def read(self) -> File:
        raw, at, state = self._raw, 0, _State()
        above: list[_State] = []
        while at < len(raw):
            found = _TOKEN.match(raw, at)
            if found is None or found["bad"]:
                raise Unread("a broken rich text file")
            at = found.end()
            if found["hex"] is None:
                self._bytes(state)
            if found["group"] and state.table:
                self._into.locked(self._setting.text.strip(" ;"), "settings")
                self._setting = Trace()
            if found["group"] == "{":
                above.append(state)
                state = state.copy()
                if len(above) > _DEEPEST:
                    raise Unread("a rich text file that is nested too deep")
            elif found["group"] == "}":
                self._ends(state, above[-1] if above else state)
                if not above:
                    raise Unread("a broken rich text file")
                state = above.pop()
                if not above:
                    break
            elif found["word"]:
                at = self._word(found, state)
            else:
                self._told(found, state)
        if above:
            raise Unread("a rich text file that is cut short")
        self._flush("")
        if raw[at:].strip("\0\r\n\t "):
            self._into.span(at, len(raw), "behind the end")
        return self._into.file()

    def _flush(self, where: str, before: str = "\n") -> None:
        if len(self._trace) and self._trace.text.strip():
            self._into.trace(self._trace, where, self._before)
        self._trace, self._before = Trace(), before

    def _ends(self, state: _State, outer: _State) -> None:
        if state.kind in _BINARY and outer.kind != state.kind:
            self._object(state.kind)
        elif state.kind != outer.kind:
            self._flush(_WHERE.get(state.kind, ""))

    def _word(self, found: "re.Match[str]", state: _State) -> int:
        word, number = found["word"], found["number"] or ""
        at = found.end()
        if word == "bin" and number:
            size = max(int(number), 0)
            if state.kind in _BINARY:
                self._binary.append(self._raw[at : at + size].encode("latin-1").hex())
            elif size:
                self._into.opaque("binary data in a rich text file")
            return at + size
        if word in ("ansicpg", "mac", "pc", "pca"):
            self._page = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}.get(word, f"cp{number}")
        elif word == "uc" and number:
            state.skip = min(max(int(number), 0), 8)
        elif word == "f":
            state.font = self._font = number
        elif word == "fcharset":
            self._fonts[self._font] = _CHARSETS.get(number, "")
        elif word == "u" and number:
            return self._unicode(int(number), found, state)
        elif word in _BREAKS:
            self._shown(_BREAKS[word], found, state)
            if _BREAKS[word] == "\n" and state.kind not in _BINARY:
                self._flush(_WHERE.get(state.kind, ""), "")
        elif word in _SIGNS:
            self._shown(_SIGNS[word], found, state)
        elif word in _TABLES:
            state.table = True
        elif word in _BINARY:
            state.kind = word
        elif word in _OWN_LINE and self._opens(found.start()):
            self._flush(_WHERE.get(state.kind, ""))
            state.kind = word
            state.table = state.table and word not in _PAGES
        return at

    def _opens(self, at: int) -> bool:
        return self._raw[max(at - 3, 0) : at].endswith(("{", "{\\*", "{\\*\\"))

    def _told(self, found: "re.Match[str]", state: _State) -> None:
        if found["end"] or (found["sign"] and found["sign"] in "*|:"):
            return
        if found["hex"]:
            if state.kind not in _BINARY:
                self._hex.append(found.span())
        elif found["sign"]:
            sign = found["sign"]
            self._shown("\n" if sign in "\r\n" else _SIGNS.get(sign, sign), found, state)
        elif state.kind in _BINARY:
            self._binary.append(found[0])
        elif found[0].isascii():
            self._on(state).add(found[0], *found.span())
        else:
            for place, char in enumerate(found[0], found.start()):
                self._on(state).add(_char(char, self._encoding(state)), place, place + 1, _quote)

    def _on(self, state: _State) -> Trace:
        """Where the text of a group goes; that of tables of settings is read and stays as it is."""
        return self._setting if state.table else self._trace

    def _shown(self, text: str, found: "re.Match[str]", state: _State) -> None:
        if state.kind not in _BINARY:
            self._on(state).add(text, *found.span(), _Kept(found[0], text))

    def _unicode(self, number: int, found: "re.Match[str]", state: _State) -> int:
        """A character, with what programs show that do not know it; gives the place behind both."""
        start, end = found.span()
        for _ in range(state.skip):
            other = _INSTEAD.match(self._raw, end)
            if other is None:
                break
            end = other.end()
        char = chr(number % 65536)
        if "\ud800" <= char <= "\udbff":
            self._high = (char, start, end, len(self._on(state)))
            return end
        between = ""
        if "\udc00" <= char <= "\udfff":
            high, begin, until, told = self._high
            if high and told == len(self._on(state)):  # nothing but words of RTF may stand between the halves
                between, char, start = self._raw[until:start], high + char, begin
            char = char.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._high = ("", 0, 0, 0)
        if state.kind not in _BINARY:
            self._on(state).add(char, start, end, lambda new: between + _quote(new))
        return end

    def _bytes(self, state: _State) -> None:
        """Bytes in a row as characters, of one or two bytes each."""
        spans, self._hex = self._hex, []
        encoding = self._encoding(state)
        at = 0
        while at < len(spans):
            for size in (1, 2):
                data = bytes(int(self._raw[end - 2 : end], 16) for _, end in spans[at : at + size])
                try:
                    text = data.decode(encoding)
                    break
                except (UnicodeDecodeError, LookupError):
                    text = data[:1].decode("latin-1")
            else:
                size = 1
            self._on(state).add(text, spans[at][0], spans[min(at + size, len(spans)) - 1][1], _quote)
            at += size

    def _encoding(self, state: _State) -> str:
        return self._fonts.get(state.font) or self._page

    def _object(self, kind: str) -> None:
        text, self._binary = "".join(self._binary), []
        try:
            data = bytes.fromhex("".join(text.split()))
        except ValueError:
            self._into.opaque("a broken picture in a rich text file")
            return
        if kind == "datastore":
            for found in _STRINGS.findall(data):
                self._into.locked(found.replace(b"\0", b"").decode("ascii"), _BINARY[kind])
        elif data and _BINARY[kind]:
            source = Source(_unwrapped(data) if kind == "objdata" else data)
            self._into.packed(0, 0, source, self._inner, _BINARY[kind], None)


def _unwrapped(data: bytes) -> bytes:
    """The file of an embedded object ([MS-OLEDS] 2.2.5)."""
    at = data.find(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, 600)
    return data[at:] if at >= 0 else data


def _char(char: str, encoding: str) -> str:
    try:
        return char.encode("latin-1").decode(encoding)
    except (UnicodeError, LookupError):
        return char


class _Kept:
    """Writes a break as it was where it is still there."""

    __slots__ = ("old", "shown")

    def __init__(self, old: str, shown: str) -> None:
        self.old, self.shown = old, shown

    def __call__(self, new: str) -> str:
        return self.old if new == self.shown else _quote(new)


def _quote(text: str) -> str:
    """Text in RTF; an empty group parts it from a word of RTF in front."""
    parts = ["{}"] if not text or text[0] in " -" or text[0].isalnum() else []
    for char in text:
        if char in "{}\\":
            parts.append("\\" + char)
        elif char == "\n":
            parts.append("\\line ")
        elif " " <= char <= "~":
            parts.append(char)
        elif char >= "\xa0":
            wide = char.encode("utf-16-le")
            for at in range(0, len(wide), 2):
                parts.append(f"\\u{int.from_bytes(wide[at : at + 2], 'little', signed=True)}?")
        else:
            parts.append(" ")
    return "".join(parts)
