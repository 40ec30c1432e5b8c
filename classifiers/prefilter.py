"""The prefilter: one pass over a text says which detectors could find something in it, and about where.

Every detector with a hint (``outline.Hint``) gives its patterns' outlines to one engine. The text is read in blocks;
a detector is asked only if one of its outlines begins in some block, and tries only that pattern, only there.

Rule 1: with and without the engine the findings are the same. An outline matches wherever its pattern does, and a
detector does in a block exactly what it would do there anyway; a test compares the two.
Rule 2: a detector without a hint, or whose pattern has no outline, is always asked, and reads everything.
Rule 3: the engine answers once for each outline and block, so that no text makes it answer more than that.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifiers.detector import Detector
from classifiers.outline import MOST_WIDTH, Hint, outlines, reach
from classifiers.passage import Area, Passage

BLOCK = 2_048
_OVERLAP = MOST_WIDTH + 2
# What may stand further away than this may as well stand anywhere.
_FAR = 4 * BLOCK

Scan = Callable[[bytes, list[int]], object]


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

    ``apart`` says whether areas can be read one by one, because no match reaches far.
    """

    place: int
    detector: Detector
    pattern: int
    needs: tuple[_Need, ...]
    apart: bool


class Prefilter:
    """Which of some detectors are worth asking about a passage, by the answers of an engine.

    ``scan(data, seen)`` is the engine: it adds to ``seen`` the number of every one of ``expressions`` that occurs in
    ``data``. While it is None, every detector is asked about everything.
    """

    def __init__(self, detectors: Sequence[Detector], plan: str = "") -> None:
        """``plan`` is what ``plan()`` once said of the same detectors."""
        self.detectors = tuple(detectors)
        self._always: list[tuple[int, Detector]] = []
        self._gates: dict[int, list[_Gate]] = {}
        self.expressions: tuple[tuple[str, int], ...] = ()
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
                gate.apart,
                [[need.number, need.back, need.on] for need in gate.needs],
            ]
            for number, some in self._gates.items()
            for gate in some
        ]
        always = [place for place, _ in self._always]
        return json.dumps({"expressions": self.expressions, "always": always, "gates": gates})

    def _follow(self, plan: str) -> None:
        data = json.loads(plan)
        self.expressions = tuple((text, number) for text, number in data["expressions"])
        self._always = [(place, self.detectors[place]) for place in data["always"]]
        for number, place, pattern, apart, needs in data["gates"]:
            gate = _Gate(place, self.detectors[place], pattern, tuple(_Need(*need) for need in needs), apart)
            self._gates.setdefault(number, []).append(gate)

    def _outline(self) -> None:
        numbers: dict[tuple[str, ...], int] = {}
        for place, detector in enumerate(self.detectors):
            hint: Hint | None = getattr(detector, "hint", None)
            patterns = hint.patterns if hint is not None else ()
            texts = [outlines(pattern) for pattern in patterns]
            if hint is None or not texts or not all(texts):
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
            for index, (pattern, outline) in enumerate(zip(patterns, texts, strict=True)):
                gate = _Gate(place, detector, index, tuple(needs), reach(pattern) <= BLOCK)
                self._gates.setdefault(numbers.setdefault(outline, len(numbers)), []).append(gate)
        self.expressions = tuple((text, number) for texts, number in numbers.items() for text in texts)

    def likely(self, passage: Passage, scan: Scan | None) -> Sequence[Detector]:
        """The detectors that could find something, in their order; the passage learns where each may look."""
        text = passage.text
        if scan is None or passage.folds:
            return self.detectors
        if len(text) <= BLOCK + _OVERLAP:
            seen: list[int] = []
            scan(text.encode("ascii", "replace"), seen)
            chosen = self._in_one(set(seen), passage) if seen else {}
        else:
            chosen = self._in_blocks(masks_of(text, scan), passage)
        chosen.update(self._always)
        return [chosen[place] for place in sorted(chosen)]

    def _in_one(self, seen: set[int], passage: Passage) -> dict[int, Detector]:
        chosen: dict[int, Detector] = {}
        for number in seen & self._gates.keys():
            for gate in self._gates[number]:
                for need in gate.needs:
                    if need.number not in seen:
                        break
                else:
                    chosen[gate.place] = gate.detector
                    passage.restrict(gate.detector.id, gate.pattern, None, None)
        return chosen

    def _in_blocks(self, masks: dict[int, int], passage: Passage) -> dict[int, Detector]:
        chosen: dict[int, Detector] = {}
        size = len(passage.text)
        for number, mask in masks.items():
            for gate in self._gates.get(number, ()):
                left, beside = mask, []
                for need in gate.needs:
                    near = masks.get(need.number, 0)
                    beside.append(near)
                    if not near:
                        left = 0
                    elif need.back >= 0:
                        left &= _spread(near, need.back, need.on)
                if left:
                    chosen[gate.place] = gate.detector
                    passage.restrict(
                        gate.detector.id,
                        gate.pattern,
                        _areas(left, size) if gate.apart else None,
                        _areas(beside[0], size) if beside else None,
                    )
        return chosen


def _blocks(characters: int) -> int:
    """How many blocks so many characters can lead away from the own one."""
    return -(-characters // BLOCK)


def masks_of(text: str, scan: Scan, block: int = BLOCK) -> dict[int, int]:
    """For each number that occurs, the blocks of so many characters in which it begins, as the bits of one number."""
    found: dict[int, int] = {}
    bit = 1
    for start in range(0, len(text), block):
        seen: list[int] = []
        # An outline may begin one character before its match.
        scan(text[max(0, start - 1) : start + block + _OVERLAP].encode("ascii", "replace"), seen)
        for number in seen:
            found[number] = found.get(number, 0) | bit
        bit <<= 1
    return found


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
