"""Ways to write a text so that a reader of plain text does not see it, by name; they nest."""

import base64
import binascii
import codecs
import gzip
import string
import zlib
from collections.abc import Callable

from tests.bench.quality import wallets

_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_DIGITS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
}
_SPOKEN = dict(
    zip(
        string.ascii_lowercase + string.digits,
        (
            "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec "
            "romeo sierra tango uniform victor whiskey xray yankee zulu " + _DIGITS["en"]
        ).split(),
        strict=True,
    )
)
_MORSE = ("-----", ".----", "..---", "...--", "....-", ".....", "-....", "--...", "---..", "----.")


def disguise(name: str, argument: str, text: str) -> str:
    """The text as the way of that name writes it."""
    if name == "each":
        return argument.join(text)
    if name.startswith("cut"):
        size = int(name[3:])
        return argument.join(text[at : at + size] for at in range(0, len(text), size))
    if name in wallets.WAYS:
        return wallets.WAYS[name](text, argument)
    if name.startswith("spell_"):
        return " ".join(_DIGITS[name[6:]].split()[int(digit)] for digit in text)
    return _WAYS[name](text)


def _bytes(text: str) -> bytes:
    """The bytes of a text; those of a mask that makes bytes travel as Latin-1."""
    return text.encode("latin-1") if all(ord(character) < 256 for character in text) else text.encode()


def _b64(text: str) -> str:
    return base64.b64encode(_bytes(text)).decode()


def _jwt(claims: str) -> str:
    parts = (b'{"alg":"HS256","typ":"JWT"}', claims.encode(), b"0123456789abcdefghijklmnopqrstuv")
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def _summed(text: str) -> str:
    """A token of GitHub or npm with its checksum: CRC-32 of what follows the last line below, six signs of base 62."""
    left, signs = zlib.crc32(text.rpartition("_")[2].encode()), ""
    while left or len(signs) < 6:
        left, digit = divmod(left, 62)
        signs = (string.digits + string.ascii_uppercase + string.ascii_lowercase)[digit] + signs
    return text + signs


def _mirrored() -> str:
    return string.ascii_lowercase[::-1] + string.ascii_uppercase[::-1]


def _based(text: str, letters: str) -> str:
    """The bytes as one large number, written with those letters."""
    left, signs = int.from_bytes(_bytes(text)), ""
    while left:
        left, digit = divmod(left, len(letters))
        signs = letters[digit] + signs
    return signs


def _mono(text: str) -> str:
    starts = {"A": 0x1D670, "a": 0x1D68A, "0": 0x1D7F6}

    def styled(character: str) -> str:
        for first, start in starts.items():
            if character.isascii() and character.isalnum() and 0 <= ord(character) - ord(first) < 26:
                return chr(start + ord(character) - ord(first))
        return character

    return "".join(map(styled, text))


_WAYS: dict[str, Callable[[str], str]] = {
    "full": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "cyrillic": lambda text: text.translate(_CYRILLIC),
    "arabic": lambda text: "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in text),
    "mathmono": _mono,
    "tags": lambda text: "".join(chr(0xE0000 + ord(c)) for c in text),
    "atdot": lambda text: text.replace("@", " at ").replace(".", " dot "),
    "leetat": lambda text: text.replace("@", " [at] ").replace(".", " [d0t] "),
    "reverse": lambda text: text[::-1],
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "b64": _b64,
    "wrap": lambda text: "\n  ".join(text[at : at + 32] for at in range(0, len(text), 32)),
    "b64url": lambda text: base64.urlsafe_b64encode(_bytes(text)).decode().rstrip("="),
    "b32": lambda text: base64.b32encode(_bytes(text)).decode(),
    "ascii85": lambda text: base64.a85encode(_bytes(text)).decode(),
    "b85": lambda text: base64.b85encode(_bytes(text)).decode(),
    "uu": lambda text: binascii.b2a_uu(_bytes(text)).decode().rstrip("\n"),
    "hex": lambda text: _bytes(text).hex(),
    "xxd": lambda text: _bytes(text).hex(" ", 2),
    "binary": lambda text: " ".join(f"{ord(c):08b}" for c in text),
    "carray": lambda text: ", ".join(f"0x{byte:02x}" for byte in _bytes(text)),
    "sqlchar": lambda text: " || ".join(f"CHR({ord(c)})" for c in text),
    "url": lambda text: "".join(c if c.isalnum() else f"%{ord(c):02X}" for c in text),
    "html": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "uni": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
    "qp": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "gzip": lambda text: gzip.compress(text.encode(), mtime=0).decode("latin-1"),
    "utf16": lambda text: text.encode("utf-16-le").decode("latin-1"),
    "zlib": lambda text: zlib.compress(text.encode()).decode("latin-1"),
    "crc": _summed,
    "xesc": lambda text: "".join(f"\\x{ord(c):02x}" for c in text),
    "xspace": lambda text: _bytes(text).hex(" "),
    "octal": lambda text: "".join(f"\\{ord(c):03o}" for c in text),
    "decimal": lambda text: " ".join(str(ord(c)) for c in text),
    "urlall": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "htmlhex": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
    "css": lambda text: "".join(f"\\{ord(c):06x}" for c in text),
    "jsbrace": lambda text: "".join(f"\\u{{{ord(c):x}}}" for c in text),
    "super": lambda text: text.translate(str.maketrans(string.digits, "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    "circled": lambda text: text.translate(str.maketrans(string.digits, "⓪①②③④⑤⑥⑦⑧⑨")),
    "deva": lambda text: text.translate(str.maketrans(string.digits, "०१२३४५६७८९")),
    "keycap": lambda text: "".join(f"{c}\ufe0f\u20e3" for c in text),
    "jwt": _jwt,
    "leet": lambda text: text.translate(str.maketrans("aeiosAEIOS", "4310543105")),
    "ocr": lambda text: text.replace("1", "l", 1).replace("0", "O", 1),
    "rot5": lambda text: text.translate(str.maketrans(string.digits, "5678901234")),
    "caesar3": lambda text: text.translate(
        str.maketrans(string.ascii_lowercase, string.ascii_lowercase[3:] + "abc")
    ),
    "rot47": lambda text: "".join(chr(33 + (ord(c) + 14) % 94) if "!" <= c <= "~" else c for c in text),
    "atbash": lambda text: text.translate(str.maketrans(string.ascii_letters, _mirrored())),
    "b36": lambda text: _based(text, string.digits + string.ascii_lowercase),
    "base58": lambda text: _based(text, wallets.BITCOIN),
    "b62": lambda text: _based(text, string.digits + string.ascii_uppercase + string.ascii_lowercase),
    "vbchr": lambda text: " & ".join(f"Chr({ord(c)})" for c in text),
    "codes": lambda text: ",".join(str(ord(c)) for c in text),
    "list": lambda text: str(list(_bytes(text))),
    "deflate": lambda text: zlib.compress(text.encode(), wbits=-15).decode("latin-1"),
    "nato": lambda text: " ".join(_SPOKEN[c] for c in text.lower()),
    "braille": lambda text: "\u283c" + text.translate(str.maketrans(string.digits, "⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊")),
    "puny": lambda text: text.translate(_CYRILLIC).encode("idna").decode(),
    "morse": lambda text: " ".join(_MORSE[int(digit)] for digit in text),
}
