"""Amounts without a sign of money: "offered 34,750, up from 31,200", "went from 52 to 58", "owes four thousand".

A number alone is nothing. It counts in a line that speaks of money ahead of it or right behind it, or behind another
amount, where nothing else is counted with it; more digits than a thousand has or words for thousands need less.
"""

from collections.abc import Callable, Iterator, Sequence

from classifiers.brands import listed
from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.context.lexicon import Match
from classifiers.disguise.numerals import NUMERALS
from classifiers.plain import plain

_GROUPED = (
    r"[1-9]\d{0,2}(?:(?:\.\d{3}){1,3}(?:,\d{2})?|(?:,\d{3}){1,3}(?:\.\d{2})?|"
    r"(?:['’ \u00a0\u202f]\d{3}){1,3}(?:[.,]\d{2})?)"
    r"(?:,-)?"
)
_SCALES = (
    r"(?i:k|(?<=[.,]\d)m|(?<=[.,]\d\d)m|mio|mln|mrd|tsd|tys|tysi\w{2,3}|mila|mille|mil|thousand|grand|tausend|duizend|"
    r"million(?:en|s|es)?|millones|millón|milion[ei]|milhões|milhão|miljoen|milion(?:y|ów|a)|ton|teur)(?![^\W_])\.?"
)
# A number: in groups, to the cent, with a scale, or three digits and more; two of them make a range.
_ONE = (
    rf"(?:{_GROUPED}|\d{{3,6}}[.,]\d{{2}}|\d{{1,4}}(?:[.,]\d{{1,3}})?(?= ?{_SCALES})|"
    rf"\d{{2,3}}(?= ?[-–] ?\d{{2,3}} ?{_SCALES})|[1-9]\d{{2,5}})"
)
_NUMBER = compiled(
    rf"(?<![\w.,/\-+#§@€$£!*<>^\[])(?<!\d:)(?<!\w\()(?<![<>*] )"
    rf"(?P<it>{_ONE}(?: ?[-–] ?{_ONE})?(?: ?{_SCALES})?)"
    r"(?![\w%°/\-–]|[.,:]\d|[ \u00a0]\d|\.\w)"
)
_FILE = compiled(r"\w\.\w{1,8}:$")
_OF_A_LIST = compiled(
    r" \((?:[$€£]|\d{1,3}[.,]\d)|['\"]?,['\" ]*'"
)  # "invoices 1107 (£4,000)", a row of a dump
_PAID_AS = words("OTE RAL CA TJM CTC ARR MRR PCM")
_CHAINED = compiled(r"[ ,/&+]{1,3}(?:(?:and|und|et|y|e|en|i|or) )?")
_LARGE = compiled(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,3}|\d{1,6}[.,]\d{2}(?!\d)")
_YEAR = compiled(r"19\d\d|20(?!00)\d\d")
# Two figures of pay in thousands: "from 52 to 58", "von 52 auf 58".
_FROM_TO = compiled(
    r"\b(?:from|von|de|da|dal|van|z|od) (?P<first>\d{2,3}(?:[.,]\d)?)k? (?:to|auf|à|a|al|naar|para|na|do) "
    r"(?P<second>\d{2,3}(?:[.,]\d)?)k?(?=[\s,;:)]|\.(?!\d)|$)(?! ?%)"
)
# One figure beside an amount in thousands: "wir könnten auf 57 gehen", "lui ne chiede 35".
_SHORT = compiled(
    r"\b(?:from|at|auf|bei|will|möchte|demande|veut|pide|quiere|chiede|vuole|vraagt|wil|naar|op|pede|quer|chce|żąda)"
    r" (?P<it>\d{2,3}(?:[.,]\d)?)(?=[,;)]|\.(?!\d)|\s*$| (?:so|und|et|y|e|en|i|gehen|but|aber)\b)"
)
_IN_THOUSANDS = compiled(r"(?<![\w.,])(?:\d{2,3}[.,' ]\d{3}|\d{2,3} ?[kK])(?![\w]|[.,]\d)")
# A share that is kept from others: "our margin is only 11.5 %", "Rabatt intern bis 14 %".
_SHARE = compiled(
    r"\b(?:margins?|mark-?up|discount|commission|equity|bonus|marge|gewinnspanne|rabatt|provision|remise|commission|margine|sconto|"
    r"provvigione|margen|descuento|comisión|korting|provisie|margem|desconto|comissão|marża|marżę|marży|rabat|prowizja|prowizję)"
    r"(?![^\W_])[^\n.;%\d]{0,24}(?P<it>\d{1,2}(?:[.,]\d{1,2})? ?%)"
)
_WORD_BEHIND = compiled(r"[ \t\u00a0]{1,2}([^\W\d_]+)")
_WORD_AHEAD = compiled(r"(?<![^\W\d_])([^\W\d_]+)[.:#]?[ \t]{0,2}(?:[#№]|n[o°º]\.? ?)?$")
_SENTENCE = compiled(r"[.!?] +(?=[A-ZÀ-ÖØ-Þ])|;|\n")

_AHEAD_OF_LARGE, _AHEAD, _BEHIND, _NEXT = 90, 48, 28, 60
# What may stand behind an amount besides the small words of a language; any other word is what is counted.
_FOLLOWS = words(
    "schmerzensgeld abfindung unterhalt schadenersatz dommages risarcimento l betalen spaargeld savings erspartes "
    "ersparnisse ahorros risparmi poupanca oszczednosci sem excl exkl btw iva mwst tva zuruckgezahlt geliehen "
    "gross net netto brutto brut bruto neto lordo lordi netti bruti liquido liquidi pcm pw pa pm monthly weekly "
    "annual annually yearly plus inc incl inkl ttc ht to at on in since until because so if when while who which "
    "but then either each extra more less behind overdue outstanding owed due back total max tops top below above "
    "before after last next or off up down a an per pro par por na month week year jahr monat mois mes mese maand "
    "miesiecznie monatlich mensuel mensuels mensuelles mensuales mensili mensais jahrlich kalt warm gehen geht "
    "offen geboten angeboten bezahlt zuruck schuldig aan am ab bis statt sowie waarvan dont davon depuis cc au "
    "aux en chez desde hasta entre anticipo anual anuales annui annuo al allo agli dopo prima scaduti arretrati "
    "achter achterstallig open maar atraso anuais abaixo acima ate do da ale lub po przed teraz rocznie "
    "zaleglosci wiecej mniej he him me us them we they i that this there now only still again and with without "
    "tax vat for from by as against vs versus instead unless my our his her their your y ya o u e ou dla od ze "
    "sie oraz mas pero para sin con che non ma poi se su tra et mais pour sans sous der die das den dem des er "
    "wir ich ihr man hat habe haben will wollte war ist sind sein aber denn weil monate raten later earlier "
    "straks nu jetzt spater luego depois pozniej wczesniej ora hij zij wij is was wil heeft dat dus toch moet kan "
    "mag fixed basic flat cash deposit deferred upfront vorschuss anzahlung acompte voorschot caparra senal "
    "zaliczki pre post today tomorrow yesterday"
)
# What has a number that is no amount; only figures in groups count right behind one.
_NUMBERED = words(
    "invoice invoices order ref reference no nr nos num number ticket case claim policy page room line step "
    "version build port error code id art article chapter bus flight unit flat apt block item part model section "
    "year in since until by rechnung rechnungen auftrag seite zimmer jahr raum vorgang az fall nummer kapitel "
    "facture factures commande dossier chambre annee factura facturas pedido expediente pagina habitacion ano "
    "numero fattura fatture ordine pratica stanza articolo anno factuur facturen bestelling kamer artikel jaar "
    "fatura faturas encomenda processo quarto faktura faktury zamowienie sprawa pokoj strona rok roku quote "
    "quotation offerte angebot devis presupuesto preventivo oferta proposal contract vertrag contrat contrato "
    "contratto umowa po q sku ral postcode plz ext extension conta konto compte account sort iban tel phone fax "
    "mobile bay lot batch vat eori siret ending endet the la le der die das el il lo het o os as"
)
# What has a number in groups that is no amount.
_LABELS = words(
    "room art article version v rev section chapter page model part item zimmer raum artikel isbn call tel the la "
    "der die das"
)
_BIG = words(
    "hundred thousand grand million billion hundert tausend cent cents mille millions ciento cien doscientos "
    "trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos mil millon millones "
    "cento mila milione milioni honderd duizend miljoen ton duzentos trezentos quatrocentos quinhentos seiscentos "
    "setecentos oitocentos novecentos milhao milhoes sto dwiescie trzysta czterysta piecset szescset siedemset "
    "osiemset dziewiecset tysiac tysiace tysiecy tys milion miliony milionow poltora anderthalb anderhalf "
    "millionen"
)
_NUMERALS = frozenset(one for one in map(plain, NUMERALS) if one.isalpha()) | words(
    "half a halb anderthalb poltora"
)
_LINKS = words("and a und et y e i en")
_COMPOUND = compiled(
    r"(?=\w{0,30}(?:hundert|tausend|honderd|duizend|cento|mila))(?:ein|eine|eins|zwei|drei|vier|funf|sechs?|sieben|sieb|acht|neun|"
    r"zehn|elf|zwolf|und|zwanzig|dreissig|zig|hundert|tausend|een|twee|drie|vijf|zes|zeven|negen|tien|twaalf|en|twintig|"
    r"dertig|veertig|tig|honderd|duizend|uno?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|quindici|"
    r"venti?|trenta?|quaranta?|cinquanta?|sessanta?|settanta?|ottanta?|novanta?|cento|mila)+"
)
_TOKEN = compiled(r"[^\W\d_]+")
_CURRENCY = compiled(
    r"[ \t](?:euros?|pounds?|quid|dollars?|bucks|franken|złotych|złote|zł|reais|€|£)(?![^\W_])"
)
BIG_PARTS = ("hundert", "tausend", "honderd", "duizend", "mila", "cento")


def may_say(said: frozenset[str], low: str) -> bool:
    """Whether a text of these words may say an amount in words."""
    return not _BIG.isdisjoint(map(plain, said & _BIG_SPELLED)) or any(part in low for part in BIG_PARTS)


_BIG_SPELLED = _BIG | words(
    "millón milhão dwieście pięćset sześćset dziewięćset tysiąc tysięcy milionów półtora"
)


def unsigned(
    text: str, cues: Sequence[Match], is_pay: Callable[[Match], bool], said: bool
) -> Iterator[tuple[int, int, bool]]:
    """Places of amounts, and whether each is pay; ``cues`` are the words for money, ``said`` asks for sums in words."""
    done = -1
    for start, end in _lines(text, cues):
        inside = [one for one in cues if start <= one.start < end]
        if not inside or start < done:
            continue
        done = end
        yield from _in_line(text, start, end, inside, is_pay, said)


def _lines(text: str, cues: Sequence[Match]) -> Iterator[tuple[int, int]]:
    last = -1
    for one in cues:
        if one.start < last:
            continue
        start = text.rfind("\n", 0, one.start) + 1
        end = text.find("\n", one.end)
        last = len(text) if end < 0 else end
        yield start, last


def _in_line(
    text: str, start: int, end: int, cues: Sequence[Match], is_pay: Callable[[Match], bool], said: bool
) -> Iterator[tuple[int, int, bool]]:
    places = [
        (*one.span("it"), _is_large(text, one.start("it"), one.end("it")))
        for one in _NUMBER.finditer(text, start, end)
    ]
    if said:
        places = sorted([*places, *((first, last, True) for first, last in _in_words(text, start, end))])
    reached, refused, pay = -1, -1, False
    for first, last, large in places:
        listed_on = not large and refused >= 0 and _CHAINED.fullmatch(text, refused, first) is not None
        if listed_on or not _is_free(text, first, last, large):
            refused = last
            continue
        cue = _cue(text, first, last, cues, large)
        if cue is not None:
            pay = is_pay(cue)
        elif reached < 0 or first - reached > _NEXT or _SENTENCE.search(text, reached, first) is not None:
            continue
        reached = last
        yield first, last, pay
    low = text[start:end].lower()
    if "%" in low and len(low) == end - start:
        for share in _SHARE.finditer(low):
            yield start + share.start("it"), start + share.end("it"), False
    if any(is_pay(one) for one in cues):
        for shape, groups in ((_FROM_TO, ("first", "second")), (_SHORT, ("it",))):
            if shape is _FROM_TO or _IN_THOUSANDS.search(text, start, end) is not None:
                for found in shape.finditer(text, start, end):
                    yield from ((*found.span(group), True) for group in groups)


def _cue(text: str, first: int, last: int, cues: Sequence[Match], large: bool) -> Match | None:
    """The word for money to which a number belongs: the next one ahead of it, else one right behind it."""
    ahead = [
        one for one in cues if one.end <= first and first - one.end <= (_AHEAD_OF_LARGE if large else _AHEAD)
    ]
    if ahead and (large or _SENTENCE.search(text, ahead[-1].end, first) is None):
        return ahead[-1]
    behind = (one for one in cues if last <= one.start <= last + _BEHIND)
    return next((one for one in behind if _SENTENCE.search(text, last, one.start) is None), None)


def _is_large(text: str, first: int, last: int) -> bool:
    return _LARGE.match(text, first, last) is not None or text[last - 1].isalpha() or text[last - 1] == "."


def _is_free(text: str, first: int, last: int, large: bool) -> bool:
    """Whether nothing says that a number is another thing's: what is counted, what is numbered, a year."""
    ahead = _WORD_AHEAD.search(text, max(0, first - 24), first)
    if ahead is not None and plain(ahead[1]) in (_LABELS if large else _NUMBERED):
        return False
    if _FILE.search(text, max(0, first - 40), first) is not None:
        return False
    if not large and _OF_A_LIST.match(text, last) is not None:
        return False
    if (
        not large
        and ahead is not None
        and len(ahead[1]) > 1
        and ahead[1].isupper()
        and ahead[1] not in _PAID_AS
    ):
        return False
    if not large and (
        _YEAR.fullmatch(text, first, last) is not None
        or text[first - 1 : last + 1] == f"({text[first:last]})"
    ):
        return False
    behind = _WORD_BEHIND.match(text, last)
    if behind is None:
        return True
    low = plain(behind[1])
    return low in _FOLLOWS or low in listed("small.txt")


def _in_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of words for numbers of which one is a hundred or more, with the currency behind them."""
    run: list[tuple[int, int, str]] = []
    for token in (*_TOKEN.finditer(text, start, end), None):
        low = plain(token[0]) if token is not None else ""
        joined = token is not None and (not run or text[run[-1][1] : token.start()] in (" ", "-"))
        if token is not None and joined and (_is_numeral(low) or (run and low in _LINKS)):
            run.append((*token.span(), low))
            continue
        yield from _sum_of(text, run)
        run = [(*token.span(), low)] if token is not None and _is_numeral(low) else []


def _is_numeral(low: str) -> bool:
    return low in _NUMERALS or low in _BIG or _COMPOUND.fullmatch(low) is not None


def _sum_of(text: str, run: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    while run and (run[-1][2] in _LINKS):
        run.pop()
    large = any(low in _BIG or _COMPOUND.fullmatch(low) for _, _, low in run)
    if large and (
        len(run) > 1 or run[0][2] not in ("cent", "ton", "grand", "sto", "mil", "mille", "mila", "million")
    ):
        currency = _CURRENCY.match(text, run[-1][1])
        yield run[0][0], currency.end() if currency is not None else run[-1][1]
    elif large and (currency := _CURRENCY.match(text, run[-1][1])) is not None:
        yield run[0][0], currency.end()
