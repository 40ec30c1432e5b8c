"""The slot for names: any spaCy pipeline, here a tiny one made on the spot."""

from pathlib import Path

import pytest

from classifiers.catalog import Options, load
from classifiers.detector import DetectorFault
from classifiers.passage import Passage
from classifiers.segment import Segment

spacy = pytest.importorskip("spacy")
names = pytest.importorskip("classifiers.names.pipeline")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Ada Lovelace"},
            {"label": "PER", "pattern": "Grace"},
            {"label": "ORG", "pattern": "Acme Ltd"},
            {"label": "GPE", "pattern": "Leeds"},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    folder = tmp_path_factory.mktemp("models") / "en_tiny"
    pipeline.to_disk(folder)
    return str(folder)


def test_a_pipeline_gives_people_organisations_and_places(model: str) -> None:
    scanner = load(Options(names_model=model))
    text = "On Monday Ada Lovelace and Grace of Acme Ltd went to Leeds."
    found = [
        (one.kind, text[one.start : one.end], one.score) for one in scanner.scan([Segment(0, text)]).findings
    ]
    assert found == [
        ("PERSON", "Ada Lovelace", names.SCORE),
        ("PERSON", "Grace", names.SCORE),
        ("ORGANIZATION", "Acme Ltd", names.SCORE),
        ("LOCATION", "Leeds", names.SCORE),
    ]
    assert {"PERSON", "ORGANIZATION", "LOCATION"} <= scanner.kinds
    assert scanner.digest == load(Options(names_model=model)).digest != load().digest


def test_a_long_text_is_read_in_pieces_with_true_offsets(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "PIECE", 40)
    text = "words and words and " * 10 + "Ada Lovelace"
    hits = list(names.load(model).find(Passage(text)))
    assert [text[hit.start : hit.end] for hit in hits] == ["Ada Lovelace"]


def test_a_lone_surrogate_moves_nothing(model: str) -> None:
    text = "\ud800\ud800 Ada Lovelace"
    assert [text[hit.start : hit.end] for hit in names.load(model).find(Passage(text))] == ["Ada Lovelace"]


def test_an_absent_pipeline_is_a_fault_that_says_what_to_do() -> None:
    with pytest.raises(DetectorFault, match=r"there is no spaCy pipeline en_absent; install the pipeline"):
        load(Options(names_model="en_absent"))


def test_a_pipeline_without_names_is_a_fault(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(DetectorFault, match="knows no names"):
        load(Options(names_model=str(tmp_path / "blank")))


def test_a_pipeline_that_fails_leaves_the_text_unread(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    detector = names.load(model)

    def failing(text: str) -> object:
        raise RuntimeError(text)

    monkeypatch.setattr(detector, "_pipeline", failing)
    passage = Passage("canary")
    assert list(detector.find(passage)) == [] and not passage.complete
