"""Amounts: what somebody is paid, and what a client, a deal or a case is about.

An amount alone is a price in a shop. It counts once a word in its line (or the head of its column) says what it is,
and the text names a person, a client or a deal. Amounts are recorded more often than they are replaced, so a hit
never covers what another detector found.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from classifiers.compiled import compiled
from classifiers.context.ground import Ground
from classifiers.context.lexicon import Lexicon, Term, spots, windows
from classifiers.detector import Combined, Hit
from classifiers.digest import digest_of
from classifiers.fields import tables
from classifiers.passage import Passage
from classifiers.persons import identifies
from classifiers.settle import LOW_LEVEL

MOST_AMOUNTS = 20_000  # of one text
_FIRMS = frozenset({"ORGANIZATION", "PROJECT_CODENAME", "CONFIDENTIAL_MARKING", "PRIVILEGED_MARKING"})
_BEFORE, _AFTER = 60, 24  # characters in which the word stands
_NEAR = 300
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}(?!\d)){1,4}(?:[.,]\d{1,2}(?!\d))?|\d{1,9}(?:[.,]\d{1,3})?"
_SIGN = r"[$€£¥₹]|(?:US|CA|AU|R|C|A)\$|EUR|USD|GBP|CHF|PLN|BRL|SEK|NOK|DKK|CZK|HUF|JPY|INR|AED|zł|BTC|ETH"
_SCALE = (
    r"(?:[kKmMbB]|[mM]{2}|[bB]n|[mM]io\.?|[mM]rd\.?|[mM]ln\.?|[mM]ld\.?|[tT]sd\.?|million(?:en|s|i|e)?|"
    r"Million(?:en)?|billion|thousand|millones|milhões|mil|tys\.)(?![^\W\d_])"
)
_AMOUNT = compiled(
    rf"(?<![\w.,/\-$€£])(?:(?:{_SIGN}) ?(?:{_NUMBER})(?: ?(?:-|–|to|"
    rf"bis) ?(?:{_SIGN})? ?(?:{_NUMBER}))? ?(?:{_SCALE})?"
    rf"|(?:{_NUMBER})(?: ?[-–] ?(?:{_NUMBER}))? ?(?:{_SCALE} ?)?(?:{_SIGN}|[TMK]€|euros?|Euro|dollars?|"
    rf"pounds|złotych|zł|euro)(?!\w)(?:/[^\W\d_]{{2,12}})?"
    rf"|(?:{_NUMBER}) ?(?!b\b|m\b|B\b|mm\b|bn\b){_SCALE}(?=[\s,.;:)/]|$))"
    r"(?: (?:brutto|netto|net|brut|gross|bruto|brutos|neto|netos|lordi|lordo|netti|líquidos?)(?![^\W_]))?"
)
# Behind a word for pay a plain number is an amount, too.
_PLAIN = compiled(
    r"(?<![\w.,/\-+])(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,2}(?:[.,]\d{2})?|\d{4,7}(?:[.,]\d{2})?|"
    r"\d{3}[.,]\d{2})(?![\w/\-]|[.,]\d)"
)
_LINKS = compiled(
    r"(?:[ \t]*(?:[:=(]|(?:attesa|requested|expected|approx\.?|of|is|was|to|at|von|de|di|van|ca\.?|ok\.?|"
    r"auf|a|by)(?![^\W_])|[±~]))*[ \t]*"
)
_SIGNED = compiled(r"(?<=,)[$€£]\d{1,3}(?:,\d{3}){1,3}(?=,|$)", re.MULTILINE)
_YEAR = compiled(r"(?:19|20)\d\d")
_CELL = compiled(rf"(?:{_SIGN})? ?-?(?:{_NUMBER})(?: ?(?:{_SCALE}|{_SIGN}))?")
_COLOUR = compiled(r"ral \d{4}(?!\d)")  # of the list of paints, not the Italian gross pay of a year
# Prices that everybody may know are no secret.
_PUBLIC = compiled(
    r"(?:per month|/mo(?:nth)?|/user|per user|subscription|msrp|retail price|list price|on amazon|"
    r"ticket price)"
)


class MoneyCombiner:
    """Pay and amounts of one text. ``words`` gives the lists pay, deal, heads and private, as terms."""

    id = "context-money"
    kinds = frozenset({"SALARY", "FINANCIAL_AMOUNT"})

    def __init__(self, words: Mapping[str, Sequence[Term]]) -> None:
        self._lexicon = Lexicon([*words["pay"], *words["deal"]])
        self._private = Lexicon(words["private"])
        self._pay = frozenset(" ".join(term.words) for term in words["pay"])
        self._heads = frozenset(" ".join(term.words) for term in words["heads"])
        self._head_words = frozenset(term.words[0] for group in ("pay", "heads") for term in words[group])
        self.digest = digest_of(
            "1", *(f"{group} {' '.join(term.words)}" for group in sorted(words) for term in words[group])
        )

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """The amounts of the text that are somebody's."""
        words = passage.words
        if self._lexicon.absent(words) and self._head_words.isdisjoint(words):
            return Combined()
        people = [hit for hit in hits if identifies(hit)]
        firm = any(hit.kind in _FIRMS and hit.score >= LOW_LEVEL for hit in hits)
        if not people and not firm and not self._is_private(passage):
            return Combined()
        taken = Ground(hit for hit in hits if hit.score >= LOW_LEVEL)
        found = [*self._in_prose(passage, people), *(self._in_columns(passage) if people else ())]
        return Combined(tuple(hit for hit in found if not taken.meets(hit.start, hit.end)))

    def _is_private(self, passage: Passage) -> bool:
        return not self._private.absent(passage.words) and bool(
            self._private.matches(passage.text, passage.low, passage.words)
        )

    def _in_prose(self, passage: Passage, people: Sequence[Hit]) -> Iterator[Hit]:
        text, low = passage.text, passage.low
        places = self._lexicon.matches(text, low, passage.words)
        if not places:
            return
        ends = [match.end for match in places]
        said = [" ".join(match.term.words) in self._pay for match in places]
        left = MOST_AMOUNTS
        index = 0
        seen = -1
        whole: set[int] = set()
        named = Ground(people)
        for amount in _amounts(text, [match.start for match in places]):
            left -= 1
            if left < 0:
                passage.give_up()
                return
            start, end = amount.start(), amount.start() + len(amount[0].rstrip())
            while index < len(ends) and ends[index] <= start:
                index += 1
            line = max(text.rfind("\n", max(0, start - _BEFORE), start) + 1, start - _BEFORE)
            word = index - 1 if index and ends[index - 1] >= line else -1
            if word < 0 and index < len(ends) and places[index].start <= end + _AFTER:
                word = index if "\n" not in text[end : places[index].start] else -1
            # What follows an amount in a list goes on with it: "Umsatz 18 Mio., EBITDA ..., Netto ...".
            if word < 0 and not (seen >= 0 and start - seen <= 40 and "\n" not in text[seen:start]):
                continue
            near = named.near(start, _NEAR)
            pay = word >= 0 and said[word] and bool(people)
            # "Per month" is said of a subscription; beside a person and a word for pay, of the pay.
            if not (pay and near) and _PUBLIC.search(low, max(0, start - 40), end + 48):
                continue
            seen = end
            whole.add(start)
            if pay:
                yield Hit(start, end, "SALARY", self.id, 74.0 if near else 68.0)
            else:
                yield Hit(start, end, "FINANCIAL_AMOUNT", self.id, 70.0 if near else 66.0)
        if people:
            for match, of_pay in zip(places, said, strict=True):
                if _COLOUR.match(low, match.start) is not None:
                    continue
                if of_pay and (link := _LINKS.match(low, match.end, match.end + 24)) is not None:
                    plain = _PLAIN.match(text, link.end())
                    if plain is not None and plain.start() not in whole and not _YEAR.fullmatch(plain[0]):
                        yield Hit(plain.start(), plain.end(), "SALARY", self.id, 70.0)

    def _in_columns(self, passage: Passage) -> Iterator[Hit]:
        """Cells below a head that names pay or an amount."""
        text, low = passage.text, passage.low
        if passage.words.isdisjoint(self._head_words) or "\n" not in text:
            return
        end = -1
        for at in spots(low, self._head_words & passage.words):
            if at <= end:
                continue
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            if end < 0:
                return
            if not any(mark in low[start:end] for mark in ";,|\t") and "  " not in low[start:end]:
                continue
            head = tables.head(text, start, end)
            if head is None:
                continue
            mark, cells = head
            kinds = [self._named(low[cell.start : cell.end]) for cell in cells]
            if not any(kinds):
                continue
            loose = mark == "," and _SIGNED.search(text, end + 1, text.find("\n", end + 1) % (len(text) + 1))
            if loose is not None and loose:
                # Commas inside amounts that nobody quoted: the columns cannot be told apart, the signs can.
                kind = next(kind for kind in kinds if kind)
                stop = text.find("\n\n", end)
                for amount in _SIGNED.finditer(text, end, len(text) if stop < 0 else stop):
                    yield Hit(amount.start(), amount.end(), kind, self.id, 70.0)
                end = len(text) if stop < 0 else stop
                continue
            for row_end, row in tables.rows(text, end, mark, len(cells)):
                end = row_end
                for kind, cell in zip(kinds, row, strict=True):
                    if kind and _CELL.fullmatch(text, cell.start, cell.end):
                        yield Hit(cell.start, cell.end, kind, self.id, 72.0)

    def _named(self, head: str) -> str:
        name = " ".join(re.findall(r"[^\W_]+", head))
        if name in self._pay:
            return "SALARY"
        return "FINANCIAL_AMOUNT" if name in self._heads else ""


def _amounts(text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """The amounts around words that tell what they are."""
    reached = -1
    for first, last in windows(places, _AFTER + 40, _BEFORE + 80):
        for found in _AMOUNT.finditer(text, first, last):
            whole = found if found.end() < last else _AMOUNT.match(text, found.start())
            if whole is not None and whole.start() > reached:
                reached = whole.end()
                yield whole
