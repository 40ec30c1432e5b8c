"""Markings: banners and legends that say how a text may be handled.

A marking stands in a line of its own, at the head of a subject or in a field named classification; the same word in a
sentence is talk. Upper case, double slashes and brackets are its grammar.
The words and their sources stand in ``banners``.
"""

import re
from collections.abc import Iterator

from classifiers.context import banners
from classifiers.context.lexicon import spots, windows
from classifiers.context.program import Zone, program_of
from classifiers.detector import Detector, Hit
from classifiers.digest import digest_of
from classifiers.openings import Sought
from classifiers.passage import Passage

MOST_LINES = 20_000  # lines with a marking word in one text
_LONGEST = 140  # characters of a line that can be a banner
# What may follow the words of a banner in its line.
_MORE = re.compile(
    r"(?:(?:and|und|et|y|e|en|i|of|do not|not for|for|to be|only|use|internal|external|confidential|"
    r"privileged|proprietary|distribution|distribute|disclosure|release|copy|copying|forward|share|"
    r"circulation|draft|"
    r"information|document|material|communication|property|page|seite|\d+|work|product|attorney|client|"
    r"company|business|personal|private|commercial|sensitive|restricted|prepared|at|the|direction|"
    r"counsel|until|announced|publication|eyes|board|management|"
    r"nicht|weitergeben|weiterleiten|nur|intern|für|ne pas|diffuser|no|difundir|non|divulgare|niet|"
    r"verspreiden|não|divulgar|nie|rozpowszechniać)[\s,.;:/&()\-\u2013\u2014]*){1,10}"
)


class MarkingDetector:
    """All markings as one detector."""

    id = "context-markings"

    def __init__(self) -> None:
        self.kinds = frozenset(one.kind for one in banners.MARKINGS)
        self._words = frozenset().union(*(one.words for one in banners.MARKINGS))
        self._anywhere = [(one, Sought(one.anywhere)) for one in banners.MARKINGS if one.anywhere is not None]
        self.digest = digest_of(
            "2",
            *(
                part
                for one in banners.MARKINGS
                for part in (
                    one.kind,
                    one.banner.pattern,
                    one.anywhere.pattern if one.anywhere is not None else "",
                )
            ),
        )

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The markings of a text, each as long as its words."""
        present = self._words & passage.words
        if not present:
            return
        markings = [one for one in banners.MARKINGS if not one.words.isdisjoint(present)]
        text, low = passage.text, passage.low
        for marking, sought in self._anywhere:
            for first, end in windows(spots(low, marking.words & present), 120, 160):
                for found in sought.matches(passage, first, end):
                    group = "it" if "it" in sought.pattern.groupindex else 0
                    yield Hit(*found.span(group), marking.kind, self.id, marking.score)
        left = MOST_LINES
        last = -1
        for at in spots(low, present):
            if at <= last:
                continue
            left -= 1
            if left < 0:
                passage.give_up()
                return
            start = low.rfind("\n", 0, at) + 1
            last = low.find("\n", at)
            last = len(low) if last < 0 else last
            if last - start > _LONGEST or "?" in low[start:last] or "=" in low[start:last]:
                continue
            for marking in markings:
                place = _stands(marking, text, low, start, last)
                if place is not None and not _is_of_code(passage, place[0]):
                    yield Hit(*place, marking.kind, self.id, marking.score)
                    break


def _is_of_code(passage: Passage, start: int) -> bool:
    """Whether a program says it of a part of its own, in a string: `"[INTERNAL] Used to pass the mode."`."""
    program = passage.once(program_of)
    return program is not None and program.zone(start) is Zone.STRING


def _stands(marking: banners.Marking, text: str, low: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a marking stands in a line of its own; None where the line says something else."""
    found = marking.banner.fullmatch(low, start, end)
    if found is None:
        return None
    # What is asked for may follow in the same line; the marking ends where its sentence does.
    if found["tail"] and (stop := _STOP.search(text, found.end("it"), end)) is not None:
        first = marking.banner.fullmatch(low, start, stop.start() + 1)
        found = first or found
    tail = text[slice(*found.span("tail"))].strip() if found["tail"] else ""
    shown = text[found.start("it") : found.end("it")]
    before = text[start : found.start("it")].rstrip()
    loud = shown.isupper() or bool(found["field"]) or before.endswith("[")
    # A subject line goes on behind a marking in brackets; a company may sign a long one in capitals.
    goes_on = loud and tail and (tail.isupper() or before.endswith("[") or _signed(shown, tail))
    if tail and not goes_on and _MORE.fullmatch(tail.lower()) is None:
        return None
    if marking.loud and not loud:
        # "Strictly confidential" says it twice; one word in small letters counts at the top only.
        alone = not before and not text[:start].strip() and text[end:].strip()
        if marking.kind == "CLASSIFIED_MARKING" or (" " not in shown and not alone):
            return None
        if " " in shown and tail and len(tail) > 40:
            return None
    if shown.lower() in _NEED_FIELD and not (found["field"] or before.endswith("[")):
        return None
    return found.start("it"), found.end("it")


def _signed(shown: str, tail: str) -> bool:
    return shown.isupper() and len(shown) > 11 and _NAME.fullmatch(tail) is not None


_STOP = re.compile(r"\. (?=[^\W\d_a-z])|[)\]]\.? (?=[^\W\d_a-z])")
_NAME = re.compile(r"(?:[^\W\d_][\w.&]{0,30}[ ,]{0,3}){1,4}")
# Words that are headings and values in too many texts; they need the field that they are the value of.
_NEED_FIELD = frozenset({"internal", "intern", "restricted", "proprietary"})


def detectors() -> list[Detector]:
    """For the catalogue."""
    return [MarkingDetector()]
