"""Amounts of records and statements: what a key of money holds, and what ends the lines of an account.

No sentence says there what a number is. Of a record the key does, as in ``"amt": 64.90`` or ``<saldo>1204.00</saldo>``.
Lines of an account all begin with a day and end to the cent, and some of them speak of banking; those of somebody's
hours or of versions look the same but for that.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.context.ground import Ground
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.persons import identifies
from classifiers.plain import plain
from classifiers.settle import LOW_LEVEL

VERSION = "1"  # raise when the same words could give another answer
_NEAR = 300  # characters from somebody known to what a key holds
_FEWEST_LINES, _FEWEST_WORDS = 3, 2  # of an account, and of banking in it
_SCORE = 68.0
_KEYS = words(
    "amt amount balance salary wage wages rent fee debt owed arrears betrag saldo kontostand gehalt lohn miete "
    "schuld schulden montant solde salaire loyer dette importe sueldo salario nomina deuda alquiler importo "
    "stipendio affitto debito bedrag salaris huur quantia vencimento ordenado renda divida kwota wynagrodzenie "
    "pensja czynsz dlug"
)
_NO_KEYS = words(
    "of count number no nr id type code date day days month currency units tokens files max min limit"
)
_KEY = r"(?P<key>[^\W\d](?:[^\W_]|_){1,30})"
_HELD = r"(?P<it>-?\d{2,9}(?:[.,]\d{1,3})?|-?\d[.,]\d{2})"
_PAIRS = (
    compiled(rf"[\"']{_KEY}[\"'][ \t]?:[ \t]?[\"']?{_HELD}(?=[\"',}}\s]|\Z)"),
    compiled(rf"<{_KEY}>[ \t]?{_HELD}[ \t]?</"),
    compiled(rf"^[ \t]{{0,8}}{_KEY}[ \t]?[:=][ \t]?{_HELD}[ \t]*$", re.MULTILINE),
)
_PARTS = compiled(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])")
_DAY = r"\d{1,2}[./-]\d{1,2}[./-]?(?:\d{4}|\d\d)?|\d{4}-\d\d-\d\d|\d{1,2} [^\W\d_]{3,4}\.?"
_LINE = compiled(
    rf"^[ \t]{{0,8}}(?:(?:{_DAY})[ \t;,|]|(?i:bal(?:ance)?|saldo|solde|kontostand)[ :])[^\n]{{0,80}}?"
    r"(?P<it>(?<![\w.,+-])[+-]?\d{1,3}(?:(?:[.,' \u00a0\u202f]\d{3}){1,3}|\d{0,3})[.,]\d{2}-?)"
    r"(?: ?(?:€|£|\$|zł|[A-Z]{2,3}))?[ \t]*$",
    re.MULTILINE,
)
_BANKING = words(
    "dd so cr dr bgc fpo atm card rent salary balance overdraft standing debit credit statement lastschrift "
    "dauerauftrag gutschrift miete lohn gehalt umsatze kontoauszug kartenzahlung uberweisung prlv vir virement "
    "prelevement loyer salaire mutuelle releve recibo alquiler nomina transferencia bizum extracto addebito sdd "
    "bonifico affitto stipendio estratto incasso huur salaris overboeking afschrift debito renda ordenado "
    "vencimento extrato przelew czynsz wynagrodzenie wyplata sepa iban"
)


class EntriesCombiner:
    """The amounts of records and statements in texts that name or number somebody."""

    id = "context-entries"
    kinds = frozenset({"FINANCIAL_AMOUNT"})
    digest = digest_of(VERSION, *sorted(_KEYS | _NO_KEYS), *sorted(_BANKING))

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """What keys of money hold near somebody known, and the ends of the lines of an account."""
        sure = [hit for hit in hits if hit.score >= LOW_LEVEL]
        known = [hit for hit in sure if identifies(hit) or hit.kind == "ORGANIZATION"]
        if not known:
            return Combined()
        near, taken = Ground(known), Ground(sure)
        places = [place for place in _held(passage.text) if near.near(place[0], _NEAR)]
        places += _of_an_account(passage)
        return Combined(
            tuple(
                Hit(*place, "FINANCIAL_AMOUNT", self.id, _SCORE)
                for place in sorted(set(places))
                if not taken.meets(*place)
            )
        )


def _held(text: str) -> Iterator[tuple[int, int]]:
    """The numbers that keys of money hold."""
    for pair in (pair for shape in _PAIRS for pair in shape.finditer(text)):
        said = {plain(part) for part in _PARTS.findall(pair["key"])}
        if not _KEYS.isdisjoint(said) and _NO_KEYS.isdisjoint(said):
            yield pair.span("it")


def _of_an_account(passage: Passage) -> list[tuple[int, int]]:
    """The numbers at the ends of the lines of an account."""
    lines = [line.span("it") for line in _LINE.finditer(passage.text)]
    if len(lines) < _FEWEST_LINES:
        return []
    said = {plain(word) for word in passage.words} & _BANKING
    return lines if len(said) >= _FEWEST_WORDS else []


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [EntriesCombiner()]
