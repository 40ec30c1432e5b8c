"""Disguises that the text itself explains: pieces, sums, swaps, and signs that are spelled; and their clean twins."""

import pytest

from classifiers.catalog import load
from classifiers.segment import Segment

SCANNER = load()
IBAN = "DE89370400440532013000"
KEY = "AKIA" + "QWERTZUPASDF2345"
MAIL = "ada.byron@kellerbau.de"
CARD = "4539578763621486"


def _covered(text: str, *pieces: str) -> bool:
    """Whether findings hold every piece."""
    found = [(one.start, one.end) for one in SCANNER.scan([Segment(0, text)]).findings]
    places = [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]
    return all(any(low <= start and end <= high for low, high in found) for start, end in places)


@pytest.mark.parametrize(
    "frame",
    [
        "the card starts with {} and ends with {}",
        "La carte commence par {}. Les huit derniers chiffres sont {}.",
        "prima parte della carta {}, seconda parte {}",
        "pierwsza połowa karty to {}, druga {}",
        "printf '%s%s' {} {} # card",
        "card: x={}; x+={}",
        'card:\n  - "{}"\n  - "{}"',
        "card\n[10:02] bo: {}\n[10:03] bo: {}",
        "card_left,card_right\n{},{}",
        '{{"cc_first8": "{}", "cc_last8": "{}"}}',
    ],
)
def test_halves_of_a_card_are_put_together(frame: str) -> None:
    assert _covered(frame.format(CARD[:8], CARD[8:]), CARD[:8], CARD[8:])


def test_halves_of_a_card_the_other_way_round() -> None:
    text = f"The last eight digits of the card are {CARD[8:]}, the first eight {CARD[:8]}."
    assert _covered(text, CARD[8:], CARD[:8])


@pytest.mark.parametrize("frame", ["begins {} and the rest is {}", "%w[{} {}].join", "A={}; B={}; use $A$B"])
@pytest.mark.parametrize("value", [IBAN, KEY])
def test_keys_and_accounts_need_no_word_for_parts(frame: str, value: str) -> None:
    assert _covered(frame.format(value[:9], value[9:]), value[:9], value[9:])


@pytest.mark.parametrize(
    "text",
    [
        '["ada.byron","@","kellerbau.de"]',
        "{'a': 'ada.byron', 'b': '@', 'c': 'kellerbau.de'}",
        "Postfach ada.byron, Domain kellerbau.de",
        "const u = 'ada.byron', h = 'kellerbau.de'; `${u}@${h}`",
        "ada.byron#kellerbau.de where # is @",
        "zamiast % czytaj @: ada.byron%kellerbau.de",
    ],
)
def test_mailboxes_and_hosts_are_put_together(text: str) -> None:
    assert _covered(text, "ada.byron", "kellerbau.de")


@pytest.mark.parametrize("frame", [", {}, ", "-{}-", " ~{}~ ", "/{}/", '"{}"', "|{}|"])
@pytest.mark.parametrize(
    ("at", "dot"),
    [("at", "dot"), ("ät", "punkt"), ("arobase", "point"), ("arroba", "punto"), ("małpa", "kropka")],
)
def test_words_for_signs_stand_between_any_signs(frame: str, at: str, dot: str) -> None:
    shown = MAIL.replace("@", frame.format(at)).replace(".", frame.format(dot))
    assert _covered(f"mail {shown}", shown)


def test_words_for_signs_in_capitals() -> None:
    assert _covered("mail adaDOTbyronATkellerbauDOTde now", "adaDOTbyronATkellerbauDOTde")


@pytest.mark.parametrize("sign", [" / ", " - ", " -> ", "... ", "\n- ", " | "])
def test_numerals_with_any_signs_between(sign: str) -> None:
    words = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    shown = sign.join(words[int(digit)] for digit in CARD)
    assert _covered(f"Karte {shown}", shown)


@pytest.mark.parametrize(
    "text",
    [
        "D wie Dora, E wie Emil, acht, neun, drei, sieben, null, vier, null, null, vier, vier, null, fünf, drei, zwei, "
        "null, eins, drei, null, null, null",
        "Delta Echo acht neun drei sieben null vier null null vier vier null "
        "fünf drei zwei null eins drei null null null",
        "Dora Emil acht neun drei sieben null vier null null vier vier null "
        "fünf drei zwei null eins drei null null null",
    ],
)
def test_accounts_are_spelled_with_alphabets(text: str) -> None:
    assert _covered(f"IBAN: {text}", text)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ("the gate code: {} then the star", "four four one nine"),
        ("the alarm code is {}", "seven, seven, one, nine"),
        ("Geheimzahl ist {}", "vier vier neun eins"),
        ("Her DOB? {}", "one-nine-eight-four, oh-three, two-two"),
        ("geboren am {}", "zwei zwei null drei eins neun acht vier"),
    ],
)
def test_short_numbers_are_read_out_where_their_name_stands(frame: str, said: str) -> None:
    assert _covered(frame.format(said), said)


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        ("CPF anotado como {}, corrige", "794/734/210/52"),
        ("NIR noté {} sur la fiche", "1/83/11/13/183/001/14"),
        ("CF: {} - compila", "TRV.NCL.84.P.17.F205H"),
        ("reach me: {} (replace the obvious)", "oriel.hatchard {@} bramwick {.} io"),
        ("escriu a {}", "ibarra ARROBA txoriherri PUNTO eus"),
        (
            "rappelez-moi au {}, merci",
            "zéro six, soixante et onze, quatre-vingt-treize, quarante-huit, vingt-cinq",
        ),
        ("the file is scan_{}_front.jpg", "_".join(CARD[at : at + 4] for at in range(0, 16, 4))),
        ("se llama dni_{}_anverso.png", "41488085H"),
        ("SELECT '{}' AS pan;", "' /* grp */ '".join(CARD[at : at + 4] for at in range(0, 16, 4))),
        ("p1,p2,p3,p4,exp\n{},0628\njoin p1 to p4", ",".join(CARD[at : at + 4] for at in range(0, 16, 4))),
        ("$haslo = -join @('{}')", "Wrzos','owisko','!Kan','ia92"),
        ("To: =?utf-8?Q?{}?=\nwrite to her", "Ada_Gr=C3=B6=C3=9Flinghoff"),
        ("To: =?UTF-8?B?{}?= - write to her", "QWRhIEdyw7bDn2xpbmdob2Zm"),
        ("Dear =\n{}, we are sorry that your order is late", "Ren=C3=A9e Lef=C3=\n=A8vre"),
    ],
)
def test_what_tools_and_people_make_of_values_is_read(frame: str, shown: str) -> None:
    assert _covered(frame.format(shown), shown)


@pytest.mark.parametrize(
    "text",
    [
        "build_20240131_0815_release.zip and report_2024_2025_final.pdf",
        "q1,q2,q3,q4\n2400,3500,1200,4300\n2500,3600,1300,4400",
        "SELECT 'north' /* first */ 'south' AS sides",
        "=?utf-8?Q?Your_weekly_digest?=",
    ],
)
def test_their_harmless_twins_stay(text: str) -> None:
    assert not SCANNER.scan([Segment(0, text)]).findings


def test_short_numbers_of_nothing_stay() -> None:
    assert not _covered("room four four one nine, please", "four four one nine")


@pytest.mark.parametrize(
    ("frame", "table"),
    [
        ("I added 2 to each digit of the card: {}", "2345678901"),
        ("do każdej cyfry karty dodałem dwa: {}", "2345678901"),
        ("nine minus each digit gives the card: {}", "9876543210"),
        ("card {} with A=0, B=1", "ABCDEFGHIJ"),
        ("card {} (Q=5)", "01234Q6789"),
        ("remplace # par 5 : {} c'est la carte", "01234#6789"),
    ],
)
def test_what_was_done_to_digits_is_undone(frame: str, table: str) -> None:
    shown = CARD.translate(str.maketrans("0123456789", table))
    assert _covered(frame.format(shown), shown)


@pytest.mark.parametrize(
    "text",
    [
        "xor 42: " + bytes(octet ^ 42 for octet in MAIL.encode()).hex(),
        "octal " + " ".join(f"{ord(sign):o}" for sign in MAIL),
        " ".join(f"{int(digit):04b}" for digit in CARD),
        " ".join(MAIL.encode().hex()[at : at + 8] for at in range(0, 44, 8)),
        "card 0x" + format(int(CARD), "x"),
    ],
)
def test_bytes_in_other_forms(text: str) -> None:
    assert SCANNER.scan([Segment(0, text)]).findings


@pytest.mark.parametrize(
    "text",
    [
        "the first half of the year brought 48210113 visits, the second half 51930442; card payments rose",
        "part numbers: 4820-1133, 4820-1134, 4820-1135 (see card 12)",
        "add 5 to each digit of 314159265358979",
        "replace every # with @ in lines 10 to 20",
        "a ^= b; b ^= a; mask = 0xff; out[i] = in[i] ^ mask; xor with 42",
        "flags: 0001 0010 0100 1000 0011 0110",
        "chmod 755 bin; octal 0644 means rw-r--r--, 0600 0700 0755 0644 0640 0660",
        "veintidós, treinta y tres, cuarenta y cuatro, cinco, seis, siete",
        "1,A\n2,B\n3,C\n4,D\n5,E\n6,F\n7,G\n8,H\n9,I\n10,J\n",
        'ids = ["10482", "20933", "30118", "41277"]  # order ids of the card game',
        "first draw 5 cards, then discard 2, the last player has 13 left of 52",
    ],
)
def test_what_only_looks_so_is_left_alone(text: str) -> None:
    assert not SCANNER.scan([Segment(0, text)]).findings
