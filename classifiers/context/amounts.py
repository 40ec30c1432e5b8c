"""What amounts look like: a number with a currency or a scale, one said in words, one that goes on from another."""

from collections.abc import Iterable, Iterator
from re import IGNORECASE, MULTILINE, Match

from classifiers.checks.words import words
from classifiers.compiled import compiled

_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}(?!\d)){1,4}(?:[.,]\d{1,2}(?!\d))?|\d{1,9}(?:[.,]\d{1,3})?"
_SIGN = (
    r"[$€£¥₹]|(?:US|CA|AU|R|C|A)\$|R(?=\d{3}|\d[\d.,]{0,8} ?(?:[mk]\b|mil|bn))"
    r"|EUR|USD|GBP|CHF|PLN|BRL|SEK|NOK|DKK|CZK|HUF|JPY|INR|AED|zł|BTC|ETH"
)
_SCALE = (
    r"(?:[kKmMbB]|[mM]{2}|[bB]n|[mM]io\.?|[mM]rd\.?|[mM]ln\.?|[mM]ld\.?|[tT]sd\.?|million(?:en|s|i|e)?|"
    r"Million(?:en)?|billion|thousand|grand|millones|milhões|mil|mila|miljoen|milion[ei]|duizend|tausend|tys\.?)(?![^\W\d_])"
)
_UNIT = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SPOKEN = (
    rf"(?:a|half a|{_UNIT})(?:[ \-](?:and |a )?(?:{_UNIT}|half|hundred|thousand|grand|million|k)){{0,6}} "
    r"(?:quid|pounds|dollars|bucks|euros?|grand)(?![^\W_])"
)
# What a number alone is paid for: "13/h", "38/pers".
_RATED = "h|hr|hour|Std|Stunde|heure|hora|ora|uur|godz|pers|person|persona|head|pp|Kopf"
# What an amount is for, and its tax.
_EACH = (
    rf"{_RATED}|month|week|year|day|annum|monat|jahr|tag|woche|mois|mes|año|mese|anno|mês|maand|jaar|dag|jour|día|dia|"
    "giorno|semaine|semana|settimana|godzinę|miesiąc|night|nuit|noche|notte|nacht|piece|stück|pièce|pieza|pezzo|stuk|"
    "sztukę|kilo|kg|tonne|panel|visit|mq|m2|hectare|hectárea|acre|child|kid|enfant|dziecko|familia|testa|cabeza|tête|"
    "room|zimmer|kamer|user"
)
_PER = (
    r"(?:/(?:h|[^\W\d_]{2,12})(?![^\W_])"
    r"| (?:(?:an?|per|pro|par|por|na|za|al|die|the|je|x) |à la |all['’]|(?:de )?l['’]|(?:de )?l[ea] )"
    rf"(?:{_EACH})(?![^\W_])| (?:each|mtl|pcm)(?![^\W_])| p\.?[ajwm]\.?(?![^\W_])| ?\+ ?\d{{1,3}} ?%)?"
)
_TAX = (
    r"(?: (?:plus|ex|excl\.?|incl?\.?|zzgl\.?|inkl\.?|hors|sem|com|sin|con|bez|z) "
    r"(?:VAT|vat|GST|btw|BTW|MwSt|USt|TVA|IVA|iva|taxes?|tax|podatku)(?![^\W_]))?"
)
AMOUNT = compiled(
    rf"(?<![\w.,/\-$€£])(?:(?:{_SIGN}) ?(?:{_NUMBER})(?:,-)?(?: ?(?:-|–|to|"
    rf"bis) ?(?:{_SIGN})? ?(?:{_NUMBER}))?(?: ?(?:{_SCALE}))?"
    rf"|(?:{_NUMBER})(?: ?[-–] ?(?:{_NUMBER}))? ?(?:{_SCALE} ?(?:d[ei] |d')?)?(?:{_SIGN}|[TMKk]€|TEUR|euros?|Euro|"
    rf"dollars?|pounds|quid|bucks|złotych|zł|euro)(?!\w)(?:/[^\W\d_]{{2,12}})?"
    rf"|(?:{_NUMBER})(?:[-–](?:{_NUMBER}))? ?(?!b\b|m\b|B\b|mm\b|bn\b){_SCALE}(?=[\s,.;:)/]|$)|{_SPOKEN}"
    # The pence or cents of one share.
    rf"|(?:{_NUMBER}) ?(?:p|pence|ct|cents?|centimes|céntimos|centesimi)"
    r"(?= (?:a|per|for each|in cash per|je|pro|par|por) (?:\w{2,12} )?(?:share|aktie|Aktie|action|acción|azione)(?!\w))"
    r"|\d{1,4}[.,]\d\d(?=/(?:Stk|St|Stck|pc|unit|kg|h|Std|ud|pz|szt)\b)"
    rf"|\d{{2,3}}(?:[.,]\d\d?)?(?=/(?:{_RATED})(?![^\W_])))"
    rf"{_PER}{_TAX}"
    r"(?: (?:brutto|netto|net|brut|gross|bruto|brutos|neto|netos|lordi|lordo|netti|líquidos?|TTC|HT)(?![^\W_]))?"
)
# Behind a word for pay a plain number is an amount, too.
PLAIN = compiled(
    r"(?<![\w.,/\-+])(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,2}(?:[.,]\d{2})?|\d{4,7}(?:[.,]\d{2})?|"
    r"\d{3}[.,]\d{2})(?![\w/\-]|[.,]\d)"
)
# What somebody owes or has paid is told to the cent, or right behind the word: "nos deben 67.300".
EXACT = compiled(
    r"(?<![\w.,/\-+])(?:\d{1,3}(?:(?:\.\d{3}){1,3},|(?:,\d{3}){1,3}\.|(?:['’ \u00a0\u202f]\d{3}){1,3}[.,])\d{2}|"
    r"\d{3,6}[.,]\d{2})(?![\w/%]|[.,\-]\d)"
)
DUE = compiled(
    r"(?<!\w)(?:owes?|owed|owing|paid|pd|repaid|schuldet?|bezahlte|doit|doivent|a payé|deben?|pagó|deve|devono|devem|"
    r"pagato|pagou|zalega|zapłaciła?)(?: (?:us|me|him|her|them|uns|mir|noch|nog|still|already|about|over|around|ons|"
    r"aan|ci|ancora|nous|encore|nos|ainda|nam|jeszcze|ca\.?|circa|só|ya|già)){0,2}[ ,:–\-]{1,3}"
    r"(?P<it>\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,3}(?:[.,]\d{2})?|\d{2,6}(?:[.,]\d{2})?)"
    r"(?![\w/%]|[.,\-:]\d| (?:days?|hours?|h|std|tage|jours|días|giorni|dagen|dias|dni|%|weeks?|months?|times)\b)",
    IGNORECASE,
)
LINKS = compiled(
    r"(?:[ \t]*(?:[:=(]|(?:attesa|kam|came to|requested|expected|approx\.?|of|is|was|to|at|von|de|di|van|"
    r"ca\.?|ok\.?|auf|a|by)(?![^\W_])|[±~]))*[ \t]*"
)
SIGNED = compiled(r"(?<=,)[$€£]\d{1,3}(?:,\d{3}){1,3}(?=,|$)", MULTILINE)
YEAR = compiled(r"(?:19|20)\d\d")
CELL = compiled(rf"(?:{_SIGN})? ?-?(?:{_NUMBER})(?: ?(?:{_SCALE}|{_SIGN}))?")
COLOUR = compiled(r"ral \d{4}(?!\d)")  # of the list of paints, not the Italian gross pay of a year
# What an amount is compared with needs no sign: "$12.4M vs plan 13.9".
AGAINST = compiled(
    r"[ \t]{0,2}[,;(/]?[ \t]{0,2}(?:vs\.?|versus|against|gegen(?:über)?|statt|contre|frente a|contra|tegen|wobec|"
    r"→|->)(?: (?:the |a )?(?:plan|target|budget|forecast|fcst|prior|py|ly|last year|vorjahr|soll|ziel))?:? "
    rf"(?P<it>{_NUMBER})(?![\w%]|[.,]\d)"
)
# Where pay is told in thousands, somebody may leave out the "k": "the band tops out at 47.5", "asking 78".
IN_THOUSANDS = compiled(r"(?<![\w.,])\d{2,3}(?:[.,]\d)? ?[kK](?!\w)|(?<![\w.,])\d{2,3}[.,]000(?!\d)")
SHORT = compiled(
    r"(?<![^\W_])(?:tops? out at|capped at|asking|asks for|wants|offered|currently(?: on)?|expects?|max(?:imum)?|"
    r"up to|is on|now on)(?: for)?[ :,–\-]{1,3}(?P<it>\d{2,3}(?:[.,]\d)?)(?=[\s,;:)]|\.(?!\d)|$)"
)
_CURRENCIES = words(
    "eur usd gbp chf pln brl sek nok dkk czk huf jpy inr aed zł btc eth euro euros dollar dollars pounds quid bucks "
    "grand złotych mio mrd mln million millionen millions millones milhões"
)
# "52k" by itself, and not "10k rows", "256M".
_BARE_SCALE = compiled(rf"(?:{_NUMBER}) ?(?:[bB]n?|[mM]{{1,2}}|thousand|mil)")
_BARE_THOUSANDS = compiled(rf"(?:{_NUMBER}) ?[kK]")
_NOT_COUNTED = compiled(
    r"[ \t]*(?:[,.;:)!?/\n]|$|(?:but|and|or|to|for|from|now|then|vs|per|a year|p\.?a|with|which|"
    r"when|if|und|aber|y|e|et|en|i)(?![^\W_]))"
)
_MONEY = compiled(
    r"[$€£¥₹]|\d ?[kK](?!\w)|(?<!\w)R\d[\d.,]*m?(?!\w)|\d[.,]\d\d/[A-Za-z]|\d ?p(?:ence)? (?:a|per)(?!\w)"
)


def has_money(text: str, said: frozenset[str]) -> bool:
    """Whether a text of these words (in small letters) shows a currency or thousands anywhere."""
    return not _CURRENCIES.isdisjoint(said) or _MONEY.search(text) is not None


def is_money(text: str, start: int, end: int) -> bool:
    """Whether an amount is one of money by itself: it has a currency, or thousands of nothing else."""
    if _BARE_SCALE.fullmatch(text, start, end) is not None:
        return False
    return _BARE_THOUSANDS.fullmatch(text, start, end) is None or _NOT_COUNTED.match(text, end) is not None


def amounts(text: str, grounds: Iterable[tuple[int, int]]) -> Iterator[Match[str]]:
    """The amounts of disjoint grounds (start, end), in order, each whole."""
    reached = -1
    for first, last in grounds:
        for found in AMOUNT.finditer(text, first, last):
            whole = found if found.end() < last else AMOUNT.match(text, found.start())
            if whole is not None and whole.start() > reached:
                reached = whole.end()
                yield whole
