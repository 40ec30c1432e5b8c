"""``promptward services``: the AI services that are known, and how well each of their routes is read."""

from typing import Annotated

import typer

from proxy.commands.terminal import HomeOption, JsonOption, fail, home_or_fail, out

app = typer.Typer(help="The AI services that are known, and what is read of them.", no_args_is_help=True)

_ELSE = "any other route: JSON, forms, uploads and text are walked (generic); files and WebSockets are opaque"


@app.command("list")
def list_services(
    home: HomeOption = None,
    category: Annotated[str, typer.Option(help="Only this category.", metavar="NAME")] = "",
    as_json: JsonOption = False,
) -> None:
    """List all services with their hosts and dialects.

    Example: promptward services list --category chat
    """
    from rich.table import Table

    catalogue = home_or_fail(home).settings().catalogue()
    chosen = [service for service in catalogue.services if category in ("", service.category)]
    if not chosen:
        known = ", ".join(sorted({service.category for service in catalogue.services}))
        fail(f"no service has the category '{category}'. Known: {known}.")
    if as_json:
        rows = [
            {
                "id": service.id,
                "name": service.name,
                "vendor": service.vendor,
                "category": service.category,
                "hosts": list(service.hosts),
                "dialects": list(service.dialects),
                "sure": service.sure,
                "as_of": service.as_of,
            }
            for service in chosen
        ]
        out.print_json(data=rows)
        return
    table = Table(box=None, pad_edge=False)
    for title in ("id", "name", "category", "hosts", "understood"):
        table.add_column(title, overflow="fold")
    for service in chosen:
        more = f" and {len(service.hosts) - 1} more" if len(service.hosts) > 1 else ""
        understood = ", ".join(service.dialects) or "generic only"
        table.add_row(service.id, service.name, service.category, f"{service.hosts[0]}{more}", understood)
    out.print(table)
    out.print(f"{len(chosen)} services")


@app.command()
def show(
    service_id: Annotated[
        str, typer.Argument(metavar="ID", help="A service's id, or one of its host names.")
    ],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one service: hosts, and every route that is understood; what is left is generic or opaque.

    Example: promptward services show openai_api
    """
    from proxy.services.catalog import known_routes

    catalogue = home_or_fail(home).settings().catalogue()
    by_id = {service.id: service for service in catalogue.services}
    service = by_id.get(service_id) or catalogue.service_for(service_id)
    if service is None:
        fail(f"no service '{service_id}'. See all with: promptward services list")
    routes = [
        {"dialect": dialect, "route": route.name, "method": route.method, "path": route.pattern.pattern}
        for dialect in service.dialects
        for route in known_routes(dialect)
    ]
    if as_json:
        facts = {
            "id": service.id,
            "name": service.name,
            "vendor": service.vendor,
            "category": service.category,
            "hosts": list(service.hosts),
            "sure": service.sure,
            "as_of": service.as_of,
            "understood": routes,
            "else": _ELSE,
        }
        out.print_json(data=facts)
        return
    out.print(f"[bold]{service.name}[/bold] ({service.vendor}), {service.category}")
    out.print(f"hosts: {', '.join(service.hosts)}")
    out.print(f"known from: {service.sure}, {service.as_of}")
    for row in routes:
        out.print(f"understood  {row['method']:6}{row['route']:28}{row['dialect']}", markup=False)
    out.print(f"else        {_ELSE}", markup=False)


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
