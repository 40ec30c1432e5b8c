"""No clean piece of a program alarms; `test_quality.py` asks only some of them."""

from functools import cache

import pytest

from tests.bench.quality.contender import ours
from tests.bench.quality.corpus import Labelled, lookalikes
from tests.bench.quality.scoring import judge

PIECES = [text for text in lookalikes.texts() if "programs" in text.tags]

_contender = cache(ours)


@pytest.mark.parametrize("text", PIECES, ids=lambda text: text.id)
def test_a_clean_piece_of_a_program_stays_silent(text: Labelled) -> None:
    judged = judge(text, _contender().find(text.parts))
    assert [text.parts[0][one.found.start : one.found.end] for one in judged if one.right is False] == []
