"""Code names: what makes a project a secret."""

import pytest

from classifiers.context.codenames import CodenameDetector
from classifiers.context.read import lists
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
        "We announce the Project Plan and the Project Timeline.",
    ],
)
def test_any_project_is_no_secret(detector: CodenameDetector, text: str) -> None:
    assert found(detector, text) == []
