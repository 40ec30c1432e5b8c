"""Texts of Excel with codes are read as they show, and keep the codes that no change touches."""

import pytest

from classifiers.documents.contract import Change
from classifiers.documents.sheettexts import by_number, margin
from classifiers.documents.slots import Draft, Part

PART = Part("xl/worksheets/sheet1.xml", b"", "utf-8")


def _written(slot: object, shown: str, old: str, new: str) -> str:
    draft = Draft()
    at = shown.index(old)
    slot.put(shown, [Change(at, at + len(old), new)], draft)  # type: ignore[attr-defined]
    ((_, (splice,)),) = draft.splices.values()
    return splice[2].decode()


@pytest.mark.parametrize(
    ("raw", "shown", "written"),
    [
        (
            "&LAda Lovelace&CPage &P&RAcme",
            "\nAda Lovelace\nPage \nAcme",
            "&amp;L[N]&amp;CPage &amp;P&amp;RAcme",
        ),
        ('&C&"Arial,Bold"&12Ada&B Lovelace', "\nAda Lovelace", '&amp;C&amp;"Arial,Bold"&amp;12[N]'),
        ("&L&KFF0000Ada Lovelace && Co", "\nAda Lovelace & Co", "&amp;L&amp;KFF0000[N] &amp;&amp; Co"),
        ("Ada Lovelace", "Ada Lovelace", "[N]"),
    ],
)
def test_a_margin_is_read_without_its_codes(raw: str, shown: str, written: str) -> None:
    text, slot = margin(PART, raw, 0, 0)
    assert text == shown
    assert _written(slot, text, "Ada Lovelace", "[N]") == written


def test_a_margin_of_codes_alone_says_nothing() -> None:
    assert margin(PART, "&P&N", 0, 0)[0] == ""


def test_characters_by_their_number_are_read() -> None:
    found = by_number(PART, "to ada_x0040_a.example_x000D_, _x005F_x0040_", 0, 0)
    assert found is not None
    text, slot = found
    assert text == "to ada@a.example\r, _x0040_"
    assert _written(slot, text, "ada@a.example", "[E]") == "to [E]_x000D_, _x005F_x0040_"
    assert by_number(PART, "no _x code", 0, 0) is None
    assert by_number(PART, "_x0001_", 0, 0) is None
