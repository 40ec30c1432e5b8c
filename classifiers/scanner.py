"""The scanner: segments in, settled findings out; text that was seen before is not scanned again.

Rule 1: a text that was not read to the end is named in ``Scan.unread``; it is never clean.
Rule 2: what is found in a client's own data is kept apart, under the digest of that data: it is settled with nothing
else, because a term of the client counts where an address or a number holds it, too. So is what a user's own
recognizers and ours took from each other.
Rule 3: a text is judged twice at once, alone and as if another text of the request named a person. Both answers are
kept, so what the cache recalls never depends on the request in which the text was first seen.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from classifiers.calibration import Calibration
from classifiers.detector import Combiner, Detector, Hit, Part, Sieve
from classifiers.digest import digest_of
from classifiers.disguise.peel import Peeling
from classifiers.engine import Engine
from classifiers.finding import Finding, Scan
from classifiers.join import LEAST_ITEMS, Joint, Pieces, answers_of, joints, pieces_of, records_of, runs_of
from classifiers.passage import Passage
from classifiers.patience import Patience
from classifiers.persons import identifies
from classifiers.prefilter import Prefilter
from classifiers.proof import proves
from classifiers.recalled import CACHE_ENTRIES, Cache, Key, Reading
from classifiers.segment import MOST_CHARACTERS, Origin, Segment
from classifiers.settle import outdone, settle

ENGINE = "10"  # raise when the same rules could answer differently
MOST_LABELLED = 256  # characters; the name of a field says nothing about a longer text
# Whoever is named here is somebody else than the person a prompt is about: the tool's own user, its instructions.
BESIDE_THE_TALK = frozenset({Origin.META, Origin.SYSTEM})


class Scanner:
    """Runs detectors, sieves, then combiners, over segments. Safe to share between threads.

    ``most_characters`` bounds one text: what lies beyond it is not read and the place is named as unread.
    ``prefiltered`` gives the detectors' prefilter with its engine; without one all is found as well, only slower.
    """

    def __init__(
        self,
        detectors: Sequence[Detector],
        combiners: Sequence[Combiner] = (),
        *,
        sieves: Sequence[Sieve] = (),
        cache_entries: int = CACHE_ENTRIES,
        most_characters: int = MOST_CHARACTERS,
        prefiltered: Callable[[Sequence[Detector]], tuple[Prefilter, Engine]] | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        self._calibration = calibration or Calibration()
        self._detectors = tuple(sorted(detectors, key=lambda detector: detector.id))
        self._proving = frozenset(detector.id for detector in self._detectors if proves(detector))
        self._combiners = tuple(sorted(combiners, key=lambda combiner: combiner.id))
        self._sieves = tuple(sorted(sieves, key=lambda sieve: sieve.id))
        parts: list[Part] = [*self._detectors, *self._combiners, *self._sieves]
        self.kinds: frozenset[str] = frozenset().union(*(part.kinds for part in parts))
        self.digest: str = digest_of(
            ENGINE,
            str(most_characters),
            self._calibration.digest,
            *(text for part in parts for text in (part.id, part.digest)),
        )
        self._engine: Engine | None = None
        if prefiltered is not None:
            self._prefilter, self._engine = prefiltered(self._detectors)
        else:
            self._prefilter = Prefilter(self._detectors)
        self._most_characters = most_characters
        self._cache = Cache(cache_entries)

    def warm(self, seconds: float) -> bool:
        """Wait until the engine of the prefilter is ready; whether it is. Nothing else waits for it."""
        return self._engine is not None and self._engine.wait(seconds)

    def scan(self, segments: Sequence[Segment], own: Detector | None = None, *, named: bool = False) -> Scan:
        """All findings of the segments, settled and sorted by place and start.

        ``own`` looks for the client's own data; what it finds is given apart, as ``Scan.own``. ``named``: a text that
        goes with these, but was scanned apart, names a person.
        """
        findings: list[Finding] = []
        owned: list[Finding] = []
        unread: set[int] = set()
        readings: list[tuple[Segment, Reading]] = []
        pieced: list[tuple[int, Segment, Pieces]] = []
        patience = Patience()
        naming, characters, fresh = int(named), 0, 0
        key_of, recall = self._cache.key, self._cache.get
        its_own = own.digest if own is not None else None
        for number, segment in enumerate(
            segments
        ):  # a long conversation comes again with every turn: this loop is its cost
            text, label = segment.text, segment.label
            characters += len(text)
            if label and len(text) > MOST_LABELLED:
                label = ""
            key = key_of(text, label, its_own)
            known = recall(key)
            if known is None:
                fresh += len(text)
                patience.begin()
                known = self._calibrated(self._read(text, label, own, patience))
                known = replace(known, pieces=pieces_of(text))
                self._keep(key, known, patience)
            if known.names and segment.origin not in BESIDE_THE_TALK:
                naming += 1
            if not known.complete:
                unread.add(segment.place)
            for hit in known.own:
                owned.append(_finding(segment.place, hit))
            if known.pieces is not None:
                pieced.append((number, segment, known.pieces))
            if known.if_named:  # holds all hits, so that a text with none costs nothing more
                readings.append((segment, known))
        for segment, known in readings:
            itself = known.names and segment.origin not in BESIDE_THE_TALK
            for hit in known.if_named if naming > itself else known.hits:
                findings.append(_finding(segment.place, hit))
        lists = list(runs_of(segments)) if len(segments) >= LEAST_ITEMS else []
        lists.extend(answers_of(segments))
        lists.extend(records_of(segments))
        if len(pieced) > 1 or lists:
            joined, also_owned = self._joined(chain(joints(pieced), lists), segments, own, patience)
            findings = _with(findings, joined) if joined else findings
            owned = [*{*owned, *also_owned}] if also_owned else owned
        findings.sort()
        owned.sort()
        return Scan(tuple(findings), characters, fresh, tuple(sorted(unread)), tuple(owned), naming > named)

    def _keep(self, key: Key, known: Reading, patience: Patience) -> None:
        # What other texts of the scan left no time for may be read in another scan.
        if known.complete or patience.is_whole:
            self._cache.put(key, known)

    def _joined(
        self,
        parted: Iterable[Joint],
        segments: Sequence[Segment],
        own: Detector | None,
        patience: Patience,
    ) -> tuple[list[Finding], list[Finding]]:
        """What parts that stand in neighbouring segments are together: a finding for each part; and those in the
        client's own data."""
        found: list[Finding] = []
        owned: list[Finding] = []
        for joint in parted:
            key = self._cache.key(joint.text, own=own.digest if own is not None else None, joint=True)
            known = self._cache.get(key)
            if known is None:
                patience.begin()
                known = self._calibrated(self._read(joint.text, "", own, patience))
                self._keep(key, known, patience)
            for hits, into in ((known.hits, found), (known.own, owned)):
                into.extend(
                    _finding(segments[number].place, replace(hit, start=start, end=end))
                    for hit in hits
                    for number, start, end in joint.spans(hit)
                )
        return found, owned

    def _calibrated(self, reading: Reading) -> Reading:
        applied = self._calibration.applied
        hits, if_named = applied(reading.hits), applied(reading.if_named)
        return replace(reading, hits=hits, if_named=if_named, own=applied(reading.own))

    def _read(
        self, text: str, label: str = "", own: Detector | None = None, patience: Patience | None = None
    ) -> Reading:
        if not text or text.isspace():
            return Reading((), (), False, True)
        if label:
            # What a value is, its field often says: {"password": ...} is read as that, then without its field.
            before = f'"{label}": "'
            inside = self._read(f'{before}{text}"', patience=patience)
            plain = self._read(text, own=own, patience=patience)
            start, end = len(before), len(before) + len(text)

            def with_its_field(named: tuple[Hit, ...], bare: tuple[Hit, ...]) -> tuple[Hit, ...]:
                by_field = [
                    replace(hit, start=hit.start - start, end=hit.end - start)
                    for hit in named
                    if start <= hit.start and hit.end <= end
                ]
                return settle([*by_field, *bare], text)

            hits = with_its_field(inside.hits, plain.hits)
            if_named = with_its_field(inside.if_named, plain.if_named)
            complete = inside.complete and plain.complete
            return Reading(hits, if_named, any(map(identifies, hits)), complete, plain.own)
        # Longer texts come with one character more than is read, which is no reason for another copy of them.
        most = self._most_characters
        passage = Passage(text if len(text) <= most + 1 else text[:most], patience)
        if len(text) > most:
            passage.give_up()
        found, elsewhere, owned = self._stages(passage, own)
        complete = True
        firm = [hit for hit in found if hit.verified]  # in the text as it is, or without a guess
        layers = Peeling(passage)
        for layer in layers:
            stages = self._stages(layer.passage, own, guessed=layer.guessed)
            for its, into in zip(stages, (found, elsewhere, owned), strict=True):
                parts = [part for hit in its for part in layer.original(hit, firm)]
                into.extend(parts)
                if not layer.guessed:
                    firm.extend(part for part in parts if part.verified)
            complete = complete and layer.passage.complete
        # Again, with what combiners and disguised parts of the text added.
        found, elsewhere = self._sifted(passage, found), self._sifted(passage, elsewhere)
        settled = settle(found, text)
        beside = outdone(found, settled)
        owned.extend(beside)
        return Reading(
            settled,
            settle([*found, *elsewhere], text) if elsewhere else settled,
            any(map(identifies, (*settled, *beside))),
            passage.complete and complete and layers.complete,
            _settled_by_kind(owned) if owned else (),
        )

    def _stages(
        self, passage: Passage, own: Detector | None = None, *, guessed: bool = False
    ) -> tuple[list[Hit], list[Hit], list[Hit]]:
        """All hits of a passage: what detectors find, then what combiners make of it; those `if_named`; those in the
        client's own data. In a guess only hits that stand for themselves count, and combiners give none."""
        engine = self._engine
        likely = self._prefilter.likely(
            passage, *((engine.scan, engine.holds) if engine is not None else (None,))
        )
        if guessed:
            likely = [detector for detector in likely if detector.id in self._proving]
        found = [hit for detector in likely for hit in detector.find(passage)]
        if_named: list[Hit] = []
        found = self._sifted(passage, found)
        if self._combiners and not guessed:
            first = sorted(set(found))
            for combiner in self._combiners:
                combined = combiner.combine(passage, first)
                found.extend(combined.hits)
                if_named.extend(combined.if_named)
        return found, if_named, list(own.find(passage)) if own is not None else []

    def _sifted(self, passage: Passage, hits: list[Hit]) -> list[Hit]:
        for sieve in self._sieves:
            hits = list(sieve.left(passage, hits))
        return hits


def _finding(place: int, hit: Hit) -> Finding:
    return Finding(place, hit.start, hit.end, hit.kind, hit.detector, hit.score, hit.verified)


def _with(findings: list[Finding], joined: list[Finding]) -> list[Finding]:
    """Findings and those of joined parts, settled anew where both stand in one place."""
    places = {finding.place for finding in joined}
    result = [finding for finding in findings if finding.place not in places]
    for place in places:
        hits = [
            Hit(one.start, one.end, one.kind, one.detector, one.score, one.verified)
            for one in (*findings, *joined)
            if one.place == place
        ]
        result.extend(_finding(place, hit) for hit in settle(hits))
    return result


def _settled_by_kind(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Hits of which only those of different kinds overlap: one word may be the name of a client and of a host."""
    kinds = sorted({hit.kind for hit in hits})
    return tuple(sorted(each for kind in kinds for each in settle(hit for hit in hits if hit.kind == kind)))
