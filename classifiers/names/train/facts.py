"""The model of facts: what a text tells about somebody, taught from whole prompts in which people marked everything.

It begins with the weights of the model of names, and all of them move: with its embeddings and lower layers held, it
found a tenth less. Texts without marks are of two sorts: clean prompts among the marked ones; encyclopaedias and
novels, whose people are nobody's staff.
"""

import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import nn

from classifiers.names.gate import gate
from classifiers.names.train import marked, public
from classifiers.names.train.fit import UNKNOWN, Reader, Row, packs, padded
from classifiers.names.train.marked import Place
from classifiers.names.train.model import FACTS, Tagger
from classifiers.names.train.swapped import Told, Values
from classifiers.names.windows import windows
from classifiers.names.words import Tokens, Word

_NUMBER = {label: number for number, label in enumerate(FACTS)}
_QUIET = ("wikigold", "crossner", "litbank")  # of whose people nothing is told
_LONGEST = 4_000  # characters of a text of the public sets
_SWAPPED = 0.5  # share of the texts that are read with other values in the places of theirs


def texts(folders: Sequence[Path]) -> list[Told]:
    """The marked texts of all ``*.txt`` in the folders."""
    return [
        (one.text, one.places)
        for folder in folders
        for path in sorted(folder.glob("*.txt"))
        for one in marked.read(path)
    ]


def teach(
    tagger: Tagger,
    reader: Reader,
    told: Sequence[Told],
    sets: Path,
    *,
    into: Path,
    rounds: int,
    rate: float = 4e-4,
    seed: int = 1,
    size: int = 2048,
) -> None:
    """Train on ``told`` for some rounds; leaves ``into/last.pt``."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    quiet = _quiet(sets)
    tagger.train()
    optimizer = torch.optim.AdamW(tagger.parameters(), lr=rate, weight_decay=0.01, fused=True)
    loss_of = nn.CrossEntropyLoss(ignore_index=UNKNOWN)
    begun, step = time.monotonic(), 0
    values = Values(told)
    for number in range(rounds):
        drawn = [values.swapped(one, chance) if chance.random() < _SWAPPED else one for one in told]
        drawn += chance.sample(quiet, min(len(quiet), 500))
        every = packs([row for one in drawn for row in rows_of(one, reader, chance)], size, chance)
        missed = 0.0
        for at, pack in enumerate(every):
            ids, looks, goals = padded(pack)
            share = (number + at / len(every)) / rounds
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 60) * max(0.02, 1 - share)
            loss = loss_of(tagger(ids, looks).flatten(0, 1), goals.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            step += 1
            missed += float(loss.detach())
        line = {"round": number, "loss": round(missed / len(every), 4),
                "minutes": round((time.monotonic() - begun) / 60, 1)}  # fmt: skip
        print(json.dumps(line), flush=True)
        into.mkdir(parents=True, exist_ok=True)
        torch.save(tagger.state_dict(), into / "last.pt")


def _quiet(folder: Path) -> list[Told]:
    """Texts of the public sets that tell nothing."""
    return [
        (text, ())
        for name, every in zip(public.SETS, public.read(folder), strict=True)
        if name in _QUIET
        for text, _ in every
        if len(text) < _LONGEST
    ]


def rows_of(told: Told, reader: Reader, chance: random.Random) -> Iterator[Row]:
    """Rows with a label at the first piece of each word; half of the texts by the gate's windows, half whole."""
    text, places = told
    if chance.random() < 0.08 and len(text.lower()) == len(text):
        text = text.lower()
    tokens = Tokens(text)
    words = tokens.words
    labels = _labels(words, places)
    runs = windows(tokens, gate().candidates(tokens)) if chance.random() < 0.5 else [(0, len(words))]
    for start, end in runs:
        yield from reader.window(words[start:end], labels[start:end], chance)


def _labels(words: Sequence[Word], places: Sequence[Place]) -> list[int]:
    labels = [0] * len(words)
    at = 0
    for place in sorted(places):
        while at < len(words) and words[at].end <= place.start:
            at += 1
        begun = at
        while at < len(words) and words[at].start < place.end:
            part = "B" if at == begun else "I"
            labels[at] = UNKNOWN if place.optional else _NUMBER[f"{part}-{place.kind}"]
            at += 1
    return labels
