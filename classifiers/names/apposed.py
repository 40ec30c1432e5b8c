"""Names that a mark sets apart from what somebody is: "the cook, Costas, was ill", "Costas, our cook"."""

from collections.abc import Sequence

from classifiers.names import lists
from classifiers.names.cues import apposed as cues
from classifiers.names.words import CLOSE, TITLE, Word

_REACH = 5  # words from a name to the farthest that says whose the role is


def is_apposed(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a name with a capital is set apart so, between the words at ``first`` and ``last``."""
    if words[first].shape % CLOSE != TITLE:
        return False
    ahead = [word.plain for word in words[max(0, first - _REACH) : first]]
    behind = [word.plain for word in words[last : last + _REACH]]
    if ahead[-1:] in ([","], ["("]) and not cues.END.isdisjoint(behind[:1]):
        return _is_a_role(ahead[-2:-1]) and not cues.WHOSE.isdisjoint(ahead[:-2])
    if behind[:1] not in ([","], ["("]):
        return False
    if words[first].plain in lists.given() and _is_a_role(behind[1:2]):
        return True
    if cues.WHOSE.isdisjoint(behind[1:2]):
        return False
    # What is set apart ends with the role: "Sadly, my boss left" begins a sentence.
    end = next((at for at, word in enumerate(behind) if at > 1 and word in cues.END), len(behind))
    return end < _REACH and _is_a_role(behind[end - 1 : end])


def _is_a_role(word: Sequence[str]) -> bool:
    return cues.OF_THINGS.isdisjoint(word) and not (
        lists.roles().isdisjoint(word) and cues.TRADES.isdisjoint(word)
    )
