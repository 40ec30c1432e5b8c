"""What a text calls a sample is left alone; the same value in an ordinary text is found."""

import pytest

from classifiers.catalog import Options, load
from classifiers.segment import Segment

CARD = "4242 4242 4242 4242"
MAIL = "john.doe" + "@example.com"


def found(text: str) -> set[str]:
    """The places that are found."""
    return {text[one.start : one.end] for one in load(Options()).scan([Segment(0, text)]).findings}


@pytest.mark.parametrize(
    "text",
    [
        f"The test card {CARD} always succeeds.",
        f"In the sandbox use {CARD} with exp 12/29 and cvc 123.",
        "The documentation prints the IBAN DE89 3704 0044 0532 0130 00.",
        f"For example: {CARD}. Das ist eine Beispielkarte.",
        '{"name": "John Doe"}',
        "numbers such as 555-0123 are kept for films",
        "(555) 555-0123 appears in films",
        "does +15555550123 match the pattern?",
        "then +15005550006 is called",
        f"Is {CARD} fine as a sample?",
        "Why does 4111 1111 1111 1111 pass Luhn?",
        "A regex for an SSN must refuse " + "078-05" + "-1120, too.",
        "Write a regular expression for postcodes such as SW1A 1AA and M1 1AE",
        "A regex for number plates of cars, e.g. AB12 CDE",
        "Usa RSSMRA80A01H501U come esempio di codice fiscale",
        "O contribuinte fictício tem o NIF 123456789",
    ],
)
def test_leaves_samples_alone(text: str) -> None:
    assert found(text) == set()


def test_finds_mail_addresses_that_look_made_up() -> None:
    assert MAIL in found(f"Write to {MAIL}")
    assert MAIL in found(f'{{"name": "John Doe", "email": "{MAIL}"}}')


def test_finds_the_same_card_where_nothing_calls_it_a_sample() -> None:
    assert CARD in found(f"Charge my card {CARD} please.")
    assert CARD in found(f"My card is {CARD}, my mail is {MAIL}.")
    assert CARD in found(f"My card is {CARD}, see https://shop.example.org/order and beispiel.de.")


def test_finds_a_record_with_one_real_value_whole() -> None:
    text = f'{{"name": "John Doe", "email": "{MAIL}", "ssn": "536-90-4399"}}'
    assert {"John Doe", MAIL, "536-90-4399"} <= found(text)


def test_finds_a_real_card_beside_a_test_card() -> None:
    text = f"The test card {CARD} works, the customer's card 4539 1488 0343 6467 does not."
    assert "4539 1488 0343 6467" in found(text)


def test_finds_a_printed_postcode_where_somebody_lives() -> None:
    assert "B33 8TH" in found("She lives in B33 8TH with her son.")
