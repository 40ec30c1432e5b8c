"""The model of facts in two halves: the lower one also says whether the upper one could tell anything.

In dull rows, which most are, only the lower half is worked out. What it says is a small network over its states, taught
from what the whole model says of the marked texts; the model itself stays as it is.
"""

import random
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from classifiers.names.train.facts import rows_of
from classifiers.names.train.fit import UNKNOWN, Reader, Row, packs, padded
from classifiers.names.train.model import FACTS, WIDTH, Tagger
from classifiers.names.train.swapped import Told

LAYERS = 2  # of the lower half
# The chances that a word tells something about a person, and that it is a person's name, which another model mostly knows.
ANSWERS = ("else", "PERSON")
_INNER = 64
_TELLS = 0.3  # chance of the whole model from which on a word is to be seen by the lower half
_TEXTS = 3_000
_PERSON = [at for at, label in enumerate(FACTS) if label.endswith("-PERSON")]


def glance() -> nn.Sequential:
    """An untrained network from states (... x width) to scores of ``ANSWERS`` (... x 2)."""
    return nn.Sequential(nn.Linear(WIDTH, _INNER), nn.GELU(), nn.Linear(_INNER, len(ANSWERS)))


class Lower(nn.Module):
    """Pieces and looks (rows x length) to states (rows x length x width) and what they may tell (rows x length x 2)."""

    def __init__(self, tagger: Tagger, glance: nn.Module) -> None:
        super().__init__()
        self.tagger, self.glance = tagger, glance

    def forward(self, pieces: Tensor, looks: Tensor) -> tuple[Tensor, Tensor]:
        states = self.tagger.begun(pieces, looks, LAYERS)
        return states, self.glance(states)


class Upper(nn.Module):
    """States (rows x length x width) to scores of the places ``asked`` about (rows x asked x labels); for export."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, states: Tensor, asked: Tensor) -> Tensor:
        return self.tagger.ended(states, states[..., 0], LAYERS, asked)


def teach(
    tagger: Tagger, reader: Reader, told: Sequence[Told], *, rounds: int = 10, seed: int = 1
) -> nn.Sequential:
    """The glance of a trained model of facts."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    tagger.eval()
    drawn = chance.sample(told, min(len(told), _TEXTS))
    states, goals = _seen(tagger, [row for one in drawn for row in rows_of(one, reader, chance)], chance)
    network = glance()
    optimizer = torch.optim.Adam(network.parameters(), lr=3e-3)
    loss_of = nn.BCEWithLogitsLoss()
    for number in range(rounds):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * 0.7**number
        for pack in torch.randperm(len(goals)).split(2048):
            loss = loss_of(network(states[pack]), goals[pack])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return network


def _seen(tagger: Tagger, rows: list[Row], chance: random.Random) -> tuple[Tensor, Tensor]:
    """Of each word that has a label the state of its first piece, and which of ``ANSWERS`` are right."""
    states: list[Tensor] = []
    goals: list[Tensor] = []
    for pack in packs(rows, 2048, chance):
        pieces, looks, labels = padded(pack)
        own = labels != UNKNOWN
        with torch.no_grad():
            lower = tagger.begun(pieces, looks, LAYERS)
            chances = tagger.ended(lower, pieces, LAYERS)[own].softmax(-1)
        person = chances[:, _PERSON].sum(-1)
        states.append(lower[own])
        goals.append(torch.stack([1 - chances[:, 0] - person, person], -1) >= _TELLS)
    return torch.cat(states), torch.cat(goals).float()
