"""The usage report: who used which AI services, with what kinds of data, and what was done about it."""

from collections.abc import Mapping

from reports.page import Cell, Column, Figure, Page, Proof, Request, Table, Unit
from reports.usage import ACTIONS, Tally, Usage, usage

ID = "usage"
TITLE = "AI usage"
ABOUT = "Requests to AI services by service, person, data class, action, day, severity and account."
BY = ("service", "person", "class", "action", "day", "severity", "account")

_SHOWN = (
    "day",
    "service",
    "person",
    "class",
    "severity",
    "account",
    "answer",
    "failure",
    "access",
    "alert",
    "unseen",
    "tunnel",
)  # actions are figures already

_WORDS = {
    "allow": "Allowed",
    "redact": "Redacted",
    "coach": "Coached",
    "hold": "Held",
    "block": "Blocked",
}
_MEANING = {
    "allow": "left unchanged",
    "redact": "left with values replaced by placeholders",
    "coach": "were stopped once with an explanation; sent again, they count again",
    "hold": "were stopped until a person decides",
    "block": "did not leave",
}
_ACTION_COLUMNS = tuple(Column(action, _WORDS[action]) for action in ACTIONS)


def build(request: Request) -> Page:
    """The report as a page. Raises LedgerFault."""
    found = usage(request.ledger, request.client, request.period, request.progress)
    tables = _tables(found, request.names)
    wanted: tuple[str, ...] = (request.by,) if request.by else _SHOWN
    if not request.by and not found.severities:  # a ledger from before severities were put on record
        wanted = tuple(name for name in wanted if name != "severity")
    if not request.by and not found.accounts:  # the same with accounts
        wanted = tuple(name for name in wanted if name != "account")
    if not found.alerts:
        wanted = tuple(name for name in wanted if name != "alert")
    if not found.unseen:
        wanted = tuple(name for name in wanted if name != "unseen")
    if not found.answers:  # nobody listened to answers
        wanted = tuple(name for name in wanted if name != "answer")
    tables = tuple(table for table in tables if table.id in wanted)
    return Page(
        id=ID,
        title=TITLE,
        client=request.client,
        client_name=request.client_name,
        period=request.period,
        generated=request.generated,
        summary=_summary(found),
        notes=_notes(found, request.names),
        figures=_figures(found),
        tables=tables,
        proof=Proof(
            size=found.head.size if found.head else 0,
            root=found.head.root.hex() if found.head else "",
            command=f"promptward ledger verify --client {request.client}",
        ),
    )


def _summary(found: Usage) -> str:
    requests, actions = found.total.requests, found.total.actions
    if not requests:
        return "No request to an AI service is on record in this period."
    stopped = sum(actions[action] for action in ("coach", "hold", "block"))
    return (
        f"{requests:,} {_plural(requests, 'request')} to AI services: {actions['allow']:,} left unchanged, "
        f"{actions['redact']:,} left with values replaced, {stopped:,} did not leave."
    )


def _plural(count: int, word: str) -> str:
    return word if count == 1 else word + "s"


def _notes(found: Usage, names: Mapping[str, str]) -> tuple[str, ...]:
    notes = [
        "Persons are shown by name. Turning pseudonyms into names was itself put on record."
        if names
        else "Persons are pseudonyms: each person keeps one, and only the client's key leads back to a name.",
        "A request is counted once, when it was decided; answers are not counted again.",
    ]
    if found.answers:
        unread = found.answers.get("opaque", 0)
        read = sum(found.answers.values()) - unread
        notes.append(f"{read:,} {_plural(read, 'answer')} of services could be read, {unread:,} could not.")
    if found.unread:
        notes.append(
            f"{found.unread:,} {'entry' if found.unread == 1 else 'entries'} of the ledger could not be read "
            "by this version and are in no number here. Run 'promptward ledger verify'."
        )
    return tuple(notes)


def _figures(found: Usage) -> tuple[Figure, ...]:
    actions = found.total.actions
    return (
        Figure("requests", "Requests", found.total.requests, "Requests to AI services that were decided."),
        *(
            Figure(action, _WORDS[action], actions[action], f"Requests that {_MEANING[action]}.")
            for action in ACTIONS
        ),
        Figure(
            "values",
            "Sensitive values seen",
            found.total.values,
            "Findings in requests, whatever was done. One that is in two classes counts in both.",
        ),
        Figure(
            "redacted",
            "Values replaced",
            found.redacted,
            "Values that were replaced by placeholders before a request left.",
        ),
        Figure(
            "restored",
            "Values restored",
            found.restored,
            "Placeholders in answers that were turned back for their owner.",
        ),
        Figure(
            "failures",
            "Refused by a fault",
            sum(found.failures.values()),
            "Records of requests that did not leave because something broke; not among the requests above "
            "unless they had been decided before.",
        ),
        Figure(
            "accesses",
            "Refused access",
            sum(found.accesses.values()),
            "Attempts refused before any decision: unknown person, wrong password, host that does not match.",
        ),
        Figure(
            "tunnel_hosts",
            "Other hosts",
            len(found.tunnels),
            "Different hosts outside the catalogue whose connections were passed on untouched and unread.",
        ),
        Figure(
            "tunnel_connections",
            "Other connections",
            sum(found.tunnels.values()),
            "Connections to those hosts.",
        ),
        Figure(
            "answers_failed",
            "Answers that failed",
            found.outcomes_failed,
            f"Of {found.outcomes:,} {_plural(found.outcomes, 'answer')} on record, those that failed.",
        ),
        Figure("reveals", "Reveals", found.reveals, "How often somebody had pseudonyms turned into names."),
        Figure(
            "added_median",
            "Added time, median",
            found.added.median,
            f"What Promptward added to a request; half of {found.added.count:,} measured took no more.",
            Unit.MILLIS,
        ),
        Figure(
            "added_p95",
            "Added time, 95 %",
            found.added.p95,
            f"What Promptward added to a request; 95 % of {found.added.count:,} measured took no more.",
            Unit.MILLIS,
        ),
    )


def _tables(found: Usage, names: Mapping[str, str]) -> tuple[Table, ...]:
    persons = {names.get(key, key): tally for key, tally in found.persons.items()}
    if len(persons) < len(found.persons):  # two persons of one name stay two rows
        persons = {f"{names.get(key, key)} ({key})": tally for key, tally in found.persons.items()}
    nothing = "No requests in this period."
    return (
        _breakdown(
            "day", "By day", "Requests of each day in the time zone of the report.", found.days, nothing
        ),
        _breakdown("service", "By service", "Requests to each AI service.", found.services, nothing),
        _breakdown("person", "By person", "Requests of each person.", persons, nothing),
        _breakdown(
            "class",
            "By data class",
            "Requests in which a class was seen, by what was done with the request, and the values seen. "
            "A request with two classes is in two rows, so the rows can add up to more than the requests.",
            found.classes,
            "No sensitive data was seen in this period.",
        ),
        _breakdown(
            "severity",
            "By severity",
            "Requests with sensitive data by how bad it would be if they left as they came: low for internal, medium "
            "for confidential, high for restricted data; one more from 10 different values or records of a class on, "
            "two more from 100, critical from 500. Values are different ones; a value in two classes counts in both.",
            found.severities,
            "No severity is on record in this period.",
        ),
        _breakdown(
            "account",
            "By account",
            "Requests by whose account they were sent with, as far as the wire tells: the company's own, a personal "
            "one, which is private, anonymous or of another organisation, or unknown.",
            found.accounts,
            "No account is on record in this period.",
        ),
        Table(
            "action",
            "By action",
            "Requests by what was done with them.",
            (Column("action", "Action"), Column("requests", "Requests"), Column("meaning", "Meaning")),
            tuple((_WORDS[name], found.total.actions[name], _MEANING[name]) for name in ACTIONS),
            nothing,
        ),
        Table(
            "answer",
            "In answers",
            "What services answered, by data class: values that the person did not send himself. Answers are read when "
            "they are over, and nothing is taken out of them.",
            (Column("class", "Class"), Column("answers", "Answers"), Column("values", "Values")),
            tuple((name, finds.answers, finds.values) for name, finds in found.in_answers.items()),
            "Nothing was found in answers in this period.",
        ),
        _codes("failure", "Refused by a fault", "Records by the code of the fault.", found.failures),
        _codes("access", "Refused access", "Attempts by the code of the reason.", found.accesses),
        Table(
            "alert",
            "Services that have changed",
            "Alerts by service, route and sign: of the last requests or answers of a route, most were not as "
            "Promptward expects them. What is not understood is still walked or refused; ask for an update.",
            (Column("route", "Service, route and sign"), Column("alerts", "Alerts")),
            tuple(found.alerts.items()),
            "No service has changed, as far as it shows.",
        ),
        Table(
            "unseen",
            "What could not be looked into",
            "Connections of clients that take no certificate but the service's own, of encrypted greetings that hide a "
            "name, and offers of QUIC that were taken out of answers; by what was done.",
            (
                Column("host", "Host"),
                Column("sign", "Sign"),
                Column("action", "Done"),
                Column("count", "Count"),
            ),
            tuple(
                (host, sign, "let through" if action == "allow" else "refused", count)
                for (host, sign, action), count in found.unseen.items()
            ),
            "Nothing of the kind is on record.",
        ),
        Table(
            "tunnel",
            "Other hosts",
            "Connections passed on untouched and unread, by host.",
            (Column("host", "Host"), Column("connections", "Connections")),
            tuple(found.tunnels.items()),
            "No other connections are on record.",
        ),
    )


def _breakdown(name: str, title: str, definition: str, tallies: Mapping[str, Tally], empty: str) -> Table:
    columns = (
        Column(name, title.removeprefix("By ").capitalize()),
        Column("requests", "Requests"),
        *_ACTION_COLUMNS,
        Column("values", "Values"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (key, tally.requests, *(tally.actions.get(action, 0) for action in ACTIONS), tally.values)
        for key, tally in tallies.items()
    )
    used = any(tally.requests for tally in tallies.values())
    return Table(name, title, definition, columns, rows if used else (), empty, bars=ACTIONS)


def _codes(name: str, title: str, definition: str, counts: Mapping[str, int]) -> Table:
    columns = (Column("code", "Code"), Column("records", "Records"))
    return Table(name, title, definition, columns, tuple(counts.items()), "None in this period.")
