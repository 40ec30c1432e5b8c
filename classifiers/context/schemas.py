"""Schemas: what a description of data gives as an example, and a record that the text says to be its manual's.

Rule 1: a value right behind `example:` is nobody's where the text describes types ("type: string") at two places.
Rule 2: nor is what stands in the help of a script of PowerShell below `.EXAMPLE`, or in a comment below "Examples:".
Rule 3: where the text says of its record that it is the example of the documentation, people, days of birth and what
nothing checks in it are nobody's. Credentials stay in all.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from classifiers.compiled import compiled
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage

_KINDS = frozenset(
    {"PERSON", "ORGANIZATION", "LOCATION", "EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS", "DATE_OF_BIRTH"}
    | {"USERNAME", "CUSTOMER_ID", "EMPLOYEE_ID", "NATIONAL_ID", "MEDICAL_RECORD_NUMBER"}
)
_TYPED = compiled(
    r"[\"']?\btype[\"']?\s{0,2}:\s{0,2}[\"']?(?:string|integer|number|boolean|object|array)\b", re.I
)
_FEWEST = 2
_EXAMPLE = compiled(
    r"[\"']?\b(?:examples?|default)[\"']?\s{0,2}:\s{0,8}"
    r"(?:\[\s{0,8}(?:[\"'][^\"'\n]{0,60}[\"'],\s{0,8}){0,3})?[\"']?"
    r"(?:(?:[^\W\d_][\w.'’\-]{0,24} ){1,3}|\+?[\d ()./\-]{1,12})?$",
    re.I,
)
_AHEAD = 160  # characters
_OF_A_MANUAL = compiled(
    r"\b(?:the |an? )?(?:example|sample)s? (?:record |resource |message |payload |data )?"
    r"(?:(?:is|comes?|taken|copied) )?"
    r"(?:from|in|of) (?:the|their|its) (?:official |public |vendor |hl7 |fhir |api )?"
    r"(?:docs|documentation|spec(?:ification)?|standard|manual|readme|tutorial|rfc)\b|"
    r"\b(?:das |ein )?beispiel aus der (?:doku(?:mentation)?|spezifikation|norm)\b|"
    r"\bl?[’']?exemple de la (?:doc(?:umentation)?|spécification)\b|"
    r"\b(?:el |un )?ejemplo de la (?:documentación|especificación)\b",
    re.I,
)
_REACH = 400  # characters from there to the record
# The sections of such help, and its end; machines in them.
_SECTION = compiled(r"^[ \t#]{0,40}\.(?P<head>[A-Za-z]{3,14})\b|#>", re.MULTILINE)
_SAMPLES = frozenset({"example", "parameter", "inputs", "outputs"})
_HELPED = _KINDS | {"IP_ADDRESS", "MAC_ADDRESS", "HOSTNAME"}
_WRITERS, _OF_WRITERS = frozenset({"notes", "author", "link"}), frozenset({"PERSON", "EMAIL_ADDRESS"})
_SECTIONS = tuple(f".{head}" for head in sorted(_SAMPLES | _WRITERS))
_SIGN = r"[ \t]{0,20}(?:#|//|;|--|\*)"
_COMMENTED = compiled(
    rf"^{_SIGN}[ \t]{{0,8}}(?:for )?examples?:[ \t]{{0,8}}\n(?:{_SIGN}[^\n]{{0,200}}\n){{0,3}}{_SIGN}[^\n]{{0,200}}\Z",
    re.IGNORECASE | re.MULTILINE,
)
_HELP, _LINES = 3_000, 600  # characters from there to a value


class SchemasSieve:
    """Takes away the examples of schemas and manuals."""

    id = "context-schemas"
    kinds: frozenset[str] = frozenset()
    digest = digest_of(
        "1", _TYPED.pattern, _EXAMPLE.pattern, _OF_A_MANUAL.pattern, _SECTION.pattern, _COMMENTED.pattern
    )

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those."""
        if not passage.has_any(("example", "sample", "beispiel", "exemple", "ejemplo")):
            return hits
        text = passage.text
        gone = set(_of_help(passage, [hit for hit in hits if hit.kind in _HELPED and not hit.is_foreign]))
        doubted = [hit for hit in hits if hit.kind in _KINDS and not hit.is_foreign]
        if len(list(itertools.islice(_TYPED.finditer(text), _FEWEST))) == _FEWEST:
            gone.update(
                hit for hit in doubted if _EXAMPLE.search(text, max(0, hit.start - _AHEAD), hit.start)
            )
        said = _OF_A_MANUAL.search(text)
        if said is not None:
            gone.update(hit for hit in doubted if not hit.verified and _is_near(text, said.end(), hit))
        return [hit for hit in hits if hit not in gone] if gone else hits


def _of_help(passage: Passage, hits: Sequence[Hit]) -> Iterator[Hit]:
    """The values that a program shows as examples of what it takes or prints. The text is read for sections once."""
    text, low = passage.text, passage.low
    heads = list(_SECTION.finditer(text)) if any(section in low for section in _SECTIONS) else []
    ends = [head.end() for head in heads]
    commented = "example:" in low or "examples:" in low
    if not (heads or commented):
        return
    for hit in hits:
        last = bisect_right(ends, hit.start) - 1
        near = last >= 0 and heads[last].start() >= hit.start - _HELP
        section = (heads[last]["head"] or "").lower() if near else ""
        if (
            section in _SAMPLES
            or (section in _WRITERS and hit.kind in _OF_WRITERS)
            or (commented and _COMMENTED.search(text, max(0, hit.start - _LINES), hit.start) is not None)
        ):
            yield hit


def _is_near(text: str, said: int, hit: Hit) -> bool:
    """Whether a hit stands in the record right below where that is said."""
    start = text.find("{", said, said + _REACH)
    return 0 <= start < hit.start and "\n\n" not in text[start : hit.start]


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [SchemasSieve()]
