"""Programs: whether a text is source code, and in which part of it a place stands.

A light reading for all languages at once: marks of comments and quotes, no grammar. It is asked only about places where
something was found, so a text without findings costs nothing.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from functools import cached_property

from classifiers.compiled import compiled
from classifiers.edges import line_around

FEWEST_LINES = 6  # of code; less is a snippet in a talk
_SHARE = 0.08  # of all lines but those that begin with #; headers are mostly comments
_PLENTY = 40  # lines that are enough among any number of others, as around long tables
_READ = 60_000  # characters in which code is looked for
_LINE = 400  # characters of one line on either side of a place that are looked at

_CODE_HEAD = (
    r"[ \t]{0,80}(?:(?:def|defmodule|defp|defmacro|defimpl|"
    r"class|import|raise|yield|assert|elif|typedef|extern|static|struct|enum|union|namespace|"
    r"using|public|private|protected|package|func|fn|impl|let|const|var|function|export|module|use|sub|local|echo|case|return|"
    r"throw|pub|final|abstract|override|async|await|interface|extends|include|require)[ \t(]"
    r"|from [\w.]{1,80} import\b|(?:if|for|while|with|else|try|except|switch|catch|finally)\b[^\n]{0,160}[:{]\s{0,8}$"
    r"|[a-z][\w']{0,40} :: [^\n]{1,160}$|(?:module|instance|newtype|data) [A-Z][\w.]{0,80} [^\n]{0,120}$"  # Haskell
    r"|\w{1,30}\.[\w.]{1,60}[^\n]{0,120} do(?: \|[^|\n]{1,40}\|)?$"  # Ruby
    r"|#[ \t]{0,6}(?:include|define|ifdef|ifndef|if|elif|else|endif|undef|pragma|error)\b"
    r"|@\w{1,40}(?:\([^\n]{0,80}\))?\s{0,8}$|my [$@%]|(?:fi|done|esac|end|then|do|begin)\s{0,8}$"
    r"|(?:self|this)\.\w|(?:[\w.]{1,60} = )?[\w.]{1,60}\([^\n]{0,200}[)\]\w;'\"(\[,]\s{0,8}$"
    r"|\w{1,40}: [\w.]{1,60}(?:\[[\w., |\[\]]{1,80}\])?(?: = [^\n]{1,80}|,)?$"
    r"|(?:['\"][\w.\-]{1,60}['\"]|0x[\da-fA-F]{1,8})\s{1,20}=> |%%% |"
    r"[a-z]\w{0,60}\([^\n]{0,200}\) ->\s{0,8}$|// |;; |%% "
    r"|\w{2,40} = (?:[ur]?'[^'\n]{0,200}'|True|False|None|\[\]|\{\})\s{0,8}$"
    # Terraform
    r"|(?:resource|variable|output|data|module|provider|locals|terraform)\b[^\n]{0,120}\{\s{0,8}$"
    # Fortran
    r"|(?i:subroutine |implicit none\b|call \w{1,30}\(|end ?(?:if|do|subroutine|function|module|program)\b|"
    r"(?:integer|real|character|logical|complex|double precision)[ (,*][^\n]{0,100}::)"
    # Lisp, Erlang
    r"|\((?:def[\w\-]{0,20}|setq|require|provide|let\*?|when|unless|cond|if|lambda|ns|declare-function)[ \t(]"
    r"|-(?:module|export|include|include_lib|record|define|spec|type|behaviou?r)\("
    # a row of a table of codes with the meaning of each behind it
    r"|[('\"\[\\]{0,2}(?:\\[xuU]|0x|U\+)?[0-9A-Fa-f]{2,8}\b[^\n]{0,160}(?:#|//|/\*) )"
)
# How a source says its encoding (PEP 263, Emacs) or its package, ahead of all else.
_SAID = compiled(
    r"package [\w:]{1,80};|(?:#[^\n]{0,80}\n)?[#;/*% ]{1,4}-\*- [^\n]{0,60}(?:coding|mode):", re.IGNORECASE
)
_LONG = 400  # characters a line of a program that was made short has
# Two functions a little apart, as no text in a talk has them.
_MINIFIED = compiled(r"(?:\bfunction\s?\w{0,20}\([\w,$]{0,80}\)\{[^\n]{1,2000}?){4}")
# A line of SQL.
QUERY = compiled(
    r"[ \t]{0,80}"
    r"(?:select(?:\s{0,8}$| (?:distinct |top |count\(|\*|[\w.\[\]\"`]{1,80}(?:,| as | from )))|"
    r"from [\w.\[\]\"`$@]{1,80}(?: (?:as )?\w{1,40})?[,;(]?\s{0,8}$|"
    r"(?:where|and|or|on|when) [\w.\[\]\"`()]{1,80} (?:[=<>!]|in \(|is (?:not )?null\b|i?like '|between )|"
    r"(?:(?:left|right|full|inner|outer|cross|natural) ){1,2}join \w|(?:group|order) by \w|end as \w|"
    r"(?:create|alter|drop) (?:or replace )?(?:unique |temp(?:orary)? |materialized )?"
    r"(?:table|view|index|function|procedure|trigger)\b|with \w{1,60} as ?\(|delete from \w|go\s{0,8}$)",
    re.IGNORECASE | re.MULTILINE,
)
_OF_QUERIES = ("SELECT", "select", "Select")  # one of them is in every text with queries
_CODE_TAIL = r"(?:;|[\w)>] {0,2}\{)[ \t]{0,8}$"
CODE_LINE = compiled(rf"^{_CODE_HEAD}|{_CODE_TAIL}", re.MULTILINE)
_HEAD, _TAIL = compiled(_CODE_HEAD, re.MULTILINE), compiled(_CODE_TAIL)
_MARKS = compiled(
    r"\"\"\"|'''|(?<![^\s;{}(),])/\*|\*/|<!--|-->|<#(?=\s)|(?<=\s)#>|^=(?:begin|pod|head\d|cut|end)\b|\{-|-\}",
    re.MULTILINE,
)
_CLOSES = {'"""': '"""', "'''": "'''", "/*": "*/", "<!--": "-->", "<#": "#>", "{-": "-}"}
_SIGNS = tuple(dict.fromkeys((*_CLOSES, *_CLOSES.values(), "\n=")))  # one of them is in every mark
_ASSIGNED = compiled(r"[=(,\[:+>]\s{0,4}[rRuUbBfF]{0,2}$|\breturn [rRuUbBfF]{0,2}$")
_COMMENT_HEAD = compiled(
    r"[ \t]{0,120}(?:#(?!!)|!(?=[ \t>!])|//|\(\*(?=\s)|/?\*|--|;|%|<!--|\.\. |(?i:rem)\b|dnl\b|::|@rem|\|\|)"
)
_COMMENT_TAIL = compiled(r"[ \t,;{}()](?:#|//|/\*|<!--)[ \t#/*!<]")
_DATA = compiled(r"\s{0,200}[\[{]\s{0,200}(?:[\"{\[]|$)")  # JSON holds data
_WORDS_OF_CODE = compiled(
    r"\w\(|[;{}=\[\]]|->|::|\w<\w|"
    r"(?:\s\*?|<-|\[\])(?:u?int(?:8|16|32|64|ptr)?|byte|rune|string|bool|float(?:32|64)|error|chan\s\S{1,40})\s{0,4}$|"
    r"\((?:def[\w\-]{0,20}|setq|let|when|if|list|cons|format|message|concat)\b|^\s{0,80}(?:\([a-z][\w\-*]{1,40}|:[a-z][\w\-]{1,40})\s|"
    r"^\s{0,80}(?:(?:defmodule|defimpl)\s|(?:module|namespace|package|library|unit|uses?|open|require|include|extend|alias)\s[\w.:]{1,80}\s{0,4}$)|^\s{0,80}(?:return|elif|if|for|while|from|import|def|class|case|else|raise|yield|assert|"
    r"with|del|in|and|or|not|lambda|print|async|await|const|let|var|fn|func|pub)\b|[:)(,\\]\s{0,4}$|"
    r"^\s{0,80}(?:SELECT|FROM|(?:LEFT |RIGHT |INNER |OUTER |CROSS ){0,2}JOIN|WHERE|WHEN|GROUP BY|ORDER BY|END AS)\b|"
    r"^\s{0,80}@\w{1,40} import\b|"
    r"`\w{1,20}:\"|^\t{1,4}[A-Z]\w{0,60} {1,40}[*\[\]]{0,3}[A-Z][\w.]{0,60}\s{0,4}$"  # fields in Go
)
_APOSTROPHE = compiled(r"[^\W\d_][rubfRUBF]$|(?![rubfRUBF])[^\W\d_]$")  # it's, and no prefix of a string
_QUOTES = compiled(r"\\.|[\"'`]", re.DOTALL)  # and what a stroke takes away from them
_ROWS = compiled(r"\binsert into\b|\bcopy \w{1,60} ?\([^)\n]{0,200}\) from stdin\b")
_ROW = compiled(r"\s{0,20}(?:\(|insert into\b|values\b)|\s{0,80}\S[^\n]{0,200}\t", re.IGNORECASE)


class Zone(Enum):
    """A part of a program; ``PROSE`` is what stands around it, ``ROW`` a line of data."""

    COMMENT = "comment"
    STRING = "string"
    BARE = "bare"
    PROSE = "prose"
    ROW = "row"


def program_of(text: str) -> "Program | None":
    """The text as a program; None where it is none."""
    return Program(text) if is_program(text) else None


def is_data(text: str) -> bool:
    """Whether a text begins as JSON does."""
    return _DATA.match(text) is not None


def is_program(text: str) -> bool:
    """Whether a good part of the text is code."""
    if is_data(text):
        return False
    if text.startswith(("#!/", "@echo off")) or _SAID.match(text):
        return True
    head = text[:_READ]
    enough = min(_PLENTY, max(FEWEST_LINES, int(_SHARE * (head.count("\n") + 1 - head.count("\n#"))) + 1))
    if sum(1 for _ in itertools.islice(_lines_of_code(head), enough)) == enough:
        return True
    return head.count("\n") * _LONG < len(head) and _MINIFIED.search(head) is not None


def _lines_of_code(text: str) -> Iterator[int]:
    """Where the matches of ``CODE_LINE`` begin; asked line by line, because `re` tries at every character."""
    asks = any(word in text for word in _OF_QUERIES)
    at = done = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if at >= done and (
            (head := _HEAD.match(text, at)) is not None
            or (asks and (head := QUERY.match(text, at)) is not None)
        ):
            yield at
            done = head.end()
        if done < end and text[at:end].rstrip(" \t")[-1:] in (";", "{"):
            tail = _TAIL.search(text, max(at, done), end)
            if tail is not None:
                yield tail.start()
                done = end
        at = end + 1


class Program:
    """A text that is a program; says in which zone a place is. Nothing more is read before a place is asked about."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _blocks(self) -> tuple[list[int], list[tuple[int, bool]]]:
        return _blocks(self.text)

    @cached_property
    def _dumped(self) -> bool:
        low = self.text.lower()
        return ("insert into" in low or "from stdin" in low) and _ROWS.search(low) is not None

    def zone(self, start: int) -> Zone:
        """The zone of a place."""
        low, high = self.line(start)
        ahead = self.text[low:start]
        starts, blocks = self._blocks
        at = bisect_right(starts, start) - 1
        if at >= 0 and start < blocks[at][0]:
            return Zone.COMMENT if blocks[at][1] else Zone.STRING
        if _COMMENT_HEAD.match(self.text[low:high]):
            return Zone.COMMENT
        for mark in _COMMENT_TAIL.finditer(ahead):
            if not _quoted(ahead[: mark.start()]):
                return Zone.COMMENT
        if self._dumped and _ROW.match(ahead or self.text[low:high]):
            return Zone.ROW
        if _quoted(ahead):
            return Zone.STRING
        return (
            Zone.BARE if _WORDS_OF_CODE.search(self.text[low:high]) or self._within(low, high) else Zone.PROSE
        )

    def _within(self, low: int, high: int) -> bool:
        """Whether a line without a mark of code is indented and the lines around it have one."""
        if low < 2 or (self.text[low] != "\t" and self.text[low : low + 2] != "  "):
            return False
        above, below = self.line(low - 2), self.line(min(len(self.text), high + 1))
        return all(_WORDS_OF_CODE.search(self.text[first:last]) for first, last in (above, below))

    def line(self, start: int) -> tuple[int, int]:
        """The line of a place, at most so much of it as is looked at."""
        return line_around(self.text, start, start, _LINE)


def _quoted(ahead: str) -> bool:
    """Whether a quote is open behind this part of a line."""
    mark = ""
    for sign in _QUOTES.finditer(ahead):
        letter, at = sign[0], sign.start()
        if mark:
            if letter == mark:
                mark = ""
        elif letter in '"`' or (letter == "'" and not _APOSTROPHE.search(ahead, max(0, at - 2), at)):
            mark = letter
    return bool(mark)


def _blocks(text: str) -> tuple[list[int], list[tuple[int, bool]]]:
    """Where comments and strings of several lines begin; where each ends, and whether it is a comment."""
    starts: list[int] = []
    blocks: list[tuple[int, bool]] = []
    if not any(sign in text for sign in _SIGNS) and text[:1] != "=":
        return starts, blocks
    opened, since = "", 0
    for found in _MARKS.finditer(text):
        mark = found[0]
        if opened:
            if mark == _CLOSES.get(opened) or (opened == "=" and mark in ("=cut", "=end")):
                before = text[max(0, since - 40) : since].rpartition("\n")[2]
                starts.append(since)
                blocks.append((found.end(), opened not in ('"""', "'''") or not _ASSIGNED.search(before)))
                opened = ""
            elif mark[0] == "=" and opened != "=" and mark not in ("=cut", "=end"):
                opened, since = "=", found.start()  # what seemed to be open was none
        elif mark in _CLOSES:
            opened, since = mark, found.start()
        elif mark[0] == "=" and mark not in ("=cut", "=end"):
            opened, since = "=", found.start()
    if opened == "=":  # it may run to the end
        starts.append(since)
        blocks.append((len(text), True))
    return starts, blocks
