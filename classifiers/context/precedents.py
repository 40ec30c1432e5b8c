"""Precedents: who stood on either side of a case of the books is nobody's, where somebody learns law.

Rule 1: a case is in the books by its year or volume behind it, by words of a lesson, or beside another case.
Rule 2: where the text speaks as those do who have a matter of their own, or tells of anything else, both sides stay.
"""

from collections.abc import Iterator, Sequence

from classifiers.compiled import compiled
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_SIDES = frozenset({"PERSON", "ORGANIZATION", "LOCATION"})
_REACH = 70  # characters of a side
_NEXT = 8  # characters from one case to the next of a list
_SIGN = compiled(r" vs?\.? (?=[A-Z])")
_NAME = r"[A-Z][\w.'’&\-]{0,24}(?: (?:of|the|for|and|de|&|[A-Z][\w.'’&\-]{0,24})){0,7}"
_AHEAD, _BEHIND = compiled(rf"(?<!\w){_NAME}\Z"), compiled(_NAME)
_CITED = compiled(r",? ?(?:[\[(](?:1[5-9]|20)\d\d[\])]|\d{1,3} U\.? ?S\.? \d)")
_LESSON = compiled(
    r"\b(?:students?|pupils|revision|revise|exams?|essays?|flash ?cards|quiz|civics|homework|textbook|landmark|"
    r"lecture|law school|history|ruling in|(?:held|decided|ruled) in|judge?ment in|precedents?|"
    r"(?:first|second)-year|class)\b"
)
_OWN = compiled(
    r"\b(?:my|our|we|us|clients?|counsel|hearing|bundle|witness\w*|claimants?|defendants?|plaintiff|settle\w*|"
    r"case n[or]\.?|file|ref|re|deadline|invoice|insurer|draft|letter|matter)\b"
)


class PrecedentsSieve:
    """Takes away the sides of cases that stand in the books."""

    id = "context-precedents"
    kinds: frozenset[str] = frozenset()
    digest = digest_of("1", *(one.pattern for one in (_SIGN, _AHEAD, _CITED, _LESSON, _OWN)))

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those sides, where they are all that the text tells."""
        if passage.words.isdisjoint(("v", "vs")) or not any(hit.kind in _SIDES for hit in hits):
            return hits
        cases = list(_cases(passage.text))
        ground = _joined(cases)
        sure = [hit for hit in hits if hit.score >= LOW_LEVEL]
        are_sides = all(
            hit.kind in _SIDES
            and not hit.is_foreign
            and any(start <= hit.start and hit.end <= end for start, end in ground)
            for hit in sure
        )
        if not are_sides or _OWN.search(passage.low) is not None:
            return hits
        is_taught = (
            len(cases) > 1
            or _LESSON.search(passage.low) is not None
            or any(_CITED.match(passage.text, end) is not None for _, end in cases)
        )
        return [] if is_taught else hits


def _cases(text: str) -> Iterator[tuple[int, int]]:
    """Where cases are named, both sides of each."""
    for sign in _SIGN.finditer(text):
        ahead = _AHEAD.search(text, max(0, sign.start() - _REACH), sign.start())
        behind = _BEHIND.match(text, sign.end(), sign.end() + _REACH)
        if ahead is not None and behind is not None:
            yield ahead.start(), behind.end()


def _joined(cases: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The cases of one list as one place, since a name that was found may reach from one to the next."""
    ground: list[tuple[int, int]] = []
    for start, end in cases:
        if ground and start - ground[-1][1] <= _NEXT:
            ground[-1] = ground[-1][0], end
        else:
            ground.append((start, end))
    return ground


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [PrecedentsSieve()]
