"""Which sentences may tell something: a logistic regression over the marked texts (``classifiers/names/sentences.py``)."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from classifiers.names.gate import looked_at
from classifiers.names.sentences import features, sentences
from classifiers.names.train.fit import Reader
from classifiers.names.train.swapped import Told
from classifiers.names.words import LOOKS

_PENALTY = 1e-5
_IN_FAVOUR = 3.0  # how much more it costs to pass over a mark than to read a sentence without one
_SIZE = 1024


def fit(
    told: Sequence[Told], reader: Reader, pieces: int, into: Path, *, rounds: int = 2, seed: int = 1
) -> None:
    """Leaves the weights of ``pieces``, of looks and the sum's own as an array of float16 in the file ``into``."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    rows = [row for one in told for row in _rows(one, reader, pieces)]
    weights, added = nn.EmbeddingBag(pieces + LOOKS, 1, mode="sum"), nn.Parameter(torch.zeros(1))
    nn.init.zeros_(weights.weight)
    optimizer = torch.optim.Adam([*weights.parameters(), added], lr=0.02)
    loss_of = nn.BCEWithLogitsLoss(pos_weight=torch.tensor(_IN_FAVOUR))
    for _ in range(rounds):
        chance.shuffle(rows)
        for at in range(0, len(rows), _SIZE):
            pack = rows[at : at + _SIZE]
            begins = np.cumsum([0, *(len(numbers) for numbers, _ in pack)])[:-1]
            flat = torch.tensor([number for numbers, _ in pack for number in numbers])
            wanted = torch.tensor([float(tells) for _, tells in pack])
            sums = weights(flat, torch.from_numpy(begins))[:, 0] + added
            loss = loss_of(sums, wanted) + _PENALTY * weights.weight.square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    whole = torch.cat([weights.weight[:, 0], added]).detach().numpy()
    into.parent.mkdir(parents=True, exist_ok=True)
    np.save(into, whole.astype(np.float16))


def _rows(told: Told, reader: Reader, pieces: int) -> list[tuple[list[int], bool]]:
    """What each sentence weighs by, and whether anything in it is marked."""
    text, places = told
    words = looked_at(text).words
    rows: list[tuple[list[int], bool]] = []
    for start, end in sentences(words):
        first, last = words[start].start, words[end - 1].end
        numbers = [
            one for word in words[start:end] for one in features(word, reader.pieces, reader.looks, pieces)
        ]
        rows.append((numbers, any(place.start < last and first < place.end for place in places)))
    return rows
