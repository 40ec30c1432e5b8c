"""Groups of one value with the same foreign thing between them: words, pictures, tags, quotes.

`4111 then 1111 then 1111 then 1111`. What is one sign or a blank between digits is the matter of ``spread``. Only near
a word that says what the number is, or that the parts belong together.
"""

import re
from collections.abc import Iterator

from classifiers.checks.words import phrases
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_REACH, _MOST = 120, 400  # characters around such a word; of each word so many places
_TOLD = phrases(
    "card|visa|amex|iban|account|passport|number|digits|karte|carte|tarjeta|kaart|konto|nummer|numéro|número|"
    "numero|numer |cartão|kart|nhs|pesel|cpf|bsn|join|concat|combine|together|strip|remove the|parts|pieces|"
    "clean"
)
# Behind these a number is somebody's, whatever its digits prove.
_CALLED = (
    "ssn",
    "social",
    "phone",
    "mobile",
    "call me",
    "call her",
    "call him",
    "telefon",
    "handy",
    "whatsapp",
    "téléphone",
)
_PLAIN = r"[ \t._*\-/|,;:~'()\[\]]{1,3}"
_GROUPS = re.compile(
    rf"(?<![A-Za-z0-9.])(?P<first>[A-Z]{{2}}\d\d|\d{{1,8}})(?!{_PLAIN}[0-9A-Z])"
    r"(?P<sep>[^0-9A-Z\r\n][^0-9\r\n]{0,29}?)(?P<second>[A-Z0-9]{1,8})"
    r"(?:(?P=sep)[A-Z0-9]{1,8}){1,30}+(?![A-Za-z0-9])"
)
_LEAST, _MOST_DIGITS = 9, 34
# How keys of vendors begin: their groups may have a mere blank between them.
_HEADS = phrases(
    "ghp_|gho_|ghu_|ghs_|ghr_|github_pat_|glpat-|sk-|AKIA|ASIA|AIza|npm_|hf_|sk_live_|sk_test_|rk_live_|"
    "rk_test_|pk_live_|pk_test_|SG.|eyJ|shpat_|dop_v1_|xoxa-|xoxb-|xoxp-|xoxr-|xoxs-|pypi-"
)
_LOW_HEADS = tuple(sorted(map(str.lower, _HEADS)))
_KEY = re.compile(
    rf"(?<![A-Za-z0-9_\-])(?:{'|'.join(map(re.escape, _HEADS))})"
    r"[A-Za-z0-9_\-]{0,12}(?P<more>(?:(?: |[ \t]{0,2}\r?\n[ \t>]{0,4})[A-Za-z0-9_\-]{2,12}){3,30})(?![A-Za-z0-9_\-])"
)


class _Parted:
    id = "parted"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        if glance.digits >= _LEAST:
            yield glance.view(list(_joined(glance, _CALLED)))
            yield glance.view(list(_joined(glance, _TOLD)), weak=True)
        whole, short = [], []
        for found in _KEY.finditer(text) if glance.literals.has_any(_LOW_HEADS) else ():
            cuts = list(_cuts(text, found))
            whole += cuts
            short += cuts[:-1]
        yield glance.view(whole, weak=True)
        yield glance.view(short, weak=True)


def _joined(glance: Glance, words: tuple[str, ...]) -> Iterator[Edit]:
    text = glance.text
    for start, end in glance.around(words, _REACH, _MOST):
        for run in _GROUPS.finditer(text, start, end):
            groups = run.group().split(run["sep"])
            shown = "".join(groups)
            digits = sum(map(str.isdigit, shown))
            if _LEAST <= digits <= _MOST_DIGITS and len(set(shown)) > 1:
                yield Edit(run.start(), run.end(), _written(shown))
        for run in _COUNTED.finditer(text, start, end):
            shown = "".join(part["part"] for part in _PART.finditer(text, *run.span("parts")))
            if _LEAST <= sum(map(str.isdigit, shown)) <= _MOST_DIGITS and len(set(shown)) > 1:
                yield Edit(*run.span("parts"), _written(shown))
        for run in _IN_TURN.finditer(text, start, end):
            shown = "".join(part["part"] for part in _PART_IN_TURN.finditer(run[0]))
            if _LEAST <= len(shown) <= _MOST_DIGITS and len(set(shown)) > 1:
                yield Edit(*run.span(), _written(shown))


# "part 1: 4111, 2: 1111, 3: ...": each with its own number.
_COUNTED = re.compile(
    r"(?:(?:part|piece|block|group|chunk|teil|gruppe|parte|partie|deel|część) ?|\n)(?P<parts>1 ?[:=).] ?[A-Z0-9]{2,8}"
    r"(?:[,;\n] ?(?:[a-z]{4,6} )?[2-9] ?[:=).] ?[A-Z0-9]{1,8}){2,8}+)(?![A-Za-z0-9])",
    re.I,
)
# "first four 4111, next four 1111, then 1111, last four 1111": each behind a word for its place.
_LED = (
    r"(?:(?:the )?(?:first|next|then|second|third|middle|finally|last|followed by|erst|zuerst|die ersten|dann|"
    r"danach|zuletzt|die letzten|d['’]abord|puis|ensuite|enfin|primero|luego|después|al final|prima|poi|infine|eerst|"
    r"dan|daarna|ten slotte|primeiro|depois|por fim|najpierw|potem|na końcu)"
    r"(?: (?:are|is|come|comes))?"
    r"(?: (?:two|three|four|five|six|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro|\d(?!\d)))?"
    r"(?: (?:digits|numbers|Ziffern|chiffres|dígitos|cifre|cijfers))?(?: (?:are|is|sind|sont|son))?[:=]? ?)"
)
_IN_TURN = re.compile(
    rf"\d(?<![\w.]\d)\d{{1,7}}(?:[,;.]?\s(?:and |und |et |y )?{_LED}\d{{1,8}}){{1,7}}(?![A-Za-z0-9])", re.I
)
_PART_IN_TURN = re.compile(r"(?P<part>\d{1,8})(?=[,;.]?\s(?! ?\d)\D|$)")
_PART = re.compile(r"\d ?[:=).] ?(?P<part>[A-Za-z0-9]{1,8})")


def _written(shown: str) -> str:
    """Nine and ten digits as a social security number and a telephone number are written."""
    if not shown.isdigit():
        return shown
    if len(shown) == 9:
        return f"{shown[:3]}-{shown[3:5]}-{shown[5:]}"
    return f"({shown[:3]}) {shown[3:6]}-{shown[6:]}" if len(shown) == 10 and shown[0] > "1" else shown


def _cuts(text: str, found: re.Match[str]) -> Iterator[Edit]:
    """The blanks between groups of one size; the last group may be shorter."""
    size = 0
    for group in _GROUP.finditer(text, *found.span("more")):
        start, end = group.span("signs")
        if size and end - start > size:
            return
        yield Edit(group.start(), start, "")
        if size and end - start < size:
            return
        size = end - start


_GROUP = re.compile(r"\s(?:[\s>]{0,8})(?P<signs>[A-Za-z0-9_\-]{2,12})")


DISGUISE = _Parted()
