"""Codes, plates and handles right beside a name are its person's; other brackets hold other things."""

from collections.abc import Callable

import pytest

type Found = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Ruth Abernethy (E4471) was overpaid in May", "CUSTOMER_ID", "E4471"),
        ("against the shift lead Craig Buchan (LH-11873)", "CUSTOMER_ID", "LH-11873"),
        ("ask Jaswinder Bains, HX4519, about her new bank", "CUSTOMER_ID", "HX4519"),
        ("Patientin Heike Brodersen (4873538) rief an", "CUSTOMER_ID", "4873538"),
        ("paid by Marcus Delray (@mdelray_) for gas", "USERNAME", "@mdelray_"),
        ("the other driver, Lee Dransfield (HD-KL 455), was asleep", "LICENSE_PLATE", "HD-KL 455"),
    ],
    ids=["code", "hyphen", "comma", "digits", "handle", "plate"],
)
def test_finds_what_stands_beside_a_name(found: Found, text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Abernethy (1998) and Craig Buchan (2019/20) were in the band",
        "Ruth Abernethy (45000) and Craig Buchan (HR) asked",
        "follow our founder Ruth Abernethy (@everyone)",
    ],
    ids=["years", "sum and department", "handle of all"],
)
def test_leaves_years_sums_and_departments(found_untaught: Found, text: str) -> None:
    assert not {kind for kind, _ in found_untaught(text)} & {"CUSTOMER_ID", "USERNAME", "LICENSE_PLATE"}
