"""Texts that are written without capitals: the words in them that no name looks like, the chances that names need."""

from classifiers.names import lists
from classifiers.names.words import ACCENT, CLOSE, INNER, LOWER, TITLE, UPPER, Tokens

# Endings of German nouns, French and Spanish abstract ones and the like that no name has.
NO_NAME = (
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tions", "tat", "taten",
    "ment", "ments", "ling", "nis", "tum", "ness", "ity", "ities", "ism", "ismus", "able", "ible", "ously", "ing",
    "ings", "ations", "ciones", "cion", "zione", "zioni", "idad", "idades", "dade", "dades", "heid", "ingen", "osc",
    "anie", "enie",
)  # fmt: skip
# How verbs look and few names do: "llamó", "appelé", "rispondo", "saiu", "zapłacił"; "absagen", "beantwortet".
_VERBS_END = (
    "ó",
    "é",
    "ée",
    "ando",
    "endo",
    "ondo",
    "iu",
    "ou",
    "ił",
    "ał",
    "ył",
    "ął",
    "ęła",
    "iła",
    "ała",
    "yła",
)
_OF_VERBS = (
    "ab", "an", "auf", "aus", "be", "ein", "ent", "er", "ge", "mit", "nach", "uber", "um", "unter", "ver", "vor",
    "zu",
)  # fmt: skip
_ENDS_OF_VERBS = ("en", "et", "eln", "elt", "ern", "ert")
# Small words that tell something, and shares of them: with many accents a text is ours only where no more than so many
# words have any, as in Polish, and no more than so many strange ones.
_FEWEST_TO_TELL, _MANY_ACCENTS, _MOST_ACCENTS, _STRANGE_ACCENTS = 8, 0.4, 0.6, 0.32
_SHORT_UPPER = 5  # letters of what has capitals anyway: "PDF"
# Chances of the model: of a word that is somebody's first name or rare, where the words around say who it is; of rare
# ones behind a title or the like; of a first name that is no common word; of any other.
CUED, ANNOUNCED, _LISTED, _ALONE = 0.85, 0.5, 0.93, 0.97
# Of a whole name that the lists know and that is no common word; that they know; that is rare; of any other.
_RARE_AND_KNOWN, _KNOWN, _RARE, _WHOLE = 0.7, 0.85, 0.9, 0.95


def in_small(text: str) -> str:
    """A text all in capitals in small letters, in which names are told from other words; any other as it is."""
    if not text.isupper():
        return text
    small = text.lower()
    return small if len(small) == len(text) else text  # "İ" has two


def needed_alone(listed: bool, rare: bool, cued: bool) -> float:
    """The chance that a single word in small letters needs to be somebody's name."""
    if cued and (listed or rare):
        return CUED
    return _LISTED if listed and rare else _ALONE


def needed_whole(known: bool, rare: bool) -> float:
    """The chance that several words in small letters need to be somebody's name."""
    if known:
        return _RARE_AND_KNOWN if rare else _KNOWN
    return _RARE if rare else _WHOLE


def is_no_name(token: str, plain: str) -> bool:
    """Whether a strange word looks rather like a verb, or a noun that no name is, in a language that we know."""
    return (
        token.endswith(_VERBS_END)
        or plain.endswith(NO_NAME)
        or (len(plain) > 6 and plain.startswith(_OF_VERBS) and plain.endswith(_ENDS_OF_VERBS))
    )


def is_in_small(tokens: Tokens) -> bool:
    """Whether a text has no word with a capital but short ones in capitals, and its first one where it is no sentence
    with its full stop; a language in which most words have accents, such as Vietnamese, is another thing."""
    looks = tokens.looks
    first = next((at for at, look in enumerate(looks) if look.plain[0].isalpha()), len(looks))
    if first == len(looks) or (looks[first].shape % CLOSE != LOWER and (first or looks[-1].plain == ".")):
        return False
    small = accents = strange = 0
    common = lists.words("common.txt")
    for look in looks[first + 1 :]:
        kind = look.shape % CLOSE
        if kind == LOWER:
            small += 1
            if look.shape >= ACCENT:
                accents += 1
                strange += look.plain not in common
        elif kind in (TITLE, INNER) or (kind == UPPER and look.width > _SHORT_UPPER):
            return False
    if small > _FEWEST_TO_TELL and accents > _MANY_ACCENTS * small:
        return accents <= _MOST_ACCENTS * small and strange <= _STRANGE_ACCENTS * small
    return small > 0
