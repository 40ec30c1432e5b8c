"""Blocks of an address: the name in the lines above a street, as on an envelope, in a signature or in a form.

A block is read upwards from a street that begins its line: at most four short lines without a digit, over one empty
line and over marks of quotation. The topmost line is a person where it is two to four words that may be one, and the
lists of names know its first or its last word, or no word of it is common.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.brands import brands, figures, given, listed
from classifiers.checks.words import words
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.plain import plain
from classifiers.settle import LOW_LEVEL

SCORE = 80.0
MOST_STREETS = 2_000  # of one text; beyond it the text is reported as not read to the end
_MOST_LINES = 4
_LONGEST_LINE = 60
_MARKS = re.compile(r"[>?|*#\-\s]{0,12}")
_LABEL = re.compile(
    r"(?i:(?:(?:billing|shipping|delivery|mailing|postal|home|return) )?"
    r"(?:address|name|recipient|ship to|bill to|deliver to|to|attn)|"
    r"(?:liefer|rechnungs|post)?(?:adresse|anschrift)|empfänger(?:in)?|destinataire|destinatari[oa]|geadresseerde)"
    r"\s?:\s{0,8}"
)
_TITLE = re.compile(r"(?:(?:Mrs?|Ms|Miss|Dr|Prof|Herrn?|Frau|Mme|Mlle|M|Sra?|Sig|Dhr|Mevr|Familie)\.? ){1,2}")
_NAME = re.compile(
    r"[^\W\d_]{2,20}(?:['’\-][^\W\d_]{1,20})?(?: (?:[^\W\d_]\.?|[^\W\d_]{2,20}(?:['’\-][^\W\d_]{1,20})?)){1,3}"
)
_PARTICLES = words("van von de den der da di del della dos das do la le el al bin ten ter zu du")
_FIRM = words(
    "llc ltd limited inc incorporated corp corporation co company group holding holdings gmbh ag plc llp sarl sas bv "
    "spa srl bank hotel school university hospital clinic church institute college council department office services "
    "solutions systems technologies technology consulting partners associates foundation association"
)


class BlocksCombiner:
    """The persons whose addresses were found."""

    id = "context-blocks"
    kinds = frozenset({"PERSON"})
    digest = digest_of("1", _LABEL.pattern, _NAME.pattern)

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A person for each street that begins a line below a name."""
        streets = [hit for hit in hits if hit.kind == "STREET_ADDRESS" and hit.score >= LOW_LEVEL]
        if len(streets) > MOST_STREETS:
            passage.give_up()
            streets = streets[:MOST_STREETS]
        found = {place for hit in streets for place in _heads(passage.text, hit.start)}
        return Combined(tuple(Hit(start, end, "PERSON", self.id, SCORE) for start, end in sorted(found)))


def _heads(text: str, street: int) -> Iterator[tuple[int, int]]:
    """The name at the head of the block that a street belongs to."""
    low = text.rfind("\n", max(0, street - 40), street) + 1
    if low == 0 or _MARKS.fullmatch(text, low, street) is None:
        return
    top: tuple[int, int] | None = None
    for number, (start, end) in enumerate(_lines_above(text, low - 1)):
        if start == end:
            if number:
                break
            continue
        if end - start > _LONGEST_LINE or any(map(str.isdigit, text[start:end])):
            break
        label = _LABEL.match(text, start, end)
        if label is None or label.end() < end:
            top = (label.end() if label else start, end)
        if label or text[end - 1] in ".:!?":
            break
    if top is None:
        return
    start, end = top
    title = _TITLE.match(text, start, end)
    start = title.end() if title else start
    if _is_name(text[start:end], titled=title is not None):
        yield start, end


def _lines_above(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The lines above a line's end, without marks of quotation and white space, the nearest first."""
    for _ in range(_MOST_LINES + 1):
        low = text.rfind("\n", max(0, at - 200), at) + 1
        if low == 0 and at > 200:
            return
        marks = _MARKS.match(text, low, at)
        start = marks.end() if marks else low
        end = at
        while end > start and text[end - 1].isspace():
            end -= 1
        yield start, max(start, end)
        if low == 0:
            return
        at = low - 1


def _is_name(line: str, *, titled: bool) -> bool:
    if _NAME.fullmatch(line) is None:
        return False
    parts = [word.strip(".") for word in line.split() if word not in _PARTICLES]
    spelled = tuple(plain(part) for part in parts)
    if spelled in brands() or _FIRM.intersection(spelled):
        return False
    if any(spelled == known for known in figures().get(spelled[0], ())):
        return False
    first, last, common = given(), listed("last.txt"), listed("common.txt")
    called = spelled[0] in first
    family = spelled[-1] in last
    if not all(part[0].isupper() for part in parts):
        return line.islower() and called and family and len(parts) > 1
    if titled or (called and family):
        return True
    rare = not any(word in common for word in spelled if len(word) > 1)
    return len(parts) > 1 and (rare or (called and spelled[-1] not in common))


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [BlocksCombiner()]
