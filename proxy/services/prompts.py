"""Prompt routes: the routes of a dialect whose requests hold what people or programs say, and those whose answers are
streams with texts that it names, or values with texts in known fields; told by its samples."""

from collections import Counter
from collections.abc import Mapping
from importlib.resources import files

import yaml

from classifiers.segment import Origin
from proxy.answer.ear import Ear
from proxy.answer.fields import Field, fields_of
from proxy.contract import Dialect
from proxy.services.samples import Answer, load_samples

_MOST_HEARD = 1 << 16  # characters
_MOST = 0.5  # so many of a route's samples must hold such text


def prompt_routes(dialect: str) -> frozenset[str]:
    """The routes on which a request without any text of a person, a system, a tool or a file would be strange."""
    text = files(f"proxy.services.{dialect}").joinpath("samples.yaml").read_text(encoding="utf-8")
    samples = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or ()
    all_of, spoken = Counter[str](), Counter[str]()
    for sample in samples:
        route = sample.get("route", "")
        if route and not sample.get("unreadable"):
            all_of[route] += 1
            spoken[route] += any(_is_spoken(place) for place in sample.get("places", ()))
    return frozenset(route for route, count in all_of.items() if spoken[route] >= _MOST * count)


def named_streams(name: str, dialect: Dialect) -> frozenset[str]:
    """The routes of whose streams the dialect knows where their texts stand: an answer without any would be strange."""
    return frozenset(
        sample.route
        for sample in load_samples(name)
        for answer in sample.answers
        if answer.body is None and _is_named(dialect, sample.route, answer)
    )


def named_fields(name: str) -> Mapping[str, frozenset[Field]]:
    """The fields, by route, in which whole JSON answers of a dialect say what placeholders are turned back in."""
    found: dict[str, frozenset[Field]] = {}
    for sample in load_samples(name):
        for answer in sample.answers:
            if answer.body is not None:
                talk = fields_of(answer.body, marks="[EMAIL_").talk
                found[sample.route] = found.get(sample.route, frozenset()) | talk
    return found


def _is_named(dialect: Dialect, route: str, answer: Answer) -> bool:
    ear = Ear(_MOST_HEARD)
    restorer = dialect.restorer(route, answer.content_type, ear)
    restorer.feed(answer.data)
    restorer.finish()
    return ear.is_named


def _is_spoken(place: str) -> bool:
    origin, _, text = place.partition(":")
    return origin != Origin.META.value and bool(text.strip(" !"))
