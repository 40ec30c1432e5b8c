"""A street grows over what belongs to it, over commas and lines, and over nothing else."""

import pytest

from classifiers.checks import backwards
from classifiers.checks.fronts import head
from classifiers.checks.places import Piece, pieces, tail
from classifiers.checks.said import told
from classifiers.context.addresses import AddressCombiner
from classifiers.detector import Hit
from classifiers.passage import Passage


@pytest.mark.parametrize(
    ("street", "rest"),
    [
        ("Hlavní 12", ", 602 00 Brno"),
        ("Hlavní 12", "\nSuite 568\nTallinn\n, HR\n 35940"),
        ("Hlavní 12", ", Flat 3, Leeds, United Kingdom"),
        ("Hlavní 12", "\n> Apt. 305\n> Oslo\n> Norway 04118"),
        ("Király u. 15", ". Apt. 289 Mogyoród Hungary"),
        ("Hlavní 12", ", 1050 Bruxelles"),
        ("Hlavní 12", ", Adelaide"),
        ("Ang Mo Kio Ave", " 10 #08-1021 Singapore 560412"),
        ("Vasagatan 12", ", lgh 1103, 411 24 Göteborg"),
        ("Váci utca 19-21", ", III. em. 4"),
        ("Calle Alcalá 5", ", 2º izda, 28013 Madrid"),
        ("Neubaugasse 31/9", "$1070 Wien"),
        ("2200 Oak Way", "\\, Nashville\\, TN 37232"),
        ("Nørrebrogade 41, 2200 København", " N"),
        ("44 Rizal Ave., Brgy", ". San Roque, Quezon City 1109"),
        ("Schulgasse 7a, 85748 Garching", " b. München"),
        ("Schulgasse 7a, 79104 Freiburg", " i. Br., Deutschland"),
        ("12, Jalan Ampang, 47300 Petaling Jaya", ", Selangor"),
    ],
)
def test_a_street_grows_over_flat_town_code_and_country(street: str, rest: str) -> None:
    text = f"at {street}{rest}"
    assert tail(text, 3 + len(street)) == len(text)


@pytest.mark.parametrize(
    "rest",
    [
        "\nMobile: 0490 390 781",
        " a. m. tomorrow",
        "\nJane Roe",
        " 2024 was the year",
        ", which is near the station",
        ". Then call 12345 people",
        "\nPhone number: 35940",
        ", Monday was fine",
        "",
    ],
)
def test_a_street_does_not_grow_over_the_next_sentence_or_label(rest: str) -> None:
    text = f"at Hlavní 12{rest}"
    assert tail(text, 12) == 12


@pytest.mark.parametrize(
    ("ahead", "kept"),
    [
        ("sent to 704 ", "704 "),
        ("sent to Suite 12, ", "Suite 12, "),
        ("on the corner of ", "the corner of "),
        ("visit Ground Floor Flat, 27 ", "Ground Floor Flat, 27 "),
        ("post to Flat B, 14/F, Tower 2, 15 ", "Flat B, 14/F, Tower 2, 15 "),
        ("lives at 44/7 Moo ", "44/7 Moo "),
        ("at Level 12, 120 ", "Level 12, 120 "),
        ("she came first, 27 ", "27 "),
        ("live in The Old Forge, ", "The Old Forge, "),
        ("bureau : Zone artisanale Les Prés, ", "Zone artisanale Les Prés, "),
        ("in 2019 ", ""),
        ("for $704 ", ""),
        ("we are at ", ""),
    ],
)
def test_a_number_or_flat_ahead_of_a_street_belongs_to_it(ahead: str, kept: str) -> None:
    text = f"{ahead}Hlavní 12"
    assert text[head(text, len(ahead)) : len(ahead)] == kept


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("14 Hlíðarvegur 97\nOslo\n, HR\n 35940 for", 34),
        ("Kuusiku 7. It is", 9),
        ("31 harju pikk apt. 5, 10115", 27),
        ("2 worlds apart", 0),
        ("Paris 3 days", 0),
        ("the office on Monday", 0),
        ("", 0),
    ],
)
def test_what_was_called_an_address_is_read_to_its_end(value: str, length: int) -> None:
    assert told(value) == length


def test_only_addresses_that_are_findings_grow_and_keep_their_detector() -> None:
    text = "at Hlavní 12, 602 00 Brno"
    passage = Passage(text)
    street = Hit(3, 12, "STREET_ADDRESS", "address-x", 80.0)
    others = [Hit(3, 12, "PERSON", "names", 90.0), Hit(3, 12, "STREET_ADDRESS", "address-y", 50.0)]
    assert AddressCombiner().combine(passage, [street, *others]).hits == (
        Hit(3, 25, "STREET_ADDRESS", "address-x", 80.0),
    )


def test_rows_of_a_table_are_read_once_for_each_postcode(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(text: str, at: int, *rest: int) -> list[Piece]:
        asked.append(at)
        return pieces(text, at, *rest)

    monkeypatch.setattr(backwards, "pieces", counted)
    text = "17743,cable lamp,993.65,1127.50,18.5,26,Porto\n40265"
    assert backwards.around_code(text, len(text) - 5, len(text)) is None
    assert len(asked) == 1


def test_a_day_ahead_of_an_address_is_none_of_it() -> None:
    text = "born 9 February 1955, of 23 Heol Fawr, Nelson, Treharris CF46 6NP"
    code = text.index("CF46")
    assert backwards.around_code(text, code, len(text)) == (text.index("23"), len(text))


def test_a_flat_stands_ahead_of_a_house_with_a_name() -> None:
    text = "Flat B, 14/F, Lucky Court, 88 Nathan Road"
    assert head(text, text.index("88")) == 0


@pytest.mark.parametrize(
    ("detector", "rest", "town", "grown"),
    [
        ("dutch", " Dordrecht, graag", "", " Dordrecht"),
        ("dutch", " in Haarlem wonen", "LOCATION", " in Haarlem"),
        ("italian", ", Pesaro e di", "", ", Pesaro"),
        ("italian", ", Mario viene", "PERSON", ""),
        ("english", " Leeds again", "", ""),
        ("german", ", 79098 Freiburg, Baujahr 1961", "LOCATION", ", 79098 Freiburg"),
        ("dutch", " Telnummer: 06", "", ""),
    ],
)
def test_a_town_right_behind_its_street_belongs_to_it(
    detector: str, rest: str, town: str, grown: str
) -> None:
    text = f"at Molendijk 12{rest}"
    named = max(at for at in range(15, len(text)) if text[at].isupper())
    street = Hit(3, 15, "STREET_ADDRESS", f"address-{detector}", 80.0)
    seen = [Hit(named, text.index(" ", named), town, "names", 40.0)] if town else []
    found = AddressCombiner().combine(Passage(text), [street, *seen]).hits
    assert [text[15 : hit.end] for hit in found if hit.start == 3] == ([grown] if grown else [])
