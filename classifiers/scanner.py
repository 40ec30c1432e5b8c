"""The scanner: segments in, settled findings out; text that was seen before is not scanned again.

Rule 1: a text that was not read to the end is named in ``Scan.unread``; it is never clean.
Rule 2: the cache holds keyed digests and hits, never text; its key is random and dies with the process.
"""

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from classifiers.detector import Detector, Hit
from classifiers.disguise import views
from classifiers.finding import Finding, Scan
from classifiers.passage import Passage
from classifiers.rule import digest_of
from classifiers.segment import Segment
from classifiers.settle import settle

ENGINE = "2"  # raise when the same rules could answer differently
MOST_CHARACTERS = 4_000_000
CACHE_ENTRIES = 20_000
# A text with more hits than this is scanned again rather than kept, so that the cache stays small.
MOST_KEPT_HITS = 2_000
MOST_LABELLED = 256  # characters; the name of a field says nothing about a longer text


class Scanner:
    """Runs detectors over segments. Safe to share between threads.

    ``most_characters`` bounds one text: what lies beyond it is not read and the place is named as unread.
    """

    def __init__(
        self,
        detectors: Sequence[Detector],
        *,
        cache_entries: int = CACHE_ENTRIES,
        most_characters: int = MOST_CHARACTERS,
    ) -> None:
        self._detectors = tuple(sorted(detectors, key=lambda detector: detector.id))
        self.kinds: frozenset[str] = frozenset().union(*(detector.kinds for detector in self._detectors))
        self.digest: str = digest_of(
            ENGINE, str(most_characters), *(part for one in self._detectors for part in (one.id, one.digest))
        )
        self._most_characters = most_characters
        self._cache = _Cache(cache_entries)

    def scan(self, segments: Sequence[Segment]) -> Scan:
        """All findings of the segments, settled and sorted by place and start."""
        findings: list[Finding] = []
        unread: set[int] = set()
        characters = fresh = 0
        key_of, recall = self._cache.key, self._cache.get
        for segment in segments:  # a long conversation comes again with every turn: this loop is its cost
            text, label = segment.text, segment.label
            characters += len(text)
            if label and len(text) > MOST_LABELLED:
                label = ""
            key = key_of(f"{label}\0{text}" if label else text)
            known = recall(key)
            if known is None:
                fresh += len(text)
                known = self._read(text, label)
                self._cache.put(key, known)
            hits, complete = known
            if not complete:
                unread.add(segment.place)
            for hit in hits:
                findings.append(
                    Finding(
                        segment.place, hit.start, hit.end, hit.kind, hit.detector, hit.score, hit.verified
                    )
                )
        findings.sort()
        return Scan(tuple(findings), characters, fresh, tuple(sorted(unread)))

    def _read(self, text: str, label: str = "") -> "tuple[tuple[Hit, ...], bool]":
        if not text or text.isspace():
            return (), True
        if label:
            # What a value is, its field often says: {"password": ...} is read as that, then without its field.
            before = f'"{label}": "'
            inside, complete = self._read(f'{before}{text}"', "")
            start, end = len(before), len(before) + len(text)
            named = [
                replace(hit, start=hit.start - start, end=hit.end - start)
                for hit in inside
                if start <= hit.start and hit.end <= end
            ]
            plain, also = self._read(text, "")
            return settle([*named, *plain]), complete and also
        passage = Passage(text[: self._most_characters])
        if len(text) > self._most_characters:
            passage.give_up()
        hits = [hit for detector in self._detectors for hit in detector.find(passage)]
        uncovered, complete = views(passage.text)
        for view in uncovered:
            bare = Passage(view.text)
            for hit in (hit for detector in self._detectors for hit in detector.find(bare)):
                start, end = view.original(hit.start, hit.end)
                hits.append(replace(hit, start=start, end=end))
            complete = complete and bare.complete
        return settle(hits), passage.complete and complete


class _Cache:
    """The last answers by keyed digest of the text, the oldest dropped first."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._salt = secrets.token_hex(16)
        self._kept: OrderedDict[tuple[int, int], tuple[tuple[Hit, ...], bool]] = OrderedDict()
        self._lock = Lock()

    def key(self, text: str) -> tuple[int, int]:
        """128 bits: Python's SipHash-1-3, keyed anew in every process, of the text and of the salted text."""
        return hash(text), hash(self._salt + text)

    def get(self, key: tuple[int, int]) -> "tuple[tuple[Hit, ...], bool] | None":
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
            return known

    def put(self, key: tuple[int, int], answer: "tuple[tuple[Hit, ...], bool]") -> None:
        if len(answer[0]) > MOST_KEPT_HITS:
            return
        with self._lock:
            self._kept[key] = answer
            if len(self._kept) > self._entries:
                self._kept.popitem(last=False)
