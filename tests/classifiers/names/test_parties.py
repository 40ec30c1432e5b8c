"""People by what stands around them in deeds, letters, tables and messages; names that no list has."""

from collections.abc import Callable

import pytest

from classifiers.names.announced import AnnouncedCombiner
from classifiers.names.speakers import speakers
from classifiers.passage import Passage
from classifiers.scanner import Scanner
from classifiers.segment import Segment


@pytest.fixture
def found(scanner: Scanner) -> Callable[[str], list[str]]:
    def find(text: str) -> list[str]:
        return [
            text[one.start : one.end]
            for one in scanner.scan([Segment(0, text)]).findings
            if one.kind == "PERSON"
        ]

    return find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Entre Deolinda Vilarinho Pestana, viúva, e a sociedade", "Deolinda Vilarinho Pestana"),
        ("Between Gethin Prowse, date of birth unknown, and the firm", "Gethin Prowse"),
        ("o 23:10 zatrzymano Dawida Ćwirko s. Romana", "Romana"),
        ("zatrzymano Dawida Ćwirko pod sklepem", "Dawida Ćwirko"),
        ("he owes it to a man called Sprocket", "Sprocket"),
        ("prestato l'auto a un tale Saverio per due giorni", "Saverio"),
        ("We will act.\n\nYours sincerely\nGethin Prowse\nIncome Officer", "Gethin Prowse"),
        ("Mit freundlichen Grüßen\ni.A. Fiete Quast", "Fiete Quast"),
        ("BNR 0009917. gez. Anschütz", "Anschütz"),
        ("ORGANIZER;CN=Rhodri Vaughan-Eze:mailto:", "Rhodri Vaughan-Eze"),
        ("rent to MR J ADEYEMI-COLE by Monday", "J ADEYEMI-COLE"),
        ("cofnięta przez kier. Zbrożka wczoraj", "Zbrożka"),
    ],
)
def test_a_phrase_of_deeds_and_letters_announces_a_person(text: str, name: str) -> None:
    found = AnnouncedCombiner().combine(Passage(text), ()).hits
    assert name in [text[hit.start : hit.end] for hit in found]


@pytest.mark.parametrize(
    "text",
    [
        "Kind regards,\nYour Name",
        "Viele Grüße\nIhr Zalando Team",
        "Thanks\nThe Support Team",
        "a tool called Terraform and a library called Pandas",
        "between Acme Holdings, residing in Delaware",
        "resp. Marketing und Vertrieb",
        "MS WORD and MS OFFICE",
    ],
)
def test_others_are_announced_by_none(text: str) -> None:
    assert not AnnouncedCombiner().combine(Passage(text), ()).hits


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("call me!! Fenella 0131 662 4419", "Fenella"),
        ("Ring Big Zorbla on 01475 660 219 to join", "Big Zorbla"),
        ("Happy to chat 07508 661 902 – Katinka at Hartigan Lets", "Katinka"),
        ("pac. Stanisława Bąbel-Krause PESEL 68091556707", "Stanisława Bąbel-Krause"),
        ("Datum;Fahrer;km\n3.2.;Nowottny;884\n4.2.;Seyfarth;12", "Nowottny"),
        ("The Appellant, Fenella G., is a national of Eritrea", "Fenella G"),
    ],
)
def test_who_is_beside_a_number_or_below_a_head_is_a_person(
    found: Callable[[str], list[str]], text: str, name: str
) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    ["Call Reception on 0131 662 4419", "London 020 7946 0991", "Employee,Hours\nTotal,38\nOpen position,20"],
)
def test_desks_towns_and_sums_are_none(found: Callable[[str], list[str]], text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "[09:02] tamsin.v: ok\n[09:03] deshawn: lol\n[09:04] tamsin.v: no",
            ["tamsin.v", "deshawn", "tamsin.v"],
        ),
        (
            "Oluwaseun 02:14 paging\ngretel 02:20 ok\nOluwaseun 02:31 done",
            ["Oluwaseun", "gretel", "Oluwaseun"],
        ),
        ("[09:02] info: started\n[09:03] worker: done\n[09:04] info: bye", []),
        ("London 10:30 Paris 12:40\nLondon 11:30 Paris 13:40", []),
        ("Arsenal 10:15 kick off\nChelsea 12:15 kick off\nArsenal 15:00 kick off", []),
    ],
)
def test_handles_speak_and_trains_do_not(text: str, wanted: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in speakers(text, "names")] == wanted
