"""Prompts of examiners who had not read the rules, everything in them marked; see ``marked``.

The files of the folder ``wholes`` were scanned before anything was mended for them, and mended by afterwards. First
scans found 74 % of the identifiers of ``ninth``; 15 % of the facts of health and the like of ``tenth``, mostly told as
clauses; 66 % of the amounts and 65 % of the firms of ``eleventh``. Of the disguises of ``twelfth`` 77 in 100 prompts let
nothing leak. ``thirteenth`` and ``fourteenth``, dense and odd, came to 76 and 69 % of all; of the second only the
missed people were read.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Labelled
from tests.bench.quality.marked import read


def texts() -> Iterator[Labelled]:
    """Every prompt of every file."""
    return read(Path(__file__).with_suffix(""))
