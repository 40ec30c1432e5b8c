"""From a YAML source to a model: pydantic's errors become policy faults with lines and suggestions."""

import difflib
import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from policies.fault import PolicyFault, quoted
from policies.source import Path, Source

_SYNTAX = {
    "client": "an id of lower-case letters, digits and '-', such as acme-corp",
    "id": "an id of lower-case letters, digits and '-', such as no-cards",
    "packs": "the id of a pack, such as baseline",
    "classes": "a class such as pii.contact, or a family such as secret.*",
    "kinds": "a kind in capitals, such as EMAIL_ADDRESS, with a class such as pii.contact",
    "of": "at least two kinds or classes, such as [PERSON, id.*]",
    "combinations": "combinations with 'id:', 'class:' and 'of:'",
    "services": "the id of a service, such as openai_api, or '*' for all",
    "service": "the id of a service, such as openai_api",
    "words": "classes with lists of words of at least 3 characters",
    "as_of": 'a date in quotes, such as "2026-11-21"',
}


def shaped[M: BaseModel](source: Source, model: type[M]) -> tuple[M | None, list[PolicyFault]]:
    """The model of a source, or None and every fault that pydantic found."""
    if not isinstance(source.value, dict):
        what = "is empty" if source.value is None else "is not a list of 'name: value' lines"
        wrong = PolicyFault(
            source.name,
            0,
            0,
            "",
            what,
            "No policy can be made of it",
            "Start from a file with 'client:' and 'name:'",
        )
        return None, [wrong]
    try:
        return model.model_validate(source.value), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True, include_context=True)
    faults: dict[tuple[Path, str], PolicyFault] = {}
    for detail in details:
        fault = _fault(source, model, detail)
        faults.setdefault((source.real(detail["loc"]), fault.wrong), fault)
    return None, list(faults.values())


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """A sentence that proposes the nearest known name, or lists the first few."""
    names = sorted(set(known))
    close = difflib.get_close_matches(wrong, names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return f"Known: {shown}" if shown else ""


def _fault(source: Source, model: type[BaseModel], detail: ErrorDetails) -> PolicyFault:
    path = source.real(detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _fields(model, path)
        return source.fault(
            path,
            f"there is no setting {quoted(path[-1])}",
            "It would silently do nothing",
            suggestion(str(path[-1]), known),
            key=True,
        )
    if kind == "missing":
        name = str(detail["loc"][-1])
        return source.fault(path, f'"{name}" is missing', "", _need(name))
    value = detail.get("input")
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    if detail["loc"] and detail["loc"][-1] == "[key]":
        return source.fault(
            path, f"{quoted(path[-1])} is not well formed", "", _need(_parent(path)), key=True
        )
    if kind in ("enum", "literal_error"):
        options = _options(detail)
        return source.fault(
            path, f"{quoted(value)} is not possible here", "", suggestion(str(value), options)
        )
    if kind in ("string_pattern_mismatch",):
        return source.fault(path, f"{quoted(value)} is not well formed", "", _need(name))
    if kind in ("string_type", "string_sub_type"):
        shown = f"{quoted(_yaml(value))} is not text" if not isinstance(value, list | dict) else "is not text"
        return source.fault(
            path, shown, "", "Put it in quotes" if not isinstance(value, list | dict) else _need(name)
        )
    if kind in ("list_type", "dict_type", "model_type", "model_attributes_type"):
        shape = "a list" if kind == "list_type" else "a block of 'name: value' lines"
        return source.fault(path, f"must be {shape}", "", _need(name))
    return source.fault(path, _lower(detail["msg"]), "", _need(name))


def _need(name: str) -> str:
    return f"Write {_SYNTAX[name]}" if name in _SYNTAX else ""


def _parent(path: Path) -> str:
    return next((str(part) for part in reversed(path[:-1]) if isinstance(part, str)), "")


def _options(detail: ErrorDetails) -> list[str]:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return re.findall(r"'([^']+)'", expected)


def _yaml(value: object) -> str:
    """A value as it stands in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    return "null" if value is None else str(value)


def _lower(message: str) -> str:
    message = message.removeprefix("Value error, ").removeprefix("Input ")
    return message[:1].lower() + message[1:]


def _fields(model: Any, path: Path) -> list[str]:
    """The names that are known where an unknown one stands."""
    for part in path[:-1]:
        if isinstance(part, int):
            continue
        info = getattr(model, "model_fields", {}).get(part)
        model = _inner(info.annotation) if info is not None else model
    return [info.alias or name for name, info in getattr(model, "model_fields", {}).items()]


def _inner(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in reversed(getattr(annotation, "__args__", ())):
        found = _inner(argument)
        if found is not None:
            return found
    return None
