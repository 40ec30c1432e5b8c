"""Opening a file: the format that claims it reads it, and files inside are opened the same way, one level deeper."""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from typing import cast

import classifiers.documents.formats
from classifiers.documents.contract import Budget, File, Format, Source, Unread
from classifiers.documents.encoded import with_encoded
from classifiers.documents.sniff import sniff


@cache
def formats() -> Sequence[Format]:
    """All formats, in the order in which they are asked."""
    found = [
        importlib.import_module(f"{classifiers.documents.formats.__name__}.{module.name}")
        for module in pkgutil.iter_modules(classifiers.documents.formats.__path__)
        if not module.name.startswith("_")
    ]
    return sorted((cast("Format", module) for module in found), key=lambda one: (one.ORDER, one.NAME))


def format_of(source: Source) -> Format | None:
    """The first format that claims a file; None for a file that no format knows."""
    return next((one for one in formats() if one.claims(source)), None)


def open_file(source: Source, budget: Budget | None = None) -> File:
    """Read a file and all that is inside it. Raises Unread, whatever the bytes are.

    A library that breaks over a hostile file is the file's fault, too; only its kind of error is told.
    """
    budget = budget or Budget()
    found = format_of(source)
    if found is None:
        raise Unread(sniff(source.data) or "a file of an unknown kind")
    if budget.depth < 0:
        raise Unread("files inside files, too deep")
    budget.depth -= 1
    try:
        file = found.read(source, budget, lambda inside: open_file(inside, budget))
        return with_encoded(file, lambda inside: open_file(inside, budget))
    except Unread:
        raise
    except MemoryError:
        raise Unread(f"a {found.NAME} too large to be read") from None
    except Exception as error:  # noqa: BLE001 (parsers of foreign formats raise whatever they like)
        raise Unread(f"a broken {found.NAME} ({type(error).__name__})") from None
    finally:
        budget.depth += 1
