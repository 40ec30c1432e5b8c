"""Examples of rules: a short text in which `«` and `»` enclose what must be found.

No example holds a secret as a literal, or scanners of source code would take it for a real one.
`{{maker:argument}}`
is replaced by made-up text, the same at every start: `{{upper:16}}` sixteen capitals and digits,
`{{hex:40}}`,
`{{HEX:8}}`, `{{digits:10}}`, `{{alnum:20}}`, `{{letters:8}}`, `{{base32:16}}`, `{{base64:64}}` (URL-safe
without
padding), `{{join:AB|CD}}` the pieces joined, `{{repeat:1 |500}}`, `{{github:ghp}}` a token with a right
checksum,
`{{jwt:}}` a signed-looking token.
"""

import base64
import re
import string
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

_PIECE = re.compile(r"\{\{(\w+):([^{}]*)\}\}")
_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the spans that must be found in it."""

    text: str
    spans: tuple[tuple[int, int], ...]


def example(source: str, seed: str) -> Example:
    """The example that ``source`` describes. Raises ValueError where a maker or a mark is wrong."""
    marked = expand(source, seed)
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    opened = -1
    for character in marked:
        match character:
            case "«":
                if opened >= 0:
                    raise ValueError("« inside «")
                opened = len(text)
            case "»":
                if opened < 0:
                    raise ValueError("» without «")
                spans.append((opened, len(text)))
                opened = -1
            case _:
                text.append(character)
    if opened >= 0:
        raise ValueError("« without »")
    return Example("".join(text), tuple(spans))


def expand(source: str, seed: str) -> str:
    """``source`` with every `{{maker:argument}}` replaced. Raises ValueError for an unknown maker."""

    def made(match: re.Match[str]) -> str:
        name, argument = match[1], match[2]
        maker = _MAKERS.get(name)
        if maker is None:
            raise ValueError(f"unknown maker {name}; known are {', '.join(sorted(_MAKERS))}")
        return maker(argument, f"{seed}:{match.start()}")

    return _PIECE.sub(made, source)


def _numbers(seed: str, count: int) -> list[int]:
    """``count`` numbers below 65,536 that depend on the seed only."""
    numbers: list[int] = []
    block = 0
    while len(numbers) < count:
        drawn = blake2b(f"{seed}:{block}".encode()).digest()
        numbers.extend(int.from_bytes(drawn[at : at + 2], "big") for at in range(0, 64, 2))
        block += 1
    return numbers[:count]


def _drawn(alphabet: str) -> Callable[[str, str], str]:
    def maker(argument: str, seed: str) -> str:
        return "".join(alphabet[number % len(alphabet)] for number in _numbers(seed, int(argument)))

    return maker


def _repeat(argument: str, seed: str) -> str:
    piece, _, count = argument.rpartition("|")
    return piece * int(count)


def _github(argument: str, seed: str) -> str:
    body = _drawn(_BASE62)("30", seed)
    return f"{argument}_{body}{_base62(zlib.crc32(body.encode()))}"


def _base62(number: int) -> str:
    digits = ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        digits = _BASE62[rest] + digits
    return digits


def _jwt(argument: str, seed: str) -> str:
    parts = [b'{"alg":"HS256","typ":"JWT"}', b'{"sub":"1024","iss":"promptward"}']
    coded = [base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts]
    return ".".join([*coded, _drawn(_BASE62 + "-_")("43", seed)])


_MAKERS: dict[str, Callable[[str, str], str]] = {
    "upper": _drawn(string.ascii_uppercase + string.digits),
    "alnum": _drawn(_BASE62),
    "letters": _drawn(string.ascii_letters),
    "lower": _drawn(string.ascii_lowercase + string.digits),
    "hex": _drawn("0123456789abcdef"),
    "HEX": _drawn("0123456789ABCDEF"),
    "digits": _drawn(string.digits),
    "base32": _drawn(string.ascii_uppercase + "234567"),
    "base64": _drawn(_BASE62 + "-_"),
    "join": lambda argument, seed: argument.replace("|", ""),
    "repeat": _repeat,
    "github": _github,
    "jwt": _jwt,
}
