"""Prompt routes: the routes of a dialect whose requests hold what people or programs say, told by its samples."""

from collections import Counter
from importlib.resources import files

import yaml

from classifiers.segment import Origin

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


def _is_spoken(place: str) -> bool:
    origin, _, text = place.partition(":")
    return origin != Origin.META.value and bool(text.strip(" !"))
