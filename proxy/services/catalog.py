"""The catalogue: which AI services there are, at which hosts, and which dialects they speak.

Services are data (``catalogue/*.yaml``), dialects are the packages beside this file. Neither is listed by
hand.
"""

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import ModuleType
from typing import Any

import proxy.services
from proxy.body.target import Route, bare
from proxy.capture import SOCKET, Capture
from proxy.contract import Dialect, Document, Lookup, Refusal, Restorer, Service, SocketRestorer
from proxy.effect import Frames, Reply
from proxy.services.entries import HOST, CatalogueFault, shipped

GENERIC = "generic"
BLOB = "blob_put"
SIGN_IN = "sign-in"  # the category of hosts where people only sign in: never read, headers are set
_API_DIALECTS = ("openai_chat", "openai_responses", "anthropic_messages", "openai_platform")


@dataclass(slots=True)
class _Composed:
    """A dialect made of its two halves: how requests are read, and how answers are given and restored."""

    id: str
    request: ModuleType
    answer: ModuleType

    def route(self, capture: Capture) -> str:
        name: str = self.request.route(capture)
        return name

    def read(self, route: str, capture: Capture, body: bytes) -> Document:
        document: Document = self.request.read(route, capture, body)
        return document

    def refuse(self, route: str, refusal: Refusal, *, stream: bool, about: str = "") -> Reply:
        answers = getattr(self.answer, "refuse_about", None) if about else None
        reply: Reply = (
            answers(route, refusal, about) if answers else self.answer.refuse(route, refusal, stream=stream)
        )
        return reply

    def restorer(self, route: str, content_type: str, lookup: Lookup) -> Restorer:
        restorer: Restorer = self.answer.restorer(route, content_type, lookup)
        return restorer

    def refuse_message(self, route: str, refusal: Refusal) -> Frames:
        frames: Frames = self._for_sockets("refuse_message")(route, refusal)
        return frames

    def socket_restorer(self, route: str, lookup: Lookup) -> SocketRestorer:
        restorer: SocketRestorer = self._for_sockets("socket_restorer")(route, lookup)
        return restorer

    def _for_sockets(self, name: str) -> Callable[..., Any]:
        """A function of the dialect, or the generic one where it has no sockets of its own."""
        found: Callable[..., Any] = getattr(self.answer, name, None) or getattr(
            importlib.import_module(f"proxy.services.{GENERIC}.answer"), name
        )
        return found

    def announces(self, route: str) -> bool:
        return self.id == GENERIC or route in getattr(self.request, "ANNOUNCES", ())

    def thread(self, route: str, answer: Mapping[str, object]) -> str:
        thread: str = self.answer.thread(route, answer)
        return thread


@cache
def dialects() -> Mapping[str, Dialect]:
    """All dialects by id. Raises CatalogueFault for one that is not whole."""
    found: dict[str, Dialect] = {}
    for module in pkgutil.iter_modules(proxy.services.__path__):
        if not module.ispkg:
            continue
        package = f"proxy.services.{module.name}"
        for half in ("request", "answer"):
            if importlib.util.find_spec(f"{package}.{half}") is None:
                raise CatalogueFault(
                    f"dialect {module.name}: {half}.py is missing, so that it cannot be used."
                )
        if not files(package).joinpath("samples.yaml").is_file():
            raise CatalogueFault(
                f"dialect {module.name}: samples.yaml is missing, so that it cannot be trusted."
            )
        request = importlib.import_module(f"{package}.request")
        found[module.name] = _Composed(module.name, request, importlib.import_module(f"{package}.answer"))
    if GENERIC not in found:
        raise CatalogueFault("the generic dialect is missing; without it unknown routes have no reader.")
    return found


def known_routes(dialect: str) -> Sequence[Route]:
    """The routes that a dialect understands; none for the generic one, which reads what is left."""
    table: Sequence[Route] = _declared(dialect, "ROUTES")
    return table


def _declared(dialect: str, name: str) -> Any:
    """What a dialect's ``request.py`` says under a name; nothing where it does not."""
    return getattr(importlib.import_module(f"proxy.services.{dialect}.request"), name, ())


@cache
def is_spoken_anywhere(dialect: str) -> bool:
    """Whether a dialect tells its requests by their content and is asked at every host, before the generic one."""
    package = f"proxy.services.{dialect}.request"
    found = importlib.util.find_spec(package) is not None
    return found and bool(getattr(importlib.import_module(package), "ANYWHERE", False))


def own_fields(dialect: str, service: Service | None) -> frozenset[str]:
    """Names of fields, in small letters without signs, in which a request tells the service who asks."""
    own = frozenset(_declared(dialect, "OWN"))
    return own | frozenset(bare(name) for name in service.own) if service and service.own else own


def hands_keys(dialect: str, route: str) -> bool:
    """Whether the answer on a route gives a client what it needs to go on: its tokens (``SIGNS_IN`` routes), or links
    for its files."""
    return route in _declared(dialect, "SIGNS_IN") or route in _declared(dialect, "ANNOUNCES")


class Catalogue:
    """Services, found by host, and dialects, found by request."""

    def __init__(
        self, services: Iterable[Service], dialects: Mapping[str, Dialect], chosen: Iterable[str] = ()
    ) -> None:
        """``chosen`` are the ids of services at shared hosts that are to be intercepted."""
        self.services = tuple(services)
        self.chosen = frozenset(chosen)
        self.dialects = dialects
        self._anywhere = tuple(dialect for name, dialect in dialects.items() if is_spoken_anywhere(name))
        self._exact: dict[str, Service] = {}
        self._below: dict[str, Service] = {}
        ids: set[str] = set()
        for service in self.services:
            if service.id in ids:
                raise CatalogueFault(f"service {service.id}: the id is given twice.")
            ids.add(service.id)
            for name in service.dialects:
                if name not in dialects:
                    raise CatalogueFault(
                        f"service {service.id}: no dialect {name}; known: {', '.join(dialects)}."
                    )
            for host in service.hosts if self.intercepts(service) else ():
                table, key = (self._below, host[2:]) if host.startswith("*.") else (self._exact, host)
                if key in table:
                    raise CatalogueFault(
                        f"service {service.id}: host {host} belongs to {table[key].id} already."
                    )
                table[key] = service

        if unknown := self.chosen - {service.id for service in self.services if service.is_shared}:
            raise CatalogueFault(
                f"shared_services: {', '.join(sorted(unknown))} is no service at shared hosts."
            )

    def intercepts(self, service: Service) -> bool:
        """Whether a service's connections are opened: all but those at shared hosts that nobody chose."""
        return not service.is_shared or service.id in self.chosen

    @property
    def ids(self) -> frozenset[str]:
        """The ids that a policy's rule may name: the services, any, the own hosts, and what is not known."""
        return frozenset({"any", "unknown", "extra", *(service.id for service in self.services)})

    def service_for(self, host: str) -> Service | None:
        """The service of a host name; the longest pattern counts. None where no service has it."""
        host = host.lower().removesuffix(".")
        found = self._exact.get(host)
        at = host.find(".")
        while found is None and at >= 0:
            found = self._below.get(host[at + 1 :])
            at = host.find(".", at + 1)
        return found

    def domains(self) -> tuple[str, ...]:
        """The narrowest DNS names that cover every host: exact names, and the parent of each wildcard."""
        parents = set(self._below)
        names = parents | {host for host in self._exact if not _is_below(host, parents)}
        return tuple(sorted(name for name in names if not _is_below(name, parents - {name})))

    def never_ends(self, service: Service | None, capture: Capture) -> bool:
        """Whether the head of a request names a call that goes on while its answer comes (``ENDLESS`` routes)."""
        dialect, route = self.dialect_for(service, capture)
        return route in _declared(dialect.id, "ENDLESS")

    def listens(self, dialect: str, route: str) -> bool:
        """Whether the answer on a route is a stream that stays open beside later requests (``LISTENS`` routes)."""
        return route in _declared(dialect, "LISTENS")

    def dialect_for(
        self, service: Service | None, capture: Capture, *, announced: bool = False
    ) -> tuple[Dialect, str]:
        """The first of a service's dialects that knows the route of a request; else the generic one.

        A request that opens a WebSocket has the route of the messages on it. One whose link an earlier answer
        ``announced`` brings a file.
        """
        if announced and (route := self.dialects[BLOB].route(capture)):
            return self.dialects[BLOB], route
        if capture.asks_for_socket:
            capture = replace(capture, method=SOCKET)
        for name in service.dialects if service else ():
            dialect = self.dialects[name]
            route = dialect.route(capture)
            if route:
                return dialect, route
        for dialect in self._anywhere:
            if route := dialect.route(capture):
                return dialect, route
        generic = self.dialects[GENERIC]
        return generic, generic.route(capture)


def _is_below(host: str, parents: set[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[at:]) in parents for at in range(len(labels)))


def load_catalogue(extra_hosts: Sequence[str] = (), shared: Sequence[str] = ()) -> Catalogue:
    """All services of the catalogue, and those hosts that an installation adds. Raises CatalogueFault.

    ``shared`` are the ids of services to be intercepted although their hosts serve other things, too.
    """
    services = list(shipped())
    extra = tuple(host.strip().lower().removesuffix(".") for host in extra_hosts)
    if extra:
        bad = next((host for host in extra if not HOST.fullmatch(host)), None)
        if bad is not None:
            raise CatalogueFault(
                f"extra_hosts: '{bad}' is not a host name. Write llm.example.com or *.example.com."
            )
        taken = {host for service in services for host in service.hosts}
        new = tuple(dict.fromkeys(host for host in extra if host not in taken))
        services.append(Service("extra", "Own hosts", "", "own", new, _API_DIALECTS, "docs", ""))
    return Catalogue(services, dialects(), shared)
