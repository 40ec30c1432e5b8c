"""Examples of schemas and of manuals are nobody's; records beside them are somebody's."""

from collections.abc import Callable

import pytest

type Found = Callable[[str], list[tuple[str, str]]]

SCHEMA = """openapi: 3.1.0
  Reader: { type: object, properties: { name: { type: string, %s: "Maria Keller" },
  mail: { type: string, format: email, %s: "m.keller@buecherei.de" }, phone: { type: string, %s: "+49 30 901820" } } }
"""
RECORD = (
    '{"resourceType":"Patient","name":[{"family":"Chalmers","given":["Peter"]}],"birthDate":"1974-12-25"}'
)


def test_an_example_of_a_schema_is_nobodys(found: Found) -> None:
    assert found(SCHEMA % ("example", "example", "example")) == []


HELP = """function Get-Shelf {
<#
    .SYNOPSIS
    Who has what: ask %s first.

    .EXAMPLE
    Get-Shelf -ComputerName %s -UserName "%s"

    Reader         Hardware address
    %s  %s

    .NOTES
    %s
#>
    param($Name, $All)
    $found = Find-Shelf -Name $Name
    foreach ($one in $found) { Write-Output $one }
}
"""


def test_the_examples_in_the_help_of_a_script_are_nobodys(found: Found) -> None:
    host, login, address, mac = "SRV-FILE-07", "amira.holt", "10.44.71.9", "5C:49:79:8A:0B:77"
    shown = HELP % ("the desk", host, login, address, mac, "Amira Holt")
    assert found(shown) == []
    assert ("MAC_ADDRESS", mac) in found(shown.replace(".EXAMPLE", ".SHELF"))
    assert ("IP_ADDRESS", "10.44.71.8") in found(f"{shown}$server = '10.44.71.8'\n")


def test_the_examples_in_a_comment_of_settings_are_nobodys(found: Found) -> None:
    settings = "# Where to listen.\n#\n# %s:\n#\n# bind 10.44.71.9\nbind 127.0.0.1\nport 6379\n"
    assert found(settings % "Examples") == []
    assert found(settings % "Our own") == [("IP_ADDRESS", "10.44.71.9")]
    assert found((settings % "Examples").replace("# bind", "bind")) == [("IP_ADDRESS", "10.44.71.9")]


def test_other_values_of_a_schema_stay(found: Found) -> None:
    kinds = {kind for kind, _ in found(SCHEMA % ("owner", "contact", "desk"))}
    assert {"PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER"} <= kinds


def test_an_example_without_a_schema_stays(found: Found) -> None:
    assert ("EMAIL_ADDRESS", "m.keller@buecherei.de") in found('example: "m.keller@buecherei.de"')


@pytest.mark.parametrize(
    "said",
    [
        "It's the example from the docs.",
        "Valid R4? The sample record in the specification:",
        "Das ist ein Beispiel aus der Dokumentation:",
        "C'est l'exemple de la documentation :",
    ],
)
def test_the_record_of_a_manual_is_nobodys(found: Found, said: str) -> None:
    assert found(f"{said}\n\n{RECORD}") == []


@pytest.mark.parametrize(
    "said", ["Fix this.", "For example:", "The docs have no example for it.", "Not the sample from our CRM:"]
)
def test_a_record_that_is_not_said_to_be_one_stays(found: Found, said: str) -> None:
    assert ("DATE_OF_BIRTH", "1974-12-25") in found(f"{said}\n\n{RECORD}")


def test_what_stands_elsewhere_stays(found: Found) -> None:
    text = f"It's the example from the docs.\n\n{RECORD}\n\nIt fails for Hannah Hargreaves, born 1969-03-09."
    assert {"Hannah Hargreaves", "1969-03-09"} <= {value for _, value in found(text)}
