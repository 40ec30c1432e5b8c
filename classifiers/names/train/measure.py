"""Measure the shipped model on yardsticks that it never saw: exact people, characters covered, false alarms."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import islice
from pathlib import Path
from typing import Any

from classifiers.detector import Hit
from classifiers.names.detector import NamesDetector
from classifiers.names.runs import Name
from classifiers.names.spans import Spans
from classifiers.names.tagger import FOLDER
from classifiers.names.words import Tokens, Word
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

SURE = 0.8  # the chance from which on F1 is best on EWT dev


def measure(folder: Path, model: Path = FOLDER, most: int | None = None) -> dict[str, Any]:
    """Figures by yardstick; ``folder`` has ``NAME.jsonl.gz`` with spans of ``start``, ``end``, ``label``.

    Of each yardstick at most the first ``most`` texts.
    """
    detector = NamesDetector(model)
    bare, whole, told = Counter[str](), Counter[str](), Counter[str]()
    for record in _records(folder / "uner_ewt-dev_sent.jsonl.gz", most):
        text = record["text"]
        gold = {(one["start"], one["end"]) for one in record["spans"] if one["label"] in ("PER", "PERSON")}
        tokens = Tokens(text)
        words = tokens.words
        names, _ = detector.names(tokens, detector._gate.candidates(tokens), words)
        bare.update(_compared(_places(words, names, 0.5), gold))
        whole.update(_compared(_places(words, Spans(text, words).of(names), SURE), gold))
        told.update(_compared({(hit.start, hit.end) for hit in _people(detector, text)}, gold))
    covered, marked, exact, places = Counter[str](), Counter[str](), 0, 0
    beside = 0
    for record in _records(folder / "prompts-dev.jsonl.gz", most):
        text = record["text"]
        hits = _people(detector, text)
        inside = {at for hit in hits for at in range(hit.start, hit.end)}
        beside += sum(
            not any(one["start"] < hit.end and hit.start < one["end"] for one in record["spans"])
            for hit in hits
        )
        for one in record["spans"]:
            if one["label"] == "PERSON" and not one.get("optional"):
                marked[record["lang"]] += one["end"] - one["start"]
                covered[record["lang"]] += sum(at in inside for at in range(one["start"], one["end"]))
                exact += any((hit.start, hit.end) == (one["start"], one["end"]) for hit in hits)
                places += 1
    alarms = texts = 0
    for record in _records(folder / "clean_prompts-arena.jsonl.gz", most):
        texts += 1
        alarms += bool(_people(detector, record["text"]))
    return {
        "EWT, model: precision, recall, F1": _prf(**bare),
        f"EWT, model from {SURE:.0%} on, its names joined and trimmed": _prf(**whole),
        "EWT, product: precision, recall, F1": _prf(**told),
        "prompts: characters of names covered": round(100 * sum(covered.values()) / sum(marked.values()), 1),
        "by language": {key: round(100 * covered[key] / marked[key], 1) for key in sorted(marked)},
        "prompts: names found exactly": round(100 * exact / places, 1),
        "prompts: findings beside anything marked": beside,
        "real clean prompts with a person, of 1,000": round(1000 * alarms / texts, 1),
    }


def _records(path: Path, most: int | None) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, most):
            yield json.loads(line)


def _places(words: Sequence[Word], names: Sequence[Name], least: float) -> set[tuple[int, int]]:
    return {
        (words[name.first].start, words[name.last - 1].end)
        for name in names
        if name.kind == "PERSON" and name.chance >= least
    }


def _compared(found: Set[tuple[int, int]], gold: Set[tuple[int, int]]) -> dict[str, int]:
    return {"right": len(found & gold), "wrong": len(found - gold), "missed": len(gold - found)}


def _people(detector: NamesDetector, text: str) -> list[Hit]:
    return [hit for hit in detector.find(Passage(text)) if hit.kind == "PERSON" and hit.score >= LOW_LEVEL]


def _prf(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    found, wanted = max(1, right + wrong), max(1, right + missed)
    return (
        round(100 * right / found, 1),
        round(100 * right / wanted, 1),
        round(200 * right / max(1, found + wanted), 1),
    )
