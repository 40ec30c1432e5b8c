"""Disguises: what is written so that a pattern does not see it, is found, and found exactly where it stands."""

import base64
import bz2
import codecs
import gzip
import importlib
import quopri
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.catalog import load
from classifiers.context import handed
from classifiers.detector import Hit
from classifiers.disguise import columned, pieces
from classifiers.disguise.catalog import families
from classifiers.disguise.glance import Glance
from classifiers.disguise.letters import plain_letters
from classifiers.disguise.peel import LEAST_ROOM, MOST_LAYERS, ROOM, Peeling
from classifiers.passage import Passage
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from tests.bench.quality.corpus import evasions
from tests.cost import grows_linearly

SCANNER = load()
MAIL = "ada.byron@kellerbau.de"
_MOST_LOST = 27  # characters beside a mark: `powershell -EncodedCommand`


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _flag(letter: str) -> str:
    return chr(0x1F1E6 + ord(letter) - ord("a")) if letter.isalpha() else letter


def _record(*texts: str) -> bytes:
    """A message of protocol buffers with a text in each field, inside another one."""
    inside = b"".join(bytes([8 * at + 2, len(text)]) + text.encode() for at, text in enumerate(texts, 1))
    return b"\x08\x96\x01\x12" + bytes([len(inside)]) + inside + b"\x18\x01"


@pytest.mark.parametrize(
    ("hidden", "kind"),
    [
        ("ada.by\u200bron@keller\u200bbau.de", "EMAIL_ADDRESS"),
        ("ada.byron＠kellerbau.de", "EMAIL_ADDRESS"),
        ("аda.byron@kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron%40kellerbau.de", "EMAIL_ADDRESS"),
        ("a\x1b[01;31m\x1b[Kda\x1b[m\x1b[K.byron@\x1b[1mkellerbau\x1b[0m.de", "EMAIL_ADDRESS"),
        ("ada\\033[0m.byron@\\u001b[1mkellerbau^[[0m.de", "EMAIL_ADDRESS"),
        ("ada.byron@\x1b]8;;https://example.org\x1b\\kellerbau\x1b]8;;\x07.de", "EMAIL_ADDRESS"),
        ("ada.byron&#64;kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron\\u0040kellerbau.de", "EMAIL_ADDRESS"),
        (_base64(f"mail {MAIL}"), "EMAIL_ADDRESS"),
        (_base64(_base64(f"mail {MAIL}")), "EMAIL_ADDRESS"),
        (base64.urlsafe_b64encode(f"mail {MAIL}!?".encode()).decode().rstrip("="), "EMAIL_ADDRESS"),
        (MAIL.encode().hex(), "EMAIL_ADDRESS"),
        (_record("Ada", f"write to {MAIL}", "ok").hex(), "EMAIL_ADDRESS"),
        (base64.b64encode(_record(MAIL, "weather")).decode(), "EMAIL_ADDRESS"),
        (
            base64.b64encode(_record("4111 1111 1111 1111 is the card for the new offices")).decode(),
            "CREDIT_CARD",
        ),
        (MAIL.encode().hex(" "), "EMAIL_ADDRESS"),
        ("4111\u200b1111\u200b1111\u200b1111", "CREDIT_CARD"),
        ("4111111111111111.0", "CREDIT_CARD"),
        ("4111111111111111.00", "CREDIT_CARD"),
        ("4.111111111111111e15", "CREDIT_CARD"),
        ("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "CREDIT_CARD"),
        ("０７８-０５-１１２０", "US_SSN"),
        ("078\u00ad-05-1120", "US_SSN"),
        ("4111\u20111111\u20111111\u20111111", "CREDIT_CARD"),
        ("536\u201122\u20118145", "US_SSN"),
        ("4111\u20131111\u20131111\u20131111", "CREDIT_CARD"),
        ("٤١١١ ١١١١ ١١١١ ١١١١", "CREDIT_CARD"),
        ("4️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣", "CREDIT_CARD"),
        ("④①①①①①①①①①①①①①①①", "CREDIT_CARD"),
        ("4\u03371\u03371\u03371\u0337 1111 1111 1111", "CREDIT_CARD"),
        ("ᴀᴅᴀ.ʙʏʀᴏɴ@ᴋᴇʟʟᴇʀʙᴀᴜ.ᴅᴇ", "EMAIL_ADDRESS"),
        ("𝓪𝓭𝓪.𝓫𝔂𝓻𝓸𝓷@𝓴𝓮𝓵𝓵𝓮𝓻𝓫𝓪𝓾.𝓭𝓮", "EMAIL_ADDRESS"),
        ("".join(chr(0xE0000 + ord(letter)) for letter in MAIL), "EMAIL_ADDRESS"),
        ("078.05.1120", "US_SSN"),
        ("4111_1111_1111_1111", "CREDIT_CARD"),
        ("4111/1111/1111/1111", "CREDIT_CARD"),
        ("4111  1111  1111  1111", "CREDIT_CARD"),
        ("DE89.3704.0044.0532.0130.00", "IBAN_CODE"),
        ("DE89\t3704\t0044\t0532\t0130\t00", "IBAN_CODE"),
        ('DE89", "3704", "0044", "0532", "0130", "00', "IBAN_CODE"),
        ("\0".join(MAIL), "EMAIL_ADDRESS"),
        ("D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0", "IBAN_CODE"),
        ("a d a @ k e l l e r b a u . d e", "EMAIL_ADDRESS"),
        ("ada.byron (at) kellerbau [dot] de", "EMAIL_ADDRESS"),
        ("ada_dot_byron_at_kellerbau_dot_de", "EMAIL_ADDRESS"),
        ("ＤＥ８９\u3000３７０４\u3000００４４\u3000０５３２\u3000０１３０\u3000００", "IBAN_CODE"),
        ("ada.byron arroba kellerbau punto de", "EMAIL_ADDRESS"),
        ("ada punkt byron ät kellerbau punkt de", "EMAIL_ADDRESS"),
        ("four one one one, one one one one, one one one one, one one one one", "CREDIT_CARD"),
        ("cztery " + "jeden " * 14 + "jeden", "CREDIT_CARD"),
        ("quatre " + "un " * 14 + "un", "CREDIT_CARD"),
        ("4**11**1 1111 **1111** 1111", "CREDIT_CARD"),
        ("ada.byron<b>@</b>kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron%2540kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron\\x40kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron\\100kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron\\u{40}kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron\\N{COMMERCIAL AT}kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron&commat;kellerbau&period;de", "EMAIL_ADDRESS"),
        (quopri.encodestring(MAIL.encode(), quotetabs=True).decode().replace("@", "=40"), "EMAIL_ADDRESS"),
        (base64.b32encode(f"mail {MAIL}".encode()).decode(), "EMAIL_ADDRESS"),
        ("0x" + MAIL.encode().hex(), "EMAIL_ADDRESS"),
        (MAIL.encode().hex(":"), "EMAIL_ADDRESS"),
        (" ".join(str(ord(letter)) for letter in MAIL), "EMAIL_ADDRESS"),
        (" ".join(f"{ord(letter):08b}" for letter in MAIL), "EMAIL_ADDRESS"),
        ("".join(f"\\x{ord(letter):02x}" for letter in MAIL), "EMAIL_ADDRESS"),
        (base64.b64encode(gzip.compress(f"mail {MAIL}".encode(), mtime=0)).decode(), "EMAIL_ADDRESS"),
        (base64.b64encode(zlib.compress(f"mail {MAIL} {MAIL}".encode())).decode(), "EMAIL_ADDRESS"),
        (base64.b64encode(bz2.compress(f"mail {MAIL}".encode())).decode(), "EMAIL_ADDRESS"),
        (base64.b64encode(f"mail {MAIL}".encode("utf-16-le")).decode(), "EMAIL_ADDRESS"),
        (
            base64.encodebytes(f"mail {MAIL} and more, so that it wraps over lines".encode())
            .decode()
            .strip(),
            "EMAIL_ADDRESS",
        ),
        (_base64(base64.b32encode(MAIL.encode()).decode()), "EMAIL_ADDRESS"),
        (_base64(MAIL.replace("@", "%40")), "EMAIL_ADDRESS"),
        ("nqn.oleba@xryyreonh.qr".replace(".qr", ".pbz"), "EMAIL_ADDRESS"),
        ("moc.uabrellek@noryb.ada", "EMAIL_ADDRESS"),
        ("ada.byron@kellerbau[.]de", "EMAIL_ADDRESS"),
        ("ada.byron[@]kellerbau(.)de", "EMAIL_ADDRESS"),
        ("88[.]130[.]41[.]207", "IP_ADDRESS"),
        ("ada.byron@kellerbau . de", "EMAIL_ADDRESS"),
        ("ada.byron (a) kellerbau.de", "EMAIL_ADDRESS"),
        ("ada.byron AT-sign kellerbau DOT de", "EMAIL_ADDRESS"),
        ("DE 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0", "IBAN_CODE"),
        ("536) (22) (8145", "US_SSN"),
        ("a\u0301da.byron@k\u0301ellerb\u0301au.de", "EMAIL_ADDRESS"),
        ("".join(f"{sign}\u0301" for sign in "AKIA" + "HOV5CJUK4KW7UO4W")[:-1], "AWS_ACCESS_KEY"),
        (codecs.encode("AKIA" + "HOV5CJUK4KW7UO4W", "rot13"), "AWS_ACCESS_KEY"),
        (codecs.encode(_base64(MAIL), "rot13"), "EMAIL_ADDRESS"),
        (_base64(codecs.encode("AKIA" + "HOV5CJUK4KW7UO4W", "rot13")), "AWS_ACCESS_KEY"),
        ("QR89370400440532013000", "IBAN_CODE"),
        ("DE893\n70400\n44053\n20130\n00", "IBAN_CODE"),
        ("DE/89/37/04/00/44/05/32/01/30/00", "IBAN_CODE"),
        ("DE8\u00a0937\u00a0040\u00a0044\u00a0053\u00a0201\u00a0300\u00a00", "IBAN_CODE"),
        ("".join(f"{letter}\U000e0061" for letter in MAIL), "EMAIL_ADDRESS"),
        ("".join(_flag(letter) for letter in MAIL), "EMAIL_ADDRESS"),
        ("".join(f"%u{ord(letter):04x}" for letter in MAIL), "EMAIL_ADDRESS"),
        (MAIL.replace("@", "+AEA-"), "EMAIL_ADDRESS"),
        ("".join(f"\\0{ord(letter):03o}" for letter in MAIL), "EMAIL_ADDRESS"),
        ("".join(f"\\{ord(letter):04x}" for letter in MAIL), "EMAIL_ADDRESS"),
        ("".join(f"\\{ord(letter):x} " for letter in MAIL), "EMAIL_ADDRESS"),
        ("".join(f"\\N{{U+{ord(letter):04X}}}" for letter in MAIL), "EMAIL_ADDRESS"),
        ("".join(f"`u{{{ord(letter):x}}}" for letter in MAIL), "EMAIL_ADDRESS"),
        (" & ".join(f"Chr$({ord(letter)})" for letter in MAIL), "EMAIL_ADDRESS"),
        ("+".join(f"String.fromCharCode({ord(letter)})" for letter in MAIL), "EMAIL_ADDRESS"),
        ("".join(f"0x{ord(letter):02x}" for letter in MAIL), "EMAIL_ADDRESS"),
        (" ".join(f"{ord(letter):02X}h" for letter in MAIL), "EMAIL_ADDRESS"),
        (MAIL.encode().hex("_"), "EMAIL_ADDRESS"),
        (" ".join(f"0b{ord(letter):08b}" for letter in MAIL), "EMAIL_ADDRESS"),
        (" ".join(f"{ord(letter):07b}" for letter in MAIL), "EMAIL_ADDRESS"),
        (", ".join(f"0{ord(letter):o}" for letter in "4111111111111111"), "CREDIT_CARD"),
        ("ada.byron(#at#)kellerbau(#dot#)de", "EMAIL_ADDRESS"),
        ("ada ~dot~ byron ~at~ kellerbau ~dot~ de", "EMAIL_ADDRESS"),
        ("ada punt byron apenstaart kellerbau punt de", "EMAIL_ADDRESS"),
        ("ǝp˙nɐqɹǝllǝʞ@uoɹʎq˙ɐpɐ", "EMAIL_ADDRESS"),
        ("四一一一一一一一一一一一一一一一", "CREDIT_CARD"),
        ("肆壹壹壹 壹壹壹壹 壹壹壹壹 壹壹壹壹", "CREDIT_CARD"),
        ("fourone" + "one" * 14, "CREDIT_CARD"),
        ("four_" + "_".join(["one"] * 15), "CREDIT_CARD"),
        ("vier" + "eins" * 15, "CREDIT_CARD"),
        ("four 1 " + "one 1 " * 6 + "one 1", "CREDIT_CARD"),
        ("ada.byron]]><![CDATA[@kellerbau.de", "EMAIL_ADDRESS"),
        ("4111/*x*/111111111111", "CREDIT_CARD"),
        ('4111<span style="display:none">07</span>111111111111', "CREDIT_CARD"),
        ("ada.byr`}${`on@kellerbau.de", "EMAIL_ADDRESS"),
        ("\\textbf{4111}1111\\emph{11111111}", "CREDIT_CARD"),
        ("[ada.byron](#)@kellerbau.de", "EMAIL_ADDRESS"),
        ("DE89~3704~0044~0532~0130~00", "IBAN_CODE"),
    ],
)
def test_a_disguised_value_is_found_with_its_disguise(hidden: str, kind: str) -> None:
    text = f"please use {hidden} , thanks"
    found = SCANNER.scan([Segment(0, text)]).findings
    assert [(one.kind, text[one.start : one.end]) for one in found] == [(kind, hidden.strip())]


def shown(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in SCANNER.scan([Segment(0, text)]).findings]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_the_numbers_of_a_table_stay_what_they_are(mark: str) -> None:
    # The end of one and the beginning of the next pass the same check.
    rows = (
        ("order", "card", "state"),
        ("5", "5412 8714 8418 5835", "paid"),
        ("6", "4929 8947 1965 9340", "paid"),
    )
    cards = [("CREDIT_CARD", row[1]) for row in rows[1:]]
    assert shown("\n".join(map(mark.join, rows))) == cards


def test_names_whose_accents_stand_apart_are_found_whole() -> None:
    # As file systems and PDFs write them.
    text = unicodedata.normalize(
        "NFD", "Abmahnung für Jörg-Uwe Bäumler und Zsófia Kertész, Nguyễn Thị Hạnh fehlte."
    )
    people = [
        unicodedata.normalize("NFD", one) for one in ("Jörg-Uwe Bäumler", "Zsófia Kertész", "Nguyễn Thị Hạnh")
    ]
    assert shown(text) == [("PERSON", one) for one in people]
    assert (
        shown(unicodedata.normalize("NFD", "Können Sie bitte die Größe der Tür für das Gebäude übersetzen?"))
        == []
    )


@pytest.mark.parametrize("word", ["ｐａｓｓｗｏｒｄ", "𝓹𝓪𝓼𝓼𝔀𝓸𝓻𝓭", "٤١١١٤١١١", "раѕѕwоrԁ"])
def test_signs_of_one_style_are_one_edit_that_leads_back_sign_by_sign(word: str) -> None:
    view = plain_letters(f"my {word * 9} is")
    assert view is not None and len(view.marks) <= 1 + 2 * word.count("w") * 9
    assert view.spans(5, 8) == [(5, 8)] and view.shows(5, 8)


def test_a_word_is_graded_once_for_all_layers_that_repeat_it(
    scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    graded: Counter[str] = Counter()

    def grade(value: str) -> int:
        graded[value] += 1
        return real(value)

    real = handed.grade
    monkeypatch.setattr(handed, "grade", grade)
    scanner._read("wifi of the shed: Badger-Sett7, n&#97;s: root, Badger-Sett7, ｄｏｏｒ of the shed")
    assert graded["Badger-Sett7"] == graded["shed"] == 1


def test_hardly_any_piece_of_an_account_is_looked_for_as_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifiers.disguise.pieces.re", None)
    text = "IBAN DE89370400440532013000 then DE89 3704 0044 first, and later 0532 0130 00"
    assert list(pieces._accounts(text))


def test_two_disguises_in_one_text_are_two_findings() -> None:
    first = "".join(f"&#{ord(char)};" for char in "5527980343254708")
    other = "dmFsdWU6IDQ5MjkyMDM5NzAyOTUxNDMgdGhhbmtz"
    assert shown(f"{first}\n{other}") == [("CREDIT_CARD", first), ("CREDIT_CARD", other)]
    found = shown(f"card 1: {first}\ncard 2: {other}, thanks\ncard 3: 5412288160553246")
    assert found == [("CREDIT_CARD", one) for one in (first, other, "5412288160553246")]


@pytest.mark.parametrize("below", ["please rotate it", "card 3: 99", "5412 of them", "Thanks a lot"])
def test_a_whole_run_of_base64_ends_with_its_line(scanner: Scanner, below: str) -> None:
    run = _base64("mail ada.byron@kellerbau.de to him!!")
    text = f"{run}\n{below}"
    assert [text[one.start : one.end] for one in scanner.scan([Segment(0, text)]).findings] == [run]


@pytest.mark.parametrize(
    "text", ["mail ada.byron@kellerbau.de to her and to him", "Üöä ada.byron@kellerbau.de ß"]
)
def test_a_short_last_line_of_base64_belongs_to_its_run(scanner: Scanner, text: str) -> None:
    run = _base64(text)
    wrapped = "\n".join(run[at : at + 24] for at in range(0, len(run), 24))
    assert [one.end for one in scanner.scan([Segment(0, wrapped)]).findings] == [len(wrapped)]


@pytest.mark.parametrize("name", ["local_part", "localpart", "mailbox", "user", "local"])
def test_the_halves_of_an_address_in_two_fields_are_one(name: str) -> None:
    local, domain = MAIL.split("@")
    text = f'{{"{name}": "{local}", "domain": "{domain}", "active": true}}'
    found = SCANNER.scan([Segment(0, text)]).findings
    assert [(one.kind, text[one.start : one.end]) for one in found] == [
        ("EMAIL_ADDRESS", f'{local}", "domain": "{domain}')
    ]


@pytest.mark.parametrize("between", ['", "', '","', "', '", '",\n"'])
def test_a_list_of_letters_is_a_text(between: str) -> None:
    hidden = between.join(MAIL)
    text = f"join [{between[0]}{hidden}{between[0]}] please"
    found = SCANNER.scan([Segment(0, text)]).findings
    assert [(one.kind, text[one.start : one.end]) for one in found] == [("EMAIL_ADDRESS", hidden)]


@pytest.mark.parametrize(
    ("text", "hidden", "kind"),
    [
        ("name,card\n7,4111111111111111.0,7.5\n", "4111111111111111.0", "CREDIT_CARD"),
        ('{"card": 4.111111111111111e15}', "4.111111111111111e15", "CREDIT_CARD"),
        ('key = "AKIA" + "HOV5CJUK" + "4KW7UO4W"', 'AKIA" + "HOV5CJUK" + "4KW7UO4W', "AWS_ACCESS_KEY"),
        ("card:\n49064106\n54568656\nexp 11/27", "49064106\n54568656", "CREDIT_CARD"),
        ('{"pan_1":"47821340","pan_2":"85849084"}', '47821340","pan_2":"85849084', "CREDIT_CARD"),
        (
            '{"ssn_a":"493","ssn_b":"51","ssn_c":"2550"}',
            '493","ssn_b":"51","ssn_c":"2550',
            "US_SSN",
        ),
        ("part one: 47821340, part two: 85849084", "47821340, part two: 85849084", "CREDIT_CARD"),
        ("a = 'AKIAHOV5'\nb = 'CJUK4KW7UO4W'\nk = a + b", "AKIAHOV5'\nb = 'CJUK4KW7UO4W", "AWS_ACCESS_KEY"),
        ("CONCAT('AKIAHOV5', 'CJUK4KW7UO4W')", "AKIAHOV5', 'CJUK4KW7UO4W", "AWS_ACCESS_KEY"),
        ('=CONCATENATE("AKIAHOV5","CJUK4KW7UO4W")', 'AKIAHOV5","CJUK4KW7UO4W', "AWS_ACCESS_KEY"),
        ("payload 303036323932353039, what is it?", "303036323932353039", "US_SSN"),
        ("read it backwards: 3033542851227244", "3033542851227244", "CREDIT_CARD"),
        ("mail ada.byron@\nkellerbau.de now", "ada.byron@\nkellerbau.de", "EMAIL_ADDRESS"),
        ("mail ada.byron@keller-\nbau.de now", "ada.byron@keller-\nbau.de", "EMAIL_ADDRESS"),
        ("mail ada.byron@kellerbau\n.de now", "ada.byron@kellerbau\n.de", "EMAIL_ADDRESS"),
        ("mail ada.byron@post.keller\nbau.de now", "ada.byron@post.keller\nbau.de", "EMAIL_ADDRESS"),
        ("卡号4111111111111111有效吗？", "4111111111111111", "CREDIT_CARD"),
        ("카드 4111111111111111입니다", "4111111111111111", "CREDIT_CARD"),
        ("card 4111 then 1111 then 1111 then 1111 ok", "4111 then 1111 then 1111 then 1111", "CREDIT_CARD"),
        ("her social is 536 and 22 and 8145 right?", "536 and 22 and 8145", "US_SSN"),
        (
            "<b>4111</b><i></i><b>1111</b><i></i><b>1111</b><i></i><b>1111</b>",
            "4111</b><i></i><b>1111</b><i></i><b>1111</b><i></i><b>1111",
            "CREDIT_CARD",
        ),
        ("rot47: 252]3JC@?o<6==6C32F]56", "252]3JC@?o<6==6C32F]56", "EMAIL_ADDRESS"),
        ("shifted by 3: dgd.ebrq@nhoohuedx.gh", "dgd.ebrq@nhoohuedx.gh", "EMAIL_ADDRESS"),
        ("card \u202e1111111111111114\u202c shown", "\u202e1111111111111114\u202c", "CREDIT_CARD"),
        ("write to 4d4.byron@k3ll3rb4u.c0m now", "4d4.byron@k3ll3rb4u.c0m", "EMAIL_ADDRESS"),
        (
            "social: five hundred thirty-six, twenty-two, eight one four five",
            "five hundred thirty-six, twenty-two, eight one four five",
            "US_SSN",
        ),
        ("card | 4111 | 1111 | 1111 | 1111 |", "4111 | 1111 | 1111 | 1111", "CREDIT_CARD"),
        ("pan1,pan2,pan3,pan4\n4539,1488,0343,6467", "4539,1488,0343,6467", "CREDIT_CARD"),
        ("pesel 4, 4, 0, 5, 1, 4, 0, 1, 3, 5, 9", "4, 4, 0, 5, 1, 4, 0, 1, 3, 5, 9", "PL_PESEL"),
        ("my phone +-1-4-1-5-7-3-6-5-0-0-0 is new", "+-1-4-1-5-7-3-6-5-0-0-0", "PHONE_NUMBER"),
        ("ssn 536\u00a0-22\u00a0-81\u00a045, ok", "536\u00a0-22\u00a0-81\u00a045", "US_SSN"),
        ("phone: +1/ 4/15/-7/36/-5/00/0", "+1/ 4/15/-7/36/-5/00/0", "PHONE_NUMBER"),
        ("ssn part 1: 536, 2: 22, 3: 8145", "1: 536, 2: 22, 3: 8145", "US_SSN"),
        (
            "ssn '5','3','6','-','2','2','-','8','1','4','5'",
            "5','3','6','-','2','2','-','8','1','4','5",
            "US_SSN",
        ),
        ("Subject: =?utf-8?Q?ssn_536-22-8145?=", "536-22-8145", "US_SSN"),
        ("my SSN is | 536 | -22 | -81 | 45 |", "536 | -22 | -81 | 45", "US_SSN"),
        ("ssn: 536\n-22-\n8145", "536\n-22-\n8145", "US_SSN"),
        ("IBAN | DE8937 | 040044 | 053201 | 3000 |", "DE8937 | 040044 | 053201 | 3000", "IBAN_CODE"),
        ("phone: | +1 (4 | 15) 7 | 36-50 | 00 |", "+1 (4 | 15) 7 | 36-50 | 00", "PHONE_NUMBER"),
        ("call +1 415-\n  736-5000", "+1 415-\n  736-5000", "PHONE_NUMBER"),
        ("phone: +1 (415)\n   736-5000", "+1 (415)\n   736-5000", "PHONE_NUMBER"),
        ("card [4111][1111][1111][1111]", "4111][1111][1111][1111", "CREDIT_CARD"),
        ("call 4.1.5.7.3.6.5.0.0.0 now", "4.1.5.7.3.6.5.0.0.0", "PHONE_NUMBER"),
        (
            "nhs number is nine four three four seven six zero triple six",
            "nine four three four seven six zero triple six",
            "UK_NHS",
        ),
        (
            "nhs number is double four five, double seven one, seven zero zero two",
            "double four five, double seven one, seven zero zero two",
            "UK_NHS",
        ),
        ('{"a": "my SSN is 536-2", "b": "2-8145"}', '536-2", "b": "2-8145', "US_SSN"),
        ('{"a": "phone: +1 415-", "b": "736-5000"}', '+1 415-", "b": "736-5000', "PHONE_NUMBER"),
        (
            '{"a": "write to ada.byron@kel", "b": "ler-bau.de"}',
            'ada.byron@kel", "b": "ler-bau.de',
            "EMAIL_ADDRESS",
        ),
        ("mail ada.byron@kel \\\nler-bau.de now", "ada.byron@kel \\\nler-bau.de", "EMAIL_ADDRESS"),
        ("KEY=AKIAHO\nV5CJUK4\nKW7UO4W", "AKIAHO\nV5CJUK4\nKW7UO4W", "AWS_ACCESS_KEY"),
        (
            "KEY=" + "\u00a0".join("AKIAHOV5CJUK4KW7UO4W"),
            "\u00a0".join("AKIAHOV5CJUK4KW7UO4W"),
            "AWS_ACCESS_KEY",
        ),
        ("call " + "\u0332".join("+1 (415) 736-5000"), "\u0332".join("+1 (415) 736-5000"), "PHONE_NUMBER"),
        (
            '{"b": "{\\"m\\": \\"ssn '
            + "".join(f"\\\\u{ord(sign):04x}" for sign in "536-22-8145")
            + '\\"}"}',
            "".join(f"\\\\u{ord(sign):04x}" for sign in "536-22-8145"),
            "US_SSN",
        ),
        (
            "ghp token\nghp" + "_QlzvF2vmXO8zrGXI\n03ytaT0dXYsDq6WDSbyp",
            "ghp" + "_QlzvF2vmXO8zrGXI\n03ytaT0dXYsDq6WDSbyp",
            "ACCESS_TOKEN",
        ),
        (
            "47 hartington st, flat 2, chatham me4 5pq is hers",
            "47 hartington st, flat 2, chatham me4 5pq",
            "STREET_ADDRESS",
        ),
        ("wohnt lindenweg 7a, 83022 rosenheim, seit Mai", "lindenweg 7a, 83022 rosenheim", "STREET_ADDRESS"),
        ("res. via dei mille 18, 57123 livorno", "via dei mille 18, 57123 livorno", "STREET_ADDRESS"),
        ("adres kerkstraat 114, 9712 kx groningen.", "kerkstraat 114, 9712 kx groningen", "STREET_ADDRESS"),
        (
            "unit 5, 210 se morrison, portland or 97214",
            "unit 5, 210 se morrison, portland or 97214",
            "STREET_ADDRESS",
        ),
        (
            "end. rua das acácias, 45, apto 12, campinas sp 13087-000",
            "rua das acácias, 45, apto 12, campinas sp 13087-000",
            "STREET_ADDRESS",
        ),
        ("mail ada.byron#kellerbau.de (replace # with @)", "ada.byron#kellerbau.de", "EMAIL_ADDRESS"),
        ("card:\n1. 4782\n2. 1340\n3. 8584\n4. 9084", "1. 4782\n2. 1340\n3. 8584\n4. 9084", "CREDIT_CARD"),
        ("k = 'AKIAHOV5' << 'CJUK4KW7UO4W'", "AKIAHOV5' << 'CJUK4KW7UO4W", "AWS_ACCESS_KEY"),
        (
            "xxd: " + f"mail {MAIL}.".encode().hex(" ", 2),
            f"mail {MAIL}.".encode().hex(" ", 2),
            "EMAIL_ADDRESS",
        ),
        ("ping " + "\u200a".join(MAIL) + " now", "\u200a".join(MAIL), "EMAIL_ADDRESS"),
        ("SSN 5S6-Z2-8l45 on file", "5S6-Z2-8l45", "US_SSN"),
        ("card number 4111.1111-1111_1111", "4111.1111-1111_1111", "CREDIT_CARD"),
        ("card:\n- 4111\n- 1111\n- 1111\n- 1111\n", "4111\n- 1111\n- 1111\n- 1111", "CREDIT_CARD"),
        ("nhs no: 943/476/5919", "943/476/5919", "UK_NHS"),
        ("my cell: +1_415_736_5000", "+1_415_736_5000", "PHONE_NUMBER"),
        ("card IV-I-I-I-I-I-I-I-I-I-I-I-I-I-I-I", "IV-I-I-I-I-I-I-I-I-I-I-I-I-I-I-I", "CREDIT_CARD"),
        ("card Ⅳ Ⅳ Ⅷ Ⅳ " + "Ⅰ " * 11 + "Ⅳ", "Ⅳ Ⅳ Ⅷ Ⅳ " + "Ⅰ " * 11 + "Ⅳ", "CREDIT_CARD"),
        ("ssn **536**-*22*-__8145__", "536**-*22*-__8145__", "US_SSN"),
        (
            "ssn: first three 536, then 22, last four 8145",
            "536, then 22, last four 8145",
            "US_SSN",
        ),
        (
            "Karte: erst 4111, dann 1111, danach 1111, zuletzt 1111.",
            "4111, dann 1111, danach 1111, zuletzt 1111",
            "CREDIT_CARD",
        ),
        (
            "| card part 1 | 47821340 |\n| card part 2 | 85849084 |",
            "47821340 |\n| card part 2 | 85849084",
            "CREDIT_CARD",
        ),
        ("cc_1=4539&cc_2=1488&cc_3=0343&cc_4=6467", "4539&cc_2=1488&cc_3=0343&cc_4=6467", "CREDIT_CARD"),
        ("A=AKIAHOV5\nB=CJUK4KW7UO4W\nexport K=$A$B", "AKIAHOV5\nB=CJUK4KW7UO4W", "AWS_ACCESS_KEY"),
        ('format("%s%s","AKIAHOV5","CJUK4KW7UO4W")', 'AKIAHOV5","CJUK4KW7UO4W', "AWS_ACCESS_KEY"),
        (
            "k = ('AKIAHOV5'  # head\n     'CJUK4KW7UO4W')",
            "AKIAHOV5'  # head\n     'CJUK4KW7UO4W",
            "AWS_ACCESS_KEY",
        ),
        ('"AKIAxHOV5xCJUKx4KW7xUO4W".replace(/x/g, "")', "AKIAxHOV5xCJUKx4KW7xUO4W", "AWS_ACCESS_KEY"),
        ("key AKIA-HOV5-CJUK-4KW7-UO4W (strip the hyphens)", "AKIA-HOV5-CJUK-4KW7-UO4W", "AWS_ACCESS_KEY"),
        ("ohne die Leerzeichen: AKIAH OV5CJ UK4KW 7UO4W", "AKIAH OV5CJ UK4KW 7UO4W", "AWS_ACCESS_KEY"),
        ("mail ada.NOSPAMbyron@kellerbau.de, drop NOSPAM", "ada.NOSPAMbyron@kellerbau.de", "EMAIL_ADDRESS"),
        (
            "decode bWFp bCBh ZGEu Ynly b25A a2Vs bGVy YmF1 LmRl",
            "bWFp bCBh ZGEu Ynly b25A a2Vs bGVy YmF1 LmRl",
            "EMAIL_ADDRESS",
        ),
        (
            "=?utf-8?B?YWRhLmJ5?=\n =?utf-8?B?cm9uQGtlbGxlcmJhdS5kZQ==?=",
            "YWRhLmJ5?=\n =?utf-8?B?cm9uQGtlbGxlcmJhdS5kZQ==",
            "EMAIL_ADDRESS",
        ),
        (
            "b85decode('" + base64.b85encode(f"mail {MAIL}".encode()).decode() + "')",
            base64.b85encode(f"mail {MAIL}".encode()).decode(),
            "EMAIL_ADDRESS",
        ),
        (
            f"mail {MAIL} ".encode().hex()[:32] + "\n" + f"mail {MAIL} ".encode().hex()[32:],
            f"mail {MAIL} ".encode().hex()[:32] + "\n" + f"mail {MAIL} ".encode().hex()[32:],
            "EMAIL_ADDRESS",
        ),
    ],
)
def test_a_value_in_pieces_is_found_with_what_lies_between(text: str, hidden: str, kind: str) -> None:
    found = SCANNER.scan([Segment(0, text)]).findings
    assert (kind, hidden) in [(one.kind, text[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "| Mobile | 1200 | 340 | 560 | 12 |",
        "ssn\n-12\n-34\n-5678\n",
        "number\n-120\n-345\n-678\n",
        "foo(415)\n736-5000",
        '{"a": "see page 536-2", "b": "2-8145"}',
        "set cc1 = 4000; cc2 = 1200; cc3 = 3400; cc4 = 5600",
    ],
    ids=["counts", "short", "negative", "call", "pages", "settings"],
)
def test_numbers_side_by_side_are_no_pieces(text: str) -> None:
    assert not SCANNER.scan([Segment(0, text)]).findings


@pytest.mark.parametrize("after", ["kind regards", "www.kellerbau.de", "Thanks, Bob", "at noon", "or"])
@pytest.mark.parametrize("end", ["\n", ".\n", "\\n", " \r\n> "])
def test_an_address_ends_with_its_line(end: str, after: str) -> None:
    """Else one person has as many placeholders as there are words that begin the next line."""
    found = SCANNER.scan([Segment(0, text := f"Write to {MAIL}{end}{after}, please.")]).findings
    assert [text[one.start : one.end] for one in found if one.kind == "EMAIL_ADDRESS"] == [MAIL]


@pytest.mark.parametrize(
    "text",
    [
        "Привет, как дела? Это обычный текст без секретов.",
        "Où est la bibliothèque, s'il vous plaît ?",
        "α, β and γ are angles; π is 3.14159",
        "sha 8f14e45fceea167a5a36dedd4bea25438f14e45fceea167a5a36dedd4bea2543",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "100%25 sure &amp; done, 50 % &nbsp; off, C:\\new\\xray",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "row of the puzzle: 5 3 4 6 7 8 9 1 2",
        "截至2024年12月31日共计12000元，版本3.12.4发布于20240105",
        "one two three four five six seven eight nine ten, ready or not",
        "nums = [4, 0, 4, 5, 0, 9, 9, 5, 7, 0, 7, 8, 8, 6, 5, 4]",
        "    @property\n    @abc.abstractmethod\n    def name(self): ...",
        "I saw it at amazon dot com and looked at the red dot com page",
        "release 100/50/2000 and row | 120 | 45 | 1024 |",
        "print('hello' + ', ' + 'world'); x = 'a' 'b'",
        "call 3 people and 200 people and 1000 people about the card game",
        "rotated 45 degrees, base 62 of the amplifier is red",
        "de\u0301ja\u0300 vu, cafe\u0301 cre\u0300me, Vie\u0302\u0323t, e\u0301te\u0301 2024",
        "card 3 / 4 of 100 - 200 / 300 - 400 items, part 1: 10, 2: 20, 3: 30",
        "2**10 == 1024 and __init__ is <b>bold</b>",
        "👨‍👩‍👧 می‌خواهم नमस्ते naïve café ﬁne — “quoted” … ½ m²",
        "email: j***@e***.com and jan***@mail.example.org",
        "see section (a) below. It is about fig.2 (a) of paper [.] and a[:]b, row (.)x",
        's = "axbxcxdxexf".replace("x", ""); t = re.sub(r"-", "", "2024-05-17-build-1234-5678")',
        "Louis XIV and XV; card games: chapters I, II, III, IV, V, VI, VII, VIII, IX, X of the rules",
        "二〇二四年五月十七日，第三百二十一号，一二三四五，三五七九",
        "see [setup](docs/a.md)-notes and [1](x)2 [3](y)4; \\textbf{Theorem} 4.1, \\emph{Proof}.",
        "int x = 4/*four*/ + 2; a[1/*i*/]=16/**/*32; // card",
        "The vowel ɐ, ɔ and ʌ; [ˈwʊndəɹ] vs [ʍɪtʃ]; ǝ is a turned e",
        "First three chapters, then 4 more, next 12 pages, finally 30 exercises; first 200, then 400, last 800",
        "flags 0b00000001 0b00000010 0b00000100 0b00001000 0b00010000 0b00100000; ascii 0100000 0101010",
        "a{content:'\\201C \\2026 \\201D';margin:\\9 ;} C:\\0070\\0101\\data",
        "strip the spaces from 'abcd efgh ijkl mnop qrst' and lower it; remove the dashes in 12-34-56-78",
        "we shipped 12 cartons of part 44, 10115 units in or 97214 boxes, and 14 rows of a1b 2cd, 9712 kx tests",
        "B+A=C; see A+AB-C; model C+AE-200; 🇩🇪🇫🇷🇳🇱 and 🇬🇧.🇺🇸",
        _base64("an ordinary sentence that nobody needs to protect"),
        base64.b64encode(_record("an ordinary sentence", "and one more")).decode(),
    ],
)
def test_ordinary_text_stays_silent(text: str) -> None:
    scan = SCANNER.scan([Segment(0, text)])
    assert not scan.findings
    assert not scan.unread


def test_reasonable_disguises_of_our_corpus_are_seen_through() -> None:
    missed = []
    for text in evasions.texts():
        scan = SCANNER.scan([Segment(place, part) for place, part in enumerate(text.parts)])
        for span in text.spans:
            found = {
                at for one in scan.findings if one.place == span.part for at in range(one.start, one.end)
            }
            if "reasonable" in text.tags and not found.issuperset(range(span.start, span.end)):
                missed.append(text.id)
    assert len(missed) <= 10, missed  # of a thousand; none on the day of writing


def test_what_is_left_of_a_text_holds_no_value_and_all_the_rest() -> None:
    """Of every disguise in one text: the parts that are replaced lie in the marks, or next to them as a layer asks."""
    for text in evasions.texts():
        if len(text.parts) > 1 or "reasonable" not in text.tags:
            continue
        shown, (span, *_) = text.parts[0], text.spans
        findings = SCANNER.scan([Segment(0, shown)]).findings
        covered = {at for one in findings for at in range(one.start, one.end)}
        left = "".join(sign for at, sign in enumerate(shown) if at not in covered)
        assert len(covered.difference(range(span.start, span.end))) <= _MOST_LOST, text.id
        assert not covered or not SCANNER.scan([Segment(0, left)]).findings, text.id


def test_a_name_in_a_mail_header_is_found_as_it_is_written() -> None:
    class Names:
        id, kinds, digest = "names", frozenset({"PERSON"}), "1"

        def find(self, passage: Passage) -> Iterator[Hit]:
            for found in re.finditer("Élodie Montagnier", passage.text):
                yield Hit(*found.span(), "PERSON", self.id, 85.0)

    text = "mail source: =?utf-8?Q?Rdv_avec_=C3=89lodie_Montagnier?= comment lire ça ?"
    (one,) = Scanner([Names()]).scan([Segment(0, text)]).findings
    assert text[one.start : one.end] == "=C3=89lodie_Montagnier"


@given(st.text(max_size=200))
def test_every_layer_leads_back_into_its_text(text: str) -> None:
    for layer in Peeling(Passage(text)):
        view = layer.view
        if view.text and layer.above is None:
            for start, end in view.spans(0, len(view.text)):
                assert 0 <= start < end <= len(text)
        hit = Hit(0, len(view.text), "X", "x", 100.0, True)
        if view.text:
            assert all(0 <= one.start < one.end <= len(text) for one in layer.original(hit))


PIECES = st.sampled_from(
    [
        "4111",
        " ",
        "-",
        "%34",
        "&#49;",
        "\\x31",
        "\u200b",
        "a",
        "@",
        "acme",
        ".com",
        '" + "',
        "\n",
        "**",
        "=?utf-8?Q?",
        "=C3=A9",
        "one ",
        "four ",
        "Alfa ",
        "４",
        "𝟒",
        "QUJDREVGR0hJSktM",
        "34313131",
        "part1: ",
        "52 49 49 49 49 49 49 49 ",
        "rot13",
    ]
)


@given(st.lists(PIECES, max_size=30))
def test_any_mixture_of_disguises_is_peeled_without_an_error(parts: list[str]) -> None:
    text = "".join(parts)
    size = 0
    for layer in Peeling(Passage(text)):
        size += len(layer.text)
        assert layer.text != text
        for hit in layer.original(Hit(0, 1, "X", "x", 100.0, True)):
            assert 0 <= hit.start < hit.end <= len(text)
    assert size <= max(LEAST_ROOM, ROOM * len(text))


@given(st.text(alphabet="abc XYZ,.!?", max_size=300))
def test_a_plain_text_has_no_layer(text: str) -> None:
    assert not [layer.ids for layer in Peeling(Passage(text)) if layer.ids != ("spread",)]


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-12 19:30:40,594 WARN session 68711 took 564 ms",
        '10.20.30.40 - - [12/Oct/2026:10:02:10 +0000] "GET /app.js HTTP/1.1" 200 5120',
        "238.134.100.190 denied",
        "from 165.222.153.175 to 255.255.255.255 and 100.199.200.249",
        '198.51.100.7 - - "GET /list?page=77&a=52&b=40&q=the HTTP/1.1" 200 17 "-" "kube-probe/1.27"',
        '198.51.100.7 - - "GET /list HTTP/1.1" 200 17 "https://www.example.org/find" "Mozilla/5.0 (X11; Linux)"',
        'resource "aws_instance" "web_1" {',
        "<item><title>plain</title><price currency='EUR'>11.07</price><made>2024-02-02</made></item>",
    ],
)
def test_lines_of_machines_are_no_disguise(line: str) -> None:
    assert not [layer.ids for layer in Peeling(Passage("\n".join([line] * 5)))]


@pytest.mark.parametrize(
    "below", ["Line four", "Thanks", "MAIL_PORT=587", "MAIL_PORT: 587", "Server-2 is down", "and the others"]
)
def test_a_whole_key_ends_with_its_line(below: str) -> None:
    key = "SG." + "aB3dE5fG7hI9jK1lM3nO5p" + "." + "qR7sT9uV1wX3yZ5aB7cD9eF1gH3iJ5kL7mN9oP1qR3s"
    for text in (f"MAIL_PASSWORD={key}\n{below}", f"value = {key}\n{below}"):
        findings = SCANNER.scan([Segment(0, text)]).findings
        assert [text[one.start : one.end] for one in findings] == [key]


def test_the_sign_at_the_end_of_a_padded_key_is_no_soft_line_break() -> None:
    key = base64.b64encode(bytes(range(7, 247, 8)) + b"zq").decode()
    text = f"NEXTAUTH_SECRET={key}\nNEXTAUTH_URL=http://localhost:3000"
    found = [text[one.start : one.end] for one in SCANNER.scan([Segment(0, text)]).findings]
    assert key.endswith("=") and found == [key]


def test_the_size_of_a_type_is_no_link() -> None:
    assert not list(
        Peeling(Passage("alter table t add C_1_word[nvarchar](25) NULL, C_2_word[nvarchar](max)"))
    )


def test_a_field_of_data_ends_with_its_tag() -> None:
    text = "<row><name>x</name><born>1986-12-09</born><dob>1986-12-09</dob></row> to YAML"
    found = [text[one.start : one.end] for one in SCANNER.scan([Segment(0, text)]).findings]
    assert found == ["1986-12-09", "1986-12-09"]


@pytest.mark.parametrize("day", ["01 MAR", "3. Mai", "12/04/2024", "7-Oct"])
def test_an_account_ends_where_a_line_of_the_statement_begins(day: str) -> None:
    text = f"Account no 44820197\n{day} FUEL 3317 24.10"
    findings = SCANNER.scan([Segment(0, text)]).findings
    found = [text[one.start : one.end] for one in findings if one.detector != "told"]
    assert found == ["44820197"]


def test_a_row_of_a_table_ends_with_its_tag() -> None:
    text = "<tr><th>TFN</th><td>988 302 630</td></tr><tr><th>A</th><td>x</td></tr>"
    found = [text[one.start : one.end] for one in SCANNER.scan([Segment(0, text)]).findings]
    assert found == ["988 302 630"]


@pytest.mark.parametrize("key", ["employeeSsn", "employeeSSN", "holder_Ssn", "empSsnNumber"])
def test_a_short_name_at_the_end_of_a_camel_case_key_is_read(key: str) -> None:
    text = f'{{"{key}": "536228471", "name": "x"}}'
    found = [text[one.start : one.end] for one in SCANNER.scan([Segment(0, text)]).findings]
    assert found == ["536228471"]


@pytest.mark.parametrize("key", ["employeePassportNo", "ApplicantPassportNumber", "spousePassport"])
def test_a_name_at_the_end_of_a_camel_case_key_is_read(key: str) -> None:
    text = f'{{"{key}": "394900072", "name": "x"}}'
    found = [text[one.start : one.end] for one in SCANNER.scan([Segment(0, text)]).findings]
    assert found == ["394900072"]


def test_code_behind_a_camel_case_name_is_no_value() -> None:
    text = "CertificateSerialNumber = rfc5280.CertificateSerialNumber"
    assert not [layer.ids for layer in Peeling(Passage(text)) if "humps" in layer.ids]


@pytest.mark.parametrize("key", ["assn", "lessn", "missNumber", "TCell", "isTell"])
def test_letters_inside_of_a_word_are_no_short_name(key: str) -> None:
    assert not [layer.ids for layer in Peeling(Passage(f'{{"{key}": "536228471"}}')) if "humps" in layer.ids]


def test_more_than_the_bound_is_not_clean() -> None:
    bomb = base64.b64encode(gzip.compress(b"a sentence " * 200_000)).decode()
    assert SCANNER.scan([Segment(0, f"unpack {bomb}")]).unread == (0,)


def test_more_layers_than_the_bound_are_not_clean() -> None:
    text = "an ordinary sentence that nobody needs to protect"
    for _ in range(MOST_LAYERS):
        text = _base64(text)
    assert not SCANNER.scan([Segment(0, text)]).unread
    assert SCANNER.scan([Segment(0, _base64(text))]).unread == (0,)


@pytest.mark.parametrize("sort", [family.id for family in families()])
def test_every_family_is_known_by_its_module(sort: str) -> None:
    assert importlib.import_module(f"classifiers.disguise.{sort}").DISGUISE.id == sort


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "%4",
            "&#",
            "\\u00",
            "1 ",
            "a\u200b",
            "аa",
            "QUJD",
            "4a ",
            "＠",
            "&amp",
            "=",
            "-_",
            "=C3",
            "U+0041 ",
        ),
        *(
            "a b ",
            "4\n",
            "QUJDREVGR0hJSktM\n",
            "G9gggggggggggggggg\n",
            '" + "',
            "a='b'\n",
            "one ",
            "at dot ",
            "a@",
            "a@b dot ",
            "(at)",
            "**a",
            "<b>",
            "4**",
        ),
        *(
            "52 49 ",
            "0x41, ",
            "01000001 ",
            "chr(65)+",
            "pan_1:4782 ",
            '"a_1":"b",',
            "4111_",
            "4_",
            "DE89.",
            "a-b-c-d-",
            "reverse ab1 ",
        ),
        *("\x1b[", "\x1b]8;", "\x1b[0;", "a\x1b[m"),
        *(
            "%u0041",
            "+AEA",
            "\\0101",
            "\\62 ",
            "`u{41}",
            "0x41",
            "41h ",
            "0b01000001 ",
            "1000001 ",
            "chr$(65)&",
        ),
        *(
            "four 1 ",
            "fourone",
            "card IV I ",
            "四一",
            "/*x*/4",
            "]]><![CDATA[4",
            "<i hidden>4</i>",
            "\\emph{4}4",
        ),
        *(
            "[4](x)4",
            "a 1, 1234 abc ",
            "1 ab or 12345 ",
            "1 ab me4 5pq ",
            "remove x 4x4",
            "drop 'ab' ",
            "s/x//g ",
            "without spaces ab cd ",
            "card first 4444, then 4444 ",
        ),
        *(
            "card 4.44-4_4 ",
            "card part 1 | 44 |\n",
            "ǝɐʇ",
            "A=ab\n$A$B ",
            "=?a?B?QUJD?= ",
            "ssn 4O8-I2-",
            "decode ab ab ab ",
        ),
        *("rot13 ab1@ ", "four-five ", "\U000e0041", "\u0301", "44 ", "{a}{b}", "a+b+", "concat('a','b',"),
        *("a_12345678", "soixante et ", "ABC.DEF.84", "-join @('a','b') ", "a1,a2\n12345678,1\n", "=C3=\n"),
    ],
    ids=ascii,
)
def test_hostile_repetition_is_linear(piece: str) -> None:
    def peeled(size: int) -> Callable[[], object]:
        text = (piece * size)[:size]
        return lambda: list(Peeling(Passage(text)))

    assert grows_linearly(peeled, 20_000, floor=0.08)


@pytest.mark.parametrize("before", ["", "a1;a2;z\n12345678;12345678;"], ids=["head", "row"])
def test_cells_of_a_long_line_do_not_each_look_for_its_ends(before: str) -> None:
    def peeled(size: int) -> Callable[[], object]:
        glance = Glance(Passage(f"{before}{'1,' * (size // 2)}\n"), LEAST_ROOM)
        return lambda: list(columned.DISGUISE.views(glance))

    assert grows_linearly(peeled, 60_000)


@pytest.mark.parametrize(
    "before",
    ["the best format for a call string:", "join these:", "sprintf is C.", "concat, then print this:"],
)
def test_a_field_behind_a_value_is_no_piece_of_it(before: str) -> None:
    text = f'{before}\nsend(draft={{\n"to": "{MAIL}",\n"subject": "Re: parts",\n"cc": "{MAIL}"\n}})'
    scan = SCANNER.scan([Segment(0, text)])
    assert [text[one.start : one.end] for one in scan.findings] == [MAIL, MAIL]
