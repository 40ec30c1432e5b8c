"""System logs: many lines that a machine wrote, with the hosts, addresses and users of somebody's network in them."""

import re
from collections.abc import Sequence

from classifiers.context.ground import Ground
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_FEWEST_LINES = 12
_FEWEST_PLACES = 3  # different hosts, addresses and users
_INSIDE = frozenset({"IP_ADDRESS", "HOSTNAME", "USERNAME", "MAC_ADDRESS", "EMAIL_ADDRESS", "DEVICE_ID"})
_STAMP = re.compile(
    r"^[ \t]{0,4}(?P<it>\[?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?|[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}|"
    r"<\d{1,3}>|\d{2}[./]\d{2}[./]\d{2,4} \d{2}:\d{2}|\[?\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}|\[\d{2}:\d{2}:\d{2}|"
    r"\d{10}\.\d{3} |[IWEF]\d{4} \d{2}:\d{2}:\d{2}\.\d{6}|\{\"@?(?:ts|time|timestamp|date)\": ?\"\d{4}-\d{2}|"
    r"(?:time|date|ts)=\"?\d{4}-\d{2})"
    r"|^[\w.:\-]{2,60} \S{1,20} \S{1,40} (?P<behind>\[\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2})",
    re.MULTILINE,
)


class LogCombiner:
    """One hit for a text that is a log: the stamp of its first line, so that nothing inside is covered."""

    id = "context-logs"
    kinds = frozenset({"SYSTEM_LOG"})
    digest = digest_of("2", _STAMP.pattern)

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """Scored by the number of lines."""
        text = passage.text
        inside = [hit for hit in hits if hit.kind in _INSIDE and hit.score >= LOW_LEVEL]
        if len(inside) < _FEWEST_PLACES or text.count("\n") < _FEWEST_LINES - 1:
            return Combined()
        if len({text[hit.start : hit.end] for hit in inside}) < _FEWEST_PLACES:
            return Combined()
        stamps = [found.span(found.lastgroup or 0) for found in _STAMP.finditer(text)]
        if len(stamps) < _FEWEST_LINES:
            return Combined()
        score = 68.0 if len(stamps) < 50 else 76.0 if len(stamps) < 500 else 86.0
        taken = Ground(hit for hit in hits if hit.score >= LOW_LEVEL)
        for start, end in stamps:
            if not taken.meets(start, end):
                return Combined((Hit(start, end, "SYSTEM_LOG", self.id, score),))
        return Combined()


def combiners() -> list[Combiner]:
    """For the catalogue."""
    return [LogCombiner()]
