"""Scales of the recipe: the full one makes what is shipped, the tiny one goes the same way in minutes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of training: minutes over which the learning rate falls, minutes after which it ends, the learning
    rate, and the seed.
    """

    minutes: float
    stop: float
    rate: float
    seed: int


@dataclass(frozen=True, slots=True)
class Scale:
    """The stages, how many texts are made for them, and of how many texts each yardstick is when it is measured."""

    public: Stage
    mixed: Stage
    silence: Stage
    mixed_made: int
    silence_public: int
    silence_made: int
    silence_negatives: int
    measured: int | None


# One thread of a shared server core read 900 to 2,300 pieces a second.
FULL = Scale(
    public=Stage(25.0, 15.0, 3e-4, 1),
    mixed=Stage(44.0, 25.0, 2.5e-4, 2),
    silence=Stage(21.0, 21.0, 1.6e-4, 3),
    mixed_made=42_000,
    silence_public=16_000,
    silence_made=9_000,
    silence_negatives=12_000,
    measured=None,
)
TINY = Scale(
    public=Stage(3.0, 1.5, 3e-4, 1),
    mixed=Stage(3.0, 2.0, 2.5e-4, 2),
    silence=Stage(1.0, 1.0, 1.6e-4, 3),
    mixed_made=1_500,
    silence_public=500,
    silence_made=300,
    silence_negatives=400,
    measured=200,
)
SCALES = {"full": FULL, "tiny": TINY}
