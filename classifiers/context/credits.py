"""Credits: who stands in a program because it is their work, and what a program's samples are made of.

Published code is full of its authors, of people who had an idea or found a fault, and of invented names in its tests.
They are public and nobody's secret. What stays: whoever the text calls a customer, a patient or the like; whoever has a
number, a street or a day of birth beside them; whole names and addresses that a program holds as values; rows of
a dump.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from classifiers.compiled import compiled
from classifiers.context.program import CODE_LINE, Program, Zone, program_of
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.persons import identifies

_CREDITABLE = frozenset({"PERSON", "ORGANIZATION", "EMAIL_ADDRESS"})
# What is only told of somebody; words of tables and of code are nobody's.
_FACTS = frozenset(
    [
        "MEDICAL_CONDITION",
        "LAB_RESULT",
        "BIOMETRIC",
        "CRIMINAL_RECORD",
        "NRP",
        "SEXUAL_ORIENTATION",
        "TRADE_UNION",
    ]
)
_DOUBTED = _CREDITABLE | _FACTS | {"IP_ADDRESS", "LOCATION"}
_NAMES = frozenset({"PERSON", "ORGANIZATION", "LOCATION"})
_CONTACTS = frozenset({"EMAIL_ADDRESS", "PERSON", "USERNAME"})
_FOREIGN = "presidio:"  # a user's own recognizers are never overruled
_BESIDE = 160  # characters to what makes a private person of a name
_AROUND_A_FACT = 300
_SURE = 88.0
# Whom a business deals with; "client" alone is a program.
_DEALT_WITH = compiled(
    r"\b(?:customers?|our clients?|patients?|applicants?|tenants?|claimants?|employees?|insured|policy ?holders?|"
    r"borrowers?|debtors?|guests?|complain\w{0,4}|invoic\w{1,4}|refund\w{0,3}|salary|payroll|confidential|born|"
    r"kund(?:e|in|en)|mandant\w{0,4}|patient(?:in|en)|mitarbeiter\w{0,5}|bewerber\w{0,5}|clientes?|pacientes?|"
    r"salari[ée]s?|emplead[oa]s?|dipendent[ei]|klant(?:en)?|klient\w{0,3}|pacjent\w{0,3})\b",
    re.IGNORECASE,
)
# Numbered sections and versions; addresses that every router and every container gives out.
_NOBODYS = compiled(
    r"\d\.(?:\d|[1-5]\d)\.(?:\d|[1-5]\d)\.(?:\d|[1-5]\d)|192\.168\.(?:[01]|33|56|99|122)\.\d{1,3}|10\.0\.0\.\d{1,3}|172\.17\.0\.\d{1,3}"
)
# Names of fields and arguments whose value is somebody.
_FIELD = compiled(
    r"(?:name|customer|client|patient|contact|employee|owner|person|recipient|tenant|signer|assignee|kunde|nom|nombre)"
    r"s?[\"'\]]{0,2}\s{0,3}(?:=>|[=:(])\s{0,3}[\[({]?[rubf]?[\"'`]$",
    re.IGNORECASE,
)
_PART = compiled(
    r"(?:first|last|given|family|sur|full|vor|nach|customer|client|patient|employee|contact)[_\- ]?names?"
    r"[\"'\]]{0,2}\s{0,3}(?:=>|[=:(,])\s{0,3}[\[({]?[rubf]?[\"'`]$",
    re.IGNORECASE,
)
# How an address stands in a credit: behind a name, at the head or the foot of a file, or where work is spoken of.
_AS_A_CREDIT = compiled(r"[\w.)\]\"'] {1,2}(?:<|E<lt>|\(|&lt;)(?:mailto:)?$")
_WORK = compiled(
    r"\b(?:authors?|author(?:ed|ship)|copyright|written|wrote|rewritten|maintain\w{0,4}|"
    r"contribut\w{0,5}|report(?:ed|s)?|bugs?|patch\w{0,3}|"
    r"fix(?:ed|es)?|suggest\w{0,5}|idea|courtesy|credits?|licen[sc]e\w{0,2}|mailing|lists?|thanks|port(?:ed)?|adapted|based|created|"
    r"developed|implement\w{0,5}|modifi\w{0,4}|designed|original(?:ly)?|support|feedback|by)\b|"
    r"^[ \t#*/]{0,8}(?:19|20)\d\d[-/]",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_OR_FOOT = 3_000  # characters
# Names that RFC 2606 keeps for documents, and those that writers of tests make up.
_SAMPLE = compiled(
    r"@(?:[\w\-]{1,60}\.){0,4}(?:example(?:\.\w{2,10}){1,2}|(?:[\w\-]{1,60}\.)?(?:example|test|invalid|localhost|local)|"
    r"(?:foo|bar|baz|spam|eggs|test|domain|host|hostname|mydomain|yourdomain|somewhere|somehost|x|y|a|b|c|z)"
    r"\.(?:\w{2,5}))$|@(?:\w\.){1,3}\w{1,3}$",
    re.IGNORECASE,
)
_SAMPLE_PERSON = compiled(
    r"(?:name|user|test|foo|bar|baz|e?mail|me|someone|a|b|c|x|y|z)[_.\-]?\d{0,3}@", re.IGNORECASE
)
# The heads of what says whose a package is.
_CREDITED = compiled(
    r"[\"'<\[\s.(,](?:authors?|contributors?|maintainers?|developers?|author_email|maintainer_email|creators?|"
    r"copyright_holder|(?<= s\.)email|(?<=spec\.)email)"
    r"[\"'>\]]{0,3}\s{0,16}(?:[:=>]\s{0,4}|\{)",
    re.IGNORECASE,
)
_MANIFEST = compiled(
    r"\A\s{0,20}\{[^{}]{0,400}\"version\"|^\[(?:package|project|tool\.poetry)\]|^copyright_holder = |"
    r"\"licen[sc]e\"\s?:\s?\[?\s{0,20}\"(?:MIT|BSD|Apache|[AL]?GPL|ISC|MPL)|Gem::Specification|<(?:[Pp]roject|package)\b",
    re.MULTILINE,
)
_DEFINED = 6_000  # characters in which a package says what it is
# The head of a source file whose language is not known here: "Maintainer  : ", in a comment.
_HEADER = compiled(
    r"[ \t]{0,12}(?:[#*/;!%|\-]{1,4}[ \t]{1,4})?(?:maintainers?|authors?|copyright|contributors?)[ \t]{1,8}: ",
    re.IGNORECASE,
)
_COMMENT = compiled(r"\s{0,20}(?:\{-|/\*|#|--|//|;|\(\*|%)")
_THANKED = compiled(
    r"(?:thanks (?:go )?to|bugs? (?:reports? )?to|copyright|\(c\) (?:19|20)\d\d|"
    r"(?:written|contributed|maintained) by)\b[^\n]{0,90}$",
    re.IGNORECASE,
)
_NOTICE = compiled(
    r"[ \t]{0,12}(?:#|//|/?\*|--|;|%|<!--|\"\"\")[ \t#*/;!]{0,8}(?:[\w ]{0,20})?(?:copyright\b|\(c\)|©)",
    re.IGNORECASE,
)
_CREDITS_REACH = 1_200


class CreditsSieve:
    """Takes away the people, firms and addresses that a program names for its own sake."""

    id = "context-credits"
    kinds: frozenset[str] = frozenset()
    digest = digest_of(
        "1",
        *(
            one.pattern
            for one in (
                CODE_LINE, _DEALT_WITH, _FIELD, _PART, _AS_A_CREDIT, _WORK, _SAMPLE, _SAMPLE_PERSON, _CREDITED,
                _MANIFEST, _THANKED, _NOBODYS, _NOTICE, _HEADER, _COMMENT,
            )
        ),
    )  # fmt: skip

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those that the program explains."""
        if not any(hit.kind in _DOUBTED for hit in hits):
            return hits
        text = passage.text
        if (program := passage.once(program_of)) is not None:
            return self._left_in_program(program, hits)
        manifest = _MANIFEST.search(text, 0, _DEFINED) is not None
        xml = manifest and text.lstrip("\ufeff \n")[:1] == "<"
        return [
            hit
            for hit in hits
            if hit.kind not in _CREDITABLE
            or hit.detector.startswith(_FOREIGN)
            or not (
                _owned(text, hit) or (manifest and _credited(text, hit.start)) or (xml and hit.kind in _NAMES)
            )
        ]

    def _left_in_program(self, program: Program, hits: Sequence[Hit]) -> list[Hit]:
        text = program.text
        kept: list[Hit] = []
        names: list[Hit] = []
        facts: list[Hit] = []
        private = sorted(hit.start for hit in hits if identifies(hit) and hit.kind not in _CONTACTS)
        for hit in hits:
            if hit.detector.startswith(_FOREIGN):
                kept.append(hit)
            elif hit.kind == "EMAIL_ADDRESS":
                if not self._explained_address(program, hit, private):
                    kept.append(hit)
            elif hit.kind in _NAMES:
                names.append(hit)
            elif hit.kind in _FACTS:
                facts.append(hit)
            elif not (hit.kind == "IP_ADDRESS" and _NOBODYS.fullmatch(text[hit.start : hit.end])):
                kept.append(hit)
        private = sorted(private + [hit.start for hit in kept if hit.kind == "EMAIL_ADDRESS"])
        kept.extend(hit for hit in names if not self._explained_name(program, hit, private))
        people = sorted(hit.start for hit in kept if identifies(hit))
        kept.extend(
            hit
            for hit in facts
            if _near(people, hit, _AROUND_A_FACT) or program.zone(hit.start) in (Zone.PROSE, Zone.ROW)
        )
        return kept

    def _explained_address(self, program: Program, hit: Hit, private: Sequence[int]) -> bool:
        text = program.text
        address = text[hit.start : hit.end].replace(" ", "")
        if _SAMPLE.search(address) or _SAMPLE_PERSON.match(address):
            return True
        zone = program.zone(hit.start)
        if zone is Zone.COMMENT:
            return _credits(program, hit) and not _of_business(program, hit) and not _near(private, hit)
        if _THANKED.search(text, max(0, hit.start - 90), hit.start):
            return True
        return zone in (Zone.STRING, Zone.BARE) and _credited(text, hit.start)

    def _explained_name(self, program: Program, hit: Hit, private: Sequence[int]) -> bool:
        zone = program.zone(hit.start)
        if zone in (Zone.PROSE, Zone.ROW) or _near(private, hit):
            return False
        if zone is Zone.COMMENT:
            return not _of_business(program, hit)
        if zone is Zone.BARE:
            return True
        text = program.text
        if _credited(text, hit.start) or _THANKED.search(text, max(0, hit.start - 200), hit.start):
            return True
        if hit.kind != "PERSON":
            return False
        ahead = text[max(0, hit.start - 60) : hit.start]
        if _PART.search(ahead):
            return False
        named = _FIELD.search(ahead) is not None
        words = text[hit.start : hit.end].split()
        whole = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
        alone = ahead[-1:] in "\"'`" and text[hit.end : hit.end + 1] in ahead[-1:]
        return not (
            (whole and (named or (alone and hit.score >= _SURE))) or (named and _of_business(program, hit))
        )


def _credits(program: Program, hit: Hit) -> bool:
    """Whether an address in a comment stands as one in a credit does."""
    text, start = program.text, hit.start
    if start < _HEAD_OR_FOOT or start > len(text) - _HEAD_OR_FOOT:
        return True
    before, behind = _three_lines(program, hit)
    return (
        _AS_A_CREDIT.search(text, max(0, start - 12), start) is not None
        or _WORK.search(text, before, behind) is not None
    )


def _near(places: Sequence[int], hit: Hit, reach: int = _BESIDE) -> bool:
    at = bisect_left(places, hit.start - reach)
    return at < len(places) and places[at] <= hit.end + reach


def _owned(text: str, hit: Hit) -> bool:
    """Whether a hit is in or behind a notice of copyright in a line of comment, or in the head of a source file."""
    low = text.rfind("\n", max(0, hit.start - 200), hit.start) + 1
    if _NOTICE.match(text, low, hit.end) is not None:
        return True
    return (
        low < _DEFINED
        and _HEADER.match(text, low, hit.start) is not None
        and _COMMENT.match(text) is not None
    )


def _of_business(program: Program, hit: Hit) -> bool:
    """Whether the line of a hit, the one before or the one behind speaks of whom a business deals with."""
    return _DEALT_WITH.search(program.text, *_three_lines(program, hit)) is not None


def _three_lines(program: Program, hit: Hit) -> tuple[int, int]:
    low, high = program.line(hit.start)
    before, _ = program.line(max(0, low - 1))
    _, behind = program.line(min(len(program.text), high + 1))
    return before, behind


def _credited(text: str, start: int) -> bool:
    """Whether a place is the value, or in the list, of a field that says whose work this is."""
    heads = list(_CREDITED.finditer(text, max(0, start - _CREDITS_REACH), start))
    if not heads:
        return False
    head = heads[-1]
    between = text[head.end() : start]
    if "\n" not in between:
        return between.count('"') + between.count("'") < 6
    opening = text[head.start() : head.end() + 3]
    if "[" in opening:
        return "]" not in between
    if "{" in opening:
        return "}" not in between
    if "<" in opening:
        return "</" + opening.strip("<> \n\"'")[:6].lower() not in between.lower()
    return False


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [CreditsSieve()]
