"""Records: what stands among the numbers of one person is that person's, too, whatever it is called.

`RRN 74.08.12-712-53, gsm 0497 03 61 22`, `MRN: 5582910   Grp: 0074469   PCP`, `homePh=604...;hcn=9673-934-510`. No list
holds all names of numbers. But where a name, a day of birth, a policy and an account stand side by side, each behind a
short label, the next number behind a short label is one of them, unless the label says that it counts, measures or
numbers a thing.

Rule 1: a record has two telling places of different kinds within reach, at least one of them no mere name or address.
Rule 2: an item of it is a label of few words and a value; the label names no thing, no time and no sum.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from classifiers.checks.called import is_a_thing
from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.context import codes
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.persons import identifies
from classifiers.settle import LOW_LEVEL

SCORE = 74.0
_REACH = 120  # characters from one telling place to the next, and to an item
_MOST_RECORDS = 2_000
# What reaches a person but is written below every mail and order.
CONTACT = frozenset({"PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS", "USERNAME", "LOCATION"})
_ACCOUNTS = frozenset({"IBAN_CODE", "US_BANK_NUMBER", "ABA_ROUTING_NUMBER", "UK_SORT_CODE", "BIC"})
_BLANK_LINE = re.compile(r"\n[ \t]*\n")

# A value up to the end of its item: letters that belong to it stand in front, groups of it hold digits.
_VALUE = compiled(
    r"""(?<![\w.\-/@+$€£])(?:(?P<ahead>[A-Z]{1,4})[ ])?(?P<code>(?:[A-Z]{1,4}[\-./]?)?\d[\dA-Z]{0,30}"""
    r"""(?:[\-./][\dA-Z]{1,12}|[ ](?=[A-Z]{0,2}\d)[\dA-Z]{1,8}(?![^\W_])){0,5})"""
    r"""(?=(?P<end>["'`)\]}]{0,2}[ \t]{0,3}(?:[,;|\t\n/<>)}&]|$|\.(?:\s|$)|\\n)|  |"""
    r"""[ ](?:and|und|et|y|e|i|en|\(|[\-–—•])[ ]?)|[ ][^\W\d_])(?![ ]?(?:%|€|EUR|USD|GBP))"""
)
# Its label, which ends at the value: one to three words and what joins them to it.
_LABEL = compiled(
    r"""(?P<begin>^|[,;|\t\n/({"'`<>.&?]|  |[\-–—•] |\d |\) )?[ \t]{0,2}"""
    r"""(?<![^\W\d_])(?P<label>[^\W\d_]{1,16}(?:[ _.\-'’/]{1,2}[^\W\d_]{1,16}){0,2}\.?[#°º]?)"""
    r"""(?P<joint>["'`\])}]{0,3}[ \t]{0,24}(?:[:=/#>|]|=>|:=)["'`]?[ \t]{0,24}|[ \t]{1,8}|[("]{1,2})["'`(\[]{0,2}$"""
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEFORE = 64  # characters in which a label may stand
# What counts, measures, dates or numbers something: whatever label ends in one of these words is nobody's number.
_OTHER = words(
    "total subtotal amount sum price cost fee rate balance paid due qty quantity pages page vol weight height width "
    "length size temp hr bp pulse rr spo bmi kg lb lbs cm mm km mi m g mg ml mcg iu mmol year years yr yrs month "
    "months week weeks day days hours hour hrs min mins minutes sec secs ms time at on in of by since until from "
    "till to through before after between about over under than around nearly within per date dated issued expires "
    "exp valid effective eff admitted discharged seen visit appt start end hire hired joined und oder and or the a "
    "an is was are were will be for with as not no if when then room rm bed ward bay floor fl suite ste apt unit "
    "block blk gate seat row zip zipcode postcode plz cp cap postal code pin box po area ext extension dial icd "
    "cpt hcpcs drg snomed loinc ndc rx dose lot batch fy q h v ver version rev release win windows office model "
    "mod type art typ build port vlan subnet mtu cpu ram gb mb tb kb mhz ghz rpm psi usd eur gbp chf pln cad aud "
    "inr jpy dollars euros pounds count score points rank percent pct age aged alter âge edad età idade wiek anni "
    "jahre ans años uhr heures horas ore godz seit vom am ab bis zum im von le du depuis au jusqu el del desde "
    "hasta il dal dalla fino al op van tot sinds od do dnia dzień tage monat betrag summe preis saldo montant "
    "prix solde importe precio importo prezzo bedrag prijs kwota cena valor preço gewicht größe porta porto "
    "puerto poort bytes lines chars items rows records copies people persons users patients members hits section "
    "sec par para article clause form schedule chapter ch fig figure table item rfc iso iec din en bs astm ansi "
    "ieee nist cve cwe ghsa hotfix error err status http event exit pid tid uid sku upc ean isbn issn asin mpn "
    "gtin msgid messageid reqid requestid traceid spanid txid sessionid seq seqno sequence offset correlationid "
    "so rma inv invoice order ticket inc chg prb req case job task request ts timestamp epoch trace span "
)


class RecordsCombiner:
    """Numbers of a person's record that only their neighbours tell."""

    id = "context-records"
    kinds = codes.KINDS
    digest = digest_of("2", _VALUE.pattern, _LABEL.pattern, " ".join(sorted(_OTHER)))

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A hit for each such number."""
        telling = [
            hit for hit in hits if identifies(hit) or (hit.kind in _ACCOUNTS and hit.score >= LOW_LEVEL)
        ]
        if len(telling) < 2 or all(hit.kind in CONTACT for hit in telling):
            return Combined()
        text, found = passage.text, list[Hit]()
        for number, (start, end) in enumerate(_records(text, telling)):
            if number == _MOST_RECORDS:
                passage.give_up()
                break
            taken = [hit for hit in hits if hit.start < end and start < hit.end and hit.score >= LOW_LEVEL]
            found.extend(self._items(text, start, end, taken))
        return Combined(tuple(found))

    def _items(self, text: str, start: int, end: int, taken: Sequence[Hit]) -> Iterator[Hit]:
        born = any(hit.kind == "DATE_OF_BIRTH" for hit in taken)
        for match in _VALUE.finditer(text, start, end):
            low, high = match.span("code")
            if any(hit.start < high and low < hit.end for hit in taken):
                continue
            item = _labelled(text, start, match)
            if item is None:
                continue
            label, low = item
            kind = _kind(label, text[low:high], born)
            if kind is not None:
                yield Hit(low, high, kind, self.id, SCORE)


def _records(text: str, telling: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Where records stand: runs of telling places with what is in reach of them, up to a blank line."""
    run: list[Hit] = []
    for hit in telling:
        if run and (hit.start - run[-1].end > _REACH or _BLANK_LINE.search(text, run[-1].end, hit.start)):
            if _is_a_record(run):
                yield _with_reach(text, run)
            run = []
        run.append(hit)
    if _is_a_record(run):
        yield _with_reach(text, run)


def _is_a_record(run: Sequence[Hit]) -> bool:
    """Whether two kinds stand together, and apart, at least one of them of a number."""
    if len({hit.kind for hit in run}) < 2 or all(hit.kind in CONTACT for hit in run):
        return False
    return any(one.end <= other.start and one.kind != other.kind for one, other in pairwise(run))


def _with_reach(text: str, run: Sequence[Hit]) -> tuple[int, int]:
    first, last = run[0].start, max(hit.end for hit in run)
    above = [blank.end() for blank in _BLANK_LINE.finditer(text, max(0, first - _REACH), first)]
    below = _BLANK_LINE.search(text, last, last + _REACH)
    start = above[-1] if above else max(0, first - _REACH)
    return start, below.start() if below else min(len(text), last + _REACH)


def _labelled(text: str, start: int, match: re.Match[str]) -> tuple[str, int] | None:
    """The label of a value and where the value begins: capitals ahead of it are the label if nothing else is."""
    low = match.start()
    label = _LABEL.search(text, max(start, low - _BEFORE), low)
    ahead = match["ahead"]
    if label is None or (ahead and label["begin"] is None):
        return (ahead, match.start("code")) if ahead else None
    told = label["begin"] is not None or label["joint"].strip() != ""
    if not told and match["end"] is None:
        return None
    return (label["label"] if told else label["label"].split()[-1]), low


def _kind(label: str, value: str, born: bool) -> str | None:
    """What a value behind a label is in a person's record, or None; ``born``: the record has a day of birth."""
    named = [word for word in re.split(r"[\W_]+", _HUMP.sub(" ", label).lower()) if word]
    if codes.is_a_birthday(value):
        short = len(named) <= 2 and all(len(word) <= 4 and word not in _OTHER for word in named)
        return "DATE_OF_BIRTH" if short and not born else None
    if any(map(is_a_thing, named)) or named[-1] in _OTHER:
        return None
    return codes.code_of(value)


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [RecordsCombiner()]
