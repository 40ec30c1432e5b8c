"""Escapes: characters written as codes, in the ways of URLs, HTML, mail, JSON and programming languages."""

import base64
import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5

from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View
from classifiers.openings import matches_at, places

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})++")
_PERCENT_U = re.compile(r"%u([0-9A-Fa-f]{4})")
# UTF-7 (RFC 2152): what stands for characters of ASCII begins so.
_SEVEN_BITS = re.compile(r"\+A[C-H][A-Za-z0-9+/]{1,80}-?")
_HTML = re.compile(r"&(?:#0{0,8}([0-9]{1,7});?|#[xX]0{0,8}([0-9A-Fa-f]{1,6});?|([A-Za-z][A-Za-z0-9]{1,24};))")
# One in another program's text has its backslash doubled: `{"m": "\\\\u0031"}`.
_BACKSLASH = re.compile(
    r"(?P<bytes>(?:\\{1,4}x[0-9A-Fa-f]{2})++)"
    # Numbers that a digit or a blank ends: `echo -e`, SQL's U&'', style sheets.
    r"|(?P<fours>(?:\\00[2-7][0-9A-Fa-f]|\\01[0-7]{2}){3,}+)|(?P<blanks>(?:\\[2-7][0-9A-Fa-f][ ]){3,}+)"
    r"|(?P<pair>\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|\\{1,4}u(?P<four>[0-9A-Fa-f]{4})|\\U(?P<eight>[0-9A-Fa-f]{8})|\\[ux]\{(?P<braced>[0-9A-Fa-f]{1,6})\}"
    r"|\\(?P<css>00[0-9A-Fa-f]{4})(?![0-9A-Fa-f]) ?"
    r"|\\N\{(?P<name>[A-Za-z0-9 \-]{2,60})\}|\\N\{U\+(?P<point>[0-9A-Fa-f]{2,6})\}"
    r"|\\(?P<octal>[01][0-7]{2}|[4-7][0-7](?![0-7]))|\\o\{(?P<oct>[0-7]{1,4})\}"
)
# Ends of lines in the strings of JSON and of programs, further text behind them: `"Dear Ann,\\nyour ..."`.
_BREAK = re.compile(r"(?<!\\)(?:\\r)?\\n(?![\"'`]|\\[\"']|\s{0,2}$)")
_IN_STRINGS = re.compile(r"(?<!\\)(?:\\r\\n|\\[nrt\"])")
# A string whose lines are to be read as lines of their own, the first and the last, too.
_STRING = re.compile(r'"(?:[^"\\\n]|\\[^\n])*+"')
_READS = {"n": "\n", "r": "\n", "t": "\t", '"': '"'}
_TICKED = re.compile(r"`u\{([0-9A-Fa-f]{1,6})\}")
_POINTS = re.compile(r"(?:U\+|u\+)([0-9A-Fa-f]{4,6})(?:[ ,;]{0,2}(?=[Uu]\+))?")
# A mail that is quoted-printable has one of these: an encoded letter of UTF-8, an encoded `=`, `.`, `@` or line end,
# or three codes in a row; `max=4096` is a setting, `?a=40&b=2` a query.
_MAIL = re.compile(
    r"=(?:[0-9A-F]{2}=[0-9A-F]{2}=[0-9A-F]{2}|C3=[89AB][0-9A-F]|C[45]=[89AB][0-9A-F]|E2=80=|3D|(?:2E|40|2D)(?=[^\W\d_])|0A|0D|\r?\n)"
)
# A line may end between the bytes of one letter.
_QUOTED = re.compile(r"(?:=[0-9A-F]{2}(?:=\r?\n(?==[0-9A-F]{2}))?|=[0-9a-f]{2})++|=\r?\n")
_SOFT = re.compile(r"=\r?\n")  # but not behind an encoded word
# The sign at the end of a key in base 64 is no soft line break, whatever follows; behind a setting's `=` neither.
_PADDED = re.compile(r"(?:(?<![A-Za-z0-9+/=])|(?<=\w=)(?![0-9A-F]{2}))[A-Za-z0-9+/]{15,400}={1,2}$")
_WORD = re.compile(r"=\?[\w\-]{2,20}\?[Qq]\?([^?\r\n]{1,400})\?=")
# Encoded words in a row are one text: its bytes go on from one to the next.
_PACKED = r"=\?[\w\-]{2,20}\?[Bb]\?([A-Za-z0-9+/=]{1,400})\?="
_PACKED_WORD, _PACKED_WORDS = re.compile(_PACKED), re.compile(rf"{_PACKED}(?:\s{{1,4}}{_PACKED}){{0,20}}+")


class _Escapes:
    id = "escapes"
    deep = True

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        edits: list[Edit] = []
        if "%" in text:
            for run in matches_at(_PERCENT, text, places(("%",), text, 0, len(text)), len(text)):
                edits.extend(_octets(run, 3, bytes.fromhex(run.group().replace("%", ""))))
            if "%u" in text:
                edits.extend(_points(_PERCENT_U, text))
        if "&" in text:
            edits.extend(_entities(text))
        if "\\" in text:
            edits.extend(_written(text))
            if "\\n" in text and _BREAK.search(text) is not None:
                edits.extend(_lines(text))
        if "=" in text and _MAIL.search(text):
            edits.extend(_mail(text))
        if "=?" in text:
            edits.extend(_encoded_words(text))
        if "+" in text and ("U+0" in text or "u+0" in text):
            edits.extend(_points(_POINTS, text))
        if "`u{" in text:
            edits.extend(_points(_TICKED, text))
        if "+A" in text:
            edits.extend(_seven_bits(text))
        if edits:
            yield glance.view(edits)


def _points(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    for point in pattern.finditer(text):
        if plain := _shown(int(point[1], 16)):
            yield Edit(point.start(), point.end(), plain)


def _seven_bits(text: str) -> Iterator[Edit]:
    for run in _SEVEN_BITS.finditer(text):
        try:
            plain = run.group().encode().decode("utf-7")
        except UnicodeDecodeError:
            continue
        if plain.isascii() and plain.isprintable():
            yield Edit(run.start(), run.end(), plain)


def _fours(run: re.Match[str]) -> Iterator[Edit]:
    """Four digits each: octal ones of a shell, or hexadecimal ones of SQL where a letter or a high digit says so."""
    base = 8 if "\\01" in run.group() or not re.search(r"[89A-Fa-f]", run.group()) else 16
    for at in range(run.start(), run.end(), 5):
        try:
            plain = _shown(int(run.string[at + 1 : at + 5], base))
        except ValueError:  # of both kinds
            continue
        if plain:
            yield Edit(at, at + 5, plain)


def _octets(run: re.Match[str], width: int, octets: bytes) -> Iterator[Edit]:
    """Bytes as text: one by one where they are ASCII, else the run as UTF-8 or, failing that, Latin-1."""
    start = run.start()
    if octets.isascii():
        for index, octet in enumerate(octets):
            if 0x20 <= octet < 0x7F or octet in b"\t\n\r":
                at = start + index * width
                yield Edit(at, at + width, chr(octet))
        return
    try:
        plain = octets.decode()
    except UnicodeDecodeError:
        plain = octets.decode("latin-1")
    if all(letter.isprintable() or letter in "\r\n\t" for letter in plain):
        yield Edit(start, run.end(), plain)


def _shown(code: int) -> str:
    """The character of a code, empty unless it can be seen or is white space."""
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    character = chr(code)
    return character if character.isprintable() or character in "\t\n\r\xa0\u200b" else ""


def _entities(text: str) -> Iterator[Edit]:
    for entity in _HTML.finditer(text):
        decimal, hexadecimal, name = entity.groups()
        if decimal:
            plain = _shown(int(decimal))
        elif hexadecimal:
            plain = _shown(int(hexadecimal, 16))
        else:
            plain = html5.get(name, "")
        if plain:
            yield Edit(entity.start(), entity.end(), plain)


def _written(text: str) -> Iterator[Edit]:
    size = len(text)
    for escape in matches_at(_BACKSLASH, text, places(("\\",), text, 0, size), size):
        sort = escape.lastgroup
        value = escape[sort] if sort else ""
        if sort == "bytes":
            octets = bytes.fromhex(value.replace("\\", "").replace("x", ""))
            if len(value) % len(octets) == 0:  # else they are not all quoted alike
                yield from _octets(escape, len(value) // len(octets), octets)
            continue
        if sort == "fours":
            yield from _fours(escape)
            continue
        if sort == "blanks":
            yield from _octets(escape, 4, bytes.fromhex(value.replace("\\", "")))
            continue
        plain = ""
        if sort == "pair":
            code = 0x10000 + ((int(value[2:6], 16) & 0x3FF) << 10) + (int(value[8:12], 16) & 0x3FF)
            plain = _shown(code)
        elif sort == "name":
            try:
                plain = unicodedata.lookup(value)
            except KeyError:
                continue
        else:
            plain = _shown(int(value, 8 if sort in ("octal", "oct") else 16))
        if plain:
            yield Edit(escape.start(), escape.end(), plain)


def _lines(text: str) -> Iterator[Edit]:
    for one in _IN_STRINGS.finditer(text):
        yield Edit(one.start(), one.end(), _READS[one[0][-1]])
    for string in _STRING.finditer(text):
        if text.find("\\n", *string.span()) >= 0:
            yield Edit(string.start(), string.start() + 1, "\n")
            yield Edit(string.end() - 1, string.end(), "\n")


def _mail(text: str) -> Iterator[Edit]:
    for run in _QUOTED.finditer(text):
        if _SOFT.match(run.group()):
            if text[run.start() - 1 : run.start()] == "?":
                continue
            padded = _PADDED.search(text[max(0, run.start() - 402) : run.start() + 1])
            if padded is None or len(padded[0]) % 4:
                yield Edit(run.start(), run.end(), "")
        elif "\n" in run.group():
            octets = bytes.fromhex("".join(run.group().split()).replace("=", ""))
            yield Edit(run.start(), run.end(), octets.decode(errors="replace"))
        else:
            yield from _octets(run, 3, bytes.fromhex(run.group().replace("=", "")))


def _encoded_words(text: str) -> Iterator[Edit]:
    for word in _WORD.finditer(text):  # RFC 2047: in an encoded word `_` is a space
        for index in range(*word.span(1)):
            if text[index] == "_":
                yield Edit(index, index + 1, " ")
    for run in _PACKED_WORDS.finditer(text):
        words = list(_PACKED_WORD.finditer(run.group()))
        try:
            plain = b"".join(base64.b64decode(word[1]) for word in words).decode()
        except ValueError:
            continue
        if plain.isprintable():
            yield Edit(run.start() + words[0].start(1), run.start() + words[-1].end(1), plain)


DISGUISE = _Escapes()
