"""Passwords and codes of notes, which no word right in front names; what only looks like them in talk and code."""

from collections.abc import Callable

import pytest

from classifiers.checks.chosen import grade
from classifiers.context import handed
from classifiers.edges import line_around
from classifiers.passage import Passage
from classifiers.scanner import Scanner

type Found = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("nvr in the shed, admin + Badger!Sett7, ring me if it reboots", ["Badger!Sett7"]),
        ("ESXi hosts: root, both gr33nT0mato", ["gr33nT0mato"]),
        ("wifi almazara: nube-torre-1958", ["nube-torre-1958"]),
        ("my pc locked me out, same as before, Pelican44 like Graham said", ["Pelican44"]),
        (
            "[14:02] Dee: whats the wifi\n[14:05] me: Foxglove_Guest\n[14:05] me: welcome2thepark",
            ["welcome2thepark"],
        ),
        ("portão do pátio 4471, cofre 90812", ["4471", "90812"]),
        ("NAS: chef mit Sp@nplatte77\nTor: 1958*\nAlarm morgens 8520", ["Sp@nplatte77", "1958*", "8520"]),
        ("vpn haslo Latarnia!88\nalarm 4460 i krzyżyk, hasło dla ochrony Latarnik", ["4460", "Latarnik"]),
        (
            "cassaforte 72-19-55, cancello 2315 invio, wifi: Prosecco_23, nas / Vigneto#1",
            ["72-19-55", "2315"],
        ),
        ("the office one, sign on as LOCUM, Ginger&Biscuit", ["Ginger&Biscuit"]),
        ("burglar panel under the stairs: 2846 ent", ["2846"]),
        ("c'est accueil/Mairie35! pour le poste", ["Mairie35!"]),
        ("cloud app: cantiere@ e betoniera8.", ["betoniera8"]),
        (
            "Exchange / Kiwi77x!Q\nthe code on the app was 550 218. The door code changed to 6203 on Monday",
            ["550 218", "6203"],
        ),
        ("Log in as root with orchid.Falls9, then restart the nginx service.", ["orchid.Falls9"]),
        ("Meld dich einfach mit svc_print und Drucker!Raum2 am Server an", ["Drucker!Raum2"]),
        ("authenticate as deploy with kettle_Iron44", ["kettle_Iron44"]),
        ("la contraseña que le dimos ayer fue Nube_gris77", ["Nube_gris77"]),
    ],
    ids=[
        "sign",
        "leet",
        "words",
        "line",
        "chat",
        "numbers",
        "list",
        "spoken",
        "groups",
        "pair",
        "keyed",
        "slash",
        "login",
        "told",
        "dotted",
        "things",
        "as somebody",
        "given",
    ],
)
def test_finds_what_a_note_hands_over(found: Found, text: str, secrets: list[str]) -> None:
    assert not {("PASSWORD", one) for one in secrets} - set(found(text))


@pytest.mark.parametrize(
    "text",
    [
        "The router is a Fritzbox7590 and the wifi standard is WPA3-Personal, 802.11ax.",
        "Our guest network is called Harbor-Guest2024 and our wifi is down.",
        "Ticket SEC-2291: token lifetime 3600s, login works again with KB5031455 on FX-FS02.",
        "Login fails for jsmith12 on server01, error code 40412, case 00448120, gate 12.",
        "for login in logins:\n    if check(Gr0undhog): return Badger7(login)",
        "The first code is 20151125 and each code after that is made of the one before.",
        "PINs have 6 digits, passwords 14 characters, see section 4.2 of POL-2024-017.",
        "Alarm 4471 was raised twice, the door sensor was changed.",
        "SSIDs HomeNet and HomeNet_IoT, cameras RLC-810A, alarm hub Hub2Plus, NAS DS923+ with 2x8TB.",
        "CAS numbers behind the panel: caffeine 58-08-2, aspirin 50-78-2.",
        "Chat app with the tokenizer facebook/blenderbot-400m-distill, Salesforce/codegen-350M-mono",
        "Das Passwort ist haus-intern, a senha encontra-se na gaveta. Is a password of words stronger than P@ssw0rd?",
        "Hasło jest nie-aktualne, melde dich mit der Zwei-Faktor-App an, the password is base64-encoded, so pop-up",
        "The password is case-sensitive. The passphrase is well-known to the team, and hard-coded in the script.",
        "Users authenticate as guests with OAuth2, log in with auth.Provider2 or authenticate as before with Keycloak.",
        "Das Kennwort ist zeit-begrenzt, das Passwort ist hart-kodiert. Le mot de passe est sous-estimé.",
        "eos_token_id=50256 key_dim=64 secret_sauce=True tokenizer='cl100k_base'",
    ],
    ids=[
        "product",
        "network",
        "ticket",
        "names",
        "code",
        "day",
        "policy",
        "one number",
        "network",
        "substances",
        "models",
        "said in joined words",
        "parts of pages",
        "said of it",
        "authenticating",
        "said of it abroad",
        "another setting",
    ],
)
def test_leaves_talk_about_access_alone(found: Found, text: str) -> None:
    assert not [one for one in found(text) if one[0] == "PASSWORD"]


def test_asks_of_a_plain_word_what_it_looks_like_only_where_it_may_count(
    scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(value: str) -> int:
        asked.append(value)
        return grade(value)

    monkeypatch.setattr(handed, "grade", counted)
    words = "we brought kestrels from mountains into valleys over bridges "
    assert not scanner._read(f"The wifi: {words * 40}\n" * 3).hits
    assert {"brought", "kestrels", "mountains", "valleys", "bridges"}.isdisjoint(asked)


def test_reads_the_lines_below_a_line_once_however_many_words_of_access_it_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[int] = []

    def counted(text: str, start: int, end: int, most: int) -> tuple[int, int]:
        read.append(start)
        return line_around(text, start, end, most)

    monkeypatch.setattr(handed, "line_around", counted)
    anchors = 60
    handed.combiners()[0].combine(Passage("alarm " * anchors + "\none\ntwo\nthree\nfour\nfive\n"), ())
    assert anchors <= len(read) < 2 * anchors
