"""Checks of phone numbers: groupings that nothing else has, and words for a phone in many languages."""

import re
from dataclasses import replace

from classifiers.checks.plans import may_be, valid_end
from classifiers.checks.verdict import Verdict
from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.either import alternatives, either


def _any_of(words: str, behind: str = "") -> re.Pattern[str]:
    """A pattern for one of many words and what follows it; it is asked about every number of a log."""
    return compiled(f"(?:{either(alternatives(words))}){behind}")


_CONTEXT = _any_of(
    r"tel(?:[\W_]|$|e?fon|éfon|efoon|emóv)|t(?:é|e)l(?:é|e)ph|phone|mobil|móvil|movil|\bcell|\bcall|\bfax|"
    r"handy|whatsapp|"
    r"contact|direct|\bline\b(?: is| no\.?| number)?\W{0,3}$|"
    r"\bbel(?:len)?\b|\btfno|\btlf|reach|joindre|\b[tm]:|@[\w\-]+\.\w+[^\n]{0,30}$|"
    r"rückruf|rufnummer|portable|komórk|\bsms\b|\btext (?:me|him|her)|\br[aiu]ng\b|\bringing\b|\bdial|"
    r"\bnumber is\b|\b(?:my number|m[óo]j (?:nr|numer)|mi número|mon num(?:éro)?|mijn nummer|mio numero|"
    r"meu número|meine nummer)\b|"
    r"rückfrag|rueckfrag|bei fragen|(?:toute )?question|renseign|informazioni|oppure|"
    r"hotline|extension|\bcel\b|\bgsm\b|joignable|answering at|messages? to|recapito|"
    r"contatt|contacter|\bdurchwahl|\bnew number|n(?:ue|uo|o)v[oa] n[uú]mero|nouveau numéro|neue\w? nummer|"
    r"nieuwe nummer|now(?:y|ego) numer|\bgs\.|\bcep\b|\bring\b|callback|(?:best|work|home|private|emergency) number|"
    r"appele[zr]|rappel|anruf|reperibil|rintracci|localizable|contactable|contactáve|bereiken|erreichen|"
    r"\bruf\w{0,3}\b|erreichbar|llam|chiam|\bbell?en|bereikbaar|\blig(?:a|ar|ue)\b|"
    r"zadzwo|dzwoni|atende|raggiung|risponde al|contesta (?:al|en)|répond au|odbiera|neemt op|picks? up|"
    r"kontakt|komórk|contacto|contact[eé]|llám|ll[aá]ma|chiám|appell?e|\bavís|\bm[aá]nda\w{0,4}\b|\bzap\b|\bzapzap|"
    r"\bmob\b|\bph\b|\bκιν|\btlm\b|"
    # Whoever answers for a firm.
    r"(?:\bstandard|\baccueil ?:?|\bzentrale|\bsekretariat|\bsecrétariat|\bcentralino|\bcentralita|\bsegreteria|"
    r"\bswitchboard)\s$|"
    r"\bpuh\b|\bhp\b|\btelp\b|ponsel|\bhubungi|\bháblame|volejte|\bsimu\b|điện thoại|\bsđt\b|"
    r"signal\b|viber|skambin|helista|zvani|zvoni|nazov|pozov|ligj|\bfon\b|فون|"
    # What is paid to a phone number, and a second number behind one that is written with its country.
    r"\bm-?pesa|mobile money|\bmomo\b|\bgcash|paytm|\bbkash|\bswish\b|\bbizum|\bvenmo|\bzelle|mobilepay|\bvipps|"
    r"\btwint|"
    r"\+\d[\d ()\-]{8,16}[,/; ]{1,2}[^\n\d]{0,16}$|"
    r"\bwpp\b|\bwhats\b|zavol|\bhívj|\bsun[aăi]|\bsoita|\bnazovi|puhelin|"
    r"телефон|\bтел\b|моб(?:\.|ил)|позвон|звон|дзвон|τηλ|κινητ|טלפון|נייד|סלולרי|פלאפון|هاتف|موبايل|جوال|تليفون|محمول|متحرك|"
    r"โทร|มือถือ|เบอร์|फ़ोन|फोन|मोबाइल|電話|携帯|ケータイ|連絡先|手机|电话|手機|致电|联系方式|座机|聯絡|전화|휴대|핸드폰|연락처|폰번호"
)
_GROUPED_US = compiled(
    r"(?:1[-. ])?\( ?\d{3} ?\)\s?\d{3}(?: - |[-. ])\d{4}|(?:1[-. ])?\d{3}([-.])\d{3}\1\d{4}"
)
_LETTERS = compiled(r"[^\W\d_]")
# North American numbers by their plan: no area code and no exchange starts with 0 or 1.
_NANP = compiled(r"(?:1[-. ])?(?:\( ?)?[2-9]\d\d(?: ?\))?[-. ]{0,2}[2-9]\d\d(?: - |[-. ])\d{4}")
# Groupings that are written for phone numbers only: British, French, Swedish, German with an area code; mobiles
# of Brazil, Japan and Korea.
_GROUPED_EU = compiled(
    r"0\d{2,4} \d{3,4} \d{3,4}|07[1-57-9]\d{2} ?\d{6}|07\d{3} \d{6}|0[1-9](?:([ .\-])\d\d)(?:\1\d\d){3}|"
    r"\(0\d{1,4}\) ?\d{3,8}(?:[ \-]\d{2,4})?|0\d{2,4}[/\-]\d{6,8}|\(0\) ?\d{2,5}(?:[ \-]?\d{3,8}){1,2}|"
    r"\([1-9]\d\) ?9\d{4}-\d{4}|0[5-9]0-\d{4}-\d{4}|01[016-9]-\d{3,4}-\d{4}|"
    r"0[1-9]\d{0,2}-\d{2,3} \d\d \d\d"
)
_DATE = compiled(
    r"(?:19|20)\d\d[-./ ][01]?\d[-./ ][0-3]?\d|[0-3]?\d[-./ ][0-3]?\d[-./ ](?:19|20)\d\d|"
    r"(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d|[01]?\d/[0-3]?\d ?[-–] ?[01]?\d/[0-3]?\d|"
    r"\d{1,3}\.\d\d(?: \d{1,3}\.\d\d){1,6}"
)
_NOT_PHONE = _any_of(
    r"#|[$€£](?=\s*$)|\border\b|invoice|ticket|\bcase\b|\bref\b|isbn|\bissn\b|version|account|\biban\b|\bkonto|serial|\bpart\b|\bmaterial\b|\bawb\b|waybill|tracking|"
    r"\bbuild\b|firmware|release|article|\barti[ck][eo]l|artículo|articolo|\bart\.|\bquote|offerte|angebot|auftrag|bestell|"
    r"rechnung|lieferschein|commande|facture|\bdevis\b|pedido|factura|presupuesto|encomenda|ordine|fattura|preventivo|"
    r"\bl?otter|\blott?o\b|\bdraw|\bhs[ -]?code|\bhts\b|tariff|taric|zolltarif|\bnotas?\b|"
    r"\bguía|注文|受注|品番|型番|伝票|주문|송장|订单|訂單|发票|"
    r"zamówieni|faktur|\bzlecen|\bordre\b|\border|docket|\bbatch\b|\bndc\b|"
    r"\bid\b|_id\b|\bssn\b|nhs|\bsin\b|\bnir\b|\bpin\b|\bsku\b|\bdoi\b|\bkb|\bport\b",
    r"[\s\w\"'.#°º]{0,12}[:=]?\s*[\"']?$",
)


# "T 030 4224675, M 0160 4224675", "D: 01 252 8795"
_INITIAL = compiled(r"(?:^|[\s,;|])[tmfdpwo][.:]?\s$")
# A branch of a chain, whose number has nothing to do with what follows: "CVS #4471 824-653-0671".
_BRANCH = compiled(r"#\d{1,6}[,;]?\s$")
_GROUP = compiled(r"\d+")
_EXTENSION = compiled(r"\s?(?:x|ext\.?)\s?\d{1,6}$")
# The address of a machine; only short groups are left, as some write a telephone number.
_MACHINE = compiled(
    r"(?=[\d.]{0,8}\d{3})(?:(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(?:\.(?=\d)|$)){4}|(?:\d{1,3}\.){3}\d{1,3}/\d{1,2}"
)
# Numbers of a colour or a movement in a style sheet.
_STYLED = compiled(
    r"\b(?:rgba?|hsla?|hwb|(?:ok)?(?:lab|lch)|color|translate|matrix|rotate|scale)\([^)\n]{0,12}$"
)
# What a function of time takes, a line of a shell's history, and an id in quotes: `"from_user_id_str": "4138835410"`.
_COUNTED = compiled(
    r"(?:\bid|_id)(?:s|_str)?[\"']{1,2}\s{0,2}:\s{0,2}[\"']?$|"
    r"(?:[a-z]_sec(?:onds?)?|timestamp|epoch)[\"'>]{0,2}\s{0,2}[:=>]\s{0,2}$|"
    r"\b(?:lat|lng|lon|latitude|longitude)[\"']?\s{0,2}[:=]\s{0,2}[\"']?-?$|"
    r"\b(?:date|time|gmtime|localtime|strftime|fromtimestamp)\([\"']?$|(?:^|[\n\"'])[:#]\s?$"
)
# The journal in which Europe's tenders stand: "2024/S 044-819203".
_TENDER = compiled(r"(?:19|20)\d\d/s $")
# The largest and smallest numbers of machines, and digits in their order.
_LIMITS = frozenset(str(2**bits + more) for bits in (24, 31, 32, 40, 48) for more in (-2, -1, 0, 1)) | {
    "123456789",
    "1234567890",
    "0123456789",
}


# Lines of authorities and for emergencies, without country and zeros: nobody's own.
_PUBLIC = words(
    "8002221222 8007721213 8008291040 8008294933 8006334227 8002738255 8774384338 8007997233 8006564673 8006624357 "
    "8006694000 8664879243 8003216742 8002324636 8003755283 8006213362 3031231113 3002003300 3001232040 3001231100 "
    "8082000247 8001110111 8001110222 8001110550"
)


def _is_public(digits: str) -> bool:
    bare = digits.lstrip("0")
    return any(bare[country:].lstrip("0") in _PUBLIC for country in range(3))


def phone(value: str, before: str) -> Verdict | None:
    """A phone number by libphonenumber's plans: +country anywhere; national forms beside a word for a phone or in
    a grouping that nothing else has."""
    if (extension := _EXTENSION.search(value)) is not None:
        verdict = phone(value[: extension.start()], before)
        whole = verdict is not None and verdict.end in (None, extension.start())
        return replace(verdict, end=None) if verdict is not None and whole else verdict
    digits = [character for character in value if character.isdigit()]
    if not 7 <= len(digits) <= 15 or len(set(digits)) < 3 or value in _LIMITS:
        return None
    if (
        _is_public("".join(digits))
        or _TENDER.search(before[-7:])
        or _MACHINE.fullmatch(value)
        or _COUNTED.search(before[-24:])
        or _STYLED.search(before[-24:])
        or "".join(digits) in "0123456789"
    ):
        return None
    international = value.startswith(("+", "00")) and not value.startswith(
        "000"
    )  # no country begins with a zero
    # A list of numbers has no word in front of most of them; the two patterns of words are then spared.
    spoken = _LETTERS.search(before, max(0, len(before) - 60)) is not None
    if not international and (
        _DATE.fullmatch(value.strip())
        # Three, two and four digits are a social security number, unless the word right before says phone.
        or ((_SSN_SHAPE.fullmatch(value) or _DOCKET.fullmatch(value)) and not _SAID.search(before))
    ):
        return None
    near = _CONTEXT.search(before[-60:]) if spoken else None
    if near is None and value[0] in "0(":
        near = _INITIAL.search(before[-4:])
    if not international:
        if near is None and not _GROUPED_US.fullmatch(value) and not _GROUPED_EU.fullmatch(value):
            return None
        bracketed = value[0] == "(" and _NANP.fullmatch(value) is not None
        if not bracketed and _NOT_PHONE.search(_BRANCH.sub("", before[-40:]) if spoken else before[-3:]):
            return None
    if _NANP.fullmatch(value) and _GROUPED_US.fullmatch(value):
        return Verdict(verified=False, score=85.0 if near else 75.0)
    # Written like a number with an area code; the exchange does not exist, as in the invented ones people use.
    if value[0] in "(23456789" and _GROUPED_US.fullmatch(value) and value.strip("(")[0] > "1":
        return Verdict(verified=False, score=75.0 if near else 70.0)
    end = valid_end(value, before, international)
    if end is not None:
        # A national number is a number of somebody only by its context: no proof.
        if international:
            return Verdict(verified=True, end=end)
        return Verdict(verified=False, end=end, score=85.0 if near else 75.0)
    if value.startswith("+") and len(_GROUP.findall(value)) >= 3 and may_be(value):
        # Grouped behind a country's code and as long as its numbers are: made up, or of a range that is new.
        return Verdict(verified=False, score=72.0)
    if _CALLED.search(before) and len(digits) >= 7 and not value.isdigit():
        return Verdict(verified=False, score=72.0)
    # The plan does not know the number, but the text says it is a phone: kept, so that a typing slip cannot leak.
    if near is not None and (
        _SAID.search(before)
        or (len(digits) >= 9 and (international or value[0] in "0("))
        or (len(digits) >= 8 and len(_GROUP.findall(value)) >= 3 and _CONTEXT.search(before[-20:]))
    ):
        return Verdict(verified=False, score=70.0)
    return None


def phone_named(value: str, before: str) -> Verdict | None:
    """A number that its field calls a phone number: seven to fifteen digits, no date, no port. Of two with
    a stroke between them the first."""
    end = value.find(" / ")
    if end > 0 and sum(map(str.isdigit, value)) > 15:
        value = value[:end]
    digits = "".join(filter(str.isdigit, value))
    if (
        (len(digits) < 10 and _PORT.search(before[-24:]))
        or _is_public(digits)
        or not 6 <= len(digits) <= 15
        or len(set(digits)) < 2
        or _DATE.fullmatch(value.strip())
    ):
        return None
    return Verdict(verified=False, end=len(value))


def extension(value: str, before: str) -> Verdict | None:
    """The last digits of a firm's number: two to five of them."""
    digits = value.lstrip("-")
    return Verdict(verified=False, start=len(value) - len(digits)) if len(set(digits)) > 1 else None


_PORT = compiled(r"\bports?(?:\s(?:numbers?|ranges?))?\W{1,3}$")
_CUE = compiled(
    r"\b(?:phone|tel|telephone|telefon|telef[oô]n[eo]|téléphone|telefoon|fax|mobile?|cell|desk|handy|whatsapp|registered|"
    r"answering at|messages? to|text me at|callback|(?:best|new|direct|work|home|private|contact) number|telemóvel|"
    r"celular|cellulare|móvil|portable|komórka|mobiel|contacto|contatto|kontakt|"
    r"(?:call|ring|reach|dial|contact|text|phone|appeler|appelez|rappeler|llama|llamar|chiama|chiamare|bel|bellen|liga|"
    r"ligar|ligue|zadzwoń|dzwonić|ruf|rückruf|erreichbar|bereikbaar|joignable)(?:ing|ed)?(?: \w{2,8}){0,2}(?: back)? "
    r"(?:on|at|under|unter|le|au|al|il|eerst|op|para|na|pod)|"
    r"(?:call|ring|phone|text|dial|bel|llama|chiama|zadzwoń|ruf))\b[^\n\d]{0,24}$"
)


def phone_cued(value: str, before: str) -> Verdict | None:
    """A number of seven to fifteen digits in groups, whatever the plans say, behind a word that makes it
    a phone's."""
    if not _may_be_dialled(value, 15) or not _CUE.search(before[-60:]) or _STYLED.search(before[-24:]):
        return None
    if _NOT_PHONE.search(before[-30:]):
        return None
    return Verdict(verified=False)


def phone_beside(value: str, before: str) -> Verdict | None:
    """A number of eight to thirteen digits where a name, a mail address or a word behind it makes it a phone's."""
    if not _may_be_dialled(value, 13) or _NOT_PHONE.search(before[-40:]):
        return None
    return Verdict(verified=False)


def phone_listed(value: str, before: str) -> Verdict | None:
    """A number of eight to fifteen digits in a list of telephone numbers: no day, no round sum, no other number's."""
    few = sum(map(str.isdigit, value)) < 8
    other = few or not _may_be_dialled(value, 15) or _NOT_PHONE.search(before[-24:])
    return None if other else Verdict(verified=False)


_ROUND = compiled(r"\d{1,3}[ .]000[ .]000|.{0,14}(\d)\1{5,14}")


def _may_be_dialled(value: str, most: int) -> bool:
    """Whether it has seven digits to ``most`` without those of an extension, and is no date and no round number."""
    digits = "".join(filter(str.isdigit, value.partition("x")[0]))
    return (
        7 <= len(digits) <= most
        and len(set(digits)) >= 3
        and not _DATE.match(value)
        and not _ROUND.fullmatch(value)
        and not _MACHINE.fullmatch(value)
        and not _is_public(digits)
    )


# A file's or an order's number with its year in front: "2026-0911", "2026/03/1188".
_DOCKET = compiled(r"(?:19|20)\d\d[-/](?:[01]?\d[-/])?\d{2,6}")
_SSN_SHAPE = compiled(r"\d{3}-\d{2}-\d{4}")
_SAID = compiled(
    r"(?:phone|tel|fax|mobile?|cell|whatsapp|handy|telefon\w*|téléphone|teléfono|móvil)\W{0,2}(?:(?:no|"
    r"number|nr|n°)\W{0,2})?\s{0,3}$"
)
_CALLED = compiled(
    r"\b(?:call|ring|text|reach|phone|dial|answer|contact|messag|sms|whatsapp|fax|ruf|erreich|appel|"
    r"joindre|llam|chiam|bel)\w*\b"
    r"[^\n]{0,25}\b(?:on|at|to|under|unter|au|al|a|op|pod)\s$"
)
