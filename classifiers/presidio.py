"""Presidio's model: a user's own recognizers run here unchanged, and our rules run there.

Importing this module imports presidio_analyzer, which costs seconds; only `catalog.load` with recognizers
does it.

Rule 1: a recognizer that fails, or whose pattern runs out of time (`patience.py`), did not read the text:
`Passage.give_up`.
Rule 2: nothing that Presidio logs gets out, because some of its messages quote the text.
Rule 3: recognizers that need a language model or the network are refused by name (`recognizer_file.py`). Those that
take too long or fetch something have a safe replacement: the product's own rules, and ``Addresses``.
"""

import logging
import re
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import Any

import regex
from presidio_analyzer import (
    EntityRecognizer,
    LocalRecognizer,
    PatternRecognizer,
    RecognizerResult,
)
from presidio_analyzer.predefined_recognizers.generic import iban_recognizer
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider
from presidio_analyzer.recognizer_registry.recognizers_loader_utils import (
    PredefinedRecognizerNotFoundError,
    RecognizerListLoader,
)
from pydantic import ValidationError

from classifiers import recognizer_file
from classifiers.checks.endings import ANY_ENDING
from classifiers.detector import FOREIGN, Detector, Hit
from classifiers.nearby import context_source
from classifiers.passage import Passage
from classifiers.patience import PATTERN_SECONDS
from classifiers.recognizer_file import Written, class_of, name_of
from classifiers.rule import CONTEXT_BEFORE

# The one recognizer that matches its patterns itself waits up to a minute for each; a proxy cannot.
iban_recognizer.REGEX_TIMEOUT_SECONDS = PATTERN_SECONDS  # type: ignore[assignment]

_Result = tuple[int, int, float]  # start, end, score on Presidio's scale

# Presidio's defaults: what context adds, and the least a score has with it.
_CONTEXT_ADDS = 0.35
_CONTEXT_LEAST = 0.4
# The threshold that Presidio's users put between noise and a find; it is our low level.
_USUAL_THRESHOLD = 0.4

# What the product's own rules find. Presidio's ways take seconds on hostile text (addresses of machines 10 s on 20 KB,
# telephone numbers 1 s), fetch a list from the network (e-mail), or do not load in this version (MBI).
_OURS = frozenset({"EmailRecognizer", "PhoneRecognizer", "IpRecognizer", "UsMbiRecognizer"})


# Scores of Presidio's own patterns for addresses with and without a scheme.
_URL_SCORE = 0.6
_HOST_SCORE = 0.5
_ADDRESS = re.compile(
    r"(?i)(?<![\w@.\-])(?:(?P<scheme>https?://|www\d{0,3}\.)[^\s<>\"'`{}|\\^]{3,2000}+"
    r"|(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.){1,8}"
    rf"(?:{ANY_ENDING})"
    r"(?![\w@\-]|\.\w)(?:/[^\s<>\"'`{}|\\^]{0,2000}+)?)"
)


def read(file: Path) -> list[Detector]:
    """The recognizers of a file in Presidio's YAML: a plain list, or a whole registry. Raises
    DetectorFault.

    As in Presidio, those for languages that the registry does not have are left out with a warning.
    """
    written = recognizer_file.read(file)
    detectors: list[Detector] = []
    replaced = 0
    left_out: list[str] = []
    for number, entry in enumerate(written.entries, 1):
        if isinstance(entry, dict) and entry.get("enabled") is False:
            continue
        if isinstance(entry, str) and written.is_registry:
            entry = {"name": entry, "type": "predefined"}
        written.check(number, entry)
        known = class_of(entry)
        if known in _OURS:
            replaced += 1
        elif known == "UrlRecognizer":
            detectors.append(Addresses())
        elif made := _made(written, entry, known):
            for one in made:
                detectors.append(PresidioDetector(one, f"{written.digest}:{len(detectors)}"))
        else:
            left_out.append(name_of(entry))
    if left_out:
        languages = ", ".join(written.fields["supported_languages"] or ())
        what = f"left out, because supported_languages at the top is only {languages}: {', '.join(left_out)}"
        if not detectors and not replaced:
            raise written.fault(what, "add the languages of these recognizers")
        warnings.warn(f"{file}: {what}", stacklevel=2)
    if not detectors and not replaced:
        raise written.fault(
            "every recognizer of it is switched off", "enable one, or leave the setting empty"
        )
    return detectors


def _made(written: Written, entry: dict[str, Any], known: str) -> list[EntityRecognizer]:
    """What Presidio makes of a checked entry: one recognizer for each language that the registry has. Raises
    DetectorFault."""
    name = name_of(entry)
    if known:
        try:
            RecognizerListLoader.get_existing_recognizer_cls(known)
        except PredefinedRecognizerNotFoundError:
            what = f"it has no patterns and no deny_list, and Presidio has no recognizer {known}"
            remedy = "write patterns or a deny_list, or one of Presidio's own as class_name"
            raise written.fault(what, remedy, name) from None
        if not written.is_registry:
            what = f"the languages for {known} are missing"
            raise written.fault(what, "write supported_languages: [en] at the top of the file", name)
    try:
        return _registered(written.fields, entry) if written.is_registry else [_plain(entry)]
    except Exception as error:  # noqa: BLE001 - whatever Presidio raises for a wrong entry is the author's fault
        what = f"Presidio does not accept it ({_told(error)})"
        raise written.fault(what, "mend the entry, or check it with Presidio itself", name) from None


def _told(error: Exception) -> str:
    """What Presidio says of an entry, in one line; of a wrong field it is the cause that says it."""
    if isinstance(error.__cause__, ValidationError):
        first = error.__cause__.errors()[0]
        said = ": ".join([*map(str, first["loc"]), first["msg"]])
    else:
        said = str(error)
    return shorten(f"{type(error).__name__}: {said}", 200)


def _plain(entry: dict[str, Any]) -> EntityRecognizer:
    fields = {name: value for name, value in entry.items() if name not in ("enabled", "type")}
    return PatternRecognizer.from_dict(fields)


def _registered(fields: dict[str, Any], entry: dict[str, Any]) -> list[EntityRecognizer]:
    provider = RecognizerRegistryProvider(registry_configuration={**fields, "recognizers": [entry]})
    return list(provider.create_recognizer_registry().recognizers)


class Addresses:
    """Addresses of web pages, in place of Presidio's UrlRecognizer, whose pattern takes 38 s on 20 KB of `a.a.a`."""

    id = f"{FOREIGN}UrlRecognizer"
    kinds = frozenset({"URL"})
    digest = "1"

    def find(self, passage: Passage) -> Iterator[Hit]:
        """Addresses with a scheme or `www`, and host names under common domains, on our scale."""
        for match in _ADDRESS.finditer(passage.text):
            score = _URL_SCORE if match["scheme"] else _HOST_SCORE
            end = match.start() + len(match[0].rstrip(".,;:!?)]"))
            yield Hit(match.start(), end, "URL", self.id, on_our_scale(score))


class PresidioDetector:
    """One recognizer of Presidio as a detector.

    Patterns are matched here and not by Presidio, which says only in its log that one ran out of time, where others may
    have silenced it, and compares every result with every other.
    """

    def __init__(self, recognizer: Any, digest: str) -> None:
        self._recognizer = recognizer
        words = tuple(word.lower() for word in recognizer.context or ())
        self._context = re.compile(context_source(words)) if words else None
        self._kind: str = recognizer.supported_entities[0]
        self._ways: list[Callable[[str, float], Iterable[_Result]]] = [self._analyzed]
        if type(recognizer).analyze is PatternRecognizer.analyze:
            flags = recognizer.global_regex_flags
            self._ways = [
                partial(self._matched, regex.compile(each.regex, flags), each.score)
                for each in recognizer.patterns
            ]
        self.id = f"{FOREIGN}{recognizer.name!s}"
        self.kinds = frozenset(recognizer.supported_entities)
        self.digest = digest

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The recognizer's results on our scale, with its context words looked for before each."""
        patience = passage.patience
        for way in self._ways:
            seconds = patience.seconds(way)
            if not seconds:
                passage.give_up()
                continue
            begun = time.thread_time()
            try:
                for result in way(passage.text, seconds):
                    yield self._hit(passage, *result)
            except TimeoutError:
                patience.ran_out(way)
                passage.give_up()
            except Exception:  # noqa: BLE001 - foreign code; what it raises may quote the text and is dropped
                passage.give_up()
            finally:
                patience.spend(time.thread_time() - begun)

    def _matched(
        self, pattern: "regex.Pattern[str]", score: float, text: str, seconds: float
    ) -> Iterator[_Result]:
        """What a pattern matches and the recognizer's check lets pass. Raises TimeoutError."""
        latest = time.thread_time() + seconds
        for match in pattern.finditer(text, timeout=seconds):
            if time.thread_time() > latest:  # many matches take time, too
                raise TimeoutError
            value = match[0]
            if not value:
                continue
            valid = self._recognizer.validate_result(value)
            result = score if valid is None else float(valid)
            if result > 0 and not self._recognizer.invalidate_result(value):
                yield match.start(), match.end(), result

    def _analyzed(self, text: str, seconds: float) -> Iterator[_Result]:
        """What a recognizer gives that reads texts in its own way. Raises TimeoutError."""
        begun = time.process_time()  # the clock by which regex stops
        results = self._recognizer.analyze(text, [self._kind], None) or ()
        if time.process_time() - begun >= seconds:
            raise TimeoutError
        for result in results:
            yield result.start, result.end, float(result.score)

    def _hit(self, passage: Passage, start: int, end: int, score: float) -> Hit:
        if self._context is not None and score < 1.0:
            first = max(0, start - CONTEXT_BEFORE)
            if self._context.search(passage.low, first, start):
                score = min(1.0, max(score + _CONTEXT_ADDS, _CONTEXT_LEAST))
        return Hit(start, end, self._kind, self.id, on_our_scale(score))


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


def _nothing(_: logging.LogRecord) -> bool:
    """Lets no message out, because some of Presidio's quote the text."""
    return False


logging.getLogger("presidio-analyzer").addFilter(_nothing)
