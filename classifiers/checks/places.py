"""How far a postal address reaches: numbers, words, flats, towns and codes, one piece after another. Pure.

Rule 1: one piece follows another after white space, a comma or a line's end; quoted lines count as lines.
Rule 2: what follows a house belongs to it as far as the last piece that nothing but an address has there: a flat, a
postcode, a country, or a town between commas. A name in the next line is none.
Rule 3: no more than ``MOST_PIECES`` pieces are read, so each place costs a constant.
"""

import re
from dataclasses import dataclass
from typing import Literal

from classifiers.checks.words import words
from classifiers.compiled import compiled

MOST_PIECES = 24
_TAIL_PIECES = 12

type Sort = Literal["number", "unit", "code", "country", "word", "link", "small"]
type Gap = Literal["", "space", "comma", "line"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of an address: what it is, where it stands, and what parts it from the piece ahead."""

    sort: Sort
    start: int
    end: int
    gap: Gap


_GAP = compiled(
    r"(?P<line>[ \t]{0,3},?[ \t]{0,3}\r?\n[>?|*#\s]{0,8}(?:,[ \t]{0,2})?)|"
    r"(?P<comma>[ \t]{0,2}\\?,[ \t]{0,3}|\s{1,2}[\-–]\s{1,2}|"
    # In directories: "Neubaugasse 31$1070 Wien".
    r"[ \t]?\$[ \t]?(?=[^\W\d_]{3}|\d{4,6} [^\W\d_]))|(?P<space>[ \t\u00a0]{1,3})"
)
# A house number may end with a full stop: "Erzsébet tér 19." and then the flat, or the town in its own line.
_STOP = compiled(
    r"(?<=Brgy)\.(?= )|\.(?=,|\s{0,3}\n[> ]{0,3}[^\W\d_][^\n\d.:]{1,28}(?:\n|, )|"
    r"\s{1,12}(?:[>?]{1,3}\s?)?(?i:apt|suite|flat|unit|floor|room)\b)"
)
_UNIT = compiled(
    r"(?i:apartment|apto|torre|oficina|of(?=\.)|dpto|depto|departamento|bodega|manzana|mz|local|apt|appt?|suite|ste|unit|flat|floor|room|rm|bldg|building|block|office|shop|level|lot|"
    r"penthouse|tower|wing|etage|étage|stock|piso|planta|puerta|pta|escalera|esc|stiege|portal|sala|loja|conj|cj|bloco|interno|scala|lok|"
    r"box|studio|piano|appartamento|appart|whg|wohnung|top|bus|plot|shop|warehouse|villa|casa|lgh|lägenhet|blk)(?:\.\s?|\s)?#?\s?"
    r"(?:(?=[A-Za-z]?\d)[\w\-]{1,6}|[A-Za-z](?![\w]))(?![\w])(?: ?[\"“][A-Z][\"”])?|#\s?\d{1,5}(?:-\d{1,5})?(?![\w])|"
    r"(?:[IVX]{1,4}|\d{1,2})\.\s?em(?:elet|\.)?,?\s?\d{1,3}\.?(?![\w])|"
    r"\d{1,2}\.?[º°ª]\s?(?:(?i:izq|izda?|dcha?|dta|dto|esq|ctro|frente|drt)[ao]?\.?|[A-H])(?![\w])|"
    r"r/c(?![\w])|m\.? ?\d{1,3}[a-z]?(?![\w])(?=,| ?\n| \d\d-)|"
    r"(?i:h|d|door|house|flat|plot|shop)\.? ?[Nn]o\.? ?\d{1,5}[A-Za-z]?(?![\w])|"
    r"\d{1,2}(?:st|nd|rd|th) (?i:floor)|\d{1,2}(?:er|e|ème) étage"
)
_CODE = compiled(
    r"(?:[A-Z]{1,2}-)?(?:\d{4,7}(?:-\d{3,4})?|\d{8}|\d{3}-\d{4}|\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?[A-Z]{2})"
    r"(?![\w\-]|[.,]\d|%)|"
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\w])|[A-Z]\d[A-Z] ?\d[A-Z]\d(?![\w])|[A-Z]\d[\dW] ?[A-Z\d]{4}(?![\w])|"
    r"[A-Z]\d{4}[A-Z]{3}(?![\w])"
)
_NUMBER = compiled(
    r"[Ss]/[Nn](?![\w])|(?:[Nn][o.º°]{1,2}\s?)?\d{1,6}(?:[A-Za-z](?![\w]))?(?:(?:[\-/]\d{1,5}[A-Za-z]?){1,2}|-[IVX]{1,4})?(?![\w%€$£:\-]|[.,]\d)"
)
_COUNTRY = compiled(
    r"(?i:usa|u\.s\.a?\.?|united states(?: of america)?|uk|united kingdom|great britain|england|scotland|"
    r"wales|(?:northern )?ireland|canada|australia|new zealand|germany|france|spain|italy|portugal|"
    r"(?:the )?netherlands|holland|poland|austria|switzerland|belgium|luxembourg|denmark|sweden|norway|"
    r"finland|iceland|estonia|latvia|lithuania|czech republic|czechia|slovakia|slovenia|hungary|romania|"
    r"bulgaria|croatia|serbia|greece|cyprus|malta|turkey|türkiye|ukraine|russia|israel|egypt|tunisia|"
    r"morocco|algeria|nigeria|kenya|ghana|south africa|india|pakistan|bangladesh|sri lanka|china|"
    r"hong kong|taiwan|japan|(?:south )?korea|singapore|malaysia|thailand|vietnam|indonesia|philippines|"
    r"united arab emirates|uae|saudi arabia|qatar|mexico|brazil|brasil|argentina|chile|peru|colombia|"
    r"uruguay|ecuador|venezuela|costa rica|greenland|deutschland|österreich|schweiz|suisse|svizzera|"
    r"españa|italia|belgique|belgië|nederland|polska|danmark|sverige|norge|suomi|magyarország|méxico|"
    # What stands behind a town and its postcode in place of a country: emirates, Malaysian states.
    r"dubai|abu dhabi|sharjah|ajman|selangor|johor|kedah|kelantan|melaka|negeri sembilan|pahang|perak|"
    r"penang|pulau pinang|sabah|sarawak|terengganu)"
    r"(?![\w])(?: \([^\W\d_]{2,14}\))?"
)
_WORD = compiled(
    r"(?:[dlDL]['’])?[^\W\d_][\w'’\-∆]{0,24}(?:\.(?=[ \u00a0,]?\S))?|\([^\W\d_][\w'’\-∆]{1,24}\)"
)
_LINKS = words(
    "of the de la le les des du del della dello dei degli delle di da do dos das van der den het von zu zum zur am an "
    "auf im in et y e i el los las sur sous aux au à st st. str str. u. ul. rkp. c. av. po pod nad og och na nan"
)
# Words for a street that stand first, in small letters too; with one of them a house needs no number.
STREETS = words(
    "rue avenue boulevard chemin allée impasse quai cours place route rua avenida praça alameda largo travessa estrada "
    "rodovia ladeira beco chácara sítio condomínio loteamento passarela via viale piazza corso vicolo strada contrada "
    "calle plaza paseo camino carretera ronda glorieta rambla ulica"
)
# What a label of the next line is, never a town: "Mobile: 0490 ...".
_LABEL = compiled(r"[^\W\d_]{2,14}(?:[ /][^\W\d_]{2,12})?:")


def pieces(text: str, at: int, most: int = MOST_PIECES, *, small: bool = False) -> list[Piece]:
    """The pieces that follow one another from a place on; ``small``: words in small letters count, too."""
    found: list[Piece] = []
    gap: Gap = ""
    while len(found) < most:
        if found:
            stop = _STOP.match(text, at)
            between = _GAP.match(text, stop.end() if stop else at)
            if between is None:
                break
            gap = between.lastgroup  # type: ignore[assignment]
            at = between.end()
            if gap == "line" and _LABEL.match(text, at):
                break
        piece = _piece(text, at, gap)
        if piece is None or (piece.sort == "small" and not small):
            break
        found.append(piece)
        at = piece.end
    while found and found[-1].sort == "link":
        found.pop()
    return found


def _piece(text: str, at: int, gap: Gap) -> Piece | None:
    sort: Sort
    for sort, pattern in _SORTS:
        if (match := pattern.match(text, at)) is not None:
            return Piece(sort, at, match.end(), gap)
    match = _WORD.match(text, at)
    if match is None:
        return None
    word, end = match[0], match.end()
    bare = word.lstrip("(")
    if bare[1:2] in ("'", "’") and len(bare) > 2:
        bare = bare[2:]
    if word.endswith(".") and len(word) > 5:
        end -= 1  # the end of a sentence, no abbreviation
    if word.lower() in _LINKS and not word[0].isupper():
        return Piece("link", at, end, gap)
    small = not bare[0].isupper() and word.lower() not in STREETS
    return Piece("small" if small else "word", at, end, gap)


_SORTS: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("unit", _UNIT),
    ("code", _CODE),
    ("number", _NUMBER),
    ("country", _COUNTRY),
)


def tail(text: str, end: int) -> int:
    """Where an address ends whose street ends at ``end``: behind its flat, town, postcode and country."""
    if _CODE_LAST.search(text, max(0, end - 12), end) is not None:
        end = town_behind(text, end, sure=True)
    if (
        text[max(0, end - 13) : end].endswith(_DISTRICTED)
        and (part := _DISTRICT.match(text, end)) is not None
    ):
        end = part.end()
    for further in (_NUMBERED_STREET, _STAIR, _TOWN_AT):
        if (numbered := further.match(text, end)) is not None:
            end = numbered.end()
    stop = _STOP.match(text, end)
    begin = _GAP.match(text, stop.end() if stop else end)
    if begin is None:
        return end
    gap: Gap = begin.lastgroup  # type: ignore[assignment]
    if gap == "line" and _LABEL.match(text, begin.end()):
        return end
    sure, town, lines, coded = end, 0, 0, _CODE_AHEAD.search(text, max(0, end - 40), end) is not None
    after_unit = _UNIT_AHEAD.search(text, max(0, end - 16), end) is not None
    small_written = not any(map(str.isupper, text[max(0, end - 24) : end]))
    for place, piece in enumerate(pieces(text, begin.end(), _TAIL_PIECES, small=True)):
        between = piece.gap or gap
        lines += between == "line"
        if lines > 5:
            break
        match piece.sort:
            case "unit" | "country":
                sure, town, after_unit = piece.end, 0, piece.sort == "unit"
            case "code":
                behind = town_behind(text, piece.end, sure=not town and between != "space")
                code = text[piece.start : piece.end]
                # "10 Loop Street, Cape Town 8001": behind a town between comma and end it is a postcode.
                towned = _comma_before(text, piece.start) and _ENDS.match(text, piece.end) is not None
                bare = place == 0 and between == "space" and code.isdigit() and not towned
                if behind == piece.end and between != "line" and (bare or code in YEARS):
                    break  # "Road 2024": a year or an amount
                if coded:
                    break
                coded = True
                # Behind its postcode a town may stand: "1050 Bruxelles".
                sure, town = behind, 0
            case "number":
                if between != "line" and not (between == "comma" and (town or sure == end)):
                    break
            case "link":
                if not town:
                    break
            case "small":
                # In place of a province, before its code; or a town where the street is written small, too.
                if small_written:
                    town += 1
                elif piece.end - piece.start > 3 or not town:
                    break
                if town > 4:
                    break
            case "word":
                town += 1
                if town > 6:
                    break
                ends = _ENDS.match(text, piece.end) is not None
                if ends and (between == "comma" or _comma_before(text, piece.start)) and lines == 0:
                    sure = piece.end
                if after_unit and lines == 0 and between == "space" and town <= 3:
                    sure = piece.end
    return sure


# Danish towns have parts of one or two letters: "2100 København Ø".
_DISTRICTED = ("København", "Kobenhavn", "Frederiksberg", "Aarhus", "Odense", "Aalborg", "Randers", "Esbjerg")
_DISTRICT = compiled(r" (?:[NSVØKCM]|SV|NV|NØ|SØ)(?!\w|\.\w)")
# Singapore numbers its streets, and the flat follows: "Ave 10 #08-1021".
_NUMBERED_STREET = compiled(r" \d{1,3}(?=,? #\d)")
# Stair and door behind the house in Vienna: "21-23/Top 9", "12/Stiege 2/14".
_STAIR = compiled(r"(?: ?/ ?(?:Top|Stg\.?|Stiege|Tür|Whg\.?) ?\d{1,3}){1,3}(?:/\d{1,3})?(?!\w)")
# German towns say where they lie: "Garching b. München", "Freiburg i. Br.", "Neustadt a. d. Aisch".
_TOWN_AT = compiled(r" [abiov]\. ?(?:d\. ?)?(?:[A-ZÄÖÜ][a-zäöüß]{0,2}\.(?!\w)|[A-ZÄÖÜ][a-zäöüß]{1,14}(?!\w))")
_CODE_AHEAD = compiled(
    r"[\s,\-](?:\d{5,6}|\d{8}|\d{2}-\d{3}|\d{4,5}-\d{3}|\d{3}-\d{4}|\d{5}-\d{4}|\d{3} \d{2}|\d{4} ?[A-Z]{2}|"
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?:[,\s]{1,2}[^\d,\n]{2,30})?$"
)
# A code behind which a town comes; in America the state came ahead of it.
_CODE_LAST = compiled(
    r"[,\n]\s?(?:[A-Z]{1,2}-)?(?:\d{4} ?[A-Z]{2}|\d{5}|\d{2}-\d{3}|\d{4}-\d{3}|\d{5}-\d{3}|\d{8})$"
)
_UNIT_AHEAD = compiled(r"\b(?i:apt|apartment|suite|ste|unit|flat|floor|room|box)\.?\s#?\w{1,6}$")
_ENDS = compiled(r"\s{0,2}(?:[.,;:)\n\"'?!]|$)")
CAP = r"[A-ZÀ-ÞĄ-Ž][\w'’\-]{1,24}"
_TOWN = compiled(
    rf",?[ \t]{{1,2}}(?:d[aeo]s? )?{CAP}"
    rf"(?:[ \-/](?:am|an der|im|in|bei|de|la|le|del|della|di|a|A|do|da|dos|das|den|sur|nad|"
    rf"y|e|{CAP})(?![\w])){{0,4}}(?: ?/ ?[A-Z]{{2}}(?![\w])| ?\([A-Z]{{2}}\))?"
)
_TOWN_ENDS = compiled(r"\s{0,2}(?:[.,;:)\n\"'?!]|$)")


def town_behind(text: str, at: int, *, sure: bool = False) -> int:
    """Where the town ends that stands behind a postcode; unless it is ``sure``, the sentence must end there, too."""
    match = _TOWN.match(text, at)
    if match is None or not (sure or _TOWN_ENDS.match(text, match.end())):
        return at
    end = match.end()
    while text[:end].endswith(
        (" de", " la", " le", " del", " di", " a", " do", " da", " in", " am", " y", " e", " an")
    ):
        end = text.rindex(" ", at, end)
    return end


def _comma_before(text: str, at: int) -> bool:
    """Whether only words with capitals stand between a comma and this one."""
    ahead = text[max(0, at - 30) : at]
    _, comma, between = ahead.rpartition(", ")
    return bool(comma) and all(word[0].isupper() for word in between.split())


YEARS = frozenset(str(year) for year in range(1950, 2050))
