"""Topics of somebody's trade: what a person speaks on, knows about, defends or sells is not what that person has.

Rule 1: a phrase of a trade ("gives a talk on", "spécialiste de", "verteidigt bei") takes the facts behind it in its
sentence, up to whatever turns to somebody again: another person, "her", "my", a verb such as "has".
Rule 2: in a sentence about care or a visit ("was referred to", "went to a talk on") the topic tells of whoever is
cared for, so nothing is taken there; nor where the phrase itself is about somebody ("defends Jane Roe, accused of").
Rule 3: what is treated, sold or played takes facts of health only, and nobody sells heroin as a trade. Whoever is
played may be told of behind "who" ("plays a nun who is pregnant").
Rule 4: what somebody leads is a topic up to the word for it ("runs the asthma clinic"), and none without such a word.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import yaml

from classifiers.authored import Loader
from classifiers.compiled import compiled
from classifiers.context.lexicon import windows
from classifiers.context.ties import SOMEBODY
from classifiers.context.told import asked
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_LIST = Path(__file__).parent / "lists" / "trades.yaml"
_HEALTH = frozenset({"MEDICAL_CONDITION"})
_ORIGIN = frozenset({"NRP"})
_TOPICS = _HEALTH | _ORIGIN | {"CRIMINAL_RECORD", "TRADE_UNION", "SEXUAL_ORIENTATION", "FINANCIAL_SITUATION"}
_AROUND = 240  # characters around a fact in which a trade is looked for
_REACH = 140  # characters from a phrase to the last of its topics
_GROWN = 12  # characters by which a fact may begin ahead of the phrase that leads to it

# What ends a sentence, or turns from the topic to somebody.
_TURNS = compiled(
    r"[!?;\n]|\.(?!\w)|(?<![^\W_])(?:has|had|have|was|were|is|suffers?|takes|who|whose|because|since|after|i|my|our|own|"
    r"hat|hatte|ist|war|leidet|nimmt|weil|seit|nachdem|ich|meine?[rmns]?|unsere?[rmns]?|eigene[rns]?|"
    r"souffre|prend|parce|depuis|je|mon|ma|mes|notre|propre|tiene|sufre|toma|porque|mi|nuestr[oa]|propi[oa]|"
    r"soffre|perché|mio|mia|propri[oa]|heeft|omdat|sinds|mijn|eigen|tem|sofre|meu|minha|própri[oa]|"
    r"while|despite|although|though|obwohl|trotz|malgré|aunque|nonostante|ondanks|hoewel|apesar|embora|mimo|chociaż|"
    r"choruje|cierpi|bierze|bo|mój|moj[aąe]|własn\w{1,3}|"
    r"suicid\w{1,3}|suizid\w{0,4}|selbstmord|zelfmoord|samobój\w{2,5})(?![^\W_])"
)
_ROLE = compiled(r"[^\n.,;!?]{1,40}? (?:who|qui|que|che|który|która) [^\W_]{1,12} ")
_OF_CARE = compiled(
    r"(?<![^\W_])(?:patient\w{0,3}|pt|paciente|paziente|pacjent\w{0,3}|patiënte?|refer(?:s|red|ral)?|seen by|saw|sees|"
    r"seeing|appointment|attend(?:s|ed|ing)?|went|goes|going|enrol\w{0,4}|signed up|joined a|was sent|been sent|reads?|"
    r"überw(?:iesen|eisen)|behandel\w{1,4}|termin (?:beim|bei)|besucht|teilgenommen|nimmt an|geht zu|liest|"
    r"adressée?|suivie? par|consulte|rendez-vous|assist[eé]|participe|lit|derivad[oa]|acude|cita con|asiste|"
    r"inviat[oa]|seguit[oa] da|visita (?:da|con)|frequenta|verwezen|afspraak|onder behandeling|volgt|"
    r"encaminhad[oa]|seguid[oa] por|consulta com|skierowan[ya]|leczy|chodzi|wizyt\w{1,2})(?![^\W_])"
)
_STOPS = re.compile(
    r"[!?\n]|\.(?=\s)(?<!\bdr\.)(?<!\bmr\.)(?<!\bmrs\.)(?<!\bsgt\.)(?<!\bprof\.)(?<!\b\d\.)(?<!\b\d\d\.)"
)


@dataclass(frozen=True, slots=True)
class _Lead:
    """What leads to a topic: the words of which a text must have some, the phrase, and what it takes."""

    near: frozenset[str]
    also: frozenset[str]
    pattern: re.Pattern[str]
    kinds: frozenset[str]
    named: bool  # whether the phrase itself names who does it
    group: str

    def may_be_in(self, words: frozenset[str]) -> bool:
        return not self.near.isdisjoint(words) and not (self.also and self.also.isdisjoint(words))


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where the phrase of a trade and its topics begin, where they end, and which kinds of facts they are."""

    lead: int
    start: int
    end: int
    kinds: frozenset[str]

    def holds(self, fact: Hit) -> bool:
        begins = self.lead - _GROWN <= fact.start < self.end
        return begins and self.start < fact.end <= self.end and fact.kind in self.kinds


_lead = attrgetter("lead")


@cache
def _leads() -> tuple[_Lead, ...]:
    return tuple(
        _Lead(near, also, compiled(pattern), kinds, named, group)
        for group, kinds, named in (
            ("speaks", _TOPICS, False),
            ("works", _TOPICS, True),
            ("treats", _HEALTH, True),
            ("sells", _HEALTH, False),
            ("plays", _HEALTH, True),
            ("leads", _TOPICS, False),
            ("translates", _ORIGIN, True),
        )
        for near, also, pattern in map(asked, _lists()[group])
    )


@cache
def _words(name: str) -> re.Pattern[str]:
    """One of the words of a list without groups."""
    return compiled(asked(_lists()[name])[2])


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = yaml.load(_LIST.read_text(encoding="utf-8"), Loader=Loader)
    return lists


class TradesSieve:
    """Takes away facts that are the topic of somebody's work."""

    id = "context-trades"
    kinds: frozenset[str] = frozenset()
    digest = digest_of(
        "2",
        _LIST.read_text(encoding="utf-8"),
        *(one.pattern for one in (_TURNS, _ROLE, _OF_CARE, _STOPS, SOMEBODY)),
    )

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without such topics."""
        facts = [hit for hit in hits if hit.kind in _TOPICS and not hit.is_foreign]
        if not facts:
            return hits
        people = sorted(hit.start for hit in hits if hit.kind == "PERSON" and hit.score >= LOW_LEVEL)
        grounds = sorted(_grounds(passage, sorted({hit.start for hit in facts}), people), key=_lead)
        near = ((fact, _near(grounds, fact.start)) for fact in facts)
        taken = {fact for fact, some in near if any(ground.holds(fact) for ground in some)}
        return [hit for hit in hits if hit not in taken]


def _grounds(passage: Passage, facts: Sequence[int], people: Sequence[int]) -> Iterator[_Ground]:
    """Where a text tells what somebody's trade is about."""
    low = passage.low
    leads = [lead for lead in _leads() if lead.may_be_in(passage.words)]
    for first, last in windows(facts, _AROUND, _AROUND) if leads else ():
        for lead in leads:
            for found in lead.pattern.finditer(low, first, last):
                if lead.named or not _is_about_somebody(low, *found.span(), people):
                    end = _end(low, lead, found.end(), people)
                    yield _Ground(found.start(), found.end(), end, lead.kinds)


def _end(low: str, lead: _Lead, start: int, people: Sequence[int]) -> int:
    """Where the topics behind a phrase end; where they begin, if it leads to none."""
    role = _ROLE.match(low, start) if lead.group == "plays" else None
    end = _turn(low, role.end() if role is not None else start, people)
    if lead.group == "leads":
        led = _words("led").search(low, start, end)
        return led.end() if led is not None else start
    if lead.kinds is _HEALTH and _words("street").search(low, start, end) is not None:
        return start
    return end


def _near(grounds: Sequence[_Ground], at: int) -> Sequence[_Ground]:
    """Those that may hold what begins at a place."""
    first = bisect_left(grounds, at - _AROUND, key=_lead)
    return grounds[first : bisect_right(grounds, at + _GROWN, key=_lead)]


def _turn(low: str, start: int, people: Sequence[int]) -> int:
    """Where a text that has come to a topic turns to somebody again."""
    behind = bisect_left(people, start)
    end = min([len(low), start + _REACH, *people[behind : behind + 1]])
    turns = (stop.search(low, start, end) for stop in (_TURNS, SOMEBODY))
    return min((turn.start() for turn in turns if turn), default=end)


def _is_about_somebody(low: str, start: int, end: int, people: Sequence[int]) -> bool:
    """Whether a phrase names somebody, or its sentence tells of care."""
    return (
        bisect_left(people, start) < bisect_left(people, end)
        or SOMEBODY.search(low, start, end) is not None
        or _OF_CARE.search(low, *_sentence(low, start, end)) is not None
    )


def _sentence(low: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the sentence around a place runs."""
    first = max(0, start - _AROUND)
    for stop in _STOPS.finditer(low, first, start):
        first = stop.end()
    behind = _STOPS.search(low, end, end + _AROUND)
    return first, behind.start() if behind is not None else min(len(low), end + _AROUND)


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [TradesSieve()]
