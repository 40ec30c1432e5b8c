"""Portions: the marks in brackets that open a classified or controlled paragraph, as in "(S//NF) The unit moved.".

A mark with a caveat is one wherever it stands. A bare letter may be a size, a key or a player: it counts at the head of
a subject, or where such marks open paragraphs or sentences, one of them is "(U)" or of two letters, and they neither
are the first letters of what follows nor go with other letters.
Sources: CAPCO register (ICD 710), DoDM 5200.01 volume 2, the CUI Marking Handbook.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.compiled import compiled
from classifiers.context import asked
from classifiers.context.levels import CAVEATS, RELEASES
from classifiers.detector import Detector, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage

MOST_MARKS = 20_000
_MARK = compiled(
    rf"[(\[](?P<level>[A-Z]{{1,4}})"
    rf"(?P<caveats>(?<=[(\[]CUI)//[A-Z/\-]{{2,30}}|(?:(?://|/(?=NF|REL|FOUO|OC|ORCON|SI|TK|HCS)|-(?=NF|REL|FOUO))"
    rf"(?i:{CAVEATS}|{RELEASES})){{1,6}})?(?:\)|(?<=[A-Z])\](?!\())"
)
_SECRET = frozenset({"TS", "S", "C", "CTS", "NS", "NC"})
_FREE = frozenset({"U", "NU"})
_LIMITED = frozenset({"R", "NR", "CUI", "SBU", "FOUO", "LES", "SSI"})
_LETTERS = frozenset({"S", "C", "R", "U"})
_SURE = frozenset({"TS", "CTS", "NS", "CUI", "SBU", "FOUO", "LES", "SSI"})  # sure where they open a paragraph
# What a paragraph or a sentence begins behind, and the head of a subject.
_OPENS = compiled(
    r"\n[ \t>*#\u2022\-]{0,8}(?:(?:\d{1,2}|[a-z])[.)]){0,4}[ \t]{0,4}$|[.!?:;][\"\u201d\u00bb]?[ \t]{1,3}$"
)
_SUBJECT = compiled(r"\b(?:subject|subj|betreff|re|title)\s?:[ \t]{0,4}$")
_FIRST = compiled(
    r"[ \t]{1,3}(?:(?:(?:\d{1,2}|[a-z])[.)]){1,3} |\d{1,2}(?:\.\d{1,2}){1,3} )?[\"\u201c\u201e\u00ab]?[^\W\d_a-zß-öø-ÿ]"
)
_AHEAD = 40  # characters on either side
_SCORE = 90.0


@dataclass(frozen=True, slots=True)
class _Portion:
    """A mark that opens a paragraph, a sentence or a subject."""

    start: int
    end: int
    level: str
    is_initial: bool  # of the words behind it
    of_subject: bool


class PortionDetector:
    """Marks of paragraphs."""

    id = "context-portions"
    kinds = frozenset({"CLASSIFIED_MARKING", "CUI_MARKING"})
    digest = digest_of("3", *(one.pattern for one in (_MARK, _OPENS, _SUBJECT, _FIRST)), *asked.SOURCES)

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The marks with a caveat, and bare ones where they open paragraphs."""
        bare: list[_Portion] = []
        has_caveats = False
        for count, found in enumerate(_MARK.finditer(passage.text)):
            if count == MOST_MARKS:
                passage.give_up()
                break
            level, place = found["level"], found.span()
            if found["caveats"]:
                if level in _SECRET | _FREE | _LIMITED and not asked.is_asked_about(passage.low, *place):
                    has_caveats = True
                    yield self._hit(*place, level)
            elif (portion := _opening(passage, level, *place)) is not None:
                bare.append(portion)
        are_portions = (
            (has_caveats or any(one.level in _FREE or one.level in _SURE for one in bare))
            and not all(one.is_initial for one in bare)
            and not any(len(one.level) == 1 and one.level not in _LETTERS for one in bare)
        )
        for one in bare:
            is_sure = one.of_subject or (one.level in _SURE and not one.is_initial)
            if (is_sure or are_portions) and one.level in _SECRET | _LIMITED:
                yield self._hit(one.start, one.end, one.level)

    def _hit(self, start: int, end: int, level: str) -> Hit:
        kind = "CLASSIFIED_MARKING" if level in _SECRET else "CUI_MARKING"
        return Hit(start, end, kind, self.id, _SCORE)


def _opening(passage: Passage, level: str, start: int, end: int) -> _Portion | None:
    if _FIRST.match(passage.text, end) is None:
        return None
    ahead = passage.low[max(0, start - _AHEAD) : start]
    of_subject = _SUBJECT.search(ahead) is not None
    if not of_subject and _OPENS.search(ahead if start > _AHEAD else "\n" + ahead) is None:
        return None
    behind = passage.text[end : end + _AHEAD].split()
    is_initial = level == "".join(word[0] for word in behind[: len(level)]).upper()
    return _Portion(start, end, level, is_initial, of_subject)


def detectors() -> list[Detector]:
    """For the catalogue."""
    return [PortionDetector()]
