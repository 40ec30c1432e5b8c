"""What was said just before on a socket whose messages may be pieces of one text: words, syllables, letters. Pure.

Rule 1: only fields whose name speaks of text go on from message to message, and each only with itself.
Rule 2: a value that a border cuts cannot be replaced, for its beginning has left: it stops the message that ends it.
Rule 3: a text that comes letter by letter is not read, for all but its last letter has left before anything is seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from classifiers.checks.words import words
from classifiers.finding import Finding, Scan
from classifiers.segment import Origin, Segment

_TEXTS = words(
    "text content message input prompt query delta chunk transcript body value insert token utterance speech words "
    "word answer question"
)
_KEPT = 200  # characters of a text that are looked at again
_MOST_FIELDS = 8
_PLACE, _MOST_BARE = "#", 3  # texts without a name are told by their place among so many
_STEP, _LONGEST_NUMBER = (
    100,
    34,
)  # from one number of a count to the next; digits of the longest account number
_SLIVER, _MOST_SLIVERS = 3, 8  # letters of one, and as many in a row as are no accident


@dataclass(frozen=True, slots=True)
class Trail:
    """The ends of texts by the name of their field, and how many slivers came in a row."""

    tails: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    slivers: int = 0

    @property
    def is_typed(self) -> bool:
        """Whether a text comes letter by letter."""
        return self.slivers >= _MOST_SLIVERS

    def after(self, segments: Sequence[Segment]) -> "Trail":
        """The trail after another message."""
        texts = dict(_texts(segments))
        tails = {label: tail for label, tail in self.tails if label not in texts}
        known = dict(self.tails)
        for label, text in texts.items():
            tails[label] = (known.get(label, "") + text)[-_KEPT:]
        # Numbers count up, blanks keep a line open: only letters tell of typing.
        said = [text for label, text in texts.items() if not _is_again(label, text, known.get(label, ""))]
        telling = [text for text in said if any(map(str.isalpha, text))]
        count = self.slivers + bool(telling) if all(len(text) <= _SLIVER for text in telling) else 0
        return Trail(tuple(tails.items())[-_MOST_FIELDS:], count)

    def joined(self, segments: Sequence[Segment]) -> tuple["Border", ...]:
        """The texts that may go on, each with the end of what was said before it; ``segments`` are all of a message."""
        known = dict(self.tails)
        found = ((known.get(label, ""), label, text) for label, text in _texts(segments))
        borders = (
            (tail, label, text) for tail, label, text in found if tail and text and not _counts(tail, text)
        )
        return tuple(
            Border(Segment(place, tail + text[:_KEPT], Origin.USER, editable=False, label=label), len(tail))
            for place, (tail, label, text) in enumerate(borders, len(segments))
        )


NOTHING = Trail()


@dataclass(frozen=True, slots=True)
class Border:
    """A text of two messages, and where the second begins."""

    segment: Segment = field(repr=False)
    at: int

    def cuts(self, finding: Finding) -> bool:
        """Whether a finding stands on both sides of it."""
        return finding.place == self.segment.place and finding.start < self.at < finding.end


def _texts(segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """The texts that may go on, by the name of their field; a message that is nothing but a text has no name."""
    bare = [segment for segment in segments if not segment.label and segment.origin is not Origin.META]
    for segment in segments:
        label = segment.label.lower()
        if segment.origin is not Origin.META and label in _TEXTS:
            yield label, segment.text
    if len(bare) <= _MOST_BARE:
        for place, segment in enumerate(bare):
            yield f"{_PLACE}{place}", segment.text


def _counts(tail: str, text: str) -> bool:
    """Whether a number counts on from the one before it; pieces of a number do not."""
    if not (tail + text).isdecimal():
        return False
    before = tail[-len(text) :]
    return len(tail) + len(text) > _LONGEST_NUMBER or abs(int(text) - int(before)) <= (
        _STEP if len(text) > 1 else 1
    )


def _is_again(label: str, text: str, tail: str) -> bool:
    """Whether a word in a list is the name of what is said, which every message repeats."""
    return label.startswith(_PLACE) and len(text) > _SLIVER and tail.endswith(text)


def within(scan: Scan, borders: Sequence[Border], first: int) -> Scan:
    """A scan without what stands in a border's text, from place ``first`` on, and is cut by no border."""
    return replace(scan, findings=_kept(scan.findings, borders, first), own=_kept(scan.own, borders, first))


def _kept(findings: Sequence[Finding], borders: Sequence[Border], first: int) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.place < first or any(border.cuts(one) for border in borders))
