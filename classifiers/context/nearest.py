"""Where persons stand in a text, with how sure each is, and how near the nearest one is."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from classifiers.brands import given, listed
from classifiers.detector import Hit
from classifiers.persons import identifies
from classifiers.plain import plain
from classifiers.settle import LOW_LEVEL

# Who can be reached here need not be whom the text is about: a signature, a recipient.
_CONTACTS = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS", "USERNAME", "CREDIT_CARD"})
_WEAKEST_PERSON = 50.0
_SHORTEST, _LONGEST = 3, 12  # letters of a name of one word


def may_be_nobody(hit: Hit, said: set[int], low: str) -> bool:
    """Whether a mere guess at a person holds a fact, of those that begin at ``said``, or has no length of a name, or is
    a common word: "Nussallergie", "St", "Kaliumkontrolle", "Kopf"."""
    return (
        hit.kind == "PERSON"
        and hit.score < LOW_LEVEL
        and (
            hit.end - hit.start < _SHORTEST
            or not said.isdisjoint(range(hit.start, hit.end))
            or _is_a_noun(low[hit.start : hit.end])
        )
    )


def _is_a_noun(word: str) -> bool:
    """Whether a single word is a common one that is nobody's first name, or longer than names are."""
    if not word.isalpha():
        return False
    return len(word) > _LONGEST or (plain(word) in listed("common.txt") and plain(word) not in given())


class People:
    """Where persons stand in a text, with how sure each is; asked for the nearest."""

    def __init__(self, hits: Iterable[Hit], low: str) -> None:
        sure = [hit for hit in hits if identifies(hit) and hit.kind not in _CONTACTS]
        guessed = [hit for hit in hits if hit.kind == "PERSON" and _WEAKEST_PERSON <= hit.score < LOW_LEVEL]
        contacts = [hit for hit in hits if identifies(hit) and hit.kind in _CONTACTS]
        self.sure, self.guessed, self.contacts = (
            _Spots(sure, low),
            _Spots(guessed, low),
            _Spots(contacts, low),
        )

    def __bool__(self) -> bool:
        return bool(self.sure) or bool(self.guessed) or bool(self.contacts)


class _Spots:
    def __init__(self, hits: Sequence[Hit], low: str) -> None:
        self._starts = sorted((hit.start, hit.end) for hit in hits)
        self._low = low

    def __bool__(self) -> bool:
        return bool(self._starts)

    def before(self, place: int) -> bool:
        """Whether one stands anywhere ahead of a place."""
        return bool(self._starts) and self._starts[0][0] < place

    def distance(self, start: int, end: int) -> int:
        """Characters to the nearest one; half of that where it stands in the same line."""
        best = 1 << 30
        index = bisect_right(self._starts, (start, end))
        for low, high in self._starts[max(0, index - 2) : index + 2]:
            gap = max(low - end, start - high, 0)
            if gap < 400 and self._low.find("\n", min(high, end), max(low, start)) < 0:
                gap //= 2
            best = min(best, gap)
        return best
