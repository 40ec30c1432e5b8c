"""Presidio's recognizers here, our rules there."""

import logging
import time
from pathlib import Path

import presidio_analyzer
import pytest
from presidio_analyzer import PatternRecognizer
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    IbanRecognizer,
    UsNpiRecognizer,
    UsSsnRecognizer,
)

from classifiers import presidio
from classifiers.catalog import Options, load
from classifiers.detector import DetectorFault
from classifiers.passage import Passage
from classifiers.patience import PATTERN_SECONDS
from classifiers.segment import Segment
from tests.cost import ends_within

PLAIN = r"""
recognizers:
  - name: "Matter numbers"
    supported_language: "en"
    supported_entity: "MATTER_NUMBER"
    patterns:
      - {name: "matter", regex: "\\bM-\\d{6}\\b", score: 0.6}
      - {name: "weak", regex: "\\b\\d{6}\\b", score: 0.1}
    context: [matter, file]
  - name: "Code names"
    supported_language: "de"
    supported_entity: "PROJECT_CODENAME"
    deny_list: [Blauwal, Seestern]
"""

REGISTRY = r"""
supported_languages: [en]
global_regex_flags: 26
recognizers:
  - name: "Zip codes"
    supported_languages: [{language: en, context: [zip]}]
    supported_entity: "ZIP"
    type: custom
    patterns: [{name: "zip", regex: "\\b\\d{5}\\b", score: 0.2}]
  - name: CreditCardRecognizer
    supported_languages: [en]
    type: predefined
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "recognizers.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_users_recognizers_load_unchanged_and_run(tmp_path: Path) -> None:
    scanner = load(Options(recognizers=written(tmp_path, PLAIN)))
    text = "Projekt Blauwal, matter M-123456, then 654321 of the file"
    found = {
        (one.kind, text[one.start : one.end], one.detector)
        for one in scanner.scan([Segment(0, text)]).findings
    }
    assert found == {
        ("PROJECT_CODENAME", "Blauwal", "presidio:Code names"),
        ("MATTER_NUMBER", "M-123456", "presidio:Matter numbers"),
        ("MATTER_NUMBER", "654321", "presidio:Matter numbers"),
    }
    assert {"PROJECT_CODENAME", "MATTER_NUMBER"} <= scanner.kinds
    assert scanner.digest != load().digest


def test_without_context_a_weak_pattern_stays_below_the_low_level(tmp_path: Path) -> None:
    scanner = load(Options(recognizers=written(tmp_path, PLAIN)))
    assert scanner.scan([Segment(0, "we sold 654321 pieces")]).findings == ()


def test_a_whole_registry_with_predefined_recognizers_loads(tmp_path: Path) -> None:
    detectors = presidio.read(written(tmp_path, REGISTRY))
    assert {kind for one in detectors for kind in one.kinds} == {"ZIP", "CREDIT_CARD"}
    hits = [hit for one in detectors for hit in one.find(Passage("zip 12345, card 4111111111111111"))]
    assert {(hit.kind, hit.start, hit.end) for hit in hits if hit.score >= 65} >= {
        ("ZIP", 4, 9),
        ("CREDIT_CARD", 16, 32),
    }


def test_recognizers_for_other_languages_are_left_out_with_a_warning(tmp_path: Path) -> None:
    shipped = Path(presidio_analyzer.__file__).parent / "conf" / "default_recognizers.yaml"
    with pytest.warns(UserWarning, match="supported_languages at the top is only en: .*EsNifRecognizer"):
        detectors = presidio.read(shipped)
    kinds = frozenset[str]().union(*(one.kinds for one in detectors))
    assert {"CREDIT_CARD", "US_SSN", "IBAN_CODE", "URL"} <= kinds and "ES_NIF" not in kinds


def test_a_name_alone_is_one_of_presidios_recognizers(tmp_path: Path) -> None:
    file = written(tmp_path, "supported_languages: [en]\nrecognizers: [CreditCardRecognizer]")
    assert [one.kinds for one in presidio.read(file)] == [{"CREDIT_CARD"}]


REPLACED = """
supported_languages: [en]
recognizers:
  - {name: UrlRecognizer, type: predefined}
  - EmailRecognizer
  - {name: "My phones", class_name: PhoneRecognizer, type: predefined}
  - {name: IpRecognizer, supported_languages: [en], type: predefined}
  - {name: SpacyRecognizer, type: predefined, enabled: false}
"""


def test_slow_and_unsafe_recognizers_are_replaced(tmp_path: Path) -> None:
    file = written(tmp_path, REPLACED)
    (only,) = presidio.read(file)
    assert only.kinds == {"URL"}
    text = (
        "see https://acme.example/a?b=c, www.acme.com/x. and shop.acme.co.uk; mail bob@acme.com, "
        "+49 30 901820 or 10.44.10.20"
    )
    found = {
        (one.kind, text[one.start : one.end])
        for one in load(Options(recognizers=file)).scan([Segment(0, text)]).findings
    }
    assert {
        ("URL", "https://acme.example/a?b=c"),
        ("URL", "www.acme.com/x"),
        ("URL", "shop.acme.co.uk"),
        ("EMAIL_ADDRESS", "bob@acme.com"),
        ("PHONE_NUMBER", "+49 30 901820"),
        ("IP_ADDRESS", "10.44.10.20"),
    } <= found


@pytest.mark.parametrize("piece", ["a.", "a.com", "www.", "http://a", "1.", "::", "a-", "www.a.b/"])
def test_addresses_take_linear_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    assert ends_within(0.3, lambda: list(presidio.Addresses().find(Passage(text))))


@pytest.mark.parametrize(
    "text",
    [
        "card 4111 1111 1111 1111, 4111111111111112 and 3714 496353 98431",
        "IBAN DE89 3704 0044 0532 0130 00 2 days, GB82WEST12345698765432",
        "SSN 078-05-1120, 000-12-3456 and 219099999; NPI 1234567893",
    ],
)
@pytest.mark.parametrize(
    "made",
    [CreditCardRecognizer, IbanRecognizer, UsSsnRecognizer, UsNpiRecognizer],
    ids=lambda made: made.__name__,
)
def test_a_recognizer_finds_here_what_it_finds_in_presidio(made: type[PatternRecognizer], text: str) -> None:
    recognizer = made()
    recognizer.context = None
    theirs = {
        (result.start, result.end, presidio.on_our_scale(result.score))
        for result in recognizer.analyze(text, recognizer.supported_entities)
    }
    ours = {
        (hit.start, hit.end, hit.score)
        for hit in presidio.PresidioDetector(recognizer, "1").find(Passage(text))
    }
    assert theirs <= ours
    assert {hit[:2] for hit in ours} == {hit[:2] for hit in theirs}


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DetectorFault, match="cannot be read"):
        load(Options(recognizers=tmp_path / "none.yaml"))


class Raising:
    name = "raising"
    supported_entities = ("X",)
    context = ()

    def analyze(self, text: str, entities: list[str], artifacts: object) -> list[object]:
        raise RuntimeError(f"cannot read {text}")


class Slow(Raising):
    def analyze(self, text: str, entities: list[str], artifacts: object) -> list[object]:
        logging.getLogger("presidio-analyzer").warning("pattern timed out on %s, skipping", text)
        begun = time.process_time()
        while time.process_time() - begun < PATTERN_SECONDS:
            pass
        return []


@pytest.mark.parametrize("recognizer", [Raising(), Slow()], ids=["raises", "times out"])
def test_a_recognizer_that_fails_leaves_the_text_unread_and_says_nothing_of_it(
    recognizer: Raising, caplog: pytest.LogCaptureFixture
) -> None:
    passage = Passage("canary-55aa")
    assert list(presidio.PresidioDetector(recognizer, "1").find(passage)) == []
    assert not passage.complete
    assert "canary" not in caplog.text


def test_our_rules_run_in_presidios_model() -> None:
    ours = {one.name: one for one in presidio.recognizers(load()._detectors)}
    text = "card 4111 1111 1111 1111"
    (result,) = ours["credit-card"].analyze(text, ["CREDIT_CARD"])
    assert (result.entity_type, result.start, result.end) == ("CREDIT_CARD", 5, 24)
    assert result.score == 1.0
    assert ours["credit-card"].analyze(text, ["EMAIL_ADDRESS"]) == []


def test_scales_meet_at_the_threshold_and_turn_back() -> None:
    assert presidio.on_our_scale(0.4) == 65 and presidio.on_our_scale(1.0) == 100
    for score in (0.0, 0.1, 0.4, 0.55, 0.85, 1.0):
        assert presidio.on_their_scale(presidio.on_our_scale(score)) == pytest.approx(score)
