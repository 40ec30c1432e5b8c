"""Numbers that only the other numbers of the record tell; what counts, measures or is ordered stays out of it."""

from collections.abc import Callable

import pytest

type Found = Callable[[str], list[tuple[str, str]]]

SSN = "256-76-" + "5319"
TAX_ID = "8609574" + "2719"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (f"soc {SSN}; zzrec 6282261; Pt is Wendell Crouch", "CUSTOMER_ID", "6282261"),
        (f"bd 05/24/1941; SSN {SSN}; Pt is Wendell Crouch", "DATE_OF_BIRTH", "05/24/1941"),
        (f"SSN: {SSN}  VEHICLE: FORD  QLI: 545881U IL  Owner: Wendell Crouch", "CUSTOMER_ID", "545881U"),
        (f'{{"ssn":"{SSN}","full_name":"Jane Roe","qqRef":"8821-4419-K"}}', "CUSTOMER_ID", "8821-4419-K"),
        (f"subj.ssn={SSN} subj.name=jane.roe@clinic.org subj.qq=6047288214", "CUSTOMER_ID", "6047288214"),
        (
            f"| Name | Nils Aspelund |\n| SSN | {SSN} |\n| Wurzelkennung      | 70038514399 |",
            "CUSTOMER_ID",
            "70038514399",
        ),
        (
            f"Kundin Jana Brandt, Steuer-ID {TAX_ID}, ruft wegen Wurzel 8890637. Geburtstag?",
            "CUSTOMER_ID",
            "8890637",
        ),
    ],
    ids=["label", "day", "capitals", "json", "log", "grid", "prose"],
)
def test_finds_what_stands_among_a_persons_numbers(found: Found, text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("order 6282261", "6282261"),
        ('"requestId": 6282261', "6282261"),
        ("width 6282.61", "6282.61"),
        ("weight 12345", "12345"),
        ("ts=1771230045", "1771230045"),
        ("seen 05/24/2025", "05/24/2025"),
        ("seen 05/24/1999", "05/24/1999"),
        ("range 117-153", "117-153"),
        ("FORM CMS-1500", "CMS-1500"),
        ("zzq 11111", "11111"),
        ("owed 6282261 EUR", "6282261"),
    ],
)
def test_leaves_what_is_ordered_counted_or_dated(found_untaught: Found, item: str, value: str) -> None:
    assert value not in [text for _, text in found_untaught(f"SSN {SSN}; {item}; Pt is Wendell Crouch")]


@pytest.mark.parametrize(
    "text",
    [
        "Wendell Crouch, wendell.crouch@clinic.org, (208) 332-9569, zzrec 6282261",
        f"SSN {SSN} of Wendell Crouch\n\nzzrec 6282261",
        f"SSN {SSN} of Wendell Crouch. "
        + "The weather is fine today, and nobody minds. " * 4
        + "zzrec 6282261",
        "zzrec 6282261; qqrec 8829114",
    ],
    ids=["signature", "paragraph below", "far away", "nobody"],
)
def test_wants_a_record_of_somebody(found_untaught: Found, text: str) -> None:
    assert "6282261" not in [value for _, value in found_untaught(text)]
