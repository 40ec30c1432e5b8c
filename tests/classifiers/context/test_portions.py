"""Marks of paragraphs count by their caveats, or by what stands beside them."""

from collections.abc import Callable

import pytest

from classifiers.context.portions import PortionDetector
from classifiers.passage import Passage
from tests.cost import grows_linearly


def marks(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in PortionDetector().find(Passage(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(S//NF) The unit moved.", ["(S//NF)"]),
        ("(TS//SI//REL TO USA, FVEY) A launch is near.", ["(TS//SI//REL TO USA, FVEY)"]),
        (
            "Check my marks: (TS//SI) A launch is near. (S) Two boats left. (U) Rain is due.",
            ["(TS//SI)", "(S)"],
        ),
        (
            "1. (U) General.\n2. (TS) The tunnel has a second exit.\n3. (S) The guards change.",
            ["(TS)", "(S)"],
        ),
        ("a. (U) It rains.\nb. (C) The bridge bears no tanks.", ["(C)"]),
        ("(NS) The brigade moves.\n(NR) A path is closed.\n(NU) Rain is due.", ["(NS)", "(NR)"]),
        ("(S) 1. The convoy leaves.\n(U) 2. Rain.\n(C) 2.1 The pier.", ["(S)", "(C)"]),
        ("Subject: (S) Readiness of the battalion", ["(S)"]),
        ("(TS) The tunnel has a second exit.", ["(TS)"]),
        ("(CUI) The widget is grey.", ["(CUI)"]),
        ("(U//FOUO) The van is blue. (U//LES) It stands in Elm Row.", ["(U//FOUO)", "(U//LES)"]),
        ("(SBU) The minister will resign.", ["(SBU)"]),
        ("(S//NF/OC) The unit moved.", ["(S//NF/OC)"]),
        ("[S//NF] The unit moved.", ["[S//NF]"]),
        ("(S-NF) The unit moved.", ["(S-NF)"]),
    ],
)
def test_a_mark_of_a_paragraph_is_found(text: str, found: list[str]) -> None:
    assert marks(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "(S) Small\n(M) Medium\n(L) Large",
        "(A) 1. Paris (B) 2. Rome (C) 3. Madrid",
        "(S) Save\n(U) Undo\n(C) Copy",
        "(A) It rains.\n(B) It snows.\n(C) The sun shines.\n(S) It hails.",
        "Copyright (C) Acme. Press (S) To stop.",
        "Large Eddy Simulation (LES) Models are slow.",
        "(LES) Large eddy simulation is slow.",
        "We grade (S) Satisfactory or (U) Unsatisfactory.",
        "The item(s) and the (U) shape",
        "Why was (U//FOUO) replaced?",
        "What does (S//NF) mean?",
        "(S) Grey, cotton\n(S) Blue, cotton",
        "The option (C) Is wrong.",
        "[U](https://example.com) One page. [S](https://example.com) Another.",
        "[S] Save\n[U] Undo",
    ],
)
def test_other_letters_in_brackets_stay_silent(text: str) -> None:
    assert marks(text) == []


def test_too_many_marks_are_never_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifiers.context.portions.MOST_MARKS", 3)
    passage = Passage("(S) The unit moved.\n" * 9)
    list(PortionDetector().find(passage))
    assert not passage.complete


@pytest.mark.parametrize(
    "piece", ["(", "(S//NF", "(S) The ", "1. ", "(CUI//", "(U//rel to a, ", "what is (S//NF) "]
)
def test_hostile_texts_cost_what_their_length_does(piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = ("(U) It rains. " + piece * size)[:size]
        return lambda: list(PortionDetector().find(Passage(text)))

    assert grows_linearly(judged, 10_000)
