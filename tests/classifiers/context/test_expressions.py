"""Code that stands where a secret or a number would is none; what was chosen or drawn is found."""

import re
from collections.abc import Callable

import pytest

from classifiers.context import expressions
from classifiers.context.expressions import ExpressionsSieve
from classifiers.detector import Hit
from classifiers.passage import Passage
from tests.cost import grows_linearly

KINDS = {
    "W": "PASSWORD",
    "K": "API_KEY",
    "S": "US_SSN",
    "C": "CREDIT_CARD",
    "X": "CARD_EXPIRY",
    "P": "PERSON",
    "N": "NATIONAL_ID",
}
_MARKED = re.compile(r"«(\w):([^»]*)»")
CODE = "\n".join(f"def step_{n}(value):\n    return value + {n}\n" for n in range(8))
SETTINGS = "site: docs\ntheme:\n  name: plain\n  colour: red\nplugins:\n  - search\n  - tags\n"
DRAWN = "kX7pQz2LmV9tRw"


def left(text: str, detector: str = "given", score: float = 85.0) -> list[str]:
    """What a sieve leaves of the places that a text marks as «kind:value»."""
    hits, plain, at = [], "", 0
    for found in _MARKED.finditer(text):
        plain += text[at : found.start()]
        hits.append(Hit(len(plain), len(plain) + len(found[2]), KINDS[found[1]], detector, score))
        plain += found[2]
        at = found.end()
    plain += text[at:]
    return sorted(plain[hit.start : hit.end] for hit in ExpressionsSieve().left(Passage(plain), hits))


LINES = [
    "if plugin in ['caching', '«W:caching_sha2_password»']:",
    "rules.add('password', '«W:required|trim»')",
    "password = '«W:^96940$»'",
    "args = 'password=«W:%%DB_PASSWORD%%»'",
    "run('--password=«W:\\$(grep»')",
    "label = dict(password='«W:Already forgotten?»')",
    "data = [user, password] using:«W:NSUTF8StringEncoding];»",
    "token = credentials.«K:base64EncodedString»(options)",
    "can_one_pass = «W:is_one_pass_» && more;",
    "config = {'password_timeout': «W:10800»}",
    "numbers = [«S:2, 7, 9, 1, 4, 6, 3, 5, 8, 2, »]",
    "cards = /^22[«S:3-9][0-9]|2[3-6][0-9»]/;",
    "path = '«X:11-35»'",
    "user.password = «W:Rails.application.credentials.fetch(:admin)»",
    "secret = «W:Secrets::Store.read(name)»",
    "split(password, encoding='«W:utf-8»')",
    "SIGNING_KEY='«K:--signing-key=$2»'",
    "SIGNING_KEY='«K:--signing-key=${1#--signing-key=}»'",
    "shade = `${30 / «W:(hue+1)%»}`",
    "path = join('/login/:id', «W:index*100+at»)",
    "# pass :«W:data:»`shelf.READER`, or nothing",
    "def sign(message, key: «K:Ed448PrivateKey» | Ed25519PrivateKey):",
    "pub fn salt(password: «W:&[u8],» more: bool) -> String {",
    "static CODES: Map = Map { key: «K:12913932095322966823», rest: 1 };",
    "# the missing line end of a certificate (#«N:635570»)",
]


@pytest.mark.parametrize("line", LINES)
def test_code_is_no_secret_and_no_number(line: str) -> None:
    assert left(f"{CODE}{line}\n") == []


@pytest.mark.parametrize("line", LINES)
def test_says_nothing_of_prose_and_of_what_others_recognize(line: str) -> None:
    assert len(left(f"Why is it so, dear all?\n{line}\nIt is late.\n")) == 1
    assert len(left(f"{CODE}{line}\n", "presidio:own")) == 1


@pytest.mark.parametrize("line", ["  «W:base64-encoded»: yes", "  --auth-«K:host=scram-sha-256»"])
def test_names_of_algorithms_in_settings_are_no_secrets(line: str) -> None:
    assert left(f"{SETTINGS}{line}\n") == []


def test_a_key_among_countries_is_a_country() -> None:
    data = '{{\n "PM": "en_001",\n "PW": "«W:{}»",\n "TO": "en_001"\n}}\n'
    assert left(data.format("en_GB1")) == []
    assert left('{\n "HOST": "db1",\n "PW": "«W:en_GB1»",\n "USER": "roe"\n}\n') == ["en_GB1"]


@pytest.mark.parametrize(
    "line",
    [
        f"password = '«W:{DRAWN}»'",
        "password = '«W:Sommer2024!»'",
        "password = '«W:correct-horse-pony»'",
        "export PASSWORD=«W:SuperSecretWord»",
        "pay(card='«C:4000100011112224»', expires='«X:11/28»')",
        "pin = {'password': «W:10800»}",
        "keys = {'key': '«K:12913932095322966823»'}",
        "# the number of her certificate is «N:635570»",
        "call('/login', '«W:index*100+at»')",
        "ssn = '«S:536-22-8877»'",
    ],
)
def test_secrets_and_numbers_stay(line: str) -> None:
    assert len(left(f"{CODE}{line}\n")) == line.count("«")


def test_a_vendors_shape_stays() -> None:
    assert left(f"{CODE}key = '«K:base64-encoded»'\n", score=95.0) == ["base64-encoded"]


def test_hostile_texts_cost_what_their_length_does() -> None:
    def call_of(count: int) -> Callable[[], object]:
        return lambda: left(CODE + "x = '«W:" + "aB_" * count + "»'\n" + "'«W:" + "md5_" * count + "!»'\n")

    assert grows_linearly(call_of, 300)


def test_cuts_no_drawn_value_into_words_that_code_does_not_close(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Counted:
        def fullmatch(self, value: str) -> re.Match[str] | None:
            asked.append(value)
            return code.fullmatch(value)

    code = expressions._CODE
    monkeypatch.setattr(expressions, "_CODE", Counted())
    assert left(CODE + f"token = «W:{DRAWN}»\n" * 50) == [DRAWN] * 50
    assert left(CODE + f"token = «W:{DRAWN}» + «W:isSet);»\n") == [DRAWN]
    assert asked == ["isSet);"]
