"""Translations: a file with the texts of a program in one language says what a field is called, and nobody's value.

`"City" : "Ciudad"` looks like the field of somebody; what has a digit or an @ in it is no word of a program and stays.
"""

from collections.abc import Sequence

from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.locales import PATTERNS, is_locale, shows_phrases
from classifiers.passage import Passage

_WORDS = frozenset(
    {"PERSON", "ORGANIZATION", "LOCATION", "USERNAME", "PASSWORD", "TRADE_UNION", "MEDICAL_CONDITION"}
)
_FEWEST_PAIRS = 40  # of a name and a text, where only they tell what the file is


class TranslationsSieve:
    """Takes away words that a program shows."""

    id = "context-translations"
    kinds: frozenset[str] = frozenset()
    digest = digest_of("1", *sorted(_WORDS), *(one.pattern for one in PATTERNS))

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those words."""
        text = passage.text
        shown = [hit for hit in hits if hit.kind in _WORDS and _is_a_word(text[hit.start : hit.end])]
        shown = [hit for hit in shown if not hit.is_foreign]
        if not shown or not (is_locale(text) or shows_phrases(text, _FEWEST_PAIRS)):
            return hits
        gone = set(shown)
        return [hit for hit in hits if hit not in gone]


def _is_a_word(value: str) -> bool:
    return "@" not in value and not any(map(str.isdigit, value))


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [TranslationsSieve()]
