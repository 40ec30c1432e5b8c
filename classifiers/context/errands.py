"""Numbers that a firm gives to what it does for somebody: `job KT-2208`, `Paket 00340...`, `pedido PD-44718`.

An order is a thing, and its number nobody's. Beside somebody's name, address or telephone it says which customer of the
firm that is, and what the firm has done.

Rule 1: a word for what is done leads, with a word for "number" or a mark between or none, and the code follows.
Rule 2: somebody who is told stands near.
Rule 3: a code has letters in front, a stroke or a number sign; of digits alone only those of parcels count, by their
length. Offers and the tickets of those who mend machines are left alone: what is offered or mended is no person's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from classifiers.compiled import compiled
from classifiers.context.ground import Ground
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.either import alternatives, either
from classifiers.kept import Kept, folder
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL
from classifiers.sighting import Sights

SCORE = 72.0
_REACH = 160  # characters to whoever is told
_TOLD = frozenset({"PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS"})
_WORK = (
    "jobs?|work ?orders?|orders?|order[_ ]?(?:id|no|ref)|refs?|reference|complaint|enquiry|"
    "inquiry|returns?|rma|repair|service call|call ?out|appointment|application|incident|report|job ?sheet|"
    "delivery note|"
    "auftr[aä]gs?|bestellung|reklamation|retoure|rückgabe|reparatur|vorgang|antrag|meldung|"
    "lieferschein|commande|réclamation|retour|réparation|demande|intervention|bon de (?:commande|livraison)|"
    "pedido|reclamación|devolución|reparación|avería|solicitud|albarán|parte|"
    "ordine|reclamo|reso|riparazione|richiesta|pratica|intervento|commessa|"
    "bestelling|klacht|reparatie|aanvraag|werkbon|pakbon|opdracht|"
    "encomenda|reclamação|devolução|reparação|processo|"
    "zlecenie|zlecenia|zamówieni[ea]|reklamacj[aięe]|zwrot|napraw[ay]|wniosek|zgłoszeni[ea]"
)
_SENT = (
    "parcel|package|shipment|consignment|tracking|paket|sendung|päckchen|colis|envoi|suivi|paquete|envío|seguimiento|"
    "pacco|spedizione|pakket|pakje|zending|encomenda|envio|paczk[aięe]|przesyłk[aięe]"
)
_NUMBER = r"(?: ?(?:number|no\.?|nr\.?|n[°ºo]\.?|num\.?|nummer|numer|id|ref\.?|#))?"
_JOINT = r"[\"']?(?: ?[:=] ?|[ /(]{1,2})[\"']?"
_END = r"(?![\w/\-]|[.,]\d)"
# Letters in front and a stroke, or five digits behind them; digits parted by a stroke; a number sign.
_CODE = (
    r"[A-Z]{1,4}(?:[\-/]\d{3,10}| \d{6,10}|\d{5,10})(?:[\-/][A-Z\d]{1,8}){0,3}[A-Z]?|[A-Z]{1,4}\d{4}[\-/]\d{1,6}|"
    r"\d{2,4}[\-/]\d{3,6}(?:[\-/][A-Z\d]{1,6})?|#\d{4,10}(?:-[A-Z\d]{1,4})?"
)
# "to order", "we quote" are verbs, and what follows is an article.
_BEGIN = r"(?<![\w.\-/])(?<!to )(?<!we )(?<!you )(?<!they )(?<!please )"
_PATTERN = compiled(
    rf"(?i:{_BEGIN}(?:{either(alternatives(_WORK))}){_NUMBER}{_JOINT})(?P<work>{_CODE}){_END}|"
    rf"(?i:{_BEGIN}(?:{either(alternatives(_SENT))}){_NUMBER}{_JOINT})"
    rf"(?P<sent>(?=(?:[A-Z]{{0,4}}\d){{8}})[A-Z\d]{{11,26}}|{_CODE}){_END}"
)
# A year with its number is a paper's, a law's or an issue's, one letter with three digits a model's; standards, and
# what a carrier prints for a number.
_OF_NOBODY = re.compile(
    r"(?:(?:19|20)\d\d|[12]\d)[\-/]\d{1,6}(?:-[A-Z])?|1Z999AA\d*|(?:\d{1,4}|[A-Z]{1,4})[\-/](?:19|20)\d\d|[A-Z]-\d{3}|"
    r"(?:RFC|ISO|DIN|EN|IEC|CVE|KB|PEP|RAL|UTF|SHA|HTTP|COVID)[\- /]?\d.*"
)


class ErrandsCombiner:
    """Numbers of orders, jobs, repairs and parcels beside somebody."""

    id = "context-errands"
    kinds = frozenset({"CUSTOMER_ID"})
    digest = digest_of("1", _PATTERN.pattern, _OF_NOBODY.pattern)

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A hit for each such number."""
        told = [hit for hit in hits if hit.kind in _TOLD and hit.score >= LOW_LEVEL]
        return Combined(tuple(self._numbers(passage.text, Ground(told)))) if told else Combined()

    def _numbers(self, text: str, told: Ground) -> Iterator[Hit]:
        for found in _sights().of(text).finditer(_PATTERN):
            sort = found.lastgroup or ""
            start, end = found.span(sort)
            beside = told.near(start, _REACH) and not told.meets(start, end)
            if beside and not _OF_NOBODY.fullmatch(found[sort]):
                yield Hit(start, end, "CUSTOMER_ID", self.id, SCORE)


@cache
def _sights() -> Sights:
    """The pattern, asked only where it may match."""
    return Sights((_PATTERN,), Kept(folder()))


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [ErrandsCombiner()]
