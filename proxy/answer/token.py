"""Where placeholders stand in a text, and how a value is written into JSON.

A placeholder is ``[LABEL_CODE]``: a label of letters and underscores, an underscore, 4 to 10 of
``A-Z2-9``; in any case. In JSON a model may also write the brackets as ``\\u005b`` and ``\\u005d``.
``depth`` says how many JSON strings lie around the text: 0 is the text itself, 1 the raw inside of a
JSON string, 2 a JSON string inside one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from json.encoder import encode_basestring_ascii

from proxy.contract import Lookup

LONGEST_BODY = 130  # characters after the bracket; label and letters of 64 are far more than are ever issued

_BODY = r"(?P<body>[A-Za-z_]{1,64}_[A-Za-z2-9]{4,64})"
_PLAIN = re.compile(rf"(?P<open>\[){_BODY}\]")
# Backslashes are counted from the start of their run, for only their number tells an escape from a
# literal one. The look-behind keeps a long run from being tried at each of its places.
_ESCAPED = re.compile(
    rf"(?P<open>\[|(?<!\\)(?P<before>\\++)u005[bB]){_BODY}(?P<close>\]|(?P<after>\\{{1,2}})u005[dD])"
)

# Bytes of JSON that a restorer may have to look at: a bracket that could open a placeholder, a bracket
# at the end of a string or a line, an escaped bracket, or the start of an escape at the end of a string of JSON.
SUSPECT = re.compile(rb'\[[A-Za-z_"\\\r\n]|\[\Z|u005|\\\\(?:u0{0,2}5?)?"')


@dataclass(frozen=True, slots=True)
class Hit:
    """A known placeholder in a raw text. ``before`` and ``after`` count backslashes of escaped brackets."""

    start: int
    end: int
    before: int
    after: int
    value: str = field(repr=False)

    def at(self, depth: int) -> int | None:
        """Where the placeholder starts if ``depth`` JSON strings lie around it; None if it is none there."""
        if self.before and not depth:
            return None
        if self.after > max(depth, 1):
            return None
        if not self.before:
            return self.start
        bracket = self.start + self.before
        if self.before % 2:
            return bracket - 1
        if depth > 1 and self.before % 4 == 2:
            return bracket - 2
        return None


def hits(text: str, lookup: Lookup, *, json_text: bool) -> Iterator[Hit]:
    """Known placeholders in the order of the text. ``json_text`` looks for escaped brackets too."""
    if json_text and "u005" in text:
        for match in _ESCAPED.finditer(text):
            value = lookup.resolve(f"[{match['body']}]")
            if value is not None:
                yield Hit(
                    match.start(), match.end(), len(match["before"] or ""), len(match["after"] or ""), value
                )
        return
    for match in _PLAIN.finditer(text):
        value = lookup.resolve(match[0])
        if value is not None:
            yield Hit(match.start(), match.end(), 0, 0, value)


def escape(value: str) -> str:
    """A value as it stands inside a JSON string: ASCII only, so safe in any encoding and on any line."""
    return encode_basestring_ascii(value)[1:-1]
