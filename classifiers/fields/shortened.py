"""Names of fields cut short with a full stop: `Ausw.-Nr.`, `nº afil.`, `Versicherungssch.-Nr.`.

Rule 1: the start of a name counts for it where the names that begin so belong to values of two kinds at most.
Rule 2: the full stop must stand there, and with it a word for "number" or a colon, for a sentence may end with any
word; telephones and days of birth have a shape of their own.
"""

from collections.abc import Iterable

from classifiers.fields.field import Field

_LEAST, _LEAST_WHOLE = 4, 6  # letters of the start, and of a name that is ever cut
_MOST_KINDS = 2


def shortened(fields: Iterable[Field]) -> dict[str, list[Field]]:
    """Starts of the fields' names, each with the fields that it may stand for."""
    kinds: dict[str, set[str]] = {}
    starts: dict[str, list[Field]] = {}
    for one in fields:
        if one.form or one.person:
            continue
        for name in one.names:
            stem = name.removesuffix(" #")
            for end in range(_LEAST, len(stem)) if len(stem) >= _LEAST_WHOLE and stem.isalpha() else ():
                kinds.setdefault(stem[:end], set()).add(one.kind)
                known = starts.setdefault(stem[:end], [])
                if one not in known:
                    known.append(one)
    return {start: known for start, known in starts.items() if len(kinds[start]) <= _MOST_KINDS}
