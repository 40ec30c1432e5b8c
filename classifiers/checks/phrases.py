"""Secrets made of words: a passphrase that the text calls so, a wallet's seed phrase with its checksum."""

import re
from functools import cache

from mnemonic import Mnemonic

from classifiers.checks.verdict import SHAPE, Verdict
from classifiers.checks.words import words

# Words that make a sentence; a passphrase of drawn words has none of them.
_SENTENCE = words(
    "the this that these those is are was be been not must should will would can could may have has had "
    "you your "
    "yours our their his her its for from with without into and but than then them they there here when "
    "where what "
    "which who why how does did done enter again same value protects required empty valid invalid wrong "
    "short long "
    "der die das und ist nicht muss kann eine einer bitte les des est pas une vous votre que para una los "
    "las non "
    "della sono per het een niet voor niet uma não nie jest password passphrase passwort phrase only please"
)
# What is said about a passphrase, numbers too.
_TALK = words(
    "none yet min max least most more less than over under every each after until since days months weeks years "
    "characters chars words letters digits zeichen wörter buchstaben tage mots caractères jours palabras "
    "días parole giorni woorden dagen ask see siehe voir ver vedi zie rotated changed version step line page chapter "
    "enter not required"
)
_WORD = re.compile(r"[a-z]+")
_SIZES = (24, 21, 18, 15, 12)


def passphrase(value: str, before: str) -> Verdict | None:
    """Three words or more that make no sentence; with a number among them small words may join them."""
    parts = re.split(r"[ \-]", value.lower())
    if any(map(str.isdigit, parts)):
        return SHAPE if len(parts) >= 3 and _TALK.isdisjoint(parts) else None
    return SHAPE if len(set(parts)) >= 3 and (_SENTENCE | _TALK).isdisjoint(parts) else None


def seed_phrase(value: str, before: str) -> Verdict | None:
    """Twelve to twenty-four words of the BIP-39 list in a row; verified if their checksum holds (BIP-39)."""
    known = _bip39()
    found = list(_WORD.finditer(value))
    shape: Verdict | None = None
    first = 0
    while first < len(found):
        last = first
        while last < len(found) and found[last][0] in known.wordlist_set:
            last += 1
        if last - first >= _SIZES[-1]:
            run = found[first:last]
            if len({word[0] for word in run}) >= 8:
                for size in _SIZES:
                    for at in range(len(run) - size + 1):
                        part = run[at : at + size]
                        if known.check(" ".join(word[0] for word in part)):
                            return Verdict(verified=True, start=part[0].start(), end=part[-1].end())
                shape = shape or Verdict(verified=False, start=run[0].start(), end=run[-1].end())
        first = last + 1
    return shape


class _Words:
    def __init__(self) -> None:
        self._mnemonic = Mnemonic("english")
        self.wordlist_set = frozenset(self._mnemonic.wordlist)

    def check(self, phrase: str) -> bool:
        return bool(self._mnemonic.check(phrase))


@cache
def _bip39() -> _Words:
    return _Words()
