"""Clean work texts by somebody who had not read the rules: digests, examples, versions, parts, logs, code, poems."""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Labelled
from tests.bench.quality.corpus.lookalikes import read

FOLDER = Path(__file__).with_suffix("")


def texts() -> Iterator[Labelled]:
    """Every text; all are clean."""
    return read(FOLDER, "stranger")
