"""Numbers in names of files: `scan_5187_0192_6785_6668_front.jpg`, `dni_41488085H.png`.

The signs between make one word of it all, in which no pattern finds a number.
"""

import re
from collections.abc import Iterator

from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_LEAST, _MOST = 8, 24  # digits
# Groups of digits, perhaps a letter behind them, between two words of a name.
_NUMBER = re.compile(
    r"(?<=[A-Za-z])_(?P<value>\d{2,19}(?:_\d{2,8}){0,5}(?:_?[A-Z])?)(?=_[A-Za-z]|\.[A-Za-z])_?"
)


class _Filed:
    id = "filed"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        if "_" not in glance.text or glance.digits < _LEAST:
            return
        edits = [
            Edit(*found.span(), f" {shown} ")
            for found in _NUMBER.finditer(glance.text)
            if _LEAST <= len(shown := found["value"].replace("_", "")) <= _MOST
        ]
        if edits:
            yield glance.view(edits, weak=True)


DISGUISE = _Filed()
