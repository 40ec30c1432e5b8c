"""The command: measure, show, and with ``--write`` put the tables where they are read."""

import argparse
import platform
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from classifiers import rulebook
from classifiers.calibration import Calibration
from classifiers.catalog import CALIBRATION, RULES
from tests.bench.quality import calibrating, fallback, peers, plot, report, speed
from tests.bench.quality.contender import Contender, ours
from tests.bench.quality.corpus import Labelled
from tests.bench.quality.measure import measure
from tests.bench.quality.report import Measured
from tests.bench.quality.scoring import Judged
from tests.bench.quality.yardsticks import DATA, ROOT, Yardstick, everything

README = ROOT / "classifiers" / "README.md"
PLOT = ROOT / "classifiers" / "docs" / "reliability.svg"
# What scores are calibrated on: texts whose labels are made by hand, and clean ones. Rules' own examples are not.
COMPARED = ("prompts-dev", "evasion-dev", "clean_prompts-arena", "standard library")
CALIBRATES = ("own ", "prompts-dev", "clean_prompts", "standard library")
TAUGHT = "own taught"  # whose texts the model knows, so that its scores there say nothing
DETAILS = ROOT / "classifiers" / "docs" / "measured.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when all went well."""
    asked = _asked(arguments)
    yardsticks, absent = everything(asked.data)
    for line in absent:
        print(line, file=sys.stderr)
    if asked.only:
        yardsticks = [one for one in yardsticks if any(part in one.name for part in asked.only)]
    if asked.quick:
        yardsticks = [one for one in yardsticks if one.own]
    if asked.compare_fallback:
        return _compare_fallback(yardsticks)
    contender = ours()
    measured, judged = run(contender, yardsticks, with_speed=not asked.quick)
    day = date.today().isoformat()
    scores = None if asked.only else _calibrate(judged, yardsticks, day, write=asked.write)
    short = report.summary(measured, yardsticks, _head(day, contender))
    long = report.details(measured, yardsticks, _head(day, contender))
    if scores is not None:
        short += f"\n\n{scores}"
    print(short if not asked.details else long)
    rivals = _rivals(contender, yardsticks, day) if asked.peers else ""
    if rivals:
        print(f"\n{rivals}")
    if asked.misses:
        _show_misses(measured, yardsticks)
    if asked.write:
        page = report.put(README.read_text(encoding="utf-8"), "measured", short)
        if rivals:
            page = report.put(page, "peers", rivals)
        README.write_text(page, encoding="utf-8")
        DETAILS.write_text(
            report.put(DETAILS.read_text(encoding="utf-8"), "measured", long), encoding="utf-8"
        )
    return 0


def _compare_fallback(yardsticks: Sequence[Yardstick]) -> int:
    """A line for each text in which findings depend on the engine; 0 when there is none."""
    count = 0
    fast, plain = fallback.both()
    for one in yardsticks:
        begun, before = time.process_time(), count
        for difference in fallback.differences(fast, plain, one):
            print(difference, flush=True)
            count += 1
        spent = time.process_time() - begun
        print(f"{one.name}: {len(one.texts)} texts, {count - before} differ, {spent:.0f} s", file=sys.stderr)
    return 1 if count else 0


def run(
    contender: Contender,
    yardsticks: Sequence[Yardstick],
    *,
    with_speed: bool = True,
    chat_only: bool = False,
) -> tuple[Measured, dict[str, list[tuple[str, list[Judged]]]]]:
    """Everything about one contender; a line on standard error for each yardstick."""
    scores, judged = {}, {}
    for one in yardsticks:
        begun = time.perf_counter()
        scores[one.name], judged[one.name] = measure(contender, one)
        print(f"{contender.name}: {one.name}, {time.perf_counter() - begun:.1f} s", file=sys.stderr)
    times = speed.table(contender, ("chat",) if chat_only else ()) if with_speed else {}
    start = speed.start() if with_speed and not chat_only else {}
    return Measured(contender.name, contender.version, scores, times, start), judged


def _rivals(contender: Contender, yardsticks: Sequence[Yardstick], day: str) -> str:
    """Ours and every peer on the same texts in the same run; some of each yardstick, for some peers are slow."""
    some = [
        replace(one, texts=_sample(one, 400))
        for one in yardsticks
        if one.name in COMPARED or (one.own and one.name != "own context")
    ]
    found, absent = peers.available()
    for line in absent:
        print(line, file=sys.stderr)
    everybody = [run(each, some, chat_only=True)[0] for each in (contender, *found)]
    head = (
        f"Beside others, {day}, at most 400 texts of each source, all in one run on one core. Identifiers and credentials "
        "only: recall / precision / leaked characters in percent; then clean texts with a finding, of 1,000; then "
        "processor time for chat text. Detectors of credentials do not look for identifiers, and the other way round."
    )
    return report.rivals(everybody, some, head)


def _sample(yardstick: Yardstick, most: int) -> tuple[Labelled, ...]:
    """Every n-th text; of source files fewer, and no long ones."""
    texts = [text for text in yardstick.texts if not yardstick.source or len(text.parts[0]) <= 20_000]
    most = most // 4 if yardstick.source else most
    return tuple(texts[:: max(1, -(-len(texts) // most))])


def _calibrate(
    judged: Mapping[str, list[tuple[str, list[Judged]]]],
    yardsticks: Sequence[Yardstick],
    day: str,
    *,
    write: bool,
) -> str:
    """Fit scores on one half and test them on the other; gives the paragraph and table of the README."""
    families = {rule.id: rule.family for rule in rulebook.read(RULES)}
    named = Calibration(families=families)
    used = [one for one in yardsticks if one.name.startswith(CALIBRATES) and one.name != TAUGHT]
    seen = calibrating.observations(
        {one.name: judged[one.name] for one in used}, (one.name for one in used if one.clean)
    )
    groups = calibrating.fit(seen, named.group_of)
    fitted = Calibration(
        {name: tuple((a, b) for a, b in group["scores"]) for name, group in groups.items()},
        families,  # type: ignore[attr-defined]
    )
    before = calibrating.reliability(seen, lambda _, score: score)
    after = calibrating.reliability(seen, fitted.score)
    for name, right, count in calibrating.worst(seen):
        print(f"right less often than its score says: {name}, {right} of {count}", file=sys.stderr)
    if write:
        CALIBRATION.write_text(_calibration_file(groups, day), encoding="utf-8")
        PLOT.write_text(plot.reliability(before.bins, after.bins), encoding="utf-8")
    return report.scores(before, after)


def _calibration_file(groups: Mapping[str, object], day: str) -> str:
    head = (
        "# Made by: uv run python -m tests.bench.quality --write (calibration.py says what it means). Not edited by hand.\n"
        "# Each pair: a score as its author gave it, and the percentage of such findings that were right.\n"
    )
    body = yaml.safe_dump(
        {"date": day, "groups": groups}, sort_keys=False, default_flow_style=None, width=110
    )
    return head + body


def _head(day: str, contender: Contender) -> str:
    return (
        f"Measured on {day} by `uv run python -m tests.bench.quality --write`, CPython {platform.python_version()}, one "
        f"core of a shared machine, detectors {contender.version}. Development figures: the rules were improved with "
        "most of these texts; unseen texts will do worse."
    )


def _show_misses(measured: Measured, yardsticks: Sequence[Yardstick]) -> None:
    for one in yardsticks:
        score = measured.scores[one.name]
        missed = sorted(
            (
                (tally.gold - tally.caught, kind)
                for kind, tally in score.kinds.items()
                if tally.gold > tally.caught
            ),
            reverse=True,
        )
        alarms = sorted(score.alarms.items(), key=lambda pair: -pair[1])
        print(
            f"\n{one.name}: leaking {score.leaking}/{score.sensitive}, alarmed {score.alarmed}/{score.clean}"
        )
        print("  missed:", ", ".join(f"{kind} {count}" for count, kind in missed[:20]))
        print("  wrong:", ", ".join(f"{name} {count}" for name, count in alarms[:20]))


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.quality",
        description="Measure how well the product detects.",
        epilog="Example: uv run python -m tests.bench.quality --only prompts --misses",
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development yardsticks")
    parser.add_argument("--only", action="append", help="only yardsticks with this in their name; repeatable")
    parser.add_argument("--quick", action="store_true", help="only our own corpus, no speed")
    parser.add_argument("--details", action="store_true", help="show the long tables")
    parser.add_argument(
        "--misses", action="store_true", help="show what was missed and what was wrong, by kind"
    )
    parser.add_argument(
        "--compare-fallback",
        action="store_true",
        help="only compare findings with and without the byte engine",
    )
    parser.add_argument("--peers", action="store_true", help="measure other detectors, too (group peers)")
    parser.add_argument("--write", action="store_true", help="write the tables into the documents")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
