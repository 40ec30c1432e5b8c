"""Where a postal address begins: the flat, the house's name, the estate and the number ahead of its street. Pure."""

from classifiers.brands import listed
from classifiers.checks.places import CAP, YEARS
from classifiers.compiled import compiled
from classifiers.plain import plain

_HEAD = compiled(
    r"(?<![\w.,\-$€£#/])(?:\d{1,2}/\d{1,2}, )?(?i:(?:(?:apt|suite|unit|flat|room|ste|blk|block|level|tower|villa)\.?"
    r"\s\w{1,5}|\d{1,2}/f|\d{1,2}(?:st|nd|rd|th) floor|(?:ground|first|second|third|fourth|fifth|top|upper|lower|"
    r"garden|basement|attic)(?: floor(?: flat| apartment)?| ground floor| flat| apartment)),?\s{1,2}){0,3}"
    r"(?:(?i:(?:flat|unit|level|studio|h\.?no\.|house no\.?|door no\.?|plot|shop|blk|block|villa) )(?=$))?"
    r"(?:\d{1,4}(?:/\d{1,4})?,? (?:Moo|Mu|Soi) (?=$))?(?:\d{1,4} [\-–] (?=$))?"
    r"(?:\d{1,6}\s{1,2})?(?:(?i:(?:the )?corner of )|[^\W\d_a-z][\w'’\-]{2,20} and )?$"
)
# The building, in a line of its own above the street or ahead of it: "Résidence Les Tilleuls, Bât. C".
_BUILDING_AHEAD = compiled(
    r"(?:(?<=\n)|(?<=, )|(?<=: )|^)(?:(?:Résidence|Rés\.|Immeuble|Imm\.|Bâtiment|Bât\.?|Bat\.|Appartement|Appt\.?|"
    r"App\.|Escalier|Esc\.|Lieu-dit|Lieudit|Hameau|Edificio|Edif\.|Edifício|Urb\.|Urbanización|Conjunto|Condominio|"
    r"Condomínio|Cond\.|Palazzo|Bloco|Gebäude|Aufgang|"
    # The estate of firms that it stands in.
    r"Zone (?:artisanale|industrielle|d'activités?)|Z\.?[AI]\.?|ZAC|Parc d'activités?|Polígono(?: Industrial)?|"
    r"Pol\. ?Ind\.|Parque (?:Empresarial|Industrial|Tecnológico)|Zona Industriale|Gewerbepark|Gewerbegebiet|"
    r"Industriegebiet|Bedrijventerrein|Bedrijvenpark) ?(?!\d{1,5} )[^\W_][\w'’\-]{0,20}(?: [^\W_][\w'’\-]{0,20}){0,3}"
    r"(?:, ?|[ \t]{0,2}\n)){1,2}$"
)
# A house with a name ahead of its number: "Rowan House, 12 Abbotsford Terrace".
_HOUSE_AHEAD = compiled(
    r"(?<![\w'’\-])(?:[A-Z][\w'’\-]{1,20} ){1,2}(?:House|Cottage|Lodge|Court|Hall|Farm|Barn|Villa|Chambers|Buildings?|"
    r"Mansions|Apartments|Flats|Towers?|Heights|Mill)(?:, |,?[ \t]{0,2}\n)$"
)
# A house with a name in place of its number: "The Old Forge, Mill Lane".
_NAMED_AHEAD = compiled(
    r"(?<![\w'’\-])The (?:(?:Old|New) [A-Z][a-z]{2,14}(?: [A-Z][a-z]{2,14})?|(?:[A-Z][a-z]{2,14} )?(?:Barn|Lodge|"
    r"Cottage|Manor|Rectory|Vicarage|Mill|Forge|Stables|Granary|Gables|Willows|Laurels|Firs|Limes|Oaks|Elms|"
    r"Hollies|Beeches|Cedars|Poplars|Orchard|Croft|Grange|Paddocks?|Bungalow|Coach House|Farmhouse))"
    r"(?:, |,?[ \t]{0,2}\n)$"
)
_NAME_AHEAD = compiled(rf"(?:(?<=\n)|(?<=: ))[ \t>?]{{0,5}}(?P<name>{CAP}(?: [^\W\d_]{{2,12}})?) $")


def head(text: str, start: int) -> int:
    """Where an address begins whose street begins at ``start``: a flat and a house number may stand ahead of it, or a
    rare word that begins the line of a number ("Kaevu 94 Old Wharf")."""
    first = max(0, start - 44)
    name = _NAME_AHEAD.search(text, first, start) if text[start].isdigit() else None
    if name is not None and not any(plain(word) in listed("common.txt") for word in name["name"].split()):
        return name.start("name")
    if (building := _BUILDING_AHEAD.search(text[first - 1 if first else 0 : start])) is not None:
        return start - (building.end() - building.start())
    if text[start].isdigit() and (house := _HOUSE_AHEAD.search(text, first, start)) is not None:
        start, first = house.start(), max(0, house.start() - 44)
    if (named := _NAMED_AHEAD.search(text, first, start)) is not None:
        return named.start()
    match = _HEAD.search(text, first, start)
    if match is None or match.start() == start:
        return start
    if match[0].rstrip()[-4:] in YEARS and match[0].strip().isdigit():
        return start
    if match[0].endswith(" and ") and text[start].isdigit():
        return start
    return match.start()
