"""Coverage: what is read of each service, route by route, and what happens there with what may not leave. Pure.

The table is made from the routes that the dialects have, so that it cannot say more than the code does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from policies.decision import Level
from proxy.capture import SOCKET
from proxy.contract import Capability, Service
from proxy.services.catalog import Catalogue, known_routes


class Change(StrEnum):
    """What becomes of a request that holds what may not leave, by the default policy."""

    REPLACED = "replaced"  # values leave as placeholders, answers are turned back
    REFUSED = "refused"  # read, but nothing can be replaced there
    ALWAYS = "always refused"  # not read, so it does not leave at all
    NONE = "not looked at"


@dataclass(frozen=True, slots=True)
class Line:
    """One route: how well it is read, and what happens with what may not leave. ``path`` is a pattern."""

    route: str
    dialect: str
    method: str
    path: str
    read: Level | None
    change: Change


ELSE = "any other JSON, form, upload, text or message"
UNREAD = "media and binary formats that nothing here opens"
OUTSIDE = "everything else at these hosts"


def lines(service: Service) -> tuple[Line, ...]:
    """The routes of a service, then what is left."""
    found = list(_lines(service))
    if service.is_shared:
        found.append(Line(OUTSIDE, "", "", "", None, Change.NONE))
    return tuple(found)


def _lines(service: Service) -> Iterator[Line]:
    if service.capability is Capability.OPAQUE:
        if not service.is_shared:
            yield Line("every route", "", "", "", Level.OPAQUE, Change.ALWAYS)
        return
    for dialect in service.dialects:
        yield from dialect_lines(dialect, service.capability)
    yield Line(ELSE, "generic", "", "", Level.GENERIC, Change.REFUSED)
    yield Line(UNREAD, "generic", "", "", Level.OPAQUE, Change.ALWAYS)


def dialect_lines(dialect: str, capability: Capability = Capability.EDIT) -> Iterator[Line]:
    """The routes of a dialect as a service with this capability has them."""
    change = Change.REPLACED if capability is Capability.EDIT else Change.REFUSED
    for route in known_routes(dialect):
        method = "message" if route.method == SOCKET else route.method
        yield Line(route.name, dialect, method, route.pattern.pattern, Level.UNDERSTOOD, change)


def summary(service: Service) -> tuple[str, str]:
    """How a service is read and what happens there, in a few words: "12 routes", "replaced"."""
    if service.capability is Capability.OPAQUE:
        return ("not looked at", Change.NONE.value) if service.is_shared else ("opaque", Change.ALWAYS.value)
    understood = sum(len(known_routes(dialect)) for dialect in service.dialects)
    if not understood:
        return "generic", Change.REFUSED.value
    change = Change.REPLACED if service.capability is Capability.EDIT else Change.REFUSED
    return f"{understood} route{'s' if understood > 1 else ''}", change.value


def document(catalogue: Catalogue) -> str:
    """The whole table in Markdown, as it stands in COVERAGE.md."""
    services = [one for one in catalogue.services if one.category != "own"]
    head = f"""\
# Coverage

Made by `promptward services table`; a test compares it with the code. {len(services)} services,
{len(catalogue.dialects) - 1} dialects beside the generic one.

How it is read: *understood* (a dialect knows every field), *generic* (every string is walked and scanned), *opaque*
(not read). What happens with what may not leave, by the default policy: *replaced* by placeholders, *refused*, or
*always refused* because it was not read. Beside the routes below, every service has {ELSE}
(generic, refused) and {UNREAD} (opaque, always refused). Services at
shared hosts are opened only where `shared_services` names them.

## Routes that are understood

"""
    rows = [
        ("dialect", "method", "route", "path"),
        *(
            (line.dialect, line.method, line.route, f"`{line.path.replace('|', chr(92) + '|')}`")
            for dialect in catalogue.dialects
            for line in dialect_lines(dialect)
        ),
    ]
    table = [
        (
            "service",
            "id",
            "category",
            "understood",
            "with what may not leave",
            "dialects",
            "accounts",
            "known from",
        )
    ]
    for service in sorted(services, key=lambda one: (one.category, one.id)):
        read, change = summary(service)
        dialects, controls = ", ".join(service.dialects), ", ".join(service.controls)
        known = f"{service.sure} {service.as_of}"
        shared = " (shared host)" if service.is_shared else ""
        table.append(
            (service.name + shared, service.id, service.category, read, change, dialects, controls, known)
        )
    return f"{head}{_markdown(rows)}\n## Services\n\n{_markdown(table)}"


def _markdown(rows: Iterable[tuple[str, ...]]) -> str:
    first, *rest = rows
    text = [f"| {' | '.join(first)} |", f"|{'---|' * len(first)}"]
    return "\n".join([*text, *(f"| {' | '.join(row)} |" for row in rest)]) + "\n"
