"""How the names model reads: words with their places and shapes, and pieces of words from the vocabulary.

Training and the product use exactly this module, so both see the same. The backbone's vocabulary knows neither
capitals nor accents; what that loses comes back as the *shape* of a word: its capitals, whether it stands close to
the word before it, whether it has an accent. With what the lists know of the word, the shape makes its *look*.
"""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from classifiers.plain import plain as plain

# What most words are, then a punctuation mark repeated, a line end, other letters and digits, underscores; no
# alternative can eat what another does. The groups tell them apart, which is quicker than to ask afterwards.
_WORD = re.compile(r"([a-z]++)(?![^\W_])|([A-Z][a-z]++)(?![^\W_])|([^\w\s])\3*|(\n)|([^\W_]+)|_+")

# Shapes, before the two flags.
LOWER, TITLE, UPPER, SINGLE, MIXED, INNER, NUMBER, CODE, MARK, BREAK, OTHER = range(11)
CLOSE, ACCENT = 11, 22  # flags are added
SHAPES = 44
FIRST, LAST, COMMON = SHAPES, 2 * SHAPES, 4 * SHAPES  # what the lists know of a word is added too
LOOKS = 8 * SHAPES

# Pieces with a meaning of their own, in places that the backbone left unused.
NEWLINE, LONG_WORD, CODE_WORD = "[unused1]", "[unused2]", "[unused3]"
NUMBERS = (
    "[unused4]",
    "[unused5]",
    "[unused6]",
    "[unused7]",
    "[unused8]",
)  # by count of digits; the last: 5 or more
UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"

_LONGEST_WORD = 30
_MOST_PIECES = 6  # of one word; names are shorter


class Word(NamedTuple):
    """A word of a text: offsets in characters, plain form (lower case without accents) and shape."""

    start: int
    end: int
    plain: str
    shape: int


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]``; offsets count from the beginning of ``text``."""
    words: list[Word] = []
    last = -1
    make = tuple.__new__  # without the detour over Word's own: there is one for every word of every prompt
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        begin, stop = match.span()
        word = match[0]
        match match.lastindex:
            case 1:
                low, shape = word, LOWER
            case 2:
                low, shape = word.lower(), TITLE
            case 3:
                low, shape = word[0], MARK
            case 4:
                low, shape = word, BREAK
            case 5:
                low, shape = _look(word)
            case _:
                low, shape = "_", MARK
        words.append(make(Word, (begin, stop, low, shape + CLOSE if begin == last else shape)))
        last = stop
    return words


def _look(word: str) -> tuple[str, int]:
    """The plain form and the shape of letters and digits."""
    if not word.isalpha():
        return word, NUMBER if word.isdigit() else CODE
    low = plain(word)
    return low, _case(word) + (ACCENT if low != word.lower() else 0)


def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if len(word) == 1:
        return SINGLE if word.isupper() else OTHER
    if word[0].isupper() and word[1:].islower():
        return TITLE
    if word.isupper():
        return UPPER
    if word[0].isupper() and sum(map(str.isupper, word)) == 2 and word[-1].islower():
        return INNER
    return MIXED if any(map(str.isupper, word)) else OTHER


class Looks:
    """The look of a word: its shape, and whether the lists have it as a first name, a last name, a common word."""

    def __init__(self, first: Set[str], last: Set[str], common: Set[str]) -> None:
        self._first, self._last, self._common = first, last, common

    def of(self, word: Word) -> int:
        """A number below ``LOOKS``."""
        look, plain = word.shape, word.plain
        if plain in self._common:
            look += COMMON
        if plain in self._first:
            look += FIRST
        if plain in self._last:
            look += LAST
        return look


class Pieces:
    """The vocabulary: a word to the numbers of its pieces, the longest piece first (WordPiece)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.start = self._numbers[START]
        self.end = self._numbers[END]
        self._unknown = (self._numbers[UNKNOWN],)
        self._newline = (self._numbers[NEWLINE],)
        self._long = (self._numbers[LONG_WORD],)
        self._code = (self._numbers[CODE_WORD],)
        self._digits = tuple((self._numbers[piece],) for piece in NUMBERS)

    def of(self, word: Word) -> tuple[int, ...]:
        """The numbers of the word's pieces; at least one."""
        shape = word.shape % CLOSE
        if shape == BREAK:
            return self._newline
        if shape == NUMBER:
            return self._digits[min(word.end - word.start, 5) - 1]
        if shape == CODE:
            return self._code
        return self.letters(word.plain)

    def letters(self, low: str) -> tuple[int, ...]:
        """The numbers of the pieces of a plain word."""
        whole = self._numbers.get(low)
        if whole is not None:
            return (whole,)
        if len(low) > _LONGEST_WORD:
            return self._long
        numbers: list[int] = []
        at, prefix = 0, ""
        while at < len(low):
            stop = len(low)
            while stop > at and prefix + low[at:stop] not in self._numbers:
                stop -= 1
            if stop == at:
                return self._unknown
            numbers.append(self._numbers[prefix + low[at:stop]])
            at, prefix = stop, "##"
        return tuple(numbers[:_MOST_PIECES])
