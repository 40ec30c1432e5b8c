"""Letters that show nothing, are styled, or come from another alphabet: written in plain ASCII.

Unseen characters, full-width, circled, mathematical, raised and other compatibility forms, digits of every script,
look-alikes of other alphabets, marks piled on letters, key caps, invisible tags, and the dashes, dots and spaces that
stand in numbers for the plain ones. A natural text in any script has almost none of them: accents, quotes, dashes
between words, emoji, joiners of Persian and Hindi stay what they are. Letters whose accents stand apart are put
together.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from classifiers.compiled import compiled
from classifiers.disguise.glance import Glance
from classifiers.disguise.lookalikes import ALIKE
from classifiers.disguise.view import Edit, View
from classifiers.passage import Passage

_RUNS = (  # ranges whose compatibility forms are worth a look
    (0x2070, 0x209C),
    (0x2100, 0x218B),
    (0x2460, 0x24FF),
    (0x2776, 0x2793),
    (0x3251, 0x32BF),
    (0xFB00, 0xFB06),
    (0xFE50, 0xFE6B),
    (0xFF01, 0xFF5E),
    (0x1D400, 0x1D7FF),
    (0x1F100, 0x1F189),
    (0x1FBF0, 0x1FBF9),
)
# What is everyday writing: trade marks, degrees, numero, ohm, and the punctuation of Chinese and Japanese.
_EVERYDAY = frozenset("™℠℡℃℉№Ωℓ℻（），：；！？［］｛｝～＂＇／｜＜＞＼＾｀")


_LONGEST = 4  # plain signs for one: ``Ⅷ``
_FIRST_FLAG = 0x1F1E6  # letters that are read as flags, two by two


def _styled() -> dict[str, str]:
    """Characters whose plain form is one to four characters of ASCII."""
    table: dict[str, str] = {}
    for low, high in _RUNS:
        for code in range(low, high + 1):
            character = chr(code)
            plain = unicodedata.normalize("NFKC", character)
            number = unicodedata.digit(character, -1)
            if plain == character and number >= 0:
                plain = str(number)
            if (
                plain != character
                and plain.isascii()
                and len(plain) <= _LONGEST
                and character not in _EVERYDAY
            ):
                table[character] = plain.strip("().,") or plain
    for index in range(26):
        for first in (0x1F110, 0x1F130, 0x1F150, 0x1F170):  # squares and circles
            table[chr(first + index)] = chr(0x41 + index)
        table[chr(_FIRST_FLAG + index)] = chr(0x41 + index)
    for code in (0x277F, 0x2789, 0x2793):
        table[chr(code)] = "10"
    return table


def _is_of_a_flag(sign: str) -> bool:
    return _FIRST_FLAG <= ord(sign) < _FIRST_FLAG + 26


_STYLED = _styled()
_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"  # alone it is an exponent, several are a number
_LATIN = str.maketrans({alike: plain for plain, some in ALIKE.items() for alike in some})
# What stands for one sign each, and alone says nothing else; whole words are written so.
_EVEN = str.maketrans(
    {
        sign: plain
        for sign, plain in _STYLED.items()
        if len(plain) == 1 and sign not in "²³¹" and not _is_of_a_flag(sign)
    }
)
_UNSEEN = (
    "\x00"  # stands after each letter where UTF-16 was read as bytes
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0100-\U000e01ef"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
# Scripts that need joiners, marks and direction signs, and pictures; digits are not among them.
_NEEDS_THEM = (
    "\u0590-\u065f\u066a-\u06ef\u06fa-\u0965\u0970-\u109f\u1780-\u17df\u2190-\u245f\u2500-\u2775"
    "\u2794-\u27ff\u2900-\u2bff\U0001f000-\U0001f0ff\U0001f200-\U0001faff"
)


def _members(characters: Iterable[str]) -> str:
    """Characters as members of a class; neighbours as a range, because `re` tries those beyond U+FFFF one by one."""
    runs: list[list[str]] = []
    for character in sorted(characters):
        if runs and ord(character) == ord(runs[-1][-1]) + 1:
            runs[-1].append(character)
        else:
            runs.append([character])
    return "".join(re.escape(run[0]) + (f"-{re.escape(run[-1])}" if run[1:] else "") for run in runs)


_ODD = compiled(
    # A mark on a letter is an accent; on a digit or a sign, or piled up, it hides what it stands on.
    rf"(?P<unseen>(?<![{_NEEDS_THEM}\U0001f1e6-\U0001f1ff])[{_UNSEEN}]++(?![{_NEEDS_THEM}]))"
    rf"|(?P<marks>(?<=[ -@\[-`{{-~])[{_MARKS}]++|[{_MARKS}]{{2,}}+|(?<=[A-Za-z])[{_MARKS}])"
    r"|(?P<tags>[\U000e0020-\U000e007e]++\U000e007f?)"
    rf"|(?P<raised>(?:[{_RAISED}]){{2,}}+)"
    r"|(?P<digit>(?:(?![0-9])\d)++)"
    r"|(?P<dash>(?<=[0-9A-Za-z])[\u2010\u2011\u00ad\u2043\ufe63](?=[0-9A-Za-z])|(?<=[0-9A-Z])[\u2012-\u2015\u2212](?=[0-9A-Z]))"
    r"|(?P<dot>(?<=[A-Za-z0-9])[\u2024\u3002\uff61\ufe52\u0701\u0702\ua4f8](?=[A-Za-z0-9]))"
    r"|(?P<space>(?<=[0-9A-Z０-９Ａ-Ｚ])[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000](?=[0-9A-Z０-９Ａ-Ｚ]))"
    r"|(?P<colon>(?<=[A-Za-z])[：꞉∶](?=\S))"
    rf"|(?P<even>[{_members(map(chr, _EVEN))}]++)"
    rf"|(?P<styled>[{_members(set(_STYLED) - set('²³¹') - set(map(chr, _EVEN)))}])"
)
# All that may be odd: a quick look before the closer one.
_DIGITS = "".join(
    f"{chr(code)}-{chr(code + 9)}"
    for code in range(0x660, 0x1FBFA)
    if unicodedata.digit(chr(code), -1) == 0 and chr(code).isdecimal()
)
# Two classes, because the engine is quick only with one that stays below U+FFFF.
_CANDIDATE = compiled(
    "["
    + re.sub("[\U00010000-\U0010ffff]-?", "", _UNSEEN + _MARKS + _RAISED + _DIGITS)
    + "\u2010-\u2015\u2212\u2043\ufe63\u2024\u3002\uff61\ufe52\u0701\u0702\ua4f8\u00a0\u1680"
    + "\u2000-\u200a\u202f\u205f\u3000：꞉∶"
    + _members(character for character in _STYLED if character <= "\uffff" and character not in "²³¹")
    + "]"
)
_ASTRAL = compiled("[\U00010000-\U0010ffff]")
_STOPS = "\u3002\uff61"
_ALIKE = compiled(f"[{_members(map(chr, _LATIN))}]++")
_FOREIGN = compiled(r"(?<![A-Za-z0-9.+@_\-])[A-Za-z0-9.+@_\-]*+[^\W_\x00-\x7f][\w.+@\-]*+")
_PLAIN = compiled("[A-Za-z0-9@]")
_LETTERS = compiled("[A-Za-z]++")
_LONE_TAG = compiled("(?<=[!-~])[\U000e0020-\U000e007e](?![\U000e0020-\U000e007f])")
_ALL_ALIKE = compiled(f"(?=.{{3}})[{_members(map(chr, _LATIN))}]++")


class _Letters:
    id = "letters"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        if glance.text.isascii() and "\x00" not in glance.text:
            return
        edits = [*_plain(glance.text), *_latin(glance.text)]
        yield glance.view(edits)
        # Tags between the letters of a word hide it; behind one another they are a text of their own.
        if lone := [edit for edit in edits if _LONE_TAG.match(glance.text, edit.start)]:
            yield glance.view([edit._replace(plain="") if edit in lone else edit for edit in edits])


def plain_letters(text: str) -> View | None:
    """A text with its letters in plain ASCII where they only look otherwise; None if nothing changes."""
    return next(iter(DISGUISE.views(Glance(Passage(text)))), None)


def _plain(text: str) -> Iterator[Edit]:
    read = 0
    places = [candidate.start() for candidate in _CANDIDATE.finditer(text)]
    if _ASTRAL.search(text):
        places = sorted([*places, *(found.start() for found in _ASTRAL.finditer(text))])
    for at in places:
        if text[at] in _STOPS and not text[at - 1 : at].isascii():
            continue  # the full stop of Chinese and Japanese
        if at < read or (odd := _ODD.match(text, at)) is None:
            continue
        read = odd.end()
        shown = odd.group()
        match odd.lastgroup:
            case "unseen":
                plain = ""
            case "marks":
                letter = unicodedata.normalize("NFC", text[max(0, at - 1) : at] + shown)
                if len(letter) == 1 and letter.isalpha() and not _in_a_value(text, at):
                    yield Edit(
                        at - 1, odd.end(), letter
                    )  # an accent, written apart as file systems and PDFs do
                    continue
                plain = ""
            case "tags":
                plain = "".join(chr(ord(tag) - 0xE0000) for tag in shown if tag < "\U000e007f")
            case "raised":
                plain = unicodedata.normalize("NFKC", shown)
            case "digit":
                plain = "".join(str(unicodedata.decimal(digit)) for digit in shown)
            case "even":
                plain = shown.translate(_EVEN)
            case "dash":
                plain = "-"
            case "dot":
                plain = "."
            case "space":
                plain = " "
            case "colon":
                plain = ":"
            case _:
                if _is_of_a_flag(shown) and not _in_a_value(text, at):
                    continue  # the flag of a country
                plain = _STYLED[shown]
        yield Edit(odd.start(), odd.end(), plain, even=odd.lastgroup in ("digit", "even"))


def _in_a_value(text: str, at: int) -> bool:
    """Whether the word around a mark is an address, holds digits, or has more marks than a word has accents."""
    before = _WORD_BEFORE.search(text, max(0, at - _MOST_WORD), at)
    behind = _WORD_BEHIND.match(text, at, at + _MOST_WORD)
    word = (before[0] if before else "") + (behind[0] if behind else "")
    return "@" in word or _DIGIT.search(word) is not None or _MANY_ACCENTS.search(word) is not None


_DIGIT = compiled(r"\d")
_MOST_WORD = 48
_MANY_ACCENTS = compiled(rf"(?:[{_MARKS}][^{_MARKS}]*+){{4}}")
_WORD_BEFORE, _WORD_BEHIND = compiled(r"\S{1,48}$"), compiled(r"\S{1,48}")


def _latin(text: str) -> Iterator[Edit]:
    """Look-alikes in words that hold Latin letters or digits, and words all of look-alikes in a Latin text."""
    if not _ALIKE.search(text):
        return
    whole: list[Edit] = []
    foreign = 0
    for word in _FOREIGN.finditer(text):
        shown = word.group()
        mixed = _PLAIN.search(shown) is not None
        if not mixed and not _ALL_ALIKE.fullmatch(shown):
            foreign += len(shown)
            continue
        edits = [
            Edit(*found.span(), found.group().translate(_LATIN), even=True)
            for found in _ALIKE.finditer(text, *word.span())
        ]
        if mixed:
            yield from edits
        else:
            whole.extend(edits)
    latin = sum(map(len, _LETTERS.findall(text))) if whole else 0
    if latin > 20 and foreign * 5 < latin:
        yield from whole


DISGUISE = _Letters()
