"""Authors outside programs, and wherever a text names them again."""

import re
from collections.abc import Sequence

from classifiers.compiled import compiled
from classifiers.context.business import DEALT_WITH, near, of_business, three_lines
from classifiers.context.notices import authored, credited, linked
from classifiers.context.program import Program, Zone, is_data
from classifiers.detector import Hit

CONTACTS = frozenset({"EMAIL_ADDRESS", "PERSON", "USERNAME"})
# Where work is spoken of.
WORK = compiled(
    r"\b(?:authors?|author(?:ed|ship)|copyright|written|wrote|rewritten|maintain\w{0,4}|"
    r"contribut\w{0,5}|report(?:ed|s)?|bugs?|patch\w{0,3}|"
    r"fix(?:ed|es)?|suggest\w{0,5}|idea|courtesy|credits?|licen[sc]e\w{0,2}|mailing|lists?|thanks|port(?:ed)?|adapted|based|created|"
    r"developed|implement\w{0,5}|modifi\w{0,4}|designed|original(?:ly)?|support|feedback|by)\b|"
    r"^[ \t#*/]{0,8}(?:19|20)\d\d[-/]",
    re.IGNORECASE | re.MULTILINE,
)


def without_authors(text: str, hits: Sequence[Hit], left: Sequence[Hit]) -> list[Hit]:
    """The hits without those that name again whom the text says to be an author."""
    gone = set(hits).difference(left)
    authors = {
        word
        for hit in gone
        if hit.kind == "PERSON" and authored(text, hit.start)
        for word in (text[hit.start : hit.end], *text[hit.start : hit.end].split())
        if len(word) > 2
    }
    return [
        hit
        for hit in left
        if hit.kind != "PERSON"
        or hit.is_foreign
        or text[hit.start : hit.end] not in authors
        or DEALT_WITH.search(text, max(0, hit.start - 100), hit.end + 100)
    ]


def is_signed(sheet: Program, hit: Hit, private: Sequence[int]) -> bool:
    """Whether a text of marks names somebody for their work: as its author, or in a comment that speaks of work."""
    if hit.kind not in CONTACTS or hit.is_foreign or of_business(sheet, hit):
        return False
    if authored(sheet.text, hit.start):
        return True
    if near(private, hit) or is_data(sheet.text):
        return False
    before, behind = three_lines(sheet, hit)
    return (
        linked(sheet.text, hit)
        or credited(sheet.text, hit.start)
        or (sheet.zone(hit.start) is Zone.COMMENT and WORK.search(sheet.text, before, behind) is not None)
    )
