"""Presidio's model: a user's own recognizers run here unchanged, and our rules run there.

Importing this module imports presidio_analyzer, which costs seconds; only `catalog.load` with recognizers
does it.

Rule 1: a recognizer that fails, or whose pattern runs out of time, did not read the text: `Passage.give_up`.
Rule 2: nothing that Presidio logs gets out, because some of its messages quote the text.
Rule 3: recognizers that need a language model, the network, or more than linear time are refused by name.
"""

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml
from presidio_analyzer import (
    EntityRecognizer,
    LocalRecognizer,
    PatternRecognizer,
    RecognizerResult,
    pattern_recognizer,
)
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

from classifiers.detector import Detector, DetectorFault, Hit
from classifiers.passage import Passage
from classifiers.rule import CONTEXT_BEFORE, context_pattern

# Presidio waits up to a minute for one pattern; a proxy cannot.
PATTERN_SECONDS = 2
pattern_recognizer.REGEX_TIMEOUT_SECONDS = PATTERN_SECONDS

# Presidio's defaults: what context adds, and the least a score has with it.
_CONTEXT_ADDS = 0.35
_CONTEXT_LEAST = 0.4
# The threshold that Presidio's users put between noise and a find; it is our low level.
_USUAL_THRESHOLD = 0.4

_REFUSED = {
    "UrlRecognizer": "it takes time that grows with the square of the text",
    "EmailRecognizer": "it fetches a list from the network; the product finds e-mail addresses itself",
    "SpacyRecognizer": "it needs a language model; name one as names_model instead",
    "StanzaRecognizer": "it needs a language model; name a spaCy pipeline as names_model instead",
    "TransformersRecognizer": "it needs a language model; name a spaCy pipeline as names_model instead",
}


def read(file: Path) -> list[Detector]:
    """The recognizers of a file in Presidio's YAML: a plain list, or a whole registry. Raises
    DetectorFault."""

    def fault(what: str, remedy: str, rule: str = "") -> DetectorFault:
        return DetectorFault(what, file=str(file), rule=rule, remedy=remedy)

    try:
        source = file.read_text(encoding="utf-8")
        data = yaml.safe_load(source)
    except OSError as error:
        raise fault(f"cannot be read ({error.strerror})", "mend the path or its rights") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise fault("no valid YAML", "mend the syntax; no recognizer of it loads") from None
    entries = data.get("recognizers") if isinstance(data, dict) else None
    if not isinstance(entries, list) or not entries:
        raise fault("has no list named recognizers", "write it as Presidio documents it")
    for entry in entries:
        name = entry if isinstance(entry, str) else entry.get("name", "") if isinstance(entry, dict) else ""
        if name in _REFUSED:
            raise fault(f"cannot be used: {_REFUSED[name]}", "take it out of the file", str(name))
    try:
        recognizers = _registry(data) if "supported_languages" in data else _plain(entries)
    except Exception:  # noqa: BLE001 - whatever Presidio raises for a wrong entry is the author's fault
        raise fault("Presidio does not accept a recognizer of it", "check it with Presidio itself") from None
    if not recognizers:
        raise fault("every recognizer of it is switched off", "enable one, or leave the setting empty")
    digest = blake2b(source.encode(), digest_size=16).hexdigest()
    return [PresidioDetector(one, f"{digest}:{number}") for number, one in enumerate(recognizers)]


def _plain(entries: Sequence[dict[str, Any]]) -> list[EntityRecognizer]:
    return [PatternRecognizer.from_dict(dict(entry)) for entry in entries]


def _registry(data: dict[str, Any]) -> list[EntityRecognizer]:
    provider = RecognizerRegistryProvider(registry_configuration=data)
    return [
        one for one in provider.create_recognizer_registry().recognizers if type(one).__name__ not in _REFUSED
    ]


class PresidioDetector:
    """One recognizer of Presidio as a detector."""

    def __init__(self, recognizer: Any, digest: str) -> None:
        # Recognizers that need a language model were refused, so None stands for its results.
        self._analyze: Any = recognizer.analyze
        self._entities = list(recognizer.supported_entities)
        words = tuple(word.lower() for word in recognizer.context or ())
        self._context = context_pattern(words) if words else None
        self.id = f"presidio:{recognizer.name!s}"
        self.kinds = frozenset(self._entities)
        self.digest = digest

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The recognizer's results on our scale, with its context words looked for before each."""
        with _quiet as notes:
            try:
                results = self._analyze(passage.text, self._entities, None) or []
            except Exception:  # noqa: BLE001 - foreign code; what it raises may quote the text and is dropped
                passage.give_up()
                return
        if notes:
            passage.give_up()
        for result in results:
            score = float(result.score)
            if self._context is not None and score < 1.0:
                first = max(0, result.start - CONTEXT_BEFORE)
                if self._context.search(passage.low, first, result.start):
                    score = min(1.0, max(score + _CONTEXT_ADDS, _CONTEXT_LEAST))
            yield Hit(result.start, result.end, result.entity_type, self.id, on_our_scale(score))


def on_our_scale(score: float) -> float:
    """Presidio's 0 to 1 on our 0 to 100, so that its usual threshold of 0.4 is our low level of 65."""
    if score < _USUAL_THRESHOLD:
        return score / _USUAL_THRESHOLD * 65.0
    return 65.0 + (score - _USUAL_THRESHOLD) / (1.0 - _USUAL_THRESHOLD) * 35.0


def on_their_scale(score: float) -> float:
    """The other way round."""
    if score < 65.0:
        return score / 65.0 * _USUAL_THRESHOLD
    return _USUAL_THRESHOLD + (score - 65.0) / 35.0 * (1.0 - _USUAL_THRESHOLD)


class RuleRecognizer(LocalRecognizer):
    """One of our detectors as a recognizer for Presidio's AnalyzerEngine."""

    def __init__(self, detector: Detector, supported_language: str = "en") -> None:
        self._detector = detector
        super().__init__(
            supported_entities=sorted(detector.kinds),
            name=detector.id,
            supported_language=supported_language,
            version=detector.digest,
        )

    def load(self) -> None:
        """Nothing to load: the rule was tried when it was read."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: object = None) -> list[RecognizerResult]:
        """Our hits as Presidio's results."""
        return [
            RecognizerResult(hit.kind, hit.start, hit.end, on_their_scale(hit.score))
            for hit in self._detector.find(Passage(text))
            if hit.kind in entities
        ]


def recognizers(detectors: Iterable[Detector], language: str = "en") -> list[RuleRecognizer]:
    """Our detectors for a registry of Presidio's."""
    return [RuleRecognizer(detector, language) for detector in detectors]


class _Quiet(logging.Filter):
    """Keeps Presidio's messages in, and notes per thread that there were warnings."""

    def __init__(self) -> None:
        super().__init__()
        self._mine = threading.local()

    def filter(self, record: logging.LogRecord) -> bool:
        notes = getattr(self._mine, "notes", None)
        if notes is not None and record.levelno >= logging.WARNING:
            notes.append(record.levelno)
        return False

    def __enter__(self) -> list[int]:
        self._mine.notes = []
        notes: list[int] = self._mine.notes
        return notes

    def __exit__(self, *_: object) -> None:
        self._mine.notes = None


_quiet = _Quiet()
logging.getLogger("presidio-analyzer").addFilter(_quiet)
