"""Prompts of examiners who had not read the rules, everything in them marked; see ``marked``.

The files of the folder ``wholes`` were scanned before anything was mended for them, and mended by afterwards. Of the
facts of health and the like of ``tenth``, which are mostly told as clauses, the first scan found 15 in 100.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Labelled
from tests.bench.quality.marked import read


def texts() -> Iterator[Labelled]:
    """Every prompt of every file."""
    return read(Path(__file__).with_suffix(""))
