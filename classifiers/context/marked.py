"""Marked texts: settings, style sheets and pages, in which all is keys, marks and comments and hardly prose."""

import re

from classifiers.compiled import compiled
from classifiers.context.program import Program

_FEWEST_LINES = 6
_READ = 20_000  # characters
_SHARE = 0.8  # of all lines but empty ones
# A comment, a tag, a block, an item of a list, or a key in small letters with its value. What people fill in has keys
# with a capital, and what they write has none.
_LINE = compiled(
    r"[ \t]{0,80}(?:#|//|;|/?\*|<|[\[\](){}%\"']|(?:(?i:rem)|@rem|echo|set)\b|::|--|- |\$|"
    r"(?:[a-z][\w.\-/]{0,60}|[A-Z][A-Z\d]{0,30}(?:_[A-Z\d]{1,30}){1,8})[ \t]{0,20}(?:[:=({]|\+=)|"
    r"[A-Z][A-Za-z]{1,40} = [\"'\[{]|[.#]?[a-z][\w\-.:, ]{0,80}\{)"
)
# A rule of a style sheet that was made short.
_RULE = compiled(r"\{\s{0,4}[\w\-]{2,30}:[^{}\n;]{1,100}[;}]")
_PAGE = compiled(r"\ufeff?\s{0,8}<(?:\?xml\b|!doctype\b|html\b)", re.IGNORECASE)
PATTERNS = (_LINE, _RULE, _PAGE)


def marked(text: str) -> Program | None:
    """The text as one with comments and strings, where it is such a text; None where it is not."""
    if _PAGE.match(text):
        return Program(text)
    head = text[:_READ]
    lines = [line for line in head.split("\n") if line and not line.isspace()]
    of_marks = sum(_LINE.match(line) is not None for line in lines)
    if of_marks >= _FEWEST_LINES and of_marks >= _SHARE * len(lines):
        return Program(text)
    return Program(text) if sum(1 for _ in _RULE.finditer(head)) >= _FEWEST_LINES else None
