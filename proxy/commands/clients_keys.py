"""``promptward clients keys``: the API keys that a client calls its own; only keyed hashes are kept."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from proxy.commands.terminal import HomeOption, JsonOption, fail, home_or_fail, out

if TYPE_CHECKING:
    from policies.companykeys import CompanyKeys
    from proxy.home import Home

app = typer.Typer(
    help="Register a client's own API keys, so that requests with them are known as the company's. "
    "Only keyed hashes are kept.",
    no_args_is_help=True,
)

_Client = Annotated[str, typer.Argument(metavar="ID", help="The client whose keys they are.")]
_Name = Annotated[
    str, typer.Argument(metavar="NAME", help="What to call it: lower-case letters, digits, '-'.")
]


@app.command()
def add(
    client: _Client,
    name: _Name,
    service: Annotated[
        str, typer.Option("--service", metavar="ID", help="The service that it is for; all if not given.")
    ] = "any",
    home: HomeOption = None,
) -> None:
    """Register a key. It is asked for, or read from the first line of standard input; it is never an argument.

    Example: promptward clients keys add acme build-server --service openai_api < key.txt
    """
    from policies.companykeys import NAME

    opened = home_or_fail(home)
    keys = _keys(opened, client)
    if not NAME.fullmatch(name):
        fail(f"{name!r} is no name for a key. Use lower-case letters, digits and '-', such as build-server.")
    if service not in opened.settings().catalogue().ids:
        fail(f"no service '{service}'. See all with: promptward services list")
    try:
        keys.add(client, name, service, _key(), datetime.now(UTC).isoformat(timespec="seconds"))
    except (OSError, ValueError) as fault:
        fail(str(fault))
    out.print(f"[green]added[/green] {name} to {client}; a running proxy knows it within seconds")


@app.command("list")
def list_(client: _Client, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the keys of a client: names and services, never the keys.

    Example: promptward clients keys list acme
    """
    found = _keys(home_or_fail(home), client).listed(client)
    if as_json:
        out.print_json(data=[{"name": one.name, "service": one.service, "added": one.added} for one in found])
        return
    if not found:
        out.print(f"No keys yet. Add one: promptward clients keys add {escape(client)} NAME", soft_wrap=True)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("Name", "Service", "Added (UTC)"):
        table.add_column(column, overflow="fold")
    for one in found:
        table.add_row(one.name, one.service, one.added[:16].replace("T", " "))
    out.print(table)


@app.command()
def remove(client: _Client, name: _Name, home: HomeOption = None) -> None:
    """Forget a key: requests with it are personal ones again, where others are registered.

    Example: promptward clients keys remove acme build-server
    """
    try:
        gone = _keys(home_or_fail(home), client).remove(client, name)
    except (OSError, ValueError) as fault:
        fail(str(fault))
    if not gone:
        fail(f"{client} has no key {name!r}. See: promptward clients keys list {client}")
    out.print(f"[green]removed[/green] {escape(name)} from {escape(client)}")


def _keys(opened: "Home", client: str) -> "CompanyKeys":
    from policies.companykeys import PURPOSE, CompanyKeys
    from policies.keys import Keyring

    if client not in {path.stem for path in opened.clients.glob("*.yaml")}:
        fail(f"there is no client {client!r} in {opened.clients}. See: promptward clients list.")
    return CompanyKeys(opened.data, lambda name: Keyring.open(opened.keys).derive(name, PURPOSE))


def _key() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Key", hide_input=True)).strip()
    try:
        return sys.stdin.buffer.readline(10_000).decode("ascii").strip()
    except UnicodeDecodeError:
        fail("the key is not plain ASCII. Send it as the first line of standard input.")
