"""Official numbers: our own checksums on numbers that issuers and textbooks publish, and what one digit changes."""

from collections.abc import Callable
from importlib import import_module

import pytest

type Found = Callable[[str], list[tuple[str, str]]]

PUBLISHED = [
    ("es_social_security", "28/12345678/40"),
    ("fr_siren", "732 829 320 00074"),
    ("hu_taj", "111 111 110"),
    ("hu_tax_id", "8071592153"),
    ("lu_matricule", "1893120105732"),
    ("pl_id_card", "ABS123456"),
    ("jmbg", "0101006500006"),
    ("ru_snils", "112-233-445 95"),
    ("br_cnh", "62472927637"),
    ("br_voter", "1023 8501 0671"),
    ("uy_ci", "1.234.567-2"),
    ("hk_id", "A123456(3)"),
    ("tw_id", "A123456789"),
    ("nz_nhi", "ZAC5361"),
    ("eu_vat", "DE136695976"),
]


@pytest.mark.parametrize(("check", "number"), PUBLISHED, ids=[check for check, _ in PUBLISHED])
def test_published_numbers_pass_and_a_changed_digit_fails(check: str, number: str) -> None:
    judge = getattr(import_module("classifiers.checks.registers"), check)
    verdict = judge(number, "")
    assert verdict is not None and verdict.verified
    places = [place for place, one in enumerate(number) if one.isdigit()]
    changed = [
        number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :] for place in places[-3:]
    ]
    assert all(judge(one, "") is None for one in changed)


SENTENCES = [
    ("Can you check whether my isikukood {} is on the form?", "EE_ISIKUKOOD", "37605030299"),
    ("il codice della società, partita IVA {}, è attivo", "IT_VAT_CODE", "00743110157"),
    ("mój nowy dowód osobisty {} przyszedł wczoraj", "PL_ID_CARD", "ABS 123456"),
    ("the OIB of the new director is {}.", "HR_OIB", "33392005961"),
    ("minha CURP é {}", "MX_CURP", "BOXW310820HNERXN09"),
    ("身份证号码 {}，请核对", "CN_RIC", "11010519491231002X"),
    ("his CUIT ({}) is registered", "AR_CUIT", "20-05536168-2"),
    ("RUT {} de la trabajadora", "CL_RUT", "12.531.909-2"),
    ("our ABN {} changed", "AU_ABN", "83 914 571 673"),
    ("IRD number is {}", "NZ_IRD", "49-091-850"),
]


@pytest.mark.parametrize(("frame", "kind", "value"), SENTENCES, ids=[kind for _, kind, _ in SENTENCES])
def test_numbers_in_sentences(found: Found, frame: str, kind: str, value: str) -> None:
    assert (kind, value) in found(frame.format(value))


def test_numbers_without_their_word_stay_silent(found: Found) -> None:
    text = "Build 37605030299 of 00743110157 rows took 33392005961 cycles; batch 8071592153 and 4900185012 ran twice."
    assert [kind for kind, _ in found(text) if kind != "PHONE_NUMBER"] == []
