"""The judges of context that are here: every module of this folder that offers
``combiners``, ``detectors`` or ``sieves``."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import classifiers.context
from classifiers.detector import Combiner, Detector, Sieve


def combiners() -> list[Combiner]:
    """All combiners of the folder. Raises DetectorFault."""
    return [one for module in _modules() for one in getattr(module, "combiners", list)()]


def detectors() -> list[Detector]:
    """All detectors of the folder. Raises DetectorFault."""
    return [one for module in _modules() for one in getattr(module, "detectors", list)()]


def sieves() -> list[Sieve]:
    """All sieves of the folder."""
    return [one for module in _modules() for one in getattr(module, "sieves", list)()]


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(classifiers.context.__path__):
        if found.name != "catalog":
            yield importlib.import_module(f"{classifiers.context.__name__}.{found.name}")
