"""Whom a query of a database or a formula of a sheet asks for: a value of a column of people, "Roe, J." in quotes."""

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.names.cues.announced import NAME, WORD
from classifiers.names.phrase import Phrase

_COLUMN = (
    r"(?:(?:full|first|last|sur|family|given|maiden|f|l)_?name|(?:insured|patient|tenant|client|customer|employee|staff|student|pupil|borrower|debtor|claimant|"
    r"resident|member|holder|owner|guarantor|driver|teacher|parent|guardian|candidate|person|user|contact)(?:_?(?:full_?)?name)?|borrower|claimant|guarantor|"
    r"(?:vor|nach)name|mitarbeiter|mieter|patientin|nom|prenom|nombre|apellidos?|cognome|nome|naam|achternaam|voornaam|nazwisko|imie)"
)

PHRASES = (
    Phrase(
        words("select where update delete insert and or"),
        compiled(
            rf"(?i:\b(?:\w{{1,12}}\.)?[\"`\[]?{_COLUMN}[\"`\]]? ?(?:=|<>|!=|i?like|in ?\() ?n?)'%?(?P<name>{NAME}(?:, (?:{NAME}|[A-Z]\.))?)%?'"
        ),
        True,
        holds=("='", "= '", "like '", ">'", "> '", "('"),
        ahead=44,
    ),
    Phrase(
        words(
            "sumif sumifs countif countifs averageif averageifs vlookup xlookup hlookup match filter search summewenn zählenwenn sverweis rechercheux somme buscarv cerca"
        ),
        compiled(rf"[(;,] ?[\"'](?P<name>{WORD}(?:[ -]{WORD})?, [A-Z]\.?)[\"'](?= ?[,;)])"),
        True,
        holds=('("', ',"', ', "', ';"', '; "'),
        ahead=1,
    ),
)
