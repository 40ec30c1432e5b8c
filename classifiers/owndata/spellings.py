"""In which other spellings a term is written: worked out once, when it is registered.

What a text adds to a term - endings, quotes, line breaks - is undone when the text is read (``continued.py``,
``joints.py``). Each spelling here is searched for as if it had been registered, so it must not be an everyday word.
"""

import re
from collections.abc import Callable, Iterator

from classifiers.brands import everyday, known
from classifiers.owndata.forms import UMLAUTS
from classifiers.plain import plain

_HUMP = re.compile(
    r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])|(?<=[^\W\d_]{3})(?=\d)",
)
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʼ`](?=\w\w)")
_SLASH = re.compile(r"(?<=\w)[/\\:](?=\w)")
_AND = re.compile(r"(?<!\s)\s+(?:&|\+|and|und|et|y|en|och|og|e)\s+", re.IGNORECASE)
_ANDS = ("&", "and", "und", "et", "y", "en", "och", "og", "e")
_LEGAL = re.compile(
    r"(?<![\s,])[\s,]+(?:(?:GmbH|AG|UG|S\.?E\.?|Ltd\.?)\s*(?:&|und|and)\s*Co\.?\s*(?:KG(?:aA)?|OHG)|(?:g?GmbH|mbH|AG|KGaA|KG|OHG|UG|"
    r"SE|GbR|e\.?\s?K\.?|e\.?\s?V\.?|e\.?\s?G\.?|PartG(?:\s?mbB)?|(?:Pty|Pvt|Pte)\.?\s+Ltd\.?|(?:Private\s+)?Limited|Ltd|"
    r"LLC|L\.L\.C|LLP|LP|PLLC|PLC|Inc|Incorporated|Corp|Corporation|Co|SARL|SASU|SAS|EURL|SCI|SNC|S\.A\.S|S\.A|SA|SLU|"
    r"SL|S\.L\.U|S\.L|S\.R\.L|Srl|S\.?p\.?A|B\.?V|N\.?V|V\.?O\.?F|Lda|Ltda|sp\.?\s?z\.?\s?o\.?\s?o|sp\.?\s?[kj]|"
    r"A/S|ApS|ASA|AS|AB|Oyj|Oy|s\.?r\.?o|d\.?o\.?o|a\.s|Kft|Zrt|A\.?Ş|OOO|ООО|ЗАО|АО|FZE|FZCO))\.?$",
    re.IGNORECASE,
)
_BARE = re.compile("(?<=[\u0370-\u03ff\u0400-\u04ff\u1f00-\u1fff]{4})[аяоеьйαηοάήό]ς?$|(?<=[α-ω]{4})ς$")
_SLAVIC = re.compile("[\u0400-\u04ffąćęłńśźżěřšžčůĄĆĘŁŃŚŹŻĚŘŠŽČŮ]")
_LATIN = re.compile("[A-Za-z]")
# By the ending of the nominative: Cyrillic endings, Latin ones.
_CASES = {"а": ("ы и е у ой", ""), "я": ("и е ю ей", ""), "a": ("", "y i e o")}
_OTHER_CASES = ("а у ом е ы", "a u owi em ie")
_FEWEST_DECLINED = 4  # letters
_LAST_NUMBER = re.compile(r"(?<=[^\W\d_]{3})[\s_-]+(?=\d{1,4}$)")
_FEWEST_JOINED, _SURE_JOINED = 7, 12  # letters


def spellings(term: str) -> Iterator[str]:
    """The term as it was given, then its other spellings, each once."""
    found = {term: None}
    for rule in _RULES:
        for known_one in list(found):
            found |= dict.fromkeys(rule(known_one))
    yield from found


def common(term: str) -> bool:
    """Whether a term is found in the texts of people who do not mean it: words of every day, a bare number."""
    words = _WORD.findall(term)
    if len(words) == 1:
        return words[0].isdecimal() or everyday(words[0])
    return all(word.isdecimal() or plain(word) in known() for word in words)


def _parted(term: str) -> list[str]:
    """Words that are written in one by their capitals, or before a number, apart."""
    return [_HUMP.sub(" ", term)]


def _without_umlauts(term: str) -> list[str]:
    return [term.translate(UMLAUTS)]


def _declined(term: str) -> list[str]:
    """The first of several words in the other cases of Slavic languages; the last is matched by its ending."""
    first, space, rest = term.partition(" ")
    if not space or not _SLAVIC.search(term) or len(first) < _FEWEST_DECLINED:
        return []
    stem, endings = next(
        ((first[: len(first) - len(end)], others) for end, others in _CASES.items() if first.endswith(end)),
        (first, _OTHER_CASES),
    )
    script = endings[bool(_LATIN.search(first))]
    return [f"{stem}{ending} {rest}" for ending in script.split()]


def _numbered(term: str) -> list[str]:
    """A last number joined to the word before it: Quill9."""
    return [_LAST_NUMBER.sub("", term)]


def _with_other_and(term: str) -> list[str]:
    return [_AND.sub(f" {word} ", term, count=1) for word in _ANDS] if _AND.search(term) else []


def _without_signs(term: str) -> list[str]:
    """Without what no file name can hold or many leave out: M-2291/24, O'Neil."""
    return [_SLASH.sub(" ", term), _APOSTROPHE.sub("", term)]


def _without_legal_form(term: str) -> list[str]:
    """Two words or more, of which one is not of every day: "Green Energy GmbH" is not "green energy"."""
    short = _LEGAL.sub("", term)
    words = _WORD.findall(short)
    return [short] if len(words) > 1 and not all(map(everyday, words)) else []


def _bare(term: str) -> list[str]:
    """Without the ending of the nominative, which other cases of Greek and Slavic words put another for."""
    return [_BARE.sub("", term)]


def _joined(term: str) -> list[str]:
    """All in one word, as in tags and host names; not where that makes a word of every day (green field)."""
    words = _WORD.findall(term)
    whole = "".join(words)
    if len(words) < 2 or len(whole) < _FEWEST_JOINED or whole.isdecimal() or everyday(whole):
        return []
    rare = len(whole) >= _SURE_JOINED or not all(map(everyday, words))
    return [whole] if rare and len(whole) >= _WORTH * len(term) else []


_WORTH = 0.6  # share of letters in a term that is joined: not one of signs
_RULES: tuple[Callable[[str], list[str]], ...] = (
    _declined,
    _parted,
    _numbered,
    _without_umlauts,
    _without_legal_form,
    _with_other_and,
    _without_signs,
    _bare,
    _joined,
)
