"""Who is at law with whom; teams, tools and cases of the books are not."""

from collections.abc import Callable

import pytest

from classifiers.context.parties import PartiesDetector
from classifiers.passage import Passage
from tests.cost import grows_linearly


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.kind, text[hit.start : hit.end]) for hit in PartiesDetector().find(Passage(text))]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Akte Rosenkranz ./. Elbtal Wohnbau eG: er räumt ein", "Rosenkranz", "Elbtal Wohnbau eG"),
        ("Entwurf: Mandantin Frau Kessler ./. Herr Brandl, Frist", "Kessler", "Brandl"),
        ("In Sachen Wohlgemuth gegen Nordhaus KG, Frist: Klage", "Wohlgemuth", "Nordhaus KG"),
        ("Re: Pemberton v Harlow Estates Ltd - draft the defence.", "Pemberton", "Harlow Estates Ltd"),
        ("In the matter of Okonjo v. Blythe, our client", "Okonjo", "Blythe"),
        ("Affaire Lacombe c/ SARL Bati Nord : conclusions", "Lacombe", "SARL Bati Nord"),
        ("Asunto Zaldívar contra Vegasa SL: mi cliente", "Zaldívar", "Vegasa SL"),
        ("Causa Bressanin contro Edilnord Srl, il cliente", "Bressanin", "Edilnord Srl"),
        ("Zaak Wijnbergen tegen Kokbouw BV: dagvaarding", "Wijnbergen", "Kokbouw BV"),
        ("Processo Bragança contra Lusobra Lda: contestação", "Bragança", "Lusobra Lda"),
        ("Sprawa Szymczak przeciwko Cieślik: napisz pozew", "Szymczak", "Cieślik"),
    ],
)
def test_finds_both_sides(text: str, one: str, other: str) -> None:
    firm = other.rpartition(" ")[2] in ("eG", "KG", "Ltd", "SL", "Srl", "BV", "Lda") or other.startswith(
        "SARL"
    )
    assert found(text) == [("PERSON", one), ("ORGANIZATION" if firm else "PERSON", other)]


@pytest.mark.parametrize(
    "text",
    [
        "Re: Germany v France tickets for our client",
        "Case: Windows v Linux for the court's office",
        "Re: Pemberton v Harlow, the match on Saturday",
        "In Sachen Datenschutz gegen Bequemlichkeit siegt Letztere vor Gericht.",
        "In the case of Donoghue v Stevenson [1932] the court held",
        "In the case of Hadley v Baxendale, 1854, the court held",
        "Dossier: Macron contre Le Pen, le tribunal",
        "Sache: Betrugsverdacht gegen Brandl, Gericht",
        "cp ./. Backup ./. Archive",
    ],
)
def test_finds_nobody_who_only_plays(text: str) -> None:
    assert found(text) == []


def test_takes_linear_time() -> None:
    def run(size: int) -> Callable[[], object]:
        passage = Passage("Re: Aaaa Bbbb und von Cccc ./. " * size)
        return lambda: list(PartiesDetector().find(passage))

    assert grows_linearly(run, 300)
