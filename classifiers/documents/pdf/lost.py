"""Objects of a pdf that nothing leads to any more: what a program took out and left in the file."""

from collections.abc import Iterator
from typing import Any

from classifiers.documents.contract import Unread


def lost(reader: Any, most: int) -> Iterator[Any]:
    """All objects that cannot be reached from the trailer. Raises Unread for more than ``most`` in the file."""
    from pypdf.errors import PyPdfError
    from pypdf.generic import IndirectObject

    reached = _reached(reader.trailer, most)
    known = {(number, generation) for generation, table in reader.xref.items() for number in table}
    known |= {(number, 0) for number in reader.xref_objStm}
    if len(known) > most:
        raise Unread("a pdf with too many parts")
    for number, generation in sorted(known - reached):
        try:
            found = IndirectObject(number, generation, reader).get_object()
        except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            continue  # a place that leads to nothing
        if found is not None:
            yield found


def _reached(trailer: Any, most: int) -> set[tuple[int, int]]:
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    seen: set[tuple[int, int]] = set()
    stack: list[Any] = [trailer]
    while stack:
        one = stack.pop()
        if isinstance(one, IndirectObject):
            place = (one.idnum, one.generation)
            if place in seen:
                continue
            seen.add(place)
            if len(seen) > most:
                raise Unread("a pdf with too many parts")
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            stack += dict.values(one)
        elif isinstance(one, ArrayObject):
            stack += list.__iter__(one)
    return seen
