"""Page lines: what stands around one line of a text, which says whether it is a banner, a heading or one of a list."""

from dataclasses import dataclass, field

from classifiers.compiled import compiled

_RULE = compiled(r"(?P<sign>[-=*_#~\u2013\u2014\u2500\u2550+])(?:[ \t]?(?P=sign)){2,80}")
_WRAPPED = compiled(
    r"[*_]{1,3}[^\s*_][^\n*_]{0,80}[*_]{1,3}|\([^\n()]{1,80}\)|<[^\n<>]{1,80}>|~[^\n~]{1,80}~|"
    r"[\-\u2013\u2014]{1,3} [^\n\u2013\u2014]{1,80} [\-\u2013\u2014]{1,3}"
)
_LEVELS = (
    r"(?:public|open|internal|restricted|confidential|secret|unclassified|"
    r"official|protected|öffentlich|offen|intern|vertraulich|geheim|publi[ck]\w?|interne|confidentiel|público|interno|"
    r"confidencial|pubblico|riservato|openbaar|vertrouwelijk|jawne|poufne)"
)
_LEVEL = compiled(rf"(?<![^\W_]){_LEVELS}(?![^\W_])")
# A line in which a level is explained, as its neighbours explain others.
_EXPLAINED = compiled(
    rf"[^\w\n]{{0,8}}(?:(?:strictly|highly|top) )?{_LEVELS}"
    r"[*_\"']{0,3}(?: [a-z]{2,12})?[*_\"']{0,3} ?[:|(=\u2013\u2014-]"
)
SOURCES = tuple(one.pattern for one in (_RULE, _WRAPPED, _LEVEL, _EXPLAINED))
_TOP = 5  # lines of a text that are its top
_CHOICE = 3  # levels in one line
_PROSE = 3  # words of a line that is none of a list
_NEAR = 400  # characters in which the next line is looked for
_RULES = " \t\r\n*_#=-<>[](){}|."  # around a banner
_EDGES = 40  # characters of a text that hold its first and its last banner


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a marking in it."""

    text: str = field(repr=False)
    start: int
    end: int

    @property
    def above(self) -> str:
        """The line above that is not blank."""
        return self.text[max(0, self.start - _NEAR) : self.start].rstrip().rpartition("\n")[2].strip()

    @property
    def below(self) -> str:
        """The line below that is not blank."""
        return self.text[self.end : self.end + _NEAR].lstrip().partition("\n")[0].strip()

    def is_first(self) -> bool:
        """Whether it is the first line, and not all."""
        return not self.above and bool(self.below)

    def is_set_off(self) -> bool:
        """Whether it stands between rules, or in brackets or stars at the edge of its text."""
        if _RULE.fullmatch(self.above) and _RULE.fullmatch(self.below):
            return True
        is_at_an_edge = not self.below or (self.start < _NEAR and self.text.count("\n", 0, self.start) < _TOP)
        return is_at_an_edge and _WRAPPED.fullmatch(self.text[self.start : self.end].strip()) is not None

    def explains(self) -> bool:
        """Whether it is a line of a scheme, beside those of other levels."""
        return any(_EXPLAINED.match(one.lower()) is not None for one in (self.above, self.below))

    def lists_levels(self) -> bool:
        """Whether it names three levels, as who offers a choice of them does."""
        return len(set(_LEVEL.findall(self.text[self.start : self.end].lower()))) >= _CHOICE

    def is_a_row(self) -> bool:
        """Whether it is a row of a table."""
        line = self.text[self.start : self.end].strip()
        return line.startswith("|") or ("|" in line and ("|" in self.above or "|" in self.below))

    def is_repeated(self, shown: str) -> bool:
        """Whether the text begins and ends with these words, as a page with its banners does."""
        first, last = self.text[:_EDGES].lstrip(_RULES), self.text[-_EDGES:].rstrip(_RULES)
        return first.startswith(shown) and last.endswith(shown) and len(self.text) > _EDGES

    def is_over_prose(self) -> bool:
        """Whether it stands over or under a text, and not in a list of single words."""
        near = [one for one in (self.above, self.below) if one and not _RULE.fullmatch(one)]
        return bool(near) and all(len(one.split()) >= _PROSE for one in near)
