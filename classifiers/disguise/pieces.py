"""Values in pieces with anything between them, put together where the whole proves itself.

`printf %s%s 4111 1111...`, "the IBAN starts with DE89 3704 and ends with ...", `qw(AKIA3Q DG6F7T ...)`, `["ann", "@",
"acme.com"]`. A key has its vendor's length, an account its country's length and check digits, a card its check digit
beside a word for a card and one for parts.
"""

import itertools
import re
from collections.abc import Iterator

from classifiers.checks.endings import ANY_ENDING
from classifiers.checks.payment import card, iban, iban_length
from classifiers.checks.words import phrases
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View
from classifiers.openings import places

_FARTHEST, _MOST_PIECES = 80, 8  # characters between two pieces; pieces
_REACH, _MOST = 200, 200
# How keys begin, and how long they are in all.
_KEYS = {
    **dict.fromkeys(("AKIA", "ASIA"), 20),
    **dict.fromkeys(("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_"), 40),
    **dict.fromkeys(("sk_live_", "rk_live_", "sk_test_"), 32),
    "glpat-": 26,
    "AIza": 39,
    "hf_": 37,
}
_LOW_KEYS = tuple(map(str.lower, _KEYS))
_KEY = re.compile(rf"(?<![A-Za-z0-9])(?P<head>{'|'.join(_KEYS)})[A-Za-z0-9_\-]{{0,40}}")
_KEY_PIECE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9_\-]{2,40}")
_IN_KEYS = re.compile(r"\d|[a-z][A-Z]|[A-Z]{3}")
_ACCOUNT = re.compile(
    r"[A-Z][A-Z]\d\d(?<![A-Za-z0-9]....)[A-Z0-9]{0,30}(?: [A-Z0-9]{4}){0,6}(?: \d{1,3})?(?![A-Za-z0-9])"
)
_ACCOUNT_PIECE = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Z]{0,4}\d|[A-Z]{4}(?!\w))[A-Z0-9]{1,30}(?: [A-Z0-9]{4}){0,6}(?: \d{1,3})?(?![A-Za-z0-9])"
)
_CARDS = phrases(
    'card|visa|amex|kart|carte|carta|tarjeta|kaart|cartão|cartao|cartõ|"pan|pan:|pan |pan=|pan1|'
    "cc1|cc_1|cc-1|cc-a|ccnum"
)
# Parts, in eight languages and in programs.
_PARTS = re.compile(
    r"hal(?:f|ves)\b|part|piece|\bfirst|\blast|\bstart|\bbegin|\bends?\b|\brest\b|\bthen\b|\bsplit|\bbits?\b|chunk|order"
    r"|hälfte|\bteil|\berst|\bletzt|\bdann\b|beginn|\bende|moitié|morceau|commence|\bfini|d.abord|\bpuis\b|\bpremi|\bderni"
    r"|\bmitad|\bempieza|\bprim[ei]|\bluego|últim|\btermina|metà|\binizi|\bpoi\b|\bultim|helft|\bdeel|\bdelen|\beerst|laatst"
    r"|\bdan\b|\beindig|metade|\bcomeça|\bdepois|połow|częś|\bpierwsz|\bostatni|\bpotem|\bnajpierw|\bzaczyna|\bkończy"
    r"|rest[eo]|reszt|début|\bfäng|\barranca|\bacab|\bsigue|\bcominci|voorste|achterste|początek|continu|\bsegue|rimanen"
    r"|vervolg|weiter|incoming|following|--arg|\+=|join|printf|append|concat|echo|<<|qw|%w|\n\s{0,8}- |\n\[?\d?\d:\d\d"
)
_DIGITS = re.compile(r"(?<!\w)(?<!\d[.,:/])\d{2,12}(?!\w|[.,:/]\d)")
_OPENS = "\"'=>(;|"  # all pieces behind one of these are values of a program
_LAST = re.compile(
    r"last|end|rest|second|letzt|zweit|hint|derni|second|fin|segund|últim|ultim|laatst|tweede|drug|ostatni|koń",
    re.I,
)
_USUAL = re.compile(r"\d{4}(?:(?P<sign>[ \-])\d{4}(?:(?P=sign)\d{4}){2}| ?\d{6} ?\d{5})")
_LEAST_CARD, _LEAST_ACCOUNT, _LEAST_FIRST = 15, 10, 3  # digits
_CARD_SIZES = (15, 16)
# An @ by itself, in quotes, tags or fields of its own.
_GAP = (
    r"(?:[\"'`]?\)?\s{0,3}(?:[,;+|&]|\\?\r?\n)\s{0,8}(?:- )?[\"'`]?"
    r"(?:[\w.\-\[\]]{1,16}[\"'`]?\s{0,2}\+?[:=]\s{0,2}[\"'`]?)?"
    r"|</\w{1,12}>\s{0,3}<\w{1,12}(?:\s[^<>]{0,20})?>|[\"'`]\s[\"'`])"
)
_BEFORE_AT = re.compile(rf"(?P<local>\w(?:[\w.+\-]{{0,40}}\w)?)(?P<gap>{_GAP})$")
_BEHIND_AT = re.compile(
    rf"(?P<gap>{_GAP})(?P<domain>(?:[\w\-]{{1,40}}\.){{1,4}}(?:{ANY_ENDING}))(?![\w])", re.IGNORECASE
)
# A sign a line, behind its number: `1,4`, `| 2 | 7 |`.
_NUMBERED = re.compile(
    r"(?:^|\n)[|\"' ]{0,3}(?P<number>\d{1,2})[|\"' .)=:,;\t\]]{1,5}(?P<sign>[A-Za-z0-9@._\-])[|\"' ,;]{0,3}(?=\r?\n|$)"
)
_SECOND = re.compile(r"\n[|\"' ]{0,3}2[|\"' .)=:,;\t\]]{1,5}\S[|\"' ,;]{0,3}\r?\n")
_LEAST_LINES = 9


class _Pieces:
    id = "pieces"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        edits: list[Edit] = []
        if glance.literals.has_any(_LOW_KEYS):
            edits.extend(_keys(glance.text))
        if glance.digits >= _LEAST_ACCOUNT:
            edits.extend(_accounts(glance.text))
        if glance.digits >= _LEAST_CARD and glance.literals.has_any(_CARDS):
            edits.extend(_cards(glance))
        if edits:
            yield glance.view(edits, weak=True)
        if _SECOND.search(glance.text):
            yield glance.view(list(_numbered(glance.text)))
        if "@" in glance.text:
            yield glance.view(list(_mails(glance.text)))


def _keys(text: str) -> Iterator[Edit]:
    for key in _KEY.finditer(text):
        left = _KEYS[key["head"]] - len(key[0])
        pieces: list[tuple[int, int]] = []
        end = key.end()
        while left > 0 and len(pieces) < _MOST_PIECES:
            piece = _next(_KEY_PIECE, text, end, left)
            if piece is None:
                break
            pieces.append((end, piece.start()))
            left -= len(piece[0])
            end = piece.end()
        if pieces and left == 0:
            yield from (Edit(*gap, "") for gap in pieces)


def _next(pattern: re.Pattern[str], text: str, start: int, most: int) -> re.Match[str] | None:
    """The next piece of a key: what is no plain word, or just as long as what is missing."""
    for piece in pattern.finditer(text, start, start + _FARTHEST):
        size = len(piece[0])
        if size == most or (size < most and size > 2 and _IN_KEYS.search(piece[0])):
            return piece
    return None


def _accounts(text: str) -> Iterator[Edit]:
    for head in _ACCOUNT.finditer(text):
        size = iban_length(head[0][:2])
        shown = head[0].replace(" ", "")
        if size <= len(shown):
            continue
        gaps: list[Edit] = []
        end = head.end()
        for piece in _ACCOUNT_PIECE.finditer(text, end, end + _REACH):
            more = piece[0].replace(" ", "")
            if piece.start() - end > _FARTHEST or len(shown + more) > size:
                break
            if len(more) < _LEAST_FIRST and len(shown + more) < size:
                continue  # the number of a part
            around = text[max(0, head.start() - _REACH) : end + _REACH]
            if piece.start() - end > 1 and _is_repeated(piece[0], around):
                continue  # of whoever speaks
            shown += more
            gaps.append(Edit(end, piece.start(), ""))
            end = piece.end()
            if len(shown) == size:
                break
        if any(text[edit.start : edit.end] != " " for edit in gaps) and iban(shown, "") is not None:
            yield from gaps


def _is_repeated(piece: str, around: str) -> bool:
    """Whether a piece stands in a text twice, as words; hardly any does, and each takes a pattern of its own."""
    return around.count(piece) > 1 and len(re.findall(rf"(?<!\w){piece}(?!\w)", around)) > 1


def _cards(glance: Glance) -> Iterator[Edit]:
    text = glance.text
    read = 0
    for start, end in glance.around(_CARDS, _REACH, _MOST):
        runs = list(_DIGITS.finditer(text, start, end))
        told = len(runs) > 1 and _PARTS.search(glance.low, start, end) is not None
        for first, run in enumerate(runs):
            if run.start() < read or run.end() - run.start() < _LEAST_FIRST:
                continue
            chain = _chain(runs[first : first + _MOST_PIECES], text)
            if chain and (told or _stand_alike(chain, text)):
                read = chain[-1].end()
                yield from _joined(chain, text)


def _chain(runs: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """The first runs that are a card together, in their order or, two of them, the other way round."""
    shown = ""
    for count, run in enumerate(runs):
        shown += run[0]
        if len(shown) > max(_CARD_SIZES) or (count and run.start() - runs[count - 1].end() > _FARTHEST):
            break
        if count and len(shown) in _CARD_SIZES:
            turned = count == 1 and card(run[0] + runs[0][0], "") is not None
            if (turned or card(shown, "") is not None) and not _USUAL.fullmatch(
                text, runs[0].start(), run.end()
            ):
                return runs[: count + 1]
    return []


def _stand_alike(chain: list[re.Match[str]], text: str) -> bool:
    """Whether pieces all stand behind an opening sign, end their lines, or are three with the same between them."""
    gaps = {text[one.end() : other.start()] for one, other in itertools.pairwise(chain)}
    return (
        all(text[one.start() - 1] in _OPENS for one in chain)
        or all(text[one.end() : one.end() + 1] in ("", "\r", "\n") for one in chain)
        or (len(chain) > 2 and len(gaps) == 1 and len(gaps.pop()) > 1)
    )


def _joined(chain: list[re.Match[str]], text: str) -> Iterator[Edit]:
    if card("".join(one[0] for one in chain), "") is not None:
        yield from (Edit(one.end(), other.start(), "") for one, other in itertools.pairwise(chain))
    elif _LAST.search(text, max(0, chain[0].start() - 60), chain[0].start()):
        yield Edit(chain[0].start(), chain[-1].end(), chain[-1][0] + chain[0][0])


def _numbered(text: str) -> Iterator[Edit]:
    block: list[re.Match[str]] = []
    for line in itertools.chain(_NUMBERED.finditer(text), (None,)):
        follows = (
            line
            and block
            and line.start() == block[-1].end()
            and int(line["number"]) == int(block[-1]["number"]) + 1
        )
        if not follows:
            if len(block) >= _LEAST_LINES:
                yield Edit(
                    block[0].start("sign"), block[-1].end("sign"), "".join(one["sign"] for one in block)
                )
            block = []
        if line is not None:
            block.append(line)


def _mails(text: str) -> Iterator[Edit]:
    for at in places(("@",), text, 0, len(text)):
        if text[at - 1 : at].isalnum() or text[at + 1 : at + 2].isalnum():
            continue
        before = _BEFORE_AT.search(text[max(0, at - 80) : at])
        behind = _BEHIND_AT.match(text, at + 1)
        if before is not None and behind is not None:
            start = at - len(before["gap"])
            yield Edit(start, behind.end("gap"), "@")


DISGUISE = _Pieces()
