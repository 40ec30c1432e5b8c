"""Peeling: the layers of disguise of one text, outermost first, as texts that detectors read.

Rule 1: work is bounded: ``MOST_LAYERS`` layers, and over all of them characters in proportion to the text. What lies
beyond is not read, and ``Peeling.complete`` says so; it is never clean.
Rule 2: what is found in a layer leads back to the original, through all layers above it.
Rule 3: the same text is shown once.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from classifiers.detector import Hit
from classifiers.disguise.catalog import families
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import View, merged
from classifiers.passage import Passage
from classifiers.proof import is_strong

MOST_LAYERS = 3
_DEEP = frozenset(family.id for family in families() if family.deep)
LEAST_ROOM = 46_000  # characters over all layers, however short the text
ROOM = 3  # times the length of a longer text


_FULL = frozenset(
    {"CREDIT_CARD", "IBAN_CODE"}
)  # of a length that is checked; an address may go on in the next line


@dataclass(frozen=True, slots=True)
class Layer:
    """One text to read, as a passage. ``above`` is the layer that it was uncovered in, None for the original."""

    view: View
    above: "Layer | None"
    ids: tuple[str, ...]
    passage: Passage

    @property
    def text(self) -> str:
        return self.view.text

    @property
    def guessed(self) -> bool:
        """Whether this view is a guess, or one above it."""
        return self.view.weak or (self.above is not None and self.above.guessed)

    def original(self, hit: Hit, firm: Iterable[Hit] = ()) -> list[Hit]:
        """The hit where it stands in the original, one for each place; none if it does not count in this layer.

        A hit counts if an edit is in it or in its context; what stands far from every edit was seen without them.
        In a weak view it must hold an edit, and be verified or have the shape of a vendor's key; and it may not be put
        together from a part of a value of its kind that is ``firm``, verified without a guess, or from a whole number.
        """
        spans = [(hit.start, hit.end)]
        layer: Layer | None = self
        while layer is not None:
            view = layer.view
            if view.weak:
                if not is_strong(hit) or not any(view.shows(*span) for span in spans):
                    return []
            elif not any(view.near(*span) for span in spans):
                return []
            spans = merged(inner for span in spans for inner in view.spans(*span))
            layer = layer.above
        if self.guessed:
            spans = [
                span for span in spans if not any(one.kind == hit.kind and _cuts(span, one) for one in firm)
            ]
        return [replace(hit, start=start, end=end) for start, end in spans]


def _cuts(span: tuple[int, int], hit: Hit) -> bool:
    """Whether a span holds something beside a part of a hit, or beside a number that cannot go on."""
    start, end = span
    if start <= hit.start and hit.end <= end:
        return hit.kind in _FULL and (start, end) != (hit.start, hit.end)
    return start < hit.end and hit.start < end and not (hit.start <= start and end <= hit.end)


class Peeling:
    """All layers of a passage; once they are through, ``complete`` says whether that was all of them."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self.complete = True

    def __iter__(self) -> Iterator[Layer]:
        room = max(LEAST_ROOM, ROOM * len(self._passage.text))
        seen = {self._passage.text}
        waiting: deque[tuple[Passage, Layer | None]] = deque([(self._passage, None)])
        while waiting:
            passage, above = waiting.popleft()
            glance = Glance(passage, room, above.view.marks if above else None)
            ids = above.ids if above else ()
            for family in families():
                if family.id in ids and not family.deep:
                    continue
                if len(ids) >= MOST_LAYERS and not family.deep:
                    continue
                for view in family.views(glance):
                    if view is None or view.text in seen:
                        continue
                    if len(ids) >= MOST_LAYERS or len(view.text) > room:
                        # One encoding in another is deliberate; escapes in a guess at what is a disguise are not.
                        self.complete = self.complete and not (_DEEP.issuperset(ids) or len(view.text) > room)
                        continue
                    room -= len(view.text)
                    glance.room = room
                    seen.add(view.text)
                    shown = Passage(view.text, passage.patience, passage.asked)
                    layer = Layer(view, above, (*ids, family.id), shown)
                    yield layer
                    waiting.append((layer.passage, layer))
            self.complete = self.complete and glance.complete
