"""Training: texts to batches, and the loop. Run by ``python -m classifiers.names.train fit``."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from classifiers.names import lists
from classifiers.names.gate import gate
from classifiers.names.train import people
from classifiers.names.train.model import LABELS, Tagger
from classifiers.names.train.public import Text
from classifiers.names.windows import windows
from classifiers.names.words import Looks, Pieces, Tokens, Word

MOST_PIECES = 126
_NUMBER = {label: number for number, label in enumerate(LABELS)}
UNKNOWN = -100  # a label that nothing is learnt from


class Row(NamedTuple):
    """What the network reads at once: pieces, looks, and labels (``UNKNOWN`` but at the first piece of a word)."""

    pieces: list[int]
    looks: list[int]
    labels: list[int]


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


class Reader:
    """How a text is read, as in the product: the gate's windows, pieces and looks."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.pieces = Pieces(vocabulary)
        self.looks = Looks(*map(lists.words, ("first.txt", "last.txt", "common.txt")))
        self._gate = gate()

    def rows(self, text: Text, chance: random.Random) -> Iterator[Row]:
        """Rows of at most ``MOST_PIECES`` pieces, cut between words, with a label at the first piece of each word.

        Nine texts in ten are read by the gate's windows, because the product's model never sees more; the tenth whole.
        """
        tokens = Tokens(text[0])
        words = tokens.words
        labels = [_NUMBER[label] for label in _labels(words, text[1])]
        runs = windows(tokens, self._gate.candidates(tokens)) if chance.random() < 0.9 else [(0, len(words))]
        for start, end in runs:
            yield from self.window(words[start:end], labels[start:end], chance)

    def window(self, words: list[Word], labels: list[int], chance: random.Random) -> Iterator[Row]:
        """Rows of a run of words and the numbers of their labels; those of words inside a value are even."""
        # The lists know every generated name and few of tomorrow's, so that the model may not lean on them.
        forgotten = chance.choice((0.0, 0.0, 0.1, 0.3, 1.0))
        row = self._begun()
        limit = MOST_PIECES if chance.random() < 0.7 else chance.randint(30, MOST_PIECES)
        for word, label in zip(words, labels, strict=True):
            numbers = self.pieces.of(word)
            inside = label > 0 and label % 2 == 0
            if len(row.pieces) + len(numbers) > limit and not inside:
                yield self._ended(row)
                row = self._begun()
            if len(row.pieces) + len(numbers) > MOST_PIECES:
                continue
            look = word.shape if chance.random() < forgotten else self.looks.of(word)
            rest = len(numbers) - 1
            row.pieces.extend(numbers)
            row.looks.extend([look] * len(numbers))
            row.labels.extend([label] + [UNKNOWN] * rest)
        if len(row.pieces) > 1:
            yield self._ended(row)

    def _begun(self) -> Row:
        return Row([self.pieces.start], [0], [UNKNOWN])

    def _ended(self, row: Row) -> Row:
        for part, one in zip(row, (self.pieces.end, 0, UNKNOWN), strict=True):
            part.append(one)
        return row


def _labels(words: list[Word], spans: list[tuple[int, int, str]]) -> list[str]:
    labels = ["O"] * len(words)
    at = 0
    for start, end, label in sorted(spans):
        begun = False
        while at < len(words) and words[at].end <= start:
            at += 1
        number = at
        while number < len(words) and words[number].start < end:
            labels[number] = ("I-" if begun else "B-") + label
            begun = True
            number += 1
    return labels


def batches(
    made: list[Text], public: list[Text], reader: Reader, chance: random.Random, size: int
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Batches of about ``size`` pieces, rows of like length together, in random order."""
    every = [(text, True) for text in made] + [(text, False) for text in public]
    chance.shuffle(every)
    for low in range(0, len(every), 3000):
        pool: list[Row] = []
        for text, generated in every[low : low + 3000]:
            pool.extend(reader.rows(disturb(text, chance, generated), chance))
        for pack in packs(pool, size, chance):
            yield padded(pack)


def packs(rows: list[Row], size: int, chance: random.Random) -> list[list[Row]]:
    """Rows of like length together, about ``size`` pieces each, in random order."""
    rows.sort(key=lambda row: len(row.pieces) + chance.random() * 4)
    found: list[list[Row]] = [[]]
    for row in rows:
        if found[-1] and len(row.pieces) * (len(found[-1]) + 1) > size:
            found.append([])
        found[-1].append(row)
    chance.shuffle(found)
    return found


def padded(pack: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, looks and labels of some rows, each rows x length."""
    longest = max(len(row.pieces) for row in pack)
    fillers = (0, 0, UNKNOWN)
    pieces, looks, labels = (
        torch.tensor([[*row[part], *[by] * (longest - len(row[part]))] for row in pack])
        for part, by in enumerate(fillers)
    )
    return pieces, looks, labels


def fit(
    tagger: Tagger,
    reader: Reader,
    made: list[Text],
    public: list[Text],
    *,
    folder: Path,
    fall: int,
    stop: int,
    rate: float,
    seed: int,
    teacher: Tagger | None = None,
    size: int = 2048,
) -> None:
    """Train on ``stop`` pieces and leave ``last.pt`` at the end and every five minutes.

    The learning rate falls as if training went on for ``fall`` pieces. With a ``teacher`` half of the loss is how far
    the tagger's chances are from the teacher's.
    """
    chance = random.Random(seed)
    torch.manual_seed(seed)
    tagger.train()
    optimizer = torch.optim.AdamW(tagger.parameters(), lr=rate, weight_decay=0.01, fused=True)
    loss_of = nn.CrossEntropyLoss(ignore_index=UNKNOWN)
    begun = saved = told = time.monotonic()
    step, epoch, mean, count = 0, 0, 0.0, 0
    while True:
        for ids, looks, goals in batches(made, public, reader, chance, size):
            now = time.monotonic()
            share = count / fall
            if count >= stop:
                torch.save(tagger.state_dict(), folder / "last.pt")
                return
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - share)
            scores = tagger(ids, looks).flatten(0, 1)
            loss = loss_of(scores, goals.flatten())
            if teacher is not None:
                with torch.no_grad():
                    wanted = teacher(ids, looks).flatten(0, 1)
                loss = (loss + _apart(scores, wanted, goals.flatten())) / 2
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


def _apart(scores: Tensor, told: Tensor, goals: Tensor) -> Tensor:
    """How far the chances of labels are from the teacher's: the divergence at twice the temperature (Hinton, 2015)."""
    heads = goals != UNKNOWN
    soft = nn.functional.log_softmax(scores[heads] / 2, -1)
    wanted = nn.functional.log_softmax(told[heads] / 2, -1)
    return 4 * nn.functional.kl_div(soft, wanted, reduction="batchmean", log_target=True)
