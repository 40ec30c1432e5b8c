"""Values in pieces on one line: string parts that code puts together, and markup inside of words."""

import itertools
import re
from collections.abc import Collection, Iterator

from classifiers.checks.words import phrases, words
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View
from classifiers.openings import matches_at, places
from classifiers.outline import reach

# Between the closing quote of one literal and the opening quote of the next: `" + "`, `' . '`, `" & "`, `" || '`,
# `" \` at the end of a line, `"` and `"` side by side.
_BETWEEN = re.compile(
    r"(?:\\?[\"'`]\)?\s{0,12}(?:\+{1,2}|<<|\.{1,2}|&|\|\||<>|~|\^|\+=)\s{0,12}\\?\s{0,12}"
    r"|[\"']\)?;?\s{0,8}(?:\.(?:append|concat|Append|Concat|add|push|write)\(|\$?\w{1,30}\s{0,3}(?:\+=|\.=|&=))\s{0,3}"
    r"|[\"'][ \t]{0,4}(?:\\|[#/\-][^\"'\r\n]{0,60})?\r?\n[ \t]{0,40}(?:[+.&]|\|\|)?[ \t]{0,4}"
    r"|[\"'`]\}\$\{"
    r"|[\"'][ \t]{0,3}/\*[^*\r\n]{0,40}\*/[ \t]{0,3}"
    r"|[\"'][ \t]{0,3})(?<![^\\][\"'`]{3})(?:[rbufRBUF@$]|String\s?\()?\\?[\"'`](?=[^\s\"'`,;)\]}:=])"
)
# Two literals side by side that no language joins: fields of a log, of which one is empty or the second is a program
# (`"-" "Mozilla/5.0"`), and labels of a block (`resource "aws_instance" "web" {`).
_EMPTY = re.compile(r"[\"']-[\"'][ \t]{1,3}[\"']$")
_OTHER = re.compile(r"[\w\-]{1,80}[\"'][ \t]{1,3}\{[ \t]{0,3}\r?(?:\n|$)|[A-Za-z\-]{2,30}/\d{1,4}\.\d")
_QUOTES = ('"', "'", "`")
_CLOSES = frozenset("\\ \t\r\n([{,=:\"'`")  # before a quote that opens, or one beside a quote
# A comma does so only where the call says it: CONCAT('41', '11'), ''.join(["a", "b"]), -join, '{0}{1}' -f 'a','b'.
_CALL = re.compile(
    r"(?i)(?:concat(?:_ws|enate)?|join|implode|sprintf|printf|format|strcat|paste0|str_c|textjoin|list_to_binary|buffer\.from|"
    r"path\.combine|-f|-join)\s{0,2}['\"(\[@,{]|['\"]{2}\.join|(?:%s|\{\d?\}){2,}|(?:\]|\))\s?\.join|(?:\]|\))\s{0,2}-join"
)
# Of such a call what stands ahead of its first literal: `-join @(`, `concat(`.
_JOINER = re.compile(r"(?i)(?:concat(?:enate)?|paste0|-join)\s{0,2}@?[(\[{](?=[\"'])")
_CARD = re.compile(r"card|\bpan\b|\bpan_|iban")
_KEY_PREFIXES = ("AKIA", "ASIA", "sk_", "sk-", "ghp_", "glpat", "xox", "AIza", "eyJ")
_JOINS = phrases(
    "concat|join|implode|printf|format|strcat|paste0|str_c|combine|buffer|to_binary| -f|%s|{}|{0}"
)
_CALL_REACH, _MOST_CALLS = 24, 1_000
_COMMA = re.compile(
    r"(?<=[^\s\"'`(\[,])(?P<close>[\"'`])\s{0,3},\s{0,6}[rbuf]?(?P<open>[\"'`])(?=[^\s\"'`,)\]])"
)
_FORMAT = re.compile(r"(?:%[sdvc]|\{\d?\})$")
_KEY = re.compile(r"[^\"'`\n]{0,80}[\"'`]\s{0,2}:")  # the rest of a literal that is the name of a field
# `a="41"; b="11"; card = a + b`, `echo "$A$B"`, f"{a}{b}"
_SET = re.compile(r"=[ \t]{0,4}(?P<quote>[\"'])(?P<value>[^\"'\r\n]{1,80})(?P=quote)")
_SET_BARE = re.compile(r"=(?P<value>[A-Za-z0-9@_+./\-]{2,80}+)(?![^\s;&])")  # of a shell
_USED = re.compile(
    r"(?<![\w.])\$?\{?\w{1,31}+\}?(?:\s{0,3}(?:\+|\.\.|\.|&|\|\|)\s{0,3}\$?\w{1,31}+){1,7}(?![\w(])|(?:\$\{?\w{1,31}+\}?){2,8}|(?:\$?\{\w{1,31}+\}[@.\-]?){2,8}|(?:\\\(\w{1,31}+\)[@.\-]?){2,8}"
)
_REACH = reach(_USED)
_MOST_SIGNS = 10  # between two names of such an expression
_NAME = re.compile(r"[A-Za-z_]\w*")
_MOST_NAMES, _MOST_TURNED = 200, 300
_ADDRESS_SIGNS = frozenset("@.-")
_TELLING = re.compile(r"\d|@|[A-Z]{4}|_")

# Markup that does not show, inside of a word or number.
_HIDDEN = (
    r"<([a-z]{1,8})\s[^<>\r\n]{0,60}(?:display:\s?none|visibility:\s?hidden|font-size:\s?0|\bhidden\b)"
    r"[^<>\r\n]{0,60}>[^<>\r\n]{0,60}</\1>"
)
_TAG = r"<(?:/?[A-Za-z][A-Za-z0-9]{0,12}(?:\s[^<>\r\n]{0,80})?/?|!--[^<>\r\n]{0,60}--)>"
_MARKUP = re.compile(  # each branch begins with a character of its own, so that `re` looks for these first
    rf"\*\*?\*?|~~|==|``?|__|{_HIDDEN}|{_TAG}(?:{_TAG}){{0,5}}|/\*[^*\r\n]{{0,40}}\*/|\]\]>\s?<!\[CDATA\[|\[/?(?:b|i|u|s|color|size|code|font)(?:=[^\]\r\n]{{0,20}})?\]"
)
# Where an element ends, and perhaps another one begins, in data as in `</title><price>`.
_END = re.compile(r"</([A-Za-z]{1,13}+)[^<>]{0,94}>(?:<([A-Za-z]{1,13}))?")
# Elements that may stand inside of a word, and those of lists and tables, whose cells are read on.
_INLINE = words(
    "a abbr b bdi bdo big cite code del dfn div em font i ins kbd label li mark p q s samp small span strike "
    "strong sub sup td th tt u var wbr"
)
_ROW = re.compile(r"</?tr\b", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?=[._@\-*+])")
_BEFORE_A_LITERAL = frozenset(("", " ", "\n", "\t", "(", "[", "{", ",", "=", ":", "+"))
_DIGITS = re.compile(r"[0-9]")
_LEAST_AROUND = 9
_WORDY = frozenset("@.+-_")


class _Glued:
    id = "glued"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        if '"' in text or "'" in text or "`" in text:
            edits = [
                Edit(found.start(), found.end(), "")
                for found in matches_at(
                    _BETWEEN, text, places(("\\", *_QUOTES), text, 0, len(text)), len(text)
                )
                if found.start()
                and text[found.start() - 1] not in _CLOSES
                and not _opens(text, found.start())
                and not _stands_apart(text, *found.span())
            ]
            if glance.literals.has_any(_JOINS):
                edits.extend(_listed(glance))
            edits.extend(_numbers(glance))
            if edits:
                yield glance.view(edits)
            if any(prefix in text for prefix in _KEY_PREFIXES):
                yield glance.view([Edit(*found.span(), "") for found in _commas(text)], weak=True)
        if "=" in text and ("$" in text or '"' in text or "'" in text):
            yield from _named(glance)
        if (
            "*" in text
            or "<" in text
            or "`" in text
            or "~~" in text
            or "__" in text
            or "==" in text
            or "[/" in text
            or "/*" in text
        ):
            yield glance.view(_shown(text))
        if "\\" in text:
            yield glance.view([Edit(sign.start(), sign.end(), "") for sign in _ESCAPED.finditer(text)])


def _commas(text: str) -> Iterator[re.Match[str]]:
    """Every comma between literals, with their quotes."""
    return matches_at(_COMMA, text, places(_QUOTES, text, 0, len(text)), len(text))


def _opens(text: str, quote: int) -> bool:
    """Whether a quote has a prefix of a literal before it, as in b"": then it opens one."""
    return text[quote - 1] in "rbfuRBFU" and text[max(0, quote - 2) : quote - 1] in _BEFORE_A_LITERAL


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether the literals on both sides of ``start`` to ``end`` are two values."""
    between = text[start + 1 : end - 1]
    return (
        bool(between)
        and between.isspace()
        and (_EMPTY.match(text, start - 2, end) is not None or _OTHER.match(text, end) is not None)
    )


def _shown(text: str) -> list[Edit]:
    """Markup inside of words, and around parts of numbers, taken away."""
    edits: list[Edit] = []
    for mark in _MARKUP.finditer(text):
        start, end = mark.span()
        left, right = text[start - 1 : start], text[end : end + 1]
        inside = (left.isalnum() or left in _WORDY) and (right.isalnum() or right in _WORDY)
        if not right and left.isalnum() and edits and mark[0][0] in "*_~`":
            edits.append(Edit(start, end, ""))  # ends what an earlier one began
        if not (left and right):
            continue
        if mark[0].startswith("</") and _ends_field(
            mark[0], inside, not (left.isdigit() and right.isdigit())
        ):
            continue
        if inside and mark.group() == "***" and _in_address(text, start, end):
            continue  # what is left out of an address: `j***@e***.com`
        if (left.isdigit() and right in " -") or (left in " -" and right.isdigit()):
            edits.append(Edit(start, end, ""))
        elif inside:
            # A single sign or an operator of code is markup only within a number or beside an @.
            strong = mark.group() not in ("*", "`", "__", "==") or (
                mark.group() == "`" and left.isalnum() and right.isalnum()
            )
            if mark.group() == "**" and left.isdigit() and right.isdigit():
                # In code it is a power; in a number there are more digits around it than powers have.
                strong = len(_DIGITS.sub("", text[max(0, start - 12) : end + 12])) <= 24 - _LEAST_AROUND
            if mark.group() in ("__", "==") and not strong:
                strong = "@" in text[max(0, start - 60) : end + 60] and _in_address(text, start, end)
            if strong or (left.isdigit() and right.isdigit()) or "@" in (left, right):
                edits.append(Edit(start, end, ""))
    return edits


def _ends_field(tags: str, inside: bool, between_rows: bool) -> bool:
    """Whether tags, ``inside`` of a word or not, end a field of data: another one begins, or a blank follows.

    ``between_rows``: a row of a table ends what they stand behind, which is no number that goes on.
    """
    ended = _END.match(tags)
    names = {name.lower() for name in ended.groups() if name} if ended is not None else set[str]()
    if between_rows and _ROW.search(tags) is not None:
        return True
    return bool(names) and _INLINE.isdisjoint(names) and (len(names) > 1 or not inside)


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the word around a mark has an @: names of code have none."""
    before = text[max(0, start - 60) : start].rsplit(None, 1)
    behind = text[end : end + 60].split(None, 1)
    return bool(before and behind) and "@" in before[-1] + behind[0]


def _numbers(glance: Glance) -> Iterator[Edit]:
    """Commas between literals of digits, where the text speaks of a card or an account."""
    if glance.digits >= 12 and ("card" in glance.low or "iban" in glance.low or "pan" in glance.low):
        for found in _commas(glance.text):
            start, end = found.span()
            digits = glance.text[start - 1].isdigit() and glance.text[end].isdigit()
            if digits and _CARD.search(glance.low, max(0, start - 100), end + 100):
                yield Edit(start, end, "")


def _listed(glance: Glance) -> Iterator[Edit]:
    """Commas between literals that stand within a call that joins them, and the call ahead of the first."""
    text = glance.text
    commas = list(_commas(text))
    if not commas:
        return
    stretches = glance.around(_JOINS, _CALL_REACH, _MOST_CALLS)
    calls = [call.start() for stretch in stretches for call in _CALL.finditer(text, *stretch)]
    index = 0
    opened = -1
    for found in commas:
        while index < len(calls) and calls[index] < found.start() - 160:
            index += 1
        # Before the literals, or right behind them, as in ["a", "b"].join("").
        if _FORMAT.search(text, max(0, found.start() - 3), found.start()):
            continue  # what the values stand behind
        if index < len(calls) and calls[index] <= found.end() + 160 and not _KEY.match(text, found.end()):
            yield Edit(found.start(), found.end(), "")
            head = _JOINER.match(text, calls[index])
            if head is not None and head.end() < found.start() and calls[index] != opened:
                opened = calls[index]
                yield Edit(head.start(), head.end(), "")


def _named(glance: Glance) -> Iterator[View | None]:
    """Variables that hold parts, and the place that puts them together."""
    values: dict[str, tuple[str, int, int]] = {}
    text = glance.text
    for found in (*_SET.finditer(text), *_SET_BARE.finditer(text if "$" in text else "")):
        if len(values) == _MOST_NAMES:
            break
        end = found.start()
        while end > 0 and text[end - 1] in " \t:+":
            end -= 1
        begin = end
        while begin > 0 and end - begin < 31 and (text[begin - 1].isalnum() or text[begin - 1] == "_"):
            begin -= 1
        if begin < end:
            values[text[begin:end]] = (found["value"], *found.span("value"))
    # Words alone are no value that is hidden; a part with a digit or an @ may be.
    telling = "}@$" in text or "}@{" in text or any(_TELLING.search(value) for value, _, _ in values.values())
    if len(values) < 2 or not telling:
        return
    for used in _uses(text, values):
        names = _NAME.findall(used.group())
        if not 2 <= len(names) <= 8 or not all(name in values for name in names):
            continue
        parts = [values[name] for name in names]
        signs = [sign.strip("${}\\() ") for sign in _NAME.split(used.group())[1:-1]]
        signs = [sign if sign in _ADDRESS_SIGNS else "" for sign in signs]
        first, last = min(part[1] for part in parts), max(part[2] for part in parts)
        if parts == sorted(parts, key=lambda part: part[1]) and len(set(names)) == len(names):
            # What lies between the parts goes; what stands before the first says what they are.
            gaps = zip(itertools.pairwise(parts), signs, strict=True)
            yield glance.view([Edit(before[2], after[1], sign) for (before, after), sign in gaps])
        elif last - first <= _MOST_TURNED:  # in another order
            values_in_turn = [part[0] for part in parts]
            shown = "".join(map("".join, zip(values_in_turn, [*signs, ""], strict=True)))
            yield glance.view([Edit(first, last, shown)])


def _uses(text: str, names: Collection[str]) -> Iterator[re.Match[str]]:
    """What ``_USED`` finds where two of the names stand side by side; by itself it is tried at every word."""
    spots = sorted(
        (at, at + len(name))
        for name in names
        for at in places((name,), text, 0, len(text))
        if not _is_wordy(text[at - 1 : at]) and not _is_wordy(text[at + len(name) : at + len(name) + 1])
    )
    read = 0
    for (start, end), (after, _) in itertools.pairwise(spots):
        if start < read or not 0 <= after - end <= _MOST_SIGNS:
            continue
        # Back to what no such expression holds, so that it is read from its beginning.
        begin = start
        while begin > read and (
            (sign := text[begin - 1]).isalnum() or sign.isspace() or sign in "_${}.+|&\\()"
        ):
            begin -= 1
        for used in _USED.finditer(text, begin, start + _REACH):
            if used.start() > start:
                break
            read = used.end()
            yield used
        read = max(read, end)


def _is_wordy(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


DISGUISE = _Glued()
