"""The slot for names in prose: any installed spaCy pipeline finds people, organisations and places.

Importing this module imports spaCy, which costs about a second; only a setting that names a pipeline does it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import spacy

from classifiers.detector import DetectorFault, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage

# Labels of OntoNotes, of WikiNER and of German and Polish pipelines, to Presidio's kinds.
KINDS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "persName": "PERSON",
    "ORG": "ORGANIZATION",
    "orgName": "ORGANIZATION",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "placeName": "LOCATION",
    "geogName": "LOCATION",
}
# A pipeline gives no probability for an entity. 85 is what Presidio's own default (0.85) says of its names.
SCORE = 85.0
# A pipeline reads at most this many characters at once; longer texts are cut at a line or a space.
PIECE = 50_000


def load(model: str) -> "NamesDetector":
    """The detector of an installed pipeline, by package name or path. Raises DetectorFault."""
    remedy = "install the pipeline (python -m spacy download NAME) or set names_model: built-in"
    try:
        pipeline = spacy.load(model)
    except OSError:
        raise DetectorFault(f"there is no spaCy pipeline {model}", remedy=remedy) from None
    except (ValueError, ImportError, KeyError):
        raise DetectorFault(
            f"the spaCy pipeline {model} does not load with this spaCy", remedy=remedy
        ) from None
    labels = {label for name in pipeline.pipe_names for label in pipeline.pipe_labels.get(name, ())}
    if not labels & set(KINDS):
        raise DetectorFault(
            f"the spaCy pipeline {model} knows no names (its labels have neither PERSON nor PER, ORG, LOC)",
            remedy="choose a pipeline with named entities",
        )
    return NamesDetector(pipeline, model, frozenset(KINDS[label] for label in labels if label in KINDS))


class NamesDetector:
    """A spaCy pipeline as a detector. One text at a time, because a pipeline is not safe between threads."""

    def __init__(self, pipeline: Any, model: str, kinds: frozenset[str]) -> None:
        self._pipeline = pipeline
        self._lock = Lock()
        self.id = f"spacy:{Path(model).name}"
        self.kinds = kinds
        self.digest = digest_of(
            spacy.about.__version__, json.dumps(pipeline.meta, sort_keys=True, default=str), str(SCORE)
        )

    def find(self, passage: Passage) -> Iterator[Hit]:
        """Entities whose label is known, without the spaces around them."""
        for low, high in pieces(passage.text, PIECE):
            with self._lock:
                try:
                    document = self._pipeline(readable(passage.text[low:high]))
                    spans = [(one.start_char, one.end_char, one.label_) for one in document.ents]
                # Foreign code; what it raises may quote the text and is dropped.
                except Exception:  # noqa: BLE001
                    passage.give_up()
                    return
            for start, end, label in spans:
                kind = KINDS.get(label)
                if kind is not None and end > start:
                    yield Hit(low + start, low + end, kind, self.id, SCORE)


def readable(text: str) -> str:
    """The text with lone surrogates replaced one for one; spaCy's hashing cannot encode them."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text


def pieces(text: str, size: int) -> Iterator[tuple[int, int]]:
    """The text in pieces of at most ``size`` characters, cut at a line end or a space where there is one."""
    low = 0
    while low < len(text):
        high = min(len(text), low + size)
        if high < len(text):
            cut = max(text.rfind("\n", low, high), text.rfind(" ", low, high))
            if cut > low:
                high = cut + 1
        yield low, high
        low = high
