"""People in names of files, folders and handles; files and folders of things stay silent."""

import pytest

from classifiers.names.filed import FiledCombiner
from classifiers.passage import Passage


def people(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in FiledCombiner().combine(Passage(text), ()).hits]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I uploaded CV_Siobhan_Okwuosa.pdf, what notice period?", "Siobhan_Okwuosa"),
        ("Rename AppraisalForm_TendaiMukwashi_2026.xlsx", "TendaiMukwashi"),
        ("see warning-jan-kowalczyk-draft.docx", "jan-kowalczyk"),
        ("Kündigung_Jörg_Wüstenhagen.docx bitte prüfen", "Jörg_Wüstenhagen"),
        ("Okwuosa_Siobhan_sicknote.PDF", "Okwuosa_Siobhan"),
        ("Why is C:\\HR\\Siobhan.Okwuosa\\dismissal.docx locked?", "Siobhan.Okwuosa"),
        ("\\\\srv02\\HR\\Okwuosa.Siobhan is full", "Okwuosa.Siobhan"),
        ("https://hr.acme.com/people/siobhan-okwuosa/absences gives 404", "siobhan-okwuosa"),
        ("@m_grabowska: I'd fire him", "m_grabowska"),
        ("What was agreed?\n@wale.ogundipe: cut her hours", "wale.ogundipe"),
        ("cc @tendai.mukwashi re the dismissal", "tendai.mukwashi"),
    ],
)
def test_two_names_in_one_word_are_somebody(text: str, name: str) -> None:
    assert people(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Open Annual_Report_2026.pdf and April_Sales_Figures.xlsx",
        "docs/Jenkins_Pipeline.pdf, Django_Migration_Notes.docx",
        "ada_lovelace.jpg and Taylor_Swift_concert.png",
        "src/james/clark.py, java.util.Scanner, C:\\Windows\\System32\\drivers.txt",
        "Paris_Hotel_Booking.pdf Florence_Museum_Tickets.pdf",
        "@tanstack.query: 5.2.1\n@mail.server: down\nsee @tanstack.router: it works",
        "@pytest.mark.parametrize and @staticmethod, @types/node, @angular/core",
        "C:\\Program Files\\Python313\\Lib\\json.txt D:\\Projects\\Apollo\\readme.txt",
        r'{"text":"Ann Lee\tann.lee@kellerbau.de\nJan Kowalczyk"}',
        r"C:\Users\ines.duarte\Desktop and /home/jan.kowalczyk/notes",
        "meeting-minutes-final-v2.docx invoice_march_2026.pdf",
        "a" * 20_000 + ".pdf" + "_" * 20_000 + ".pdf @" + "a.b_" * 5_000,
    ],
)
def test_things_are_nobody(text: str) -> None:
    assert people(text) == []
