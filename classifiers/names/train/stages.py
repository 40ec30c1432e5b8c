"""The stages one after the other: a teacher of all the backbone's layers, then a student of the first of them, which
learns at last what texts tell."""

import hashlib
import random
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from classifiers.names.train import (
    collect,
    export,
    facts,
    fit,
    halves,
    made,
    negatives,
    prose,
    public,
    restore,
    sentences,
    slots,
)
from classifiers.names.train.model import LABELS_OF, Tagger, from_backbone
from classifiers.names.train.scale import STUDENT, Scale

TEACHER_LAYERS = (0, 1, 2, 3, 4, 5)
STUDENT_LAYERS = (0, 1, 2, 3)
NAMES, FACTS = LABELS_OF  # the two models; the last stage's weights lie in a folder of that name
SENTENCES = "sentences.npy"
GLANCE = "glance.pt"  # beside the weights of the model of facts
INNER = 1536  # all units of the backbone's feed-forward blocks


def train(sets: Path, out: Path, scale: Scale, *, after: str | None, threads: int) -> None:
    """Train every stage behind ``after``; the weights of each lie in ``out/STAGE/last.pt``."""
    torch.set_num_threads(threads)
    tagger, vocabulary = from_backbone(collect.backbone(out), TEACHER_LAYERS, INNER)
    reader = fit.Reader(vocabulary)
    texts = public.read(sets)
    known = {one.lstrip("@").rstrip("*").lower() for one in slots.FIGURES}
    famous = [public.with_figures(each, known) for each in texts]
    wheels = collect.wheels(out)
    sentences = prose.read(wheels)
    names = list(scale.stages)
    if after:
        tagger.load_state_dict(torch.load(out / after / "last.pt"))
        names = names[names.index(after) + 1 :]
    for name in names:
        stage = scale.stages[name]
        teacher: Tagger | None = None
        if name == STUDENT:
            teacher, tagger = _teacher(tagger, out, list(scale.stages)), _student(out)
            tagger.load_state_dict(teacher.state_dict(), strict=False)
        joined = public.join(texts if name == "public" else famous, random.Random(stage.draws))
        if stage.share < 1:
            joined = random.Random(stage.draws).sample(joined, int(len(joined) * stage.share))
        generated = made.make(stage.made, random.Random(stage.draws + 1), sentences)
        generated += negatives.read(wheels, random.Random(stage.draws + 2), stage.silent)
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        fit.fit(
            tagger, reader, generated, joined, folder=folder, fall=stage.fall, stop=stage.stop, rate=stage.rate,
            seed=stage.seed, teacher=teacher,
        )  # fmt: skip


def teach(sets: Path, out: Path, scale: Scale, told: Sequence[Path], shipped: Path, *, threads: int) -> None:
    """Teach what texts tell (``facts.py``) to a second network that begins with the weights of the student, which is the one
    in ``out``, else the one that is shipped."""
    torch.set_num_threads(threads)
    tagger, vocabulary = _trained(out, scale, shipped)
    texts, reader = facts.texts(told), fit.Reader(vocabulary)
    sentences.fit(texts, reader, len(vocabulary), out / FACTS / SENTENCES)
    taught = _of_facts(tagger)
    facts.teach(taught, reader, texts, sets, into=out / FACTS, rounds=scale.rounds)
    torch.save(halves.teach(taught, reader, texts).state_dict(), out / FACTS / GLANCE)


def _of_facts(tagger: Tagger) -> Tagger:
    """The same weights with an untrained head for facts."""
    other = Tagger(tagger.pieces.num_embeddings, len(tagger.layers), INNER, len(LABELS_OF[FACTS]))
    weights = {name: value for name, value in tagger.state_dict().items() if not name.startswith("head.")}
    other.load_state_dict(weights, strict=False)
    return other


def _trained(out: Path, scale: Scale, shipped: Path) -> tuple[Tagger, list[str]]:
    weights = _student_weights(out, scale)
    if not weights.is_file():
        return restore.shipped(shipped, len(STUDENT_LAYERS), INNER)
    tagger, vocabulary = from_backbone(collect.backbone(out), STUDENT_LAYERS, INNER)
    tagger.load_state_dict(torch.load(weights))
    return tagger, vocabulary


def _student_weights(out: Path, scale: Scale) -> Path:
    return out / list(scale.stages)[-1] / "last.pt"


def _student(out: Path) -> Tagger:
    """The small network, untrained."""
    return from_backbone(collect.backbone(out), STUDENT_LAYERS, INNER)[0]


def ship(out: Path, into: Path, scale: Scale, shipped: Path, about: dict[str, object]) -> dict[str, float]:
    """The networks in ``out`` as files of the product, each with what ``export.export`` says of it."""
    tagger, vocabulary = _trained(out, scale, shipped)
    alike: dict[str, float] = {}
    if _student_weights(out, scale).is_file():
        alike[NAMES] = export.export(tagger, vocabulary, into, NAMES, about)
    weights = out / FACTS / "last.pt"
    if weights.is_file():
        told = _of_facts(tagger)
        told.load_state_dict(torch.load(weights))
        shutil.copyfile(out / FACTS / SENTENCES, into / SENTENCES)
        about = {**about, "sentences": hashlib.sha256((into / SENTENCES).read_bytes()).hexdigest()}
        glance = halves.glance()
        glance.load_state_dict(torch.load(out / FACTS / GLANCE))
        alike[FACTS] = export.export(told, vocabulary, into, FACTS, about, glance)
    return alike


def _teacher(tagger: Tagger, out: Path, names: list[str]) -> Tagger:
    """The mean of the two stages before the student's: the last makes the teacher silent and costs a little of what it
    finds."""
    before, last = (torch.load(out / name / "last.pt") for name in names[-3:-1])
    mean: Mapping[str, Tensor] = {name: (before[name] + weight) / 2 for name, weight in last.items()}
    tagger.load_state_dict(mean)
    return tagger.eval()
