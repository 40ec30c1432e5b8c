"""Postal addresses of many countries as one span, and what only looks like one."""

from collections.abc import Callable

import pytest

from classifiers import rulebook
from classifiers.detector import DetectorFault

type Found = Callable[[str], list[tuple[str, str]]]

ADDRESSES = [
    ("Our new flat is at {}, we moved in May.", "Flat 3, 118 Kingfisher Rise, Norwich NR4 7TJ"),
    ("Deliver the dresser to {}; ring twice.", "2207 Larkspur Ln Apt 4B, Tucson, AZ 85719"),
    ("Invoice address: {}", "77 Old Mill Road, Suite 210, Burlington, VT 05401"),
    ("Mum still lives at {}.", "45 Wattle Grove, Footscray VIC 3011"),
    ("Ship to {}, please", "1180 Rue Sherbrooke, Montréal, QC H3A 2R7"),
    ("Send it to {} by Friday", "P.O. Box 882, Bozeman, MT 59715"),
    ("Der Mieter wohnt {} und zahlt pünktlich.", "Gneisenaustraße 17b, 10961 Berlin"),
    ("Lieferadresse: {}", "An der Alten Mühle 3, 35037 Marburg"),
    ("wir treffen uns: {}, bis dann", "Käthe-Kollwitz-Platz 3a"),
    ("Objekt {}, Baujahr 1961", "Kleiner Kirchweg 22, 79098 Freiburg"),
    ("Elle a déménagé au {}, depuis mars.", "27 ter, impasse des Glycines, 31500 Toulouse"),
    ("Siège : {}.", "140 boulevard de la Villette, 75019 Paris"),
    ("Mi abuela vive en {} desde 1970.", "Calle del Olmo 8, 3º izq., 47001 Valladolid"),
    ("Enviar a {}, gracias", "Avda. de los Castros, 112, 39005 Santander"),
    ("Il paziente abita in {}, suona due volte.", "via Giuseppe Verdi 19/A, 35122 Padova"),
    ("Sede legale: {}", "Viale Europa 44, 90146 Palermo (PA)"),
    ("De huurder van {} heeft opgezegd.", "Kastanjelaan 9-2, 6828 GH Arnhem"),
    ("A reunião é na {}, às 15h.", "Rua do Almada 210, 2º Dto, 4050-032 Porto"),
    ("Entregar na {}.", "Avenida Ipiranga, 344, Centro, São Paulo - 01046-010"),
    ("Pacjentka mieszka przy {} z córką.", "ul. Świętego Jana 5/12, 31-017 Kraków"),
    ("The bus drops you off at {} and goes on.", "418 Széchenyi fejedelem útja 31. street"),
    ("He lives on the north side of {}.", "Martín Fierro 1877"),
    ("Our offices are located at {}", "6013 Petőfi u. 14.\nBelo Vale\n, MG\n Brazil 35473"),
    ("please change my address to: {}", "1207 avenida liberdade 3 suite 18, szeged, hungary 67201"),
    ("her address: {}, upstairs", "27 rue de varsovie"),
    ("she lives at {}, kept dark", "118 rosenlundsvej 9"),
    ("My new address is: {}", "Aasa 41 Petrović Dam\n Suite 860\n Otepää\n Estonia 67405"),
    ("Our warehouse is on {}, gate two.", "Kopli pst 1844"),
    ("Drop the parcel at {}", "51 rue des petits champs"),
    ("Hon bor på {} sedan i fjol.", "Lillgatan 4, 413 08 Göteborg"),
    ("Our new address: {}.", "Rowan House, 12 Abbotsford Terrace, Darlington DL3 7QQ"),
    ("Envíelo a {}.", "Carrera 7 # 71-21, oficina 902, Bogotá"),
    ("send to {}.", "3/2, 118 Dumbarton Road, Glasgow G11 6NY"),
    ("Lieferung an {}", "Kärntner Straße 21-23/Top 9, A-1010 Wien"),
    ("dirección {}. ¿Cuándo?", "Calle 94 # 15-32, apto 401, Bogotá"),
    ("Mme Garnier\n{}\nobjet : sinistre", "Résidence Les Tilleuls, Bât. C\n17 rue Pasteur\n69007 Lyon"),
    ("come to {} and ring", "Rotonda Enrico 757, 12015 Cuneo"),
    ("come to {} and ring", "ROTONDA ENRICO 757, 12015 CUNEO"),
    ("Straße/Nr.: {}\nPLZ/Ort: 72070 Tübingen", "Lindenweg 8a"),
    ("send it to {} please", "lindenweg 7a, 83022 rosenheim"),
    ("address {}, ph", "4 Sráid na Trá, Dingle, Co. Kerry, V92 X2F7"),
]  # fmt: skip


@pytest.mark.parametrize(("frame", "address"), ADDRESSES, ids=[address[:12] for _, address in ADDRESSES])
def test_an_address_is_one_span(found: Found, frame: str, address: str) -> None:
    assert ("STREET_ADDRESS", address) in found(frame.format(address))


@pytest.mark.parametrize(
    "text",
    [
        "Bestellnummer 45228235, Lieferschein LS-929768, Menge 12",
        "Buy a 4 TB Hard Drive or rent a 2 Bedroom Court",
        "The 3 Best Way to Close a Deal in 2024",
        "Meet at 10 Downing Street, or 1600 Pennsylvania Avenue NW, Washington, DC 20500",
        "Musterstraße 1, 12345 Musterstadt",
        "Lösungsweg 2 ist kürzer als Rechenweg 3, siehe Kapitel 4",
        "Je prends 3 cours de piano et 2 places de cinéma",
        "La carrera 2024 pasa por la plaza 3 veces",
        "Sent via Teams 3 times, via USB 2",
        "Apartment hunting: 2 rooms, Block 4, Row 3, Seat 12",
        "class Main Street, Road 66",
        "In May 12 street parties were held; Figure 3 St. Mary's; yesterday we saw about 12 street musicians",
        "The turn on Windows 11, enter at Level 3, exit at Gate 42",
        "It lives on Port 8080 and starts at Step 14",
        "SIC 7372, NAICS 541511, CPV 72000000-5 for software?",
        "Bitrate 128000, 44100 Hz, codec mp4a",
        "Spain won 2-1, 48291 spectators saw it",
        "Windows 11, 22631 builds",
        "Chapter 3, 10435 visitors",
        "We sold 12, 12000 more are in stock",
        "Dynamo Kiew 98, 20917 Zuschauer",
        "PubChem CID 2244, ChEBI 15365",
    ],
)
def test_no_address(found: Found, text: str) -> None:
    assert not [value for kind, value in found(text) if kind == "STREET_ADDRESS"]


def test_pieces_of_patterns_are_shared_and_a_missing_one_is_a_fault() -> None:
    book = """
family: small
pieces: {two: '\\d{2}', four: '<<two>><<two>>'}
rules:
  - {id: a-b, kind: A_B, pattern: 'x<<four>>(?!\\d)', finds: ["«x1234»"], ignores: ["x123"]}
"""
    (rule,) = rulebook.read_text(book, "small.yaml")
    assert rule.patterns[0].match("x1234")
    with pytest.raises(DetectorFault, match="no piece five"):
        rulebook.read_text(book.replace("x<<four>>", "x<<five>>"), "small.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "Jo: lessingstr 9 hinterhaus",
        "rdv chez Aline, 12 impasse du lavoir à Questembert",
        "passa in via garibaldi 12, citofono Rossi",
        "mora na rua das flores 12, 3º",
        "wpadnij na leśną 7 m. 3",
    ],
)
def test_finds_streets_in_small_letters(found: Found, text: str) -> None:
    assert "STREET_ADDRESS" in dict(found(text))


@pytest.mark.parametrize(
    "text",
    [
        "einbahnstraße 2 im plan",
        "via email 3 volte",
        "cena 12/5 na stronie 3/4",
        "auf dem heimweg 20 minuten",
    ],
)
def test_takes_no_sentence_for_a_small_street(found: Found, text: str) -> None:
    assert "STREET_ADDRESS" not in dict(found(text))
