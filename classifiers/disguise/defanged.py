"""Addresses made harmless, as reports on attacks write them: `10[.]0[.]0[.]7`, `bob@acme[.]com`, `hxxps://`.

A dot, an @ or a colon in brackets of its own stands for itself in the view.
"""

import re
from collections.abc import Iterator

from classifiers.compiled import compiled
from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_MARKS = ("[.]", "(.)", "{.}", "<.>", "[dot]", "(dot)", "{dot}", "[@]", "(@)", "[:]")
_BRACKETED = compiled(
    r"(?<=\w)(?:\[(?P<square>\.|@|:|dot)\]|\((?P<round>\.|@|dot)\)|\{(?P<curly>\.|@|dot)\}|<(?P<angle>\.)>)"
    r"(?=\w|(?<=\[:\])//)",
    re.IGNORECASE,
)


class _Defanged:
    id = "defanged"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        if not glance.literals.has_any(_MARKS):
            return
        edits = []
        for found in _BRACKETED.finditer(glance.text):
            sign = found[found.lastgroup or 0].lower()
            edits.append(Edit(found.start(), found.end(), "." if sign == "dot" else sign))
        if edits:
            yield glance.view(edits)


DISGUISE = _Defanged()
