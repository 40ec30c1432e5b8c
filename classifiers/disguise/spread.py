"""Spread-out values: digits and letters that stand apart, and groups with signs between them that nobody uses."""

import itertools
import re
from collections.abc import Iterator

from classifiers.checks.payment import iban
from classifiers.checks.words import phrases
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

# One digit at a time, with up to three signs between: `4 1 1 1`, `4-1-1-1`, `4, 1, 1, 1`, one a line.
_GAP = r"(?:[ \t._*\-/|,;:~'()\[\]\u00b7\u2022\u2219]{1,3}|[ \t|]{0,4}\r?\n[ \t>|]{0,8})"
_APART = re.compile(
    rf"(?<![A-Za-z0-9.])(?:\+[._*\-/ ]?)?\(?\d(?:{_GAP}\(?\d\)?(?!\d)){{6,40}}+(?![A-Za-z0-9])"
)
# Groups of the same size and the same sign between: `4111_1111_1111_1111`, `41/11/11`, `4111 | 1111 | 1111 | 1111`.
_SAME = re.compile(
    r"(?<![\w.])(?P<pairs>\d{2})(?P<a>[ ._*\-/|,;:~]{1,3})\d{2}(?:(?P=a)\d{2}){5,8}(?![\w])"
    r"|(?<![\w.])\d{3}(?P<b>[ ._*\-/|,;:~]{1,3})\d{3}(?:(?P=b)\d{3}){2,4}(?:(?P=b)\d{1,2})?(?![\w])"
    r"|(?<![\w.])\d{4}(?P<c>[ ._*\-/|,;:~\t]{1,3}|[\])}>] ?[\[({<]|[ \t]{0,3}\r?\n[ \t>|]{0,4}(?:[\-*•] )?)\d{4}"
    r"(?:(?P=c)\d{4}){1,3}(?:(?P=c)\d{1,3})?(?![\w])"
    r"|(?<![\w.])3\d{3}(?P<d>[ ._*\-/|,;:~]{1,3})\d{6}(?P=d)\d{4,5}(?![\w])"
    r"|(?<![\w.])\d{8}(?P<e>[ ._*\-/|,;:~]{1,3})\d{8}(?![\w])"
)
# An address in a network, as logs hold one in every line; a card has no three digits between dots.
_NETWORK = re.compile(r"(?:1\d\d|2[0-4]\d|25[0-5])(?:\.(?:1\d\d|2[0-4]\d|25[0-5])){3}")
_SSN = re.compile(
    r"(?<![\w.\-/])\d{3}(?P<a>[ ._*/|,;:~\-]{1,3}|\)[ \-]?\(|\][ \-]?\[)\d{2}(?P=a)\d{4}(?![\w]|[.\-/]\d)"
)
_IBAN_SIGN = r"[._*\-/|:~ \u00a0]"
_IBAN_HEAD = re.compile(
    r"[A-Z][A-Z](?:\d\d(?:[._*\-/|,:~\t\n\r\u00a0\"']| {2}| [\-/|.\n\r]|\d\d?(?:[\n\r\u00a0/_]| \|))"
    rf"|{_IBAN_SIGN}{{1,2}}\d{_IBAN_SIGN}{{0,2}}\d|\d{_IBAN_SIGN}{{1,2}}\d)"
)
_IBAN = re.compile(
    rf"[A-Z]{{2}}{_IBAN_SIGN}{{0,2}}\d{_IBAN_SIGN}{{0,2}}\d[A-Za-z0-9]{{0,3}}"
    r"(?:(?:[ ._*\-/|,:~\t\u00a0\"']{1,4}|[ \t\u00a0]{0,3}\r?\n[ \t>|]{0,4})"
    r"(?=[A-Za-z]{0,4}\d|[A-Z]{4})[A-Za-z0-9]{1,6}){2,34}+(?![A-Za-z0-9])"
)
# Every sign apart, but for the country: `DE 8 9 3 7 0 4`.
_IBAN_APART = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}(?: [0-9A-Z]){13,32}+(?![A-Za-z0-9])")
# An Italian tax code in its parts: `TRV.NCL.84.P.17.F205H`, `TRV NCL 84P17 F205H`.
_FISCAL = re.compile(
    r"(?<![\w.])[A-Z]{3}(?P<sign>[ ._\-/|])[A-Z]{3}(?P=sign)\d\d(?P=sign)?[A-EHLMPRST](?P=sign)?[0-7]\d(?P=sign)?"
    r"[A-Z]\d{3}(?P=sign)?[A-Z](?!\w)"
)
_SIGNS = re.compile(r"[^0-9A-Za-z+]")
_SEVEN = b"\1" * 7
# Single characters with one sign between: `a l i c e @ a c m e . c o m`, `s-k-_-l-i-v-e`.
_LETTERS = re.compile(
    r"(?<![^\s=:])[^\s\d](?:[ \u00a0\u2000-\u200a\u202f]\S(?!\S)){6,120}+"
    r"|(?<!\S)\S(?:[ \u00a0\u2000-\u200a\u202f]\S(?!\S)){7,120}+"
)
_SIGNED = re.compile(
    r"(?<![\w])[A-Za-z0-9@](?P<sign>[\-_*~|.,/^#+])(?:[A-Za-z0-9@._+\-](?P=sign)){6,80}[A-Za-z0-9](?![\w])"
)
# A list of letters as programs write it: `["a", "l", "i", "c", "e"]`.
_QUOTED = re.compile(r"[\"'][^\s\"'\\][\"'](?:,\s{0,2}[\"'][^\r\n\t\"'\\][\"']){7,120}+")
_BETWEEN = re.compile(r"[\"'],\s{0,2}[\"']")
# What makes a list of numbers more than a list: somebody says what they are.
_CARD = re.compile(
    r"card|visa|amex|\bpan(?![a-z])|cvv|cvc|expir|\bexp\b|karte|carte|tarjeta|\bcarta|cart[aã]o|kaart|kart[ay]|iban|konto|account|number|"
    r"nummer|num[eé]ro|n[uú]mero|numer\b|phone|mobile|m[oó]vil|mobiel|cellulare|celular|telem[oó]vel|kom[oó]rk|t[eé]l[eé]ph|\btel|\bcall\b|\bcell\b|\breach|whatsapp|handy|ssn|social|digits|ziffern|chiffres|"
    r"pesel|\bnhs\b|\bcpf\b|\bbsn\b|\bdni\b|\bnif\b|aadhaar|steuer|fiscal|\bnir\b|national id|id no|tax id"
)
_SOCIAL = re.compile(r"ssn|social|\bss#|tax\s?id|itin|employee|payroll")
_NINE_APART = re.compile(r"\d(?: \d){8}")
_VERSIONS = re.compile(
    r"\d(?:\.\d){1,9}(?:[ \t,]{1,3}\d(?:\.\d){1,9}){0,9}"
)  # and numbers of objects (ITU-T X.660)
_LEAST_OF_A_CARD = 12  # digits
_LISTED = frozenset(",;|:\t\n\r")
_SLASHED = frozenset("/,;|:\t")


class _Spread:
    id = "spread"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        edits: list[Edit] = []
        if glance.digits >= _LEAST_DIGITS:
            for cluster in _CLUSTER.finditer(text):
                if cluster.end() - cluster.start() >= _LEAST_SSN:
                    edits.extend(_numbers(glance, cluster))
            for head in _IBAN_HEAD.finditer(text) if glance.digits >= 12 else ():
                # Country and check digits keep a word before a list of numbers from being taken for an account.
                if (run := _IBAN.match(text, head.start())) is not None:
                    shown = _SIGNS.sub("", run.group())
                    if iban(shown, "") is not None:
                        edits.append(Edit(run.start(), run.end(), shown))
        if glance.sizes.count(1) >= 7 and _SEVEN in glance.shape:
            for run in _IBAN_APART.finditer(text):
                shown = run.group().replace(" ", "")
                if iban(shown, "") is not None:
                    edits.append(Edit(run.start(), run.end(), shown))
            for run in _LETTERS.finditer(text):
                shown = run.group()
                if not _SIGNS.sub("", shown).isdecimal():
                    edits.extend(Edit(at, at + 1, "") for at in range(run.start() + 1, run.end(), 2))
        if any(mark in text for mark in ('","', '", "', "', '", "','")):
            for run in _QUOTED.finditer(text):
                edits.extend(Edit(*gap.span(), "") for gap in _BETWEEN.finditer(text, *run.span()))
        if glance.longest >= 15:
            for start, token in glance.long_words(15):
                if max(token.count(token[1]), token.count(token[2]), token.count(token[-2])) * 3 >= len(
                    token
                ):
                    for run in _SIGNED.finditer(text, start, start + len(token)):
                        shown = run.group()
                        if not _SIGNS.sub("", shown).isdecimal():
                            edits.extend(Edit(at, at + 1, "") for at in range(run.start() + 1, run.end(), 2))
        if glance.digits >= _LEAST_DIGITS:
            edits.extend(_ragged(glance))
            edits.extend(Edit(*code.span(), _SIGNS.sub("", code[0])) for code in _FISCAL.finditer(text))
        if edits:
            yield glance.view(edits)


_LEAST_DIGITS = 7
_LEAST_APART, _LEAST_SAME, _LEAST_SSN = 13, 14, 11  # characters of the shortest of each, from its first digit
# Four groups with signs between that are not the same.
_MIXED = re.compile(r"(?<![\w.])\d{4}(?:[ ._*\-/|,;:~]{1,3}\d{4}){3}(?![\w])")
# Digits with signs between, at least eight characters in all.
_CLUSTER = re.compile(r"\d[\d \t._*\-/|,;:~'\u00b7\u2022\u2219()\[\]\r\n>]{7,}+")


def _numbers(glance: Glance, cluster: re.Match[str]) -> Iterator[Edit]:
    """Numbers that are pulled apart, within a cluster of digits and signs."""
    text = glance.text
    start, end = max(0, cluster.start() - 2), min(cluster.end() + 1, len(text))
    size = cluster.end() - cluster.start()
    for run in _APART.finditer(text, start, end) if size >= _LEAST_APART else ():
        shown = _SIGNS.sub("", run.group())
        digits = shown.lstrip("+")
        listed = not _LISTED.isdisjoint(run.group())
        # Nine digits in a row of a table or a puzzle are a person's only where somebody says so.
        listed = listed or _NINE_APART.fullmatch(run.group()) is not None
        listed = listed or (len(digits) < _LEAST_OF_A_CARD and _VERSIONS.fullmatch(run.group()) is not None)
        if 7 <= len(digits) <= 24 and not _counted(digits) and (not listed or _said(glance, run, _CARD)):
            yield Edit(*_bared(text, run), _grouped(shown))
    for run in _SAME.finditer(text, start, end) if size >= _LEAST_SAME else ():
        shown = _SIGNS.sub("", run.group())
        sign = next(filter(None, run.group("a", "b", "c", "d", "e")), "")
        listed = sign == " " or not _LISTED.isdisjoint(sign)
        # As everybody writes a card, or a machine.
        usual = (run["c"] is not None and sign in (" ", "-")) or _NETWORK.fullmatch(run.group())
        if 12 <= len(shown) <= 19 and not usual and (not listed or _said(glance, run, _CARD)):
            yield Edit(run.start(), run.end(), shown)
    for run in _MIXED.finditer(text, start, end) if size >= _LEAST_SAME else ():
        if len(set(re.findall(r"\D+", run.group()))) > 1 and _said(glance, run, _CARD):
            yield Edit(run.start(), run.end(), _SIGNS.sub("", run.group()))
    for run in _SSN.finditer(text, start, end):
        slashed = not _SLASHED.isdisjoint(run["a"])
        if run["a"] not in ("-", " ") and (not slashed or _said(glance, run, _SOCIAL)):
            yield Edit(run.start(), run.end(), _grouped(_SIGNS.sub("", run.group())))


def _ragged(glance: Glance) -> Iterator[Edit]:
    """A number that its name stands right before, with signs between its digits that change from place to place."""
    for name in _NAME.finditer(glance.low) if glance.literals.has_any(_NAMES) else ():
        run = _RAGGED.match(glance.text, name.end())
        if run is None or _ODD_JOINT.search(run.group()) is None:
            continue
        if "|" in run.group() and len(_OF_A_NUMBER.findall(run.group())) < 2:
            continue  # a row of counts
        shown = _SIGNS.sub("", run.group())
        if 9 <= len(shown.lstrip("+")) <= 19 and not _counted(shown.lstrip("+")):
            yield Edit(run.start(), run.end(), _grouped(shown))


_NATIONAL = phrases("nir|cpf|pesel|bsn|dni|nif|nie|nss|steuer-id|idnr|rvnr|sécu|aadhaar|cnpj|nip")
_NAMES = ("ssn", "social", "card", "phone", "mobile", "cell", "tel", "call", "nhs", *_NATIONAL)
_NAME = re.compile(
    r"(?<![a-z])(?:ssn|social(?: security)?(?: number| no\.?)?|card(?: number| no\.?)?|phone(?: number| no\.?)?"
    r"|mobile|cell|tel\.?|call|nhs(?: number| no\.?)?)(?:\s?[:=#]|\sis)?(?:\s|[ \t]\|[ \t])(?:\|[ \t])?"
    rf"|(?<![a-z])(?:{'|'.join(_NATIONAL)})(?:\s[^\W\d_]{{2,12}}){{0,2}}\s?[:=#]?\s"
)
_RAGGED = re.compile(r"(?:\+[._*\-/ ]?)?\(?\d(?:[ \t\u00a0._*\-/|()]{0,4}\d){8,18}(?![A-Za-z0-9]|[.,/\-]\d)")
_OF_A_NUMBER = re.compile(r"[\-()+]")
# Two unlike signs side by side, or one between digits that stand alone, is nobody's way to write a number.
_ODD_JOINT = re.compile(
    r"[ \u00a0][._*\-/|]|[._*\-/|][ \u00a0]|-/|/-|\u00a0\d{1,3}[\-./ ]|(?<!\d)\d[/_*|]\d(?!\d)|/\d{1,3}/\d{1,3}/"
    r"|\d{3}/\d{3}/\d{4}|\d_\d"
)


def _bared(text: str, run: re.Match[str]) -> tuple[int, int]:
    """A run with the underscores around it, which else would make a word of it and them."""
    start, end = run.span()
    while start and run.start() - start < 2 and text[start - 1] == "_":
        start -= 1
    while end < len(text) and end - run.end() < 2 and text[end] == "_":
        end += 1
    return start, end


def _said(glance: Glance, run: re.Match[str], words: re.Pattern[str]) -> bool:
    """Whether one of some words stands near a run."""
    low, start, end = glance.low, run.start(), run.end()
    return bool(words.search(low, max(0, start - 100), start) or words.search(low, end, end + 60))


def _counted(digits: str) -> bool:
    """Whether digits only count up or down, or are hardly different."""
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(digits)}
    return len(set(digits)) < 2 or steps <= {1} or steps <= {9}


def _grouped(shown: str) -> str:
    """Nine digits are written in the groups of a social security number; what else they are is found without."""
    return f"{shown[:3]}-{shown[3:5]}-{shown[5:]}" if len(shown) == 9 else shown


DISGUISE = _Spread()
