"""Tables in JSON: lists of lists whose columns are named once, by the first of them or by a list of names beside.

`{"values": [["name", "ssn"], ["Ann", "..."]]}`, `{"columns": ["name", "ssn"], "rows": [["Ann", "..."]]}`: the calls of
tools and their answers hold such, and a value alone does not say what it is.
"""

import json
from collections.abc import Iterator, Sequence

from proxy.body.json import Holder, Leaf, Tree

_LONGEST = 48  # characters of a name


def columns_of(tree: Tree, text: str | bytes) -> dict[int, str]:
    """The names of the columns in which leaves stand, by where the leaves begin; empty where there are no tables."""
    tables: dict[int, list[Holder]] = {}
    lists = [one for one in tree.holders if not one.is_object]
    for one in lists:
        if one.parent is not None and one.name == "[]" and not one.parent.is_object:
            tables.setdefault(id(one.parent), []).append(one)
    if not tables:
        return {}
    beside: dict[int, list[Holder]] = {id(one.parent): [] for one in lists if id(one) in tables}
    for one in lists:
        if one.name != "[]" and id(one) not in tables and id(one.parent) in beside:
            beside[id(one.parent)].append(one)
    wanted = {id(one) for group in (*tables.values(), *beside.values()) for one in group}
    held: dict[int, list[Leaf]] = {}
    for leaf in tree.leaves:
        if leaf[0] != "key" and id(leaf[1]) in wanted:
            held.setdefault(id(leaf[1]), []).append(leaf)
    found: dict[int, str] = {}
    for one in lists:
        if (rows := tables.get(id(one))) is None:
            continue
        heads = next(filter(None, (_names(other, held) for other in (rows[0], *beside[id(one.parent)]))), [])
        for row in rows if heads else ():
            found.update(_named(row, held.get(id(row), ()), heads, text))
    return found


def _names(holder: Holder, held: dict[int, list[Leaf]]) -> list[str]:
    """The names that a list consists of; none where it holds anything else."""
    leaves = held.get(id(holder), [])
    texts = [leaf[-1] for leaf in leaves if leaf[0] == "string"]
    if len(texts) < 2 or len(texts) < len(leaves) or holder.numbers:
        return []
    return texts if all(0 < len(text) <= _LONGEST and _is_name(text) for text in texts) else []


def _is_name(text: str) -> bool:
    return not any(map(str.isdecimal, text)) and "@" not in text


def _named(
    row: Holder, leaves: Sequence[Leaf], heads: Sequence[str], text: str | bytes
) -> Iterator[tuple[int, str]]:
    """The leaves of a row with the names of their columns; what has no leaf (a short number, null) is counted, too."""
    values = json.loads(text[row.start : row.end])
    if len(values) != len(heads):
        return
    following = iter(leaves)
    leaf = next(following, None)
    for head, value in zip(heads, values, strict=True):
        if leaf is None:
            return
        own = (
            value == leaf[-1]
            if isinstance(value, str)
            else leaf[0] == "number" and value == json.loads(leaf[-1])
        )
        if own or leaf[0] == "long":
            if leaf[-1] != head:
                yield leaf[3], head
            leaf = next(following, None)
