"""``promptward policy show``, ``diff`` and ``packs``: what policies say, and where they differ."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.padding import Padding

from proxy.commands.policy_files import client_file, coloured, table
from proxy.commands.terminal import HomeOption, JsonOption, home_or_fail, out, service_or_fail

if TYPE_CHECKING:
    from policies.policy import Policy


def show(
    client: Annotated[str, typer.Option("--client", metavar="ID", help="The policy of this client.")],
    service: Annotated[str, typer.Option(metavar="ID", help="Toward this AI service.")] = "any",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what happens with which data, and which rule says so.

    Below stand the settings for what cannot be read, and for answers: record (counted after they were shown), mask
    (held, and credentials taken out before they are shown), off (not read).

    Example: promptward policy show --client acme --service openai_api
    """
    from policies.datasets import DataSets
    from policies.loader import load_policy
    from policies.overview import standings

    opened = home_or_fail(home)
    policy = load_policy(client_file(opened, client), data=DataSets(opened.data).of)
    rows = standings(policy, service_or_fail(service))
    if as_json:
        out.print_json(
            data={
                "client": policy.client,
                "name": policy.name,
                "mode": policy.mode,
                "digest": policy.digest,
                "packs": list(policy.packs),
                "opaque": policy.opaque,
                "generic": policy.generic,
                "service": service,
                "classes": [
                    {
                        "class": row.item.id,
                        "name": row.item.name,
                        "sensitivity": row.item.sensitivity,
                        "action": row.action,
                        "rule": row.rule,
                        "when": row.when,
                    }
                    for row in rows
                ],
            }
        )
        return
    out.print(f"[bold]{escape(policy.name)}[/bold] ({policy.client}), mode [bold]{policy.mode}[/bold]")
    out.print(f"packs {', '.join(policy.packs)}; toward {_toward(service)}\n")
    shown = table("Class", "Level", "Action", "Rule")
    for row in rows:
        when = f"\n[dim]{escape(row.when)}[/dim]" if row.when else ""
        shown.add_row(
            f"{row.item.id}\n[dim]{escape(row.item.name)}[/dim]",
            row.item.sensitivity,
            coloured(row.action),
            escape(row.rule) + when,
        )
    out.print(shown)
    out.print(f"\nWhat cannot be read: {coloured(policy.opaque)}.", end=" ")
    out.print(f"Where answers cannot be turned back: {coloured(policy.generic)}.")
    out.print(f"What services answer: {policy.answers}.")
    if policy.mode == "observe":
        out.print("[yellow]This policy observes: everything but credentials passes and is recorded.[/yellow]")
    out.print(f"[dim]digest {policy.digest}[/dim]")


def diff(
    first: Annotated[str, typer.Argument(metavar="A", help="A policy file, or the id of a client.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what two policies decide differently: settings, rules, and actions per class and service.

    Example: promptward policy diff acme acme-new.yaml
    """
    from policies.overview import differences

    one, two = (_policy_of(name, home) for name in (first, second))
    changes = differences(one, two)
    if as_json:
        out.print_json(
            data=[{"what": each.what, "where": each.where, "a": each.a, "b": each.b} for each in changes]
        )
        return
    if not changes:
        out.print("Both decide the same.")
        return
    shown = table("What", "Where", "A", "B")
    for each in changes:
        shown.add_row(each.what, escape(each.where), coloured(each.a), coloured(each.b))
    out.print(shown)


def packs(as_json: JsonOption = False) -> None:
    """List the packs that are installed and the classes of data that rules can name.

    Example: promptward policy packs
    """
    from policies.loader import load_packs

    library = load_packs()
    kinds = {
        item: sorted(kind for kind, classes in library.kinds.items() if item in classes)
        for item in library.classes
    }
    if as_json:
        out.print_json(
            data={
                "packs": [
                    {"id": pack.id, "name": pack.name, "about": pack.about, "as_of": pack.as_of}
                    for pack in library.packs.values()
                ],
                "classes": [
                    {
                        "id": item.id,
                        "name": item.name,
                        "sensitivity": item.sensitivity,
                        "kinds": kinds[item.id],
                    }
                    for item in library.classes.values()
                ],
            }
        )
        return
    for pack in library.packs.values():
        out.print(f"[bold]{pack.id}[/bold]  {escape(pack.name)}, as of {pack.as_of}")
        out.print(Padding(escape(pack.about), (0, 0, 0, 2)))
        out.print(f"  [dim]{len(pack.rules)} rules, proved by {len(pack.cases)} cases[/dim]\n")
    shown = table("Class", "Level", "Found as")
    for item in library.classes.values():
        other = "what no pack knows" if item.id == "unknown" else "words of a client"
        found = ", ".join(kinds[item.id]) or f"[dim]{other}[/dim]"
        shown.add_row(f"{item.id}\n[dim]{escape(item.name)}[/dim]", item.sensitivity, found)
    out.print(shown)


def _toward(service: str) -> str:
    return "services that no rule names" if service == "any" else escape(service)


def _policy_of(name: str, root: Path | None) -> "Policy":
    """The policy of a file, or of a client with the data that it has registered."""
    from policies.datasets import DataSets
    from policies.loader import load_policy

    path = Path(name)
    if path.suffix or path.is_file():
        return load_policy(path)
    home = home_or_fail(root)
    return load_policy(client_file(home, name), data=DataSets(home.data).of)
