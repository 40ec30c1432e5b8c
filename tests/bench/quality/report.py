"""The report: scores and times as Markdown tables between marks in ``classifiers/README.md`` and its docs. Pure.

What stands between ``<!-- NAME: begin -->`` and ``<!-- NAME: end -->`` is written by the command and by nobody else.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.bench.quality.calibrating import Reliability
from tests.bench.quality.kinds import GROUPS
from tests.bench.quality.scoring import Score, Tally
from tests.bench.quality.speed import SIZES
from tests.bench.quality.yardsticks import Yardstick

SHOWN = 5  # places; a group with fewer in a yardstick is not shown


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one contender."""

    name: str
    version: str
    scores: Mapping[str, Score]
    speed: Mapping[str, Mapping[int, float]]
    start: Mapping[str, float] = field(default_factory=dict)


def put(text: str, name: str, block: str) -> str:
    """A document with the block of that name replaced. Raises ValueError where the marks are missing."""
    marks = re.compile(rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)", re.DOTALL)
    if not marks.search(text):
        raise ValueError(f"no marks <!-- {name}: begin --> and <!-- {name}: end -->")
    return marks.sub(lambda match: f"{match[1]}{block.rstrip()}\n{match[2]}", text)


def taken(text: str, name: str) -> str:
    """The block of that name in a document. Raises ValueError where the marks are missing."""
    found = re.search(rf"<!-- {name}: begin -->\n(.*?)<!-- {name}: end -->", text, re.DOTALL)
    if found is None:
        raise ValueError(f"no marks <!-- {name}: begin --> and <!-- {name}: end -->")
    return found[1]


def summary(ours: Measured, yardsticks: Sequence[Yardstick], head: str) -> str:
    """The short tables of the README."""
    return "\n\n".join(
        [
            head,
            table(GROUP_HEAD, _group_rows(ours, yardsticks)),
            table(CLEAN_HEAD, _clean_rows(ours, yardsticks)),
            table(("processor time, ms", *map(_size, SIZES)), _speed_rows(ours)),
            *([_start(ours.start)] if ours.start else []),
        ]
    )


GROUP_HEAD = ("texts", "wordings", "group", "places", "recall %", "precision %", "F1", "leaked characters %")
CLEAN_HEAD = ("texts", "clean", "with a finding, of 1,000", "other than e-mail, of 1,000", "over-redacted %")


def _start(start: Mapping[str, float]) -> str:
    return (
        f"From the start of a process to its first answer {start['seconds']:.1f} s of processor time, "
        f"resident memory then {start['megabytes']:.0f} MB."
    )


def _group_rows(ours: Measured, yardsticks: Sequence[Yardstick]) -> Iterable[Sequence[str]]:
    for yardstick in yardsticks:
        score = ours.scores[yardstick.name]
        for group in GROUPS:
            tally = score.groups.get(group)
            if tally is None or tally.gold < SHOWN or (yardstick.groups and group not in yardstick.groups):
                continue
            yield (
                f"{yardstick.name} ({score.texts:,})",
                f"{score.wordings:,}",
                group,
                f"{tally.gold:,}",
                _percent(tally.recall),
                _percent(tally.precision),
                _percent(tally.f1),
                _percent(tally.leaks),
            )


def _clean_rows(ours: Measured, yardsticks: Sequence[Yardstick]) -> Iterable[Sequence[str]]:
    for yardstick in yardsticks:
        score = ours.scores[yardstick.name]
        if score.clean >= 20 and not yardstick.groups:
            yield (
                yardstick.name,
                f"{score.clean:,}",
                f"{score.per_thousand:.1f}",
                f"{1_000 * score.alarmed_otherwise / score.clean:.1f}",
                f"{100 * score.overredacted:.2f}",
            )


def _speed_rows(ours: Measured) -> Iterable[Sequence[str]]:
    for sort, times in ours.speed.items():
        yield (sort, *(_time(times.get(size)) for size in SIZES))


def details(ours: Measured, yardsticks: Sequence[Yardstick], head: str) -> str:
    """The long tables: leaks, persons, kinds, languages, techniques."""
    shown = [one for one in yardsticks if not one.clean]
    parts = [head, "## Texts that leak, and exact places", table(*_leak_table(ours, shown))]
    labelled = [one for one in shown if not one.groups and "evasion" not in one.name]
    for title, attribute in (("Languages", "languages"), ("Kinds", "kinds"), ("Disguises", "techniques")):
        picked = shown if attribute == "techniques" else labelled
        merged = _merged(getattr(ours.scores[one.name], attribute) for one in picked)
        rows = [
            (
                name,
                f"{tally.gold:,}",
                _percent(tally.recall),
                _percent(tally.named / tally.gold) if tally.gold else "",
                _percent(tally.precision),
                _percent(tally.leaks),
            )
            for name, tally in sorted(merged.items())
        ]
        sources = ", ".join(one.name for one in picked)
        if rows:
            parts += [
                f"## {title}",
                f"Over {sources}.",
                table(
                    (title.lower(), "places", "recall %", "by the right kind %", "precision %", "leaked %"),
                    rows,
                ),
            ]
    return "\n\n".join(parts)


def scores(before: Reliability, after: Reliability) -> str:
    """How far scores can be believed, in the README."""
    rows = [
        (f"{level:g} or more", f"{count:,}", f"{share:.1f}", f"{calibrated:,}", f"{now:.1f}")
        for (level, share, count), (_, now, calibrated) in zip(before.levels, after.levels, strict=True)
    ]
    return (
        f"Scores, on {after.findings:,} findings in held-back wordings: expected calibration error {before.error:.1f} points "
        f"as given, {after.error:.1f} calibrated ([plot](docs/reliability.svg)).\n\n"
        + table(("score", "findings as given", "right %", "calibrated", "right %"), rows)
    )


def _leak_table(ours: Measured, shown: Sequence[Yardstick]) -> tuple[Sequence[str], list[Sequence[str]]]:
    head = (
        "texts",
        "with something sensitive",
        "with a miss",
        "of an identifier or credential",
        "persons exact F1",
    )
    rows = []
    for one in shown:
        score = ours.scores[one.name]
        persons = score.groups.get("persons", Tally())
        rows.append(
            (
                one.name,
                f"{score.sensitive:,}",
                f"{score.leaking:,}",
                f"{score.leaking_patterns:,}",
                _percent(persons.exact_f1) if persons.gold >= SHOWN else "",
            )
        )
    return head, rows


def rivals(all_measured: Sequence[Measured], yardsticks: Sequence[Yardstick], head: str) -> str:
    """One row a contender: recall, precision and leaked characters, false alarms, speed."""
    columns: list[str] = ["detector"]
    for one in yardsticks:
        columns.append(f"{one.name}, of 1,000" if one.clean else one.name)
    columns += [f"{_size(size)}, ms" for size in SIZES]
    rows = []
    for measured in all_measured:
        cells = [f"{measured.name} {measured.version}".strip()]
        for one in yardsticks:
            score = measured.scores.get(one.name)
            if score is None:
                cells.append("")
            elif one.clean:
                cells.append(f"{score.per_thousand:.0f}")
            else:
                cells.append(_three(_patterns(score)))
        cells += [_time(measured.speed.get("chat", {}).get(size)) for size in SIZES]
        rows.append(cells)
    return "\n\n".join([head, table(columns, rows)])


def _patterns(score: Score) -> Tally:
    """Identifiers and credentials together: what a detector without a model can know."""
    both = [score.groups[group] for group in ("identifiers", "credentials") if group in score.groups]
    return _sum(both)


def _three(tally: Tally) -> str:
    return " / ".join(_percent(value) for value in (tally.recall, tally.precision, tally.leaks))


def _merged(maps: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    gathered: dict[str, list[Tally]] = {}
    for one in maps:
        for name, tally in one.items():
            gathered.setdefault(name, []).append(tally)
    return {name: _sum(tallies) for name, tallies in gathered.items()}


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        for name in Tally.__slots__:
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    return total


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


def _percent(value: float) -> str:
    return "-" if math.isnan(value) else f"{100 * value:.1f}"


def _time(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def _size(size: int) -> str:
    return f"{size // 1000} KB" if size >= 1000 else f"{size} characters"
