"""Scales of the recipe: the full one makes what is shipped, the tiny one goes the same way in minutes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of training.

    The learning rate ``rate`` falls over ``fall`` pieces, and the stage ends after ``stop`` pieces. It reads a ``share``
    of the public sets (0 to 1), ``made`` generated texts and ``silent`` ones without names. ``seed`` is that of the
    training, ``draws`` the first of three seeds of the texts.
    """

    fall: int
    stop: int
    rate: float
    seed: int
    draws: int
    share: float = 1.0
    made: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """The stages by name, in their order, and of how many texts each yardstick is when it is measured.

    The last stage trains the student, all before it the teacher. Behind it the student reads the marked texts so many
    ``rounds``.
    """

    stages: Mapping[str, Stage]
    rounds: int
    measured: int | None


STUDENT = "student"
FULL = Scale(
    {
        "public": Stage(2_400_000, 560_000, 2e-4, 1, draws=1),
        "mixed": Stage(3_600_000, 1_900_000, 2e-4, 2, draws=2, made=16_000),
        "silence": Stage(1_700_000, 1_700_000, 1.4e-4, 3, draws=4, made=7_000, silent=8_000),
        "restraint": Stage(1_250_000, 1_250_000, 9e-5, 4, draws=7, share=0.5, made=5_000, silent=14_000),
        STUDENT: Stage(1_100_000, 1_100_000, 1.5e-4, 5, draws=10, made=6_000, silent=9_000),
    },
    rounds=8,
    measured=None,
)
TINY = Scale(
    {
        "public": Stage(240_000, 120_000, 3e-4, 1, draws=1),
        "mixed": Stage(240_000, 160_000, 2.5e-4, 2, draws=2, made=1_500),
        "silence": Stage(80_000, 80_000, 1.6e-4, 3, draws=4, share=0.02, made=300, silent=400),
        "restraint": Stage(40_000, 40_000, 9e-5, 4, draws=7, share=0.02, made=200, silent=400),
        STUDENT: Stage(40_000, 40_000, 1.5e-4, 5, draws=10, share=0.02, made=200, silent=300),
    },
    rounds=1,
    measured=200,
)
SCALES = {"full": FULL, "tiny": TINY}
