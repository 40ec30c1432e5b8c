"""A data class: what a finding means to the client, with its sensitivity."""

from dataclasses import dataclass
from enum import StrEnum


class Sensitivity(StrEnum):
    """How much harm a leak does, from public to restricted."""

    PUBLIC = "S0"
    INTERNAL = "S1"
    CONFIDENTIAL = "S2"
    RESTRICTED = "S3"

    @property
    def rank(self) -> int:
        """0 for public up to 3 for restricted."""
        return int(self.value[1])


@dataclass(frozen=True, slots=True)
class DataClass:
    """One class of the taxonomy. ``id`` is stable, it stands in records; ``name`` is shown to people.

    ``never`` marks what may not leave under any mode or exception: live credentials.
    """

    id: str
    name: str
    sensitivity: Sensitivity
    never: bool = False


# What nobody has mapped is not clean: it is judged as confidential.
UNKNOWN = DataClass("unknown", "Data of an unknown kind", Sensitivity.CONFIDENTIAL)
