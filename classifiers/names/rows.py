"""Names that stand in the same place of several rows: the speakers of a chat, who is to do what, who has which mark.

One of them that is surely a person's makes the others people, too.
"""

from collections.abc import Sequence

from classifiers.compiled import compiled
from classifiers.names import lists
from classifiers.names.runs import Name
from classifiers.names.words import Word

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
    for others in places.values():
        spelled = {words[one.first].plain for one in others if is_sure(words, one)}
        for one in others:
            if spelled - {words[one.first].plain}:
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
        return ""
    line = text.rfind("\n", max(0, start - _MOST_AHEAD), start) + 1
    if (line or start <= _MOST_AHEAD) and _HEAD.fullmatch(text, line, start):
        return f"\n{behind}"
    ahead = text[max(0, start - 2) : start].rstrip(" ")[-1:]
    return f",{behind}" if ahead in _INLINE else ""


def is_sure(words: Sequence[Word], one: Name) -> bool:
    """Whether a name is certainly a private person's, by the model and by a list."""
    first = words[one.first].plain
    return (
        one.chance >= _SURE
        and one.famous < 0.1
        and first in lists.given()
        and first not in lists.words("common.txt")
    )
