"""What a scanner finds in many texts, as one digest a text: two versions of the code can be compared, text by text.

    uv run python -m tests.bench.findings -o before.txt        (in a checkout of the old code: PYTHONPATH=THERE)
    uv run python -m tests.bench.findings -o after.txt --against before.txt

The texts are the yardsticks (own corpora, ``--data``), joined to long ones, too, and files of the standard library.
Exits 1 if a text has other findings.
"""

import argparse
import itertools
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from classifiers.catalog import Options, load
from classifiers.segment import Segment
from tests.bench.quality import yardsticks

_JOINED = (2_000, 20_000, 200_000)  # characters of the texts that are joined of short ones


def texts(data: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Texts with a name each, the same in every run."""
    for stick in yardsticks.everything(data)[0]:
        for number, one in enumerate(stick.texts):
            yield f"{stick.name} {number}", one.parts
        every = ["\n".join(one.parts) for one in stick.texts]
        for size in _JOINED if len(every) > 200 else ():
            yield from (
                (f"{stick.name} by {size} {number}", (text,))
                for number, text in enumerate(joined(every, size, 400_000))
            )


def joined(every: list[str], size: int, most: int) -> list[str]:
    """Texts one after the other, cut into stretches of ``size`` characters; no more than ``most`` in all."""
    lengths = itertools.accumulate(len(text) + 2 for text in every)
    count = sum(1 for _ in itertools.takewhile(lambda length: length < most + size, lengths)) + 1
    whole = "\n\n".join(every[:count])[:most]
    return [whole[at : at + size] for at in range(0, len(whole) - size + 1, size)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=yardsticks.DATA)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--names", default=Options().names_model, help="the names model, or none")
    parser.add_argument("--every", type=int, default=1, help="only each so-many-th text")
    chosen = parser.parse_args()
    scanner = load(Options(names_model=chosen.names))
    scanner.warm(200)
    lines = []
    for name, parts in itertools.islice(texts(chosen.data), 0, None, chosen.every):
        scan = scanner.scan([Segment(place, text) for place, text in enumerate(parts)])
        told = "|".join(map(str, (*scan.findings, scan.unread)))
        lines.append(f"{name}\t{blake2b(told.encode(), digest_size=12).hexdigest()}\t{len(scan.findings)}")
    chosen.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if chosen.against is None:
        return
    before = chosen.against.read_text(encoding="utf-8").splitlines()
    other = [new for old, new in itertools.zip_longest(before, lines) if old != new]
    print(f"{len(lines):,} texts, {len(other):,} with other findings")
    for line in other[:20]:
        print(f"  {str(line).split(chr(9))[0]}")
    sys.exit(bool(other))


if __name__ == "__main__":
    main()
