"""Values in columns of parts: below a head such as `p1,p2,p3,p4` the cells of a row are one value."""

import itertools
import re
from collections.abc import Iterator

from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_FIRST = re.compile(r"(?<![0-9])1[\"']?[ \t]?[,;|\t]")
_NAME = re.compile(r"\s*[\"']?(?P<stem>[A-Za-z][A-Za-z_ ]{0,20}?)[_ ]?(?P<number>\d{1,2})[\"']?\s*")
_CELL = re.compile(r"\s*[\"']?(?P<value>[A-Za-z0-9@._\-]{1,24})[\"']?\s*")
_RULE = re.compile(r"[\s|:\-]+")  # below the head of a table in Markdown
_SIGNS = ("\t", ";", ",", "|")
_LEAST = 8  # digits of a text
_MOST_HEADS, _MOST_ROWS, _LONGEST = 20, 50, 400


class _Columned:
    id = "columned"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        if "\n" not in text or glance.digits < _LEAST:
            return
        edits: list[Edit] = []
        heads = read = 0
        for first in _FIRST.finditer(text):
            if first.start() < read:
                continue
            start = text.rfind("\n", 0, first.start()) + 1
            end = text.find("\n", first.end())
            if end < 0 or heads == _MOST_HEADS:
                break
            if end - start > _LONGEST or (edits and start < edits[-1].end):
                read = end  # or each of its cells would look for its ends
                continue
            heads += 1
            sign = next(one for one in _SIGNS if one in first[0])
            columns = _columns(text[start:end].split(sign))
            if columns is not None:
                edits.extend(_rows(text, end + 1, sign, *columns))
        if edits:
            yield glance.view(edits, weak=True)


def _columns(names: list[str]) -> tuple[int, int, int] | None:
    """How many columns there are, the first of parts and the one behind the last."""
    said = [_NAME.fullmatch(name) for name in names]
    first = next((at for at, name in enumerate(said) if name is not None and int(name["number"]) == 1), -1)
    last = first
    for before, after in itertools.pairwise(said[first:] if first >= 0 else []):
        goes_on = (
            before is not None
            and after is not None
            and before["stem"] == after["stem"]
            and int(after["number"]) == int(before["number"]) + 1
        )
        if not goes_on:
            break
        last += 1
    return (len(names), first, last + 1) if last > first else None


def _rows(text: str, start: int, sign: str, columns: int, first: int, last: int) -> Iterator[Edit]:
    """What stands between the parts of each row."""
    for _ in range(_MOST_ROWS):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        cells = text[start:end].split(sign)
        if _RULE.fullmatch(text, start, end) is None:
            if len(cells) != columns:
                return
            parts: list[tuple[int, int]] = []
            at = start
            for number, cell in enumerate(cells):
                found = _CELL.fullmatch(cell)
                if first <= number < last and found is not None:
                    parts.append((at + found.start("value"), at + found.end("value")))
                at += len(cell) + 1
            if len(parts) == last - first:
                yield from (Edit(before[1], after[0], "") for before, after in itertools.pairwise(parts))
        if end >= len(text):
            return
        start = end + 1


DISGUISE = _Columned()
