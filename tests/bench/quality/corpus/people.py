"""People in work prompts of eight languages, one file a language, and well-known or invented ones that are no finding.

A blank line parts two texts. Names of private people stand in ‹marks›, without their titles; a text without a mark is
clean. All are written by hand and were first scanned when written: what the judge then missed shaped its rules.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Labelled, Mark, compose

FOLDER = Path(__file__).with_suffix("")
GROUPS = ("persons",)

_NAME = re.compile(r"‹([^›]+)›")


def texts() -> Iterator[Labelled]:
    """Every text of every file."""
    for path in sorted(FOLDER.glob("*.txt")):
        for number, text in enumerate(path.read_text(encoding="utf-8").strip("\n").split("\n\n")):
            pieces = [
                Mark("PERSON", piece) if place % 2 else piece for place, piece in enumerate(_NAME.split(text))
            ]
            tags = () if len(pieces) > 1 else ("hardneg",)
            yield compose(*pieces, language=path.stem, tags=tags, id=f"people-{path.stem}-{number}")
