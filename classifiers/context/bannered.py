"""Bannered: where a marking stands in a line of its own, and what may stand there with it."""

import re
from dataclasses import dataclass, field

from classifiers.compiled import compiled
from classifiers.context import asked
from classifiers.context.banners import Marking
from classifiers.context.levels import COMMON, SAID_OF_OTHERS
from classifiers.context.pagelines import Line

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
    "służbowego|austeo|agao|canadian|australian|american|british|otan|ue|handling|recipients|releasable|classifica|"
    "segretezza|ley|secretos|oficiales|geheimgehalten|separated|from|annex|attachments?|enclosures?|completed|une|di|de|anticipation|litigation|"
    "fois|rempli|confidentielle|cabinet|legislative|secrecy|legal|privilege|personal|staff|employees|participants|or|[a-d]"
)
_MORE = compiled(rf"(?:(?:{_FURTHER}|\d++)(?![^\W_])[\s,.;:/&()\-\u2013\u2014]*+){{1,10}}")
# What a tail orders, so that no heading of a chapter is taken for a banner ("Confidential information").
_ORDERS = compiled(
    r"\b(?:only|not|nur|nicht|ne pas|uniquement|no|non|solo|niet|alleen|não|apenas|nie|tylko|internal use|"
    r"intern\w* gebrauch|usage interne|uso interno|intern gebruik|użytku wewnętrznego)\b"
)
_STOP = compiled(r"\. (?=[^\W\d_a-z])|[)\]]\.? (?=[^\W\d_a-z])")
_RELEASED = compiled(r"rel(?:easable)?(?: to)? [a-z][a-z, /&]{1,60}")
_NAME = compiled(r"(?:[^\W\d_][\w.&]{0,30}[ ,]{0,3}){1,4}")
# What parts a marking from what follows it.
_PARTS = compiled(r"[\]:,(|/\\!\-\u2013\u2014]")
# Where a sentence begins within a line, and no initial ends there.
_BEGINS = compiled(
    r"\w{2} (?P<rule>[\-\u2013\u2014|]) |\w{3}[\"')]?(?:(?P<stop>\.)| ?[:!?;]) {1,2}|\w{3}, (?=TLP)"
)
# What parts the parts of a header or footer ("Acme Ltd | Internal Use Only | v3"), and a title from its brackets.
_RULED = compiled(r" ?[|\u2022\u00b7] ?| (?:/{1,2}|[\-\u2013\u2014]{1,2}) | [(\[](?=[^()\[\]\n]{1,60}[)\]]$)")
# The first clause below a heading of a contract: "CONFIDENTIAL INFORMATION".
_CLAUSE = compiled(r"\d|[(\"\u201c]|(?i:the|each|all|any|for the purposes?)\b")
# Nouns, that head chapters, too: "Trade secrets".
_NOUNS = compiled(r".{0,40}privilege$|trade|inside|market|price|.{0,12}geheim|se[cg]ret|segre|insider")
SOURCES = tuple(
    one.pattern
    for one in (
        _MORE,
        _ORDERS,
        _STOP,
        _RELEASED,
        _NAME,
        _PARTS,
        _BEGINS,
        _RULED,
        _CLAUSE,
        _NOUNS,
    )
)
# Words that are headings and values in too many texts; they need the field that they are the value of.
_NEED_FIELD = frozenset({"internal", "intern", "restricted", "proprietary"})
_NO_PARTS = COMMON | SAID_OF_OTHERS | _NEED_FIELD
_LONG = 11  # letters of a marking that a company may sign
_SHORT_TAIL = 40
_LONGEST = 140  # characters of a line that can be a banner
_INNER = 60  # characters between the beginning of a sentence and the word of its marking
# A line that asks, or that gives a name a value ("CONFIDENTIAL = 1"); rules around a banner do not.
_SAYS_ELSE = compiled(r"\?|\w[^\w\n=]{0,3}={1,3}[^\w\n=]{0,3}\w")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a marking stands; ``is_sure`` unless its word is a common one, ``goes_on`` where its line says more."""

    start: int
    end: int
    is_sure: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the expression of a marking read in a line."""

    shown: str = field(repr=False)  # the words of the marking
    before: str = field(repr=False)
    is_classed: bool  # as the value of a field for levels
    is_named: bool  # as the value of a field, or at a place of the page
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
    def is_capital(self) -> bool:
        """Whether it stands in capitals but for what is cut short: "Stg. GEHEIM"."""
        return all(word.isupper() for word in self.shown.split() if not word.endswith("."))

    @property
    def is_loud(self) -> bool:
        """Whether nobody writes so who only speaks of it."""
        return (
            self.is_capital
            or "//" in self.shown
            or self.is_classed
            or (self.is_named and not self.shown.islower())
            or self.in_brackets
            or self.heads_subject
        )

    @property
    def is_said_on(self) -> bool:
        """Whether all that follows is what such banners say."""
        tail = self.tail.lower()
        return (
            not tail
            or tail in COMMON
            or _MORE.fullmatch(tail) is not None
            or _RELEASED.match(tail) is not None
        )


def place(marking: Marking, text: str, low: str, start: int, end: int) -> Place | None:
    """Where a marking stands in a line of its own; None where the line says something else."""
    found = _read(marking, text, low, start, end)
    if found is None:
        return None
    reading, line = _reading(found, text, start), Line(text, start, end)
    if reading.shown.lower() not in COMMON:
        stands, is_sure = _words_stand(marking, reading, line), True
    else:
        stands = _level_stands(reading, line)
        is_sure = reading.is_named or bool(reading.tail) or line.is_repeated(reading.shown)
    stands = stands and not line.lists_levels()
    return Place(*found.span("it"), is_sure, not reading.is_said_on) if stands else None


def place_within(marking: Marking, text: str, low: str, line: int, at: int, end: int) -> Place | None:
    """Where a marking in capitals opens a sentence of a line, as behind "Please shorten this: "."""
    ahead = None
    for one in _BEGINS.finditer(text, max(line, at - _INNER), at):
        ahead = one
    if ahead is None or (found := _read(marking, text, low, start := ahead.end(), end)) is None:
        return None
    reading = _reading(found, text, start)
    shown = reading.shown.lower()
    # One word ends its line behind a sentence only: behind a colon it is what somebody asks to write.
    is_whole = not reading.tail and (" " in shown or ahead["stop"] is not None)
    is_signed = (ahead["rule"] or ahead["stop"]) is not None and " " in shown and reading.shown[0].isupper()
    stands = (
        (reading.is_capital or (is_signed and is_whole))
        and (shown not in COMMON or reading.is_classed)
        and shown not in SAID_OF_OTHERS
        and (reading.is_parted or is_whole)
        and not Line(text, line, end).lists_levels()
        and not asked.is_asked_about(low, *found.span("it"))
    )
    return Place(*found.span("it"), True, not reading.is_said_on) if stands else None


def place_of_a_part(
    marking: Marking, text: str, low: str, line: int, at: int, end: int, *, is_marked: bool
) -> Place | None:
    """Where a marking is one whole part of a header or footer, or stands in brackets behind a title.

    Behind another marking of its line (``is_marked``) any part that is one counts.
    """
    signs = list(_RULED.finditer(text, line, end)) if end - line <= _LONGEST else ()
    ahead = next((one for one in reversed(signs) if one.end() <= at), None)
    if ahead is None:
        return None
    last = next((one.start() for one in signs if one.start() >= at), end)
    found = marking.banner.fullmatch(low, ahead.end(), last)
    if found is None or found["tail"] or _SAYS_ELSE.search(low, line, end) is not None:
        return None
    place = found.span("it")
    stands = is_marked or _is_a_part(text[slice(*place)], ahead[0], len(signs) > 1, Line(text, line, end))
    return Place(*place, True, False) if stands and not asked.is_asked_about(low, *place) else None


def _is_a_part(shown: str, sign: str, has_more: bool, line: Line) -> bool:
    """Whether the words of a marking behind a sign are a part of a header, and no cell of a table or item of a list."""
    is_phrase = " " in shown
    return (
        (shown[0].isupper() or (is_phrase and sign[-1] in "(["))
        and (is_phrase or has_more or "|" in sign)
        and shown.lower() not in _NO_PARTS
        and _NOUNS.match(shown.lower()) is None
        and not line.is_a_row()
        and not line.lists_levels()
    )


def _read(marking: Marking, text: str, low: str, start: int, end: int) -> re.Match[str] | None:
    """What the expression of a marking reads in a line or the first sentence of it."""
    end = min(end, start + _LONGEST)
    found = marking.banner.fullmatch(low, start, end)
    if found is None:
        return None
    # What is asked for may follow in the same line; the marking ends where its sentence does.
    if found["tail"] and (stop := _STOP.search(text, found.end("it"), end)) is not None:
        found = marking.banner.fullmatch(low, start, stop.start() + 1) or found
    return None if _SAYS_ELSE.search(low, start, found.end()) is not None else found


def _reading(found: re.Match[str], text: str, start: int) -> _Reading:
    first, last = found.span("it")
    return _Reading(
        text[first:last],
        text[start:first].rstrip(),
        found["field"] is not None,
        found["field"] is not None or found["other"] is not None,
        text[slice(*found.span("tail"))].strip(" \t*_#=~|") if found["tail"] else "",
        bool(found["tail"]) and _PARTS.search(text, last, found.start("tail")) is not None,
        bool(found["head"]),
    )


def _level_stands(reading: _Reading, line: Line) -> bool:
    """Whether a common word is a level: as the value of a field, or in capitals over or under a text."""
    is_led = reading.is_classed and reading.is_parted
    if not (reading.is_said_on or reading.heads_subject or is_led):
        return False
    if reading.is_named:
        return reading.is_classed or reading.shown.isupper()
    # A level alone in brackets is what somebody put in the place of a secret.
    return reading.shown.isupper() and (
        reading.heads_subject or (line.is_over_prose() and not reading.in_brackets)
    )


def _words_stand(marking: Marking, reading: _Reading, line: Line) -> bool:
    shown, tail = reading.shown, reading.tail
    is_secret = marking.kind == "CLASSIFIED_MARKING"
    if shown.lower() in _NEED_FIELD and not (reading.is_named or reading.in_brackets):
        return reading.is_capital and _ORDERS.search(tail.lower()) is not None and reading.is_said_on
    if tail.lower() == "information" and _CLAUSE.match(line.below) is not None:
        return False
    if not reading.is_said_on:
        return _goes_on(reading, line, is_secret)
    if not marking.loud or reading.is_loud:
        return True
    if is_secret:
        return False
    if _ORDERS.search(tail.lower()) is not None or line.is_set_off():
        return True
    # "Strictly confidential" says it twice; one word in small letters counts at the top only.
    if " " in shown:
        return (
            len(tail) <= _SHORT_TAIL
            and (reading.before or shown)[0].isupper()
            and _NOUNS.match(shown.lower()) is None
        )
    is_led = not reading.before or (reading.before[0].isalpha() and not reading.is_named)
    return is_led and line.is_first() and _NOUNS.match(shown.lower()) is None


def _goes_on(reading: _Reading, line: Line, is_secret: bool) -> bool:
    """Whether more may follow a marking: a subject, what a company signs, or any words that a sign parts from it."""
    shown, tail = reading.shown, reading.tail
    if reading.is_loud and (reading.in_brackets or reading.heads_subject):
        return True
    if line.explains():
        return False
    if reading.is_loud and (
        (tail.isupper() and (reading.is_parted or not is_secret))
        or (shown.isupper() and len(shown) > _LONG and _NAME.fullmatch(tail) is not None)
    ):
        return True
    if not reading.is_parted or shown.lower() in SAID_OF_OTHERS:
        return False
    if reading.is_capital or reading.is_named:
        return True
    led = (reading.before or shown)[0].isupper()  # "Document confidentiel - ..."
    is_at_top = " " in shown or line.is_first() or (bool(reading.before) and led)
    return not is_secret and led and is_at_top and _NOUNS.match(shown.lower()) is None
