"""Requests of Gemini's and NotebookLM's pages: ``f.req`` of a form is a JSON array with JSON in its strings.

An array has no names, so every string of every call is a place; known are only the slots that hold what the page's own
machinery made. How sure: reverse-engineered clients and captures (2025 to 2026), no document of the vendor. The page's
token of the browser (slots 3 and 4 of Gemini's turn) was seen to hold while the prompt was edited.
"""

import json
import re
from collections.abc import Callable, Iterator

from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.codecs import JsonString
from proxy.body.form import read_form
from proxy.body.idle import is_random
from proxy.body.inline import read_inline
from proxy.body.json import parse
from proxy.body.layers import SAME
from proxy.body.opened import open_text
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, find, routes
from proxy.body.walk import read_text
from proxy.capture import Capture
from proxy.contract import Document

type Path = tuple[int | str, ...]
type Rule = Callable[[Path], Kind]

_DATA = rf"(?:/u/[0-9]+)?/_/{NAME}/data"
_BARD = r"assistant\.lamda\.BardFrontendService/StreamGenerate"
_TAILWIND = r"google\.internal\.labs\.tailwind\.orchestration\.v1\.LabsTailwindOrchestrationService"
_NOTES = rf"{_TAILWIND}/GenerateFreeFormStreamed"
ROUTES = routes(
    ("POST", rf"{_DATA}/{_BARD}", "gemini.turn"),
    ("POST", rf"{_DATA}/{_NOTES}", "notebooklm.turn"),
    ("POST", rf"{_DATA}/batchexecute", "calls"),
    ("POST", r"/upload/(?:_/)?", "upload"),
)
_STRING = JsonString()
_SHAPE = Shape(base=Origin.USER, known=frozenset({"f.req", "at"}))
_TIME = re.compile(r"1[0-9]{9}(?:[0-9]{3}){0,2}\Z")
# Ids of conversations, answers and sources, in the page's own forms.
_ID = re.compile(r"(?:c|r|rc)_[0-9a-f]{8,40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def route(capture: Capture) -> str:
    """The route's name; the bytes of an upload are nobody's here."""
    if capture.path.partition("?")[0] in ("/upload/", "/upload/_/"):
        starts = capture.method == "POST" and capture.header("x-goog-upload-command") == "start"
        return "upload" if starts else ""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    builder = open_text(body)
    if route == "upload":
        read_text(builder, 0, _SHAPE)
        return builder.build()
    found: dict[Path, str] = {}

    def request(builder: Builder, node: int) -> None:
        _read_array(builder, node, (), _RULES[route], found)

    if body.strip():
        read_form(builder, 0, _SHAPE, {"f.req": request, "at": _read_token})
    return builder.build(_conversation(route, found), stream=route != "calls")


def _gemini(path: Path) -> Kind:
    match path:
        case (1,):
            return Kind.JSON
        case (1, 1 | 2, *_) | (1, 3 | 4 | 59 | 79):
            return Kind.BLOB
        case (1, 0, 3, _, 0, 0):
            return Kind.FIXED
        case (1, 0, 0):
            return Kind.PROSE
    return Kind.TEXT


def _notebooklm(path: Path) -> Kind:
    match path:
        case (1,):
            return Kind.JSON
        case (1, 0, *_) | (1, 4 | 7):
            return Kind.BLOB
        case (1, 1):
            return Kind.PROSE
    return Kind.TEXT


def _call(path: Path) -> Kind:
    match path:
        case (_, _, 1):
            return Kind.JSON
        case (_, _, 0 | 3):
            return Kind.FIXED
    return Kind.TEXT


_RULES = {"gemini.turn": _gemini, "notebooklm.turn": _notebooklm, "calls": _call}


def _read_array(builder: Builder, node: int, above: Path, rule: Rule, found: dict[Path, str]) -> None:
    """Make a place of every string in a JSON text, by its path; ``found`` collects them. Raises Unreadable."""
    text = builder.text(node)
    tree = parse(text)
    paths = _paths(json.loads(text, object_pairs_hook=_Pairs, parse_int=_number, parse_float=_number), above)
    for kind, _, _, start, end, value in tree.leaves:
        if kind == "number":
            if not _TIME.match(value):
                number = builder.node(node, start, end, value, SAME)
                builder.segment(number, Origin.USER, editable=False)
            continue
        inner = builder.node(node, start, end, value, _STRING)
        if kind == "key":
            builder.segment(inner, Origin.META)
            continue
        path = next(paths)
        found[path] = value
        how = rule(path)
        if how is Kind.JSON:
            if value.strip():
                _read_array(builder, inner, path, rule, found)
        elif how is Kind.BLOB:
            _read_token(builder, inner)
        elif how is Kind.FIXED:
            builder.segment(inner, Origin.META, editable=False)
        elif how is Kind.PROSE:
            read_inline(builder, inner, Origin.USER)
        elif not _ID.fullmatch(value):
            read_text(builder, inner, _SHAPE)


def _read_token(builder: Builder, node: int) -> None:
    """What the page's machinery made: random, else scanned and not edited."""
    text = builder.text(node)
    if not is_random(text.removeprefix("!")) and not _ID.fullmatch(text):
        builder.segment(node, Origin.META, editable=False)


class _Pairs(list[tuple[str, object]]):
    """An object's members, also those whose name stands twice."""


def _number(word: str) -> None:
    """Numbers have places of their own, so their values are not needed; a long one would be costly."""


def _paths(value: object, above: Path) -> Iterator[Path]:
    """The paths of all strings, in the order of the text."""
    open_values: list[tuple[Path, object]] = [(above, value)]
    while open_values:
        path, item = open_values.pop()
        if isinstance(item, str):
            yield path
        elif isinstance(item, _Pairs):
            open_values += [((*path, name), part) for name, part in reversed(item)]
        elif isinstance(item, list):
            open_values += [((*path, at), part) for at, part in reversed(list(enumerate(item)))]


def _conversation(route: str, found: dict[Path, str]) -> str:
    """The id on the wire; of a conversation that has none yet, its first words and the number of the request."""
    if route == "gemini.turn":
        named, first = found.get((1, 2, 0), ""), found.get((1, 0, 0), "")
        opening = f"opening:{found.get((1, 59), '')}\n{first}" if first else ""
        return f"conversation:{named}" if named else opening
    if route == "notebooklm.turn":
        named = found.get((1, 4), "") or found.get((1, 7), "")
        return f"conversation:{named}" if named else ""
    return ""
