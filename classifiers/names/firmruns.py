"""Where the name of a firm may stand: capital words around a legal form, a trade, or what the model saw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from classifiers.names import lists
from classifiers.names.cues import firms as cues
from classifiers.names.runs import Name
from classifiers.names.words import (
    BREAK,
    CLOSE,
    CODE,
    INNER,
    LOWER,
    MIXED,
    SINGLE,
    TITLE,
    UPPER,
    Tokens,
    Word,
)

MOST_ANCHORS = 5_000  # places of one text at which a firm is looked for
_LONGEST = 7  # words with a letter in the name of a firm
_CAPITAL = frozenset((TITLE, UPPER, INNER, MIXED, SINGLE, CODE))
_SMALL_FORMS = ("sp", "mbh", "plc", "snc", "srl", "sas")  # legal forms that are also written in small letters
_FORMS_IN_SMALL = frozenset((*_SMALL_FORMS, "s"))  # "s.c."; too common a letter to look at a text for


@dataclass(frozen=True, slots=True)
class Firm:
    """A run of words that may be a firm.

    ``last`` is the word behind it, ``chance`` what the model gave on average, ``legal`` the word with which its legal
    form begins, 0 for none.
    """

    first: int
    last: int
    chance: float
    legal: int


def may_name_firms(tokens: Tokens) -> bool:
    """Whether a text in which the model sees nothing may hold a run: a word for a trade or of a legal form."""
    trades = lists.trades()
    for low, shape, _ in tokens.different.values():
        kind = shape % CLOSE
        if kind == LOWER:
            if low in _SMALL_FORMS:
                return True
        elif kind in _CAPITAL and (
            low in trades or low in cues.LEGAL_WORDS or (kind == TITLE and low.endswith(cues.ENDINGS))
        ):
            return True
    return False


class FirmRuns:
    """One text: its runs."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._common = lists.words("common.txt")
        self._first = lists.given()
        self._last = lists.words("last.txt")
        self._trades = lists.trades()

    def of(self, names: Sequence[Name]) -> Iterator[Firm]:
        """Runs around what the model saw, around words for a trade and before legal forms; no run comes twice."""
        chances: dict[int, float] = {}
        anchors: list[int] = []
        for one in names:
            if one.last - one.first == 1 and self._tied_alone(one):
                yield Firm(one.first, one.last, 1.0, 0)
            if one.kind == "ORGANIZATION":
                chances.update(dict.fromkeys(range(one.first, one.last), one.chance))
                anchors.append(one.first)
        for at, word in enumerate(self._words):
            kind = word.shape % CLOSE
            if kind in _CAPITAL and kind != CODE:
                low = word.plain
                if (
                    low in self._trades
                    or (kind == TITLE and low.endswith(cues.ENDINGS))
                    or (low in cues.LEGAL_WORDS and self._form(at) is not None)
                ):
                    anchors.append(at)
            elif kind == LOWER and word.plain in _FORMS_IN_SMALL and self._form(at) is not None:
                anchors.append(at)
        covered = -1
        for at in sorted(anchors)[:MOST_ANCHORS]:
            if at < covered:
                continue
            run = self._run(at)
            if run is None:
                continue
            covered = max(covered, run.last)
            inside = [chances[place] for place in range(run.first, run.last) if place in chances]
            yield Firm(run.first, run.last, sum(inside) / len(inside) if inside else 0.0, run.legal)

    def _run(self, at: int) -> Firm | None:
        """The run of words with a capital around a place, links between them counted, to a legal form."""
        words = self._words
        first, last, legal = at, at + 1, 0
        while last - at < 3 * _LONGEST:  # to the right
            if (form := self._form(last - 1)) is not None and last - 1 > first:
                legal = last - 1
                while last < len(words) and words[last].end <= form:
                    last += 1
                break
            step = self._step(last, 1)
            if step == last:
                break
            last = step
        if not legal and (form := self._form(at)) is not None:
            legal, last = at, at + 1
            while last < len(words) and words[last].end <= form:
                last += 1
        while first - 1 >= 0 and at - first < 3 * _LONGEST:  # to the left
            step = self._step(first - 1, -1)
            if step == first - 1 or self._another(step + 1, first, legal or last):
                break
            first = step + 1
        first = self._trimmed(first, at)
        if legal and legal <= first:
            return None
        letters = sum(word.plain[0].isalpha() for word in words[first:last])
        if not 1 < letters <= 2 * _LONGEST:
            return None
        return Firm(first, last, 0.0, legal)

    def _form(self, at: int) -> int | None:
        """Where a legal form that begins with this word ends."""
        word = self._words[at]
        if word.plain not in cues.LEGAL_WORDS or (
            word.shape >= CLOSE and self._text[word.start - 1] not in ",("
        ):
            return None
        form = cues.LEGAL.match(self._text, word.start)
        return form.end() if form is not None else None

    def _step(self, at: int, way: int) -> int:
        """The place behind what continues a run at ``at``, in a direction; ``at`` itself where it ends."""
        words = self._words
        place = at
        for _ in range(4):  # at most three links and marks between two words with a capital
            if not 0 <= place < len(words):
                return at
            word = words[place]
            kind = word.shape % CLOSE
            if kind == BREAK or (way > 0 and place > 0 and self._gap(place)):
                return at
            if way < 0 and place + 1 < len(words) and self._gap(place + 1):
                return at
            if kind in _CAPITAL and kind != CODE:
                return place + way
            if kind == LOWER and word.plain not in cues.LINKS and word.plain != "s":
                return at
            if not word.plain[0].isalnum() and word.plain not in "&+-'’.,/":
                return at
            if word.plain == "," and not self._comma(place):
                return at
            if word.plain == "." and not self._initial(place):
                return at
            place += way
        return at

    def _gap(self, at: int) -> bool:
        """Whether more than one space stands before a word."""
        return self._words[at].start - self._words[at - 1].end > 1

    def _comma(self, at: int) -> bool:
        """Whether a comma stands before a legal form: "Trellis Bioworks, Inc."."""
        return (
            at + 1 < len(self._words)
            and self._form(at + 1) is not None
            and not self._words[at + 1].shape >= CLOSE
        )

    def _initial(self, at: int) -> bool:
        """Whether a point belongs to single letters or to a short form: "P.H.U.", "St."."""
        before = self._words[at - 1] if at else None
        return before is not None and (before.shape % CLOSE == SINGLE or before.plain in ("st", "dr", "gebr"))

    def _another(self, start: int, first: int, last: int) -> bool:
        """Whether the words from ``start`` on are another name: an "and" stands before a name that is one by itself."""
        return any(word.plain in cues.AND for word in self._words[start:first]) and any(
            word.plain[0].isalpha() and word.plain not in self._trades and word.plain not in self._common
            for word in self._words[first:last]
        )

    def _trimmed(self, first: int, at: int) -> int:
        """The first word of the run that is no link, no role and no common word at the beginning of a sentence."""
        words = self._words
        while first < at:
            word = words[first]
            begins = first == 0 or words[first - 1].plain in "\n.!?:"
            if (
                not word.plain[0].isalnum()
                or (word.shape % CLOSE == LOWER)
                or word.plain in cues.TITLES
                or (begins and word.plain in self._trades and words[first + 1].plain in self._trades)
                or (begins and word.plain in lists.words("talk.txt"))
                or (
                    word.plain in self._common
                    and (begins or self.german)
                    and word.plain not in self._trades
                    and not (word.plain in self._last and not begins)
                )
            ):
                first += 1
            else:
                break
        return first

    @cached_property
    def german(self) -> bool:
        """Whether every noun of the text has a capital."""
        low = self._text[:2_000].lower()
        return (
            sum(low.count(one) for one in (" der ", " die ", " und ", " mit ", " ist ", " für ", " von "))
            >= 3
        )

    def _tied_alone(self, one: Name) -> bool:
        """Whether a single name is that of a firm: "the Harcourt account", "grupo Kesselring"."""
        word = self._words[one.first]
        if one.chance < 0.35 or word.shape % CLOSE not in (TITLE, INNER) or word.plain in self._common:
            return False
        before = self._text[max(0, word.start - 16) : word.start]
        if cues.KIND_OF_FIRM.search(before) is not None:
            return True
        return (
            word.plain not in self._first
            and before.lower().endswith((" the ", " our "))
            and cues.THING_OF_A_FIRM.match(self._text, word.end) is not None
        )
