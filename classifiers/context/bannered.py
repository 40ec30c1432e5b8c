"""Bannered: where a marking stands in a line of its own, and what may stand there with it."""

from dataclasses import dataclass, field

from classifiers.compiled import compiled
from classifiers.context.banners import Marking
from classifiers.context.levels import COMMON

# The words that may follow those of a banner in its line.
_FURTHER = (
    "special|difusión|limitada|when|filled|in|amtl|geh|and|und|et|y|e|en|i|of|do|not|for|to|be|only|use|internal|external|confidential|privileged|proprietary|"
    "distribution|distribute|disclosure|disclose|release|releasable|rel|copy|copying|forward|share|print|"
    "circulation|draft|information|document|material|communication|property|page|seite|work|product|attorney|"
    "client|company|business|personal|private|commercial|sensitive|restricted|prepared|at|the|direction|"
    "counsel|until|announced|publication|eyes|board|management|uk|us|usa|aus|can|nzl|gbr|fvey|nato|eu|strap|"
    "atomal|nicht|weitergeben|weiterleiten|vervielfältigen|nur|intern|internen|dienstlichen|gebrauch|für|den|"
    "zum|amtlich|geheim|gehalten|streng|vertraulich|ne|pas|diffuser|usage|interne|uniquement|spécial|france|"
    "no|difundir|uso|interno|exclusivo|non|divulgare|diffondere|solo|per|para|esclusivo|niet|verspreiden|"
    "alleen|voor|gebruik|não|divulgar|apenas|nie|rozpowszechniać|kopiować|tylko|użytku|wewnętrznego|"
    "służbowego"
)
_MORE = compiled(rf"(?:(?:{_FURTHER}|\d++)(?![^\W_])[\s,.;:/&()\-\u2013\u2014]*+){{1,10}}")
# What a tail orders, so that no heading of a chapter is taken for a banner ("Confidential information").
_ORDERS = compiled(
    r"\b(?:only|not|nur|nicht|ne pas|uniquement|no|non|solo|niet|alleen|não|apenas|nie|tylko|internal use|"
    r"intern\w* gebrauch|usage interne|uso interno|intern gebruik|użytku wewnętrznego)\b"
)
_STOP = compiled(r"\. (?=[^\W\d_a-z])|[)\]]\.? (?=[^\W\d_a-z])")
_NAME = compiled(r"(?:[^\W\d_][\w.&]{0,30}[ ,]{0,3}){1,4}")
# What parts a marking from what follows it.
_PARTS = compiled(r"[\]:(|/\-\u2013\u2014]")
_RULE = compiled(r"(?P<sign>[-=*_#~\u2013\u2014\u2500\u2550+])(?:[ \t]?(?P=sign)){2,80}")
_WRAPPED = compiled(
    r"[*_]{1,3}[^\s*_][^\n*_]{0,80}[*_]{1,3}|\([^\n()]{1,80}\)|<[^\n<>]{1,80}>|~[^\n~]{1,80}~|"
    r"[\-\u2013\u2014]{1,3} [^\n\u2013\u2014]{1,80} [\-\u2013\u2014]{1,3}"
)
SOURCES = tuple(one.pattern for one in (_MORE, _ORDERS, _STOP, _NAME, _PARTS, _RULE, _WRAPPED))
# Words that are headings and values in too many texts; they need the field that they are the value of.
_NEED_FIELD = frozenset({"internal", "intern", "restricted", "proprietary"})
# Fields that other things have, too; a level in small letters is none there.
_OF_OTHERS = ("label", "handling", "sensitivity", "marking", "etichetta", "etiqueta", "étiquette", "etykieta")
_TOP = 5  # lines of a text that are its top
_PROSE = 3  # words of a line that is none of a list
_NEAR = 400  # characters in which the next line is looked for
_LONG = 11  # letters of a marking that a company may sign
_SHORT_TAIL = 40


@dataclass(frozen=True, slots=True)
class _Line:
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

    def is_over_prose(self) -> bool:
        """Whether it stands over or under a text, and not in a list of single words."""
        near = [one for one in (self.above, self.below) if one and not _RULE.fullmatch(one)]
        return bool(near) and all(len(one.split()) >= _PROSE for one in near)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the expression of a marking read in a line."""

    shown: str = field(repr=False)  # the words of the marking
    before: str = field(repr=False)
    named: str  # the field whose value it is
    tail: str = field(repr=False)
    is_parted: bool  # whether a sign parts it from its tail
    of_subject: bool

    @property
    def in_brackets(self) -> bool:
        return self.before.endswith("[")

    @property
    def heads_subject(self) -> bool:
        """Whether it is the first word of a subject: "Subject: Confidential - prices"."""
        return self.of_subject and self.shown[0].isupper() and (self.is_parted or not self.tail)

    @property
    def is_loud(self) -> bool:
        """Whether nobody writes so who only speaks of it."""
        return (
            self.shown.isupper()
            or "//" in self.shown
            or bool(self.named)
            or self.in_brackets
            or self.heads_subject
        )

    @property
    def is_said_on(self) -> bool:
        """Whether all that follows is what such banners say."""
        return not self.tail or _MORE.fullmatch(self.tail.lower()) is not None


def place(marking: Marking, text: str, low: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a marking stands in a line of its own; None where the line says something else."""
    found = marking.banner.fullmatch(low, start, end)
    if found is None:
        return None
    # What is asked for may follow in the same line; the marking ends where its sentence does.
    if found["tail"] and (stop := _STOP.search(text, found.end("it"), end)) is not None:
        found = marking.banner.fullmatch(low, start, stop.start() + 1) or found
    first, last = found.span("it")
    reading = _Reading(
        text[first:last],
        text[start:first].rstrip(),
        found["field"] or "",
        text[slice(*found.span("tail"))].strip() if found["tail"] else "",
        bool(found["tail"]) and _PARTS.search(text, last, found.start("tail")) is not None,
        bool(found["head"]),
    )
    line = _Line(text, start, end)
    is_level = reading.shown.lower() in COMMON
    stands = _level_stands(reading, line) if is_level else _words_stand(marking, reading, line)
    return (first, last) if stands else None


def _level_stands(reading: _Reading, line: _Line) -> bool:
    """Whether a common word is a level: as the value of a field, or in capitals over or under a text."""
    if not (reading.is_said_on or reading.heads_subject):
        return False
    if reading.named:
        return reading.shown[0].isupper() or not reading.named.startswith(_OF_OTHERS)
    # A level alone in brackets is what somebody put in the place of a secret.
    return reading.shown.isupper() and (
        reading.heads_subject or (line.is_over_prose() and not reading.in_brackets)
    )


def _words_stand(marking: Marking, reading: _Reading, line: _Line) -> bool:
    shown, tail = reading.shown, reading.tail
    is_secret = marking.kind == "CLASSIFIED_MARKING"
    # A subject goes on behind its marking; a company may sign a long one in capitals.
    goes_on = reading.is_loud and (
        reading.in_brackets
        or reading.heads_subject
        or (tail.isupper() and (reading.is_parted or not is_secret))
        or (shown.isupper() and len(shown) > _LONG and _NAME.fullmatch(tail) is not None)
    )
    if not (reading.is_said_on or goes_on):
        return False
    if shown.lower() in _NEED_FIELD and not (reading.named or reading.in_brackets):
        return False
    if not marking.loud or reading.is_loud:
        return True
    if is_secret:
        return False
    if _ORDERS.search(tail.lower()) is not None or line.is_set_off():
        return True
    # "Strictly confidential" says it twice; one word in small letters counts at the top only.
    return len(tail) <= _SHORT_TAIL if " " in shown else not reading.before and line.is_first()
