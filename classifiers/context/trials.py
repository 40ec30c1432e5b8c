"""Trials: what a program that tests something makes up for it: people, addresses, numbers, logins, cards.

Rule 1: a program is a trial by its form: assertions, cases, the marks of a framework, at several places of it.
Rule 2: a value that is known to be nobody's (Alice, foo, example.com, 555-01xx) explains what stands near it, where the
program has two different ones.
Rule 3: what stands beside a word for whom a business deals with, or for data that were taken from a live system, is
no sample; nor is a whole person with a day of birth, nor a row of a dump, nor what is written around the program.
Rule 4: of credentials only those go that somebody wrote; what was drawn, has a vendor's shape, or is a password as
people choose theirs ("Sommer2024!"), stays. Of cards those go that repeat their digits, as those do that banks give out
for tests.
"""

import base64
import binascii
import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from classifiers.checks.letters import written
from classifiers.checks.words import phrases
from classifiers.compiled import compiled
from classifiers.context.business import DEALT_WITH, near
from classifiers.context.lifelike import PATTERNS as OF_LIFE
from classifiers.context.lifelike import lifelike
from classifiers.context.program import Program, Zone, program_of
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.kept import Kept, folder
from classifiers.passage import Passage
from classifiers.persons import identifies
from classifiers.sighting import Sights

_INVENTED = frozenset(
    (
        *(
            "PERSON",
            "ORGANIZATION",
            "LOCATION",
            "STREET_ADDRESS",
            "EMAIL_ADDRESS",
            "PHONE_NUMBER",
            "USERNAME",
        ),
        *("IP_ADDRESS", "HOSTNAME", "CREDIT_CARD", "CARD_EXPIRY", "CARD_CVV", "IBAN_CODE", "DATE_OF_BIRTH"),
        *("CUSTOMER_ID", "US_BANK_NUMBER", "ABA_ROUTING_NUMBER", "SERIAL_NUMBER", "FINANCIAL_AMOUNT"),
        *("NATIONAL_ID", "UK_POSTCODE"),
    )
)
_WRITTEN = frozenset({"PASSWORD", "PASSWORD_HASH", "CONNECTION_STRING", "API_KEY", "ACCESS_TOKEN"})
_KEYS = frozenset({"API_KEY", "ACCESS_TOKEN"})
_VENDORS = 90.0  # from this score on a key has a vendor's shape
_FEWEST, _MANY, _MOST = 2, 6, 1_000  # marks of a trial
_READ = 60_000  # characters in which they are looked for
_AHEAD, _BEHIND = 300, 160  # characters around a value in which a text may say whose it is
_RECORD = 200  # characters between a person and the day of birth
# An assertion, a case or a mark of a framework.
_TRIED = compiled(
    r"\b(?:self\.|t\.|this->|self::|Assert\.|\?)?assert(?:_\w{1,30}|[A-Z]\w{1,30}|\.\w{1,30})\b|"
    r"^[ \t]{0,40}(?:- )?(?:ansible\.builtin\.)?assert:[ \t]{0,4}$|\?assert\w{0,20}\(|\bAssert\.[A-Z]\w|"
    r"\b(?:describe|it|test|context|specify|scenario|deftest|testWidgets|should)[ (]{1,2}[\"'`]|"
    r"(?<!\.)\bexpect ?[({]|\.should(?:_not|Be|\.|\b)|\bshouldBe\b|"
    r"\b(?:XCT|EXPECT_|ASSERT_|REQUIRE|CHECK_|TEST_CASE|TEST)\w{0,30}\(|"
    r"@(?:Test|Before|After|BeforeEach|AfterEach|DataProvider|dataProvider|pytest\.\w{1,20}|ParameterizedTest|mock\.patch)\b|"
    r"#\[(?:\w{1,20}::)?test\]|\[(?:Fact|Theory|Test|TestMethod)[\](]|\bt\.(?:Fatal|Error|Run|Helper|Parallel)\w{0,10}\(|"
    r"\bdef test_\w|\bfunc Test\w{1,60}\(|\bfunction test[A-Z_]\w|\bRSpec\.|\bextends \w{0,30}TestCase\b|"
    r"\b(?:import unittest|use Test::\w|import pytest|require ['\"](?:test_helper|spec_helper|rails_helper|minitest))|"
    r"\b(?:is|ok|is_deeply|cmp_ok|like)\([^\n]{1,200}, ?['\"][^\n]{1,80}['\"]\);|\bShould -\w|\bjest\.|"
    r"\bdef (?:setUp|tearDown)\b|\bexpect_\w{1,30}\(|\btest_that\(|@test(?:set|_\w{1,20})?\b|"
    r"\bclass \w{1,60}(?:Tests?|Spec|TestCase)\b",
    re.MULTILINE,
)
_ASSERTED = compiled(r"^[ \t]{0,60}assert[ (]", re.MULTILINE)  # which programs have, too, but beside no case
_HASH = compiled(r"\*[\dA-F]{40}")  # as MySQL keeps a password
# Whom and what writers of programs mean when they mean nobody, in small letters: in quotes, or by a literal.
_NOBODY = compiled(
    r"[\"'`](?:alice|bob|carol|mallory|john|jane|joe|foo|bar|baz|qux|spam|eggs|test(?:er|user)?)[\"'`@]"
)
_CAST = compiled(r"(?:Alice|Bob|Carol|Mallory|John|Jane|Joe|Foo|Bar|Baz)(?: (?:Doe|Smith))?")
_NOBODYS = compiled(
    r"@example\.(?:com|org|net)\b|\blorem ipsum\b|\b(?:john|jane|joe|jon) (?:doe|smith)\b|\bfaker\b|\b555-?01\d\d\b|"
    r"\b4242 ?4242|\b4111 ?1111|@test\.com\b|"
    r"\b(?:12|123|1234|456|742) (?:main|elm|oak|any|evergreen|test|fake|sample) ?"
    r"(?:st|street|ave|avenue|terrace|road|rd|town|lane)\b"
)
_OF_NOBODYS = phrases(
    "@example.|lorem ipsum| doe| smith|faker|555|4242|4111|@test.com|12 |123 |1234 |456 |742 "
)
# A machine that answers, for all one can tell.
_HOST = compiled(
    r"https?://(?!localhost|127\.|[\w.\-]{0,60}(?:example|test|foo|bar|mock|fake|dummy|sandbox|invalid|local))"
    r"[\w\-]{2,60}(?:\.[\w\-]{2,60}){1,4}",
    re.IGNORECASE,
)
# A password that a person would be made to choose, and what samples have in theirs.
_CHOSEN = compiled(r"(?=\D{0,39}\d)(?=[^a-z]{0,39}[a-z])(?=[^A-Z]{0,39}[A-Z])(?=\w{0,39}[^\w\s])\S{8,40}")
_OF_A_SAMPLE = compiled(
    r"pass|pa\$\$|secret|test|admin|foo|bar|sample|example|dummy|fake|123|abc|token|key|[/.&(){}<>\[\]]",
    re.IGNORECASE,
)
_MARK = re.compile(r"\D")
_REPEATED = re.compile(r"(\d)\1\1|(\d\d)\2|(\d{4})\d{0,8}\3")
_SAMPLES = 600  # characters around such a value
# What was not made up.
_TAKEN_OVER = compiled(
    r"\b(?:copied|taken|exported|imported|pasted|dumped|pulled|anonymi[sz]e\w{0,2})\b[^\n]{0,60}"
    r"\b(?:prod|production|live|crm|erp|customer|client|hr)\b|"
    r"\breal\W{1,3}(?:customer|patient|client|person|people|record|data|tenant|user|employee)|"
    r"\b(?:the|our|hotel's|clinic's) (?:live|production|prod) \w|\b(?:echten?|r[ée]els?|reales?|reali|wirkliche\w?)\b|"
    r"\b(?:aus|de la|della|uit|z) (?:der )?produ[kc]\w{2,6}",
    re.IGNORECASE,
)
# What a business calls its people where it speaks of them, beside those that it deals with.
_OF_SOMEBODY = compiled(
    r"\b(?:staff|payroll|ward|tenants?|members? of|guests?|"
    r"claim\w{0,4}|passengers?|pupils?|residents?|policy\W?holders?|"
    r"diagnos\w{2,3}|ticket \W{0,2}\d|prod|production|on call)\b",
    re.IGNORECASE,
)


class TrialsSieve:
    """Takes away what a test makes up."""

    id = "context-trials"
    kinds: frozenset[str] = frozenset()
    digest = digest_of(
        "2",
        *(
            one.pattern
            for one in (_TRIED, _ASSERTED, _NOBODY, _NOBODYS, _HOST, _TAKEN_OVER, _OF_SOMEBODY, _CHOSEN)
        ),
        *(one.pattern for one in (_OF_A_SAMPLE, _REPEATED)),
        *(one.pattern for one in OF_LIFE),
        *sorted(_INVENTED | _WRITTEN),
    )

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without what was made up."""
        if not any(hit.kind in _INVENTED or hit.kind in _WRITTEN for hit in hits):
            return hits
        program = passage.once(program_of) or passage.once(_program_of_cases)
        if program is None:
            return hits
        body = passage.once(tried)
        samples = () if body is not None else passage.once(_samples)
        if (body is None and not samples) or passage.once(_is_taken_over):
            return hits
        people = sorted(hit.start for hit in hits if hit.kind == "PERSON")
        born = (hit for hit in hits if hit.kind == "DATE_OF_BIRTH")
        whole = sorted(
            [hit.start for hit in born if near(people, hit, _RECORD)] + lifelike(passage.text, hits)
        )
        told = sorted({hit.start for hit in hits if identifies(hit)})
        return [
            hit
            for hit in hits
            if not (
                _is_made_up(program, body, samples, hit, whole)
                or (body and _is_a_lone_cell(program, hit, told))
            )
        ]


def _program_of_cases(text: str) -> Program | None:
    """A text as a program that is known for one only by its many cases."""
    return Program(text) if len(_places(text, _TRIED, _MANY)) == _MANY else None


def tried(text: str) -> tuple[int, int] | None:
    """From where to where a text tests something; None where it does not."""
    marks = _places(text, _TRIED, _MOST)
    if len(marks) == 1:
        marks += _places(text, _ASSERTED, _MOST)
    return (min(marks), max(marks)) if len(marks) >= _FEWEST else None


def _places(text: str, marks: re.Pattern[str], most: int) -> list[int]:
    """Where the first of some marks stand; to ask `re` for those of trials takes a microsecond for two characters."""
    found = _sights().of(text[:_READ]).finditer(marks)
    return [mark.start() for mark in itertools.islice(found, most)]


@cache
def _sights() -> Sights:
    """What is looked for in all of a text, and found in few."""
    return Sights((_TRIED, _ASSERTED, _TAKEN_OVER), Kept(folder()))


def _is_taken_over(text: str) -> bool:
    """Whether a text says that its data were taken from a system that people work with."""
    return _sights().of(text[:_READ]).search(_TAKEN_OVER) is not None


def _samples(text: str) -> tuple[int, ...]:
    """Where values stand that are nobody's; none where there is but one."""
    low = text[:_READ].lower()
    if len(low) != len(text[:_READ]):  # "İ" has two
        low = text[:_READ]
    found = list(itertools.islice(_NOBODY.finditer(low), _MOST))
    if any(literal in low for literal in _OF_NOBODYS):
        found += itertools.islice(_NOBODYS.finditer(low), _MOST)
    return tuple(sorted(one.start() for one in found)) if len({one[0] for one in found}) >= _FEWEST else ()


def _is_made_up(
    program: Program, body: tuple[int, int] | None, samples: Sequence[int], hit: Hit, whole: Sequence[int]
) -> bool:
    text = program.text
    if hit.is_foreign or (hit.verified and hit.kind == "NATIONAL_ID"):
        return False
    if body is None and not near(samples, hit, _SAMPLES):
        return False
    around = max(0, hit.start - _AHEAD), hit.end + _BEHIND
    if hit.kind in _WRITTEN and hit.kind not in _KEYS and _HOST.search(text, *around):
        return False
    if hit.kind in _WRITTEN:
        return not (hit.kind in _KEYS and hit.score >= _VENDORS) and _is_written(text[hit.start : hit.end])
    if hit.kind == "CREDIT_CARD" and not _REPEATED.search(_MARK.sub("", text[hit.start : hit.end])):
        return False
    if hit.kind not in _INVENTED:
        return False
    zone = program.zone(hit.start)
    if zone is Zone.ROW or (zone is Zone.PROSE and not (body is not None and body[0] < hit.start < body[1])):
        return False
    return _CAST.fullmatch(text[hit.start : hit.end]) is not None or not (
        DEALT_WITH.search(text, *around) or _OF_SOMEBODY.search(text, *around) or near(whole, hit, _RECORD)
    )


def _is_a_lone_cell(program: Program, hit: Hit, told: Sequence[int]) -> bool:
    """Whether a name of one word is all that its row tells of anybody."""
    low, high = program.line(hit.start)
    return (
        hit.kind == "PERSON"
        and not hit.is_foreign
        and " " not in program.text[hit.start : hit.end]
        and program.zone(hit.start) is Zone.ROW
        and bisect_left(told, high) - bisect_left(told, low) <= 1
    )


def _is_written(value: str) -> bool:
    """Whether somebody wrote a password, and not for a login of his; also where it stands as a header does, with its
    user in Base64."""
    if _CHOSEN.fullmatch(value) and not _OF_A_SAMPLE.search(value):
        return False
    try:
        plain = base64.b64decode(value.strip(), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        plain = ""
    return _HASH.fullmatch(value) is not None or written(plain if plain.isprintable() and plain else value)


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [TrialsSieve()]
