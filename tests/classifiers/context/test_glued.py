"""Parts of identifiers are nobody's names."""

import re

import pytest

from classifiers.context.glued import GluedSieve
from classifiers.context.marked import marked
from classifiers.detector import Hit
from classifiers.passage import Passage

KINDS = {"P": "PERSON", "O": "ORGANIZATION", "U": "USERNAME", "W": "PASSWORD"}
_MARKED = re.compile(r"«(\w):([^»]*)»")
SETTINGS = "site: docs\ntheme:\n  name: plain\n  colour: red\nplugins:\n  - search\n  - tags\n"
CODE = "\n".join(f"def step_{n}(value):\n    return value + {n}\n" for n in range(8))


def left(text: str, detector: str = "given") -> list[str]:
    """What a sieve leaves of the places that a text marks as «kind:value»."""
    hits, plain, at = [], "", 0
    for found in _MARKED.finditer(text):
        plain += text[at : found.start()]
        hits.append(Hit(len(plain), len(plain) + len(found[2]), KINDS[found[1]], detector, 85.0))
        plain += found[2]
        at = found.end()
    plain += text[at:]
    return sorted(plain[hit.start : hit.end] for hit in GluedSieve().left(Passage(plain), hits))


def test_what_is_joined_to_a_thing_in_data_is_none() -> None:
    data = '{{\n  "name": "{}"\n}}\n'
    assert left(data.format("shelving-«P:ivy»")) == []
    assert left(data.format("anna-«P:ivy»")) == ["ivy"]
    assert left(data.format("Shelving-«P:Ivy»")) == ["Ivy"]


def test_what_a_statement_makes_is_no_firm() -> None:
    assert left(f"{CODE}q = 'CREATE «O:TYPE shade AS» ENUM (1, 2)'\n") == []
    assert left(f"{CODE}q = 'the supplier «O:Fjordglass AS» is late'\n") == ["Fjordglass AS"]


@pytest.mark.parametrize(
    "line",
    [
        "  - name: «P:ivy»-client-install",
        "  part of Org-«O:Roam».",
        "  package: «P:virgil»/tools",
        "site_name: «P:Moya» manual\nrepo: https://forge.net/moya/moya",
        "  «P:oda»:",
        "Shelf = '0.3'\n«P:Gaston» = '1.2'",
        "users: «P:goodguy,schwartz»",
        "  user: «U:ec2-user»",
        "  home: «U:svc_backup»",
    ],
)
def test_leaves_parts_of_identifiers_in_settings_alone(line: str) -> None:
    assert left(f"{SETTINGS}{line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "import «P:Moya»\nprovider = MoyaProvider()",
        "use «P:Oban».Case",
        "rows.each do |«U:lastLogin»|",
        "ON users.id = «U:level_1.cnt»",
        "rows.name = '«P:jane-rows»'",
        "def step(one):\n    «P:conn»\n",
        "VALUES ('fr', N«P:'French»')".replace("N«P:'", "«P:N'"),
    ],
)
def test_leaves_parts_of_identifiers_in_programs_alone(line: str) -> None:
    assert left(f"{CODE}{line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "owner: «P:Marta Roe»",
        "owner: «P:Marta»",
        "Owner = «P:Marta»",
        "owner: «P:Marta»\nmail: marta.roe@roe.net",
        "home: /home/marta/files\nowner: «P:Marta»",
        "firstName: «P:Moya»\nurl: https://forge.net/moya/moya",
        "user: «U:mroe»",
        "user: «U:marta.roe»",
    ],
)
def test_people_and_their_logins_stay(line: str) -> None:
    assert len(left(f"{SETTINGS}{line}\n")) == 1


def test_the_code_of_a_language_in_data_has_no_name() -> None:
    assert left('["sl", "sr-«P:Latn»", "sv"]') == []
    assert left('["sl", "Anna-«P:Latn»", "sv"]') == ["Latn"]


def test_names_in_small_letters_stay_where_somebody_wrote_them() -> None:
    assert left(f"{CODE}\nplease tell «P:marta» why it fails\n") == ["marta"]
    assert left(f"{CODE}\nVALUES (1, N«P:'Hollingberry»')\n".replace("N«P:'", "«P:N'")) == ["N'Hollingberry"]


def test_the_login_of_a_service_stays_beside_its_secret() -> None:
    assert left(f"{SETTINGS}user: «U:svc_backup»\npassword: «W:hunter2»\n") == ["hunter2", "svc_backup"]


def test_says_nothing_of_prose_of_records_and_of_what_others_recognize() -> None:
    assert left("My neighbour «P:ivy»-client is no program. " * 2) != []
    assert left('{\n "name": "«P:ivy»-client"\n}') != []
    assert left(f"{SETTINGS}  name: «P:ivy»-client\n", "presidio:own") == ["ivy"]


@pytest.mark.parametrize(
    "text",
    [
        SETTINGS,
        "<!DOCTYPE html>\n<p>Hello</p>",
        "@echo off\nREM a\nREM b\nset A=1\nset B=2\nset C=3\necho %A%\n",
        ".a{color:red}.b{color:red}.c{color:red}.d{color:red}.e{color:red}.f{color:red}",
    ],
)
def test_knows_marked_texts(text: str) -> None:
    assert marked(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Name: Jane Roe\nPhone: 5\nStreet: x\nTown: y\nBorn: z\nNotes: a\nSex: f\n",
        "We met on Friday.\nShe was late.\nHe was not.\nThen they left.\nNobody stayed.\nIt rained.\n",
    ],
)
def test_forms_and_prose_are_not_marked(text: str) -> None:
    assert marked(text) is None
