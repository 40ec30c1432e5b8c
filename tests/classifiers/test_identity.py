"""Documents, places and coins whose check digits or shape tell them, and values that only a name beside them tells."""

from collections.abc import Callable

import pytest

type Found = Callable[[str], list[tuple[str, str]]]

FINDS = [
    ("Sarah Whitcombe, 0114 496 0182, will call", "PHONE_NUMBER", "0114 496 0182"),
    ("Bitte an Katrin Vogel (0391 5067812) wenden", "PHONE_NUMBER", "0391 5067812"),
    ("tesoriere Paolo Ricci, 14/09/1961, di Parma", "DATE_OF_BIRTH", "14/09/1961"),
    ("DOB 20051987, chart", "DATE_OF_BIRTH", "20051987"),
    ("my daughter Ines (2015-03-08) has asthma", "DATE_OF_BIRTH", "2015-03-08"),
    ("card 5500_0000_0000_0004 please", "CREDIT_CARD", "5500_0000_0000_0004"),
    ("4012 8888 8888 1881, 09/29, thanks", "CARD_EXPIRY", "09/29"),
    ("meet at 52°31'12\"N 13°24'18\"E", "LOCATION", "52°31'12\"N 13°24'18\"E"),
    ("GPS position 48.208174, 16.373819", "LOCATION", "48.208174, 16.373819"),
    ("the physician's DEA is AB1234563", "MEDICAL_LICENSE", "AB1234563"),
    ("XRP to rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "CRYPTO", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"),
]


@pytest.mark.parametrize(("text", "kind", "value"), FINDS, ids=[value[:16] for _, _, value in FINDS])
def test_finds(found: Found, text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Windows Vista (2007-01-30), Red Hat (12/10/2024), released in New York, 2019-01-01",
        "weights 0.123456, 0.654321 and a loss of 12.34567, 45.67891",
        "turn 90° then 45°, at 20°C",
        "Total Amount, 600 000 000; Black Friday, 2024 10 12",
        "std::cout << x << y; a<<b<<c",
        "Lottery 04 11 23 31 38, customs HS code 8471.30.0100, on call 02/14–02/21, 注文番号 114-2039481",
        "telefone da loja, nota 000.118.402, série 1",
        "my phone timed the splits 24.81 25.02 25.44",
    ],
)
def test_leaves_alone(found: Found, text: str) -> None:
    assert found(text) == []


def test_the_size_of_a_network_is_no_rest_of_a_telephone(found: Found) -> None:
    assert found("alice-phone allowed ips are 10.66.66.4/32 now") == [("IP_ADDRESS", "10.66.66.4/32")]
