"""The command: measure, show, and with ``--write`` put the tables where they are read."""

import argparse
import platform
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.bench.quality import report, speed
from tests.bench.quality.contender import Contender, ours
from tests.bench.quality.measure import measure
from tests.bench.quality.report import Measured
from tests.bench.quality.scoring import Judged
from tests.bench.quality.yardsticks import DATA, ROOT, Yardstick, everything

README = ROOT / "classifiers" / "README.md"
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
    contender = ours()
    measured, _judged = run(contender, yardsticks, with_speed=not asked.quick)
    day = date.today().isoformat()
    short = report.summary(measured, yardsticks, _head(day, contender))
    long = report.details(measured, yardsticks, _head(day, contender))
    print(short if not asked.details else long)
    if asked.misses:
        _show_misses(measured, yardsticks)
    if asked.write:
        README.write_text(report.put(README.read_text(encoding="utf-8"), "measured", short), encoding="utf-8")
        DETAILS.write_text(
            report.put(DETAILS.read_text(encoding="utf-8"), "measured", long), encoding="utf-8"
        )
    return 0


def run(
    contender: Contender, yardsticks: Sequence[Yardstick], *, with_speed: bool = True
) -> tuple[Measured, dict[str, list[tuple[str, list[Judged]]]]]:
    """Everything about one contender; a line on standard error for each yardstick."""
    scores, judged = {}, {}
    for one in yardsticks:
        begun = time.perf_counter()
        scores[one.name], judged[one.name] = measure(contender, one)
        print(f"{contender.name}: {one.name}, {time.perf_counter() - begun:.1f} s", file=sys.stderr)
    times = speed.table(contender) if with_speed else {}
    start = speed.start() if with_speed and contender.name == "Promptward" else {}
    return Measured(contender.name, contender.version, scores, times, start), judged


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
    parser.add_argument("--peers", action="store_true", help="measure other detectors, too (group peers)")
    parser.add_argument("--write", action="store_true", help="write the tables into the documents")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
