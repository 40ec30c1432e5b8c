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


# Endings of Polish cases, and what stands in place of one where somebody is named.
_POLISH = ("owi", "ego", "emu", "iem", "em", "im", "ej", "ie", "a", "y", "i", "e", "u")
_NAMED = ("", "a", "ia", "i", "y")


def nominatives(word: str) -> tuple[str, ...]:
    """What a Polish name without accents may be where it stands by itself: "Wieczorka", "Gawrońskiego", "Kasi"."""
    stems = [word[: -len(end)] for end in _POLISH if word.endswith(end) and len(word) - len(end) > 2]
    # Many lose the "e" of their last syllable: "Wieczorek".
    fleeting = (f"{stem[:-1]}e{stem[-1]}" for stem in stems)
    return (*(stem + end for stem in stems for end in _NAMED), *fleeting)
