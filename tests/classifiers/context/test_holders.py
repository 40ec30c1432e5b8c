"""Logins in front of secrets: whose they are, and which words are nobody's."""

from collections.abc import Callable

import pytest

from classifiers.context.holders import HolderCombiner
from classifiers.detector import Hit
from classifiers.passage import Passage
from tests.cost import grows_linearly

SECRET = "Mossy" + "Gate7!"


def found(text: str) -> list[str]:
    at = text.find(SECRET)
    hits = [Hit(at, at + len(SECRET), "PASSWORD", "given", 85.0)] if at >= 0 else []
    return [text[hit.start : hit.end] for hit in HolderCombiner().combine(Passage(text), hits).hits]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Acceso al portal: usuario rcarrascosa, clave {SECRET}.", ["rcarrascosa"]),
        (f"Admin-Login Shop: c.wacker / {SECRET}. Danke", ["c.wacker"]),
        (f"define('DB_USER', 'wawi_kettner');\ndefine('DB_PASSWORD', '{SECRET}');", ["wawi_kettner"]),
        (f"le mot de passe du compte arq\\sauvegarde, c'est maintenant {SECRET}", ["arq\\sauvegarde"]),
        (f"login beheer nhk-beheer ww {SECRET}", ["nhk-beheer"]),
        (f'local admin "sbdfix" is the same on all 3, {SECRET}', ["sbdfix"]),
        (f'username          = "og_master"\n  password          = "{SECRET}"', ["og_master"]),
        ("Acceso al portal: usuario rcarrascosa, sin clave.", []),
        (f"login admin / {SECRET}, user root, account the same", []),
        (f"the portal is down and the password is {SECRET}", []),
        (f"wifi / {SECRET}", []),
        (f"the account of Kestrel Freight is locked, try {SECRET}", []),
    ],
)
def test_a_login_in_front_of_a_secret_is_somebodys(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    "piece", ["login ", "user_name ", "account is to the ", "a" * 38 + " ", "portal: ((("]
)
def test_hostile_texts_cost_what_their_length_does(piece: str) -> None:
    def judged(size: int) -> Callable[[], object]:
        text = (piece * size)[:size]
        hits = [Hit(at, at + 4, "PASSWORD", "given", 85.0) for at in range(200, size - 8, 200)]
        return lambda: HolderCombiner().combine(Passage(text), hits)

    assert grows_linearly(judged, 10_000)


def test_a_secret_with_no_word_for_a_login_and_no_pair_ahead_is_asked_for_neither(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("classifiers.context.holders.SAYS", None)
    monkeypatch.setattr("classifiers.context.holders.PAIR", None)
    assert found(f"user {'x' * 200} key={SECRET}") == []
