"""``promptward users``: who may sign in to the proxy."""

import sys
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from proxy.commands.terminal import HomeOption, JsonOption, fail, home_or_fail, out

app = typer.Typer(help="Add and list the people who sign in to the proxy.", no_args_is_help=True)


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")],
    client: Annotated[str, typer.Option("--client", metavar="ID", help="The client they belong to.")],
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help="Read the password from the first line of standard input."),
    ] = False,
    home: HomeOption = None,
) -> None:
    """Add a user of the proxy. The password is asked for twice; it is never an argument.

    Example: promptward users add jane --client acme
    """
    from policies.users import UserFault, UserStore, UserStoreFault, checked_name

    opened = home_or_fail(home, new=True)
    if client not in {path.stem for path in opened.clients.glob("*.yaml")}:
        fail(f"there is no client {client!r} in {opened.clients}. See: promptward clients list.")
    try:
        checked_name(name)
        store = UserStore.open(opened.database)
        store.add(name, client, _password(password_stdin))
    except (UserFault, UserStoreFault) as fault:
        fail(str(fault))
    out.print(f"[green]added[/green] {escape(name)} to {client}")


@app.command("list")
def list_(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the users of the proxy.

    Example: promptward users list
    """
    from policies.users import UserStore, UserStoreFault

    try:
        users = UserStore.open(home_or_fail(home).database).list()
    except UserStoreFault as fault:
        fail(str(fault))
    if as_json:
        out.print_json(
            data=[{"name": user.name, "client": user.client, "created": user.created} for user in users]
        )
        return
    if not users:
        out.print("No users yet. Add one: promptward users add NAME --client ID")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("Name", "Client", "Added (UTC)"):
        table.add_column(column, overflow="fold")
    for user in users:
        table.add_row(escape(user.name), user.client, user.created[:16].replace("T", " "))
    out.print(table)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        try:
            line = sys.stdin.buffer.readline().decode("utf-8")
        except UnicodeDecodeError:
            fail("--password-stdin: the password is not text in UTF-8. Send it as UTF-8.")
        password = line.rstrip("\r\n")
        if not password:
            fail("--password-stdin: standard input has no password in its first line. Send one.")
        return password
    if not sys.stdin.isatty():
        fail("there is no terminal to ask for a password. Use --password-stdin.")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
