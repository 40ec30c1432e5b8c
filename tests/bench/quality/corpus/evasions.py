"""Values that are disguised: every technique on every kind of value that it fits, each in a few wordings.

A text is tagged ``technique:NAME``, and ``reasonable`` where a very good guard should see through it. Values in several
pieces are marked piece by piece under one name.
"""

import base64
import bz2
import codecs
import gzip
import json
import quopri
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import quote

from tests.bench.quality.corpus import Cut, Labelled, Mark, compose
from tests.bench.quality.values import Values

COPIES = 2
type Piece = str | Mark | Cut

# Kind: how a value is drawn, and sentences around it. Braces are where it stands.
KINDS: dict[str, tuple[str, Callable[[Values], str], tuple[str, ...]]] = {
    "card": (
        "CREDIT_CARD",
        lambda v: v.card().replace(" ", "").replace("-", ""),
        (
            "The guest's card is {} and the hotel wants it again",
            "please check the card number {} for me",
            "charge {} to the Visa on file",
        ),
    ),
    "ssn": (
        "US_SSN",
        lambda v: f"{v.number(100, 665)}-{v.number(10, 99)}-{v.number(1000, 9999)}",
        (
            "Her SSN is {}, is the form complete?",
            "social security number {} for the new hire",
            "W-4 says ssn {} but payroll disagrees",
        ),
    ),
    "iban": (
        "IBAN_CODE",
        lambda v: v.iban().replace(" ", ""),
        (
            "Send the deposit to {} today",
            "the IBAN {} was rejected, why?",
            "payee account {} needs a second look",
        ),
    ),
    "email": (
        "EMAIL_ADDRESS",
        lambda v: v.email(),
        ("write to {} and copy me", "contact mail {} bounced twice", "add {} to the list"),
    ),
    "phone": (
        "PHONE_NUMBER",
        lambda v: f"+49 151 {v.number(20, 99)}{v.number(200, 899)}{v.number(200, 899)}",
        ("call her mobile {} after six", "his phone is {} , text him first", "the number to call: {}"),
    ),
    "aws": (
        "AWS_ACCESS_KEY",
        lambda v: f"AKIA{v.drawn(16, 'ABCDEFGHJKLMNPQRSTUVWXYZ234567')}",
        ("our key {} was rotated last night", "why is {} denied on s3?", "use {} in the pipeline"),
    ),
    "token": (
        "API_KEY",
        lambda v: v.pick(f"sk_live_{v.drawn(24)}|glpat-{v.drawn(20)}|AIza{v.drawn(35)}", "|"),
        ("the service token is {} for now", "calls with {} return 401", "deploy uses {} since Monday"),
    ),
    "password": (
        "PASSWORD",
        lambda v: (
            f"{v.pick('Maple Quartz Tundra Walnut Harbor Copper')}{v.pick('! # ? $')}{v.pick('river stone cloud lamp')}{v.number(10, 99)}"
        ),
        (
            "the admin password is {} until Friday",
            'config has db_password="{}" in it',
            "log in with password: {} please",
        ),
    ),
}
ALL = tuple(KINDS)
NUMBERS = ("card", "ssn", "phone")
DIGITS = ("card",)
LETTERED = ("email", "aws", "token", "password")
CODES = ("iban", "email", "aws", "token")
VALUES = (*CODES, "card")

# Technique: its function from value to what is written, with « and » around what must be found if that is less; the kinds that it fits; whether it is reasonable.
type Technique = tuple[Callable[[str], str], tuple[str, ...], bool]
_WORDS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
    "pt": "zero um dois três quatro cinco seis sete oito nove",
    "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
}
_AT = {
    "en": ("at", "dot"),
    "de": ("ät", "punkt"),
    "fr": ("arobase", "point"),
    "es": ("arroba", "punto"),
    "it": ("chiocciola", "punto"),
    "nl": ("apenstaartje", "punt"),
    "pt": ("arroba", "ponto"),
    "pl": ("małpa", "kropka"),
}
_NATO_WORDS = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo "
    "Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu"
)
_NATO = {word[0]: word for word in _NATO_WORDS.split()}
_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_TURNED = str.maketrans("abcdefghijklmnopqrtuvwy.", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹʇnʌʍʎ˙")
_GREEK = str.maketrans("ovABEHIKMNOPTXYZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")


def _styled(first_upper: int, first_lower: int, first_digit: int) -> Callable[[str], str]:
    def write(value: str) -> str:
        return "".join(
            chr(first_upper + ord(c) - 65)
            if "A" <= c <= "Z"
            else chr(first_lower + ord(c) - 97)
            if "a" <= c <= "z"
            else chr(first_digit + int(c))
            if c.isdigit()
            else c
            for c in value
        )

    return write


def _b64(data: bytes | str) -> str:
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


def _told(value: str) -> str:
    """A value with a word that says what it is, as it stands in a file that is encoded whole."""
    return f'{{"user":"svc_hudu","password":"{value}"}}' if not value.isdigit() else f"card={value}"


def _fours(value: str, sign: str) -> str:
    digits = value.replace("-", "")
    sizes = (3, 2, 4) if len(digits) == 9 else (4,) * 8
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return sign.join(part for part in parts if part)


def _spaced(value: str, size: int) -> str:
    return " ".join(value[at : at + size] for at in range(0, len(value), size))


def _digits(value: str) -> str:
    return "".join(c for c in value if c.isdigit())


def _halves(value: str) -> tuple[str, str]:
    return value[: len(value) // 2], value[len(value) // 2 :]


def _thirds(value: str) -> list[str]:
    size = len(value) // 3
    return [value[:size], value[size : 2 * size], value[2 * size :]]


def _joined(sign: str) -> Callable[[str], str]:
    return lambda value: sign.join(value)


def _spelled(language: str, separator: str = " ") -> Callable[[str], str]:
    names = _WORDS[language].split()
    return lambda value: separator.join(names[int(digit)] for digit in _digits(value))


def _address(language: str, shape: str) -> Callable[[str], str]:
    at, dot = _AT[language]
    at, dot = shape.replace("x", at), shape.replace("x", dot)
    return lambda value: value.replace("@", at).replace(".", dot)


def _raw_deflate(value: str) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return _b64(packer.compress(_told(value).encode()) + packer.flush())


def _wrapped(value: str) -> str:
    whole = _b64(
        f"please keep this to yourself, as agreed on the phone: {_told(value)} and thank you very much"
    )
    return "\n".join(whole[at : at + 40] for at in range(0, len(whole), 40))


TECHNIQUES: dict[str, Technique] = {
    # Characters that do not show, or look alike.
    "zero_width_space": (_joined("\u200b"), ALL, True),
    "zero_width_non_joiner": (_joined("\u200c"), ALL, True),
    "word_joiner": (lambda v: v[:3] + "\u2060" + v[3:7] + "\u2060" + v[7:], ALL, True),
    "soft_hyphen": (lambda v: v[:4] + "\u00ad" + v[4:8] + "\u00ad" + v[8:], ALL, True),
    "byte_order_mark": (lambda v: v[:5] + "\ufeff" + v[5:], ALL, True),
    "direction_mark": (lambda v: v[:2] + "\u200e" + v[2:6] + "\u202d" + v[6:], ALL, True),
    "combining_marks": (lambda v: "".join(c + "\u0337" if c.isalnum() else c for c in v), ALL, True),
    "key_caps": (lambda v: "".join(c + "\ufe0f\u20e3" if c.isdigit() else c for c in v), NUMBERS, True),
    "tags": (lambda v: "".join(chr(0xE0000 + ord(c)) for c in v), CODES, True),
    "full_width": (lambda v: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in v), ALL, True),
    "full_width_digits": (
        lambda v: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in v),
        NUMBERS,
        True,
    ),
    "arabic_digits": (lambda v: "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in v), NUMBERS, True),
    "devanagari_digits": (
        lambda v: "".join(chr(0x966 + int(c)) if c.isdigit() else c for c in v),
        NUMBERS,
        True,
    ),
    "circled_digits": (
        lambda v: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(c)] if c.isdigit() else c for c in v),
        NUMBERS,
        True,
    ),
    "superscript_digits": (
        lambda v: "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] if c.isdigit() else c for c in v),
        NUMBERS,
        True,
    ),
    "mathematical_bold": (_styled(0x1D400, 0x1D41A, 0x1D7CE), ALL, True),
    "mathematical_mono": (_styled(0x1D670, 0x1D68A, 0x1D7F6), ALL, True),
    "cyrillic": (lambda v: v.translate(_CYRILLIC), CODES, True),
    "greek": (lambda v: v.translate(_GREEK), CODES, True),
    "small_capitals": (
        lambda v: v.lower().translate(str.maketrans("abcdeghijklmnoprtuvwyz", "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ")),
        ("email",),
        True,
    ),
    "odd_hyphens": (lambda v: v.replace("-", "\u2010"), ("ssn",), True),
    "turned": (lambda v: v[::-1].translate(_TURNED), ("email",), True),
    "decomposed": (lambda v: unicodedata.normalize("NFD", v), ("email",), True),
    # Signs inside.
    "spaced_digits": (lambda v: " ".join(_digits(v)), ("card", "ssn"), True),
    "hyphen_every_digit": (lambda v: "-".join(_digits(v)), DIGITS, True),
    "dotted_groups": (lambda v: _fours(v, "."), ("card", "ssn", "iban"), True),
    "underscored_groups": (lambda v: _fours(v, "_"), ("card", "ssn", "iban"), True),
    "slashed_groups": (lambda v: _fours(v, "/"), ("card", "ssn"), True),
    "double_spaces": (lambda v: _fours(v, "  "), ("card", "iban"), True),
    "spaced_hyphens": (lambda v: _fours(v, " - "), ("card", "ssn", "iban"), True),
    "pairs": (lambda v: " ".join(v[at : at + 2] for at in range(0, len(v), 2)), DIGITS, True),
    "spaced_letters": (_joined(" "), CODES, True),
    "hyphened_letters": (_joined("-"), ("email", "aws"), True),
    "spaced_at": (lambda v: v.replace("@", " @ ").replace(".", " . "), ("email",), True),
    "asterisks": (lambda v: v[:4] + "**" + v[4:8] + "**" + v[8:], ("card", "iban", "email", "aws"), True),
    "bold_tags": (
        lambda v: v[:4] + "<b>" + v[4:8] + "</b>" + v[8:],
        ("card", "iban", "email", "aws", "token"),
        True,
    ),
    "html_comment": (lambda v: v[:5] + "<!-- x -->" + v[5:], ("card", "email", "aws"), True),
    "hidden_span": (
        lambda v: f'{v[:6]}<span style="display:none">07</span>{v[6:]}',
        ("card", "email", "aws"),
        True,
    ),
    "code_comment": (lambda v: v[:6] + "/*x*/" + v[6:], ("card", "email", "aws"), True),
    "cdata": (lambda v: v[:6] + "]]><![CDATA[" + v[6:], ("card", "iban", "email", "aws"), True),
    "typeset_bold": (lambda v: "\\textbf{" + v[:4] + "}" + v[4:], ("card", "iban", "email"), True),
    "mixed_groups": (lambda v: f"{v[:4]}.{v[4:8]}-{v[8:12]}_{v[12:]}", DIGITS, True),
    "backticks": (lambda v: f"«{v[:6]}`{v[6:]}»`", ("card", "aws"), True),
    # Words for signs.
    **{f"at_dot_{one}": (_address(one, " x "), ("email",), True) for one in _AT},
    **{f"at_dot_round_{one}": (_address(one, "(x)"), ("email",), True) for one in ("en", "de", "es")},
    "at_dot_square": (_address("en", " [x] "), ("email",), True),
    "at_dot_curly": (_address("en", "{x}"), ("email",), True),
    "at_only": (lambda v: v.replace("@", "(at)"), ("email",), True),
    **{f"spelled_{one}": (_spelled(one), DIGITS, True) for one in _WORDS},
    **{f"spelled_glued_{one}": (_spelled(one, ""), DIGITS, True) for one in ("en", "de", "es")},
    "chinese_digits": (
        lambda v: "".join("〇一二三四五六七八九"[int(c)] if c.isdigit() else c for c in v),
        DIGITS,
        True,
    ),
    "roman_digits": (
        lambda v: " ".join(["N", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][int(c)] for c in v),
        DIGITS,
        True,
    ),
    "spelled_commas": (_spelled("en", ", "), DIGITS, True),
    "spelled_hyphens": (_spelled("en", "-"), DIGITS, True),
    "nato": (
        lambda v: " ".join(_NATO[c] if c.isalpha() else _WORDS["en"].split()[int(c)] for c in v.upper()),
        ("aws", "iban"),
        False,
    ),
    # Escapes.
    "percent": (lambda v: "".join(f"%{ord(c):02X}" for c in v), ALL, True),
    "percent_signs": (lambda v: quote(v, safe=""), ("email", "password"), True),
    "percent_twice": (lambda v: "".join(f"%25{ord(c):02X}" for c in v), ALL, True),
    "html_decimal": (lambda v: "".join(f"&#{ord(c)};" for c in v), ALL, True),
    "html_hex": (lambda v: "".join(f"&#x{ord(c):X};" for c in v), ALL, True),
    "html_named": (
        lambda v: v.replace("@", "&commat;").replace(".", "&period;").replace("-", "&hyphen;"),
        ("email",),
        True,
    ),
    "unicode_escape": (lambda v: "".join(f"\\u{ord(c):04x}" for c in v), ALL, True),
    "long_unicode_escape": (lambda v: "".join(f"\\U{ord(c):08x}" for c in v), ALL, True),
    "braced_escape": (lambda v: "".join(f"\\u{{{ord(c):x}}}" for c in v), ALL, True),
    "hex_escape": (lambda v: "".join(f"\\x{ord(c):02x}" for c in v), ALL, True),
    "octal_escape": (lambda v: "".join(f"\\{ord(c):03o}" for c in v), ALL, True),
    "named_escape": (
        lambda v: v.replace("@", "\\N{COMMERCIAL AT}").replace(".", "\\N{FULL STOP}"),
        ("email",),
        True,
    ),
    "code_points": (lambda v: " ".join(f"U+{ord(c):04X}" for c in v), CODES, True),
    "percent_u": (lambda v: "".join(f"%u{ord(c):04X}" for c in v), ALL, True),
    "shell_octal": (lambda v: "".join(f"\\0{ord(c):03o}" for c in v), CODES, True),
    "sql_escape": (lambda v: "".join(f"\\{ord(c):04x}" for c in v), CODES, True),
    "style_escape": (lambda v: "".join(f"\\{ord(c):x} " for c in v), ("email", "aws"), True),
    "ticked_escape": (lambda v: "".join(f"`u{{{ord(c):x}}}" for c in v), CODES, True),
    "utf7": (lambda v: v.replace("@", "+AEA-"), ("email",), True),
    "quoted_printable": (lambda v: "".join(f"={ord(c):02X}" for c in v), ALL, True),
    "soft_line_end": (
        lambda v: quopri.encodestring(f"{v[:6]}".encode()).decode().rstrip("=\n") + "=\n" + v[6:],
        ("card", "iban", "email", "aws"),
        True,
    ),
    # Encodings.
    "base64": (lambda v: _b64(_told(v)), ALL, True),
    "base64_bare": (_b64, ("card", "iban", "email", "aws", "token"), True),
    "base64_url": (lambda v: base64.urlsafe_b64encode(_told(v).encode()).decode().rstrip("="), ALL, True),
    "base64_twice": (lambda v: _b64(_b64(_told(v))), ALL, True),
    "base64_wrapped": (_wrapped, ALL, True),
    "base64_quoted": (lambda v: "> «" + _wrapped(v).replace("\n", "\n> ") + "»", ALL, True),
    "base32": (lambda v: base64.b32encode(_told(v).encode()).decode(), ALL, True),
    "hex": (lambda v: v.encode().hex(), ("card", "ssn", "iban", "email", "aws", "token"), True),
    "hex_prefixed": (lambda v: "0x" + v.encode().hex(), ("card", "iban", "email", "aws", "token"), True),
    "hex_spaced": (lambda v: v.encode().hex(" "), ("card", "ssn", "iban", "email", "aws", "token"), True),
    "hex_colons": (lambda v: v.encode().hex(":"), ("card", "iban", "email", "aws", "token"), True),
    "hex_list": (lambda v: ", ".join(f"0x{ord(c):02x}" for c in v), ("card", "iban", "email", "aws"), True),
    "decimal_codes": (
        lambda v: " ".join(str(ord(c)) for c in v),
        ("card", "iban", "email", "aws", "token"),
        True,
    ),
    "decimal_list": (
        lambda v: "[«" + ", ".join(str(ord(c)) for c in v) + "»]",
        ("card", "iban", "email", "aws", "token"),
        True,
    ),
    "hex_glued": (lambda v: "".join(f"0x{ord(c):02x}" for c in v), ("iban", "email", "aws"), True),
    "hex_suffixed": (lambda v: " ".join(f"{ord(c):02X}h" for c in v), ("iban", "email", "aws"), True),
    "binary_prefixed": (lambda v: " ".join(f"0b{ord(c):08b}" for c in v), ("card", "email", "aws"), True),
    "binary": (lambda v: " ".join(f"{ord(c):08b}" for c in v), ("card", "iban", "email", "aws"), False),
    "chr_calls": (lambda v: "+".join(f"chr({ord(c)})" for c in v), ("card", "email", "aws"), True),
    "char_codes": (
        lambda v: f"String.fromCharCode(«{','.join(str(ord(c)) for c in v)}»)",
        ("email", "aws", "token"),
        True,
    ),
    "gzip": (lambda v: _b64(gzip.compress(_told(v).encode(), mtime=0)), ALL, True),
    "zlib": (lambda v: _b64(zlib.compress(_told(v).encode())), ALL, True),
    "deflate": (_raw_deflate, ALL, True),
    "bzip2": (lambda v: _b64(bz2.compress(_told(v).encode())), ALL, False),
    "utf16_command": (
        lambda v: f"powershell -EncodedCommand «{_b64(f"Connect -Data '{_told(v)}'".encode('utf-16-le'))}»",
        ALL,
        True,
    ),
    "data_url": (lambda v: f"data:text/plain;base64,«{_b64(_told(v))}»", ALL, True),
    "jwt_payload": (
        lambda v: ".".join(
            base64.urlsafe_b64encode(part).decode().rstrip("=")
            for part in (
                b'{"alg":"HS256"}',
                json.dumps({"sub": "7", "note": _told(v)}).encode(),
                b"0123456789abcdef" * 2,
            )
        ),
        ALL,
        True,
    ),
    "url_in_base64": (lambda v: _b64("".join(f"%{ord(c):02X}" for c in _told(v))), ALL, True),
    "rot13": (lambda v: f"«{codecs.encode(v, 'rot13')}» (rot13)", ("email", "aws"), False),
    "reversed": (lambda v: f"«{v[::-1]}» (backwards)", ("card", "iban", "email", "aws", "token"), False),
    # Code.
    "replace_call": (
        lambda v: '"«' + "x".join(v[at : at + 4] for at in range(0, len(v), 4)) + '»".replace("x", "")',
        ("card", "iban", "aws"),
        True,
    ),
    "format_call": (lambda v: 'format("%s%s", "«{}", "{}»")'.format(*_halves(v)), CODES, True),
    "environment": (lambda v: "A=«{}\nB={}»\nexport C=$A$B".format(*_halves(v)), ("aws", "token"), True),
    "plus": (lambda v: '"«' + '" + "'.join(_thirds(v)) + '»"', VALUES, True),
    "dots": (lambda v: "'«" + "' . '".join(_thirds(v)) + "»'", VALUES, True),
    "ampersands": (lambda v: '"«' + '" & "'.join(_thirds(v)) + '»"', VALUES, True),
    "pipes": (lambda v: "'«" + "' || '".join(_thirds(v)) + "»'", VALUES, True),
    "implicit": (lambda v: '"«' + '" "'.join(_thirds(v)) + '»"', VALUES, True),
    "continued": (lambda v: '"«' + '" + \\\n    "'.join(_thirds(v)) + '»"', VALUES, True),
    "concat_call": (lambda v: "CONCAT('«" + "', '".join(_thirds(v)) + "»')", VALUES, True),
    "join_call": (lambda v: '"".join(["«' + '", "'.join(_thirds(v)) + '»"])', VALUES, True),
    "variables": (
        lambda v: 'a = "«{}"\nb = "{}"\nc = "{}»"\nwhole = a + b + c'.format(*_thirds(v)),
        VALUES,
        True,
    ),
    "shell_variables": (
        lambda v: 'P1="«{}"; P2="{}»"; use "$P1$P2"'.format(*_halves(v)),
        VALUES,
        True,
    ),
    # Pieces on several lines, in cells and in fields.
    "two_lines": (lambda v: "\n".join(_halves(v)), ("card", "iban", "aws", "token"), True),
    "indented_lines": (lambda v: "\n    ".join(_thirds(v)), ("card", "iban"), True),
    "four_lines": (lambda v: _fours(v, "\n"), DIGITS, True),
    "cells": (lambda v: "| «" + _fours(v, " | ") + "» |", DIGITS, True),
    "tabs": (lambda v: _fours(v, "\t"), DIGITS, True),
    "commas": (lambda v: _fours(v, ","), DIGITS, True),
    "json_fields": (
        lambda v: '{{"part_1": "«{}", "part_2": "{}»"}}'.format(*_halves(v)),
        VALUES,
        True,
    ),
    "json_named": (lambda v: '{{"card_first": "«{}", "card_last": "{}»"}}'.format(*_halves(v)), DIGITS, True),
    "env_lines": (lambda v: "VALUE_A=«{}\nVALUE_B={}»".format(*_halves(v)), VALUES, True),
    "said_parts": (lambda v: "part one: «{}, part two: {}»".format(*_halves(v)), VALUES, True),
    "mail_parts": (lambda v: '{{"user": "«{}", "domain": "{}»"}}'.format(*v.split("@")), ("email",), True),
    "mail_lines": (lambda v: v.replace("@", "@\n"), ("email",), True),
    # Parts with words between them, told in any order or called by their names.
    "starts_and_ends": (
        lambda v: "starting with «{} and ending with {}»".format(*_halves(v)),
        ("card", "iban", "aws"),
        True,
    ),
    "word_list": (lambda v: "%w[«" + " ".join(_thirds(v)) + "»].join", ("card", "iban", "aws"), True),
    "printed": (lambda v: "$(printf '%s%s' «" + " ".join(_halves(v)) + "»)", ("card", "iban", "aws"), True),
    "appended": (lambda v: "n=«{}; n+={}; n+={}»".format(*_thirds(v)), ("card", "iban", "aws"), True),
    "echoed": (
        lambda v: "echo -n «{} > f; echo -n {}» >> f".format(*_halves(v)),
        ("card", "iban", "aws"),
        True,
    ),
    "numbered_lines": (
        lambda v: "\n1,«" + "\n".join(f"{place},{sign}" for place, sign in enumerate(v, 1))[2:] + "»\n",
        ("card", "iban"),
        True,
    ),
    "mail_items": (lambda v: '["«' + v.replace("@", '", "@", "') + '»"]', ("email",), True),
    "mail_named": (
        lambda v: "mailbox «" + v.replace("@", ", domain ") + "»",
        ("email",),
        True,
    ),
    # What the text says how to undo.
    "added_to_digits": (
        lambda v: (
            "«"
            + "".join(str((int(c) + 2) % 10) if c.isdigit() else c for c in v)
            + "» (plus 2 on each digit)"
        ),
        ("card", "iban"),
        True,
    ),
    "sign_for_digit": (lambda v: f"«{v.replace(v[-1], 'X')}» (X={v[-1]})", DIGITS, True),
    "letters_for_digits": (
        lambda v: "«" + v.translate(str.maketrans("0123456789", "ABCDEFGHIJ")) + "» with A=0, B=1",
        DIGITS,
        True,
    ),
    "sign_for_at": (lambda v: "«" + v.replace("@", "#") + "» where # is @", ("email",), True),
    "xor": (
        lambda v: "«" + bytes(octet ^ 42 for octet in v.encode()).hex() + "» (xor 42)",
        ("card", "iban", "email", "aws", "token"),
        True,
    ),
    "octal_list": (lambda v: "octal «" + " ".join(f"{ord(c):o}" for c in v) + "»", CODES, True),
    "four_bits": (lambda v: " ".join(f"{int(c):04b}" for c in v), DIGITS, True),
    "hex_eights": (lambda v: _spaced(v.encode().hex(), 8), ("card", "iban", "email", "aws"), True),
    "base64_gaps": (lambda v: _spaced(_b64(_told(v)), 8), ("card", "email", "aws"), True),
    # Words for signs, between other signs.
    **{f"at_dot_commas_{one}": (_address(one, ", x, "), ("email",), True) for one in _AT},
    **{f"at_dot_dashes_{one}": (_address(one, "-x-"), ("email",), True) for one in _AT},
    **{
        f"at_dot_tildes_{one}": (_address(one, " ~x~ "), ("email",), True) for one in ("en", "de", "fr", "es")
    },
    "at_dot_loud": (lambda v: v.replace("@", "AT").replace(".", "DOT"), ("email",), True),
    "spelled_slashes": (_spelled("it", " / "), DIGITS, True),
    "spelled_bullets": (_spelled("pl", "\n- "), DIGITS, True),
    "spelled_arrows": (_spelled("de", " -> "), DIGITS, True),
    "spelled_in_part": (
        lambda v: " ".join(c if place % 2 else _WORDS["fr"].split()[int(c)] for place, c in enumerate(v)),
        DIGITS,
        True,
    ),
}
# Several messages: what stands around the pieces.
MESSAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "two_messages": (("here is the first half: ", ""), ("second half: ", " now check it")),
    "three_messages": (("first part ", ""), ("next part ", ""), ("last part ", ", thanks")),
    "bare_messages": (("the card number starts with ", ""), ("", " is the rest")),
}


def texts() -> Iterator[Labelled]:
    """Every technique on every kind that it fits."""
    for technique, (write, kinds, reasonable) in TECHNIQUES.items():
        for kind in kinds:
            values = Values(f"evasions {technique} {kind}", "de" if kind == "iban" else "en")
            label, draw, carriers = KINDS[kind]
            for copy in range(COPIES):
                value = draw(values)
                head, _, shown = write(value).rpartition("«")
                shown, _, tail = shown.partition("»")
                before, _, after = carriers[(copy + len(technique)) % len(carriers)].partition("{}")
                yield compose(
                    before + head,
                    Mark(label, shown),
                    tail + after,
                    tags={f"technique:{technique}", "reasonable" if reasonable else "hard"},
                    id=f"{technique}-{kind}-{copy}",
                )
    for technique, around in MESSAGES.items():
        for kind in ("card", "iban", "aws"):
            values = Values(f"evasions {technique} {kind}", "de" if kind == "iban" else "en")
            label, draw, _ = KINDS[kind]
            for copy in range(COPIES):
                value = draw(values)
                parts = _thirds(value) if len(around) == 3 else _halves(value)
                pieces: list[Piece] = []
                for part, (before, after) in zip(parts, around, strict=True):
                    pieces += [*([Cut()] if pieces else []), before, Mark(label, part, value="one"), after]
                tags = {f"technique:{technique}", "hard"}
                yield compose(*pieces, tags=tags, id=f"{technique}-{kind}-{copy}")
