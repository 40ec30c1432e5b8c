"""The command: measure every carrier, show the table, and with ``--write`` put it into the README of the documents."""

import argparse
from pathlib import Path

from classifiers.catalog import load
from tests.bench.carriers.measure import Outcome, carriers, measure
from tests.bench.carriers.values import COUNT
from tests.bench.quality.report import put

README = Path(__file__).parents[3] / "classifiers" / "documents" / "README.md"


def table(outcomes: list[Outcome]) -> str:
    """The outcomes as a table in Markdown."""
    rows = ["| carrier | values | found | replaced | opens again | not read |", "|---|---|---|---|---|---|"]
    rows += [
        f"| {one.name} | {COUNT} | {one.found} | {one.replaced} | {'yes' if one.opens else 'NO'} | "
        f"{', '.join(one.opaque) or 'nothing'} |"
        for one in outcomes
    ]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.carriers", description=__doc__)
    parser.add_argument("--only", help="a part of the name of a carrier")
    parser.add_argument("--misses", action="store_true", help="show what was not replaced (made-up values)")
    parser.add_argument("--write", action="store_true", help="write the table into the README")
    asked = parser.parse_args()
    scanner = load()
    outcomes = []
    for carrier in carriers():
        if asked.only and asked.only.lower() not in carrier.NAME.lower():
            continue
        outcomes.append(measure(carrier, scanner))
        if asked.misses:
            for secret in outcomes[-1].left:
                print(f"{carrier.NAME}: {secret.kind}: {secret.sentence}")
    print(table(outcomes))
    if asked.write and not asked.only:
        README.write_text(
            put(README.read_text(encoding="utf-8"), "carriers", table(outcomes)), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
