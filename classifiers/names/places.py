"""Places: one counts only where a phrase makes it somebody's, and that somebody stands near by."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from classifiers.detector import Hit
from classifiers.names.cues import places as cues
from classifiers.names.runs import Name
from classifiers.names.words import Word

_WEAK = 40.0
_NEAR = 150  # characters to a person


def places(
    text: str, words: Sequence[Word], names: Sequence[Name], people: Sequence[Hit], detector: str
) -> Iterator[Hit]:
    """A hit for each place among ``names``; ``people`` are the sure persons of the text."""
    sure = sorted(hit.start for hit in people)
    for one in names:
        if one.kind == "LOCATION":
            start, end = words[one.first].start, words[one.last - 1].end
            at = bisect_left(sure, start - _NEAR)
            near = at < len(sure) and sure[at] < start + _NEAR
            tied = one.chance > 0.7 and near and cues.TIED.search(text, max(0, start - 30), start) is not None
            yield Hit(start, end, "LOCATION", detector, 70.0 if tied else _WEAK)
