"""The heart: one capture in, one inspection out; pure, and run in a worker process with a deadline.

Rule 1: no clock, disk, socket, log or randomness here; all that decides comes in as a value.
Rule 2: whatever cannot be read is opaque, and the policy decides about the opaque.
Rule 3: the bytes to send are made here, from the same reading that was judged; nothing reads them a second time.
"""

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote_plus

from classifiers.detector import Detector
from classifiers.documents.contract import Manner, Unwritten
from classifiers.scanner import Scanner
from classifiers.segment import Origin, Segment
from policies.decide import decide
from policies.decision import Block, Coach, Decision, Level, Redact
from policies.placeholders import Placeholders
from policies.policy import Policy, digest_of_data
from policies.redact import redactions
from proxy.body.attached import name_in_path
from proxy.body.files import in_manner
from proxy.body.hints import hints_in, may_hint
from proxy.body.labels import labels_of, rewritten, segments_of
from proxy.body.opened import open_socket
from proxy.body.target import foreign_query, is_own
from proxy.capture import SOCKET, Capture, Hint
from proxy.content import decode
from proxy.contract import Capability, Document, Edit, Unreadable, Written
from proxy.seal import Seal, seal
from proxy.services.catalog import Catalogue, own_fields
from proxy.trail import NOTHING, Trail, within

_STEP = 1 << 16  # characters of a text that are taken at a time


@dataclass(frozen=True, slots=True)
class Task:
    """All that an inspection needs beside the policy.

    ``person`` is opaque here; it only keeps conversations of two people apart. ``owner`` overrides the conversation
    that the body names, when it is known to go on an earlier one; ``known`` are that one's placeholders. ``service`` is
    the one that announced the link to which the request brings a file; empty for any other request.
    ``data_key`` is the key of the client's own data; empty where there is none. ``before`` is what was said before a
    message on its socket, where the text of one may go on in the next.
    """

    capture: Capture
    person: str = field(repr=False)
    key: bytes = field(repr=False)
    limit: int
    owner: str = ""
    service: str = ""
    known: Mapping[str, str] = field(default_factory=dict, repr=False)
    data_key: bytes = field(default=b"", repr=False)
    before: Trail = NOTHING


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found, what was decided, and the bytes that may leave.

    ``body`` is None where nothing was changed. ``tokens`` leads from the placeholders in it to their values.
    ``owner`` is an opaque tag of the conversation; ``remembered`` says that the service keeps its history, so that
    earlier placeholders may come back, ``opening`` that it has no id yet. ``digest`` is a keyed digest of the bytes as
    they would leave; ``said``, where the person is coached, one of the texts alone: the same words sent again.
    ``data`` is the digest of the client's own data that was looked for. ``attached`` are opaque tags of the person's
    files of which the request speaks. ``account`` says whose account it is, once that was looked at.
    ``spoken`` says that a person, a system, a tool or a file says something in it.
    ``seal`` is why it is blocked, where its values would have been replaced in a request that is not sealed.
    ``tools`` are the names of those that are called, ``headers`` go with ``body``, ``about`` a refusal must repeat.
    ``hints`` are what it says of files to come, where the answer may tell links for them. ``trail`` goes before the
    next message of its socket.
    """

    decision: Decision
    service: str
    dialect: str
    route: str
    level: Level
    model: str
    stream: bool
    owner: str
    remembered: bool
    opening: bool
    digest: str
    said: str
    detectors: str
    data: str = ""
    body: bytes | None = field(default=None, repr=False)
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)
    replaced: int = 0
    characters: int = 0
    fresh: int = 0
    attached: tuple[str, ...] = ()
    account: str = ""
    spoken: bool = False
    seal: Seal | None = None
    tools: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    about: str = field(default="", repr=False)
    hints: tuple[Hint, ...] = ()
    trail: Trail = NOTHING


def inspect(
    task: Task, policy: Policy, scanner: Scanner, catalogue: Catalogue, own: Detector | None = None
) -> Inspection:
    """Read, scan, decide and, where values are to be replaced, splice. Raises nothing for traffic of any kind.

    ``own`` finds what the client has registered as its own data.
    """
    inspection, body = inspected(task, policy, scanner, catalogue, own)
    return inspection if body is None else replace(inspection, body=body.joined())


def inspected(
    task: Task, policy: Policy, scanner: Scanner, catalogue: Catalogue, own: Detector | None = None
) -> tuple[Inspection, Written | None]:
    """The same with what was changed in pieces, beside an inspection whose body is empty."""
    capture = task.capture
    service = catalogue.service_for(capture.host)
    service_id = task.service or (service.id if service else "unknown")
    dialect, route = catalogue.dialect_for(service, capture, announced=bool(task.service))
    level = Level.GENERIC if dialect.id == "generic" else Level.UNDERSTOOD
    document: Document | None = None
    opaque: Sequence[str] = ()
    hints: tuple[Hint, ...] = ()
    try:
        if service and service.capability is Capability.OPAQUE:
            raise Unreadable("a service whose traffic is not read")
        if capture.asks_for_socket:
            document = open_socket(capture)
        else:
            plain = _decoded(capture, task.limit)
            document = dialect.read(route, capture, plain)
            if not task.service and (dialect.announces(route) or may_hint(capture)):
                hints = hints_in(capture, plain)
        opaque = document.opaque
    except Unreadable as trouble:
        level, opaque = Level.OPAQUE, (str(trouble),)
    fields, keys = own_fields(dialect.id, service), service.own_keys if service else ""
    segments = _segments(document, capture, fields, keys, generic=dialect.id == "generic")
    labels = labels_of(capture) if document and capture.method != SOCKET else ()
    first_label = len(segments)
    segments = [*segments, *segments_of(labels, first_label)]
    goes_on = capture.method == SOCKET and level is Level.GENERIC
    trail = task.before.after(segments) if goes_on else task.before
    borders, first_border = task.before.joined(segments) if goes_on else (), len(segments)
    segments += [border.segment for border in borders]
    if goes_on and trail.is_typed:
        opaque = (*opaque, "a text that comes letter by letter")
    sealed, unsealed = seal(capture, service), segments
    if sealed:
        segments = [one._replace(editable=False) for one in segments]
    scan = within(scanner.scan(segments, own), borders, first_border)
    decision = decide(policy, scan, segments, service=service_id, level=level, opaque=opaque)
    if sealed and isinstance(decision, Block):
        free = decide(policy, scan, unsealed, service=service_id, level=level, opaque=opaque)
        sealed = None if isinstance(free, Block) else sealed
    owner = task.owner or _owner(task, policy.client, service_id, document)
    changed: Written | None = None
    tokens: Mapping[str, str] = {}
    replaced = 0
    headers: tuple[tuple[str, str], ...] = ()
    if document is not None and isinstance(decision, Redact | Coach):
        placeholders = Placeholders(task.key, owner)
        placeholders.adopt(task.known)
        edits = [Edit(*edit) for edit in redactions(segments, decision.redactions, placeholders)]
        inside = [edit for edit in edits if edit.place < first_label]
        try:
            changed = in_manner(document, Manner(policy.redacted_pdf)).pieces(inside)
        except Unwritten:
            # A file that cannot be written without its values: nothing of it can be replaced, so decide on that.
            segments = [
                one._replace(editable=one.editable and one.origin is not Origin.FILE) for one in segments
            ]
            decision = decide(policy, scan, segments, service=service_id, level=level, opaque=opaque)
        else:
            tokens = {edit.text: placeholders.resolve(edit.text) or "" for edit in edits}
            replaced = len(edits)
            headers = (*document.headers(inside), *rewritten(capture, labels, first_label, edits))
    inspection = Inspection(
        decision=decision,
        service=service_id,
        dialect=dialect.id,
        route=route,
        level=level,
        model=document.model if document else "",
        stream=document.stream if document else False,
        owner=owner,
        remembered=bool(document and document.conversation) and not _begins(document, "first:"),
        opening=_begins(document, "opening:"),
        digest=_digest(task.key, (capture.body,) if changed is None else changed),
        said=owner_tag(
            task.key, policy.client, task.person, service_id, route, *(one.text for one in segments)
        ),
        detectors=scanner.digest,
        data=digest_of_data(policy.data),
        body=None if changed is None else b"",
        tokens=tokens,
        replaced=replaced,
        characters=scan.characters,
        fresh=scan.fresh,
        attached=_attached(task, policy.client, service_id, document),
        spoken=any(one.origin is not Origin.META and one.text.strip() for one in segments),
        seal=sealed if isinstance(decision, Block) else None,
        tools=tuple(document.tools) if document else (),
        headers=headers,
        about=document.about if document else "",
        hints=hints,
        trail=trail,
    )
    return inspection, changed


def _digest(key: bytes, body: Iterable[bytes | memoryview]) -> str:
    tag = hmac.new(key, digestmod=hashlib.sha256)
    for piece in body:
        tag.update(piece)
    return tag.hexdigest()


def _decoded(capture: Capture, limit: int) -> bytes:
    """The body without its content encodings; a socket's message has none. Raises Unreadable."""
    return (
        capture.body
        if capture.method == SOCKET
        else decode(capture.header_all("content-encoding"), capture.body, limit)
    )


def _segments(
    document: Document | None, capture: Capture, fields: Collection[str], keys: str, *, generic: bool
) -> Sequence[Segment]:
    """The document's segments and, unless its dialect read it, the query of the request target, without its key.

    Of those that tell the service who asks the text is left out.
    """
    segments = list(document.segments) if document else []
    if fields or keys:
        segments = [
            one._replace(text="")
            if is_own(one.label, one.text, fields) or (keys and re.fullmatch(keys, one.text))
            else one
            for one in segments
        ]
    query = foreign_query(capture.path.partition("?")[2], fields)
    if query and capture.method != SOCKET and not (document and (generic or capture.asks_for_socket)):
        segments.append(Segment(len(segments), unquote_plus(query), Origin.META, editable=False))
    return segments


def _begins(document: Document | None, sort: str) -> bool:
    return document is not None and document.conversation.startswith(sort)


def _attached(task: Task, client: str, service: str, document: Document | None) -> tuple[str, ...]:
    names = {*(document.attached if document else ()), *name_in_path(task.capture.path)}
    return tuple(file_tag(task.key, client, task.person, service, name) for name in sorted(names))


def file_tag(key: bytes, client: str, person: str, service: str, name: str) -> str:
    """An opaque, keyed tag of a file that a person gave a service, by the name that the service gave it."""
    return owner_tag(key, client, person, service, f"file:{name}")


def _owner(task: Task, client: str, service: str, document: Document | None) -> str:
    conversation = document.conversation if document else ""
    return owner_tag(task.key, client, task.person, service, conversation)


def owner_tag(key: bytes, client: str, person: str, service: str, conversation: str, *more: str) -> str:
    """An opaque, keyed tag of client, person, service and conversation; nobody else's is ever the same.

    ``more`` of a conversation is taken piece by piece: all of it in one would be a second body.
    """
    tag = hmac.new(key, digestmod=hashlib.sha256)
    for number, text in enumerate((client, person, service, conversation, *more)):
        tag.update(b"\0" * (number > 0))
        for at in range(0, len(text), _STEP):
            tag.update(text[at : at + _STEP].encode("utf-8", "surrogatepass"))
    return tag.hexdigest()[:32]
