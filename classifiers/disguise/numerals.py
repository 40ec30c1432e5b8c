"""Numerals from nought to ninety-nine in eight languages, and the spelling alphabet, as digits and letters."""

import unicodedata

from classifiers.checks.words import words

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_GERMAN = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn"
)
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf"
)
_FRENCH_TENS = "vingt trente quarante cinquante soixante"
_SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve"
)
_SPANISH_TWENTIES = (
    "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho "
    "veintinueve"
)
_SPANISH_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_ITALIAN = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
    "sedici diciassette diciotto diciannove"
)
_ITALIAN_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
_DUTCH = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
)
_DUTCH_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_PORTUGUESE = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
    "dezessete dezoito dezenove"
)
_PORTUGUESE_TENS = "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"
_POLISH = (
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście "
    "czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"
)
_POLISH_TENS = (
    "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt "
    "dziewięćdziesiąt"
)
_ALSO = {
    "oh": "0", "nought": "0", "naught": "0", "fower": "4",
    "fife": "5", "niner": "9", "tree": "3", "ein": "1", "zwo": "2",
    "eine": "1", "une": "1", "un": "1", "una": "1", "één": "1",
    "uma": "1", "duas": "2", "meia": "6", "jedna": "1", "raz": "1",
    "zeroa": "0", "cero": "0", "dezasseis": "16",
    "dezassete": "17", "dezanove": "19", "quatorze": "14", "septante": "70",
    "huitante": "80", "octante": "80", "nonante": "90", "fourty": "40",
}  # fmt: skip


def _numerals() -> dict[str, str]:
    table: dict[str, str] = {}

    def add(word: str, number: int) -> None:
        for form in (word, word.replace("ß", "ss"), _plain(word)):
            table.setdefault(form, str(number))

    for row in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _DUTCH, _PORTUGUESE, _POLISH):
        for number, word in enumerate(row.split()):
            add(word, number)
    for row in (
        _ENGLISH_TENS,
        _GERMAN_TENS,
        _FRENCH_TENS,
        _ITALIAN_TENS,
        _DUTCH_TENS,
        _PORTUGUESE_TENS,
        _POLISH_TENS,
    ):
        for tens, word in enumerate(row.split(), 2):
            add(word, tens * 10)
    for number, word in enumerate(_SPANISH_TWENTIES.split(), 20):
        add(word, number)
    for tens, word in enumerate(_SPANISH_TENS.split(), 3):
        add(word, tens * 10)
    ones = {language: row.split()[:10] for language, row in (
        ("en", _ENGLISH), ("de", _GERMAN), ("fr", _FRENCH), ("it", _ITALIAN), ("nl", _DUTCH),
    )}  # fmt: skip
    for tens in range(2, 10):
        for one in range(1, 10):
            number = tens * 10 + one
            add(f"{_ENGLISH_TENS.split()[tens - 2]}-{ones['en'][one]}", number)
            add(("ein" if one == 1 else ones["de"][one]) + "und" + _GERMAN_TENS.split()[tens - 2], number)
            dutch = ones["nl"][one]
            add(dutch + ("ën" if dutch.endswith("e") else "en") + _DUTCH_TENS.split()[tens - 2], number)
            stem = _ITALIAN_TENS.split()[tens - 2]
            add((stem[:-1] if one in (1, 8) else stem) + ("tré" if one == 3 else ones["it"][one]), number)
    french = _FRENCH.split()
    for tens, stem in enumerate(_FRENCH_TENS.split(), 2):
        for one in range(1, 20 if tens == 6 else 10):
            add(f"{stem}-{french[one]}", tens * 10 + one)
            if one in (1, 11):
                add(f"{stem}-et-{french[one]}", tens * 10 + one)
    add("quatre-vingts", 80)
    add("quatre-vingt", 80)
    for one in range(1, 20):
        add(f"quatre-vingt-{french[one]}", 80 + one)
    return {**table, **_ALSO}


def _plain(word: str) -> str:
    """Without accents, as people type."""
    apart = unicodedata.normalize("NFD", word).replace("ł", "l")
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


NUMERALS = _numerals()
# Nought to nine in each of the languages, in lower case.
DIGITS_BY_LANGUAGE = tuple(
    {form: str(number) for number, word in enumerate(row.split()[:10]) for form in (word, _plain(word))}
    for row in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _DUTCH, _PORTUGUESE, _POLISH)
)
DOUBLE = {
    "double": 2, "triple": 3, "treble": 3, "doppel": 2,
    "doppelt": 2, "doble": 2, "doppio": 2, "dubbel": 2, "duplo": 2,
    "quadruple": 4,
}  # fmt: skip
# Said between the parts of a number and no part of it.
FILLERS = words(
    "then and dash space bindestrich minus hyphen tiret guion trattino streepje punkt dot point e y i "
    "und et en dann puis luego poi dan depois potem"
)
# Of radio, then German, Italian, French, Dutch and Polish: each word stands for its first letter.
_WORDS = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec "
    "romeo sierra tango uniform victor whiskey xray yankee zulu alfa juliett whisky x-ray "
    "anton berta cäsar dora emil friedrich gustav heinrich ida julius kaufmann konrad ludwig martha nordpol otto paula "
    "quelle richard samuel siegfried theodor ulrich viktor wilhelm xanthippe ypsilon zacharias zeppelin aachen berlin "
    "chemnitz düsseldorf essen frankfurt goslar hamburg ingelheim jena köln leipzig münchen nürnberg offenbach potsdam "
    "quickborn rostock salzwedel tübingen unna völklingen wuppertal xanten zwickau "
    "ancona bologna como domodossola empoli firenze genova imola jolly kappa livorno milano napoli otranto palermo "
    "quarto roma savona torino udine venezia washington xilofono york zara "
    "anatole berthe célestin désiré eugène gaston henri irma joseph kléber louis marcel nicolas oscar pierre quintal "
    "raoul suzanne thérèse ursule victor william xavier yvonne zoé "
    "anna bernard cornelis dirk eduard ferdinand gerard hendrik izaak jan karel lodewijk maria nico pieter quotiënt "
    "rudolf simon teunis utrecht willem xantippe zaandam "
    "adam barbara celina dorota ewa franciszek genowefa henryk irena jadwiga leon natalia olga roman stanisław tadeusz "
    "urszula wanda zygmunt"
)
NATO = {form: _plain(word)[0] for word in _WORDS.split() for form in (word, _plain(word))}
