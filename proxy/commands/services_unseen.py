"""``promptward services unseen``: hosts that could not be looked into, by client, and what becomes of them."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proxy.commands.services_drafts import bytes_of
from proxy.commands.terminal import HomeOption, JsonOption, fail, home_or_fail, out
from proxy.unseen import Unseen

if TYPE_CHECKING:
    from proxy.home import Home
    from reports.unseen import Hidden

_WHY: dict[str, str] = {Unseen.PINNED: "pinned", Unseen.QUIC: "QUIC", Unseen.ECH: "ECH"}
_OFFER = "offer taken out"
_POLICY = {"refuse": "refused", "pass": "let through"}


def unseen(
    client: Annotated[
        str, typer.Option("--client", metavar="ID", help="Only of this client; default: all.")
    ] = "",
    days: Annotated[int, typer.Option(metavar="N", min=1, max=36_500, help="Of the last N days.")] = 30,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the hosts whose traffic could not be looked into, with what the client's policy does with them.

    These are clients that accept no certificate of ours (pinned), services that offer QUIC, and encrypted greetings
    that hide a name. They are counted from the ledger; bytes are those of connections that were let through and have
    ended. Hosts that no policy wants opened are listed by [bold]promptward services discovered[/bold].

    Example: promptward services unseen --client acme --days 7
    """
    from rich.markup import escape
    from rich.table import Table

    from reports.unseen import hidden

    opened = home_or_fail(home)
    policies = _policies(opened)
    since = int((time.time() - days * 86_400) * 1000)
    found = [one for one in hidden(opened.ledger, since) if client in ("", one.client)]
    if client and not found and client not in policies:
        fail(f"there is no client {client!r} in {opened.clients}. See: promptward clients list.")
    if as_json:
        catalogue = opened.settings().catalogue()
        services = {one.host: service.id for one in found if (service := catalogue.service_for(one.host))}
        out.print_json(data=[_plain(one, services.get(one.host, ""), policies) for one in found])
        return
    if not found:
        out.print(
            f"In the last {days} days everything that was to be opened could be looked into.", soft_wrap=True
        )
        return
    for name in dict.fromkeys(one.client for one in found):
        out.print(
            f"[bold]{escape(name)}[/bold]  by its policy: {policies.get(name, 'no such client any more')}"
        )
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for title in ("Host", "Why", "Refused", "Passed", "Sent", "Received", "Last (UTC)"):
            right = title in ("Refused", "Passed", "Sent", "Received")
            table.add_column(
                title, justify="right" if right else "left", overflow="fold", no_wrap=title != "Host"
            )
        for one in found:
            if one.client == name:
                numbers = (f"{one.refused:,}", f"{one.passed:,}", bytes_of(one.up), bytes_of(one.down))
                table.add_row(
                    one.host, _WHY.get(one.sign, one.sign), *numbers, f"{_time(one):%Y-%m-%d %H:%M}"
                )
        out.print(table)
        out.print()
    out.print(
        "pinned: a program accepts no certificate of ours; let it trust what promptward ca export writes, or let such "
        "connections through unread with 'uninterceptable: pass' in the policy. ECH: a greeting that hides a name. "
        "QUIC: an offer, which is taken out of the answer.",
        soft_wrap=True,
    )


def _policies(home: "Home") -> dict[str, str]:
    """What the policy of each client does with connections that cannot be looked into."""
    from policies.loader import PolicyFault, load_policy

    def said(path: Path) -> str:
        try:
            return _POLICY[load_policy(path).uninterceptable]
        except PolicyFault:
            return "at fault"

    return {path.stem: said(path) for path in sorted(home.clients.glob("*.yaml"))}


def _done(one: "Hidden", policies: dict[str, str]) -> str:
    """What is done with a host now; a dash where there is no such client any more."""
    return _OFFER if one.sign == Unseen.QUIC else policies.get(one.client, "-")


def _time(one: "Hidden") -> datetime:
    return datetime.fromtimestamp(one.last / 1000, UTC)


def _plain(one: "Hidden", service: str, policies: dict[str, str]) -> dict[str, object]:
    return {
        "client": one.client,
        "host": one.host,
        "service": service,
        "sign": one.sign,
        "refused": one.refused,
        "passed": one.passed,
        "sent": one.up,
        "received": one.down,
        "last": _time(one).isoformat(timespec="seconds"),
        "policy": _done(one, policies),
    }
