"""Who is named in a program for its own sake is left alone; whoever the program is about is found."""

import re
from collections.abc import Iterator

import pytest

from classifiers.context import notices
from classifiers.context.credits import CreditsSieve
from classifiers.context.program import Program, Zone, is_program
from classifiers.detector import Hit
from classifiers.passage import Passage

BODY = "\n".join(f"def step_{n}(value):\n    return value + {n}\n" for n in range(8))
FILLING = "\n".join(f"    value_{n} = compute({n})" for n in range(300))
KINDS = {
    "P": "PERSON",
    "O": "ORGANIZATION",
    "E": "EMAIL_ADDRESS",
    "M": "MEDICAL_CONDITION",
    "I": "IP_ADDRESS",
}
KINDS |= {
    "S": "STREET_ADDRESS",
    "D": "DATE_OF_BIRTH",
    "T": "PHONE_NUMBER",
    "N": "INTERNAL_MARKING",
    "H": "HOSTNAME",
}
_MARKED = re.compile(r"«(\w):([^»]*)»")


def left(marked: str, detector: str = "given") -> list[str]:
    """What a sieve leaves of the places that a text marks as «kind:value»."""
    hits, text, at = [], "", 0
    for found in _MARKED.finditer(marked):
        text += marked[at : found.start()]
        hits.append(Hit(len(text), len(text) + len(found[2]), KINDS[found[1]], detector, 90.0))
        text += found[2]
        at = found.end()
    text += marked[at:]
    return sorted(text[hit.start : hit.end] for hit in CreditsSieve().left(Passage(text), hits))


@pytest.mark.parametrize(
    "line",
    [
        "# Suggested by «P:Stefan Roe».",
        "# Thanks to «P:Jane Roe» <«E:jane@roe.net»> and «O:Roe Corporation»",
        '"""Reads tables.\n\nWritten by «P:Jane Roe» («E:jane@roe.net»).\n"""',
        "/*\n   Written 1995 by «P:Jane Roe»\n */",
        "x = 1  // found by «P:Jane Roe»",
        "'\\xf8'     #  0x70 -> LATIN SMALL LETTER O WITH «M:STROKE»",
        "elif «P:Jan» < other:",
        "send('«E:flint@example.com»', '«E:foo@bar.com»')",
        "check('Boom, «P:Shaka Roe», Boom!')",
        "assert lower('«P:Fred»') == 'fred'",
        "# see section «I:2.4.8.19», router «I:192.168.1.20»",
        "setup(author='«P:Jane Roe»', author_email='«E:jane@roe.net»')",
        "=head1 AUTHOR\n\n«P:Jane Roe» E<lt>«E:jane@roe.net»E<gt>",
        "info='Shop.net\nAuthor: «P:Jane Roe» <«E:jane@roe.net»>\n'",
        "send(to='«E:flint@acme.com»', sender='«E:no-reply@roe.net»', cc='«E:abuse@roe.net»')",
        "    scp -r build «E:kiosk@dl-0.roe.net»:~/releases/",
        "    allow = ['«I:10.10.1.2»', '«I:192.168.2.15»', '«I:172.31.100.0»/24']",
        "    try {\n      «P:Melange»\n    }",
        "(* Written by: «P:Jane Roe» *)",
        "clone('«E:bird@roe.net»:shelf/tools')",
        "documents = [('index', 'Shelf', '«P:Jane Roe»', 'manual')]",
        "[assembly: AssemblyCompany('«P:Jane Roe»')]",
        "check(title='«O:Test Title»')",
        "-author('«E:jane@roe.net»').",
        "-copyright('2018, «O:Roe Ltd.»').",
        "copyright = u'«P:Jane Roe» and contributors'",
        "<meta name='author' content='«P:Jane Roe»'/>",
        "friends = [('«P:Jane Wexley»', 'https://www.wexley.org/blog')]",
        "@testable import «P:Moya»",
        "    'AUTHOR' =>        [\n        '«P:Jane Roe» <«E:jane@roe.net»>',\n        '«P:Bob Roe»'],",
        "    authors = [{ 'name' = '«P:Jane Roe»', 'email' = '«E:jane@roe.net»' }]",
        "«P:Rem»",
        "Rem  by «P:Jane Roe», after a talk",
        "allow('«E:build@shelf-254222.iam.gserviceaccount.com»', '«E:77+roe@users.noreply.github.com»')",
    ],
)
def test_leaves_credits_and_samples_of_a_program_alone(line: str) -> None:
    assert left(f"{line}\n{BODY}") == left(f"{BODY}\n{line}") == []


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("# customer «P:Jane Roe» complained", ["Jane Roe"]),
        ("# patient «P:Roe», born «D:1980-02-03», has «M:asthma»", ["1980-02-03", "Roe", "asthma"]),
        ("# call «P:Jane Roe», «T:+1 212 555 0143»", ["+1 212 555 0143", "Jane Roe"]),
        ("create('«P:Jane»', '«P:Roe»', '«E:jane@roe.net»')", ["Jane", "Roe", "jane@roe.net"]),
        ("user = User(first_name='«P:Jane»', last_name='«P:Roe»')", ["Jane", "Roe"]),
        ("names = ['«P:Jane Roe»', '«P:Bob Roe»']", ["Bob Roe", "Jane Roe"]),
        ("Fix this for my colleague «P:Jane Roe», please.", ["Jane Roe"]),
        ("host = '«I:10.44.10.20»'", ["10.44.10.20"]),
        ("INSERT INTO people VALUES (1, '«P:Jane»', '«P:Roe»');", ["Jane", "Roe"]),
        ("send('«E:jane.roe@elmgrove.com»')", ["jane.roe@elmgrove.com"]),
        ("send('«E:jane.roe@mail.ru»')", ["jane.roe@mail.ru"]),
        ("host = '«I:10.20.37.4»'; net = '«I:10.44.3.0»'", ["10.20.37.4", "10.44.3.0"]),
    ],
)
def test_finds_whom_a_program_is_about(line: str, kept: list[str]) -> None:
    assert left(f"{line}\n{BODY}") == left(f"{BODY}\n{line}\n{BODY}") == kept


def test_a_street_and_a_day_in_a_program_are_somebodys_only_beside_somebody() -> None:
    line = "sample = {'street': '«S:7 Elm Street»', 'born': '«D:1980-02-03»'}"
    assert left(f"{BODY}\n{line}\n{BODY}") == []
    line = "sample = {'name': '«P:Jane Roe»', 'street': '«S:7 Elm Street»', 'born': '«D:1980-02-03»'}"
    assert len(left(f"{BODY}\n{line}\n{BODY}")) == 3
    assert left("INSERT INTO people VALUES (1, '«S:7 Elm Street»');\n" + BODY) == ["7 Elm Street"]


def test_the_number_of_a_step_is_no_address() -> None:
    steps = "// {}\nopen();\n    // «I:19.2.3.1»\nread();\n"
    assert left(f"{BODY}\n{steps.format('19.2.3')}{BODY}") == []
    assert left(f"{BODY}\n{steps.format('18.7')}{BODY}") == ["19.2.3.1"]


def test_the_machine_of_an_author_is_credited() -> None:
    line = "# Author           : Maren Holt ( holt@«H:barley.internal.holt-orchard.com» )"
    assert left(f"{line}\n{BODY}") == []
    assert left(f"{line.replace('Author', 'Server')}\n{BODY}") == ["barley.internal.holt-orchard.com"]


def test_an_address_of_documents_in_settings_is_nobodys() -> None:
    settings = "jobs:\n  one:\n    run: a\n  two:\n    run: b\n    mail: «E:{}»\n"
    assert left(settings.format("my@example.com")) == []
    assert left(settings.format("jane.roe@elmgrove.com")) == ["jane.roe@elmgrove.com"]
    assert left(settings.format("no-reply@elmgrove.com")) == ["no-reply@elmgrove.com"]


def test_a_notice_of_one_member_marks_no_program() -> None:
    assert left(f"{BODY}\nclass A:\n    # «N:Internal use only».\n    b = 1\n") == []
    assert left(f"# «N:Internal use only».\n{BODY}") == ["Internal use only"]


QUERY = """-- as «P:{}» defined in 2009
WITH first AS (
  SELECT
    stay_id
  FROM stays AS s
  LEFT JOIN wards ON wards.id = s.ward
  WHERE s.ended IS NULL
  GROUP BY stay_id
)
{}
"""


def test_a_query_is_a_program() -> None:
    assert left(QUERY.format("Quan", "")) == []
    assert left(QUERY.format("Quan", "INSERT INTO people VALUES (1, '«P:Jane»', '«P:Roe»');")) == [
        "Jane",
        "Roe",
    ]
    assert left(QUERY.format("Quan", "UPDATE people SET last_name = '«P:Roe»';")) == ["Roe"]
    assert not is_program(
        "Dear all,\nfrom Monday on we meet\nwhere the bus stops\nand I bring tea\nor coffee\non a tray\n"
    )


def test_a_publishers_street_makes_nobody_private() -> None:
    line = "# «O:Foundation, Inc.», «S:51 Franklin St, Boston»"
    assert left(f"{line}\n{BODY}") == []
    line = "# «O:Roe, Inc.», «S:7 Franklin St, Boston»"
    assert left(f"{line}\n{BODY}") == ["7 Franklin St, Boston", "Roe, Inc."]


def test_finds_an_address_in_a_comment_that_is_no_credit() -> None:
    line = "# when this fails mail «E:jane.roe@elmgrove.com»"
    assert left(f"{BODY}\n{FILLING}\n{line}\n{FILLING}") == ["jane.roe@elmgrove.com"]
    line = "# reported by «P:Jane Roe» <«E:jane.roe@elmgrove.com»>"
    assert left(f"{BODY}\n{FILLING}\n{line}\n{FILLING}") == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('{"name": "x", "version": "1.2.0",\n "author": "«P:Jane Roe» <«E:jane@roe.net»>"}', []),
        ('{"version": "1", "contributors": [\n  "«P:Jane Roe» <«E:jane@roe.net»>",\n  "«P:Bob Roe»"\n]}', []),
        ('[package]\nname = "x"\nauthors = ["«P:Jane Roe» <«E:jane@roe.net»>"]', []),
        (
            '{"customers": [{"name": "«P:Jane»", "email": "«E:jane@example.com»"}]}',
            ["Jane", "jane@example.com"],
        ),
        ('{"version": "1", "contact": "«P:Jane Roe»"}', ["Jane Roe"]),
        ("## Copyright (C) 2006, 2007 «P:Jane Roe» <«E:jane@roe.net»>\nx = 1", []),
        (
            "<?xml version='1.0'?>\n<!--\n  Licensed under X. Copyright (C) «O:Roe Inc.» is\n  «O:Roe Inc.»\n-->\n<a/>",
            [],
        ),
        ("%# Copyright (c) 2020 «O:Roe LLC»\n%# Send it to «O:Roe LLC» <«E:sales@roe.net»>\n<% $a %>", []),
        ("# Copyright law\n\nAsk «P:Jane Roe» <«E:jane@roe.net»>", ["Jane Roe", "jane@roe.net"]),
        ("name: shelf\nmaintainers:\n  - name: «P:Jane Roe»\n    email: «E:jane@roe.net»\nsize: 2\n", []),
        ("x: 1\nmaintainers:\n  - name: «P:Jane Roe»\ncustomers:\n  - «P:Bob Roe»\n", ["Bob Roe"]),
        ('{"info": {"author": "«P:Jane Roe»", "author_email": "«E:jane@roe.net»"}}', []),
        ("My copyright lawyer is «P:Jane Roe»", ["Jane Roe"]),
        ("Dear «P:Jane»,\nthe author: «P:Bob Roe», has «M:asthma».", ["Bob Roe", "Jane", "asthma"]),
    ],
)
def test_leaves_the_makers_of_a_package_alone_and_data_as_it_is(text: str, kept: list[str]) -> None:
    assert left(text) == kept


def test_the_developers_of_a_build_are_its_credit() -> None:
    line = '  Developer("roe", "«P:Jane Roe»", "«E:jane@elmgrove.com»", url("forge.net")),\n'
    assert left(BODY + line + BODY) == []


def test_never_overrules_a_recognizer_of_the_users_own() -> None:
    assert left(f"# by «P:Jane Roe»\n{BODY}", "presidio:Mine") == ["Jane Roe"]


def test_tells_programs_from_letters_and_data() -> None:
    assert is_program(BODY)
    assert is_program("'use strict';" + "a.x=function(e,t){return e+t};" * 60)
    assert is_program("\n".join(f"  // shown as {n}\n  'shown {n}'," for n in range(9)))
    assert is_program("\n".join(f"  'key_{n}' => 'shown {n}'," for n in range(9)))
    assert is_program("#include <stdio.h>\n#define A 1\nint main(void) {\n  f();\n  g();\n  return 0;\n}\n")
    assert not is_program("Dear Jane,\n\nplease return the form.\nFor the rest: see below.\n" * 20)
    assert not is_program('{\n  "a": {\n    "b": [1, 2]\n  },\n  "c": 3\n}\n' * 20)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("x = 1  # |it", Zone.COMMENT),
        ("url = 'http://a/#|it'", Zone.STRING),
        ("x = '''a\n|it'''", Zone.STRING),
        ("def f():\n    '''a\n    |it'''", Zone.COMMENT),
        ("/* a\n |it */", Zone.COMMENT),
        ("<#\n .NOTES by |it\n#>\nGet-Item x", Zone.COMMENT),
        ("<# a\n#>\nGet-Item(|it)", Zone.BARE),
        ("x = it's(|it)", Zone.BARE),
        ("glob('src/*.c', |it)", Zone.BARE),
        ("Hello there, |it speaking", Zone.PROSE),
    ],
)
def test_says_in_which_part_of_a_program_a_place_is(text: str, zone: Zone) -> None:
    assert Program(text.replace("|", "")).zone(text.index("|")) is zone


def test_a_notice_at_the_head_of_a_long_line_says_nothing_of_its_end() -> None:
    far = "x " * 300
    assert left(f"/* Copyright (c) 2024 «P:Jane Roe» */ {far} call «P:Ivy Marlowe»") == ["Ivy Marlowe"]


SETTINGS = "site: docs\ntheme:\n  name: plain\n  colour: red\nplugins:\n  - search\n  - tags\n"


@pytest.mark.parametrize(
    "line",
    [
        "# Based on «P:Jane Roe»'s examples",
        "site_author: «E:jane@roe.net»",
        "author:\n  name: «P:Jane Roe»\n  url: https://roe.net",
        "# by «P:Jane Roe» <«E:jane@roe.net»>",
        "notifications:\n  email:\n    - «E:jane@roe.net»",
        "run: |\n  git config --global user.email '«E:jane@roe.net»'\n  git config user.name '«P:Jane Roe»'",
        "  - name: «P:Jane Wexley»\n    url: https://wexley.net/",
    ],
)
def test_leaves_credits_in_settings_alone(line: str) -> None:
    assert left(f"{SETTINGS}{line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "# customer «P:Jane Roe», written to on Monday",
        "owner: «P:Jane Roe»",
        "# ask «P:Jane Roe»",
        "# written by «P:Jane Roe», «T:+1 212 555 0143»",
        "  - name: «P:Jane Wexley»\n    url: https://wexley.net/\n    phone: «T:+1 212 555 0143»",
    ],
)
def test_people_in_settings_stay(line: str) -> None:
    assert any(one.startswith("Jane ") for one in left(f"{SETTINGS}{line}\n"))


def test_an_author_is_one_wherever_the_file_names_them() -> None:
    page = "<!DOCTYPE html>\n<meta name='author' content='«P:Jane Roe»'>\n<h1>Notes of «P:Jane»</h1>\n"
    assert left(page + "<p>«P:Jane Roe» lives here</p>") == []
    assert left(page + "<p>«P:Stefan Roe» lives here</p>") == ["Stefan Roe"]
    assert left(page + "<p></p>\n" * 20 + "<p>our customer «P:Jane Roe» lives here</p>") == ["Jane Roe"]


@pytest.mark.parametrize("head", ["/* {} */\n", "# {}\n", "(*\n {}\n*)\n"])
def test_leaves_the_publishers_street_in_the_head_of_a_file_alone(head: str) -> None:
    notice = "Copyright (c) 2005 Roe Ltd., «P:Jane Roe», «S:12 High Street, York»"
    assert left(head.format(notice) + BODY) == []
    assert left(head.format("«P:Jane Roe», «S:12 High Street, York»") + BODY) == [
        "12 High Street, York",
        "Jane Roe",
    ]


def test_a_package_with_hardly_any_code_is_a_program() -> None:
    assert left("package Roe::Shelf;\n\n=head1 AUTHOR\n\n«P:Jane Roe», lately\n\n=cut\n") == []


def test_an_owner_in_the_licence_at_the_head_is_no_customer_whatever_its_name_says() -> None:
    licence = (
        "# Made for the customers of «O:Invoice Press»\n# Licensed under the Apache License, Version 2.0\n"
    )
    assert left(f"{licence}{BODY}") == []
    below = f"# Copyright 2020 Jane Roe\n{BODY}\n{FILLING}\n# invoices of our customer «O:Roe Press» failed\n"
    assert left(below) == ["Roe Press"]


def test_a_list_of_addresses_is_not_read_for_credits_at_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    class Never:
        def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
            raise AssertionError("read")

    text = "<email>jane@acme.com</email>\n" * 200
    monkeypatch.setattr(notices, "_CREDITED", Never())
    assert not any(notices.credited(text, at) for at in range(7, len(text), 29))


@pytest.mark.parametrize(
    "ahead", ['"author": "', "s.email = '", "spec.email = '", 'author email="', "notifications:\n  email: "]
)
def test_what_leads_to_a_credit(ahead: str) -> None:
    text = f"name: x\n {ahead}jane@acme.com"
    assert notices.credited(text, text.index("jane"))
