"""Fifty made-up secrets of ten kinds, each with the words that a person writes around it. Always the same."""

import string
from dataclasses import dataclass
from random import Random

from stdnum import luhn
from stdnum.iso7064 import mod_97_10

COUNT = 50
_FIRST = ("Hannah", "Marcus", "Priya", "Tobias", "Naomi", "Wesley", "Imani", "Rupert", "Ellen", "Dominic")
_LAST = ("Hargreaves", "Okonkwo", "Pemberton", "Raghavan", "Whitlock", "Delaney", "Fairbanks", "Thornbury")


@dataclass(frozen=True, slots=True)
class Secret:
    """A value, what people call it, and a sentence that holds it."""

    kind: str
    value: str
    label: str
    sentence: str


def _email(draw: Random) -> str:
    return f"{_word(draw)}.{_word(draw)}@{_word(draw)}-works.com"


def _word(draw: Random) -> str:
    return "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _ in range(3))


def _digits(draw: Random, count: int) -> str:
    return "".join(draw.choices(string.digits, k=count))


def _phone(draw: Random) -> str:
    return f"+49 30 {draw.randint(2000, 8999)}{_digits(draw, 4)}"


def _iban(draw: Random) -> str:
    body = _digits(draw, 18)
    return f"DE{mod_97_10.calc_check_digits(body + 'DE')}{body}"


def _card(draw: Random) -> str:
    body = "4" + _digits(draw, 14)
    return body + str(luhn.calc_check_digit(body))


def _ssn(draw: Random) -> str:
    return f"{draw.randint(200, 660)}-{draw.randint(10, 98)}-{draw.randint(1000, 9998)}"


def _key(draw: Random) -> str:
    return "ghp" + "_" + "".join(draw.choices(string.ascii_letters + string.digits, k=36))


def _password(draw: Random) -> str:
    return "".join(draw.choices(string.ascii_letters, k=7)) + _digits(draw, 3) + draw.choice("!#%*")


def _name(draw: Random) -> str:
    return f"{draw.choice(_FIRST)} {draw.choice(_LAST)}"


def _born(draw: Random) -> str:
    return f"{draw.randint(1950, 1999)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def _aws(draw: Random) -> str:
    return "AKIA" + "".join(draw.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16))


_KINDS = (
    ("e-mail", _email, "Email", "Please write to {} about the offer."),
    ("phone", _phone, "Phone", "Call me at {} after lunch."),
    ("IBAN", _iban, "IBAN", "Transfer it to IBAN {} today."),
    ("card", _card, "Card number", "My credit card is {}, please charge it."),
    ("SSN", _ssn, "SSN", "Her SSN is {} as told before."),
    ("token", _key, "GitHub token", "Use the token {} for the build."),
    ("password", _password, "Password", "The password is {} for now."),
    ("name", _name, "Patient name", "Our patient {} was admitted on Monday."),
    ("birth date", _born, "Date of birth", "Her date of birth is {} by the form."),
    ("access key", _aws, "AWS access key", "aws_access_key_id = {}"),
)


def secrets(seed: int = 7) -> list[Secret]:
    """The fifty, kinds in turn."""
    draw = Random(seed)
    found: list[Secret] = []
    while len(found) < COUNT:
        kind, make, label, sentence = _KINDS[len(found) % len(_KINDS)]
        value = make(draw)
        if all(value not in one.sentence for one in found):
            found.append(Secret(kind, value, label, sentence.format(value)))
    return found


def by_kind(given: list[Secret], kind: str) -> list[Secret]:
    """Those of one kind."""
    return [one for one in given if one.kind == kind]
