"""Which stretches of a text the model reads: the words that may be names, with those around them."""

from bisect import bisect_left
from collections.abc import Sequence

from classifiers.names.words import BREAK, CLOSE, CODE, LOWER, MARK, NUMBER, OTHER, Tokens, Word

AROUND = 20  # words that the model sees on either side of a candidate
FEWEST = 8  # of them, also where a sentence ends before
WHOLE_LINE = 44  # a line of at most so many words is read whole
MOST_WORDS = 64  # of one window of several lines
LONG_SHEET = 200  # candidates in it
_FEWEST_CELLS, _PARTING = 2, (",", ";")  # which end in a row of a sheet, where no space is behind
_ENDS = (".", "!", "?")
_BESIDE = 2  # words on either side of a candidate that may belong to its name
_TITLE = 4  # letters of an initial or a title: "Frau", "Mr"
_NO_CAPITAL = frozenset((LOWER, NUMBER, CODE, MARK, BREAK, OTHER))


def windows(tokens: Tokens, candidates: Sequence[int]) -> list[tuple[int, int]]:
    """Disjoint runs of words, in order, in which every candidate stands with its surroundings.

    Neighbouring lines are read together, but for rows of a long sheet: alone, those that differ in numbers only read
    alike. In a short one they say a little of one another, and one name in 200 is lost alone.
    """
    words = tokens.words
    runs: list[tuple[int, int]] = []
    line_start = line_end = 0
    is_long, is_row = len(candidates) >= LONG_SHEET, False
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
            row = tokens.tokens[line_start:line_end] if is_long else []
            is_row = sum("\t" in token or token in _PARTING for token in row) >= _FEWEST_CELLS
        if line_end - line_start <= WHOLE_LINE:
            start, end = line_start, line_end
        else:
            start, end = _sentence(words, at, max(line_start, at - AROUND), min(line_end, at + AROUND))
        if runs:
            last_start, last_end = runs[-1]
            start = max(start, last_end) if at >= last_end else last_start
            gap = start - last_end
            if at < last_end or (gap <= 2 and end - last_start <= MOST_WORDS and not is_row):
                runs[-1] = (last_start, max(end, last_end))
                continue
        runs.append((start, end))
    return runs


def asked(tokens: Tokens, candidates: Sequence[int], start: int, end: int) -> list[int]:
    """Which words of a window the model is asked about, counted from its first: those with a capital, those at most two
    words from a candidate or behind an initial or a title, and what stands between two of them; nearly half of all, and
    hardly ever does a name of a person stand elsewhere."""
    looks, size = tokens.looks[start:end], end - start
    capital = [look.shape % CLOSE not in _NO_CAPITAL for look in looks]
    wanted = capital.copy()
    low, high = bisect_left(candidates, start), bisect_left(candidates, end)
    for at in candidates[low:high]:
        first = max(at - start - _BESIDE, 0)
        last = min(at - start + _BESIDE + 1, size)
        wanted[first:last] = [True] * (last - first)
    for at, look in enumerate(looks):
        if wanted[at] and look.width <= (_TITLE if capital[at] else 1) and look.plain.isalpha():
            last = min(at + _BESIDE + 1, size)
            wanted[at:last] = [True] * (last - at)
    return [
        at for at in range(size) if wanted[at] or (0 < at < size - 1 and wanted[at - 1] and wanted[at + 1])
    ]


def _sentence(words: Sequence[Word], at: int, low: int, high: int) -> tuple[int, int]:
    """The surroundings of a word, from ``low`` to ``high``, without what a sentence further away begins or ends."""
    start = next((one for one in range(at - FEWEST, low, -1) if words[one - 1].plain in _ENDS), low)
    end = next((one for one in range(at + FEWEST + 1, high) if words[one - 1].plain in _ENDS), high)
    return start, end
