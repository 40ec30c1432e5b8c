"""Firms: a legal form, a trade with a tie, an address or a column makes one; what everybody knows stays silent."""

import pytest

from classifiers.names.detector import NamesDetector
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL
from tests.cost import ends_within


@pytest.fixture(scope="module")
def detector() -> NamesDetector:
    return NamesDetector()


def firms(detector: NamesDetector, text: str) -> set[str]:
    hits = detector.find(Passage(text))
    return {
        text[hit.start : hit.end] for hit in hits if hit.kind == "ORGANIZATION" and hit.score >= LOW_LEVEL
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Our client Cobham Roofing owes us two invoices.", "Cobham Roofing"),
        ("Draft the offer to Trevelyan Castings, Inc. by Friday.", "Trevelyan Castings, Inc."),
        (
            "Ticket 4471: the dhcp at the Wexcombe Vets site is down, call Ann Mercer, 0117 496 0112",
            "Wexcombe Vets",
        ),
        ("Tenant: Merriden Boat Hire. Write a notice.", "Merriden Boat Hire"),
        ("Mandant: Kanzlei Rüdiger & Stolle, bitte Mahnung aufsetzen.", "Kanzlei Rüdiger & Stolle"),
        ("Elle est salariée de Menuiserie Garrouste EURL depuis 2019.", "Menuiserie Garrouste EURL"),
        ("Contrato con Talleres Zubizarreta S.L. por 12 meses.", "Talleres Zubizarreta S.L."),
        ("Il cliente Officine Brambati S.r.l. non paga.", "Officine Brambati S.r.l."),
        ("Werkgever: Bakkerij Terwindt B.V., KvK 12345678", "Bakkerij Terwindt B.V."),
        ("O cliente Serralharia Quintela Lda quer reembolso.", "Serralharia Quintela Lda"),
        ("Dłużnik: Hurtownia Wasilewski Sp. z o.o., faktura 17", "Hurtownia Wasilewski Sp. z o.o."),
        ("Mail from info@marchmontoptics.example: Marchmont Optics want a refund.", "Marchmont Optics"),
        (
            "Board pack: Oakhurst Dental Group gave notice ($880k ARR), runway 9 months",
            "Oakhurst Dental Group",
        ),
        ("Przypomnienie o płatności dla Stolarstwo Gawron s.c., faktura 31/2025", "Stolarstwo Gawron s.c."),
        (
            "minutes pls!! pres Dorcas, me (Trudy Vanterpool). 1 roof – quote 18,400 from Bramley Slating, Hyacinth's "
            "nephew, conflict noted",
            "Bramley Slating",
        ),
        ("titolare della Pellizzari Serramenti s.n.c., P.IVA qui sotto", "Pellizzari Serramenti s.n.c."),
        ("He took me off the Trewhella account last week.", "Trewhella"),
        ("Nos debe Cementos Orial lo de marzo, llama a Begoña Zubiri", "Cementos Orial"),
        ("Trabalha na Clínica São Telmo com Carla Frazão", "Clínica São Telmo"),
        ("Mail an Autohaus Wendlandt: Wiebke Abelein kommt am Donnerstag", "Autohaus Wendlandt"),
        ("Mail a Panificio Colombara: Chiara Bonaccorsi passa giovedì", "Panificio Colombara"),
        (
            "She moved from Bluestem Regional Credit Union in May, ask Hugh Pettifer",
            "Bluestem Regional Credit Union",
        ),
    ],
)
def test_firms_of_clients_are_found(detector: NamesDetector, text: str, wanted: str) -> None:
    assert wanted in firms(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "We moved from Salesforce to Microsoft last year.",
        "Explain the business model of Tesla Motors and Apple Inc. in two paragraphs.",
        "Our client bank is Deutsche Bank, and the invoice came from Vodafone Group.",
        "Write a story about Blackthorn Shipping, a company of pirates, and its client Redwater Brewery.",
        "The Amtsgericht Köln and the University of Leeds answered.",
        "Digital Marketing Solutions for Modern Business: a guide to Content Design and Brand Consulting",
        "THE ARTIST FORMERLY KNOWN AS AN ICON SE NOW",
        "Contact: Acme Corp, Contoso, Fabrikam",
    ],
)
def test_brands_authorities_headings_and_tales_stay_silent(detector: NamesDetector, text: str) -> None:
    assert firms(detector, text) == set()


def test_a_firm_is_found_at_all_its_mentions(detector: NamesDetector) -> None:
    text = "Client: Kesterholt Precision Ltd.\nThe board of Kesterholt met. Kesterholt Precision pays in May."
    hits = [hit for hit in detector.find(Passage(text)) if hit.kind == "ORGANIZATION" and hit.score >= 65]
    assert sum(text[hit.start : hit.end].startswith("Kesterholt") for hit in hits) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Foundry Ltd " * 3_000,
        "Aberlour Aa Ltd, Aberlour Ab Ltd, " * 1_500,
        "A & " * 10_000,
        "of the " * 10_000 + "Ltd",
        "S.A." * 10_000,
        "client: " * 5_000,
        "a@b.c" * 10_000,
    ],
    ids=["form", "head", "and", "links", "points", "tie", "mail"],
)
def test_work_grows_with_the_text_only(text: str) -> None:
    from classifiers.names.judge import Judge
    from classifiers.names.words import words_of

    words = words_of(text)
    assert ends_within(3, lambda: Judge(text, words).hits([]))


def test_names_in_frames_of_knowledge_and_works_stay_silent(detector: NamesDetector) -> None:
    for text in (
        "Who was Giselle Brandvold and why is she remembered?",
        'Summarise the book "Rivers of Salt" by Anselm Corrigan.',
        "Write an ad in the voice of Delphine Marchetti.",
        "Mick pays 40 dollars for 5 apples. How much is one apple?",
        "Jack Daniel's with Uncle Ben's rice and Ben & Jerry's, is that a dinner?",
    ):
        found = [hit for hit in detector.find(Passage(text)) if hit.score >= LOW_LEVEL]
        assert not found, text


def test_private_people_are_found_in_questions_of_work(detector: NamesDetector) -> None:
    for text, name in (
        ("What is the salary of Giselle Brandvold, our new hire?", "Giselle Brandvold"),
        ("Summarise the complaint of Anselm Corrigan about his invoice.", "Anselm Corrigan"),
        ("What's your name? Delphine Marchetti", "Delphine Marchetti"),
        ("Name: Ottoline Farquhar\nAddress: 12 Mill Lane", "Ottoline Farquhar"),
    ):
        found = {
            text[hit.start : hit.end]
            for hit in detector.find(Passage(text))
            if hit.kind == "PERSON" and hit.score >= LOW_LEVEL
        }
        assert name in found, text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("At the Leeward Community College library, where can I find articles?", set()),
        ("Our contract with Leeward Community College ends in May.", {"Leeward Community College"}),
        ("Terminate the agreement with Copperfield Energy", {"Copperfield Energy"}),
        ("Where can I read about Trevelyan Castings, Inc. and its history?", {"Trevelyan Castings, Inc."}),
    ],
)
def test_without_work_or_anybody_near_a_firm_needs_its_form(
    detector: NamesDetector, text: str, wanted: set[str]
) -> None:
    assert firms(detector, text) == wanted
