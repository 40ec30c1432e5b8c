"""``promptward services``: the AI services that are known, and how well each of their routes is read."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from proxy.commands.services_drafts import adopt, bytes_of, drafts
from proxy.commands.services_unseen import unseen
from proxy.commands.terminal import HomeOption, JsonOption, fail, home_or_fail, out

if TYPE_CHECKING:
    from proxy.contract import Service

app = typer.Typer(help="The AI services that are known, and what is read of them.", no_args_is_help=True)
app.command()(drafts)
app.command()(adopt)
app.command()(unseen)

_SURE = {
    "code": "the vendor's code",
    "docs": "the vendor's documentation",
    "list": "lists of others",
    "rev": "reimplementations",
    "recall": "memory, to be verified",
}


@app.command("list")
def list_services(
    home: HomeOption = None,
    category: Annotated[str, typer.Option(help="Only this category.", metavar="NAME")] = "",
    as_json: JsonOption = False,
) -> None:
    """List all services: how they are read, and what happens there with what may not leave.

    Example: promptward services list --category chat
    """
    from rich.table import Table

    from proxy.services.coverage import summary

    catalogue = home_or_fail(home).settings().catalogue()
    chosen = [service for service in catalogue.services if category in ("", service.category)]
    if not chosen:
        known = ", ".join(sorted({service.category for service in catalogue.services}))
        fail(f"no service has the category '{category}'. Known: {known}.")
    if as_json:
        out.print_json(
            data=[{**_facts(service), "opened": catalogue.intercepts(service)} for service in chosen]
        )
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Service", "Hosts", "Understood", "May not leave", "Known from"):
        table.add_column(title, overflow="fold")
    for service in chosen:
        read, change = summary(service) if catalogue.intercepts(service) else ("not opened", "not looked at")
        more = f" and {len(service.hosts) - 1} more" if len(service.hosts) > 1 else ""
        table.add_row(
            service.id,
            f"{service.hosts[0]}{more}",
            read,
            _coloured(change),
            f"{service.sure} {service.as_of[:7]}",
        )
    out.print(table)
    out.print(
        f"{len(chosen)} services; what no route understands is walked (generic) or refused (opaque). "
        "See one: promptward services show ID",
        soft_wrap=True,
    )


@app.command()
def show(
    service_id: Annotated[
        str, typer.Argument(metavar="ID", help="A service's id, or one of its host names.")
    ],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one service: how every route is read, and what happens there with what may not leave.

    Example: promptward services show openai_api
    """
    from rich.markup import escape
    from rich.table import Table

    from proxy.services.coverage import ELSE, lines

    catalogue = home_or_fail(home).settings().catalogue()
    by_id = {service.id: service for service in catalogue.services}
    service = by_id.get(service_id) or catalogue.service_for(service_id)
    if service is None:
        fail(f"no service '{service_id}'. See all with: promptward services list")
    rows = lines(service)
    if as_json:
        routes = [
            {
                "route": line.route,
                "dialect": line.dialect,
                "method": line.method,
                "path": line.path,
                "read": line.read.value if line.read else "",
                "may_not_leave": line.change.value,
            }
            for line in rows
        ]
        understood = [
            {"dialect": row["dialect"], "route": row["route"], "method": row["method"], "path": row["path"]}
            for row in routes
            if row["read"] == "understood"
        ]
        opened = catalogue.intercepts(service)
        out.print_json(
            data={
                **_facts(service),
                "opened": opened,
                "routes": routes,
                "understood": understood,
                "else": ELSE,
            }
        )
        return
    out.print(f"[bold]{escape(service.name)}[/bold] ({escape(service.vendor)}), {service.category}")
    out.print(f"hosts: {', '.join(service.hosts)}")
    out.print(f"known from: {_SURE[service.sure]}, {service.as_of}")
    out.print(f"accounts are told apart by: {', '.join(service.controls) or 'nothing that is known'}")
    if not catalogue.intercepts(service):
        out.print(
            f"[yellow]not opened:[/yellow] its hosts serve other things, too. To open it, add {service.id} to "
            "shared_services in settings.yaml"
        )
    out.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Route", "Method", "Read by", "Read", "May not leave"):
        table.add_column(title, overflow="fold")
    for line in dict.fromkeys((row.route, row.method, row.dialect, row.read, row.change) for row in rows):
        route, method, dialect, read, change = line
        table.add_row(route, method, dialect, read.value if read else "", _coloured(change.value))
    out.print(table)


def _facts(service: "Service") -> dict[str, object]:
    return {
        "id": service.id,
        "name": service.name,
        "vendor": service.vendor,
        "category": service.category,
        "hosts": list(service.hosts),
        "dialects": list(service.dialects),
        "capability": service.capability.value,
        "controls": list(service.controls),
        "sure": service.sure,
        "as_of": service.as_of,
    }


def _coloured(change: str) -> str:
    colour = {"replaced": "green", "refused": "yellow", "always refused": "red"}.get(change, "dim")
    return f"[{colour}]{change}[/{colour}]"


@app.command()
def discovered(
    client: Annotated[str, typer.Option("--client", metavar="ID", help="The client.")] = "default",
    everything: Annotated[bool, typer.Option("--all", help="Also those that are known to be no AI.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the hosts outside the catalogue that a client's people reach, the most bytes sent first.

    They are counted where the client's policy says 'discover: true'.

    Example: promptward services discovered --client acme
    """
    from rich.table import Table

    from proxy.discovery import hosts

    opened = home_or_fail(home)
    found = hosts(opened.discovered, client, everything=everything)
    known = {host: one.id for one in opened.settings().catalogue().services for host in one.hosts}
    if as_json:
        rows = [{**asdict(one), "hints": one.hints, "service": known.get(one.host, "")} for one in found]
        out.print_json(data=rows)
        return
    if not found:
        out.print(
            f"Nothing yet. Hosts are counted where the policy of {client} says 'discover: true'.",
            soft_wrap=True,
        )
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Host", "Connections", "Sent", "Received", "Last", "Hint"):
        right = title in ("Connections", "Sent", "Received")
        table.add_column(title, overflow="fold", justify="right" if right else "left")
    for one in found:
        hint = known.get(one.host, "sounds like AI" if one.hints else "")
        table.add_row(one.host, f"{one.connections:,}", bytes_of(one.up), bytes_of(one.down), one.last, hint)
    out.print(table)
    out.print(
        "An AI service? Add it to extra_hosts in settings.yaml, or where an id stands as its hint, that id to "
        "shared_services. None? promptward services not-ai HOST",
        soft_wrap=True,
    )


@app.command("not-ai")
def not_ai(
    host: Annotated[str, typer.Argument(metavar="HOST", help="A host that is no AI service.")],
    home: HomeOption = None,
) -> None:
    """Take a host out of the list of discovered ones, for all clients.

    Example: promptward services not-ai www.bank.example
    """
    from proxy.discovery import set_not_ai
    from reports.record import safe_host

    if safe_host(host) != host or host == "invalid":
        fail(f"'{host}' is not a host name in lower case. Copy it from: promptward services discovered")
    set_not_ai(home_or_fail(home).discovered, host)
    out.print(f"[green]noted[/green] {host} is no AI service")


@app.command("table")
def table_() -> None:
    """Print the coverage table of all services and routes in Markdown, as it stands in proxy/services/COVERAGE.md.

    Example: promptward services table > proxy/services/COVERAGE.md
    """
    from proxy.services.catalog import load_catalogue
    from proxy.services.coverage import document

    typer.echo(document(load_catalogue()), nl=False)


@app.command()
def check(as_json: JsonOption = False) -> None:
    """Run the samples of every dialect; ends with 1 where one fails.

    Example: promptward services check
    """
    from proxy.services.catalog import dialects
    from proxy.services.samples import check_dialect, load_samples

    faults = {name: list(check_dialect(dialect)) for name, dialect in dialects().items()}
    if as_json:
        out.print_json(data=faults)
    else:
        for name, found in faults.items():
            out.print(f"{name:20} {len(load_samples(name)):3} samples  {'ok' if not found else 'FAILED'}")
            for fault in found:
                out.print(f"  {fault}", markup=False, soft_wrap=True)
    if any(faults.values()):
        raise typer.Exit(1)
