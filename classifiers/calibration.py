"""Calibration: the scores that authors give become the share of findings that are right, measured on held-back texts.

Rule 1: a calibration is monotone within a group of detectors: what its author was surer of stays surer, or equal.
Rule 2: it takes no finding away: nothing falls below the low level. What would have to is for its author to mend.
Rule 3: it comes after settling, so that the order in which overlaps are settled does not move when it is measured anew.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from classifiers.authored import Loader
from classifiers.detector import DetectorFault, Hit
from classifiers.digest import digest_of
from classifiers.settle import LOW_LEVEL

_Score = Annotated[float, Field(ge=LOW_LEVEL, le=100)]


class GroupData(BaseModel):
    """One group: pairs of a given and a measured score, how many findings stand behind them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    findings: Annotated[int, Field(ge=1)]
    right: Annotated[int, Field(ge=0)]
    scores: Annotated[tuple[tuple[_Score, _Score], ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        given, measured = zip(*self.scores, strict=True)
        if list(given) != sorted(set(given)) or list(measured) != sorted(measured):
            raise ValueError("given scores must rise and measured ones must not fall")
        return self


class CalibrationData(BaseModel):
    """The file that ``python -m tests.bench.quality --write`` makes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    groups: dict[str, GroupData]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Measured scores by group. ``families`` gives the group of a detector where its id does not say it.

    A detector of no group, such as a user's own recognizer, keeps its scores.
    """

    groups: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""

    def group_of(self, detector: str) -> str:
        """The family of a rule; else what stands before the first hyphen or colon of the detector's id."""
        return self.families.get(detector) or detector.replace(":", "-").partition("-")[0]

    def score(self, detector: str, given: float) -> float:
        """The measured score; between two given scores of the group the line between them, beyond them the last."""
        pairs = self.groups.get(self.group_of(detector))
        if pairs is None:
            return given
        at = bisect_left(pairs, (given, 0.0))
        if at == len(pairs):
            return pairs[-1][1]
        high = pairs[at]
        if at == 0 or high[0] == given:
            return high[1]
        low = pairs[at - 1]
        return round(low[1] + (high[1] - low[1]) * (given - low[0]) / (high[0] - low[0]), 1)

    def applied(self, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Settled hits with measured scores."""
        return tuple(
            hit if (score := self.score(hit.detector, hit.score)) == hit.score else replace(hit, score=score)
            for hit in hits
        )


def read(file: Path, families: Mapping[str, str]) -> Calibration:
    """The calibration of a file. Raises DetectorFault."""
    try:
        text = file.read_text(encoding="utf-8")
        data = CalibrationData.model_validate(yaml.load(text, Loader=Loader))
    except (OSError, yaml.YAMLError, ValidationError):
        raise DetectorFault(
            "no calibration of scores", file=file.name, remedy="write it anew with tests.bench.quality"
        ) from None
    groups = {name: group.scores for name, group in data.groups.items()}
    return Calibration(groups, families, digest_of(repr(sorted(groups.items()))))
