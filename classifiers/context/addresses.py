"""Addresses: a street that was found grows over the flat, town, postcode and country around it.

Each rule for a street knows its own country's order; what stands around a street does not follow countries, and in
forms and signatures runs over lines. So it is read once, here.
"""

from collections.abc import Sequence
from dataclasses import replace

from classifiers.checks.places import head, tail
from classifiers.detector import Combined, Combiner, Hit
from classifiers.passage import Passage
from classifiers.rule import digest_of
from classifiers.settle import LOW_LEVEL


class AddressCombiner:
    """Found streets again, with what belongs to them."""

    id = "context-addresses"
    kinds = frozenset({"STREET_ADDRESS"})
    digest = digest_of("1")

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A longer hit, with the detector and score of the street, for each street that grows."""
        text = passage.text
        grown = []
        for hit in hits:
            if hit.kind != "STREET_ADDRESS" or hit.score < LOW_LEVEL:
                continue
            start, end = head(text, hit.start), tail(text, hit.end)
            if (start, end) != (hit.start, hit.end):
                grown.append(replace(hit, start=start, end=end))
        return Combined(tuple(grown))


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [AddressCombiner()]
