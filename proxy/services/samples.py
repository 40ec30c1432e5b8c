"""Samples that ship with a dialect: what must be read from a request, so that a dialect proves itself.

``samples.yaml`` beside a dialect is a list. Each sample has ``name``, ``host``, ``path``, ``json``,
``text`` or ``base64`` for its body, and what is expected: ``route``, ``places`` (lines "origin: text", with a ``!``
before a text that may not be edited), and where they matter ``opaque``, ``model``, ``stream`` and
``conversation``. ``method`` and ``headers`` may be given. ``unreadable: true`` stands in place of the
expectations where reading must fail. ``accepts`` names a type of the vendor's SDK that the body must fit, edited or
not ("openai.types.chat.completion_create_params.CompletionCreateParams"). ``answers`` are answers of the service, as
``type`` (content type), ``json``, ``sse`` (a list of events), ``lines`` (a list of JSON lines) or ``text``, with
placeholders of the tests in them, cut as the service may cut them, and what ``shows`` once they are restored.
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from classifiers.segment import Origin, Segment
from proxy.capture import Capture
from proxy.contract import Dialect, Document, Edit, Unreadable


class SampleFault(ValueError):
    """The dialect author's fault: a samples file that cannot be read."""


class Answer(BaseModel):
    """One answer of the service, and texts that a client must read in it once it is restored."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str = ""
    body: Annotated[Any, Field(alias="json")] = None
    sse: tuple[Any, ...] = ()
    lines: tuple[Any, ...] = ()
    text: str = ""
    shows: tuple[str, ...]

    @property
    def content_type(self) -> str:
        """The content type, by the form of the answer where it is not given."""
        kind = (
            "text/event-stream" if self.sse else "application/x-ndjson" if self.lines else "application/json"
        )
        return self.type or kind

    @property
    def data(self) -> bytes:
        """The answer's bytes. An event that is a string stands as it is; an object's type names its event."""
        if self.sse:
            return "".join(map(_event, self.sse)).encode("utf-8")
        if self.lines:
            return "".join(f"{json.dumps(line)}\n" for line in self.lines).encode("utf-8")
        return (self.text or json.dumps(self.body)).encode("utf-8")


def _event(event: Any) -> str:
    if isinstance(event, str):
        return f"data: {event}\n\n"
    name = event.get("type") if isinstance(event, dict) else None
    return (f"event: {name}\n" if isinstance(name, str) else "") + f"data: {json.dumps(event)}\n\n"


class Sample(BaseModel):
    """One request and what must be read from it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    method: str = "POST"
    host: str
    path: str
    headers: dict[str, str] = {}
    body: Annotated[Any, Field(alias="json")] = None
    text: str | None = None
    base64: str = ""
    route: str
    places: tuple[str, ...] = ()
    opaque: tuple[str, ...] = ()
    model: str = ""
    stream: bool = False
    conversation: str = ""
    unreadable: bool = False
    accepts: str = ""
    answers: tuple[Answer, ...] = ()

    @property
    def data(self) -> bytes:
        """The body's bytes."""
        if self.base64:
            return b64decode(self.base64)
        if self.text is not None:
            return self.text.encode("utf-8")
        return b"" if self.body is None else json.dumps(self.body, ensure_ascii=False).encode("utf-8")

    @property
    def capture(self) -> Capture:
        """The request as it would be seen."""
        return Capture(self.method, self.host, 443, self.path, tuple(self.headers.items()), self.data)

    def sent_with(self, headers: Sequence[tuple[str, str]]) -> Capture:
        """The request with headers set in place of its own."""
        changed = dict(headers)
        kept = tuple((name, changed.get(name, value)) for name, value in self.capture.headers)
        return replace(self.capture, headers=kept)


def load_samples(dialect: str) -> tuple[Sample, ...]:
    """The samples of a dialect. Raises SampleFault."""
    try:
        file = files(f"proxy.services.{dialect}").joinpath("samples.yaml")
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
        return tuple(Sample.model_validate(row) for row in rows or ())
    except (ImportError, OSError, yaml.YAMLError, ValidationError) as fault:
        raise SampleFault(
            f"dialect {dialect}: samples.yaml cannot be read ({type(fault).__name__})."
        ) from None


def check_dialect(dialect: Dialect) -> Sequence[str]:
    """What is wrong with a dialect, by its samples; empty where all is well. Raises SampleFault."""
    samples = load_samples(dialect.id)
    if not samples:
        return (f"{dialect.id}: has no samples",)
    return tuple(
        f"{dialect.id}: {sample.name}: {fault}" for sample in samples for fault in _faults(dialect, sample)
    )


def _faults(dialect: Dialect, sample: Sample) -> Iterator[str]:
    capture = sample.capture
    route = dialect.route(capture)
    if route != sample.route:
        yield f"route is {route or 'none'}, not {sample.route or 'none'}"
        return
    if not route:
        return
    try:
        document = dialect.read(route, capture, sample.data)
    except Unreadable as trouble:
        if not sample.unreadable:
            yield f"unreadable: {trouble}"
        return
    if sample.unreadable:
        yield "was read, though it must not be"
        return
    yield from _differences(document, sample)
    if document.splice(()) != sample.data:
        yield "changes bytes without an edit"
    yield from _edited(dialect, document, sample)


def _differences(document: Document, sample: Sample) -> Iterator[str]:
    found = [f"{s.origin}: {'' if s.editable else '!'}{s.text}" for s in document.segments]
    for line in [line for line in sample.places if line not in found]:
        yield f"place not found: {line}"
    for line in [line for line in found if line not in sample.places]:
        yield f"place not expected: {line}"
    if len(found) == len(sample.places) and found != list(sample.places) and set(found) == set(sample.places):
        yield "places come in another order"
    wanted: Mapping[str, object] = {
        "opaque": sample.opaque,
        "model": sample.model,
        "stream": sample.stream,
        "conversation": sample.conversation,
    }
    for name, want in wanted.items():
        have = getattr(document, name)
        have = tuple(have) if name == "opaque" else have
        if have != want:
            yield f"{name} is {have!r}, not {want!r}"


def part(segment: Segment) -> tuple[int, int]:
    """What of a place is edited to try it: all; of a file, whose places may join cells, the first word."""
    found = re.search(r"\w+", segment.text) if segment.origin is Origin.FILE else None
    return found.span() if found else (0, len(segment.text))


def _edited(dialect: Dialect, document: Document, sample: Sample) -> Iterator[str]:
    """Every place that may be edited gets a new text, in one go; read again, they must be there."""
    edits = [Edit(s.place, *part(s), f"[EDIT_{s.place}]") for s in document.segments if s.editable]
    wanted = [segment.text for segment in document.segments]
    for edit in edits:
        wanted[edit.place] = wanted[edit.place][: edit.start] + edit.text + wanted[edit.place][edit.end :]
    body = document.splice(edits)
    try:
        again = dialect.read(sample.route, sample.sent_with(document.headers(edits)), body)
    except Unreadable as trouble:
        yield f"edited, it is unreadable: {trouble}"
        return
    if [segment.text for segment in again.segments] != wanted:
        yield "edits do not come back where they were made"
