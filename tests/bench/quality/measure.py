"""Measuring: one contender on one yardstick becomes a score."""

from tests.bench.quality.contender import Contender
from tests.bench.quality.scoring import Judged, Score, add, wording
from tests.bench.quality.yardsticks import Yardstick


def measure(contender: Contender, yardstick: Yardstick) -> tuple[Score, list[tuple[str, list[Judged]]]]:
    """The score, and what was judged by wording (so that texts of one template can be kept together)."""
    score = Score()
    judged = []
    wordings = set()
    for text in yardstick.texts:
        found = contender.find(text.parts)
        masked = wording(text)
        wordings.add(masked)
        judged.append((masked, add(score, text, found, yardstick.groups)))
    score.wordings = len(wordings)
    return score, judged
