"""``promptward clients``: add and list the organisations that this installation looks after."""

import os
import re
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from proxy.commands import clients_data, clients_keys
from proxy.commands.terminal import HomeOption, JsonOption, fail, home_or_fail, out

app = typer.Typer(
    help="Add, list and show clients, and what they register as their own data.", no_args_is_help=True
)
app.add_typer(clients_data.app, name="data")
app.add_typer(clients_keys.app, name="keys")


@app.command()
def add(
    client: Annotated[str, typer.Argument(metavar="ID", help="Lower-case letters, digits and '-'.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The name that people see.")],
    network: Annotated[
        list[str] | None,
        typer.Option("--network", metavar="CIDR", help="Requests from here are theirs; repeatable."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Add a client with safe defaults: its policy file is written, to be edited by you.

    Example: promptward clients add acme --name "Acme GmbH" --network 10.1.0.0/16
    """
    from policies.clients import load_clients
    from policies.datasets import DataSets
    from policies.loader import compile_text
    from policies.model import CLIENT_ID
    from policies.starter import client_file

    if not re.fullmatch(CLIENT_ID.strip("^$"), client):
        fail(f"{client!r} is no id for a client. Use lower-case letters, digits and '-', such as acme.")
    if not name.strip() or not name.isprintable():
        fail("--name: a name has at least one letter and no line breaks.")
    opened = home_or_fail(home, new=True)
    path = opened.clients / f"{client}.yaml"
    if path.exists():
        fail(f"{path} is there already. Edit it, or choose another id.")
    text = client_file(client, name.strip(), network or [])
    policy, _, faults = compile_text(text, f"--network or --name of {client}")
    if policy is None:
        fail(f"{faults[0].field}: {faults[0].wrong}. {faults[0].mend}")
    for other in load_clients(opened.clients, data=DataSets(opened.data)).policies():
        for shared in sorted(set(other.networks) & set(policy.networks), key=str):
            fail(f"--network: {shared} belongs to the client {other.client!r} already. Give another network.")
    try:
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "w", encoding="utf-8"
        ) as file:
            file.write(text)
    except OSError as error:
        fail(f"{path}: cannot be written ({error.strerror}). Check the folder's permissions.")
    out.print(f"[green]added[/green] {escape(name.strip())} ({client})")
    out.print(f"Its policy: {escape(str(path))}", soft_wrap=True)
    out.print(f"Next: promptward users add NAME --client {client}", soft_wrap=True)


@app.command("list")
def list_(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List all clients, with those whose policy file is at fault.

    Example: promptward clients list
    """
    from policies.datasets import DataSets
    from policies.loader import PolicyFault, load_policy

    opened = home_or_fail(home)
    data = DataSets(opened.data)
    rows: list[dict[str, object]] = []
    for path in sorted(opened.clients.glob("*.yaml")):
        try:
            policy = load_policy(path, data=data.of)
        except PolicyFault:
            rows.append({"client": path.stem, "fault": True})
            continue
        rows.append(
            {
                "client": policy.client,
                "name": policy.name,
                "mode": policy.mode,
                "packs": list(policy.packs),
                "networks": [str(network) for network in policy.networks],
                "digest": policy.digest,
                "fault": False,
            }
        )
    if as_json:
        out.print_json(data=rows)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("Client", "Name", "Mode", "Packs", "Networks"):
        table.add_column(column, overflow="fold")
    for row in rows:
        if row["fault"]:
            table.add_row(str(row["client"]), "[red]at fault: promptward policy check[/red]")
        else:
            mode = str(row["mode"])
            table.add_row(
                str(row["client"]),
                escape(str(row["name"])),
                f"[yellow]{mode}[/yellow]" if mode == "observe" else mode,
                _joined(row["packs"]),
                _joined(row["networks"]),
            )
    if rows:
        out.print(table)
    else:
        out.print("No clients yet. Add one: promptward clients add ID --name NAME")


@app.command()
def show(
    client: Annotated[str, typer.Argument(metavar="ID")], home: HomeOption = None, as_json: JsonOption = False
) -> None:
    """Show one client: who belongs to it and where its policy stands.

    Example: promptward clients show acme
    """
    from policies.datasets import DataSets
    from policies.loader import read_policy
    from policies.policy import Author
    from policies.users import UserStore

    opened = home_or_fail(home)
    path = opened.clients / f"{client}.yaml"
    if Path(client).name != client or not path.is_file():
        fail(f"there is no client {client!r} in {opened.clients}. See: promptward clients list.")
    policy, examples = read_policy(path, data=DataSets(opened.data).of)
    users = [user.name for user in UserStore.open(opened.database).list() if user.client == policy.client]
    own = [rule.id for rule in policy.rules if rule.author is Author.CLIENT]
    facts: dict[str, object] = {
        "client": policy.client,
        "name": policy.name,
        "mode": policy.mode,
        "packs": list(policy.packs),
        "networks": [str(network) for network in policy.networks],
        "users": users,
        "rules": own,
        "exceptions": [item.id for item in policy.exemptions],
        "words": sum(len(words.terms) for words in policy.words),
        "data": [each.name for each in policy.data],
        "examples": len(examples),
        "file": str(path),
        "digest": policy.digest,
    }
    if as_json:
        out.print_json(data=facts)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for field, value in facts.items():
        table.add_row(field, _joined(value))
    out.print(table)
    out.print(
        f"\nWhat happens with which data: promptward policy show --client {policy.client}", soft_wrap=True
    )


def _joined(value: object) -> str:
    if isinstance(value, list):
        return escape(", ".join(str(item) for item in value)) or "[dim]none[/dim]"
    return escape(str(value))
