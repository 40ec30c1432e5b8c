"""Values broken over lines, over cells of a table, and over fields with numbered names."""

import re
from collections.abc import Iterator

from classifiers.brands import listed
from classifiers.checks.endings import ANY_ENDING, ENDINGS
from classifiers.checks.payment import iban
from classifiers.checks.words import words
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View
from classifiers.either import alternatives, either

_DOMAIN = re.compile(rf"(?:[\w\-]{{1,40}}\.){{1,4}}(?:{ANY_ENDING})(?![\w(])")
_LINE_END = re.compile("\n")
_ANY_END = re.compile(r"\n|\\n|<br ?/?>")
_BEFORE, _AFTER = " \t\r\\-", " \t>#/*|"  # what may hang at a cut: continuation, hyphen, quote, comment, cell
_MAY_BE_CUT = frozenset(
    f"{_BEFORE}@_-/+=.)"
)  # besides letters and digits; most lines of a program end otherwise
_AREA, _LOCAL = re.compile(r"(?<!\w)\(\d{2,4}\)$"), re.compile(r"\d{3,4}[ .\-]\d{3,4}(?![\w\-])")
_MOST_HANGING = 24
_HANGING = re.compile(rf"[{re.escape(_AFTER)}]{{1,{2 * _MOST_HANGING}}}")
_TOKEN = re.compile(r"[A-Za-z0-9_\-/+.=]{2,120}")
# How keys of vendors begin, and how often letters and digits take turns in a key.
_KEY_LIKE = re.compile(r"(?:[a-z]{2,6}[_\-]){1,2}(?=[A-Za-z]{0,12}[A-Z0-9])|xox|SG\.|A[KS]IA|eyJ|AIza")
_SETTING = re.compile(r"[A-Za-z][\w.\-]{1,60}=[^=]")
_UPPER = re.compile(r"[A-Z0-9]{4,60}")
_CHANGE = re.compile(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])")
# Two to five lines of digits, one under the other.
_NUMBER = re.compile(
    r"(?:[A-Z]{2}\d\d[ ]?)?\d(?:[ .\-]?\d){2,15}"
    r"(?:[ \t]{0,8}[\\\-]?(?:\r?\n|\\n|<br ?/?>)[ \t]{0,40}(?:(?:>|#|//|\*|\|)[ \t]{0,4}){0,3}"
    r"-?(?:\d[ .\-]?){1,16}){1,4}(?![\w,]|\.\d)"
)
# The next line is one of a statement: it begins with a day.
_DAY = re.compile(
    r"\s{0,8}(?:0?[1-9]|[12]\d|3[01])(?:[./\-](?:0?[1-9]|1[0-2])(?!\d)"
    r"|[ .\-]{1,2}(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]))",
    re.IGNORECASE,
)
_SOCIAL = re.compile("ssn|social")
_CARD = re.compile(
    either(
        alternatives(
            r"card|visa|amex|\bpan\b|cvv|cvc|karte|carte|tarjeta|\bcarta|cart[aã]o|kaart|kart[ay]|iban|konto|account|"
            r"ssn|social|credit|number|nummer|n[uú]m[eé]ro|phone|mobile|\bsms\b|\bcall\b|\btel\b|telefon|handy|"
            r"whatsapp|t[eé]l[eé]fono"
        )
    )
)
# `"pan_1":"47821340","pan_2":"85849084"`, `CARD_A=4782\nCARD_B=1340`, `part one: 4782, part two: 1340`
_NUMBERS = sorted(
    words(
        "one two three four first second third fourth last start end begin head tail prefix suffix left "
        "right front back local local_part localpart mailbox domain user host half rest high low hi lo 1st 2nd 3rd "
        "4th eins zwei un deux uno dos erste zweite"
    ),
    key=lambda word: (-len(word), word),
)
_BEFORE_AT = words("local local_part localpart mailbox user")
_LETTERED = tuple(sign + letter for sign in "_- .([\"'" for letter in "abcdi")
_KEY_ENDS = (*"0123456789", *_NUMBERS, *_LETTERED)
_KEY_TAILS = frozenset(ending[-2:] for ending in _KEY_ENDS)
_KEY = re.compile(
    rf"(?:^|(?<![A-Za-z0-9]))(?P<stem>[A-Za-z][A-Za-z]{{0,20}}(?:[_\- .][A-Za-z]{{1,16}}){{0,2}}?)?[_\- .\[(]{{0,2}}"
    rf"(?P<number>\d{{1,2}}|(?:first|last|next)[_\- ]?\d{{1,2}}|{'|'.join(_NUMBERS)}|(?<![A-Za-z])[a-di])$",
    re.IGNORECASE,
)
# Words may stand ahead of it in its string: `"a": "my card is 4111 11", "b": "11 1111"`.
_VALUE = re.compile(
    r"(?:[:=]>?|>|\|)\s{0,3}(?:[\"'](?P<words>[^\"'\\\n]{1,80}?[\s=])?)?(?P<value>[A-Za-z0-9@._+\-/]{2,80})(?(words)[\"'])[\"']?"
)
# A number with a fraction, as many tables have under A, B and C.
_MEASURED = re.compile(r"-?\d{1,2}\.\d{1,2}")
_WORDS_IN = re.compile(r"[_\- .]")
_SIGN, _SIGN_OR_EDGE = re.compile("[:=]"), re.compile("[:=|]")
# Rows of parts: `| card part 1 | 5301 |`
_IN_ROWS = re.compile(r"[a-z_\-][ _\-]?(?:1|one|first) ?\| ")
_TIME = re.compile(r"\d\d:[0-5]\d:[0-5]\d(?!\d)")
_MARK = re.compile("[\"',{\n;|>&?]")  # stands before the name of a field
_MOST_BETWEEN = 24
_MOST_KEYS = 2_000


class _Broken:
    id = "broken"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        edits: list[Edit] = []
        numbers: list[Edit] = []
        if "\n" in text or "\\n" in text or "<br" in text:
            edits.extend(_lines(glance, numbers))
        if numbers:
            yield glance.view(numbers)
        rows = "|" in text and _IN_ROWS.search(glance.low) is not None
        if ":" in text or "=" in text or rows:
            told: list[Edit] = []
            signs = _SIGN_OR_EDGE if rows else _SIGN
            edits.extend(_fields(glance, signs.finditer(text), told))
            if told:
                yield glance.view(told)
        if edits:
            yield glance.view(edits, weak=True)


def _lines(glance: Glance, numbers: list[Edit]) -> Iterator[Edit]:
    """Cuts in keys and addresses; numbers of which the text says what they are go to ``numbers``."""
    text, size = glance.text, len(glance.text)
    read = joined = 0
    ends = _ANY_END if "\\n" in text or "<br" in text else _LINE_END
    for cut in ends.finditer(text):
        start, end = cut.span()
        if start < read or not (text[start - 1 : start].isalnum() or text[start - 1 : start] in _MAY_BE_CUT):
            continue
        while start > 0 and text[start - 1] in _BEFORE and cut.start() - start < _MOST_HANGING:
            start -= 1
        if text[end : end + 1] in _AFTER and (hanging := _HANGING.match(text, end)) is not None:
            end = hanging.end()
        if start == 0 or end >= size:
            continue
        left, right = text[start - 1], text[end]
        if left == ")":  # a line that ends between an area and a number
            if (
                _LOCAL.match(text, end) is not None
                and _AREA.search(text, max(0, start - 6), start) is not None
            ):
                numbers.append(Edit(start, end, " "))
            continue
        if left.isdigit() and (right.isdigit() or (right == "-" and text[end + 1 : end + 2].isdigit())):
            number = _number(glance, start)
            if number is not None:
                read = number.end
                numbers.append(number)
                continue
        if left == "@" or (right == "@" and text[end + 1 : end + 2].isalnum()):
            if (left.isalnum() or right.isalnum()) and _DOMAIN.match(text, end + (right == "@")):
                yield Edit(start, end, "")
        elif _is_cut_key(text, start, end, joined):
            yield Edit(start, end, "")
            joined = end


def _number(glance: Glance, cut: int) -> Edit | None:
    """Digits over several lines, where the text says that they are a card or an account."""
    text = glance.text
    begin = cut
    while begin > 0 and cut - begin < 40 and (text[begin - 1].isdigit() or text[begin - 1] in " .-"):
        begin -= 1
    while begin < cut and not text[begin].isdigit():
        begin += 1
    if (
        begin >= 4
        and text[begin - 2 : begin].isspace() is False
        and re.fullmatch(r"[A-Z]{2}", text[begin - 2 : begin])
    ):
        begin -= 2
    if begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "._,"):
        return None
    found = _NUMBER.match(text, begin)
    if found is None:
        return None
    line = text.find("\n", cut, found.end())
    if line >= 0 and _DAY.match(text, line + 1) is not None:
        return None
    shown = re.sub(r"[^0-9A-Z]", "", re.sub(r"<br ?/?>|\\n", "", found.group()))
    near = glance.low[max(0, begin - 100) : begin] + " " + glance.low[found.end() : found.end() + 60]
    if "\n-" in found.group() and (len(shown) != 9 or not _SOCIAL.search(near)):
        return None  # numbers below nothing
    if 9 <= len(shown) <= 34 and (_CARD.search(near) or iban(shown, "") is not None):
        if len(shown) == 9 and _SOCIAL.search(near):
            shown = f"{shown[:3]}-{shown[3:5]}-{shown[5:]}"
        return Edit(found.start(), found.end(), shown)
    return None


def _is_cut_key(text: str, start: int, end: int, joined: int) -> bool:
    """Whether a line end cuts a word that has letters and digits as keys have, or an address at its dot.

    ``joined`` is where the piece began that was put to a key before: another may follow it.
    """
    if not (text[start - 1].isalnum() or text[start - 1] in "_-/+=.") or not (
        text[end].isalnum() or text[end] in "_-/+."
    ):
        return False
    left = text[max(0, start - 120) : start].rsplit(None, 1)
    rest = text[end : end + 130]
    right = _TOKEN.match(rest)
    if not left or right is None or not 4 <= len(left[-1]) <= 120:
        return False
    if "@" in left[-1]:
        return _is_cut_address(
            left[-1].partition("@")[2], right.group(), hyphen="\\" in text[start:end] or text[start] == "-"
        )
    alone = right.end() == len(rest) or rest[right.end()] in "\r\n\"'`"
    if _SETTING.match(right.group()) is not None or right.group().lower() in listed("common.txt"):
        return False  # below a whole key the text goes on
    if alone and len(right.group()) >= 4:
        if joined and start - len(left[-1]) == joined:
            return True
        if _KEY_LIKE.match(re.split("[=:\"']", left[-1])[-1]) is not None and _UPPER.fullmatch(right.group()):
            return True
    both = left[-1] + right.group()
    if len(right.group()) < 4 or len(both) < 16 or not (_mixed(left[-1]) or _mixed(right.group())):
        return False
    if _KEY_LIKE.match(left[-1].lstrip("\"'=:(")) is not None:
        return alone or len(_CHANGE.findall(right.group())) > 1
    if _KEY_LIKE.match(right.group()) is not None and left[-1].isalpha():
        return False  # a word, and the key begins below it
    return alone and len(_CHANGE.findall(both)) >= 3


def _is_cut_address(left: str, right: str, *, hyphen: bool) -> bool:
    """Whether a line end cuts an address in its domain, of which ``left`` stands before it.

    Mostly an address ends with its line, and what follows is the next sentence, a name, or the site of a firm.
    """
    if not right.replace(".", "").replace("-", "").isalpha() or "." not in left + right:
        return False
    last = left.rstrip(".").rpartition(".")[2] if "." in left.rstrip(".") else ""
    if last in ENDINGS:
        return right.startswith(".")
    return len(last) < 2 or hyphen or left.endswith(".") or "." in right


def _mixed(token: str) -> bool:
    """Whether a word has letters and digits, as keys have."""
    return any(map(str.isalpha, token)) and any(map(str.isdigit, token))


def _fields(glance: Glance, signs: Iterator[re.Match[str]], told: list[Edit]) -> Iterator[Edit]:
    """Fields side by side whose names differ in a number only: what lies between their values goes.

    Where the words ahead of the first or the name say what number it is, the edit goes to ``told``.
    """
    text, low = glance.text, glance.low
    # Stem, number, end, value, end of the value, words ahead of it.
    before: tuple[str, str, int, str, int, str] | None = None
    keys = 0
    known: dict[str, re.Match[str] | None] = {}
    read = 0
    for sign in signs:
        end = sign.start()
        if end < read:
            continue
        if text[end + 3 : end + 4] == ":" and _TIME.match(text, end - 2):
            read = end + 4  # the minutes of 19:30:40 are no name of the seconds
            continue
        while end > 0 and text[end - 1] in " \"'])" and sign.start() - end < 6:
            end -= 1
        if low[end - 2 : end] not in _KEY_TAILS and not low[end - 1 : end].isdigit():
            continue  # a cheap look before the closer one
        if not low.endswith(_KEY_ENDS, max(0, end - 12), end) or text[max(0, end - 3) : end].isdigit():
            continue
        found = _VALUE.match(text, sign.start())
        if found is None or _MEASURED.fullmatch(found["value"]):
            continue
        written = _MARK.split(text[max(0, end - 40) : end])[-1]
        if written not in known:  # fields have the same names again and again
            known[written] = _KEY.search(written)
        key = known[written]
        if key is None:
            continue
        keys += 1
        if keys > _MOST_KEYS:
            return
        # The last word of the name: a sentence may stand before it.
        stem, number = _WORDS_IN.split((key["stem"] or "").lower())[-1], key["number"].lower()
        start = end - (len(key.group()))
        if (
            before is not None
            and before[0] == stem
            and before[1] != number
            and 0 <= start - before[2] <= _MOST_BETWEEN
        ):
            both = before[3] + found["value"]
            edit = Edit(before[4], found.start("value"), _between(before[1], number, both))
            digits = both.replace("-", "")
            social = len(digits) <= 9 and _SOCIAL.search((key["stem"] or "").lower())
            if (social or _CARD.search(before[5])) and digits.isdecimal():
                told.append(edit)
            else:
                yield edit
        words_ahead = (found["words"] or "").lower()
        if words_ahead:
            read = found.start("value")  # what looks like a field in them is none
        before = (stem, number, found.end(), found["value"], found.end("value"), words_ahead)


def _between(one: str, other: str, values: str) -> str:
    return "@" if one in _BEFORE_AT and other in ("domain", "host") and "@" not in values else ""


DISGUISE = _Broken()
