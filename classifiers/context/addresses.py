"""Addresses: a street that was found grows over the flat, town, postcode and country around it.

Each rule for a street knows its own country's order; what stands around a street does not follow countries, and in
forms and signatures runs over lines. So it is read once, here. The other way round, a postcode that was found makes an
address of what stands ahead of it, whatever the street is called.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from classifiers.brands import listed
from classifiers.checks.address import is_public
from classifiers.checks.backwards import around_code
from classifiers.checks.fronts import head
from classifiers.checks.places import tail
from classifiers.compiled import compiled
from classifiers.context.ground import Ground
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_CODES = frozenset({"LOCATION", "UK_POSTCODE"})
# A postcode has four signs or more: "Zimmer 34" is none, whatever the names model thinks of the number.
_CODE = re.compile(r"(?=.{0,9}\d)[^\W_][\w \-]{2,9}[^\W_]")
# "Molendijk 12 Dordrecht", "Brouwersgracht 40 in Haarlem": whatever follows then.
_TO_TOWN = compiled(r",? (?P<word>(?:in|te|à|a|en|em|w|we) )?(?=[A-ZÀ-Þ])")
_CODED = compiled(r"\d{4}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")  # with its postcode the town was read
_WORD = compiled(r"[A-ZÀ-Þ][a-zà-ÿ'’\-]{3,24}(?![\w:]| ?:|\.\w| \d)")
# Only names have capitals within a sentence there.
_NAMES_ALONE = frozenset(f"address-{one}" for one in ("italian", "spanish", "portuguese", "french", "dutch"))


class AddressCombiner:
    """Found streets again, with what belongs to them, and postcodes with their streets."""

    id = "context-addresses"
    kinds = frozenset({"STREET_ADDRESS"})
    digest = digest_of("7")

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A longer hit, with the detector and score of the street, for each street that grows."""
        text = passage.text
        streets = [hit for hit in hits if hit.kind == "STREET_ADDRESS" and hit.score >= LOW_LEVEL]
        places = {hit.start: hit.end for hit in hits if hit.kind == "LOCATION"}
        people = frozenset(hit.start for hit in hits if hit.kind == "PERSON")
        grown = [
            replace(hit, start=head(text, hit.start), end=_with_town(text, hit, places, people))
            for hit in streets
        ]
        ground, phones = Ground(grown), Ground(hit for hit in hits if hit.kind == "PHONE_NUMBER")
        for hit in hits:
            if hit.detector == "names" and hit.score < LOW_LEVEL:
                continue  # a doubtful place is no postcode
            if hit.kind not in _CODES or _CODE.search(text, hit.start, hit.end) is None:
                continue
            if phones.meets(hit.start, hit.end):
                continue  # "Tom 07508 661 902, Mum 07508 ..."
            # A rule that knows its country has read the street better.
            if ground.meets(hit.start, hit.start + 1) and ground.meets(hit.end - 1, hit.end):
                continue
            found = around_code(text, hit.start, hit.end)
            if found is not None and not is_public(text[slice(*found)]):
                begin, end = found
                grown.append(Hit(begin, tail(text, end), "STREET_ADDRESS", self.id, 78.0))
        known = set(streets)
        return Combined(tuple(hit for hit in grown if hit not in known))


def _with_town(text: str, street: Hit, places: Mapping[int, int], people: AbstractSet[int]) -> int:
    """Where a street's address ends, with the town behind it.

    It is one that the names model saw (``places``: ends by starts), or a name behind the house number in a language
    that writes no other words so; nobody of ``people``.
    """
    end = tail(text, street.end)
    joint = _TO_TOWN.match(text, end)
    if joint is None or joint.end() in people or _CODED.search(text, street.start, end) is not None:
        return end
    if joint.end() in places:
        return max(end, places[joint.end()])
    named = end == street.end and street.detector in _NAMES_ALONE and text[end - 1].isdigit()
    word = _WORD.match(text, joint.end())
    if not named or joint["word"] or word is None or word[0].lower() in listed("common.txt"):
        return end
    return word.end()


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [AddressCombiner()]
