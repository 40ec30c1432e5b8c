"""Other detectors on the same texts, each as its documentation shows it: ``uv run --group peers ... --peers``.

Peers that are not installed are named and skipped. Left out on purpose: LLM Guard and GLiNER need PyTorch and model
downloads, gitleaks, kingfisher and TruffleHog are programs that no Python package carries.
"""

import contextlib
import logging
import tempfile
import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.bench.quality.contender import Contender
from tests.bench.quality.scoring import Found

# The peers' names for kinds, where they differ from ours; what stands nowhere is a credential.
_KINDS = {
    "email": "EMAIL_ADDRESS",
    "phone": "PHONE_NUMBER",
    "ssn": "US_SSN",
    "social_security_number": "US_SSN",
    "credit_card": "CREDIT_CARD",
    "ip_address": "IP_ADDRESS",
    "dob": "DATE_OF_BIRTH",
    "date_of_birth": "DATE_OF_BIRTH",
    "date": "DATE_TIME",
    "zip": "LOCATION",
    "zip_code": "LOCATION",
    "postalcode": "LOCATION",
    "url": "URL",
    "twitter": "USERNAME",
    "skype": "USERNAME",
    "credential": "PASSWORD",
    "en_gb_nino": "UK_NINO",
    "national_insurance_number": "UK_NINO",
    "tax_reference_number": "UK_UTR",
    "vehicle_licence_plate": "LICENSE_PLATE",
    "drivers_licence": "UK_DRIVING_LICENCE",
}


def available() -> tuple[list[Contender], list[str]]:
    """The peers that are installed, and a line for each that is not."""
    found, absent = [], []
    for name, make in _MAKERS.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found.append(make())
        except ImportError:
            absent.append(f"{name} is not installed: skipped (uv run --group peers ...)")
    return found, absent


def _by_part(find: Callable[[str], list[Found]]) -> Callable[[Sequence[str]], list[Found]]:
    def every(parts: Sequence[str]) -> list[Found]:
        return [
            Found(one.start, one.end, one.kind, place, one.score, one.detector)
            for place, part in enumerate(parts)
            for one in find(part)
        ]

    return every


def _presidio(threshold: float) -> Contender:
    import presidio_analyzer
    import spacy
    import tldextract
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(
        suffix_list_urls=()
    )  # no look-ups in the network

    class Blank(SpacyNlpEngine):
        """English without a model of names; lemmas are the words, or context would do nothing."""

        def __init__(self) -> None:
            super().__init__([{"lang_code": "en", "model_name": "blank"}], NerModelConfiguration())
            pipeline = spacy.blank("en")
            pipeline.max_length = 10_000_000
            pipeline.add_pipe(_lower_lemmas())
            self.nlp = {"en": pipeline}

        def load(self) -> None:
            """There is nothing to load."""

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    engine = presidio_analyzer.AnalyzerEngine(nlp_engine=Blank(), supported_languages=["en"])

    def find(text: str) -> list[Found]:
        results = engine.analyze(text, "en", score_threshold=threshold)
        return [Found(one.start, one.end, one.entity_type, 0, 100 * one.score) for one in results]

    label = "Presidio, no names" + (f", at {threshold:g}" if threshold else "")
    return Contender(label, version("presidio-analyzer"), _by_part(find))


def _lower_lemmas() -> str:
    from spacy.language import Language

    @Language.component("lower_lemmas")
    def lower_lemmas(document):  # type: ignore[no-untyped-def]
        for token in document:
            token.lemma_ = token.lower_
        return document

    return "lower_lemmas"


def _datafog() -> Contender:
    import datafog

    def find(text: str) -> list[Found]:
        entities = datafog.scan(text, engine="regex").entities
        return [Found(one.start, one.end, _kind(one.type), 0) for one in entities]

    return Contender("datafog, regex", version("datafog"), _by_part(find))


def _scrubadub() -> Contender:
    import scrubadub

    scrubber = scrubadub.Scrubber()

    def find(text: str) -> list[Found]:
        return [Found(filth.beg, filth.end, _kind(filth.type), 0) for filth in scrubber.iter_filth(text)]

    return Contender("scrubadub", version("scrubadub"), _by_part(find))


def _detect_secrets() -> Contender:
    from detect_secrets.core.scan import scan_file
    from detect_secrets.settings import default_settings

    stack = contextlib.ExitStack()
    stack.enter_context(default_settings())
    file = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "text.txt"
    logging.getLogger("detect_secrets").setLevel(logging.ERROR)

    def find(text: str) -> list[Found]:
        file.write_text(text, encoding="utf-8", errors="replace", newline="")
        starts = [0]
        lines = text.split("\n")
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        found = []
        for secret in scan_file(str(file)):
            line = lines[secret.line_number - 1] if secret.line_number <= len(lines) else ""
            at = line.find(secret.secret_value or "\0")
            if at >= 0:
                start = starts[secret.line_number - 1] + at
                found.append(Found(start, start + len(secret.secret_value or ""), "API_KEY", 0))
        return found

    return Contender("detect-secrets", version("detect-secrets"), _by_part(_with(stack, find)))


def _credsweeper() -> Contender:
    from credsweeper.app import CredSweeper
    from credsweeper.file_handler.string_content_provider import StringContentProvider

    logging.getLogger().setLevel(logging.ERROR)
    sweeper = CredSweeper()

    def find(text: str) -> list[Found]:
        lines = text.split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        sweeper.credential_manager.set_credentials(sweeper.file_scan(StringContentProvider(lines)))
        sweeper.post_processing(lambda *_: None)
        return [
            Found(
                starts[line.line_num - 1] + line.value_start,
                starts[line.line_num - 1] + line.value_end,
                "API_KEY",
                0,
            )
            for candidate in sweeper.credential_manager.get_credentials()
            for line in candidate.line_data_list
            if line.value_start >= 0
        ]

    return Contender("CredSweeper, ML", version("credsweeper"), _by_part(find))


def _with(stack: contextlib.ExitStack, find: Callable[[str], list[Found]]) -> Callable[[str], list[Found]]:
    """The function, which keeps open what it needs."""

    def kept(text: str, _stack: contextlib.ExitStack = stack) -> list[Found]:
        return find(text)

    return kept


def _kind(name: str) -> str:
    return _KINDS.get(name.lower(), name.upper())


_MAKERS: dict[str, Callable[[], Contender]] = {
    "Presidio": lambda: _presidio(0.0),
    "Presidio at 0.4": lambda: _presidio(0.4),
    "datafog": _datafog,
    "scrubadub": _scrubadub,
    "detect-secrets": _detect_secrets,
    "CredSweeper": _credsweeper,
}
