"""Phrases that announce a person give the name behind them; the same phrases about things and known people do not."""

import random

import pytest

from classifiers.names.announced import PHRASES, AnnouncedCombiner
from classifiers.passage import Passage


def named(text: str) -> list[str]:
    """The persons that the phrases of a text announce."""
    return [text[hit.start : hit.end] for hit in AnnouncedCombiner().combine(Passage(text), []).hits]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What's your last name? Nielsen", ["Nielsen"]),
        ("Wie ist Ihr Nachname? Ólafsdóttir", ["Ólafsdóttir"]),
        ("Her maiden name was Kowalska.", ["Kowalska"]),
        ("1. TANAKA/YUKI MS 2. READ/WRITE MS", ["TANAKA/YUKI"]),
        ("ticket for LINDQVIST/ELSA dob", ["LINDQVIST/ELSA"]),
        ("FWD: QUEJA DE LA SRA. CONSOLACIÓN BAQUEDANO - RESIDENCIA", ["CONSOLACIÓN BAQUEDANO"]),
        ("TR: ABSENCE DE M. ANSELME KERDONCUFF CE MATIN", ["ANSELME KERDONCUFF"]),
        ("RE: GESPRÄCH MIT HERRN YUSUF KARADENIZ AM DONNERSTAG", ["YUSUF KARADENIZ"]),
        ("PASSALACQUA G.B. 8-14\nTRAPATTONI L. 14-22", ["PASSALACQUA G.B.", "TRAPATTONI L."]),
        ("con Mª del Pilar Osés a las once", ["Mª del Pilar Osés"]),
        ("baron van Heeckeren tot Overlaer", ["van Heeckeren tot Overlaer"]),
        ("please take my kid Agi off the policy", ["Agi"]),
        ("Mein Sohn Thilo war krank.", ["Thilo"]),
        ("Attendees: Morrison, Rogers and Torres", ["Morrison", "Rogers", "Torres"]),
        ("Add Irenke Sörös as a beneficiary.", ["Irenke Sörös"]),
        ("Jouko is from Gradiant Research LLC", ["Jouko"]),
        ("Frau zur Lippe verklagt uns.", ["zur Lippe"]),
        ("diz ao valdemir que não há férias", ["valdemir"]),
        ("dile a yamileth que no", ["yamileth"]),
        ("sag der mareike dass es nicht geht", ["mareike"]),
        ("a neide do balcão roubou dinheiro", ["neide"]),
        ("mariuccia del banco è in depressione", ["mariuccia"]),
        ("pode ser hoje? abs, tonho", ["tonho"]),
        ("kan dat? gr bas", ["bas"]),
        ("va bene così? grazie, mimmo", ["mimmo"]),
        ("Gräfin von Hohenfels zahlt nicht.", ["von Hohenfels"]),
        ("Mevrouw op den Kelder klaagt.", ["op den Kelder"]),
        ("Sra. de la Cerda no paga.", ["de la Cerda"]),
        ("Aanwezig: B. op den Camp en K.", ["B. op den Camp"]),
        ("Geachte heer Wijnands, uw factuur", ["Wijnands"]),
        ("Gentile dottoressa Quaranta, grazie", ["Quaranta"]),
        ("Paziente Ettore Tagliabue, data di nascita ignota", ["Ettore Tagliabue"]),
        ("Scrivi a Federica (f.r" + "@acme.it) che va bene", ["Federica"]),
        ("Invite Apolline, Côme et Inès à la réunion", ["Apolline", "Côme", "Inès"]),
        ("Convida a Mafalda e o Duarte", ["Mafalda", "Duarte"]),
        ("Help me break up with Lysander", ["Lysander"]),
        ("he shouted at Xanthe in the kitchen", ["Xanthe"]),
        ("List of pupils: Araminta, Imani and Saskia", ["Araminta", "Imani", "Saskia"]),
        ("Let Keisha know that we moved.", ["Keisha"]),
        ("Ruf Sabine an und frag sie.", ["Sabine"]),
        ("Dis à Océane que c'est prêt", ["Océane"]),
        ("Powiedz Zosi, że przyjdę", ["Zosi"]),
        ("Bel Truus en zeg dat het lukt", ["Truus"]),
        ("Liga para a Lurdes e diz que sim", ["Lurdes"]),
        ("Rebecca is very rude. I told her so.", ["Rebecca"]),
        ("Why is Rebecca always late?", ["Rebecca"]),
        ("Chef ist Hr. Achterberg, bitte anrufen", ["Achterberg"]),
        ("In copia Geom. Bertolini, cell. qui sotto", ["Bertolini"]),
        ("Prep me for my 1:1 w/ Solveig about the bonus", ["Solveig"]),
        ("Their guy Ottavio swapped the router", ["Ottavio"]),
        ("His PA is Ingeborg, ring her", ["Ingeborg"]),
        ("Gerth had given Hakuba his address.", ["Gerth", "Hakuba"]),
    ],
)
def test_finds_whom_a_phrase_announces(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir or Madam, dear Hiring Manager, Dear Mr. President",
        "Partners: Apple, Google and Microsoft",
        "Members: Germany, France and Italy",
        "The product name was Photoshop, its last name is unknown.",
        "Our partner Microsoft helps us.",
        "I spoke with Microsoft, met with Tesla. Uncle Sam wants you. Don Quixote and Captain America.",
        "Coach Outlet, Nurse Manager, Sister Company, Pastor Aeternus",
        "Invite Microsoft, Google and Apple to the fair. Split up with care, and lied to everybody.",
        "Let Python know that it may stop, and tell Docker that, too.",
        "Sag Bescheid, dass es geht. Dis à Google que non.",
        "Docker is very slow. He hates it.",
        "Patient Portal, Client Hello, Employee Handbook",
        "Write a fairy tale in which a king gives his son Agi a dragon.",
        "Members: Paul, John, George and Ringo. Which band?",
        "Attendees: Albert Einstein and Marie Curie",
        "diz ao cliente que sim, dile al camarero que no, sag der firma dass es geht",
        "o armário da cozinha tá velho, la puerta de la cocina roba espacio",
        "ok, merci, bcp",
        "can you explain it? thanks, chatgpt",
        "convert br to hr, then plot x y",
        "danke, super",
        "is it fine? thanks, mate",
        "vg wort",
        "Frau zu Hause, Frau im Spiegel, Herr der Ringe, Herr zum Beispiel, Sr. do Banco",
        "e.g. de Broglie, Plan B. In den Ferien, Dr. med. in Berlin",
        "SR. JAVA DEVELOPER WANTED - JOIN OUR TEAM",
        "DR SITE FAILOVER PLAN: WHAT GOES IN FIRST?",
        "MS WORD CRASHES, MS EXCEL DOES NOT.",
        "See ANNEX A. 3, TABLE B. 4; NGINX V. 1.25",
        "DATEV E. V. und ADAC E.V., SIEMENS AG, BAYER A.G. und BASF S.E.",
        "was sagt Thomas Mann dazu?",
    ],
)
def test_finds_nobody_in_talk_of_things_known_people_and_tales(text: str) -> None:
    assert named(text) == []


_PIECES = (
    "My name is Rubija",
    *(
        "M. Roe ",
        "Jane Roe, geboren",
        "arrested Jane Roe",
        "zatrzymano Jane Roe s. Al",
        "a man called Roe",
        'alias "Roe"',
        "\nregards\nRoe\n",
        "gez. Roe",
        ";CN=Roe;",
    ),
    *(
        "Jane",
        "Roe",
        "Marie-Claire",
        "Al",
        "van der",
        "Partners",
        "attendees:",
        "Members:",
        "children:",
        "and",
        " ",
        "\n",
    ),
    *(
        ". ",
        "! ",
        "is",
        "was",
        "from",
        "seems",
        "has been",
        "very",
        "rude",
        "told",
        "given",
        "gave",
        "had",
        "his",
        "her",
    ),
    *(
        "the",
        "as a",
        "as my",
        "as an",
        "beneficiary",
        "Tenant",
        "witness",
        "Acme GmbH",
        "LLC",
        "Email",
        "Ask",
        "Call",
        "text",
    ),
    *(
        "Ecris à",
        "écris",
        "Schreib",
        "dass",
        "back",
        "(j.roe@acme.",
        "<jane@roe.",
        "com",
        "at +4",
        "she",
        "He",
        "my wife",
    ),
    *(
        "what is your name?",
        "Dear Mr",
        "why",
        "Why is Roe always",
        "always",
        "My son",
        "Mein Sohn",
        "Patient",
        "people call me",
        "Mój szef",
    ),
    *(
        "my last name is",
        ". Al is from Acme GmbH",
        ". Al is very late and she",
        ". Al had given Roe his coat",
        "Frau",
        "mrs",
    ),
    *(
        "figlia",
        "Córka",
        "Żona",
        "żona",
        ", Senior Sales Manager",
        "with Jane Roe, our Project manager",
        "manager",
        "il mio",
        "dile a",
        "invite Jane and Marie",
        "broke up with",
        "yelled at",
        "Attendees: Jane, Roe",
        "Powiedz",
        "że",
        "que",
        "cc",
        "Loop in",
        "Did Jane Roe already sign",
        "Granny",
        "tía",
        "I owe Jane some",
        "PAX ROE/JANE",
        "ROE/JANE MRS",
        "Geom. Roe",
        "1:1 w/ Jane",
        "his PA is Jane",
    ),
    *(
        "Roes Kündigung",
        "Roes Mutter",
        "Roe's payslip",
        "the Roe estate? Who",
        "Personalakte Roe",
        "the Roes owe us",
        "die Roes zahlen keine Miete",
        "Roe from the kitchen drinks",
        "pana Roe",
        "nagana dla Roe",
        "Roe zabraliśmy auto",
        "Roe nie płaci",
        "where last_name = 'Roe, Jane'",
        'sumif(A:A,"Roe, J.",B:B)',
        "diz ao roe que sim",
        "dile a yamileth que no",
        "Frau zur Roe",
        "J. op den Roe",
        "MR ROE",
        "SRA. JANE ROE",
        "Mª Jane",
        "ROE J. 8",
    ),
)


def test_near_its_literals_a_phrase_finds_what_it_finds_anywhere() -> None:
    draw = random.Random(7)
    seen = set()
    for _ in range(600):
        text = (
            " ".join(draw.choices(_PIECES, k=60))
            + " Jane Marianne-Theresa" * draw.randint(0, 3)
            + draw.choice((" is from", ". gr bas", " thanks, jane"))
        )
        passage = Passage(text)
        for number, phrase in enumerate(PHRASES):
            anywhere = [] if phrase.near.isdisjoint(passage.words) else list(phrase.pattern.finditer(text))
            assert [found.span() for found in phrase.matches(passage)] == [found.span() for found in anywhere]
            seen.update([number] if anywhere else [])
    assert len(seen) == len(PHRASES)


def test_a_program_with_a_field_called_name_is_read_for_no_phrase() -> None:
    passage = Passage("def total(rows):\n    key = (rows[0].name, len(rows))\n" * 9)
    asked = [one for one in PHRASES if "name" in one.near]
    assert asked and all(one.holds and not passage.has_any(one.holds) for one in asked)
