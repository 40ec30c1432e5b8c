"""A text as own data is looked for in it: its words, and keyed hashes of runs of words, all worked out at once.

Rule 1: a run's hash covers letters and digits alone, so that spaces, hyphens, case and accents do not count; what
stands between the words is compared afterwards, where it matters.
Rule 2: every text, registered or sent, is read by this one function.
Rule 3: all positions lead back to characters of the text as it was given.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.owndata.keys import Keys, Numbers
from classifiers.owndata.letters import ASCII, BREAK, CASES, LIMIT, VANISH, folded, separator, tables
from classifiers.owndata.sums import powers, values

type Places = NDArray[np.int64]

_NOTHING = np.uint64(0)


class Reading:
    """The words of a text. ``starts`` and ``ends`` are places of words among the letters alone."""

    __slots__ = ("_drawn", "_keys", "_sums", "_where", "ends", "spaced", "starts", "text")

    def __init__(
        self, text: str, keys: Keys, starts: Places, ends: Places, where: Places, sums: Numbers, spaced: bool
    ) -> None:
        self.text = text
        self.starts, self.ends = starts, ends
        self.spaced = spaced  # whether a joint without anything between two words counts as a space
        self._keys, self._where, self._sums = keys, where, sums
        self._drawn: dict[int, tuple[Numbers, Numbers]] = {}

    def __len__(self) -> int:
        return len(self.starts)

    def runs(self, words: int) -> tuple[Numbers, Numbers]:
        """128 keyed bits for every run of so many successive words, as two arrays."""
        known = self._drawn.get(words)
        if known is None:
            known = self._drawn[words] = self.spans(
                self.starts[: len(self) - words + 1], self.ends[words - 1 :]
            )
        return known

    def spans(self, starts: Places, ends: Places) -> tuple[Numbers, Numbers]:
        """128 keyed bits for spans among the letters, as two arrays."""
        sums = self._sums
        hashes = (sums.take(ends) - sums.take(starts)) * powers(len(sums))[1].take(starts)
        return self._keys.blocks(hashes, _NOTHING)

    def beginnings(self, letters: int) -> Numbers:
        """Keyed bits of the first letters of every word; of the whole word where it has fewer."""
        return self.spans(self.starts, np.minimum(self.starts + letters, self.ends))[0]

    def letters(self, places: Places) -> Places:
        """How many letters stand before some places of the text."""
        return np.searchsorted(self._where, places)

    def words(self, places: Places) -> Places:
        """How many words begin before some places of the text."""
        return np.searchsorted(self._where.take(self.starts), places)

    def keyed(self, text: str) -> int:
        """A keyed hash of 64 bits of one canonical text."""
        return self._keys.value(text)

    def text_places(self, letters: Places) -> Places:
        """Where some letters stand in the text."""
        return self._where.take(letters)

    def digits(self) -> Places:
        """How many of the letters before each one, and of all, are digits."""
        raw = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), "<u4").take(self._where)
        counted = np.zeros(len(raw) + 1, np.int64)
        np.cumsum((raw - 48) < 10, out=counted[1:])
        return counted

    def start(self, word: int) -> int:
        """Where a word begins in the text."""
        return self.begin(int(self.starts[word]))

    def end(self, word: int) -> int:
        """Where a word ends in the text, with the marks that cling to its last letter."""
        return self.finish(int(self.ends[word]))

    def begin(self, letter: int) -> int:
        """Where a letter begins in the text."""
        return int(self._where[letter])

    def finish(self, letter: int) -> int:
        """Where the letter before a letter ends in the text, with the marks that cling to it."""
        end = int(self._where[letter - 1]) + 1
        text = self.text
        while end < len(text) and text[end] > "\x7f" and not separator(text[end]) and not folded(text[end]):
            end += 1
        return end

    def folded(self, word: int) -> str:
        """The letters of a word."""
        return "".join(map(folded, self.text[self.start(word) : self.end(word)]))

    def size(self, word: int) -> int:
        """How many letters a word has."""
        return int(self.ends[word] - self.starts[word])

    def canonical(
        self,
        first: int,
        words: int,
        before: int = 0,
        behind: int = 0,
        *,
        gap: Callable[[str], str] = str,
        cut: int = 0,
    ) -> str:
        """Some words in the one form in which they are compared, with what stands between, before and behind them.

        ``gap`` says what counts between two words, ``cut`` how many letters at the end of the last do not.
        """
        text, at = self.text, self.start(first)
        parts = [_between(text[at - before : at])] if before else []
        for word in range(first, first + words):
            start, end = self.start(word), self.end(word)
            if word > first:
                parts.append(_between(gap(text[at:start])) if at < start else " " if self.spaced else "")
            parts.append("".join(map(folded, text[start:end])))
            at = end
        if cut:
            parts[-1] = parts[-1][:-cut]
        if behind:
            parts.append(_between(text[at : at + behind]))
        return _tight("".join(parts))


def read(text: str, keys: Keys) -> tuple[Reading, Reading | None]:
    """The words of a text and, where some are written in one (``NightjarClient``), a second reading of their parts."""
    if text.isascii():
        data = text.encode("ascii")
        codes: NDArray[Any] = np.frombuffer(data.translate(ASCII), np.uint8)
        where = codes.nonzero()[0]
        codes = codes.take(where)
        cases = data.translate(CASES)
        humped = b"aA" in cases or b"AAa" in cases
        joint = None
    else:
        codes, where, joint, upper, lower = _unfolded(text)
        humped = bool(upper.any())
    if not len(where):
        empty = np.zeros(0, np.int64)
        return Reading(text, keys, empty, empty, empty, np.zeros(1, np.uint64), False), None
    factors = powers(len(codes) + 1)[0]
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(values(codes) * factors[: len(codes)], out=sums[1:])
    gap = where[1:] - where[:-1] > 1 if joint is None else joint
    cuts = gap.nonzero()[0] + 1
    words = Reading(text, keys, *_bounds(cuts, len(codes)), where, sums, False)
    if not humped:
        return words, None
    if joint is None:
        cased = np.frombuffer(cases, np.uint8)
        upper, lower = cased == ord("A"), cased == ord("a")
    humps = _humps(upper, lower)
    if not len(humps):
        return words, None
    return words, _parts(words, humps, where, sums)


def _bounds(cuts: Places, size: int) -> tuple[Places, Places]:
    starts, ends = np.zeros(len(cuts) + 1, np.int64), np.full(len(cuts) + 1, size, np.int64)
    starts[1:] = ends[:-1] = cuts
    return starts, ends


def _humps(upper: NDArray[np.bool_], lower: NDArray[np.bool_]) -> Places:
    """Where a part of a word begins: a capital behind a small letter, or before one and behind another capital."""
    first = upper[1:] & lower[:-1]
    if len(upper) > 2:
        first[:-1] |= upper[:-2] & upper[1:-1] & lower[2:]
    return first.nonzero()[0] + 1


def _parts(words: Reading, humps: Places, where: Places, sums: Numbers) -> Reading:
    """The parts of the words that have several, and the words next to them."""
    at = np.unique(np.searchsorted(where, humps))
    at = at[(at > 0) & (at < len(where))]
    owner = np.searchsorted(words.starts, at, "right") - 1
    inside = at > words.starts[owner]
    at, owner = at[inside], owner[inside]
    near = np.zeros(len(words) + 2 * _NEAR, bool)
    for shift in range(2 * _NEAR + 1):
        near[owner + shift] = True
    chosen = near[_NEAR:-_NEAR].nonzero()[0]
    starts = np.union1d(words.starts[chosen], at)
    ends = np.union1d(words.ends[chosen], at)
    return Reading(words.text, words._keys, starts, ends, where, sums, True)


_NEAR = 3  # words on both sides


def _unfolded(
    text: str,
) -> tuple[NDArray[Any], Places, NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Codes of the letters, their places, whether a word ends behind each but the last; capital and small letters."""
    table = tables()
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    known = np.minimum(raw, LIMIT - 1)
    codes = np.where(raw < LIMIT, table.code.take(known), raw)
    upper, lower = table.upper.take(known), table.lower.take(known)
    if len(text) > 1:  # a mark behind a letter is as tall as the letter
        marks = (codes[1:] == VANISH).nonzero()[0]
        for mark in marks[:1000].tolist():
            upper[mark + 1], lower[mark + 1] = upper[mark], lower[mark]
    shown = (codes != VANISH).nonzero()[0]
    seen = codes.take(shown)
    letters = (seen != BREAK).nonzero()[0]
    where = shown.take(letters)
    spaced = table.spaced.take(known.take(where)) & (raw.take(where) < LIMIT)
    joint = (letters[1:] - letters[:-1] > 1) | ~spaced[1:] | ~spaced[:-1]
    found = codes.take(where)
    if table.is_longer.take(known.take(where)).any():
        return *_lengthened(raw, where, found, joint), upper, lower
    return found, where, joint, upper, lower


def _lengthened(
    raw: NDArray[Any], where: Places, codes: NDArray[Any], joint: NDArray[np.bool_]
) -> tuple[NDArray[Any], Places, NDArray[np.bool_]]:
    """The same with every character that folds to several letters (ß) written out."""
    longer = tables().longer
    spots = tables().is_longer.take(np.minimum(raw.take(where), LIMIT - 1)).nonzero()[0]
    letters = [longer[int(raw[where[spot]])] for spot in spots.tolist()]
    sizes = np.ones(len(where), np.int64)
    sizes[spots] = [len(each) for each in letters]
    begins = np.cumsum(sizes) - sizes
    codes = np.repeat(codes, sizes)
    for begin, each in zip(begins[spots].tolist(), letters, strict=True):
        codes[begin : begin + len(each)] = [ord(letter) for letter in each]
    joined = np.zeros(len(codes) - 1, bool)
    joined[begins[1:] - 1] = joint
    return codes, np.repeat(where, sizes), joined


def _between(gap: str) -> str:
    """What stands between two words: white space, hyphens and underscores count as spaces."""
    return gap if gap == " " else "".join(map(separator, gap))


def _tight(text: str) -> str:
    """A canonical text without spaces beside punctuation or letters of scripts that need none."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.split())
    pieces: list[str] = []
    for piece in text.split():
        if pieces and _needs_space(pieces[-1][-1]) and _needs_space(piece[0]):
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)


def _needs_space(letter: str) -> bool:
    return letter.isalnum() and (letter < "\x80" or bool(tables().spaced[min(ord(letter), LIMIT - 1)]))
