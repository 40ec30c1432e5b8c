"""The contracts of a detector, of a combiner and of a sieve.

A detector gets a passage and gives the places where something of its kinds stands. A combiner comes second: it sees
what all detectors found in that passage and says what it means together.

Rule 1: a detector knows no other detector; who wins a shared place is settled elsewhere (``settle.py``). A combiner
knows kinds, no detectors and no other combiner: all of them see the hits of the first stage and nothing else, so
that their order does not matter.
Rule 2: a detector never keeps, logs or raises text; a hit is numbers and names.
Rule 3: what a detector did not read to the end it says with ``Passage.give_up``; silence means "read and
clean".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from classifiers.passage import Passage

FOREIGN = "presidio:"  # how the ids of a user's own recognizers begin


class DetectorFault(ValueError):
    """A rule, recognizer or model that cannot be used; the fault of its author or of the administrator.

    ``what`` says what is wrong, ``file`` and ``rule`` where, ``remedy`` what to do. No user text is in it.
    """

    def __init__(self, what: str, *, file: str = "", rule: str = "", remedy: str) -> None:
        place = ", ".join(part for part in (file, f"rule {rule}" if rule else "") if part)
        super().__init__(f"{place}: {what}; {remedy}" if place else f"{what}; {remedy}")
        self.what = what
        self.file = file
        self.rule = rule
        self.remedy = remedy


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """One raw place in a passage, before overlaps are settled; ``score`` runs from 0 to 100."""

    start: int
    end: int
    kind: str
    detector: str
    score: float
    verified: bool = False

    @property
    def is_foreign(self) -> bool:
        """Whether a user's own recognizer found it, which no sieve overrules."""
        return self.detector.startswith(FOREIGN)


class Part(Protocol):
    """What the scanner asks of all its parts. ``digest`` changes whenever the part could answer differently."""

    @property
    def id(self) -> str: ...

    @property
    def kinds(self) -> frozenset[str]: ...

    @property
    def digest(self) -> str: ...


class Detector(Part, Protocol):
    """What the scanner asks of a detector."""

    def find(self, passage: Passage) -> Iterable[Hit]: ...


@dataclass(frozen=True, slots=True)
class Combined:
    """What a combiner adds to the hits of the first stage.

    ``hits`` count in any case. ``if_named`` count only where another text of the same request names a person ("My
    patient is Jane Roe", and in the next message "she has HIV").
    """

    hits: tuple[Hit, ...] = ()
    if_named: tuple[Hit, ...] = ()


class Combiner(Part, Protocol):
    """What the scanner asks of a combiner.

    ``hits`` are all hits of the first stage, sorted, also those below the low level and those that overlap. A
    combiner adds hits, it takes none away; a weak one is lifted by giving it again with a higher score.
    """

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined: ...


class Sieve(Part, Protocol):
    """What the scanner asks of a sieve: it takes away what the text itself explains, such as the authors of a program.

    It is asked before the combiners, so that they build on nobody who was taken away, and again behind them. It adds
    nothing, and takes nothing that a user's own recognizer found.
    """

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]: ...
