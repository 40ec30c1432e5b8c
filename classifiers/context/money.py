"""Amounts: what somebody is paid, and what a client, a deal or a case is about.

An amount alone is a price in a shop. It counts once the text names a person, a client or a deal, and either a word in
its line (or the head of its column) says what it is, or it has a currency and stands beside one of the named. Amounts
are recorded more often than they are replaced, so a hit never covers what another detector found.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from classifiers.compiled import compiled
from classifiers.context import amounts as shapes
from classifiers.context.ground import Ground
from classifiers.context.lexicon import Lexicon, Match, Term, spots, windows
from classifiers.context.unsigned import may_say, unsigned
from classifiers.detector import Combined, Hit
from classifiers.digest import digest_of
from classifiers.fields import tables
from classifiers.passage import Passage
from classifiers.persons import identifies
from classifiers.settle import LOW_LEVEL

MOST_AMOUNTS = 20_000  # of one text
_FIRMS = frozenset({"ORGANIZATION", "PROJECT_CODENAME", "CONFIDENTIAL_MARKING", "PRIVILEGED_MARKING"})
_NAMED = frozenset({"PERSON", "ORGANIZATION", "PROJECT_CODENAME"})
_BEFORE, _AFTER = 60, 24  # characters in which the word stands
_NEAR = 300
_UNSIGNED = 66.0
_DAYS = compiled(r"\d{1,3} ?[-–] ?\d{1,3}(?: \w{3,5})?|[>+] ?\d{2,3}|\d{2,3} ?\+|current")
_DIGITS = compiled(r"\d[\d.,' ]?\d|\d ?[kK]")
_BESIDE = 160  # characters from a person or a firm within which an amount needs no word
# Prices that everybody may know are no secret.
_PUBLIC = compiled(r"(?:subscription|msrp|retail price|list price|on amazon|ticket price)")
# Said of a subscription; beside somebody named, of the pay or the contract.
_RATE = compiled(r"(?:per month|/mo(?:nth)?|/user|per user)")

# What the head of a column says of the time of an amount: "Brutto neu", "salary_2027".
_YEAR = compiled(r"(?:19|20)\d\d|(?:fy)?\d\d")
_OF_WHEN = frozenset(
    re.findall(
        r"\w+",
        "old new current proposed previous prior next last present future today alt alte altes neu neue neues "
        "bisher künftig aktuell ancien nouveau nouvelle actuel actuelle proposé actual nuevo nueva anterior "
        "propuesto propuesta attuale nuovo vecchio proposto oud oude nieuw nieuwe huidig huidige atual novo "
        "nova antigo proposto obecne obecna nowe nowa nowy stara stare eur usd gbp chf pln euro euros",
    )
)
_PROPOSAL = compiled(
    r"\b(?:proposal|proposed|proposition|vorschlag|neu|new|proposée?|propuest[ao]|propost[ao]|voorstel|nieuw|"
    r"propozycja)(?![^\W\d_])"
)


class MoneyCombiner:
    """Pay and amounts of one text. ``words`` gives the lists pay, deal, heads, private, owed and talk, as terms."""

    id = "context-money"
    kinds = frozenset({"SALARY", "FINANCIAL_AMOUNT"})

    def __init__(self, words: Mapping[str, Sequence[Term]]) -> None:
        self._lexicon = Lexicon([*words["pay"], *words["deal"]])
        self._private = Lexicon(words["private"])
        self._owed = Lexicon(words["owed"])
        self._talk = Lexicon([*words["pay"], *words["deal"], *words["owed"], *words["talk"]])
        self._pay = frozenset(" ".join(term.words) for term in words["pay"])
        self._heads = frozenset(" ".join(term.words) for term in words["heads"])
        self._head_words = frozenset(term.words[0] for group in ("pay", "heads") for term in words[group])
        self.digest = digest_of(
            "5", *(f"{group} {' '.join(term.words)}" for group in sorted(words) for term in words[group])
        )

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """The amounts of the text that are somebody's."""
        words = passage.words
        sure = [hit for hit in hits if hit.score >= LOW_LEVEL]
        named = [hit for hit in sure if hit.kind in _NAMED]
        told = not self._lexicon.absent(words)
        money = bool(named) and shapes.has_money(passage.text, words)
        owed = bool(named) and not self._owed.absent(words)
        talk = bool(named) and not self._talk.absent(words)
        if not (told or money or owed or talk) and self._head_words.isdisjoint(words):
            return Combined()
        people = [hit for hit in sure if identifies(hit)]
        if not people and not any(hit.kind in _FIRMS for hit in sure) and not self._is_private(passage):
            return Combined()
        places = self._lexicon.matches(passage.text, passage.low, words) if told else []
        found = list(self._in_prose(passage, places, people, named if money else ()))
        if people:
            found += self._plain(passage, places, found)
        if named:
            found += self._in_columns(passage)
        if owed and self._owed.matches(passage.text, passage.low, words):
            found += self._exact(passage.text, named)
        if talk:
            found += self._unsigned(passage, named, bool(people), Ground(found))
        taken = Ground(sure)
        return Combined(tuple(hit for hit in found if not taken.meets(hit.start, hit.end)))

    def _is_private(self, passage: Passage) -> bool:
        return not self._private.absent(passage.words) and bool(
            self._private.matches(passage.text, passage.low, passage.words)
        )

    def _is_pay(self, match: Match) -> bool:
        return " ".join(match.term.words) in self._pay

    def _in_prose(
        self, passage: Passage, places: Sequence[Match], people: Sequence[Hit], named: Sequence[Hit]
    ) -> Iterator[Hit]:
        """Amounts near words that tell what they are, and those beside somebody who is named."""
        text, low = passage.text, passage.low
        grounds = windows(
            sorted([*(match.start for match in places), *(hit.start for hit in named)]), _BESIDE, _BESIDE + 40
        )
        near_people, near_names = Ground(people), Ground(named)
        left = MOST_AMOUNTS
        index = 0
        seen = -1
        for amount in shapes.amounts(text, grounds):
            left -= 1
            if left < 0:
                passage.give_up()
                return
            start, end = amount.start(), amount.start() + len(amount[0].rstrip())
            while index < len(places) and places[index].end <= start:
                index += 1
            line = max(text.rfind("\n", max(0, start - _BEFORE), start) + 1, start - _BEFORE)
            word = index - 1 if index and places[index - 1].end >= line else -1
            if word < 0 and index < len(places) and places[index].start <= end + _AFTER:
                word = index if "\n" not in text[end : places[index].start] else -1
            # What follows an amount in a list goes on with it: "Umsatz 18 Mio., EBITDA ..., Netto ...".
            goes_on = seen >= 0 and start - seen <= 40 and "\n" not in text[seen:start]
            beside = near_names.near(start, _BESIDE) and shapes.is_money(text, start, end)
            if word < 0 and not goes_on and not beside:
                continue
            near = near_people.near(start, _NEAR)
            pay = word >= 0 and bool(people) and self._is_pay(places[word])
            paid = pay and near
            if not paid and _PUBLIC.search(low, max(0, start - 40), end + 48):
                continue
            if not (paid or beside) and _RATE.search(low, max(0, start - 40), end + 48):
                continue
            seen = end
            score = (74.0 if near else 68.0) if pay else 70.0 if near and word >= 0 else 66.0
            kind = "SALARY" if pay else "FINANCIAL_AMOUNT"
            yield Hit(start, end, kind, self.id, score)
            if (other := shapes.AGAINST.match(text, end)) is not None:
                seen = other.end()
                yield Hit(*other.span("it"), kind, self.id, score)

    def _plain(self, passage: Passage, places: Sequence[Match], found: Sequence[Hit]) -> Iterator[Hit]:
        """Numbers without a currency behind words for pay: "salary 41,700", "asking 78"."""
        text, low = passage.text, passage.low
        whole = {hit.start for hit in found}
        for match in places:
            if shapes.COLOUR.match(low, match.start) is not None or not self._is_pay(match):
                continue
            link = shapes.LINKS.match(low, match.end, match.end + 24)
            plain = shapes.PLAIN.match(text, link.end()) if link is not None else None
            if plain is not None and plain.start() not in whole and not shapes.YEAR.fullmatch(plain[0]):
                yield Hit(plain.start(), plain.end(), "SALARY", self.id, 70.0)
        if any(shapes.IN_THOUSANDS.search(text, hit.start, hit.end) for hit in found):
            for short in shapes.SHORT.finditer(low):
                if short.start("it") not in whole:
                    yield Hit(*short.span("it"), "SALARY", self.id, 66.0)

    def _exact(self, text: str, named: Sequence[Hit]) -> Iterator[Hit]:
        """Numbers to the cent in the line of somebody named, and those right behind "owes", in a text of debts."""
        near = Ground(named)
        for shape, group in ((shapes.EXACT, 0), (shapes.DUE, "it")):
            for number in shape.finditer(text):
                start, end = number.span(group)
                line = text.rfind("\n", max(0, start - _BESIDE), start) + 1
                if shape is shapes.DUE or near.meets(max(line, start - _BESIDE), end + _AFTER):
                    yield Hit(start, end, "FINANCIAL_AMOUNT", self.id, 66.0)

    def _unsigned(self, passage: Passage, named: Sequence[Hit], people: bool, taken: Ground) -> Iterator[Hit]:
        """Amounts without a sign, in lines that speak of money, beside somebody who is named."""
        text = passage.text
        said = may_say(passage.words, passage.low)
        if not said and _DIGITS.search(text) is None:
            return
        near = Ground(named)
        cues = self._talk.matches(text, passage.low, passage.words)
        for start, end, pay in unsigned(text, cues, self._is_pay, said):
            if near.near(start, _NEAR) and not taken.meets(start, end):
                yield Hit(start, end, "SALARY" if pay and people else "FINANCIAL_AMOUNT", self.id, _UNSIGNED)

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
            heads = [low[cell.start : cell.end] for cell in cells]
            kinds = _proposed(_aged([self._named(one) for one in heads], low, cells), heads)
            if not any(kinds):
                continue
            loose = mark == "," and shapes.SIGNED.search(
                text, end + 1, text.find("\n", end + 1) % (len(text) + 1)
            )
            if loose is not None and loose:
                # Commas inside amounts that nobody quoted: the columns cannot be told apart, the signs can.
                kind = next(kind for kind in kinds if kind)
                stop = text.find("\n\n", end)
                for amount in shapes.SIGNED.finditer(text, end, len(text) if stop < 0 else stop):
                    yield Hit(amount.start(), amount.end(), kind, self.id, 70.0)
                end = len(text) if stop < 0 else stop
                continue
            for row_end, row in tables.rows(text, end, mark, len(cells)):
                end = row_end
                for kind, cell in zip(kinds, row, strict=True):
                    if kind and shapes.CELL.fullmatch(text, cell.start, cell.end):
                        yield Hit(cell.start, cell.end, kind, self.id, 72.0)

    def _named(self, head: str) -> str:
        said = re.findall(r"[^\W_]+", head)
        bare = [word for word in said if word not in _OF_WHEN and _YEAR.fullmatch(word) is None]
        for name in (" ".join(said), " ".join(bare)):
            if name in self._pay:
                return "SALARY"
            if name in self._heads:
                return "FINANCIAL_AMOUNT"
        return ""


def _proposed(kinds: list[str], heads: Sequence[str]) -> list[str]:
    """The kinds of columns, where a proposal beside a column of pay is one of pay: "base_2026;proposal_2027"."""
    pay = next((kind for kind in kinds if kind), "")
    return [kind or (pay if _PROPOSAL.search(head) else "") for kind, head in zip(kinds, heads, strict=True)]


def _aged(kinds: list[str], low: str, cells: Sequence[tables.Cell]) -> list[str]:
    """The kinds of columns, where some are called by days, as in a list of debtors: "0-30", "31-60", "90+"."""
    aged = [_DAYS.fullmatch(low, cell.start, cell.end) is not None for cell in cells]
    if sum(aged) < 2:
        return kinds
    return [kind or ("FINANCIAL_AMOUNT" if old else "") for kind, old in zip(kinds, aged, strict=True)]
