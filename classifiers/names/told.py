"""What a text tells about somebody, by a second model: firms, sums, illnesses, secrets, whatever people would mark.

It learnt from whole prompts in which everything was marked (``train/facts.py``); only secrets need a listed word near.

Rule 1: only beside somebody whom a detector knows by name, address or number. In 1,674 real clean prompts the first
such model told something in 45, in six of them beside somebody; and where nobody is known, it need not be asked.
Rule 2: what another detector found keeps its place and kind. A value that meets it gives way; of a clause or a name
what is left stays; a person, firm or place may reach further than one of its kind.
Rule 3: what looks like no number or secret is none, and in a long sheet the heads of its columns tell.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from sys import maxsize

from classifiers.detector import Combined, Combiner, Hit, Sieve
from classifiers.digest import digest_of
from classifiers.names.believed import BIRTH, CLAUSES, is_believed
from classifiers.names.facts import Fact, Reader
from classifiers.names.gate import looked_at
from classifiers.names.tagger import FOLDER
from classifiers.names.words import Word
from classifiers.passage import Passage
from classifiers.persons import identifies
from classifiers.settle import LOW_LEVEL

VERSION = "11"  # raise when the same model could answer differently
_MOST_BARE = 12  # sums and numbers without a word or sign in a text about somebody; one with more is a table
_COUNTED = frozenset({"FINANCIAL_AMOUNT", "CUSTOMER_ID"})
# Scores run from the low level up by so much; they are low, so that of two findings in one place the one wins that says
# what number it is. What they are worth is measured (calibration.yaml).
_SPREAD = 4.0
_NAMES = frozenset({"PERSON", "ORGANIZATION", "LOCATION"})
_PHRASES = CLAUSES | {"ORGANIZATION", "LOCATION", "FINANCIAL_AMOUNT"}  # of which the model doubts the ends
_IN_PARTS = _PHRASES | _NAMES  # of which what another detector left over still tells something
_SIGN = re.compile(r"[$€£¥₹+#@]{1,2}\Z")  # which belongs to what touches it
_WHOSE = re.compile(r"['’]s\Z")
_TAG = re.compile(r"</?[a-zA-Z]")
_HOST = re.compile(r"(?=.{0,60}[^\W\d])[\w-]{1,60}(?:\.[\w-]{1,60}){2,6}")
_LETTERS = re.compile(r"[^\W\d]+(?:[._-][^\W\d]+)*")
_EDGES = " \t\r\n,;:"
_FEWEST = 3  # letters or digits of what is left of a clause
_BARE = re.compile(r"[\d.,'’ ]{1,40}")
_CELL = re.compile(r"[;,|\t]")
_FEWEST_CELLS, _FEWEST_ROWS = 4, 8
_OF_SHEETS = frozenset({"IDENTIFIER", "SECRET", "FINANCIAL_AMOUNT"})  # which the heads of columns tell


class ToldCombiner:
    """The model's facts where somebody is known. Safe to share between threads."""

    id = "told"
    kinds = frozenset(
        {"PERSON", "CUSTOMER_ID", "DATE_OF_BIRTH", "USERNAME", "HOSTNAME", "ORGANIZATION", "LOCATION",
         "FINANCIAL_AMOUNT", "MEDICAL_CONDITION", "NRP", "CRIMINAL_RECORD", "TRADE_UNION", "PROJECT_CODENAME", "SECRET"}
    )  # fmt: skip

    def __init__(self, folder: Path = FOLDER) -> None:
        self._reader = Reader(folder)
        self.digest = digest_of(VERSION, json.dumps(self._reader.card, sort_keys=True))

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """The facts of which the model is sure enough, beside somebody."""
        sure = [hit for hit in hits if hit.score >= LOW_LEVEL]
        if not any(map(identifies, sure)):
            return Combined()
        people = [hit for hit in sure if hit.kind == "PERSON"]
        facts = _without_mere_numbers(passage.text, list(self._facts(passage, people)))
        return Combined(
            tuple(
                Hit(start, end, fact.kind, self.id, fact.score)
                for fact, met in _met(facts, sure)
                for start, end in _left(passage.text, fact, met)
            )
        )

    def _facts(self, passage: Passage, people: Sequence[Hit]) -> Iterator[Hit]:
        told = self._reader.read(passage, people)
        text = passage.once(looked_at).text
        sheet = _sheet(text)
        for fact in told.facts():
            yield from self._hit(text, told.words, fact, sheet)

    def _hit(
        self, text: str, words: Sequence[Word], fact: Fact, sheet: Sequence[tuple[int, int]]
    ) -> Iterator[Hit]:
        kind = self._reader.kinds[fact.kind]
        start, end = _place(text, words, fact.first, fact.last)
        if start >= end or not is_believed(text, start, end, kind, fact.chance):
            return
        if kind in _OF_SHEETS and _is_in(sheet, start):
            return
        if kind in _PHRASES:
            start, end = _place(text, words, fact.first - fact.ahead, fact.last + fact.behind)
        yield Hit(
            start, end, _named(kind, text[start:end]), self.id, float(int(LOW_LEVEL + _SPREAD * fact.chance))
        )


def _place(text: str, words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """The place of words, with the sign of what is a sum, without the ending of a genitive and the next cell."""
    start, end = words[first].start, words[last - 1].end
    sign = _SIGN.search(text, max(0, start - 2), start)
    if sign is not None:
        start = sign.start()
    whose = _WHOSE.search(text, start, end)
    if whose is not None:
        end = whose.start()
    tag = _TAG.search(text, start + 1, end)
    return start, end if tag is None else tag.start()


def _named(kind: str, value: str) -> str:
    """What the product calls what the model tells, which does not say what number a number is."""
    if kind != "IDENTIFIER":
        return kind
    if BIRTH.fullmatch(value):
        return "DATE_OF_BIRTH"
    if _HOST.fullmatch(value):
        return "HOSTNAME"
    return "USERNAME" if _LETTERS.fullmatch(value) else "CUSTOMER_ID"


def _without_mere_numbers(text: str, facts: list[Hit]) -> list[Hit]:
    bare = {fact for fact in facts if fact.kind in _COUNTED and _BARE.fullmatch(text, fact.start, fact.end)}
    return [fact for fact in facts if fact not in bare] if len(bare) > _MOST_BARE else facts


def _sheet(text: str) -> list[tuple[int, int]]:
    """The lines of a text that have as many cells as many others, in order."""
    lines: dict[int, list[tuple[int, int]]] = {}
    start = 0
    for line in text.split("\n"):
        cells = len(_CELL.findall(line)) + 1
        if cells >= _FEWEST_CELLS:
            lines.setdefault(cells, []).append((start, start + len(line)))
        start += len(line) + 1
    return sorted(row for rows in lines.values() if len(rows) >= _FEWEST_ROWS for row in rows)


def _is_in(rows: Sequence[tuple[int, int]], at: int) -> bool:
    before = bisect_right(rows, (at, maxsize)) - 1
    return before >= 0 and at < rows[before][1]


def _met(facts: Sequence[Hit], sure: Sequence[Hit]) -> Iterator[tuple[Hit, list[Hit]]]:
    """Each fact with the sure hits that overlap it; both are sorted by their beginnings, and facts do not overlap."""
    begun, at = list[Hit](), 0
    for fact in facts:
        while at < len(sure) and sure[at].start < fact.end:
            begun.append(sure[at])
            at += 1
        begun = [hit for hit in begun if hit.end > fact.start]
        yield fact, [hit for hit in begun if hit.start < fact.end]


def _left(text: str, fact: Hit, met: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """The parts of a fact that stay beside what others found."""
    others = [hit for hit in met if fact.kind not in _NAMES or hit.kind != fact.kind]
    if not others:
        yield fact.start, fact.end
    elif fact.kind in _IN_PARTS:
        start = fact.start
        for hit in [*others, Hit(fact.end, fact.end, "", "", 0.0)]:
            part = text[start : max(start, hit.start)]
            if sum(map(str.isalnum, part)) >= _FEWEST:
                yield start + len(part) - len(part.lstrip(_EDGES)), start + len(part.rstrip(_EDGES))
            start = max(start, hit.end)


class ToldSieve:
    """Takes away what is told where nobody is known any more: beside the author of a program or of a translation."""

    id = "told"
    kinds: frozenset[str] = frozenset()
    digest = digest_of("1")

    def left(self, _: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits, without those of the model where no other tells who somebody is."""
        if all(hit.detector != self.id for hit in hits):
            return hits
        others = [hit for hit in hits if hit.detector != self.id]
        return hits if any(map(identifies, others)) else others


def combiners(folder: Path = FOLDER) -> list[Combiner]:
    """The one combiner of this module. Raises DetectorFault."""
    return [ToldCombiner(folder)]


def sieves() -> list[Sieve]:
    """The one sieve of this module."""
    return [ToldSieve()]
