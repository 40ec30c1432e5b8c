"""The slot for a transformer: any installed token-classification model finds people, organisations and places.

Importing this module imports transformers, which costs seconds; only a setting with ``transformers:`` does it.
"""

from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from classifiers.detector import DetectorFault, Hit
from classifiers.digest import digest_of
from classifiers.names.pipeline import KINDS, PIECE, pieces, readable
from classifiers.passage import Passage

_SMALLER = min(PIECE, 1_500)  # characters; most models read 512 pieces of words at once


def load(model: str) -> "TransformerDetector":
    """The detector of a model by folder or by the name under which it lies in the cache. Raises DetectorFault.

    Nothing is fetched: a model must lie on this machine.
    """
    remedy = "install transformers and torch and put the model on this machine, or set names_model: built-in"
    try:
        import transformers
    except ImportError:
        raise DetectorFault("transformers is not installed", remedy=remedy) from None
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(model, local_files_only=True)
        network = transformers.AutoModelForTokenClassification.from_pretrained(model, local_files_only=True)
        pipeline = transformers.pipeline(
            "token-classification", model=network, tokenizer=tokenizer, aggregation_strategy="simple"
        )
    except Exception:  # noqa: BLE001 (foreign code: OSError, ValueError, KeyError and its own)
        raise DetectorFault(
            f"the transformer {model} does not load from this machine", remedy=remedy
        ) from None
    labels = {label.split("-", 1)[-1] for label in network.config.id2label.values()}
    if not labels & set(KINDS):
        raise DetectorFault(
            f"the transformer {model} knows no names", remedy="choose a model with named entities"
        )
    kinds = frozenset(KINDS[label] for label in labels if label in KINDS)
    return TransformerDetector(pipeline, model, kinds, str(network.config.to_json_string()))


class TransformerDetector:
    """A token-classification pipeline as a detector; its probability is the score."""

    def __init__(self, pipeline: Any, model: str, kinds: frozenset[str], about: str) -> None:
        self._pipeline = pipeline
        self._lock = Lock()
        self.id = f"transformers:{Path(model).name}"
        self.kinds = kinds
        self.digest = digest_of(self.id, about)

    def find(self, passage: Passage) -> Iterator[Hit]:
        """Entities whose label is known."""
        for low, high in pieces(passage.text, _SMALLER):
            with self._lock:
                try:
                    found = self._pipeline(readable(passage.text[low:high]))
                    spans = [
                        (int(one["start"]), int(one["end"]), str(one["entity_group"]), float(one["score"]))
                        for one in found
                    ]
                # Foreign code; what it raises may quote the text and is dropped.
                except Exception:  # noqa: BLE001
                    passage.give_up()
                    return
            for start, end, label, chance in spans:
                kind = KINDS.get(label)
                if kind is not None and end > start:
                    yield Hit(low + start, low + end, kind, self.id, round(100 * chance, 1))
