"""A glance: one text while its disguises are looked for, with what all families share about it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from classifiers.disguise.view import Edit, View, view_of
from classifiers.passage import Passage, lengths

_LONG = 200_000  # characters
_LONG_WORD = 12  # characters; words that several families ask for
NEAR = 64  # characters; farther from what an earlier layer changed, its views were seen already


class Glance:
    """One text, with its words and their lengths, and the room that is left for what is decoded.

    ``changed`` are the places that an earlier layer changed, in order; without them all of the text is new.
    """

    __slots__ = (
        "_digits",
        "_long_words",
        "_longest",
        "_shape",
        "_sizes",
        "_words",
        "changed",
        "complete",
        "literals",
        "low",
        "room",
        "text",
    )

    def __init__(
        self,
        passage: Passage,
        room: int = 1_000_000,
        changed: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        self.text = passage.text
        self.low = passage.low
        self.literals = passage.literals
        self.room = room
        self.complete = True
        self.changed = changed
        self._words: list[str] | None = None
        self._sizes: list[int] | None = None
        self._shape: bytes | None = None
        self._digits = self._longest = -1
        self._long_words: list[tuple[int, str]] | None = None

    def give_up(self) -> None:
        """Say that something encoded was not decoded to its end."""
        self.complete = False

    @property
    def words(self) -> Iterable[str]:
        """What stands between white space, in lower case, with the signs that cling to it. Those of a long text are
        cut anew each time: a list of them would be ten times its size."""
        if len(self.low) > _LONG:
            return (word for length in lengths(self.low) for word in length.split())
        if self._words is None:
            self._words = self.low.split()
        return self._words

    @property
    def sizes(self) -> list[int]:
        """The lengths of the words."""
        if self._sizes is None:
            self._sizes = list(map(len, self.words))
        return self._sizes

    @property
    def shape(self) -> bytes:
        """The lengths of the words, a byte each; 255 for all that are longer."""
        if self._shape is None:
            sizes = self.sizes
            self._shape = bytes(sizes if self.longest < 256 else [min(size, 255) for size in sizes])
        return self._shape

    @property
    def longest(self) -> int:
        """The length of the longest word."""
        if self._longest < 0:
            self._longest = max(self.sizes, default=0)
        return self._longest

    @property
    def digits(self) -> int:
        """How many digits of ASCII there are."""
        if self._digits < 0:
            self._digits = sum(map(self.text.count, "0123456789"))
        return self._digits

    def long_words(self, least: int) -> Iterable[tuple[int, str]]:
        """Where words of at least some characters begin, and what they are, as they are written."""
        if least < _LONG_WORD or len(self.low) > _LONG:
            return self._words_from(least)
        if self._long_words is None:
            self._long_words = list(self._words_from(_LONG_WORD))
        return [each for each in self._long_words if len(each[1]) >= least]

    def _words_from(self, least: int) -> Iterator[tuple[int, str]]:
        at = 0
        for word in [word for word in self.words if len(word) >= least]:
            at = self.low.find(word, at)
            yield at, self.text[at : at + len(word)]
            at += len(word)

    def around(self, literals: Sequence[str], reach: int, most: int) -> list[tuple[int, int]]:
        """What lies around lower-case literals, as disjoint stretches in order; of each at most so many places."""
        low = self.low
        places: list[int] = []
        for literal in self.literals.present(tuple(literals)):
            at, count = low.find(literal), 0
            while at >= 0 and count < most:
                places.append(at)
                count += 1
                at = low.find(literal, at + 1)
        stretches: list[tuple[int, int]] = []
        for at in sorted(places):
            start, end = max(0, at - reach), min(len(low), at + reach)
            if stretches and start <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((start, end))
        return stretches

    def view(self, edits: Sequence[Edit], *, weak: bool = False) -> View | None:
        """The view that edits give; edits far from what an earlier layer changed are left out."""
        if self.changed is not None:
            edits = [edit for edit in edits if self._is_new(edit)]
        return view_of(self.text, edits, weak=weak) if edits else None

    def _is_new(self, edit: Edit) -> bool:
        changed = self.changed or ()
        index = bisect_right(changed, (edit.end + NEAR, 0))
        return index > 0 and changed[index - 1][1] + NEAR >= edit.start
