"""The gate: which words of a text may be names, and which windows around them the model reads.

The gate is generous, because what it passes over nobody reads: it asks only for a capital letter on a word that is not
common, for a word that is somebody's first name, or for a word after which a name comes.
"""

from collections.abc import Sequence

from classifiers.names import lists
from classifiers.names.words import BREAK, CLOSE, INNER, LOWER, MIXED, SINGLE, TITLE, UPPER, Word

AROUND = 20  # words that the model sees on either side of a candidate
FEWEST = 8  # of them, also where a sentence ends before
WHOLE_LINE = 44  # a line of at most so many words is read whole
MOST_WORDS = 64  # of one window of several lines

_ENDS = (".", "!", "?")
# Endings of German nouns, French and Spanish abstract ones and the like that no name has.
NO_NAME = (
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tions", "tat", "taten",
    "ment", "ments", "ling", "nis", "tum", "ness", "ity", "ities", "ism", "ismus", "able", "ible", "ously", "ing",
    "ings", "ations", "ciones", "cion", "zione", "zioni", "idad", "idades", "dade", "dades", "heid", "ingen", "osc",
    "anie", "enie",
)  # fmt: skip
# How words with a second capital end that are none: "KeyError", "StrEnum".
_NO_PERSON = (
    "error",
    "exception",
    "warning",
    "type",
    "enum",
    "view",
    "info",
    "handler",
    "manager",
    "factory",
    "service",
)


class Gate:
    """The lists as sets: first names, last names, common words."""

    def __init__(self) -> None:
        self._first = lists.given()
        self._last = lists.words("last.txt")
        self._common = lists.words("common.txt")
        self._cues = lists.words("cues.txt")  # after which a name comes

    def candidates(self, words: Sequence[Word]) -> list[int]:
        """The places in ``words`` of those that may belong to a name."""
        first, last, common, cues = self._first, self._last, self._common, self._cues
        found: list[int] = []
        begins, cued = True, False
        upper = -9
        for at, (start, end, low, shape) in enumerate(words):
            kind = shape % CLOSE
            if kind == LOWER:
                if cued:
                    if low not in common or low in first:
                        found.append(at)
                elif low in first and low not in common and end - start > 2:
                    found.append(at)
                begins = False
                cued = low in cues
                continue
            if kind in (TITLE, INNER):
                if low in common:
                    if (
                        low in first or (low in last and not begins) or (cued and low not in cues)
                    ) and end - start > 1:
                        found.append(at)
                elif not low.endswith(NO_NAME) or low in first or low in last or cued:
                    found.append(at)
                begins = False
                cued = low in cues
            elif kind == UPPER:
                if low in first or (low in last and low not in common) or (cued and end - start > 2):
                    found.append(at)
                elif end - start > 3 and low not in common:
                    if upper == at - 1 or upper == at - 2:
                        found.append(at)
                    upper = at
                begins = False
                cued = low in cues
            elif kind == BREAK:
                begins = True
            elif kind in (SINGLE, MIXED):
                begins = False
                if cued or (kind == MIXED and low in first):
                    found.append(at)
            elif low in '.!?:;|"•-*>':
                begins = begins or low in ".!?:•"
                if low not in '.:"':
                    cued = False
            else:
                begins = False
                cued = cued and low in "'\"(,<&"
        return [at for at in found if not _is_of_code(words, at)]


def _is_of_code(words: Sequence[Word], at: int) -> bool:
    """Whether a word is called, has a field, or is a part of an identifier or the name of an error; what ends or begins
    so is never taken for a name, see ``Spans.fits``."""
    word = words[at]
    if at and words[at - 1].end == word.start and words[at - 1].plain in ("_", "$", "\\"):
        return True
    if word.shape % CLOSE == INNER and word.plain.endswith(_NO_PERSON):
        return True
    if at + 2 >= len(words) or words[at + 1].start != word.end:
        return False
    mark, behind = words[at + 1], words[at + 2]
    return mark.plain in ("(", "_", "\\") or (
        mark.plain == "." and behind.start == mark.end and behind.shape % CLOSE == LOWER
    )


def windows(words: Sequence[Word], candidates: Sequence[int]) -> list[tuple[int, int]]:
    """Disjoint runs of words, in order, in which every candidate stands with its surroundings."""
    runs: list[tuple[int, int]] = []
    line_start = line_end = 0
    size = len(words)
    for at in candidates:
        if runs and at < runs[-1][1] and (at + AROUND // 2 <= runs[-1][1] or runs[-1][1] == line_end):
            continue
        if at >= line_end:
            line_start = at
            floor = runs[-1][1] if runs else 0
            while (
                line_start > floor
                and words[line_start - 1].plain != "\n"
                and at - line_start < 2 * WHOLE_LINE
            ):
                line_start -= 1
            line_end = at + 1
            while (
                line_end < size and words[line_end].plain != "\n" and line_end - line_start < 4 * WHOLE_LINE
            ):
                line_end += 1
        if line_end - line_start <= WHOLE_LINE:
            start, end = line_start, line_end
        else:
            start, end = _sentence(words, at, max(line_start, at - AROUND), min(line_end, at + AROUND))
        if runs:
            last_start, last_end = runs[-1]
            start = max(start, last_end) if at >= last_end else last_start
            gap = start - last_end
            if at < last_end or (gap <= 2 and end - last_start <= MOST_WORDS):
                runs[-1] = (last_start, max(end, last_end))
                continue
        runs.append((start, end))
    return runs


def _sentence(words: Sequence[Word], at: int, low: int, high: int) -> tuple[int, int]:
    """The surroundings of a word, from ``low`` to ``high``, without what a sentence further away begins or ends."""
    start = next((one for one in range(at - FEWEST, low, -1) if words[one - 1].plain in _ENDS), low)
    end = next((one for one in range(at + FEWEST + 1, high) if words[one - 1].plain in _ENDS), high)
    return start, end
