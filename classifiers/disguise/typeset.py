"""Values that commands of a typesetter cut: `\\textbf{4111}1111`, `4111\\,1111`, `[ada](#)@kellerbau.de`."""

import re
from collections.abc import Iterator

from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_COMMAND = re.compile(
    r"\\(?:text(?:bf|it|tt|rm|sf|sc|up)?|math(?:bf|it|tt|rm|sf)|emph|underline|mbox|hbox|uline|textcolor\{\w{1,20}\})"
    r"\{(?P<inside>[^{}\r\n]{1,60})\}"
)
# What stands in round brackets behind the types of SQL is no address: `[nvarchar](25)`.
_LINK = re.compile(r"\[(?P<inside>[^\[\]\r\n]{1,60})\]\((?![\d, ]*\)|max\))[^()\s]{0,120}\)")
_WORDY = frozenset("@.+-_")


class _Typeset:
    id = "typeset"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        edits: list[Edit] = []
        if "\\" in text and "{" in text:
            edits.extend(_opened(text, _COMMAND))
        if "](" in text:
            edits.extend(_opened(text, _LINK))
        if edits:
            yield glance.view(edits)


def _opened(text: str, pattern: re.Pattern[str]) -> Iterator[Edit]:
    """What stands in commands that a word or a number goes on behind or before."""
    for found in pattern.finditer(text):
        start, end = found.span()
        before, behind = text[start - 1 : start], text[end : end + 1]
        goes_on = behind.isalnum() or behind in _WORDY or (behind == "\\" or behind == "[")
        if (behind and goes_on) or (before and (before.isalnum() or before in _WORDY or before in ")}")):
            yield Edit(start, end, found["inside"])


DISGUISE = _Typeset()
