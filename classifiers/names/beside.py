"""What stands beside a name and says that a person is meant: a title, a greeting, an act, another person."""

from collections.abc import Sequence
from itertools import pairwise

from classifiers.edges import before, behind
from classifiers.names import lists
from classifiers.names.apposed import is_apposed
from classifiers.names.cases import is_inflected
from classifiers.names.cues import people as cues
from classifiers.names.cues import spoken
from classifiers.names.runs import Name
from classifiers.names.wordings import announces, is_rare, is_role, is_titled
from classifiers.names.words import CLOSE, LOWER, TITLE, UPPER, Word

# Chance from which on first names make each other people, and from which on a strange one beside a first name does.
_AS_A_PAIR, _NEW_IN_A_PAIR = 0.4, 0.9
_SURE_ALONE = 0.97  # chance from which on a strange name alone on its line counts


class Beside:
    """One text and its words."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._first = lists.given()

    def couples(self, names: Sequence[Name]) -> frozenset[int]:
        """Where first names begin that stand beside others with nothing but "and" between, or in a list with commas
        that ends so: "Rose and Tom", "Rose, Tom and Ann".
        """
        found: set[int] = set()
        chain: list[int] = []
        for one, other in pairwise(names):
            between = (
                self._text[self._words[one.last - 1].end : self._words[other.first].start].strip().lower()
            )
            joined = between.lstrip(", ") in cues.AND
            if not (joined or between == ",") or not self._may_pair(one, other):
                chain = []
                continue
            chain = [*(chain or [one.first]), other.first]
            if joined:
                found.update(chain)
                chain = []
        return frozenset(found)

    def _may_pair(self, one: Name, other: Name) -> bool:
        """Whether two names may make each other people: likely first names, or one and a strange sure one."""
        plain = [self._words[each.first].plain for each in (one, other)]
        first = [word in self._first or is_inflected(word, self._first) for word in plain]
        return any(first) and all(
            each.chance >= (_AS_A_PAIR if listed else _NEW_IN_A_PAIR)
            for each, listed in zip((one, other), first, strict=True)
        )

    def cued(self, one: Name) -> bool:
        """Whether what stands around says that a person is meant: a title, a greeting, a role or a field's name before,
        an act behind, or nothing else on the line, as under a letter."""
        if self.introduced(one):
            return True
        if self.acts(one) or self.spoken_of(one) or is_apposed(self._words, one.first, one.last):
            return True
        start, end = self._words[one.first].start, self._words[one.last - 1].end
        if any(cue.match(self._text, end) for cue in (cues.CALLED_TO, cues.THEIR_OWN)):
            return True
        before_it = self._text[max(0, start - 4) : start].rpartition("\n")
        behind_it = self._text[end : end + 4].partition("\n")
        if not (before_it[1] or start < 4) or not (behind_it[1] or end + 4 > len(self._text)):
            return False
        rest = before_it[2] + behind_it[0]
        listed = any(word.plain in self._first for word in self._words[one.first : one.last])
        shape = self._words[one.first].shape % CLOSE
        if shape in (LOWER, UPPER) and one.last - one.first == 1 and behind(self._text, end):
            return False  # one of a list of words, or a heading, and not the name under a letter
        if (
            one.last - one.first == 1
            and behind(self._text, end, " ") == "\n"
            and not self._ends_a_part(start, end)
        ):
            return False  # one of a list of places or things
        return (listed or one.chance > _SURE_ALONE) and not any(map(str.isalnum, rest))

    def acts(self, one: Name) -> bool:
        """Whether behind it stands what only people do: "Jane said"."""
        return cues.ACTS.match(self._text, self._words[one.last - 1].end) is not None

    def introduced(self, one: Name) -> bool:
        """Whether a title, a greeting, a kin or the name of a field stands before it."""
        before = one.first - 1
        while before >= 0 and self._words[before].plain[0] in "\"':=,.<(&[>-|" and one.first - before < 5:
            before -= 1
        if before > 0 and self._words[before].plain == "law" and self._words[before - 1].plain in ("in", "-"):
            return True
        return before >= 0 and announces(self._words[before], self._words[one.first])

    def spoken_of(self, one: Name) -> bool:
        """Whether a word with a capital is asked, met or judged as people are, or "she" stands behind it; in small
        letters both: tools are told, too ("tell eslint that ...")."""
        word, end = self._words[one.first], self._words[one.last - 1].end
        shape = word.shape % CLOSE
        if shape != TITLE and not (shape == LOWER and is_rare(word)):
            return False
        met = spoken.SPOKEN_TO.search(self._text, max(0, word.start - spoken.AHEAD), word.start) is not None
        pronoun = spoken.PRONOUN.match(self._text, end) is not None
        if shape == LOWER:
            return met and pronoun
        return met or pronoun or spoken.LIVES.match(self._text, end) is not None

    def in_a_role(self, one: Name) -> bool:
        """Whether right before it, or set apart by a mark, stands what somebody does or is to others."""
        if is_apposed(self._words, one.first, one.last):
            return True
        return one.first > 0 and is_role(self._words[one.first - 1], self._words[one.first])

    def titled(self, one: Name) -> bool:
        """Whether a title stands before it."""
        return is_titled(self._words, one.first)

    def _ends_a_part(self, start: int, end: int) -> bool:
        """Whether a line is the last before a blank one, or the line before it ends like a greeting."""
        lines = self._text[end : end + 40].split("\n", 2)
        return (
            (len(lines) < 3 and end + 40 > len(self._text))
            or (len(lines) > 1 and not lines[1].strip())
            or before(self._text, start) in (",", "!")
        )
