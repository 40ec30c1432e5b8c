"""Whole prompts that nobody may mend by: an examiner wrote them, and only their totals are looked at.

``sixth`` holds disguises, riddles among them, of which 63 % were found at first sight, ``seventh`` what staff of small
firms send in a week: 71 % the day before the model had learnt what texts tell. ``ninth`` and ``twelfth``, by other hands,
were found to 74 and 80 % by the code of their day. ``eleventh`` holds disguises that a good guard should see through:
90 %, and 94 after those of ``wholes/disguised``, by another hand, had been mended. Once somebody has read what is missed
here, the file belongs to ``wholes`` and a new one is written, by whom the rules are strange.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Labelled
from tests.bench.quality.marked import read


def texts() -> Iterator[Labelled]:
    """Every prompt of every file."""
    return read(Path(__file__).with_suffix(""))
