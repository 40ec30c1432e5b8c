"""Bytes in printed signs that are no base64: uuencoded files, Ascii85 and base85, and Morse.

A run of base85 has no mark of its own: its first two groups are read, and only where they are text the rest is.
"""

import re
from collections.abc import Iterator, Mapping

from classifiers.disguise.glance import Glance
from classifiers.disguise.octets import OctetReader, told
from classifiers.disguise.view import Edit, View
from classifiers.documents.uuencoded import uuencoded
from classifiers.openings import places

LEAST_RUN = 15  # signs of a run of base85 that no mark encloses: twelve bytes
_MOST_TRIED = 2_000  # words of one text
_MARKED = re.compile(r"<~([!-uz\s]{5,200000}?)~>")
_ASCII85: Mapping[str, int] = {chr(33 + place): place for place in range(85)}
_BASE85: Mapping[str, int] = {
    sign: place
    for place, sign in enumerate(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
    )
}
_Z85: Mapping[str, int] = {
    sign: place
    for place, sign in enumerate(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
    )
}
_PLAIN = re.compile(r"[A-Za-z0-9_.,:;/\-+='\"]*+")
_QUOTED = re.compile(r"[\"'`](?P<inside>[^\s\"'`]{15,})[\"'`]")
_MIXED = re.compile(r"(?=[^A-Z]*+[A-Z])(?=[^a-z]*+[a-z])(?=\D*+\d|(?:[^+%|^?<~@#&]*+[+%|^?<~@#&]){5})")
_MORSE_RUN = re.compile(
    r"[.\-·•–—−_](?<![\w.\-].)[.\-·•–—−_]{0,5}(?:(?: {1,3}| ?/ ?| ?\| ?)[.\-·•–—−_]{1,6}){5,400}+(?![\w.\-])"
)
_MORSE_NEXT = frozenset(".-·•–—−_ |/")
_MORSE_BEGUN = re.compile(r"(?:[.\-·•–—−_]{1,6} ?[ |/] ?){5}")
_MORSE_SIGN = re.compile(r"[.\-]+|/|\|| {2,3}")
_CODES = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- "
    "-.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----. .-.-.- --..-- ..--.. .----. "
    "-.-.-- -..-. -.--. -.--.- .-... ---... -.-.-. -...- .-.-. -....- ..--.- .-..-. ...-..- .--.-. "
)
_MORSE = {
    code: sign
    for sign, code in zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,?'!/()&:;=+-_\"$@",
        _CODES.split(),
        strict=True,
    )
}
_ONE_SHAPE = str.maketrans("·•–—−_", "..----")
_LETTERED = re.compile(r"[^\W_]")


class _Fives:
    id = "fives"
    deep = True

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        reader = OctetReader(glance.room)
        edits: list[Edit] = []
        if "begin " in glance.low:
            edits.extend(_uuencoded(text, reader))
        if "<~" in text:
            edits.extend(_marked(text, reader))
        elif glance.longest >= LEAST_RUN:
            edits.extend(_words(glance, reader))
        dashes = [gap + dash for dash in "-–—−_" if dash in text for gap in " |/"]
        spots = places(dashes, text, 0, len(text)) if dashes else ()
        if any(text[at + 2 : at + 3] in _MORSE_NEXT for at in spots) and _MORSE_BEGUN.search(text):
            edits.extend(_morse(text))
        if reader.cut:
            glance.give_up()
        if edits:
            yield glance.view(edits)


def _uuencoded(text: str, reader: OctetReader) -> Iterator[Edit]:
    for run in uuencoded(text):
        if (plain := reader.text(run.data)) is not None:
            yield Edit(run.start, run.end, plain + "\n")


def _marked(text: str, reader: OctetReader) -> Iterator[Edit]:
    for run in _MARKED.finditer(text):
        octets = _octets("".join(run[1].split()).replace("z", "!!!!!"), _ASCII85)
        if octets and (plain := reader.text(octets)) is not None:
            yield Edit(*run.span(), plain)


def _words(glance: Glance, reader: OctetReader) -> Iterator[Edit]:
    """Words whose first two groups give text that a person can read."""
    tried = 0
    for start, word in glance.long_words(LEAST_RUN):
        plain_run = _PLAIN.match(word)
        if plain_run is None or plain_run.end() == len(word):
            continue  # an address, a path, a name: base85 has other signs, too
        if _MIXED.match(word) is None:
            continue  # code: twelve bytes of text give capitals, small letters and digits
        tried += 1
        if tried > _MOST_TRIED:
            return
        quoted = _QUOTED.search(word)  # as a program has it
        inside = [(quoted.start("inside"), quoted["inside"])] if quoted is not None else []
        for at, run in (*inside, (0, word)):
            if (plain := _based(run, reader)) is not None:
                yield Edit(start + at, start + at + len(run), plain)
                break


def _based(run: str, reader: OctetReader) -> str | None:
    for signs in (_BASE85, _ASCII85, _Z85):
        first = _octets(run[:10], signs)
        if first is None or not first.isascii() or not first.decode().isprintable():
            continue
        octets = _octets(run, signs)
        if octets and (plain := reader.text(octets)) is not None and _LETTERED.search(plain):
            return plain
    return None


def _octets(shown: str, signs: Mapping[str, int]) -> bytes | None:
    """The bytes of groups of five signs, the last one perhaps shorter; None if a sign or a group is none."""
    left = -len(shown) % 5
    if left == 4:
        return None
    octets = bytearray()
    padded = shown + max(signs, key=signs.__getitem__) * left if left else shown
    for at in range(0, len(padded), 5):
        number = 0
        for sign in padded[at : at + 5]:
            place = signs.get(sign)
            if place is None:
                return None
            number = number * 85 + place
        if number >> 32:
            return None
        octets += number.to_bytes(4, "big")
    return bytes(octets[: len(octets) - left])


def _morse(text: str) -> Iterator[Edit]:
    for run in _MORSE_RUN.finditer(text):
        shown = ""
        for piece in _MORSE_SIGN.findall(run.group().translate(_ONE_SHAPE)):
            shown += _MORSE.get(piece, "\0") if piece[0] in ".-" else " "
        if "\0" in shown or len(set(shown)) < 3:
            continue
        yield Edit(run.start(), run.end(), told(shown.lower()))


DISGUISE = _Fives()
