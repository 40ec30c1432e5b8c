"""Numbers of people that a program wrote as numbers with a fraction: 4111111111111111.0, 4.111111111111111e15.

Tables do so with every column of numbers in which one cell is empty (pandas), and JSON with what was once a float.
"""

import re
from collections.abc import Iterator

from classifiers.disguise.glance import Glance
from classifiers.disguise.view import Edit, View

_LEAST = 8  # digits; fewer are an amount or a count
# In all of them; `re` looks for a first character quicker than for a repeated one.
_RUN = re.compile(r"\d\d{6}")
_FRACTION = re.compile(r"(?<![\w.+-])(?P<whole>\d{8,19})(?:\.0|(?<=\d{13})\.00)(?!\.?\d|\w)")
_EXPONENT = re.compile(r"(?<![\w.+-])(?P<first>\d)\.(?P<rest>\d{7,18})[eE]\+?0?(?P<shift>\d{1,2})(?![\w.])")


class _Fractions:
    id = "fractions"
    deep = False

    def views(self, glance: Glance) -> Iterator[View | None]:
        if glance.digits <= _LEAST or _RUN.search(glance.text) is None:
            return
        if ".0" in glance.text:
            yield glance.view([Edit(*one.span(), one["whole"]) for one in _FRACTION.finditer(glance.text)])
        if "e" in glance.low:
            yield glance.view(
                [
                    Edit(*one.span(), (one["first"] + one["rest"]).ljust(int(one["shift"]) + 1, "0"))
                    for one in _EXPONENT.finditer(glance.text)
                    if len(one["rest"]) <= int(one["shift"]) < len(one["rest"]) + 4
                ]
            )


DISGUISE = _Fractions()
