"""What the model tells is believed by its chance and by the looks of the value."""

import re

import pytest

from classifiers.names.believed import is_believed


def believed(text: str, value: str, kind: str, chance: float) -> bool:
    start = text.index(value)
    return is_believed(text, start, start + len(value), kind, chance)


@pytest.mark.parametrize("kind", ["MEDICAL_CONDITION", "IDENTIFIER", "PERSON", "ORGANIZATION"])
@pytest.mark.parametrize("end", ["", ".", ". Thanks.", "\n"])
def test_a_strange_word_that_is_a_whole_sentence_tells_nothing(kind: str, end: str) -> None:
    # The markers of our own end-to-end tests were an illness in one run of a hundred.
    text = f"Please answer ann@lee.example. quokkavbopaxyiuvl{end}"
    assert not believed(text, "quokkavbopaxyiuvl", kind, 0.94)


@pytest.mark.parametrize("kind", ["IDENTIFIER", "PERSON", "ORGANIZATION"])
def test_two_words_that_ran_into_one_tell_nothing(kind: str) -> None:
    text = "Please answer soon. quokkavbopaxyiuvlPlease answer soon. Call annaVartmann today"
    assert not believed(text, "quokkavbopaxyiuvlPlease", kind, 0.94)
    assert believed(text.replace("Call", "The login"), "annaVartmann", kind, 0.94)


def test_a_mere_word_is_somebodys_login_only_where_logins_are_spoken_of() -> None:
    text = "Please answer ann@lee.example soon.\n quokkavbopaxyiuvl\n Please answer"
    assert not believed(text, "quokkavbopaxyiuvl", "IDENTIFIER", 0.99)
    assert believed(text.replace("soon", "about the login"), "quokkavbopaxyiuvl", "IDENTIFIER", 0.9)
    assert believed("ask quokka.vbo about it", "quokka.vbo", "IDENTIFIER", 0.9)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("übersetze mir das ins Türkische", "ins Türkische"),
        ("Tom is ill. Translate it into Polish.", "Polish"),
        ("Traduis-moi ça en arabe", "en arabe"),
    ],
)
def test_the_language_of_a_translation_is_nobodys_origin(text: str, value: str) -> None:
    assert not believed(text, value, "NRP", 0.95)
    assert believed(f"Tom, {value}, is ill", value, "NRP", 0.95)


def test_what_may_be_a_place_by_the_word_ahead_is_a_name_only_where_the_model_is_all_but_sure() -> None:
    assert not believed("Der Kunde aus Zomba hat", "Zomba", "PERSON", 0.9)
    assert believed("Der Kunde Zomba hat", "Zomba", "PERSON", 0.9)


def test_a_strange_word_in_a_sentence_or_of_which_the_model_is_sure_tells_what_it_does() -> None:
    assert believed("She is on zynquistol. Call her.", "zynquistol", "MEDICAL_CONDITION", 0.9)
    assert believed("Her diagnosis: zynquistol", "zynquistol", "MEDICAL_CONDITION", 0.9)
    assert believed("Seen on 3 May. Zynquistol.", "Zynquistol", "MEDICAL_CONDITION", 0.98)


@pytest.mark.parametrize(
    ("text", "value", "kind", "least"),
    [
        ("her number 448-2231", "448-2231", "IDENTIFIER", 0.7),
        ("at Corvanta now", "Corvanta", "ORGANIZATION", 0.5),
        ("fined for affray", "affray", "CRIMINAL_RECORD", 0.6),
    ],
)
def test_each_kind_has_its_least_chance(text: str, value: str, kind: str, least: float) -> None:
    assert believed(text, value, kind, least + 0.01)
    assert not believed(text, value, kind, least - 0.01)


def test_one_word_in_small_letters_is_a_name_only_where_the_model_is_all_but_sure() -> None:
    assert not believed("ask brontil today", "brontil", "PERSON", 0.9)
    assert believed("ask brontil today", "brontil", "PERSON", 0.96)
    assert believed("ask Brontil today", "Brontil", "PERSON", 0.8)


@pytest.mark.parametrize(
    "text",
    [
        "server [127.0.1.1] is up", "OID [1.3.6.1.4.1.311.21.20]", "OpenDNS [208.67.222.222]", "due [03/17/2025]",
        "GTIN [00012345600012]", "Artikelnummer [48291736]", "article number [20184829]", "Bestellnummer [302-48291]",
        "PO [4500482917]", "the file is [4829173604] bytes long", "n = [48291]", "CI [1.08-1.29]", "w [0.48291]",
        "the IBAN [GB82 WEST 1234 5698 7654 32] of the example", "field: [VARCHAR(32]", "numéro de facture [48291736]",
        "a distance of [299792458] metres", "translate([482917]", "Bauteil [4711-0815] passt",
    ],
)  # fmt: skip
def test_what_things_machines_and_sums_have_is_nobodys_number(text: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    assert not is_believed(text.replace("[", "", 1).replace("]", "", 1), start, end, "IDENTIFIER", 0.999)


@pytest.mark.parametrize(
    "text",
    [
        "policy 7.210.448.19 of hers",
        "her number is 48291736 and",
        "<IdCodice>05738014215</IdCodice>",
        "Kd. 48291736 klagt",
    ],
)
def test_other_numbers_are_somebodys(text: str) -> None:
    value = max(re.findall(r"[\d.]+\d", text), key=len)
    assert believed(text, value, "IDENTIFIER", 0.9)


@pytest.mark.parametrize(
    ("text", "value", "chance", "expected"),
    [
        ("he owes 4120 since May", "4120", 0.7, True),
        ("he owes 80 since May", "80", 0.85, True),
        ("he owes 80 since May", "80", 0.75, False),
        ("ordered 600 roses", "600", 0.9, False),
        ("364 W and 48 cores", "364", 0.99, False),
        ("weights 0.48291 and", "0.48291", 0.99, False),
        ("he owes £80 since May", "£80", 0.7, True),
    ],
)
def test_a_bare_number_is_a_sum_where_nothing_speaks_against_it(
    text: str, value: str, chance: float, *, expected: bool
) -> None:
    assert believed(text, value, "FINANCIAL_AMOUNT", chance) == expected


def test_a_month_is_no_person_and_passing_no_secret() -> None:
    assert not believed("paid in June", "June", "PERSON", 0.94)
    assert not believed("das Teil passt nicht auf Welle 30h7x", "30h7x", "SECRET", 0.99)
    assert believed("her password is 30h7x", "30h7x", "SECRET", 0.99)
