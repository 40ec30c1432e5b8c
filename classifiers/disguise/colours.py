"""Colours of terminals (ECMA-48, 8.3.117): what `grep --color` and `git diff` put into a value they print.

The codes for looks, for clearing the rest of a line and around a link are left out, also where they are written as
escapes (`\\x1b[31m`, `\\033[0m`, `^[[K`).
"""

import re
from collections.abc import Iterator

from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_MARKS = ("\x1b[", "\x1b]8;", "\x9b", "\\x1b[", "\\x1B[", "\\033[", "\\u001b[", "\\u001B[", "\\e[", "^[[")
_CODE = re.compile(
    r"(?:(?:\x1b|\\x1[bB]|\\033|\\u001[bB]|\\e|\^\[)\[|\x9b)[0-9;:]{0,40}[mK]"
    r"|\x1b\]8;[^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)"
)


class _Colours:
    id = "colours"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        text = glance.text
        if not any(mark in text for mark in _MARKS):
            return
        if edits := [Edit(found.start(), found.end(), "") for found in _CODE.finditer(text)]:
            yield glance.view(edits)


DISGUISE = _Colours()
