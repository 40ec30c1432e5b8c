"""Names that stand in the same place of several rows: the speakers of a chat, who is to do what, who has which mark.

One of them that is surely a person's makes the others people, too.
"""

from collections.abc import Sequence, Set

from classifiers.compiled import compiled
from classifiers.names import lists
from classifiers.names.runs import Name
from classifiers.names.wordings import is_named
from classifiers.names.words import CLOSE, LOWER, Word

# What stands ahead of a name that begins a row: a bullet, a number, the time of a message.
_HEAD = compiled(
    r"[ \t>|*•#\-\"']{0,8}(?:\[[^\]\n]{1,24}\]|\(?\d{1,2}(?::\d\d){1,2}\)?(?: ?[AaPp][Mm])?|\d{1,2}[.)])?"
    r"[ \t\-–>|*\"']{0,4}"
)
_MOST_AHEAD = 44  # characters that this can be long
_INLINE = (",", ";", ":")  # ahead of an item within a line
_BEHIND = (":", " - ", " – ", " -> ", " → ")
_CELLS = (";", "|", "\t", ",")
_LONGEST_ROW = 400  # characters
_ITEM = " "  # begins the place of what begins an item of a line
_SEVERAL = 3  # likely first names in the same place make each other people
_LIKELY, _SURE = 0.5, 0.97  # chances: of one that others make a person, of one that makes others people


def alike(text: str, words: Sequence[Word], names: Sequence[Name]) -> frozenset[int]:
    """Where likely names begin that stand in the same place as a sure one of another person."""
    places: dict[str, list[Name]] = {}
    for one in names:
        if one.chance >= _LIKELY:
            place = _place(text, words[one.first].start, words[one.last - 1].end)
            if place:
                places.setdefault(place, []).append(one)
    found: set[int] = set()
    for place, others in places.items():
        spelled = {words[one.first].plain for one in others if is_sure(words, one)}
        listed = {words[one.first].plain for one in others if is_listed(words[one.first])}
        if len(listed) >= _SEVERAL:
            spelled = listed
        for one in others:
            if spelled - {words[one.first].plain} and (place[0] != _ITEM or _may_be(words[one.first])):
                found.add(one.first)
    return frozenset(found)


def _place(text: str, start: int, end: int) -> str:
    """What stands ahead of and behind a name at the head of a row or an item, or the number of its column."""
    close = text[end : end + 2].lstrip(" ")[:1] or "\n"
    if close in _CELLS and not text.startswith(", ", end):
        row = text.rfind("\n", max(0, start - _LONGEST_ROW), start) + 1
        return f"{close}{text.count(close, row, start)}" if row or start <= _LONGEST_ROW else ""
    behind = next((mark for mark in _BEHIND if text.startswith(mark, end)), "")
    if not behind:
        return f"{_ITEM}{_line(text, start)}" if _heads_an_item(text, start, end) else ""
    line = text.rfind("\n", max(0, start - _MOST_AHEAD), start) + 1
    if (line or start <= _MOST_AHEAD) and _HEAD.fullmatch(text, line, start):
        return f"\n{behind}"
    return f",{behind}" if _is_behind_a_mark(text, start) else ""


def _may_be(word: Word) -> bool:
    """Whether a word has a capital, or a list has it as a name: verbs begin items, too."""
    return word.shape % CLOSE != LOWER or is_named(word)


def _heads_an_item(text: str, start: int, end: int) -> bool:
    """Whether a word begins one of the items of a line and the item goes on: "Ann 3 days, Tom sick"."""
    goes_on = text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum()
    return goes_on and (start == _line(text, start) or _is_behind_a_mark(text, start))


def places_of_sure(text: str, words: Sequence[Word], names: Sequence[Name]) -> frozenset[str]:
    """In which places names stand that are surely people's."""
    sure = (one for one in names if is_sure(words, one))
    return frozenset(_place(text, words[one.first].start, words[one.last - 1].end) for one in sure) - {""}


def stands_in(text: str, word: Word, places: Set[str]) -> bool:
    """Whether a word stands in one of the places."""
    return bool(places) and _place(text, word.start, word.end) in places


def _line(text: str, start: int) -> int:
    return text.rfind("\n", max(0, start - _LONGEST_ROW), start) + 1


def _is_behind_a_mark(text: str, start: int) -> bool:
    return text[max(0, start - 2) : start].rstrip(" ")[-1:] in _INLINE


def is_sure(words: Sequence[Word], one: Name) -> bool:
    """Whether a name is certainly a private person's, by the model and by a list."""
    return one.chance >= _SURE and one.famous < 0.1 and is_listed(words[one.first])


def is_listed(word: Word) -> bool:
    """Whether a list has a word as a first name and none as a common word."""
    return word.plain in lists.given() and word.plain not in lists.words("common.txt")
