"""Who speaks in a pasted chat, and what only looks like one."""

import pytest

from classifiers.names.speakers import speakers


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in speakers(text, "names")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[10:41] Candela: los piden\n[10:44] Candela: su gerente", ["Candela", "Candela"]),
        ("[08:03] Mei-Ling Foo: who\n[08:10] Annelies V.: agreed", ["Mei-Ling Foo", "Annelies V."]),
        ("12/03/24, 10:41 - Jane: hi\n12/03/24, 10:42 - Piet van Dam: ok", ["Jane", "Piet van Dam"]),
        ("Jane Roe, [12.03.24 10:41]:\nhi\nTom, [12.03.24 10:42]:\nok", ["Jane Roe", "Tom"]),
        ("Solvei  10:43 AM\nok then\nSolvei  10:44 AM\nyes", ["Solvei", "Solvei"]),
        ("[10:41] Candela: los piden", []),
        ("09:00 Introduction: goals\n10:00 Terraform: basics\n11:00 Terraform: more", []),
        ("10:00 Zorblax: one\n11:00 Quuxly: two", []),
        ("[10:41] ChatGPT: hello\n[10:42] ChatGPT: again", []),
    ],
)
def test_who_speaks_twice_or_has_a_first_name_is_a_person(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted
