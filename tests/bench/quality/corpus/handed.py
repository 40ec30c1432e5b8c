"""Whole prompts that hand over access, as people write them, every secret marked; see ``marked``.

The files of the folder ``handed`` were scanned before anything was mended for them, and mended by afterwards: helpdesk
tickets, handovers, chats, notices, settings; a quarter of them speak of access and hold no secret. At first sight 59 of 100 secrets of ``fourth`` were found.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Labelled
from tests.bench.quality.marked import read

GROUPS = ("credentials",)  # what else stands in these texts is marked in part


def texts() -> Iterator[Labelled]:
    """Every prompt of every file."""
    return read(Path(__file__).with_suffix(""))
