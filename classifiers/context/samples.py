"""Samples: values that the text itself calls tests or examples, and records of people whom nobody is called after.

Rule 1: what manuals print (a card, an account, a number of a person, a postcode) is a sample where the text speaks
of tests, sandboxes, patterns or manuals.
Rule 2: "John Doe" in quotes and numbers kept for films are samples where nothing else in the text tells of anybody;
beside one real value all of them stay, because the record may be real. A mail address is never one: who tries what this
guard does writes to john.doe@example.com, and must see it replaced.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from classifiers.checks.address import is_public
from classifiers.checks.words import words
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_AROUND = 240  # characters around a card in which a text may call it a test
_PART_OF_A_CARD = frozenset({"CARD_EXPIRY", "CARD_CVV"})
# What payment providers and the registry of IBANs print: the beginnings, the rest is zeros or a pattern.
_CARDS = words(
    "4242424242424242 4000056655665556 4000000000000002 4000000000009995 4000002500003155 4111111111111111 "
    "4012888888881881 4222222222222 5555555555554444 5200828282828210 5105105105105100 2223003122003222 "
    "378282246310005 371449635398431 6011111111111117 6011000990139424 3056930009020004 30569309025904 "
    "38520000023237 3566002020360505 3530111333300000"
)
_IBANS = words(
    "DE89370400440532013000 GB29NWBK60161331926819 GB82WEST12345698765432 FR1420041010050500013M02606 "
    "NL91ABNA0417164300 CH9300762011623852957 ES9121000418450200051332 IT60X0542811101000000123456 "
    "AT611904300234573201 BE68539007547034"
)
_POSTCODES = words("SW1A1AA EC1A1BB W1A0AX W1A1HQ M11AE M11AA B338TH CR26XH DN551PT GIR0AA")
# One was printed on a card for show that came with wallets, one in a brochure, the others count up.
_SOCIAL = words("078051120 219099999 123456789 123456780 111111111 987654321")
_PLATES = words("AB12CDE AB12ABC AB51ABC AA11AAA")
# What offices, manuals and encyclopaedias print for numbers of people.
_PERSONAL = {
    "BR_CPF": words("11144477735 12345678909"),
    "DE_TAX_ID": words("86095742719 02476291358 12345678903"),
    "ES_NIF": words("12345678Z 00000000T"),
    "ES_NIE": words("X1234567L X0000000T"),
    "FI_PERSONAL_IDENTITY_CODE": words("131052308T 010101123N"),
    "FR_NIR": words("255081416802538 185057800608436"),
    "IT_FISCAL_CODE": words("RSSMRA80A01H501U RSSMRA85T10A562S RSSMRA70A01H501S MRTMTT25D09F205Z"),
    "NATIONAL_ID": words("QQ123456C QQ123456A AB123456C"),
    "NL_BSN": words("123456782 111222333"),
    "PL_PESEL": words("44051401359 44051401458 02070803628"),
    "PT_NIF": words("123456789 999999990"),
    "SE_PERSONNUMMER": words("198112189876 8112189876 191212121212 1212121212"),
    "UK_NHS": words("9434765919 9434765870 4010232137"),
    "UK_NINO": words("QQ123456C QQ123456A AB123456C"),
}
_PRINTED = {
    **_PERSONAL,
    "CREDIT_CARD": _CARDS,
    "IBAN_CODE": _IBANS,
    "UK_POSTCODE": _POSTCODES,
    "UK_VEHICLE_REGISTRATION": _PLATES,
    "US_SSN": _SOCIAL,
}
_CALLED_A_TEST = re.compile(
    r"\bluhn\b|\bregex\w{0,4}\b|\bregular expressions?\b|"
    r"\b(?:test|dummy|sample|demo|fake)[ _\-]?(?:cards?|numbers?|pans?|data|mode|accounts?|ibans?|values?|plan|"
    r"payments?|environment)\b|\bsandbox\b|\bdocumentation\b|\bdocs\b|\bmanuals?\b|\btest suite\b|\bunit tests?\b|"
    r"\bexpect\(|\bassert|\bit\(['\"]|\bdescribe\(['\"]|\btest(?:karte|nummer|daten)\w?\b|\bcartes? de test\b|"
    # The words, and no names of hosts made of them: who writes from example.com may well name a card.
    r"\bas (?:an? )?(?:sample|test)\b|"
    r"(?<![\w@.-])(?:examples?|beispiel\w*|exemples?|ejemplos?|esempi\w*|voorbeeld\w*|exemplos?|przykład\w*|"
    r"fictional|fictitious|made[ \-]up|fikti[vf]\w*|ficti[fv]\w*|fict[ií]ci[oa]s?|fittizi[oae]|fikcyjn\w{1,3})"
    r"\b(?![.-]\w)|\bwikipedia\b|"
    r"\btarjetas? de prueba\b|\bcart[ae] di prova\b|\btestkaart",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:john|jane|jon|joe) doe|(?:max|erika) mustermann|foo(?:\s?bar)?|bar|baz|(?:first|last|user) ?name|test user",
    re.IGNORECASE,
)
# Kept for films and manuals by those who give out numbers in America; the whole number, without an
# area or with the same digits for one.
_FILM = re.compile(
    r"\+?1[ .\-]?500[ .\-]?555[ .\-]?00\d\d|(?:\+?1[ .\-]?)?(?:\(?555\)?[ .\-]?)?555[ .\-]?01\d\d|"
    r"\(?555\)?[ .\-]?123[ .\-]?4567"
)
_QUOTES = frozenset("\"'`")
_CHECKED = frozenset({"LOCATION", "PERSON", "PHONE_NUMBER", *_PRINTED})


class SamplesSieve:
    """Takes away values that are samples by the text's own word."""

    id = "context-samples"
    kinds: frozenset[str] = frozenset()
    digest = digest_of("9", _CALLED_A_TEST.pattern, _NOBODY.pattern)

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without samples."""
        if not any(hit.kind in _CHECKED for hit in hits):
            return hits
        text = passage.text
        tests = _tests(text, hits)
        kept = [
            hit
            for hit in hits
            if hit.is_foreign
            or not (
                _one_between(tests, hit.start, hit.start + 1)
                or (
                    hit.kind in _PART_OF_A_CARD
                    and _one_between(tests, hit.start - _AROUND + 1, hit.start + _AROUND)
                )
                or (hit.kind == "LOCATION" and is_public(text[max(0, hit.start - 45) : hit.end]))
            )
        ]
        return (
            [hit for hit in kept if not _stands_for_nobody(text, hit)] if _only_nobody(text, kept) else kept
        )


def _tests(text: str, hits: Sequence[Hit]) -> list[int]:
    """Where the values begin that are printed everywhere and beside which the text says what they are for."""
    printed = sorted(hit for hit in hits if _is_printed(text, hit))
    told = [
        match.start() for low, high in _around(printed) for match in _CALLED_A_TEST.finditer(text, low, high)
    ]
    return [hit.start for hit in printed if _one_between(told, hit.start - _AROUND, hit.end + _AROUND)]


def _around(hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """What stands around sorted hits, each place once."""
    places: list[tuple[int, int]] = []
    for hit in hits:
        low, high = max(0, hit.start - _AROUND), hit.end + _AROUND
        if places and low <= places[-1][1]:
            places[-1] = (places[-1][0], max(high, places[-1][1]))
        else:
            places.append((low, high))
    return places


def _is_printed(text: str, hit: Hit) -> bool:
    printed = _PRINTED.get(hit.kind)
    return (
        printed is not None
        and "".join(one for one in text[hit.start : hit.end] if one.isalnum()).upper() in printed
    )


def _one_between(places: Sequence[int], low: int, high: int) -> bool:
    """Whether one of the sorted places is in ``range(low, high)``."""
    at = bisect_left(places, low)
    return at < len(places) and places[at] < high


def _only_nobody(text: str, hits: Sequence[Hit]) -> bool:
    """Whether all that was found stands for nobody."""
    return all(hit.score < LOW_LEVEL or _stands_for_nobody(text, hit) for hit in hits)


def _stands_for_nobody(text: str, hit: Hit) -> bool:
    """Whether a value is one that writers use where no real one is meant; names only in quotes, as in code."""
    value = text[hit.start : hit.end]
    match hit.kind:
        case "PERSON":
            quoted = text[hit.start - 1 : hit.start] in _QUOTES and text[hit.end : hit.end + 1] in _QUOTES
            return bool(value) and quoted and _NOBODY.fullmatch(value) is not None
        case "PHONE_NUMBER":
            return _FILM.fullmatch(value) is not None
        case _:
            return False


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [SamplesSieve()]
