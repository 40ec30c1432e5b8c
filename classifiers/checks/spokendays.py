"""Days as people say them: "zwölfter März neunzehnhundertfünfundachtzig", "dos de febrero del setenta y uno".

Words for numbers and months in eight languages; what is said of a day ends where another word begins.
"""

import re

from classifiers.checks.verdict import Verdict
from classifiers.checks.words import words

# German and Dutch glue their numbers: "fünfundachtzig", "vijfentachtig".
_GLUED = re.compile(
    r"(?:eins?|zwei|zwan|drei|vier|fünf|sechs|sech|sieb(?:en)?|acht|neun|zehn|elf|zwölf|zig|ßig|und|hundert|tausend|"
    r"(?:s?te|er|dritte|erste|siebte)[rnsm]?|eerste|een|twee|twin|twaalf|drie|der|veer|vijf|zes|zeven|negen|tien|tachtig|"
    r"tig|en|ën|honderd|duizend|de|ste){1,9}"
)
_NUMBERS = words(
    # English
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth one two three four five six seven "
    "eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred thousand oh "
    # French
    "premier un deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts "
    "trente quarante cinquante soixante septante huitante nonante cent cents mille "
    # Spanish, Portuguese, Italian
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa novecientos mil primero um "
    "dois três quatro sete oito nove dez onze doze treze quinze dezasseis dezesseis dezassete dezessete dezoito "
    "dezanove dezenove vinte trinta quarenta cinquenta sessenta oitenta novecentos primeiro due tre quattro cinque "
    "sei sette otto dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti "
    "ventuno ventidue ventitré ventiquattro venticinque ventisei ventisette ventotto ventinove trenta trentuno "
    "primo millenovecento duemila "
    # Polish
    "pierwszy pierwszego drugi drugiego trzeci trzeciego czwarty czwartego piąty piątego szósty szóstego siódmy "
    "siódmego ósmy ósmego dziewiąty dziewiątego dziesiąty dziesiątego jedenastego dwunastego trzynastego "
    "czternastego piętnastego szesnastego siedemnastego osiemnastego dziewiętnastego dwudziestego trzydziestego "
    "tysiąc dziewięćset czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt jeden "
    "dwa trzy cztery pięć sześć siedem osiem dziewięć czterdziestego pięćdziesiątego sześćdziesiątego "
    "siedemdziesiątego osiemdziesiątego dziewięćdziesiątego "
)
_ITALIAN = re.compile(
    r"(?:mille|due|novecento|mila){0,3}(?:quarant|cinquant|sessant|settant|ottant|novant)\w{1,7}"
)
_MONTHS = words(
    "january february march april may june july august september october november december januar jänner februar "
    "märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre "
    "décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio "
    "febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus oktober "
    "janeiro fevereiro março maio junho julho setembro outubro dezembro stycznia lutego marca kwietnia maja czerwca "
    "lipca sierpnia września października listopada grudnia "
)
_LITTLE = words("the of and de del der y e et en di van roku te er")
_WORD = re.compile(r"[^\W\d_]+")


def _is_number(word: str) -> bool:
    return word in _NUMBERS or _GLUED.fullmatch(word) is not None or _ITALIAN.fullmatch(word) is not None


def birth_in_words(value: str, before: str) -> Verdict | None:
    """As many of the words as say a day with its month and year: three numbers, or two and a month's name."""
    numbers = months = end = 0
    for word in _WORD.finditer(value.lower()):
        if word[0] in _LITTLE:
            continue
        if word[0] in _MONTHS:
            months += 1
        elif _is_number(word[0]):
            numbers += 1
        else:
            break
        end = word.end()
    return Verdict(verified=False, end=end) if numbers + months >= 3 and numbers >= 2 and months < 2 else None
