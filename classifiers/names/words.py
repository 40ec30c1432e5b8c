"""How the names model reads: words with their places and shapes, and pieces of words from the vocabulary.

Training and the product use exactly this module, so both see the same. The backbone's vocabulary knows neither
capitals nor accents; what that loses comes back as the *shape* of a word: its capitals, whether it stands close to
the word before it, whether it has an accent. With what the lists know of the word, the shape makes its *look*.
"""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property, partial
from itertools import accumulate, repeat
from operator import add, eq, mul
from typing import NamedTuple, cast

from classifiers.names import lists
from classifiers.plain import plain as plain

# A word of small letters, with a capital or none, a punctuation mark repeated, a line end, other letters and digits,
# underscores; no alternative can eat what another does. The white space behind it goes with it, so that nothing is left
# between two of them.
_TOKEN = re.compile(r"((?:[A-Za-z][a-z]*+(?![^\W_])|([^\w\s])\2*|\n|[^\W_]+|_+)[^\S\n]*)")
# The same for a text of ASCII, in half of the time: no group, marks in the order of how frequent they are.
_FREQUENT = ".,:=/\"'-()[]{}<>;*#&|+!?@%$^`~\\"
_RARE = "".join(
    mark for mark in map(chr, range(128)) if not (mark.isalnum() or mark.isspace() or mark == "_")
)
_PLAIN_TOKEN = re.compile(
    r"(?:[A-Za-z][a-z]*+(?![A-Za-z0-9])|\n|[A-Za-z0-9]++|_+"
    + "".join(f"|{mark}{mark}*+" for mark in map(re.escape, dict.fromkeys(_FREQUENT + _RARE)))
    + r")[ \t\r\f\v\x1c-\x1f]*+"
)
_BLANK = re.compile(r"[^\S\n]*")

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


_MAKE = cast(Callable[[tuple[object, ...]], Word], partial(tuple.__new__, Word))


class Look(NamedTuple):
    """What a word says of itself: its plain form, its shape without ``CLOSE``, and how many characters it has."""

    plain: str
    shape: int
    width: int


# What words of the list of common words look like, from text to text. No other word is kept: rule 5 of the room.
KEPT: dict[str, Look] = {}
_MOST_KEPT = 20_000


class _Looks(dict[str, Look]):
    """Each different word of one text is looked at once, and common ones once for all."""

    def __missing__(self, token: str) -> Look:
        look = KEPT.get(token)
        if look is None:
            look = self._seen(token)
            if (
                len(token) <= look.width + 1
                and len(KEPT) < _MOST_KEPT
                and look.plain in lists.words("common.txt")
            ):
                KEPT[token] = look
        self[token] = look
        return look

    @staticmethod
    def _seen(token: str) -> Look:
        first = token[0]
        if first == "\n":
            return Look(first, BREAK, 1)
        word = token.rstrip()
        if first.isalnum():
            return Look(*_look(word), len(word))
        return Look(first, MARK, len(word))


class Tokens:
    """The words of ``text[start:end]``, before anybody asks where they stand; most texts of machines need no more."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        end = len(text) if end is None else end
        blank = _BLANK.match(text, start, end)
        self._begin = blank.end() if blank is not None else start
        # Each with the white space behind it.
        if text.isascii():
            self.tokens: list[str] = _PLAIN_TOKEN.findall(text, self._begin, end)
        else:
            self.tokens = [token for token, _ in _TOKEN.findall(text, self._begin, end)]
        self._known = _Looks()
        self.looks = list(map(self._known.__getitem__, self.tokens))

    @property
    def different(self) -> Mapping[str, Look]:
        """What the different ones look like."""
        return self._known

    def touch(self, at: int) -> bool:
        """Whether nothing stands between a word and the next."""
        return len(self.tokens[at]) == self.looks[at].width

    @cached_property
    def words(self) -> list[Word]:
        """The words with their places; offsets count from the beginning of the text."""
        if not self.tokens:
            return []
        # All by functions in C, Word's own among them: there is one for every word of every prompt.
        plains, shapes, widths = zip(*self.looks, strict=True)
        starts = list(accumulate(map(len, self.tokens), initial=self._begin))
        ends = list(map(add, starts, widths))
        close = map(mul, map(eq, ends, starts[1:]), repeat(CLOSE))
        shapes = (shapes[0], *map(add, shapes[1:], close))
        return list(map(_MAKE, zip(starts, ends, plains, shapes, strict=False)))


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]``; offsets count from the beginning of ``text``."""
    return Tokens(text, start, end).words


# Of a number the model sees how many digits it has, up to five; of letters with digits only that they are such.
_SEEN = {NUMBER: "#####", CODE: ""}


def reading(words: Sequence[Word]) -> str:
    """What the model reads of some words: it gives the same chances to all runs of words that read alike."""
    return "\0".join(
        [
            chr(shape) + (_SEEN[kind][: end - start] if (kind := shape % CLOSE) in _SEEN else plain)
            for start, end, plain, shape in words
        ]
    )


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

    def is_whole(self, low: str) -> bool:
        """Whether a plain word is one piece."""
        return low in self._numbers

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
