"""An address read from its postcode back: number, street and town ahead of it, whatever the street is called. Pure."""

import re

from classifiers.checks.counted import COUNTED
from classifiers.checks.places import MOST_PIECES, STREETS, Piece, pieces, town_behind
from classifiers.checks.words import words

MOST_AHEAD = 110
# As far as signs stand that are in no address, or a number with a point; logs and tables have many.
_BROKEN = re.compile(r"(?s:.*)(?:[=@:;!%&+~$\[\]{}<\"\\\t]|\d\.(?=\d))")
_TOKEN = re.compile(r"(?<![\w.$€£#/\-])[^\W_]")


# Papers of a trade that have numbers.
_PAPER = re.compile(
    r"(?:bestell|auftrags|liefer|rechnungs|artikel|kunden)?(?:nummer|schein|nr)|bestellung|auftrag|rechnung|menge|invoice|"
    r"order|quantity|qty|commande|facture|pedido|albarán|factura|ordine|fattura|bon",
    re.I,
)


def around_code(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The address that a postcode from ``start`` to ``end`` ends, whatever its street is called; None if there is none.

    A house number or a flat and a name stand ahead of it, in parts between commas or lines, without a word in small
    letters: "17 Tom Villages, Tuckerburgh, W1T 7JS", "Rotonda Enrico, 757, 12015 Cuneo".
    """
    run: list[Piece] = []
    at = max(0, start - MOST_AHEAD)
    if (broken := _BROKEN.match(text, at, start)) is not None:
        at = broken.end()
    while (token := _TOKEN.search(text, at, start)) is not None:
        run = pieces(text, token.start(), MOST_PIECES)
        if run and run[-1].end > start:
            break
        at = max(run[-1].end if run else 0, token.end())
        run = []
    code = next((piece for piece in run if piece.end > start), None)
    run = [piece for piece in run if piece.end <= start]
    run = run[_behind_a_day(text, run) :]
    first = _first(text, run)
    if first is None or code is None:
        return None
    while run[first].sort == "link":
        first += 1
    kept = run[first:]
    bare = _BARE_CODE.fullmatch(text, start, end) is not None
    if kept and text[kept[-1].start : kept[-1].end] in _NORMS:
        return None
    if text[start:end].isdigit() and (_MEASURED.match(text, end) is not None or _is_counting(text, end)):
        return None  # "Bitrate 128000, 44100 Hz", "SKF 22213 EK/C3", "Chapter 3, 10435 visitors"
    if any(_ABBREVIATION.fullmatch(text, one.start, one.end) for one in kept) and not _in_capitals(
        text, kept
    ):
        return None  # "PubChem CID 2244, ChEBI 15365"
    if text[start:end].isdigit() and code.gap == "line" and not any(_tells(text, one) for one in kept):
        return None  # numbered lines are no addresses
    if any(_PAPER.fullmatch(text, one.start, one.end) for one in kept):
        return None  # "Bestellnummer 45228235, Lieferschein LS-929768"
    parted = any(one.gap in ("comma", "line") for one in (*kept[1:], code)) or kept[0].sort == "unit"
    named = [one for one in kept if one.sort == "word" and one.end - one.start > 2]
    if not parted or not named or any(text[one.start : one.end].lower() in _MONTHS for one in named):
        return None
    return kept[0].start, town_behind(text, end, sure=bare)


def _behind_a_day(text: str, run: list[Piece]) -> int:
    """The piece behind the last day with its month and year, as in "born 9 February 1955, of 23 Heol Fawr"."""
    words = [text[one.start : one.end].lower() for one in run]
    return max(
        (at + 2 for at, word in enumerate(words[:-1]) if word in _MONTHS and words[at + 1] in _YEARS),
        default=0,
    )


def _tells(text: str, piece: Piece) -> bool:
    return piece.sort == "unit" or text[piece.start : piece.end].lower() in STREETS


_BARE_CODE = re.compile(r"(?:[A-Z]{1,2}-)?[\d\- ]{5,9}|\d{4} ?[A-Z]{2}")


def _first(text: str, run: list[Piece]) -> int | None:
    """Where in a run an address begins: at its flat or number, or at the street in front of the number."""
    for place, piece in enumerate(run):
        if piece.sort in ("number", "unit", "code"):
            return _first_of(run, place)
    streets = (place for place, one in enumerate(run) if text[one.start : one.end].lower() in STREETS)
    return next(streets, None)


def _first_of(run: list[Piece], place: int) -> int | None:
    """The piece an address begins with whose first number is at ``place``; None if nothing beside it names a street."""
    piece = run[place]
    behind = run[place + 1] if place + 1 < len(run) else None
    if piece.sort == "unit" or place == 0:
        return place if behind is not None else None
    if (
        behind is not None
        and behind.sort in ("word", "link")
        and behind.gap == "space"
        and piece.gap != "space"
    ):
        return place
    # The number follows its street: "Rotonda Enrico, 757" or "Vial Jenny Sosa 86".
    first = place if piece.gap == "space" else place - 1
    while first > 0 and run[first].gap == "space":
        first -= 1
    return first


# Bodies of norms, and lists of trades, goods and treatments: "SIC 7372, NAICS 541511".
_NORMS = words(
    "ISO DIN EN IEC IEEE RFC ASTM BS NF UNI ANSI NAICS SIC NACE UNSPSC CPV HS HTS HSN SAC ICD CPT HCPCS DRG SOC "
    "ISCO CIP ATECO CNAE WZ APE RAL SKU EAN UPC GTIN"
)
_MEASURED = re.compile(
    r" ?(?:[kKMG]?Hz|[kKMGT]i?[Bb]|[kKMG]?bps|[kmµ]?g|[kcmµ]?m|m?s|rpm|k?Wh?|m?Ah?|m?l|V|EUR|USD|GBP|€|%)(?!\w)|"
    r" [A-Z]{1,4}\d?/[A-Z\d]"
)

# The word behind the digits, unless the sentence goes on with it.
_BEHIND = re.compile(
    r" (?!(?:and|und|et|y|e|i|en|og|och|is|ist|est|es|è|to|at|in|on|by|for|from|with|or|oder|but|where|which|that|as|"
    r"via|mit|im|bei|ab|am|um|für|von|wo|aan|aux?|à|chez|pour|avec|où|con|para|por|de|per|da|do|w|na|dla|voor|bij|met|"
    r"please|bitte|merci|thanks|danke|grazie|gracias)\b)[^\W\d_]{2,}"
)
_ABBREVIATION = re.compile(r"[A-Z]{3,}|[A-Za-z]*[a-z][A-Z]{2,}[a-z]?")  # whose number follows: CID, ChEBI


def _is_counting(text: str, end: int) -> bool:
    """Whether digits that end at ``end`` count what follows: a word in small letters, or one that is often counted."""
    word = _BEHIND.match(text, end)
    return word is not None and (word[0][1].islower() or word[0][1:].lower() in COUNTED)


def _in_capitals(text: str, run: list[Piece]) -> bool:
    return all(text[one.start : one.end].isupper() for one in run if one.sort == "word")


_YEARS = frozenset(str(year) for year in range(1900, 2050))
_MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet "
    "août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre"
)
