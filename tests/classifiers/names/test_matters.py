"""Papers, files and departments tell whose they are; the same words about things, firms and places tell of nobody."""

import pytest

from classifiers.names.announced import AnnouncedCombiner
from classifiers.names.cases import nominatives
from classifiers.passage import Passage


def named(text: str) -> list[str]:
    """The persons that the phrases of a text announce."""
    return [text[hit.start : hit.end] for hit in AnnouncedCombiner().combine(Passage(text), []).hits]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Finjas Mutter rief an.", ["Finjas"]),
        ("Wüstenhagens fristlose Kündigung ist raus.", ["Wüstenhagens"]),
        ("Frau Bäckers Attest fehlt.", ["Bäckers"]),
        ("Ik ben Sannes ziekmelding kwijt.", ["Sannes"]),
        ("Pettigrew's dismissal letter is missing.", ["Pettigrew"]),
        ("Where is the Pettigrew file?", ["Pettigrew"]),
        ("Summarise the Wojtkowiak divorce for the partner.", ["Wojtkowiak"]),
        ("Wo ist die Akte Pospischil?", ["Pospischil"]),
        ("Im Fall Hinterhuber fehlt das Gutachten.", ["Hinterhuber"]),
        ("The Oyelarans are behind with the rent.", ["Oyelarans"]),
        ("The Haberfield children were hungry again.", ["Haberfield"]),
        ("Die Kowalskis zahlen ihre Miete nicht.", ["Kowalskis"]),
        ("Goitom from the kitchen has hepatitis.", ["Goitom"]),
        ("Zviad vom Empfang hat gestohlen.", ["Zviad"]),
        ("Solenn de la compta est enceinte.", ["Solenn"]),
        ("Itziar de recepción bebe.", ["Itziar"]),
        ("Mimmo del magazzino ha rubato.", ["Mimmo"]),
        ("Truus van de receptie is zwanger.", ["Truus"]),
        ("A Cida do caixa está grávida.", ["Cida"]),
        ("Wiesiek z magazynu ukradł towar.", ["Wiesiek"]),
        ("Skarga na pana Gawrońskiego w aktach.", ["Gawrońskiego"]),
        ("Pracownica skarży się na Wieczorka.", ["Wieczorka"]),
        ("Mobbing ze strony Wieczorka trwa.", ["Wieczorka"]),
        ("Nowakowi obcięto premię.", ["Nowakowi"]),
        ("Wypowiedzenie Marzeny jest gotowe.", ["Marzeny"]),
        ("Sobczak nie płaci czynszu.", ["Sobczak"]),
    ],
)
def test_whose_matter_it_is(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Googles Kündigung kam per Mail, Deutschlands Elternzeit ist lang.",
        "Des Arbeitnehmers Kündigung, eines Vermieters Beschwerde, ein Fitness Arbeitsvertrag",
        "Hamlets Mutter heiratet, Mozarts Vater reist.",
        "The employee's sick note, Google's grievance, today's appraisal",
        "Open the Excel file. The Dreyfus case is famous. The Brexit divorce took years.",
        "The Switch case of Java: is it broken? Is the Catholic divorce allowed by a judge?",
        "The Lakers owe a pick. The Romans owe us nothing. The Royal family takes rent.",
        "Die Akte Odessa ist ein Film, der Fall Barschel auch. Le dossier médical, el expediente X.",
        "Smoke from the kitchen is off, Docker from engineering is late.",
        "Pakete aus dem Lager sind da. Der Koch aus der Küche ist krank.",
        "La crème de la cuisine est malade.",
        "Proszę pana premiera, pana Boga i panią Minister.",
        "Skarga na Sąd, wypowiedzenie Umowy, zwolnienie Lekarskie",
        "Bankowi odebrano prawo, Polsce przyznano punkty.",
    ],
)
def test_things_firms_and_places_own_no_such_matter(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("word", "name"),
    [("wieczorka", "wieczorek"), ("gawronskiego", "gawronski"), ("kasi", "kasia"), ("oksanie", "oksana")],
)
def test_a_polish_name_has_lost_its_ending(word: str, name: str) -> None:
    assert name in nominatives(word)
