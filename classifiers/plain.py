"""The plain form of a word: lower case, without accents."""

import unicodedata

# Letters that do not come apart into a letter and an accent.
_PLAIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th",
        "ə": "e", "ħ": "h", "ŋ": "n", "ɔ": "o", "ɛ": "e",
    }
)  # fmt: skip


def plain(word: str) -> str:
    """The word in lower case without accents."""
    low = word.lower()
    if low.isascii():
        return low
    low = low.translate(_PLAIN)
    return "".join(one for one in unicodedata.normalize("NFD", low) if not unicodedata.combining(one))
