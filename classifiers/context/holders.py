"""Whose a secret is: the login in front of it, "usuario rcarrascosa, clave ...", "c.wacker / ...", "DB_USER', 'wawi'".

A login alone is a word like any other. In front of a secret that was found, behind a word for a login or as the first
of a pair, it is somebody's.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from classifiers.brands import known
from classifiers.checks.logins import account
from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.openings import places
from classifiers.passage import Passage
from classifiers.plain import plain
from classifiers.settle import LOW_LEVEL

_SECRETS = frozenset(
    {"PASSWORD", "API_KEY", "ACCESS_TOKEN", "CONNECTION_STRING", "PASSWORD_HASH", "RECOVERY_KEY"}
)
_REACH = 110  # characters from a login to its secret
_MOST = 2_000  # secrets of one text
_WHO = r"(?<![\w.@/\\\-])(?:[A-Za-z][\w\-]{0,30}\\)?[A-Za-z][\w.\-]{2,39}(?<![.\-])"
# Behind a word for a login; one other word may stand between, as in "login beheer nhk-beheer".
_BETWEEN = words(
    "is was ist war es era est était è jest to name for für pour para per voor do da de del van von the der des il la "
    "le el of on w auf sur"
)
SAYS = compiled(
    r"(?<![^\W_])(?:user(?:[ _]?name|[ _]?id)?|login|logon|log[ \-]in|account|acct|acc|admin|utente|usuario|"
    r"utilisateur|compte|identifiant|benutzer(?:name)?|konto|anmeldung|zugang|gebruiker(?:snaam)?|inlog(?:naam)?|"
    r"utilizador|usuário|użytkownik|portal|portaal|edit)(?![^\W_])",
    re.IGNORECASE,
)
# One of these begins whatever ``SAYS`` finds; most secrets have none in front, and to look for them is cheaper.
_SAID = (
    "user", "log", "acc", "admin", "utente", "util", "usu", "użytkownik", "compte", "identifiant", "benutzer", "konto",
    "anmeldung", "zugang", "gebruiker", "inlog", "porta", "edit",
)  # fmt: skip
_TOKEN = compiled(rf"(?P<it>{_WHO})(?![\w@]|\.\w)")
_TOKENS = 5  # looked at behind the word
# The first of a pair, right in front of the secret.
PAIR = compiled(rf"(?P<it>{_WHO})[\"'] ?(?:/|\||, ?|: ?)? ?[\"'(]?$|(?P<other>{_WHO}) ?[/|] ?$")
_MOST_JOINT = 7  # characters between the first of a pair and its secret
_MARKED = re.compile(r"[._\-\\\d]")
# What is called a secret itself, and names of commands.
_NO_LOGIN = re.compile(
    r"(?i:pass|pwd|secret|kennwort|wachtwoord|senha|clave|contrase|hasło|haslo|token|key)|^[A-Z][a-z]+[A-Z]"
)
# Behind these any word of no language is a login; behind "portal" or "account" only a marked one.
_PLAINLY = re.compile(
    r"(?i:user|login|logon|log.in|utente|usuario|utilisateur|identifiant|benutzer|gebruiker|inlog|utilizador|usuário|użytkownik|edit|admin)"
)


class HolderCombiner:
    """Logins by the secrets behind them."""

    id = "context-holder"
    kinds = frozenset({"USERNAME"})
    digest = digest_of("1", SAYS.pattern, _TOKEN.pattern, PAIR.pattern)

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A hit for the login nearest to each secret."""
        secrets = [hit for hit in hits if hit.kind in _SECRETS and hit.score >= LOW_LEVEL]
        if not secrets:
            return Combined()
        starts = {hit.start for hit in secrets[:_MOST]}  # several rules find the same secret
        said = places(passage.literals.present(_SAID), passage.folded, 0, len(passage.text))
        found = {place for start in starts for place in _logins(passage.text, start, said)}
        return Combined(tuple(Hit(start, end, "USERNAME", self.id, 76.0) for start, end in sorted(found)))


def _logins(text: str, secret: int, said: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The place of the login in front of a secret, if there is one; ``said`` are the places of ``_SAID``."""
    low = max(0, secret - _REACH)
    near = text[max(low, secret - _MOST_JOINT) : secret]
    pair = PAIR.search(text, low, secret) if any(sign in near for sign in "\"'/|") else None
    if pair is not None:
        group = "it" if pair["it"] else "other"
        if _is_login(pair[group], text[low : pair.start()].lower(), paired=True):
            yield pair.span(group)
            return
    if bisect_left(said, low) == bisect_left(said, secret):
        return
    for word in reversed([*SAYS.finditer(text, low, secret)]):
        if text.count("\n", word.end(), secret) > 1:
            return
        behind = _PLAINLY.match(word[0]) is not None
        for token in islice(_TOKEN.finditer(text, word.end(), secret), _TOKENS):
            if _is_login(token["it"], text[low : token.start()].lower(), paired=not behind):
                yield token.span()
                return
            behind = behind and token["it"].lower() in _BETWEEN


def _is_login(value: str, before: str, *, paired: bool = False) -> bool:
    """Whether a word may be somebody's login: marked by a sign or a digit, or right behind its label and no word of a
    language."""
    own = value.rpartition("\\")[2]
    if _NO_LOGIN.search(own) or account(own, before) is None:
        return False
    if _MARKED.search(value) is not None:
        return True
    return not paired and (own.islower() or (own.isupper() and len(own) > 7)) and plain(own) not in known()


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [HolderCombiner()]
