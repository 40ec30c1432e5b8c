"""Checks of postal addresses: what only looks like a street, and what everybody knows."""

import re

from classifiers.checks.verdict import Verdict, shape
from classifiers.checks.words import words
from classifiers.compiled import compiled

# Public buildings, seats of authorities and stand-ins of manuals and fiction.
_PUBLIC = compiled(
    r"51 franklin|59 temple|675 mass|171 second street|"
    r"10,? downing|1600 pennsylvania|1600 amphitheatre|1 (?:infinite loop|hacker way|microsoft way|apple park)|"
    r"221b baker|742 evergreen|4 privet|12 grimmauld|1 rue de (?:varenne|la paix)|"
    r"\b(?:123|1234|12345|1|100) (?:main|elm|example|fake|any|sample|test|your|first|maple|oak)\b|"
    r"\bmuster(?:straße|strasse|str|weg|allee)|\bbeispiel(?:straße|weg)|example|anytown|your (?:street|city)"
)


def is_public(value: str) -> bool:
    """Whether an address is everybody's: a seat of power, a stand-in of manuals, a house of fiction."""
    return _PUBLIC.search(value.lower()) is not None


AUTHORITY = compiled(
    r"\b(?:ico|hmrc|dvla|companies house|home office|ofcom|fca|parliament|number 10|ofsted|irs|fda|sec|"
    r"headquarter\w*|hq)\b"
)
_HOME = compiled(
    r"\b(?:live[sd]?|living|address|resid\w+|located|deliver\w*|ship\w*|send|sent|mail\w*|moved?|home|"
    r"house|flat|property|rent\w*|"
    r"premises|tenant|visit\w*|office|at|from|to|on)\b[^.\n]{0,40}$"
)
_STRONG = words(
    "street st avenue ave road rd lane ln boulevard blvd crescent cres terrace parkway pkwy highway hwy "
    "mews gdns drive dr "
    "gardens close turnpike esplanade"
)
_CODE = compiled(r"\d{4,}|[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d", re.ASCII)
_THINGS = compiled(
    r"^\d+\s(?:TB|GB|MB|KB|Hz|kHz|MHz|GHz|AM|PM|K|Day|Days|Best|Easy|Top|Step|Click|Data|Hard|Solid|Mbps|"
    r"[Ww]ay|[Mm]inute\w*|[Hh]our\w*|[Ss]tar|[Ff]ree)\b"
)


# Words for living; the key of a program: `home_address.street_1 = "`.
_ENGLISH_HOME = compiled(
    r"\b(?:live[sd]?|address|resid\w+|deliver\w*|ship(?:ped)? to|home|moved to)\b"
    r"|(?:addr(?:ess)?|street|line)[_ ]?\d?[\"'\]]{0,2}\s?[:=]>?\s?[\"'(]{0,2}$"
)


def english(value: str, before: str) -> Verdict | None:
    """An English street with its number; a weak word for a street wants a code, a town or a word for living."""
    low = value.lower()
    if _PUBLIC.search(low) or _THINGS.match(value) or AUTHORITY.search(before[-40:]):
        return None
    _, _, town = value.partition(",")
    code = _CODE.search(value, 6) is not None
    if code:
        return Verdict(verified=False, score=90.0)
    named = {part.strip(".") for part in low.replace(",", " ").split()}
    if named & _STRONG and not re.match(r"(?:19|20)\d\d\s", value):
        return Verdict(verified=False)
    if town and _HOME.search(before):
        return Verdict(verified=False)
    return shape(_ENGLISH_HOME.search(before[-40:]) is not None)


def named(value: str, before: str) -> Verdict | None:
    """A house with a name and a British postcode."""
    if AUTHORITY.search(before[-40:]) or _PUBLIC.search(value.lower()):
        return None
    return Verdict(verified=False)


_PARTS_HOME = compiled(
    r"\b(?:address|addr|res(?:id\w*)?|registered|located|live[sd]?|deliver\w*|ship\w*|home|stay\w*|"
    r"premises|office at|at|moved)\b[^\n]{0,20}$"
)
_LESSON = compiled(
    r"\b(?:lesson|exercise|chapter|page|row|windows|week|part|section|figure|table|version|level|room type)\b"
)


# The postal code that ends it: Indian ones have six digits.
_PARTS_CODE = compiled(
    r"(?<=[ \-–])\d{5,6}(?!\w)|(?<=[ \-–])[1-9]\d\d \d{3}(?!\w| \d)|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w)"
)
_SENTENCE_GOES_ON = compiled(r",? (?![a-z]{1,3} [A-Z\d])[a-z][^,]*+$")


def parts(value: str, before: str) -> Verdict | None:
    """An address of parts without a word for a street; two parts or more, or a word for living in front."""
    if _LESSON.search(value.lower()):
        return None
    code = _PARTS_CODE.search(value)
    if _PARTS_HOME.search(before) or (code is not None and value.count(",", 0, code.start()) >= 3):
        if code is not None:
            return Verdict(verified=False, end=code.end())
        rest = _SENTENCE_GOES_ON.search(value)
        return Verdict(verified=False, end=rest.start() if rest is not None else None)
    return None


_NO_GERMAN = compiled(
    r"(?:arbeits|park|spiel|stell|sitz|speicher|lösungs|rechen|um|aus|hin|rück|schul|marktplatz-|daten|"
    r"vor|steck|tabellen|"
    r"lehr|ausbildungs|studien|liege|lager|zahlungs|trans)(?:platz|weg|ring|hof|feld|grund)|(?:beitr|ertr|"
    r"auftr)\w*|"
    r"internet|betreff|workshop|laptop|desktop|zielgrund|hintergrund|vordergrund|textfeld|datenfeld|"
    r"pflichtfeld|eingabefeld|"
    r"hering|spring|string|during|bring|scoring|monitoring|engineering|manufacturing|[a-z]+ing"
)
_NUMBERED_ROAD = compiled(r"(?:bundes|staats|landes|kreis|europa|reichs)(?:straße|strasse|str\.)")
_GERMAN_HOME = compiled(
    r"(?:wohn|\bwh\.|adress|anschrift|straße|strasse|lebt|liegt|zieh|zog|umzug|sitz|objekt|immobilie|mieter|vermieter|"
    r"versand|liefer|haus|zuhause)"
)
_GERMAN_STRONG = compiled(
    r"straße|strasse|str\.|allee|gasse|chaussee|\bweg\b|weg\s|platz|ufer|damm|ring|promenade|stieg|steig"
)


# A street that has somebody's whole name: "Käthe-Kollwitz-Platz".
_AFTER_SOMEBODY = compiled(
    r"(?<![\w\-])(?:[^\W\d_]{2,20}\.?-){2,4}(?:weg|platz|ring|ufer|damm|steig|promenade|markt|hof|garten|anger|bogen)$"
)


def german(value: str, before: str) -> Verdict | None:
    """A German street with its number: by its ending, or by a postcode and town, or by a word for living."""
    low = value.lower()
    if _PUBLIC.search(low):
        return None
    if re.search(r"[,\s](?:[a-z]{1,2}-)?\d{4,5}\s{1,2}\w", low) and not re.search(
        r"[,\s](?:19|20)\d\d\s", low
    ):
        return Verdict(verified=False, score=90.0)
    head = re.split(r"\s\d", low)[0]
    if _NO_GERMAN.fullmatch(head) or _NUMBERED_ROAD.fullmatch(head):
        return None
    if head.startswith(
        ("am ", "an ", "im ", "in ", "auf ", "unter ", "zum ", "zur ", "hinter ", "vor ", "beim ", "bei ")
    ):
        return (
            Verdict(verified=False)
            if re.search(r"(?:wohn\w*|\bwh|adresse|anschrift)\W{1,3}(?:in\s)?$", before)
            else None
        )
    if re.search(r"straße$|strasse$|str\.$|allee$|gasse$|chaussee$", head) or _AFTER_SOMEBODY.search(head):
        return Verdict(verified=False)
    if _GERMAN_STRONG.search(low) and _GERMAN_HOME.search(before[-60:]):
        return Verdict(verified=False)
    return None


_FRENCH_STRONG = compiled(
    r"\d[a-z ,]{0,8}\s(?:rue|avenue|av\.|boulevard|bd|bld|blvd|chemin|allée|allee|impasse|quai|ruelle|"
    r"faubourg)\b"
)
# A proper name right behind such a word, which stands small: "52 cours Gambetta".
_FRENCH_NAMED = compiled(
    r"\d[A-Z ,]{0,4}\s(?:cours|montée|esplanade|parvis|sentier|square|traverse)\s[A-ZÀ-Ý]"
)
_FRENCH_HOME = compiled(
    r"habit|demeur|adresse|domicil|résid|situé|livr|siège|au\s$|logement|maison|appartement|copropri|immeuble|syndic|"
    r"locataire|propriétaire|chantier"
)


def french(value: str, before: str) -> Verdict | None:
    """A French street with its number: a clear word for a street, a postcode and town, or a word for living."""
    low = value.lower()
    if _PUBLIC.search(low):
        return None
    if re.search(r"[,\s](?:[a-z]{1,2}-)?\d{4,5}\s{1,2}\w", low[4:]):
        return Verdict(verified=False, score=90.0)
    if _FRENCH_STRONG.search(low) or _FRENCH_NAMED.search(value):
        return Verdict(verified=False)
    # A proper name must follow: "3 places disponibles" is none.
    if _FRENCH_HOME.search(before[-60:]) and re.search(r"\s[A-ZÀ-Ý]", value):
        return Verdict(verified=False)
    return None


_YEAR_END = compiled(r"\s(?:1[5-9]|20)\d\d$")


_LATIN_HOME = compiled(
    r"direcci|domicil|vive|reside|endere|morada|mora\b|comunidad|condom|inquilin|vivienda|piso\b|finca|prédio|imóvel|"
    r"imovel|casa\b|apartamento|obra\b|entreg"
)


def latin(value: str, before: str) -> Verdict | None:
    """A Spanish or Portuguese street with its number; a year is no house number."""
    low = value.lower()
    if _YEAR_END.search(low) or low.startswith(("quinta feira", "quinta-feira")):
        return None
    if re.search(r"\d{5}\s|\d{4}-\d{3}|\d{5}-\d{3}", low):
        return Verdict(verified=False, score=90.0)
    if low.startswith(
        (
            "carrera",
            "camino",
            "ronda",
            "diagonal",
            "largo",
            "cuesta",
            "quinta",
            "estrada",
            "r.",
            "cra",
            "transversal",
        )
    ):
        return Verdict(verified=False) if _LATIN_HOME.search(before[-60:]) else None
    return Verdict(verified=False)


_ITALIAN_HOME = compiled(
    r"abit|resid|indirizz|domicili|sede|consegn|spedi|presso|casa|ufficio|vive|in\s$|nato|nata|negozio|locale|"
    r"condom[ií]ni|assemblea|stabile|immobile|appartamento|inquilin|locatari|proprietari|alloggio|cantiere|sopralluogo"
)
_NO_ITALIAN = compiled(
    r"via (?:api|http|ssh|teams|zoom|port|route|email|e-mail|mail|web|usb|tcp|udp|rest|slack|vpn|rdp|the|"
    r"section|step)\b"
)


_ROADS = ("strada provinciale", "strada statale", "strada comunale", "strada vicinale")


def italian(value: str, before: str) -> Verdict | None:
    """An Italian street with its number; English "via" and courses of study are none."""
    low = value.lower()
    if _YEAR_END.search(low) or _NO_ITALIAN.match(low):
        return None
    if re.search(r"[,\s\-–]\d{5}\s", low):
        return Verdict(verified=False, score=90.0)
    if low.startswith(("viale", "v.le", "piazza", "p.zza", "p.za", "piazzale", "vicolo", "lungo", *_ROADS)):
        return Verdict(verified=False)
    return Verdict(verified=False) if _ITALIAN_HOME.search(before[-60:]) else None


_DUTCH_STRONG = compiled(r"(?:straat|laan|plein|kade|dijk|singel|gracht|steeg|dreef|plantsoen)$")
_DUTCH_HOME = compiled(r"woon|adres|gevestigd|bezorg|lever|huis|pand|verhuis|aan de|op de")


def dutch(value: str, before: str) -> Verdict | None:
    """A Dutch or Flemish street with its number: by its ending, or by a postcode, or by a word for living."""
    if re.search(r"\d{4}\s?[A-Z]{2}(?![\w])|[,\s](?:B-)?\d{4}\s[A-Z]", value):
        return None if re.search(r"[,\s](?:19|20)\d\d\s[A-Z]", value) else Verdict(verified=False, score=90.0)
    head = re.split(r"\s\d", value.lower())[0]
    if _YEAR_END.search(value):
        return None
    if _DUTCH_STRONG.search(head):
        return Verdict(verified=False)
    return Verdict(verified=False) if head.endswith("weg") and _DUTCH_HOME.search(before[-60:]) else None


def nordic(value: str, before: str) -> Verdict | None:
    """A Nordic, Hungarian or Turkish street with its number; English words that end alike are none."""
    head = re.split(r"\s(?:no:?\s?)?\d", value.lower())[0]
    if (
        head.endswith("tie")
        and (len(head) < 7 or head.endswith(("kie", "wtie", "ottie")))
        and "," not in value
    ):
        return None
    if head.endswith(("backen", "stigen", "plass", "väg")) and len(head) < 9:
        return None
    return Verdict(verified=False)


_BLOCK_THINGS = compiled(
    r"^\d+\s(?:tests?|items?|people|rooms?|of|in|and|to|the|for|with|we|more|new|different|other|bed\w*|"
    r"units?)\b",
    re.I,
)


def block(value: str, before: str) -> Verdict | None:
    """A house and a street in front of a flat's number, over lines or not; a name in it begins with a capital,
    or all is in small letters and the house has two numbers."""
    if _BLOCK_THINGS.match(value) or _PUBLIC.search(value.lower()):
        return None
    street = _FLAT.split(value)[0]
    if any(map(str.isupper, street)) or len(_NAMES.findall(street)) == 0:
        return shape(any(character.isalpha() for character in street))
    return shape(len(_COUNTS.findall(street)) > 1)


_FLAT = compiled(r"\b(?i:apt|suite|unit|apartment|flat)\b")
_COUNTS = compiled(r"\d{1,6}")
_NAMES = compiled(r"[^\W\d_][\w'’]{2,}")


# What a sentence says ahead of a place, where no space parts the words.
_EASTERN_LEAD = compiled(
    "[\u4e00-\u9fff]{0,6}?(?:住址|地址|住在|居住|位于|位於|寄到|送到|寄往|送往|搬到|[在到是为為至])"
)


def eastern(value: str, before: str) -> Verdict | None:
    """A Chinese address, without the words that lead up to it."""
    lead = _EASTERN_LEAD.match(value)
    return Verdict(verified=False, start=lead.end() if lead else 0)
