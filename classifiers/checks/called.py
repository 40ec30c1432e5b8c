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
    "cross easy quick for with see back self null object api web design image style character issue "
    "case docket cause matter "  # of a court: a field of their own
    "firmware software hardware driver kernel engine chassis "
    "card credit debit dea npi iban vin imei isin "  # their own checks say which are some
    "a an the this that these those any each every some no my our your its which what whose first second third "
    "last next total whole real natural prime odd even large big huge small max maximum min minimum random lucky "
    "magic average toy test dummy sample example invalid fake atomic mass phone telephone fax mobile cell contact "
    "line hotline lot batch build version revision release model part product item article sku catalog catalogue "
    "stock order purchase po invoice receipt bill quote quotation shipment shipping tracking parcel package "
    "imo oid cve bauteil teil produkt produit producto prodotto chemical mutation "
    "consignment container delivery ship waybill awb ticket issue bug pull request pr mr error status event exit port "
    "page room house building flat floor street chapter verse section paragraph clause figure table question "
    "problem exercise step level track episode season volume edition printing isbn issn doi ean upc gtin asin cas "
    "ec un e einecs patent publication application rfc iso din norm standard bus train flight gate platform seat "
    "row column index position rank place lap race bib jersey shirt player team game match round draw lottery "
    "ballot thread process task job run pipeline session response transaction message mail video photo image "
    "frame slide file document node block commit hash seed key sequence serial code opcode register address "
    "channel frequency specimen experiment trial study nct gene protein strain plate color colour size shoe iron "
    "octane reynolds mach sunspot euler avogadro bitmap glyph character unicode ascii department unit units "
    "copies people users items rows lines words tokens bytes times days hits views employees customers patients "
    "rechnung bestellung auftrag artikel lieferschein angebot beleg gutschrift mahnung quittung buchungssatz "
    "cases deaths votes followers subscribers tweet post comment playlist steam app appid pid ppid uid gid tid "
    "object primary foreign record entity user device bestell auftrags rechnungs artikel teile material sach haus "
    "seiten zimmer raum versions modell typ chargen los sendungs paket fehler bild liste ordnungs telefon handy "
    "mobil ruf hausnummer start glücks primzahl ordinal lizenz losnummer werkzeug zeichnungs hsn tsn kap kapitel "
    "zug flug linien spiel trikot rücken commande facture chambre modèle colis suivi téléphone fixe série loi "
    "décret arrêté vol pedido factura artículo página habitación versión modelo lote envío seguimiento teléfono "
    "serie ley decreto vuelo ordine fattura articolo pagina camera versione modello lotto spedizione telefono "
    "legge volo bestelling factuur kamer versie partij zending telefoon wet vlucht bestel encomenda fatura artigo "
    "quarto versão envio telefone lei voo zamówienia faktury artykułu strony pokoju wersji modelu partii "
    "przesyłki telefonu ustawy lotu zamówienie faktura ordine pedido encomenda objednávka rendelés comandă beställning "
    "ls bestell lief chargen ordre ordrenr tilaus sipariş bestilling "
)
# In the scripts of the East no space parts the thing from its number.
_GLUED_THINGS = tuple(
    words(
        "電話 注文 製品 商品 追跡 郵便 ページ バージョン 型 整理 部屋 列車 伝票 請求 "
        "訂單 订单 产品 快递 运单 版本 房间 页 航班 车次 手机 电话 邮政 "
        "見積 受注 発注 納品 報價 报价 견적 발주 주문 제품 상품 송장 우편 전화 모델 버전 페이지 방 열차 순서 등번"
    )
)


def is_a_thing(word: str) -> bool:
    """Whether a word in small letters names a thing that has numbers, or makes "number" a count."""
    return word in _THINGS or word.removesuffix("s") in _THINGS


_NUMBER = (
    r"(?:number|reference|referenz|référence|referencia|riferimento|ref\.?|száma?|num\.?|no\.?|nr\.?|n[°º]\.?|núm\.?|№|nummer|numret|numero|número|numéro|numer|številka|število|broj|број|"
    r"nomor|numara(?:sı)?|номер|нумер|ნომერი|নম্বর|নং|नंबर|नं\.?|संख्या|क्रमांक|எண்|హెూ|หมายเลข|სერია|համար|ნომრის|número)"
)
_WORD_AHEAD = re.compile(
    rf"([^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff]){{1,40}}?)(?:['’]s)?[\s_\-]{{0,3}}{_NUMBER}"
    r"\.?[^\w\n]{0,6}(?:(?:is|was|reads|ist|lautet|est|es|è|é|jest|to|är|er)\s{1,2})?[^\w\n]{0,6}$"
)
# The Romance and Slavic order: "numéro de cotisant", "numer płatnika składek".
_NOUN_BEHIND = re.compile(
    r"(?:^|[^\w])(?:n\.?[°º]|núm\.?|numéro|número|numero|numer|номер|αριθμός|číslo|numărul|număr|رقم|מספר|شماره|mã số|"
    r"nombor)\s"
    r"(?:d[eiuao]l{0,2}[ao]?\s|d['’]|des\s|da\s|do\s)?(?:l[ae']\s?)?([^\W\d_]{3,24})(?:[\s'’](?:[^\W\d_]{2,20})){0,2}"
    r"[^\w\n]{0,4}(?:(?:est|es|è|é|jest|to)\s{1,2})?[^\w\n]{0,4}$"
)
_GLUED = re.compile(
    r"([\u3040-\u30ff\u3400-\u9fff々]{1,12}|[가-힣]{1,10})(?:番号|号码|號碼|編號|编号|번호)[^\w\n]{0,3}(?:は|是)?\s?$"
)
_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,6}){1,5}")  # or a fraction
_OF_A_YEAR = re.compile(r"\d{1,5}/(?:19|20)\d\d")  # an ordinance or an issue
_ROUND = re.compile(r"\d{1,3}0{4,}|\d{1,3}(?:[., ]000)+")
_COUNTED = re.compile(r"\d{1,3}(?:[., ]\d{3}){1,4}")


def numbered(value: str, before: str) -> Verdict | None:
    """A value behind a name and a word for "number", in either order: no thing's, no date, no count, no sum."""
    near = before[-72:]
    if (glued := _GLUED.search(near)) is not None:
        of_a_thing = glued[1].endswith(_GLUED_THINGS)
    else:
        lead = _WORD_AHEAD.search(near) or _NOUN_BEHIND.search(near)
        of_a_thing = lead is None or is_a_thing(lead[1])
    if of_a_thing or any(odd.fullmatch(value) for odd in (_ROUND, _COUNTED, _OF_A_YEAR, _VERSION)):
        return None
    return document_number(value, before)


_NUMBER_AHEAD = re.compile(
    r"(?:\bid|number|\bno|\bnr|n[°º]|\w(?:nummer|nr)|#|:)\W{0,3}(?:is\s|ist\s|est\s|es\s|è\s)?$"
)


_TWO_GROUPS = re.compile(r"\d{1,14}(?:-\d{3,6})?")  # perhaps years, or pages


def described(value: str, before: str) -> Verdict | None:
    """A value some words behind the name of a document: letters and digits, or digits in groups that are no sum.

    Where the shape is weak (few digits, or nothing else), a word for "number" or a colon stands right ahead.
    """
    if _ROUND.fullmatch(value) or _READ_OFF.search(before[-20:]):
        return None
    counted = _COUNTED.fullmatch(value) is not None
    if counted or _TWO_GROUPS.fullmatch(value) or sum(map(str.isdigit, value)) < 6:
        beside = not counted and len(value) >= 8 and _BESIDE.search(before[-40:]) is not None
        if not beside and not _NUMBER_AHEAD.search(before[-24:]):
            return None
    return document_number(value, before)


_READ_OFF = re.compile(r"(?:readings?|stand|stände|relevés?|lecturas?|letture?)\W{1,3}$")
# "loan account 9821911907": no sentence stands between, and no formula.
_BESIDE = re.compile(
    r"[^\W\d_]{3,20}[\s,:]{1,3}$(?<!is )(?<!of )(?<!in )(?<!since )(?<!for )(?<!about )(?<!than )(?<!over )(?<!with )"
)


def scheme(value: str, before: str) -> Verdict | None:
    """A number behind an office's abbreviation: no time of a computer, no count, no sum."""
    word = _ABBREVIATION.search(before[-24:])
    if word is None or word[1] in _ABBREVIATED or _ROUND.fullmatch(value) or _COUNTED.fullmatch(value):
        return None
    if _EPOCH.fullmatch(value):
        return None
    return document_number(value, before)


_ABBREVIATION = re.compile(r"([^\W\d_]{2,8})(?:\s(?:no\.?|nr\.?|number|id|#))?[^\w\n]{0,3}$")
_ABBREVIATED = words(
    "sku isbn issn ean upc gtin pmid cve kb rfc iso din cas pmc nct doi http https tcp udp usd eur gbp inr jpy "
    "cny chf vnd krw idr pr jira ref po so pn mpn asin lot max min sum len int crc sha utc gmt est pst cet unix "
    "ttl pop gdp ram cpu gpu hdd ssd url uri uuid pid tid gid uid id ids ip mac ecn ncr en un ec awb bol hs hts "
    "fob cif ups dhl usps sn psn oem faq todo fixme note avg std err eof row col px pt dpi rgb hex bin oct ascii "
    "seo kpi roi ytd qty rpm mph kwh nasa ieee "
)
_EPOCH = re.compile(r"1[4-9]\d{8}(?:\d{3})?")
