"""Training: texts to batches, and the loop. Run by ``python -m classifiers.names.train fit``."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from classifiers.names.train import people
from classifiers.names.train.model import LABELS, Tagger
from classifiers.names.train.public import Text
from classifiers.names.words import Pieces, words_of

MOST_PIECES = 126
_NUMBER = {label: number for number, label in enumerate(LABELS)}
Row = tuple[list[int], list[int], list[int]]


def swap(text: Text, chance: random.Random) -> Text:
    """The text with each person given another name of about the same form; public figures become private so."""
    words, spans = text
    out, marks, last = "", [], 0
    for start, end, label in sorted(spans):
        out += words[last:start]
        value = words[start:end]
        if label in ("PER", "PUB") and value[:1].isupper() and not value.isupper():
            one = people.person(chance)
            if " " in value:
                value = people.full(chance, one) if chance.random() < 0.3 else f"{one.first} {one.last}"
            else:
                value = one.first if chance.random() < 0.5 else one.last
            label = "PER"
        marks.append((len(out), len(out) + len(value), label))
        out += value
        last = end
    return out + words[last:], marks


def disturb(text: Text, chance: random.Random, generated: bool) -> Text:
    """Names swapped in public sets; some texts in small, some in capital letters."""
    if not generated and chance.random() < 0.4:
        text = swap(text, chance)
    roll = chance.random()
    if roll < 0.10 and len(text[0].lower()) == len(text[0]):
        return text[0].lower(), text[1]
    if roll < 0.13 and len(text[0].upper()) == len(text[0]):
        return text[0].upper(), text[1]
    return text


def rows(text: Text, pieces: Pieces, chance: random.Random) -> Iterator[Row]:
    """Windows of at most ``MOST_PIECES`` pieces, cut between words, with a label at the first piece of each word."""
    words = words_of(text[0])
    labels = ["O"] * len(words)
    spans = sorted(text[1])
    at = 0
    for start, end, label in spans:
        begun = False
        while at < len(words) and words[at].end <= start:
            at += 1
        number = at
        while number < len(words) and words[number].start < end:
            labels[number] = ("I-" if begun else "B-") + label
            begun = True
            number += 1
    row: Row = ([pieces.start], [0], [-100])
    limit = MOST_PIECES if chance.random() < 0.5 else chance.randint(30, MOST_PIECES)
    for word, label in zip(words, labels, strict=True):
        numbers = pieces.of(word)
        if len(row[0]) + len(numbers) > limit and not label.startswith("I"):
            yield _ended(row, pieces)
            row = ([pieces.start], [0], [-100])
        if len(row[0]) + len(numbers) > MOST_PIECES:
            continue
        row[0].extend(numbers)
        row[1].extend([word.shape] * len(numbers))
        row[2].extend([_NUMBER[label]] + [-100] * (len(numbers) - 1))
    if len(row[0]) > 1:
        yield _ended(row, pieces)


def _ended(row: Row, pieces: Pieces) -> Row:
    row[0].append(pieces.end)
    row[1].append(0)
    row[2].append(-100)
    return row


def batches(
    made: list[Text], public: list[Text], pieces: Pieces, chance: random.Random, size: int
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Batches of about ``size`` pieces, rows of like length together, in random order."""
    every = [(text, True) for text in made] + [(text, False) for text in public]
    chance.shuffle(every)
    for low in range(0, len(every), 3000):
        pool: list[Row] = []
        for text, generated in every[low : low + 3000]:
            pool.extend(rows(disturb(text, chance, generated), pieces, chance))
        pool.sort(key=lambda row: len(row[0]) + chance.random() * 4)
        packs: list[list[Row]] = []
        pack: list[Row] = []
        for row in pool:
            if pack and len(row[0]) * (len(pack) + 1) > size:
                packs.append(pack)
                pack = []
            pack.append(row)
        if pack:
            packs.append(pack)
        chance.shuffle(packs)
        for one in packs:
            longest = max(len(row[0]) for row in one)
            ids = torch.tensor([row[0] + [0] * (longest - len(row[0])) for row in one])
            shapes = torch.tensor([row[1] + [0] * (longest - len(row[1])) for row in one])
            goals = torch.tensor([row[2] + [-100] * (longest - len(row[2])) for row in one])
            yield ids, shapes, goals


def fit(
    tagger: Tagger,
    pieces: Pieces,
    made: list[Text],
    public: list[Text],
    *,
    folder: Path,
    minutes: float,
    stop: float,
    rate: float,
    seed: int,
    size: int = 2048,
) -> None:
    """Train until ``stop`` minutes have gone and leave ``last.pt`` every five minutes.

    The learning rate falls as if training went on for ``minutes``.
    """
    chance = random.Random(seed)
    torch.manual_seed(seed)
    tagger.train()
    optimizer = torch.optim.AdamW(tagger.parameters(), lr=rate, weight_decay=0.01)
    loss_of = nn.CrossEntropyLoss(ignore_index=-100)
    begun = saved = told = time.monotonic()
    step, epoch, mean, count = 0, 0, 0.0, 0
    while True:
        for ids, shapes, goals in batches(made, public, pieces, chance, size):
            now = time.monotonic()
            share = (now - begun) / (60 * minutes)
            if now - begun >= 60 * stop:
                torch.save(tagger.state_dict(), folder / "last.pt")
                return
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - share)
            loss = loss_of(tagger(ids, shapes).flatten(0, 1), goals.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            step += 1
            count += ids.numel()
            mean = 0.98 * mean + 0.02 * float(loss.detach()) if step > 1 else float(loss.detach())
            if now - told > 30:
                line = {"step": step, "epoch": epoch, "loss": round(mean, 4), "minutes": round((now - begun) / 60, 1),
                        "pieces_s": round(count / (now - begun))}  # fmt: skip
                print(json.dumps(line), flush=True)
                told = now
            if now - saved > 300:
                torch.save(tagger.state_dict(), folder / "last.pt")
                saved = now
        epoch += 1
