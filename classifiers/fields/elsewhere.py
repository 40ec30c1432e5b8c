"""Values that do not stand right behind their name: in an answer, behind a clause, on the next line, ahead of it.

Rule 1: the ways are tried one after another; the first that finds a value of the field's shape counts.
Rule 2: what words part from its name must end where a phrase may end; else it is an amount of what follows.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from classifiers.detector import Hit
from classifiers.fields import joints, spoken
from classifiers.fields.field import Field
from classifiers.listed import NEXT

SHAPED = frozenset({"DATE_OF_BIRTH", "PHONE_NUMBER"})  # kinds whose values no other number looks like


def found(one: Field, text: str, low: str, name: int, end: int) -> list[Hit]:
    """The hits of a field whose name stands from ``name`` to ``end``, with a word for "number" ahead of it or not."""
    number = joints.NUMBER_AHEAD.search(low[max(0, name - 24) : name])
    label = name - len(number[0]) if number is not None else name
    for way in _WAYS:
        if hits := list(way(one, text, low, label, end)):
            return hits
    return []


def values(one: Field, text: str, low: str, starts: Iterable[int]) -> Iterator[Hit]:
    """The values that begin at each of ``starts``, and those that follow them in a list."""
    for start in starts:
        at = start
        while True:
            value = one.value.match(text, at)
            if value is None:
                break
            hit = one.hit(text, low, value.start(), value.end())
            if hit is None:
                break
            yield hit
            chain = NEXT.match(text, hit.end)
            if chain is None or one.form:
                break
            at = chain.end()


def _alone(
    one: Field, text: str, low: str, start: int, done: re.Pattern[str] = joints.LINE_END
) -> Iterator[Hit]:
    """The value that begins at ``start``, where nothing else stands on the line, or what ``done`` allows."""
    value = one.value.match(text, start)
    if value is not None and done.match(text, value.end()) is not None:
        hit = one.hit(text, low, start, value.end())
        yield from () if hit is None else (hit,)


def _whole(one: Field, text: str, low: str, start: int, end: int) -> Iterator[Hit]:
    """The value that fills ``start`` to ``end``."""
    value = one.value.match(text, start, end)
    hit = one.hit(text, low, start, end) if value is not None and value.end() == end else None
    yield from () if hit is None else (hit,)


def _corrected(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    if (corrected := joints.CORRECTED.match(text, end)) is not None:
        yield from values(one, text, low, [corrected.end()])


def _owned(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    """Behind the issuer's name, or whose or what it is."""
    own = joints.OWN.match(text, end)
    link = joints.LINK.match(text, own.end()) if own is not None else None
    if link is not None:
        yield from values(one, text, low, [link.end()])
    elif joints.says_number(text, name, end):
        issued = spoken.ISSUED.match(text, end) or spoken.OF_A_THING.match(text, end)
        yield from _alone(one, text, low, issued.end(), spoken.DONE) if issued is not None else ()


def _behind_a_stroke(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    if joints.STROKE.match(text, end) and joints.STROKE_AHEAD.search(text, max(0, name - 1), name):
        yield from _alone(one, text, low, end + 1, joints.STROKE_END)


def _in_lines(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    """Alone on the line below its name, or above it. Nothing may follow a name that stands below, and nothing stand
    above a value that any number may look like."""
    below = joints.LINE_BELOW.match(text, end)
    done = joints.FORM_DONE.match(text, end)
    if (below is None and done is None) or not joints.is_label(text, name):
        return
    hits = list(_alone(one, text, low, below.end())) if below is not None else []
    above = joints.LINE_ABOVE.search(text, max(0, name - 90), name) if done is not None and not hits else None
    if above is not None and (one.kind in SHAPED or above["apart"] is not None):
        hits = list(_alone(one, text, low, above.start("value")))
    yield from hits


def _paired(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    """In the other cell of a row that has two."""
    paired = joints.PAIRED.match(text, end) if joints.own_line(text, name) else None
    if paired is not None:
        yield from _alone(one, text, low, paired.end(), joints.PAIR_ENDS)


def _answered(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    """In the answer to who asked for it, or behind "it's"."""
    answer = joints.ANSWER.match(text, end)
    if answer is not None and joints.is_asked(text, name, answer[0]):
        yield from _alone(one, text, low, answer.end(), joints.ANSWER_END)
    elif (said := spoken.ANSWERED.match(text, end) or spoken.ITS.match(text, end)) is not None:
        yield from _alone(one, text, low, said.end(), spoken.DONE)
    elif (wished := joints.WISHED.match(text, end)) is not None and joints.is_wished(text, name):
        yield from _alone(one, text, low, wished.end())


def _apposed(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    if (apposed := joints.APPOSED.match(text, end)) is not None:
        yield from _alone(one, text, low, apposed.end(), joints.APPOSED_END)


def _told(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    """Behind a verb or a clause that belongs to the name: "was given as", "you asked for is". Without a word for
    "number" in the name, digits alone count what the clause speaks of: "the customer we lost, 1200300"."""
    told = _told_of(one, text, low, end)
    if joints.says_number(text, name, end):
        yield from told
    else:
        yield from (hit for hit in told if not text[hit.start : hit.end].replace(" ", "").isdigit())


def _told_of(one: Field, text: str, low: str, end: int) -> Iterator[Hit]:
    if (changed := spoken.CHANGED.match(text, end)) is not None:
        for old in _alone(one, text, low, changed.end(), spoken.TO):
            yield old
            to = spoken.TO.match(text, old.end)
            yield from _alone(one, text, low, to.end(), spoken.DONE) if to is not None else ()
    elif (clause := spoken.CLAUSE.match(text, end)) is not None:
        yield from _alone(one, text, low, clause.end(), spoken.DONE)


def _in_brackets(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    """Ahead of its name, which stands in brackets."""
    bracket = joints.BRACKET_AHEAD.search(text, max(0, name - 12), name)
    if bracket is None or joints.IN_BRACKETS.match(text, end) is None:
        return
    name = bracket.start() + 1
    first = max(0, name - 64)
    for way in (joints.AHEAD_OF_BRACKETS, joints.TOKEN_AHEAD_OF_BRACKETS):
        if (ahead := way.search(text[first:name])) is not None:
            yield from _whole(one, text, low, first + ahead.start(1), first + ahead.end(1))


def _ahead(one: Field, text: str, low: str, name: int, end: int) -> Iterator[Hit]:
    """Ahead of its name, in a phrase that says so."""
    starts, ends = joints.ahead_of_name(text, name, end)
    for start in starts:
        if hits := list(_whole(one, text, low, start, ends)):
            yield from hits
            return


_WAYS: tuple[Callable[[Field, str, str, int, int], Iterator[Hit]], ...] = (
    _corrected,
    _owned,
    _behind_a_stroke,
    _in_lines,
    _paired,
    _answered,
    _apposed,
    _told,
    _in_brackets,
    _ahead,
)
