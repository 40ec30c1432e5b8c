"""Code names: what makes a project a secret."""

import pytest

from classifiers.context.codenames import CodenameDetector, ProjectsCombiner
from classifiers.context.read import lists
from classifiers.detector import Hit
from classifiers.passage import Passage
from classifiers.settle import settle


@pytest.fixture(scope="module")
def detector() -> CodenameDetector:
    return CodenameDetector(lists("codenames"))


def found(detector: CodenameDetector, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in settle(detector.find(Passage(text)))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Project Falcon: we acquire them in May. Falcon is on.", ["Project Falcon", "Falcon"]),
        ("Der Projektname „Dachstuhl“ bleibt unter uns.", ["Dachstuhl"]),
        ("codenamed Nightjar; Nightjar ships in June", ["Nightjar", "Nightjar"]),
        ("Projeto Azulejo ainda por anunciar", ["Projeto Azulejo"]),
        ("Projekt Morgenröte: Übernahme im Mai", ["Projekt Morgenröte"]),
        (
            "Operation Nightjar: 42 redundancies in May, Nightjar stays quiet",
            ["Operation Nightjar", "Nightjar"],
        ),
        ("on rachète la société, projet Renard Argenté", ["projet Renard Argenté"]),
        ("nome de código Azulejo, nada mais", ["Azulejo"]),
        ("readout of TB-204 missed, sell rights to TB-117, a deal in phase 2", ["TB-204", "TB-117"]),
    ],
)
def test_a_code_name_is_found_wherever_it_stands(
    detector: CodenameDetector, text: str, names: list[str]
) -> None:
    assert found(detector, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Project Manager wanted for an acquisition.",
        "readonly Project ShelfProject; // secret until the launch",
        "My Project Euler solution is confidential.",
        "The project Falcon is on GitHub.",
        "Project Falcon has 30 open issues.",
        "Nach der Operation Müdigkeit und Schmerzen.",
        "The Operation Barbarossa exhibition opens in May.",
        "We announce the Project Plan and the Project Timeline.",
    ],
)
def test_any_project_is_no_secret(detector: CodenameDetector, text: str) -> None:
    assert found(detector, text) == []


def test_beside_a_private_firm_a_project_with_a_strange_name_is_a_code_name(
    detector: CodenameDetector,
) -> None:
    text = "Project Quillon with Harkness Joinery Ltd"
    weak = list(detector.find(Passage(text)))
    firm = Hit(21, len(text), "ORGANIZATION", "given", 80.0)
    combined = ProjectsCombiner().combine(Passage(text), [*weak, firm])
    assert [text[hit.start : hit.end] for hit in combined.hits] == ["Project Quillon"]
    assert not ProjectsCombiner().combine(Passage(text), weak).hits
