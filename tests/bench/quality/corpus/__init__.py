"""Our own corpus: one module a topic, each with ``texts()``, found by its place in this folder.

A module offers ``texts() -> Iterable[Labelled]``. The same call gives the same texts: values come from a fixed
seed at run time and no value that looks live stands in a file. Texts are put together with ``compose``:

    compose("Card ", Mark("CREDIT_CARD", card), ", thanks.", language="en", tags={"payment"})

A module whose texts hold more than it labels says with ``GROUPS`` which groups of kinds (``kinds.GROUPS``) it labels
whole; other findings in its texts are then neither right nor wrong.

A text with no span that must be found is clean: every finding in it is a false alarm. Tags say what a text tests;
``hardneg`` marks a clean text that is made to provoke false alarms, ``technique:NAME`` a disguise, ``row`` a table or
log, ``template:NAME`` texts that share a wording although their masked texts differ.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """One place that must be found: characters ``start`` to ``end`` (half open) of part number ``part``.

    ``core`` is the part of it that must not leave, where that is less (the password in a connection string).
    ``optional`` places count neither as hit nor as miss. ``context`` marks what only its surroundings tell
    (a diagnosis, a code name); it is reported apart. ``value`` names one value that stands in several places,
    as in a split over two parts: it is caught when all of them are. ``row`` marks a line of a table or log.
    """

    start: int
    end: int
    kind: str
    part: int = 0
    optional: bool = False
    core: tuple[int, int] | None = None
    context: bool = False
    row: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, or the parts of a request in order, with everything in it that must be found."""

    parts: tuple[str, ...] = field(repr=False)
    spans: tuple[Span, ...] = ()
    language: str = "en"
    tags: frozenset[str] = frozenset()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a text that must be found. ``core`` counts from the start of ``text``."""

    kind: str
    text: str = field(repr=False)
    optional: bool = False
    core: tuple[int, int] | None = None
    context: bool = False
    row: bool = False
    value: str = ""


class Cut:
    """Between two pieces: the next one begins a new part (a message, a content part, a field)."""


def compose(
    *pieces: "str | Mark | Cut", language: str = "en", tags: Iterable[str] = (), id: str = ""
) -> Labelled:
    """A labelled text from plain pieces, marked pieces and cuts."""
    parts, spans = [""], []
    for piece in pieces:
        match piece:
            case str():
                parts[-1] += piece
            case Cut():
                parts.append("")
            case Mark():
                at = len(parts[-1])
                core = None if piece.core is None else (at + piece.core[0], at + piece.core[1])
                parts[-1] += piece.text
                spans.append(
                    Span(
                        at,
                        len(parts[-1]),
                        piece.kind,
                        len(parts) - 1,
                        piece.optional,
                        core,
                        piece.context,
                        piece.row,
                        piece.value,
                    )
                )
    return Labelled(tuple(parts), tuple(spans), language, frozenset(tags), id)


def modules() -> tuple[str, ...]:
    """The topics that are here, in order."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__)))


def groups(topic: str) -> tuple[str, ...]:
    """The groups of kinds that a topic labels whole; empty means all."""
    found: tuple[str, ...] = getattr(importlib.import_module(f"{__name__}.{topic}"), "GROUPS", ())
    return found


def texts(*topics: str) -> Iterator[tuple[str, Labelled]]:
    """Every text with its topic; only the given topics, if any are."""
    for topic in topics or modules():
        for text in importlib.import_module(f"{__name__}.{topic}").texts():
            yield topic, text
