"""What all files that authors write have in common: how they are read, name their checks, and try their examples."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol

import yaml
from pydantic import BaseModel, ValidationError

from classifiers.checks.verdict import Check
from classifiers.detector import DetectorFault, Hit
from classifiers.examples import example
from classifiers.passage import Passage
from classifiers.settle import settle

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Fault(Protocol):
    """Makes the fault of one entry of a file: what is wrong, and what to do."""

    def __call__(self, what: str, remedy: str = ...) -> DetectorFault: ...


class Examples(Protocol):
    """An entry with texts in which something must be found (between « and ») and others in which nothing may be."""

    @property
    def id(self) -> str: ...

    @property
    def finds(self) -> Sequence[str]: ...

    @property
    def ignores(self) -> Sequence[str]: ...


def parsed[Data: BaseModel](text: str, shape: type[Data], file: str, *, part: str, loss: str) -> Data:
    """A file's text as ``shape``. Raises DetectorFault with the line or the place.

    ``part`` is what its author calls a piece of an entry, ``loss`` what is missing until the fault is mended.
    """
    try:
        return shape.model_validate(yaml.load(text, Loader=Loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark is not None else ""
        raise DetectorFault(f"no valid YAML{where}", file=file, remedy=f"mend the syntax; {loss}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise DetectorFault(
            f"{place}: {first['msg']}", file=file, remedy=f"mend the {part}; {loss}"
        ) from None


def check_named(name: str, fault: Fault) -> Check:
    """The function of ``checks/`` that ``module.function`` names. Raises DetectorFault."""
    if (found := _resolve(name)) is None:
        raise fault(f"there is no check {name}", "name a function of classifiers/checks as module.function")
    return found


@cache
def _resolve(name: str) -> Check | None:
    module, _, function = name.partition(".")
    if not module.isidentifier() or not function.isidentifier() or function.startswith("_"):
        return None
    try:
        found = getattr(import_module(f"classifiers.checks.{module}"), function, None)
    except ModuleNotFoundError:
        return None
    return found if callable(found) else None


def try_examples(find: Callable[[Passage], Iterable[Hit]], data: Examples, fault: Fault, remedy: str) -> None:
    """Run the examples of an entry; the first that fails raises DetectorFault."""
    if not data.finds or not data.ignores:
        raise fault("it has no examples", "give at least one text under finds and one under ignores")
    for part, sources in (("finds", data.finds), ("ignores", data.ignores)):
        for number, source in enumerate(sources, 1):
            try:
                given = example(source, f"{data.id}:{part}:{number}")
            except ValueError as error:
                raise fault(f"{part} example {number}: {error}") from None
            if bool(given.spans) != (part == "finds"):
                raise fault(
                    f"{part} example {number}: mark what must be found with « and », and only under finds"
                )
            found = tuple((hit.start, hit.end) for hit in settle(find(Passage(given.text))))
            if found != given.spans:
                raise fault(
                    f"{part} example {number} fails: must find {list(given.spans)}, finds {list(found)}",
                    remedy,
                )
