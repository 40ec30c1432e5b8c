"""The usage report: who used which AI services, with what kinds of data, and what was done about it."""

from collections.abc import Mapping

from reports.breakdowns import MEANING, WORDS, tables
from reports.counts import ACTIONS
from reports.page import Figure, Page, Proof, Request, Unit
from reports.usage import Usage, usage

ID = "usage"
TITLE = "AI usage"
ABOUT = "Requests to AI services by service, person, data class, action, day, severity, account and tool."
BY = ("service", "person", "class", "action", "day", "severity", "account", "tool")

_SHOWN = (
    "day",
    "service",
    "person",
    "class",
    "severity",
    "account",
    "tool",
    "answer",
    "failure",
    "access",
    "alert",
    "unseen",
    "tunnel",
)  # actions are figures already


def build(request: Request) -> Page:
    """The report as a page. Raises LedgerFault."""
    found = usage(request.ledger, request.client, request.period, request.progress)
    shown = tables(found, request.names)
    wanted: tuple[str, ...] = (request.by,) if request.by else _SHOWN
    # What nobody put on record, as in a ledger from before it was, is no table without rows but none at all.
    has = {
        "severity": found.severities,
        "account": found.accounts,
        "tool": found.tools,
        "alert": found.alerts,
        "unseen": found.unseen,
        "answer": found.answers,
    }
    if not request.by:
        wanted = tuple(name for name in wanted if has.get(name, True))
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
        tables=tuple(table for table in shown if table.id in wanted),
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
            Figure(action, WORDS[action], actions[action], f"Requests that {MEANING[action]}.")
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
