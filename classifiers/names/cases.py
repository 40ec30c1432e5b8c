"""Endings of cases in Polish, German and English, which a list of names does not know: "powieści Stephena Kinga"."""

from collections.abc import Set

_ENDINGS = ("owi", "iem", "em", "a", "u", "s")
_VOWELS = ("y", "ie", "e", "i", "o")  # in place of an "a": "Bożeny", "Zosię"
_FEWEST = 6  # letters of a first name that may carry an ending


def forms(word: str) -> tuple[str, ...]:
    """A word and what it may be without the ending of a case."""
    if not word.endswith(_ENDINGS):
        return (word,)
    return (word, *(word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) > 3))


def is_inflected(word: str, names: Set[str]) -> bool:
    """Whether a word may be one of the names with an ending."""
    if len(word) < _FEWEST:
        return False
    others = (f"{word[: -len(end)]}a" for end in _VOWELS if word.endswith(end))
    return not names.isdisjoint((*forms(word)[1:], *others))
