"""Scoring: labelled texts and what a detector found in them become counts. Pure.

Rule 1: a place is caught when its core (else nine tenths of its characters) is covered by findings of any kind.
Rule 2: what touches only optional places counts neither as right nor as wrong.
Rule 3: what touches a place that must be found is right; everything else is wrong, but for plain dates and links,
        and towns and nationalities in texts that hold something sensitive (their labels are optional by the rules).
Rule 4: leaked characters are those of places that must be found, or of their cores, that no finding covers.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from tests.bench.quality.corpus import Labelled, Span
from tests.bench.quality.kinds import group_of, named_right, same

CAUGHT = 0.9
_PASSED_OVER = frozenset({"DATE_TIME", "URL"})
_OPTIONAL_OUTSIDE = frozenset({"LOCATION", "NRP"})


@dataclass(frozen=True, slots=True)
class Found:
    """One place that a detector found."""

    start: int
    end: int
    kind: str
    part: int = 0
    score: float = 0.0
    detector: str = ""
    verified: bool = False


@dataclass(slots=True)
class Tally:
    """Counts of places (``gold``, ``caught``, ``named``), findings (``found``, ``right``, ``exact``), characters."""

    gold: int = 0
    caught: int = 0
    named: int = 0  # caught, and by the right kind
    found: int = 0
    right: int = 0
    exact: int = 0  # the same kind at the same place
    characters: int = 0
    leaked: int = 0

    @property
    def recall(self) -> float:
        """Share of places that were caught."""
        return self.caught / self.gold if self.gold else float("nan")

    @property
    def precision(self) -> float:
        """Share of findings that were right."""
        return self.right / self.found if self.found else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of recall and precision."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0

    @property
    def exact_f1(self) -> float:
        """F1 where only the same kind at exactly the same place counts."""
        return 2 * self.exact / (self.gold + self.found) if self.gold + self.found else float("nan")

    @property
    def leaks(self) -> float:
        """Share of sensitive characters that nothing covers."""
        return self.leaked / self.characters if self.characters else float("nan")


@dataclass(slots=True)
class Score:
    """All counts of one detector on one yardstick."""

    texts: int = 0
    wordings: int = 0  # texts that differ when what must be found is masked
    sensitive: int = 0  # texts in which something must be found
    leaking: int = 0  # of those, with a miss
    leaking_patterns: int = 0  # with a miss of an identifier or a credential
    clean: int = 0
    alarmed: int = 0  # clean texts with a finding
    alarmed_otherwise: int = 0  # with a finding that is no e-mail address
    plain: int = 0  # characters that are not sensitive
    covered: int = 0  # of those, covered
    unread: int = 0
    total: Tally = field(default_factory=Tally)
    groups: dict[str, Tally] = field(default_factory=dict)
    kinds: dict[str, Tally] = field(default_factory=dict)
    languages: dict[str, Tally] = field(default_factory=dict)
    techniques: dict[str, Tally] = field(default_factory=dict)
    alarms: dict[str, int] = field(default_factory=dict)  # wrong findings by detector

    @property
    def per_thousand(self) -> float:
        """Clean texts with a finding, of 1,000."""
        return 1_000 * self.alarmed / self.clean if self.clean else float("nan")

    @property
    def overredacted(self) -> float:
        """Share of characters covered that are not sensitive."""
        return self.covered / self.plain if self.plain else float("nan")


@dataclass(frozen=True, slots=True)
class Judged:
    """One finding and whether it was right; None where it does not count."""

    found: Found
    right: bool | None


def judge(text: Labelled, found: Iterable[Found], groups: Collection[str] = ()) -> list[Judged]:
    """Which findings in a text are right, wrong, or do not count. Labels cover ``groups``; empty means all."""
    clean = all(span.optional for span in text.spans)
    judged = []
    for one in found:
        touched = [
            span
            for span in text.spans
            if span.part == one.part and span.start < one.end and one.start < span.end
        ]
        right: bool | None
        if any(not span.optional for span in touched):
            right = True
        elif (
            touched
            or one.kind in _PASSED_OVER
            or (groups and group_of(one.kind) not in groups)
            or (not clean and same(one.kind) in _OPTIONAL_OUTSIDE)
        ):
            right = None
        else:
            right = False
        judged.append(Judged(one, right))
    return judged


def add(score: Score, text: Labelled, found: Sequence[Found], groups: Collection[str] = ()) -> list[Judged]:
    """Count one text; gives what was judged."""
    judged = judge(text, found, groups)
    score.texts += 1
    must = [span for span in text.spans if not span.optional]
    cover = [bytearray(len(part)) for part in text.parts]
    for one in found:
        cover[one.part][one.start : one.end] = b"\1" * (
            min(one.end, len(cover[one.part])) - min(one.start, len(cover[one.part]))
        )
    language = score.languages.setdefault(text.language, Tally())
    techniques = [
        score.techniques.setdefault(tag.removeprefix("technique:"), Tally())
        for tag in sorted(text.tags)
        if tag.startswith("technique:")
    ]
    missed = {id(span) for span in must if not _caught(span, cover)}
    lost = {span.value for span in must if span.value and id(span) in missed}
    seen: set[str] = set()
    leaks = leaks_pattern = False
    for span in must:
        group = group_of(span.kind)
        start, end = span.core or (span.start, span.end)
        gone = (end - start) - sum(cover[span.part][start:end])
        touching = [
            one for one in found if one.part == span.part and one.start < span.end and span.start < one.end
        ]
        caught = id(span) not in missed and span.value not in lost
        if not caught:
            leaks = True
            leaks_pattern = leaks_pattern or (group in ("identifiers", "credentials") and not span.context)
        if span.value and span.value in seen:
            continue
        if span.value:
            seen.add(span.value)
        exact = any(
            (one.start, one.end) == (span.start, span.end) and named_right(span.kind, one.kind)
            for one in touching
        )
        named = caught and any(named_right(span.kind, one.kind) for one in touching)
        kind = score.kinds.setdefault(span.kind, Tally())
        for tally in (score.total, score.groups.setdefault(group, Tally()), kind, language, *techniques):
            tally.gold += 1
            tally.caught += caught
            tally.named += named
            tally.exact += exact
            tally.characters += end - start
            tally.leaked += gone
    for item in judged:
        if item.right is None:
            continue
        kind = score.kinds.setdefault(item.found.kind, Tally())
        group_tally = score.groups.setdefault(group_of(item.found.kind), Tally())
        for tally in (score.total, group_tally, kind, language):
            tally.found += 1
            tally.right += item.right
        if not item.right:
            name = item.found.detector or item.found.kind
            score.alarms[name] = score.alarms.get(name, 0) + 1
    if must:
        score.sensitive += 1
        score.leaking += leaks
        score.leaking_patterns += leaks_pattern
    else:
        score.clean += 1
        wrong = [item.found.kind for item in judged if item.right is False]
        score.alarmed += bool(wrong)
        score.alarmed_otherwise += any(kind != "EMAIL_ADDRESS" for kind in wrong)
    for number, part in enumerate(text.parts):
        sensitive = bytearray(len(part))
        for span in text.spans:
            if span.part == number:
                sensitive[span.start : span.end] = b"\1" * (span.end - span.start)
        score.plain += len(part) - sum(sensitive)
        score.covered += sum(1 for a, b in zip(cover[number], sensitive, strict=True) if a and not b)
    return judged


def wording(text: Labelled) -> str:
    """A text with everything marked in it masked, and digits alike: two texts from one template are equal."""
    parts = []
    for number, part in enumerate(text.parts):
        spans = sorted(
            (span for span in text.spans if span.part == number), key=lambda span: span.start, reverse=True
        )
        for span in spans:
            part = f"{part[: span.start]}<{same(span.kind)}>{part[span.end :]}"
        parts.append("".join("0" if character.isdigit() else character for character in part))
    return "\0".join(parts)


def _caught(span: Span, cover: Sequence[bytearray]) -> bool:
    if span.core is not None:
        start, end = span.core
        return all(cover[span.part][start:end])
    covered = sum(cover[span.part][span.start : span.end])
    return covered >= CAUGHT * (span.end - span.start)
