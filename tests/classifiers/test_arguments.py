"""What stands at the place of a password: among arguments, in settings of their own form, in columns, between tags."""

import pytest

from classifiers.checks import arguments
from classifiers.scanner import Scanner
from classifiers.segment import Segment


@pytest.mark.parametrize("value", ["Reusen*korb", "Torf&Moor", "Zwinge+Klemme", "Otter=Bau", "Bon_rolle80"])
def test_two_words_that_a_sign_joins_are_given(value: str) -> None:
    assert arguments.given_password(value, "") is not None


@pytest.mark.parametrize(
    "value", ["read+write", "rooms/room", "Enter name", "utf-8", "key=value", "password"]
)
def test_words_of_programs_are_not_given(value: str) -> None:
    assert arguments.given_password(value, "") is None


@pytest.mark.parametrize("value", ["Kiesel und Sand am Meer", "Drei Hasen im Feld", "Ostsee Welle Deich 4"])
def test_words_between_tags_are_a_phrase(value: str) -> None:
    assert arguments.phrase(value, "") is not None


@pytest.mark.parametrize(
    "value",
    [
        "Bitte geben Sie Ihr Passwort ein",
        "Mot de passe oublié ?",
        "enter it here:",
        "$(cat /run/pw) x",
        "a b c",
    ],
)
def test_what_a_form_says_is_no_phrase(value: str) -> None:
    assert arguments.phrase(value, "") is None


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Mond,licht&Tau 5", True),
        ("Fog_horn88", True),
        ("at least 12 characters", False),
        ("set by SSO & MFA 2", False),
        ("see vault, row 4", False),
        ("required", False),
    ],
)
def test_a_cell_with_blanks_needs_a_sign_within_a_word(value: str, found: bool) -> None:
    assert (arguments.cell(value, "") is not None) is found


@pytest.mark.parametrize("value", ["password", "config.pw", "pw!r:>10", "os.environ[PW]", "0"])
def test_what_a_program_fills_in_is_not_in_braces(value: str) -> None:
    assert arguments.braced(value, "") is None


def test_what_the_text_swears_to_is_a_word_of_its_own() -> None:
    assert arguments.quoted_word("toucan", "") is not None
    assert arguments.quoted_word("Wrong", "") is None


@pytest.mark.parametrize(
    "text",
    [
        "#password, .token-list > .secret { color: #7a1f3d; }",
        "mutation Login($email: String!, $password: String!) { x }",
        "Wachtwoord: n.v.t.   Kennwort: siehe KeePass   mdp : voir coffre   hasło: patrz sejf",
        "HostKeyAlgorithms ssh-ed25519,rsa-sha2-512\nPasswordAuthentication no",
        'max.poll.records=250\nsasl.jaas.config=x required password="${PW}";\nfetch.min.bytes=4096',
        "nmcli dev wifi connect Haus --ask ifname wlp3s0\nwpa_key_mgmt=WPA-PSK\nrsn_pairwise=CCMP",
        "VAPID public key: B" + "k7Qz9-xT3_" * 8 + "aB4dE6",
    ],
)
def test_what_only_stands_near_a_word_for_secrets_is_none(scanner: Scanner, text: str) -> None:
    assert not scanner.scan([Segment(0, text)]).findings
