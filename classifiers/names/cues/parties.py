"""Phrases of deeds, statements and talk: a party with what it is at law, whom the police stopped, whom people call what."""

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.names.cues.announced import NAME, TITLE
from classifiers.names.phrase import Phrase

# What stands behind the comma of a party: whether married, where at home, when born, by which papers known.
_STANDING = (
    r"(?:(?:a )?(?:married|single|divorced|widowed?|unmarried) (?:man|woman|mother|father)|(?:who )?resid(?:es|ing) (?:at|in)|date of birth|d\.?o\.?b\b|"
    r"hereinafter|herein after|verheiratet|ledig|geschieden|verwitwet|wohnhaft|geb(?:oren|\.)|nachfolgend|"
    r"viúv[oa]|casad[oa]|solteir[oa]|divorciad[oa]|residente|portador[a]? d|titular d|doravante|nascid[oa]|contribuinte|"
    r"solter[oa]|viud[oa]|mayor de edad|vecin[oa] de|con (?:DNI|NIE|NIF|domicilio)|en adelante|nacid[oa]|domiciliad[oa]|"
    r"mariée?|célibataire|veu(?:f|ve)|divorcée?|demeurant|née? (?:le|à)|domiciliée?|ci-après|pacsée?|"
    r"nat[oa] (?:a|il|in)|residente|coniugat[oa]|nubile|celibe|vedov[oa]|C\.?F\.? |codice fiscale|di seguito|d'ora in poi|"
    r"wonende|geboren|gehuwd|ongehuwd|weduwe|weduwnaar|hierna|zamieszkał[yąae]|zam\.|legitymując|urodzon[yąae]|ur\.|PESEL|zwan[yąae])"
)
_STANDINGS = words(
    "married single divorced widow widowed unmarried resides residing birth dob hereinafter verheiratet ledig geschieden verwitwet wohnhaft geb geboren "
    "nachfolgend viúvo viúva casado casada solteiro solteira divorciado divorciada residente portador portadora titular doravante nascido nascida contribuinte "
    "soltero soltera viudo viuda mayor vecino vecina dni nie nif domicilio adelante nacido nacida domiciliado domiciliada marié mariée célibataire veuf veuve divorcé divorcée "
    "demeurant né née domicilié domiciliée ci pacsé pacsée nato nata coniugato coniugata nubile celibe vedovo vedova cf fiscale seguito poi wonende "
    "gehuwd ongehuwd weduwe weduwnaar hierna zamieszkały zamieszkała zamieszkałym zam legitymując legitymujący legitymująca urodzony urodzona ur pesel zwany zwana zwanym zwaną"
)
_STOPPED = words(
    "arrested detained cautioned apprehended zatrzymano zatrzymaliśmy wylegitymowano przesłuchano ukarano zatrudniono festgenommen aangehouden interpellé interpellée fermato fermata "
    "arrestato arrestata detenido detenida detenidos detido detida"
)
_CALLED = words(
    "called nicknamed known alias aka detto detta dit dite surnommé surnommée apodado apodada alias genannt bijgenaamd vulgo alcunha ksywa pseudonim llaman certain certaine "
    "tale tal gewisser gewisse gewissen zekere niejaki niejaka niejakiego named"
)

PHRASES = (
    # A party of a deed: two words and more, and what it is at law.
    Phrase(
        _STANDINGS,
        compiled(rf"(?<![\w.] )(?<!\w){TITLE}?(?P<name>{NAME} {NAME})(?=,? \(?{_STANDING})"),
        True,
        holds=(", ",),
        ahead=70,
    ),
    # Whom the police stopped; in Polish with the father's name behind.
    Phrase(
        _STOPPED,
        compiled(
            r"\b(?:arrested|detained|cautioned|apprehended|[Zz]atrzymano|[Zz]atrzymaliśmy|[Ww]ylegitymowano|[Pp]rzesłuchano|[Uu]karano|[Zz]atrudniono|festgenommen|aangehouden|"
            r"interpellée?|fermat[oa]|arrestat[oa]|detenid[oa]s?(?: a)?|detid[oa]|verhaftet):? "
            rf"{TITLE}?(?P<name>{NAME} {NAME})(?: (?:s|c)\. (?P<other>{NAME}))?"
        ),
        True,
        holds=(*(f"{one} " for one in sorted(_STOPPED)), "detenido a ", "detenida a "),
        ahead=14,
    ),
    # "a man called Sprocket", "un tale Saverio", "a certain Fabrice".
    Phrase(
        _CALLED,
        compiled(
            r"\b(?:(?:man|woman|guy|bloke|lad|girl|boy|fella|chap|colleague|nurse|driver|lady|kid|friend|person|someone|somebody)s? (?:who(?:'s| is) )?(?:called|named|nicknamed|known as)|"
            r"a certain|(?:[Uu]n|[Uu]ne) certaine?|(?:[Uu]n|[Uu]na) tale?|[Uu]m tal(?: de)?|[Uu]ma tal(?: de)?|(?:[Ee]in|[Ee]ine|[Ee]inem|[Ee]iner|[Ee]inen) gewisse[rnm]?|[Ee]en zekere|[Nn]iejak(?:i|a|iego|im|ą|iej)) "
            rf"[\"“„'«]?(?P<name>{NAME})(?! (?:Corp|Inc|Ltd|GmbH|SA|SL|BV)\b)"
        ),
        True,
        holds=(
            "called ",
            "named ",
            "nicknamed ",
            "known as ",
            "a certain ",
            "certain ",
            "certaine ",
            "tale ",
            "tal ",
            "gewisse",
            "zekere ",
            "niejak",
        ),
        ahead=24,
    ),
    # What people call somebody, in quotes: 'detto "Pinolo"', 'alias "el Chispas"'.
    Phrase(
        _CALLED,
        compiled(
            r"\b(?:nicknamed|known as|alias|a\.?k\.?a\.?|dett[oa]|dite?|surnommée?|apodad[oa]|(?:le|lo|la) llaman|genannt|bijgenaamd|vulgo|alcunha|ksywa|pseudonim|ps\.) "
            rf"[\"“„'«](?P<name>(?:(?:el|la|le|il|lo|der|die|de|o|a|the) )?{NAME})[\"”'»]"
        ),
        True,
        among=True,
        holds=(
            "nicknamed ",
            "known as ",
            "alias ",
            "aka ",
            "detto ",
            "detta ",
            "dit ",
            "dite ",
            "surnomm",
            "apodad",
            "llaman ",
            "genannt ",
            "bijgenaamd ",
            "vulgo ",
            "alcunha ",
            "ksywa ",
            "pseudonim ",
        ),
        ahead=14,
    ),
)
