"""Values that are called somebody's number, whoever issued it: `account no. 5584131338`, `Wasserzähler-Nr.: ...`.

The names of numbers have no end, those of things that are nobody's are told apart more easily: what is ordered, built,
printed, played or counted.
"""

import re

from classifiers.checks.records import document_number
from classifiers.checks.verdict import Verdict
from classifiers.checks.words import words

# Things that have numbers, in eight languages, and words that make "number" a count.
_THINGS = words(
    "card credit debit dea npi iban vin imei isin "  # their own checks say which are some
    "a an the this that these those any each every some no my our your its which what whose first second third "
    "last next total whole real natural prime odd even large big huge small max maximum min minimum random lucky "
    "magic average toy test dummy sample example invalid fake atomic mass phone telephone fax mobile cell contact "
    "line hotline lot batch build version revision release model part product item article sku catalog catalogue "
    "stock order purchase po invoice receipt bill quote quotation shipment shipping tracking parcel package "
    "consignment container delivery waybill awb ticket issue bug pull request pr mr error status event exit port "
    "page room house building flat floor street chapter verse section paragraph clause figure table question "
    "problem exercise step level track episode season volume edition printing isbn issn doi ean upc gtin asin cas "
    "ec un e einecs patent publication application rfc iso din norm standard bus train flight gate platform seat "
    "row column index position rank place lap race bib jersey shirt player team game match round draw lottery "
    "ballot thread process task job run pipeline session response transaction message mail video photo image "
    "frame slide file document node block commit hash seed key sequence serial code opcode register address "
    "channel frequency specimen experiment trial study nct gene protein strain plate color colour size shoe iron "
    "octane reynolds mach sunspot euler avogadro bitmap glyph character unicode ascii department unit units "
    "copies people users items rows lines words tokens bytes times days hits views employees customers patients "
    "cases deaths votes followers subscribers tweet post comment playlist steam app appid pid ppid uid gid tid "
    "object primary foreign record entity user device bestell auftrags rechnungs artikel teile material sach haus "
    "seiten zimmer raum versions modell typ chargen los sendungs paket fehler bild liste ordnungs telefon handy "
    "mobil ruf hausnummer start glücks primzahl ordinal lizenz losnummer werkzeug zeichnungs hsn tsn kap kapitel "
    "zug flug linien spiel trikot rücken commande facture chambre modèle colis suivi téléphone fixe série loi "
    "décret arrêté vol pedido factura artículo página habitación versión modelo lote envío seguimiento teléfono "
    "serie ley decreto vuelo ordine fattura articolo pagina camera versione modello lotto spedizione telefono "
    "legge volo bestelling factuur kamer versie partij zending telefoon wet vlucht bestel encomenda fatura artigo "
    "quarto versão envio telefone lei voo zamówienia faktury artykułu strony pokoju wersji modelu partii "
    "przesyłki telefonu ustawy lotu "
)
_WORD_AHEAD = re.compile(
    r"([^\W\d_]{2,40}?)(?:['’]s)?[\s_\-]{0,3}"
    r"(?:number|num\.?|no\.?|nr\.?|n[°º]\.?|núm\.?|№|nummer|nummern|numret|nummeret|numero|número|numéro|numer)"
    r"\.?[^\w\n]{0,6}(?:(?:is|was|ist|lautet|est|es|è|jest|är|er)\s{1,2})?[^\w\n]{0,6}$"
)
_OF_A_YEAR = re.compile(r"\d{1,5}/(?:19|20)\d\d")  # an ordinance or an issue
_ROUND = re.compile(r"\d{1,3}0{4,}|\d{1,3}(?:[., ]000)+")
_COUNTED = re.compile(r"\d{1,3}(?:[., ]\d{3}){1,4}")


def numbered(value: str, before: str) -> Verdict | None:
    """A value behind a name and a word for "number": no thing's, no date, no count, no sum."""
    lead = _WORD_AHEAD.search(before[-64:])
    if lead is None or lead[1] in _THINGS or lead[1].removesuffix("s") in _THINGS:
        return None
    if _ROUND.fullmatch(value) or _COUNTED.fullmatch(value) or _OF_A_YEAR.fullmatch(value):
        return None
    return document_number(value, before)


_NUMBER_AHEAD = re.compile(
    r"(?:\bid|number|\bno|\bnr|n[°º]|\w(?:nummer|nr)|#|:)\W{0,3}(?:is\s|ist\s|est\s|es\s|è\s)?$"
)


def described(value: str, before: str) -> Verdict | None:
    """A value some words behind the name of a document: letters and digits, or digits in groups that are no sum."""
    if _ROUND.fullmatch(value):
        return None
    if _COUNTED.fullmatch(value) and not _NUMBER_AHEAD.search(before[-24:]):
        return None
    return document_number(value, before)
