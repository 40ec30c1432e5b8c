"""Whom a business deals with: the words that make a private person of a name, in code too."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from classifiers.compiled import compiled
from classifiers.context.program import Program
from classifiers.detector import Hit

BESIDE = 160  # characters to what makes a private person of a name
# "Client" alone is a program.
DEALT_WITH = compiled(
    r"\b(?:customers?|our clients?|patients?|applicants?|tenants?|claimants?|employees?|insured|policy ?holders?|"
    r"borrowers?|debtors?|guests?|complain\w{0,4}|invoic\w{1,4}|refund\w{0,3}|salary|payroll|confidential|born|"
    r"kund(?:e|in|en)|mandant\w{0,4}|patient(?:in|en)|mitarbeiter\w{0,5}|bewerber\w{0,5}|clientes?|pacientes?|"
    r"salari[ée]s?|emplead[oa]s?|dipendent[ei]|klant(?:en)?|klient\w{0,3}|pacjent\w{0,3})\b",
    re.IGNORECASE,
)


def near(places: Sequence[int], hit: Hit, reach: int = BESIDE) -> bool:
    """Whether one of some places, in order, is that near to a hit."""
    at = bisect_left(places, hit.start - reach)
    return at < len(places) and places[at] <= hit.end + reach


def of_business(program: Program, hit: Hit) -> bool:
    """Whether the line of a hit, the one before or the one behind speaks of whom a business deals with."""
    return DEALT_WITH.search(program.text, *three_lines(program, hit)) is not None


def three_lines(program: Program, hit: Hit) -> tuple[int, int]:
    """From where to where the line of a hit runs, with the one before and the one behind."""
    low, high = program.line(hit.start)
    before, _ = program.line(max(0, low - 1))
    _, behind = program.line(min(len(program.text), high + 1))
    return before, behind
