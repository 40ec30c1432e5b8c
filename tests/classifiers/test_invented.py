"""Nobody stands behind an exercise or a case that is to be made up; whoever is real stays, whatever is invented."""

import pytest

from classifiers.catalog import Options, load
from classifiers.segment import Segment


def kinds(text: str) -> set[str]:
    """The kinds that are found."""
    return {one.kind for one in load(Options()).scan([Segment(0, text)]).findings}


@pytest.mark.parametrize(
    "text",
    [
        "Erstelle eine Textaufgabe: Lisa (13) hat 80 € und Paul schuldet ihr 15 €. Mit Lösung.",
        "Écris un problème de maths pour CM2 : Léa a 20 € et prête 7 € à Karim. Avec corrigé.",
        "Inventa un problema de matemáticas: Lucía tiene 50 € y debe 12 € a Pablo.",
        "Crea un problema per la terza elementare: Marco ha 30 € e ne presta 8 a Giulia.",
        "Maak een rekensom voor groep 7: Sanne heeft 40 euro en leent 15 euro aan Daan.",
        "Ułóż zadanie z treścią dla klasy 6: Ania ma 50 zł i pożycza Kubie 20 zł.",
        "OSCE station: patient is called Mr Jones, 61, with chest pain. Write the mark scheme.",
        "Fallbeispiel für die Pflegeausbildung erfinden: Frau Müller, 82, Demenz, lebt allein.",
        "Invente un cas pratique : Mme Durand, salariée, est enceinte et gagne 1 900 € par mois.",
        "Verzin een casus voor de opleiding: mevrouw Jansen, 80, delier na heupoperatie.",
    ],
)
def test_nobody_is_meant(text: str) -> None:
    assert not kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mme Solange Ferrier est poursuivie pour emploi fictif et facture fictive, résume",
        "Die fiktive Abrechnung für Herrn Torsten Ahlborn beträgt 3.200 €",
        "Invent an excuse for Joan Farrow, who has depression and owes me £80",
        "Wymyśl odpowiedź dla pani Bożeny Sikory, która nie płaci 900 zł",
        "Nachhilfe: Schüler Emil Brandes scheitert an Textaufgaben, seine Mutter Katrin Brandes zahlt",
        "Turn this into an exercise: our client Tom Ashworth owes Aisha Rahman £4,200",
    ],
)
def test_somebody_is_meant(text: str) -> None:
    assert "PERSON" in kinds(text)
