"""Numbers and codes as they are read out: `four one one one`, `Alfa Kilo India Alfa`, `D wie Dora, E wie Emil`.

In English, German, French, Spanish, Italian, Dutch, Portuguese and Polish; numbers up to ninety-nine, since telephone
numbers are read in pairs.
"""

import itertools
import re
from collections.abc import Iterator
from itertools import repeat

from classifiers.checks.payment import iban_length
from classifiers.compiled import compiled
from classifiers.disguise.glance import Glance
from classifiers.disguise.numerals import DOUBLE, FILLERS, NATO, NUMERALS
from classifiers.disguise.view import Edit, View

LEAST_DIGITS = 6
LEAST_LETTERS = 5
# A code of four or five signs is one where it is called so; eight digits are a day behind a word for birth.
_CODE_DIGITS, _DAY_DIGITS, _REACH = 4, 8, 40
_CODE = compiled(
    r"\bpin\b|code\b|kod\b|pass(?:word|code|wort)|combi|kombi|alarm|\bgate\b|\bdoor\b|\bsafe\b|\block\b|vault|geheim|"
    r"tresor|t[uü]r\b|codice|c[oó]digo|clave|sejf|kluis|coffre|cofre|cassaforte|portail|portone|hasło|senha"
)
_BIRTH = compiled(
    r"\bdob\b|\bborn|birth|geb(?:oren|\.|urt)|n[ée]e? le|naissance|nacid|nacim|nat[oa] il|nascit|nascid|urodz"
)
_DAY = re.compile(r"(?P<year>19\d\d|20[0-2]\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])")
_DAY_FIRST = re.compile(r"(?P<day>[0-3]\d)(?P<month>[01]\d)(?P<year>19\d\d|20[0-2]\d)")
_SOCIAL_DIGITS, _SOCIAL = 9, re.compile("ssn|social")
_HUNDREDS = "#"  # stands behind a digit that "hundred" follows
_SPELLS = {word + sign: 1 for word in (*NUMERALS, *NATO) for sign in ("", ",", ".", ";", "...", "…")}
_SPELLS |= {str(digit): 2 for digit in range(10)}
_SPELLS |= dict.fromkeys(
    ["-", "–", "—", "/", "|", "+", ">", "->", "=>", "→", "•", "·", "*", "...", "…", ",", ";", ":"], 3
)
# Three such words, or more, with digits and signs between them.
_ROW = re.compile(b"\x01(?:[\x02\x03]{0,4}\x01){2}")
_HYPHENED = compiled(r"-([^\W\d_]{2,8})-([^\W\d_]{2,8})(?![^\W\d_])")
_WORD = compiled(r"[^\W_]++(?:-[^\W\d_]++)*+")
# What may stand between two words of a number that is read out.
_BETWEEN = compiled(r"[\s,.;:\-\u2013\u2014/|\u2026+>=*~_\u2192\u2022\u00b7]{1,6}")

# "D wie Dora", "B as in Bravo"; "letra F" at the end of a number.
_LINKED = compiled(
    r"(?P<sign>[a-z]) (?:as in|wie|like|for|comme|come|como|als in|zoals|van|jak|de) (?P=sign)\w{2,14}"
)
_LETTER = compiled(r"(?:letra|lettera|letter|buchstabe|lettre|litera) (?P<sign>[a-z])(?!\w)")
# "soixante et onze", "quatre vingt douze": sixty and eighty go on to nineteen in French.
_FRENCH = re.compile(
    r"(?:soixante|quatre[ -]vingts?)(?:[ -]et)?[ -](?:dix|onze|douze|treize|quatorze|quinze|seize)"
    r"(?:[ -](?:sept|huit|neuf))?(?!\w)"
)
# The country of an account ahead of its digits: `D E acht neun`, `IT tre sei`.
_COUNTRY = re.compile(r"(?<![^\W_])(?P<a>[a-z])[ ,]{0,2}(?P<b>[a-z])[ ,:]{1,2}$")


class _Spelled:
    id = "spelled"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        spelled = bytes(map(_SPELLS.get, glance.words, repeat(0)))
        if _ROW.search(spelled) or any(
            said[1] in NUMERALS and said[2] in NUMERALS for said in _HYPHENED.finditer(glance.low)
        ):
            yield glance.view([edit for run in _runs(glance.low) for edit in _told(run, glance.low)])


type _Piece = tuple[int, int, str]


def _runs(low: str) -> Iterator[list[_Piece]]:
    """Runs of numerals and letters of the spelling alphabet, with what may stand between them."""
    run: list[_Piece] = []
    last = lead = 0
    times = 1
    for word in _WORD.finditer(low):
        if word.start() < last:
            continue  # of a letter that was read
        shown, end = word.group(), word.end()
        plain = _plain(shown, bool(run))
        if len(shown) == 1 and (linked := _LINKED.match(low, word.start())) is not None:
            plain, end = shown, linked.end()
        elif run and shown[0] == "l" and (letter := _LETTER.match(low, word.start())) is not None:
            plain, end = letter["sign"], letter.end()
        elif shown[0] in "sq" and (tens := _FRENCH.match(low, word.start())) is not None:
            plain, end = NUMERALS.get(tens[0].replace(" ", "-").replace("vingts", "vingt")), tens.end()
        if shown == "hundred" and run and len(run[-1][2]) == 1 and run[-1][2].isdigit():
            run[-1] = (run[-1][0], end, f"{run[-1][2]}{_HUNDREDS}")
            last = end
            continue
        joins = not run or (word.start() - last <= 6 and _BETWEEN.fullmatch(low, last, word.start()))
        if plain is not None and joins:
            run.append((word.start() if run or times == 1 else lead, end, plain * times))
            last, times = end, 1
        elif plain is None and shown == "plus":
            yield run
            run, times, last = [(word.start(), end, "+")], 1, end
        elif joins and run and shown in DOUBLE:
            times, last = DOUBLE[shown], end
        elif joins and run and shown in FILLERS:
            last = end
        else:
            yield run
            run, times = ([(word.start(), end, plain)] if plain is not None else []), 1
            lead = word.start()
            if not run and shown in DOUBLE:
                times = DOUBLE[shown]
            last = end
    yield run


def _plain(shown: str, within: bool) -> str | None:
    """What a word stands for; letters and figures by themselves only ``within`` a run, one figure also first."""
    plain = NUMERALS.get(shown) or NATO.get(shown)
    alone = len(shown) == 1 and (within or shown.isdecimal())
    figures = within and len(shown) <= 4 and shown.isdigit()
    if plain is None and shown.isascii() and shown not in FILLERS and (alone or figures):
        plain = shown
    if plain is None and "-" in shown:
        parts = [NUMERALS.get(part) or NATO.get(part) for part in shown.split("-")]
        if all(parts):
            plain = "".join(part for part in parts if part)
    return plain


def _told(run: list[_Piece], low: str) -> Iterator[Edit]:
    """A run as one value: enough digits that do not only count, or enough letters."""
    while run and len(run[-1][2]) == 1 and run[-1][2].isalpha() and run[-1][1] - run[-1][0] == 1:
        run = run[:-1]
    if all(end - start == len(piece) for start, end, piece in run):
        return  # nothing is read out
    plain = _glued([piece for _, _, piece in run])
    country = _COUNTRY.search(low[max(0, run[0][0] - 8) : run[0][0]])
    if country is not None and iban_length(head := f"{country['a']}{country['b']}".upper()) == len(plain) + 2:
        yield Edit(run[0][0] - len(country[0]), run[-1][1], head + plain.upper())
        return
    digits = [piece for _, _, piece in run if piece.isdigit()]
    letters = len(run) - len(digits)
    counting = len(digits) >= 3 and all(
        int(after) - int(before) in (1, -1) for before, after in itertools.pairwise(digits)
    )
    least = LEAST_DIGITS
    ahead = low[max(0, run[0][0] - _REACH) : run[0][0]]
    if _CODE_DIGITS <= len(plain) < LEAST_DIGITS and digits:
        behind = low[run[-1][1] : run[-1][1] + _REACH]
        least = _CODE_DIGITS if _CODE.search(f"{ahead} {behind}") else least
    if len(plain) == _DAY_DIGITS and _BIRTH.search(ahead):
        day = _DAY.fullmatch(plain) or _DAY_FIRST.fullmatch(plain)
        plain = "-".join(day.group("year", "month", "day")) if day else plain
    if (len(plain) >= least and not counting and digits) or letters >= LEAST_LETTERS:
        # Nine digits that are read in tens may be five numbers of a list.
        tens = len(plain) == _SOCIAL_DIGITS and sum(map(len, digits)) > len(digits) + 1
        grouped = plain.upper() if tens and not _SOCIAL.search(low) else _grouped(plain.upper())
        yield Edit(run[0][0], run[-1][1], grouped)


def _grouped(plain: str) -> str:
    """A number that is read out as people would write it, by its length: social security, telephone."""
    if not plain.isdigit():
        return plain
    if len(plain) == 9:
        return f"{plain[:3]}-{plain[3:5]}-{plain[5:]}"
    if len(plain) == 10 and plain[0] not in "01":
        return f"{plain[:3]}-{plain[3:6]}-{plain[6:]}"
    if len(plain) == 10 and plain[0] == "0" and plain[1] != "0":
        return " ".join(plain[at : at + 2] for at in range(0, 10, 2))
    return plain


def _glued(pieces: list[str]) -> str:
    """Tens and ones that are read apart (`twenty eight`) become one number of two digits."""
    glued: list[str] = []
    for piece in pieces:
        tens = glued and len(glued[-1]) == 2 and glued[-1][1] == "0" and glued[-1][0] not in "01"
        if tens and len(piece) == 1 and piece.isdigit() and piece != "0":
            glued[-1] = glued[-1][0] + piece
        else:
            glued.append(piece)
    whole: list[str] = []
    for piece in glued:
        below = len(piece) < 3 and piece.isdigit() and piece[0] != "0"
        if whole and whole[-1][1:] == _HUNDREDS:
            whole[-1] = whole[-1][0] + (piece.zfill(2) if below else "00")
            if below:
                continue
        whole.append(piece)
    return "".join(whole).replace(_HUNDREDS, "00")


DISGUISE = _Spelled()
