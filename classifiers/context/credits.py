"""Credits: who stands in a program because it is their work, and what a program's samples are made of.

Published code is full of its authors, of people who had an idea or found a fault, and of invented names in its tests.
They are public and nobody's secret. What stays: whoever the text calls a customer, a patient or the like; whoever has a
number, a street or a day of birth beside them; whole names and addresses that a program holds as values; rows of
a dump.
"""

import re
from collections.abc import Sequence

from classifiers.compiled import compiled
from classifiers.context.business import DEALT_WITH, near, of_business, three_lines
from classifiers.context.marked import PATTERNS as OF_MARKED
from classifiers.context.marked import marked
from classifiers.context.nobodys import PATTERNS as OF_NOBODYS
from classifiers.context.nobodys import is_nobodys
from classifiers.context.notices import PATTERNS, authored, credited, head_end, is_manifest, linked, owned
from classifiers.context.program import CODE_LINE, QUERY, Program, Zone, program_of
from classifiers.context.signed import CONTACTS, WORK, is_signed, without_authors
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
        "FINANCIAL_SITUATION",
        "NRP",
        "SEXUAL_ORIENTATION",
        "TRADE_UNION",
        "DATE_OF_BIRTH",
    ]
)
# How the publisher of a file is reached.
_REACHED = frozenset({"STREET_ADDRESS", "PHONE_NUMBER", "LOCATION", "UK_POSTCODE"})
_DOUBTED = _CREDITABLE | _FACTS | _REACHED | {"IP_ADDRESS", "HOSTNAME", "INTERNAL_MARKING"}
_NAMES = frozenset({"PERSON", "ORGANIZATION", "LOCATION"})
_AROUND_A_FACT = 300
_SURE = 88.0
_LOCAL = compiled(r"(?<![\w.+\-])[\w.+\-]{1,40}@\Z")  # of a mail address
# Where the Free Software Foundation was and is, as licences say; the machine to which a program copies files.
_PUBLISHER = compiled(r"(?:51 Franklin|59 Temple|675 Mass|31 Milk)\b")
_WRITTEN_BY_HAND = frozenset({Zone.COMMENT, Zone.STRING, Zone.BARE})
_REPOSITORY = compiled(r":[\w.\-~]{1,60}/[\w.\-~/]{1,60}")
_REMOTE = compiled(r"\b(?:scp|rsync|ssh|sftp)\b[^\n]{0,120}$")
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
_MANUAL = compiled(
    r"[\"'],\s{1,4}u?[\"'](?:manual|howto)[\"']|[\"']\],\s{1,4}1\)"
)  # of Sphinx, behind its authors
# A field that holds what is shown of a thing.
_TITLE = compiled(
    r"(?<![a-z])(?:title|label|placeholder|caption|heading)[\"'\]]{0,2}\s{0,3}(?:=>|={1,3}|[:(])\s{0,3}[\"'`]$",
    re.IGNORECASE,
)
# How an address stands in a credit: behind a name, at the head or the foot of a file, or where work is spoken of.
_AS_A_CREDIT = compiled(r"[\w.)\]\"'] {1,2}(?:<|E<lt>|\(|&lt;)(?:mailto:)?$")
_HEAD_OR_FOOT = 3_000  # characters
# Names that RFC 2606 keeps for documents, and those that writers of tests make up.
_SAMPLE = compiled(
    r"@(?:[\w\-]{1,60}\.){0,4}(?:example(?:\.\w{2,10}){1,2}|(?:[\w\-]{1,60}\.)?(?:example|test|invalid|localhost|local)|"
    r"(?:foo|bar|baz|spam|eggs|test|domain|host|hostname|mydomain|yourdomain|somewhere|somehost|x|y|a|b|c|z|acme|nobody|"
    r"users\.noreply\.github|(?:[\w\-]{1,60}\.){0,2}gserviceaccount|nowhere|(?:my|your|some)?(?:company|site|server)|noname|somebody|mailinator|fake|dummy|sample|testing|recipient)"
    r"\.(?:\w{2,5}))$|@(?:\w\.){1,3}\w{1,3}$",
    re.IGNORECASE,
)
_SAMPLE_PERSON = compiled(
    r"(?:name|(?:some|git|github)?(?:user|test(?:er|user)?)|foo|bar|baz|e?mail|me|someone|nobody|sender|bot|ci|you|"
    r"recipient|no[_\-]?reply|do[_\-]?not[_\-]?reply|webmaster|postmaster|hostmaster|abuse|security|a|b|c|x|y|z)"
    r"[_.\-]?\d{0,3}(?:\+[\w.\-]{1,30})?@",
    re.IGNORECASE,
)
_THANKED = compiled(
    r"(?:thanks (?:go )?to|bugs? (?:reports? )?to|copyright|\(c\) (?:19|20)\d\d|"
    r"(?:written|contributed|maintained) by|authors?:(?=\s)|Assembly(?:Company|Copyright)\()(?!\w)[^\n]{0,90}$|"
    r"\bAC_INIT\([^\n]{0,90}$",
    re.IGNORECASE,
)


class CreditsSieve:
    """Takes away the people, firms and addresses that a program names for its own sake."""

    id = "context-credits"
    kinds: frozenset[str] = frozenset()
    digest = digest_of(
        "1",
        *(
            one.pattern
            for one in (
                CODE_LINE, QUERY, DEALT_WITH, _FIELD, _PART, _AS_A_CREDIT, WORK, _SAMPLE, _SAMPLE_PERSON,
                _THANKED, _PUBLISHER, _REMOTE, _REPOSITORY, _LOCAL, _TITLE, _MANUAL, *PATTERNS, *OF_MARKED, *OF_NOBODYS,
            )
        ),
    )  # fmt: skip

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those that the program explains."""
        if not any(hit.kind in _DOUBTED for hit in hits):
            return hits
        text = passage.text
        if (program := passage.once(program_of)) is not None:
            return without_authors(text, hits, self._left_in_program(program, passage.once(head_end), hits))
        if (sheet := passage.once(marked)) is not None:
            private = sorted(hit.start for hit in hits if identifies(hit) and hit.kind not in CONTACTS)
            return without_authors(
                text,
                hits,
                [
                    hit
                    for hit in self._left_outside(passage, hits)
                    if not (is_signed(sheet, hit, private) or _is_of_a_document(text, hit))
                ],
            )
        return self._left_outside(passage, hits)

    def _left_outside(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Of what is no program: the hits without those that the text's own notices explain."""
        text = passage.text
        manifest = is_manifest(text)
        head = passage.once(head_end)
        xml = manifest and text.lstrip("\ufeff \n")[:1] == "<"
        return [
            hit
            for hit in hits
            if hit.kind not in _CREDITABLE | {"USERNAME"}
            or hit.is_foreign
            or not (
                owned(text, hit)
                or (head and _thanked(text, hit))
                or (hit.end <= head and not DEALT_WITH.search(text, max(0, hit.start - 100), hit.end))
                or (manifest and credited(text, hit.start))
                or (xml and hit.kind in _NAMES)
            )
        ]

    def _left_in_program(self, program: Program, head: int, hits: Sequence[Hit]) -> list[Hit]:
        text = program.text
        kept: list[Hit] = []
        names: list[Hit] = []
        facts: list[Hit] = []
        streets: list[Hit] = []
        private = sorted(
            hit.start
            for hit in hits
            if identifies(hit)
            and hit.kind not in CONTACTS
            and not _PUBLISHER.match(text, hit.start)
            and not _is_publishers(program, head, hit)
        )
        for hit in hits:
            if hit.is_foreign:
                kept.append(hit)
            elif hit.kind == "EMAIL_ADDRESS":
                if not self._explained_address(program, hit, private):
                    kept.append(hit)
            elif hit.kind in _NAMES:
                names.append(hit)
            elif hit.kind in _FACTS:
                facts.append(hit)
            elif hit.kind == "STREET_ADDRESS" and program.zone(hit.start) in _WRITTEN_BY_HAND:
                streets.append(hit)
            elif hit.kind == "HOSTNAME" and _is_of_an_author(text, hit):
                continue
            elif hit.kind == "INTERNAL_MARKING" and text[program.line(hit.start)[0]] in " \t":
                continue  # of one member of a program
            elif not (hit.kind == "IP_ADDRESS" and is_nobodys(program, hit)) and not _is_publishers(
                program, head, hit
            ):
                kept.append(hit)
        private = sorted(private + [hit.start for hit in kept if hit.kind == "EMAIL_ADDRESS"])
        kept.extend(hit for hit in names if not self._explained_name(program, head, hit, private))
        people = sorted(hit.start for hit in kept if identifies(hit))
        firms = (hit.start for hit in kept if hit.kind == "ORGANIZATION")
        reached = sorted([*people, *firms])
        kept.extend(hit for hit in streets if near(reached, hit, _AROUND_A_FACT))
        kept.extend(
            hit
            for hit in facts
            if near(people, hit, _AROUND_A_FACT) or program.zone(hit.start) in (Zone.PROSE, Zone.ROW)
        )
        return kept

    def _explained_address(self, program: Program, hit: Hit, private: Sequence[int]) -> bool:
        text = program.text
        if _is_of_a_document(text, hit) or _SAMPLE_PERSON.match(text[hit.start : hit.end].replace(" ", "")):
            return True
        if text[hit.end : hit.end + 1] == ":" and (
            _REPOSITORY.match(text, hit.end) or _REMOTE.search(text, max(0, hit.start - 120), hit.start)
        ):
            return True
        zone = program.zone(hit.start)
        if zone is Zone.COMMENT:
            return _credits(program, hit) and not of_business(program, hit) and not near(private, hit)
        if _thanked(text, hit) or authored(text, hit.start):
            return True
        return zone is not Zone.ROW and (credited(text, hit.start) or owned(text, hit))

    def _explained_name(self, program: Program, head: int, hit: Hit, private: Sequence[int]) -> bool:
        zone = program.zone(hit.start)
        if zone is Zone.ROW or near(private, hit):
            return False
        if authored(program.text, hit.start) or (linked(program.text, hit) and not of_business(program, hit)):
            return True
        if zone is Zone.PROSE:
            return (
                _thanked(program.text, hit) or credited(program.text, hit.start) or owned(program.text, hit)
            )
        if zone is Zone.COMMENT:
            return not of_business(program, hit) or (
                hit.kind == "ORGANIZATION" and hit.end <= head  # "Invoice Press" is called so
            )
        if zone is Zone.BARE:
            return True
        text = program.text
        if (
            _MANUAL.match(text, hit.end)
            or credited(text, hit.start)
            or _THANKED.search(text, max(0, hit.start - 200), hit.start)
        ):
            return True
        ahead = text[max(0, hit.start - 60) : hit.start]
        if _TITLE.search(ahead):
            return True
        if hit.kind != "PERSON":
            return False
        if _PART.search(ahead):
            return False
        named = _FIELD.search(ahead) is not None
        words = text[hit.start : hit.end].split()
        whole = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
        alone = ahead[-1:] in "\"'`" and text[hit.end : hit.end + 1] in ahead[-1:]
        return not (
            (whole and (named or (alone and hit.score >= _SURE))) or (named and of_business(program, hit))
        )


def _is_of_a_document(text: str, hit: Hit) -> bool:
    """Whether a mail address is at a domain that is kept for documents, or that writers of tests make up."""
    address = text[hit.start : hit.end].replace(" ", "")
    return hit.kind == "EMAIL_ADDRESS" and not hit.is_foreign and _SAMPLE.search(address) is not None


def _is_of_an_author(text: str, hit: Hit) -> bool:
    """Whether a machine is that of an author's mail address."""
    local = _LOCAL.search(text, max(0, hit.start - 42), hit.start)
    return local is not None and authored(text, local.start())


def _is_publishers(program: Program, head: int, hit: Hit) -> bool:
    """Whether a street or a telephone is that of whom the head of a file says to own it."""
    return hit.kind in _REACHED and hit.end <= head and not of_business(program, hit)


def _credits(program: Program, hit: Hit) -> bool:
    """Whether an address in a comment stands as one in a credit does."""
    text, start = program.text, hit.start
    if start < _HEAD_OR_FOOT or start > len(text) - _HEAD_OR_FOOT:
        return True
    before, behind = three_lines(program, hit)
    return (
        _AS_A_CREDIT.search(text, max(0, start - 12), start) is not None
        or WORK.search(text, before, behind) is not None
    )


def _thanked(text: str, hit: Hit) -> bool:
    return _THANKED.search(text, max(0, hit.start - 90), hit.start) is not None


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [CreditsSieve()]
