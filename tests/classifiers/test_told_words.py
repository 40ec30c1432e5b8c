"""Passwords of plain words, and numbers of keypads, beside texts that look alike and hold none."""

import pytest

from classifiers.checks.keypads import keypad
from classifiers.checks.rare import set_word, told_words
from classifiers.scanner import Scanner
from classifiers.segment import Segment

_SECRET = {"PASSWORD", "API_KEY", "RECOVERY_KEY", "CONNECTION_STRING"}


def _found(scanner: Scanner, text: str) -> list[str]:
    findings = scanner.scan([Segment(0, text)]).findings
    return [text[one.start : one.end] for one in findings if one.kind in _SECRET]


def test_a_rare_word_is_no_name_of_code() -> None:
    assert all(map(set_word, ["marmalade", "Regentonne", "espantapajaros"]))
    assert not any(
        map(
            set_word, ["required", "hashedvalue", "userinput", "plaintext", "table", "otter", "PasswordField"]
        )
    )


def test_words_that_are_told_make_no_sentence() -> None:
    assert all(told_words(one, "") for one in ["butterscotch", "runner otter 1952", "gato rojo viejo"])
    assert not any(
        told_words(one, "") for one in ["incorrect", "too short", "wrong again today", "stored safely"]
    )


@pytest.mark.parametrize(
    ("value", "before"), [("472", "bike lock "), ("7302", "gate: "), ("4-7-2", "padlock ")]
)
def test_a_keypad_takes_digits(value: str, before: str) -> None:
    assert keypad(value, before) is not None


@pytest.mark.parametrize(
    ("value", "before"), [("472", "gate "), ("112", "alarm "), ("2024", "gate "), ("8080", "port ")]
)
def test_a_keypad_takes_no_year_and_no_port(value: str, before: str) -> None:
    assert keypad(value, before) is None


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("DB_CLAVE=espantapajaros\nDB_HOST=db1", "espantapajaros"),
        ("line vty 0 4\n password hedgerow\n login", "hedgerow"),
        ("mysql -u root -pmarmalade shop", "marmalade"),
        ("the password is runner otter 1952, ok", "runner otter 1952"),
        ("mein pw lautet pfannkuchen warum komm ich nicht rein", "pfannkuchen"),
        ("programa de marcações operador 2 senha limoeiro. Obrigada", "limoeiro"),
        ("A: quel est le mdp de l'imprimante ?\nB: pamplemousse", "pamplemousse"),
        ("the alarm is 7302 then press set", "7302"),
        ("żeby wejść wpisz 7302", "7302"),
        ("A: gate code?\nB: 7302", "7302"),
        ("códigos de respaldo del correo: 8823-1904", "8823-1904"),
        ("CHAVE_JWT=b7e2910cd4f8", "b7e2910cd4f8"),
    ],
)
def test_finds_what_is_handed_over(scanner: Scanner, text: str, secret: str) -> None:
    assert _found(scanner, text) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "DB_CLAVE=obligatoria, password: hashedvalue, pwd = userinput",
        "the password is too short, the password is case sensitive; mot de passe : obligatoire",
        "alarm 3004 axis Z, gate 12, the safe weighs 450 kg",
        "enter 7302 in cell B4, the safe costs 4500 euros",
        "A: how long is the code?\nB: 2024 lines",
        "cle_primaire = identifiant_client, session_key = get_session_key()",
    ],
)
def test_leaves_their_twins_alone(scanner: Scanner, text: str) -> None:
    assert _found(scanner, text) == []
