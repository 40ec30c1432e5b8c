"""The families of disguises: every module of this folder that has a ``DISGUISE``, in the order of their names.

A new family is a new file. It gives edits or views, never hits: what stands in a view is judged by the detectors.
"""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Protocol, runtime_checkable

from classifiers.disguise.glance import Glance
from classifiers.disguise.view import View


@runtime_checkable
class Disguise(Protocol):
    """What peeling asks of a family.

    ``deep``: what it gives may hide the same disguise once more (base64 in base64). Rules: a text without the
    disguise costs a few searches; the work is linear; nothing is raised, whatever the text.
    """

    @property
    def id(self) -> str: ...

    @property
    def deep(self) -> bool: ...

    def views(self, glance: Glance) -> Iterable[View | None]: ...


@cache
def families() -> tuple[Disguise, ...]:
    """All families that are here."""
    package = __name__.rpartition(".")[0]
    path = importlib.import_module(package).__path__
    modules = (importlib.import_module(f"{package}.{found.name}") for found in pkgutil.iter_modules(path))
    return tuple(module.DISGUISE for module in modules if hasattr(module, "DISGUISE"))
