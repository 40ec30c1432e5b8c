"""The tables of the usage report: one breakdown each, with the definition of what its numbers count."""

from collections.abc import Mapping

from reports.counts import ACTIONS, Tally, ToolUse
from reports.page import Cell, Column, Table
from reports.usage import Usage

WORDS = {
    "allow": "Allowed",
    "redact": "Redacted",
    "coach": "Coached",
    "hold": "Held",
    "block": "Blocked",
}
MEANING = {
    "allow": "left unchanged",
    "redact": "left with values replaced by placeholders",
    "coach": "were stopped once with an explanation; sent again, they count again",
    "hold": "were stopped until a person decides",
    "block": "did not leave",
}
_ACTION_COLUMNS = tuple(Column(action, WORDS[action]) for action in ACTIONS)


def tables(found: Usage, names: Mapping[str, str]) -> tuple[Table, ...]:
    """All tables, those without rows as well; ``names`` turns pseudonyms into names."""
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
        _tools(found.tools),
        Table(
            "action",
            "By action",
            "Requests by what was done with them.",
            (Column("action", "Action"), Column("requests", "Requests"), Column("meaning", "Meaning")),
            tuple((WORDS[name], found.total.actions[name], MEANING[name]) for name in ACTIONS),
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


def _tools(tools: Mapping[str, ToolUse]) -> Table:
    columns = (
        Column("tool", "Tool"),
        Column("calls", "Calls"),
        Column("requests", "Requests"),
        Column("redact", WORDS["redact"]),
        Column("stopped", "Stopped"),
        Column("values", "Values"),
        Column("answer_values", "In answers"),
    )
    rows: list[tuple[Cell, ...]] = []
    for name, use in tools.items():
        actions = use.tally.actions
        stopped = sum(actions.get(action, 0) for action in ("coach", "hold", "block"))
        counts = (use.calls, use.tally.requests, actions.get("redact", 0), stopped)
        rows.append((name, *counts, use.tally.values, use.answered))
    return Table(
        "tool",
        "By tool",
        "Tools by name, the most calls first: those called over MCP, and those whose results a chat brought to its "
        "model, once each; a name that is not like one is counted as other. The requests, of these "
        "those that left with values replaced and those that did not leave, the sensitive values in them, and those in "
        "the answers to them. A request with two tools is in two rows with all of its values, so the rows can add up "
        "to more.",
        columns,
        tuple(rows),
        "No tool was called by name in this period.",
    )


def _codes(name: str, title: str, definition: str, counts: Mapping[str, int]) -> Table:
    columns = (Column("code", "Code"), Column("records", "Records"))
    return Table(name, title, definition, columns, tuple(counts.items()), "None in this period.")
