"""Encodings: runs of base64, base32, hexadecimal and character codes, also of compressed bytes, read as text.

A run counts only if its bytes are a text that a person can read, or mostly texts between the marks of a format
(protocol buffers, MessagePack, pickles), so that keys, digests and pictures stay what they are. What it says stands in
the view where the run stood: the words around it are its context.
"""

import itertools
import re
from collections.abc import Iterator

from classifiers.disguise.dumps import dumped, may_hold_one
from classifiers.disguise.glance import Glance
from classifiers.disguise.octets import LEAST_RUN, OctetReader, may_be_text, told
from classifiers.disguise.view import Edit, View

MOST_WRAPPED = 400_000  # characters of a run that is wrapped over lines
_RUN = re.compile(r"[A-Za-z0-9+/_\-]{12}")  # in all that one word can hold, but lists
_LONG_RUN = re.compile(r"[A-Za-z0-9+/_\-]{16}")  # in all of them that are no plain base64
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_\-])[A-Za-z0-9+/_\-]{12,}+={0,2}(?![A-Za-z0-9+/_=])")
_DIGEST = re.compile("[0-9a-f]{16,}+|[0-9A-F]{16,}+")  # base64 of sixteen such signs is one text in 2 ** 32
_HEAD = re.compile(r"(?<![A-Za-z0-9+/_\-])[A-Za-z0-9+/_\-]{16,}+(?:\\n|$|(?=\s))")
# Wrapped over lines, each with the same sort of prefix: mail, YAML, comments, quotes, code.
_LINES = (
    r"(?<![A-Za-z0-9+/_\-])[A-Za-z0-9+/_\-]{16,}+"
    r"(?:(?:\\n|[ \t]{0,40}\\?\r?\n)[ \t>#*/|]{0,40}[A-Za-z0-9+/_\-]{2,}+={0,2}(?![A-Za-z0-9+/_=@.:]"
)
_WRAPPED = re.compile(_LINES + "))++")
_WRAPPED_LINES = re.compile(_LINES + r"|[ \t]{1,8}\w))++")
_HEX_LINES = re.compile("[0-9A-Fa-f]*")
_LINE_END = re.compile(r"[ \t]{0,40}\\?\r?\n")
_BREAK = re.compile(r"(?:\\n|[ \t]{0,40}\\?\r?\n)[ \t>#*/|]*")
_LAST_LINE = re.compile(_BREAK.pattern + r"(?P<word>[A-Za-z0-9]{2,16})$")
_BASE32 = re.compile(r"(?<![A-Za-z0-9+/])(?:[A-Z2-7]{16,}+|[a-z2-7]{16,}+)={0,6}(?![A-Za-z0-9+/=])")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0[xX]|\\x|[xX]'|#)?((?:[0-9A-Fa-f]{2}){8,}+)(?![0-9A-Za-z])")
_SPACED_HEX = re.compile(
    r"(?<![0-9A-Za-z])(?:0x)?[0-9A-Fa-f]{2}(?:h,?(?: [0-9A-Fa-f]{2}h(?![0-9A-Za-z]),?){7,}+"
    r"|(?:(?:[ :\-_]|, ?|\r?\n {0,8})(?:0x)?[0-9A-Fa-f]{2}(?![0-9A-Za-z])){7,}+"
    r"|(?:0x[0-9A-Fa-f]{2}){7,}+(?![0-9A-Za-z]))"
)
# A list of codes of ASCII with spaces between, of any length.
_LIST = re.compile(
    r"\d(?<![0-9A-Za-z]\d)(?:x\d)?[0-9A-Fa-f]{1,2}h?(?:[,;]?\s{1,3}(?:0x)?\d[0-9A-Fa-f]{1,2}h?){6,}+"
)
_LEAST_CODES = 6
# Two bytes a word, as `xxd` prints them.
_FOURS = re.compile(r"(?<!\w)[0-9A-Fa-f]{4}(?: [0-9A-Fa-f]{4}(?!\w)){4,}+(?: [0-9A-Fa-f]{2}(?!\w))?")
_FIVE_FOURS = b"\4\4\4\4\4"
_MOST_PLAIN = 10_000  # words that are remembered
# Words of one size in a row, of the sizes that people cut runs into.
_IN_GROUPS = tuple(bytes((size,)) * 3 for size in (5, 6, 8, 10, 12, 16, 20, 24, 30, 32, 40, 48, 64))
_ANY_WORD = re.compile(r"\S+")
_ENCODED = re.compile(r"[A-Za-z0-9+/_\-]{16,}={0,2}")
_LEAST_GROUPS, _MOST_GROUPS, _MOST_AHEAD = 2, 200, 3
_DIGIT = re.compile("[0-9]")
_QUOTES = ".,;:!?()[]{}<>\"'`*"
_HEX_PAIR = re.compile(r"(?:0x)?([0-9A-Fa-f]{2})")
_CODES = re.compile(r"(?<![\w.])\d{2,3}(?:(?:[ ;\-/|]|, ?)\d{2,3}(?!\w)){6,}+")
_OCTAL = re.compile(r"(?<![\w.])[01][0-7]{2}(?:(?: |, ?)0?[01][0-7]{2}(?!\w|\.\w)){6,}+")
_BINARY = re.compile(
    r"(?<![\w.])(?:(?<![01]{8}[ ,\n])[01]{8}(?:[ ,_\n]?[01]{8}){5,}+(?![\w.])"
    r"|0b[01]{8}(?:(?:, ?| )0b[01]{8}(?!\w)){5,}+"
    r"|[01]{7}(?:[ ,_][01]{7}(?!\w)){6,}+)"
)
_FOUR_BITS = re.compile(r"(?<![\w.])[01]{4}(?:[ ,_][01]{4}(?!\w)){8,}+")  # a digit each
_SEVEN_OR_EIGHT_BITS = re.compile("[01]{7,8}")
_LEAST_BITS = 48
_CALL = r"(?:chrw?\$?|n?char|string\.fromcharcode|\[char\])\s?\(?\s?(?:0x[0-9a-f]{2}|\d{2,3})\s?\)?"
_CALLS = re.compile(rf"(?i){_CALL}(?:\s{{0,3}}(?:\+|\.|&|\|\||,)\s{{0,3}}{_CALL}){{3,}}+")
_CALLED = ("chr(", "chr (", "chr$", "chrw", "char(", "char (", "[char]", "fromcharcode")
_NUMBER = re.compile(r"0x[0-9A-Fa-f]{2}|\d{2,3}")


class _Encodings:
    id = "encodings"
    deep = True

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        reader = OctetReader(glance.room)
        edits: list[Edit] = []
        if glance.longest >= LEAST_RUN:
            edits.extend(_words(glance, reader))
        if glance.digits >= 7:
            for run in _LIST.finditer(text):
                edits.extend(_lists(text, run.start(), run.end(), reader))
        if glance.digits >= 7 and _FIVE_FOURS in glance.shape:
            for run in _FOURS.finditer(text):
                if (plain := reader.text(bytes.fromhex(run.group()))) is not None:
                    edits.append(Edit(*run.span(), plain))
        if any(row in glance.shape for row in _IN_GROUPS):
            edits.extend(_groups(glance, reader))
        if glance.digits >= 7 and may_hold_one(text):
            edits.extend(dumped(text, reader))
        if glance.literals.has_any(_CALLED):
            edits.extend(_calls(text))
        if text.count("0") + text.count("1") >= _LEAST_BITS and (
            sum(map(glance.shape.count, range(7, 12))) >= 5
            or glance.longest >= 40
            or _FIVE_FOURS in glance.shape
        ):
            edits.extend(_bits(text, reader, fours=_FIVE_FOURS in glance.shape))
        if reader.cut:
            glance.give_up()
        if edits:
            yield glance.view(edits)


def _words(glance: Glance, reader: OctetReader) -> Iterator[Edit]:
    """What is encoded in long words, and in lines that begin with them."""
    text = glance.text
    read = 0
    plain: set[str] = set()  # a log has the same words in every line
    for start, token in glance.long_words(LEAST_RUN):
        word = token.strip(_QUOTES)
        if start < read or (word.isalpha() and word[1:].islower()):
            continue
        end = start + len(token)
        wrapped = "\\n" in token or _LINE_END.match(text, end) is not None
        if wrapped and (edit := _lines(text, start, end, reader)) is not None:
            read = max(read, edit.end)
            yield edit
            continue
        if token in plain:
            continue
        edits = tuple(_word(text, start, end, reader))
        for edit in edits:
            read = max(read, edit.end)
            yield edit
        if not (edits or reader.cut) and len(plain) < _MOST_PLAIN:
            plain.add(token)


def _groups(glance: Glance, reader: OctetReader) -> Iterator[Edit]:
    """Words of one size in a row, the last one perhaps shorter, that are one run of base64 or hexadecimal digits."""
    shape, words = glance.shape, list(glance.words)
    spots: list[tuple[int, int]] = []
    for start, end in _rows(shape):
        if sum(map(str.isalnum, words[start:end])) < _LEAST_GROUPS or not _DIGIT.search(
            "".join(words[start:end])
        ):
            continue
        spots = spots or [word.span() for word in _ANY_WORD.finditer(glance.text)]
        last = end < len(shape) and shape[end] < shape[start]
        # A word of the sentence may be as long.
        for begin, stop in itertools.product(
            range(start, end - 2)[:_MOST_AHEAD], range(end + last, end - 1, -1)
        ):
            low, high = spots[begin][0], spots[stop - 1][1]
            run = "".join(glance.text[slice(*spot)] for spot in spots[begin:stop])
            if high - low > len(run) + 2 * (stop - begin) or not _ENCODED.fullmatch(run):
                continue
            if (plain := reader.base64_or_hex(run)) is not None:
                yield Edit(low, high, plain)
                break


def _rows(shape: bytes) -> Iterator[tuple[int, int]]:
    """Where words of one size stand in a row."""
    for three in _IN_GROUPS:
        start, count = shape.find(three), 0
        while start >= 0 and count < _MOST_GROUPS:
            end = start + len(three)
            while shape[end : end + 1] == three[:1]:
                end += 1
            yield start, end
            start, count = shape.find(three, end), count + 1


def _lines(text: str, start: int, end: int, reader: OctetReader) -> Edit | None:
    """What is encoded in the lines that begin with a word."""
    if start < reader.tried or _LONG_RUN.search(text, start, end) is None:
        return None
    for head in _HEAD.finditer(text, start, end):
        # With the first word of the last line, then without: it may be a word of the sentence that follows.
        for pattern in (_WRAPPED, _WRAPPED_LINES):
            run = pattern.match(text, head.start(), head.start() + MOST_WRAPPED)
            if run is None:
                continue
            is_of_a_run = False
            for end in sorted({_without_a_word(run), run.end()}):
                shown = _BREAK.sub("", text[run.start() : end])
                # A number in a line of its own is no first line of base64, and one text with that below it.
                is_of_a_run = not head.group().isdigit() or _HEX_LINES.fullmatch(shown) is not None
                if is_of_a_run and (plain := reader.base64_or_hex(shown)) is not None:
                    return Edit(run.start(), end, plain)
            if is_of_a_run:
                reader.tried = max(reader.tried, run.end())  # its lines are not tried again one by one
    return None


def _without_a_word(run: re.Match[str]) -> int:
    """Where lines of base64 end: ahead of a word in the last line that means nothing by itself, as where a sentence
    goes on below a run that is whole ("...dGhhbmtz\\nplease rotate it")."""
    rest = _LAST_LINE.search(run.group())
    if rest is None or _HEX_LINES.fullmatch(_BREAK.sub("", run.group())):
        return run.end()
    whole = len(_BREAK.sub("", run.group()[: rest.start()])) % 4 == 0
    return run.start() + rest.start() if whole and not may_be_text(rest["word"]) else run.end()


def _word(text: str, start: int, end: int, reader: OctetReader) -> Iterator[Edit]:
    """What is encoded in one long word."""
    if _RUN.search(text, start, end) is None:
        yield from _counted(text, start, end, reader)
        return
    long = _LONG_RUN.search(text, start, end) is not None
    for run in _BASE64.finditer(text, start, end):
        shown = run.group()
        if _DIGEST.fullmatch(shown):
            continue
        if (plain := reader.base64(shown) or reader.turned(shown)) is not None:
            yield Edit(run.start(), run.end(), plain)
        elif "/" in shown and len(shown) < 4_000:  # a path before it
            at = shown.rfind("/") + 1
            if len(shown) - at >= LEAST_RUN and (plain := reader.base64(shown[at:])) is not None:
                yield Edit(run.start() + at, run.end(), plain)
    for run in _BASE32.finditer(text, start, end) if long else ():
        if (plain := reader.base32(run.group())) is not None:
            yield Edit(run.start(), run.end(), plain)
    for run in _HEX.finditer(text, start, end) if long else ():
        if (plain := reader.text(bytes.fromhex(run[1]))) is not None:
            yield Edit(run.start(), run.end(), plain)
    yield from _counted(text, start, end, reader)


def _counted(text: str, start: int, end: int, reader: OctetReader) -> Iterator[Edit]:
    """Codes of characters in one word, if it has as many signs between them as the shortest list."""
    if max(map(text[start:end].count, ",:-_x|/;")) >= _LEAST_CODES:
        yield from _lists(text, start, end, reader)


def _lists(text: str, start: int, end: int, reader: OctetReader) -> Iterator[Edit]:
    """Codes of characters, one after the other."""
    for run in _SPACED_HEX.finditer(text, start, end):
        shown = run.group()
        plain = reader.text(bytes.fromhex("".join(_HEX_PAIR.findall(shown))))
        # Two decimal digits each may be either; then it is what has more digits in it.
        other = _characters(re.findall(r"\d+", shown), 10) if not re.search("[A-Fa-fx]", shown) else None
        if other is not None and (plain is None or _digits(other) >= _digits(plain)):
            plain = other
        if plain is not None:
            yield Edit(run.start(), run.end(), plain)
    for pattern, base in ((_OCTAL, 8), (_CODES, 10)):
        for run in pattern.finditer(text, start, end):
            plain = _characters(re.findall(r"\d+", run.group()), base)
            if plain is not None:
                yield Edit(run.start(), run.end(), plain)


def _digits(shown: str) -> int:
    return sum(map(str.isdigit, shown))


def _characters(numbers: list[str], base: int) -> str | None:
    """The text that codes of ASCII give; None if one of them is none, or if there are hardly different ones."""
    codes = [int(number, base) for number in numbers]
    if len(set(codes)) < 2 or not all(0x20 <= code < 0x7F or code in (9, 10, 13) for code in codes):
        return None
    return told("".join(map(chr, codes)))


def _calls(text: str) -> Iterator[Edit]:
    for run in _CALLS.finditer(text):
        codes = [int(number, 16 if number[:2] == "0x" else 10) for number in _NUMBER.findall(run.group())]
        if all(0x20 <= code < 0x7F for code in codes):
            yield Edit(run.start(), run.end(), "".join(map(chr, codes)))


def _bits(text: str, reader: OctetReader, *, fours: bool) -> Iterator[Edit]:
    for run in _BINARY.finditer(text) if _SEVEN_OR_EIGHT_BITS.search(text) else ():
        digits = re.sub("0b|[ ,_\n]", "", run.group())
        size = 7 if run.group()[7:8] in (" ", ",", "_") else 8
        if len(digits) % size == 0:
            octets = bytes(int(digits[index : index + size], 2) for index in range(0, len(digits), size))
            if (plain := reader.text(octets)) is not None:
                yield Edit(run.start(), run.end(), plain)
    for run in _FOUR_BITS.finditer(text) if fours else ():
        numbers = [int(four, 2) for four in re.split("[ ,_]", run[0])]
        if max(numbers) <= 9:
            yield Edit(*run.span(), "".join(map(str, numbers)))


DISGUISE = _Encodings()
