"""The prefilter: one pass over a text says which detectors could find something in it, and about where.

Every detector with a hint (``outline.Hint``) gives its patterns' outlines to one engine. The text is read in blocks;
a detector is asked only if one of its outlines begins in some block, and tries only that pattern, only there.

Rule 1: with and without the engine the findings are the same. An outline matches wherever its pattern does, and a
detector does in a block exactly what it would do there anyway; a test compares the two. Only a match that takes one
Turkish ``ı`` for a letter i, and asks of another that it be none, is not seen; no rule asks for both.
Rule 2: a detector without a hint, or with a pattern that has no outline, not even by rule 4, is always asked, and reads
everything.
Rule 3: the engine answers once for each outline and block, so that no text makes it answer more than that.
Rule 4: an outline tells only how its pattern begins. Where that was seen, and more follows in the pattern, the engine
is asked for all of it before the detector is; that takes some microseconds, and `re` takes a hundred.
"""

import functools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import or_

from classifiers.detector import Detector
from classifiers.outline import MOST_WIDTH, Hint, outlines, reach, whole
from classifiers.passage import Area, Passage
from classifiers.shadow import shadows

BLOCK = 2_048
_OVERLAP = MOST_WIDTH + 2
# What may stand further away than this may as well stand anywhere.
_FAR = 4 * BLOCK
_EVERYWHERE = -1  # the number of what counts as seen in every block

Scan = Callable[[bytes, list[int]], object]
# Whether some bytes may hold one of `Prefilter.wholes`, by its number.
Holds = Callable[[int, bytes], bool]


@dataclass(frozen=True, slots=True)
class _Need:
    """The number of what must stand near a match, and how many blocks ahead of it and behind it that may be; or
    anywhere, if ``back`` is negative."""

    number: int
    back: int
    on: int


@dataclass(frozen=True, slots=True)
class _Gate:
    """A pattern of a detector with the detector's place in the order, and what the engine must have seen before it is
    asked for that pattern.

    ``reach`` is how many characters behind its start a match can see, ``whole`` the number of all of the pattern in
    ``Prefilter.wholes``; -1 where its outline leaves nothing out.
    """

    place: int
    detector: Detector
    pattern: int
    needs: tuple[_Need, ...]
    reach: int
    whole: int


class Prefilter:
    """Which of some detectors are worth asking about a passage, by the answers of an engine.

    ``scan(data, seen)`` is the engine: it adds to ``seen`` the number of every one of ``expressions`` that occurs in
    ``data``. While it is None, every detector is asked about everything. ``wholes`` are the outlines of whole patterns,
    which ``holds`` is asked for one at a time; while it is None, they count as seen.
    """

    def __init__(self, detectors: Sequence[Detector], plan: str = "") -> None:
        """``plan`` is what ``plan()`` once said of the same detectors."""
        self.detectors = tuple(detectors)
        self._always: list[tuple[int, Detector]] = []
        self._gates: dict[int, list[_Gate]] = {}
        self.expressions: tuple[tuple[str, int], ...] = ()
        self.wholes: tuple[tuple[str, ...], ...] = ()
        if plan:
            self._follow(plan)
        else:
            self._outline()

    def plan(self) -> str:
        """All that was worked out, as JSON."""
        gates = [
            [
                number,
                gate.place,
                gate.pattern,
                gate.reach,
                gate.whole,
                [[need.number, need.back, need.on] for need in gate.needs],
            ]
            for number, some in self._gates.items()
            for gate in some
        ]
        always = [place for place, _ in self._always]
        return json.dumps(
            {"expressions": self.expressions, "wholes": self.wholes, "always": always, "gates": gates}
        )

    def _follow(self, plan: str) -> None:
        data = json.loads(plan)
        self.expressions = tuple((text, number) for text, number in data["expressions"])
        self.wholes = tuple(tuple(texts) for texts in data["wholes"])
        self._always = [(place, self.detectors[place]) for place in data["always"]]
        for number, place, pattern, its_reach, its_whole, needs in data["gates"]:
            nearby = tuple(_Need(*need) for need in needs)
            gate = _Gate(place, self.detectors[place], pattern, nearby, its_reach, its_whole)
            self._gates.setdefault(number, []).append(gate)

    def _outline(self) -> None:
        numbers: dict[tuple[str, ...], int] = {}
        wholes: dict[tuple[str, ...], int] = {(): -1}
        for place, detector in enumerate(self.detectors):
            hint: Hint | None = getattr(detector, "hint", None)
            patterns = hint.patterns if hint is not None else ()
            texts = [(outlines(pattern), whole(pattern)) for pattern in patterns]
            if hint is None or not texts or not all(map(any, texts)):
                self._always.append((place, detector))
                continue
            needs: list[_Need] = []
            for need in hint.needs:
                words = outlines(need.pattern, folded=True)
                if not words:
                    continue
                beside = numbers.setdefault(words, len(numbers))
                near = 0 <= need.before <= _FAR and need.after <= _FAR
                needs.append(_Need(beside, *map(_blocks, (need.before, need.after)) if near else (-1, -1)))
            for index, (pattern, (outline, all_of_it)) in enumerate(zip(patterns, texts, strict=True)):
                number = numbers.setdefault(outline, len(numbers)) if outline else _EVERYWHERE
                at = wholes.setdefault(all_of_it, len(wholes) - 1)
                gate = _Gate(place, detector, index, tuple(needs), reach(pattern), at)
                self._gates.setdefault(number, []).append(gate)
        self.expressions = tuple((text, number) for texts, number in numbers.items() for text in texts)
        self.wholes = tuple(texts for texts, number in wholes.items() if number >= 0)

    def likely(self, passage: Passage, scan: Scan | None, holds: Holds | None = None) -> Sequence[Detector]:
        """The detectors that could find something, in their order; the passage learns where each may look."""
        text = passage.text
        if scan is None:
            return self.detectors
        shown = shadows(text)
        if len(text) <= BLOCK + _OVERLAP:
            seen: list[int] = []
            for data in shown:
                scan(data, seen)
            chosen = self._in_one({_EVERYWHERE, *seen}, passage, shown, holds)
        else:
            everywhere = (1 << -(-len(text) // BLOCK)) - 1
            masks = _masks_of(shown, scan, BLOCK) | {_EVERYWHERE: everywhere}
            chosen = self._in_blocks(masks, passage, shown, holds)
        chosen.update(self._always)
        return [chosen[place] for place in sorted(chosen)]

    def _in_one(
        self, seen: set[int], passage: Passage, shown: Sequence[bytes], holds: Holds | None
    ) -> dict[int, Detector]:
        chosen: dict[int, Detector] = {}
        for number in seen & self._gates.keys():
            for gate in self._gates[number]:
                for need in gate.needs:
                    if need.number not in seen:
                        break
                else:
                    if holds is None or gate.whole < 0 or any(holds(gate.whole, data) for data in shown):
                        chosen[gate.place] = gate.detector
                        passage.restrict(gate.detector.id, gate.pattern, None)
        return chosen

    def _in_blocks(
        self, masks: dict[int, int], passage: Passage, shown: Sequence[bytes], holds: Holds | None
    ) -> dict[int, Detector]:
        chosen: dict[int, Detector] = {}
        size = len(passage.text)
        for number, mask in masks.items():
            for gate in self._gates.get(number, ()):
                left = mask
                for need in gate.needs:
                    near = masks.get(need.number, 0)
                    if not near:
                        left = 0
                    elif need.back >= 0:
                        left &= _spread(near, need.back, need.on)
                if holds is not None and gate.whole >= 0 and gate.reach <= BLOCK:
                    left = functools.reduce(or_, (_held(left, data, gate, holds) for data in shown))
                if left:
                    chosen[gate.place] = gate.detector
                    passage.restrict(
                        gate.detector.id,
                        gate.pattern,
                        _areas(left, size) if gate.reach <= BLOCK else None,
                    )
        return chosen


def _blocks(characters: int) -> int:
    """How many blocks so many characters can lead away from the own one."""
    return -(-characters // BLOCK)


def masks_of(text: str, scan: Scan, block: int = BLOCK) -> dict[int, int]:
    """For each number that occurs, the blocks of so many characters in which it begins, as the bits of one number."""
    return _masks_of(shadows(text), scan, block)


def _masks_of(shown: Sequence[bytes], scan: Scan, block: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for data in shown:
        bit = 1
        for start in range(0, len(data), block):
            seen: list[int] = []
            # An outline may begin one character before its match.
            scan(data[max(0, start - 1) : start + block + _OVERLAP], seen)
            for number in seen:
                found[number] = found.get(number, 0) | bit
            bit <<= 1
    return found


def _held(mask: int, data: bytes, gate: _Gate, holds: Holds) -> int:
    """Those of the blocks in which all of a pattern may begin."""
    held = 0
    while mask:
        bit = mask & -mask
        start = (bit.bit_length() - 1) * BLOCK
        # An outline may begin one character before its match.
        if holds(gate.whole, data[max(0, start - 1) : start + BLOCK + gate.reach]):
            held |= bit
        mask ^= bit
    return held


def _spread(mask: int, back: int, on: int) -> int:
    """The blocks from which a block of ``mask`` is at most ``back`` blocks behind or ``on`` blocks ahead."""
    spread = mask
    for steps in range(1, back + 1):
        spread |= mask << steps
    for steps in range(1, on + 1):
        spread |= mask >> steps
    return spread


def _areas(mask: int, size: int) -> tuple[Area, ...]:
    """Runs of blocks as areas of characters."""
    areas: list[Area] = []
    block = 0
    while mask:
        skip = (mask & -mask).bit_length() - 1
        mask >>= skip
        block += skip
        run = (mask + 1 & -(mask + 1)).bit_length() - 1
        areas.append((block * BLOCK, min(size, (block + run) * BLOCK)))
        mask >>= run
        block += run
    return tuple(areas)
