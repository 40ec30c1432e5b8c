"""Whether a place of a text is within a string of JSON that somebody wrote in that text, such as structured output.

A value that is put in there is escaped once more, so that what its reader parses stays JSON. ``depth`` counts the
strings of JSON around the text itself: at each the quotes of the text have twice the backslashes, and one.
"""

import re
from json.encoder import encode_basestring

from proxy.answer.token import escape

_NEAR = 8192  # characters that are looked at before a place; a string that is longer is no value of a field
_BLANKS = re.compile(r"(?:\s|\\+[nrt])+\Z")
_SPECIAL = re.compile(r'["\\\x00-\x1f]')
_TAIL = 80


def needs_quoting(value: str) -> bool:
    """Whether a value cannot stand in a string of JSON as it is."""
    return _SPECIAL.search(value) is not None


def is_quoted(text: str, start: int, end: int, depth: int) -> bool:
    """Whether the string of JSON that opened last in ``text`` after ``start`` is the value of a field, or an item of a
    list, and has not ended at ``end``."""
    wanted = (1 << depth) - 1
    first = max(start, end - _NEAR)
    at = end
    while (at := text.rfind('"', first, at)) >= 0:
        slash = at
        while slash > first and text[slash - 1] == "\\":
            slash -= 1
        if at - slash > wanted:
            continue  # a quote within the string
        if at - slash < wanted:
            return False
        before = _bare(text[max(start, slash - _TAIL) : slash])
        if before.endswith((":", ",")):
            return _bare(before[:-1]).endswith('"')
        return before.endswith("[")
    return False


def _bare(text: str) -> str:
    """A text without the blanks at its end, be they escaped."""
    return _BLANKS.sub("", text)


def inside(value: str) -> str:
    """A value as it stands in a string of JSON within a text."""
    return encode_basestring(value)[1:-1]


def escaped(value: str, depth: int) -> str:
    """A value as it stands within so many strings of JSON; the outermost is all ASCII, for it is sent so."""
    for _ in range(depth - 1):
        value = inside(value)
    return escape(value) if depth else value
