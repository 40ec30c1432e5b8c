"""The transformers slot: imported only when asked, and a fault that says what to do."""

import sys
import types
from typing import Any

import pytest

from classifiers.detector import DetectorFault
from classifiers.names import load
from classifiers.passage import Passage


def test_without_transformers_the_fault_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(DetectorFault, match=r"transformers is not installed; install transformers"):
        load("transformers:some/model")


class _Config:
    def __init__(self) -> None:
        self.id2label = {0: "O", 1: "B-PER", 2: "I-PER"}

    def to_json_string(self) -> str:
        return "{}"


def _fake(found: list[dict[str, Any]]) -> types.ModuleType:
    module = types.ModuleType("transformers")
    network = types.SimpleNamespace(config=_Config())
    loader = types.SimpleNamespace(from_pretrained=lambda model, local_files_only: network)
    module.AutoTokenizer = module.AutoModelForTokenClassification = loader  # type: ignore[attr-defined]
    module.pipeline = lambda task, model, tokenizer, aggregation_strategy: lambda text: found  # type: ignore[attr-defined]
    return module


def test_a_transformer_gives_its_probability_as_the_score(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        {"start": 4, "end": 9, "entity_group": "PER", "score": 0.91},
        {"start": 0, "end": 3, "entity_group": "MISC", "score": 1},
    ]
    monkeypatch.setitem(sys.modules, "transformers", _fake(found))
    detector = load("transformers:models/tiny")
    assert detector is not None and detector.kinds == {"PERSON"} and detector.id == "transformers:tiny"
    (hit,) = detector.find(Passage("Ask Greta."))
    assert (hit.start, hit.end, hit.kind, hit.score) == (4, 9, "PERSON", 91.0)
