"""``promptward policy check``: everything that is wrong in the policies of clients."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.padding import Padding

from proxy.commands.policy_files import existing, files_of
from proxy.commands.terminal import HomeOption, JsonOption, home_or_fail, out

if TYPE_CHECKING:
    from policies.datasets import DataSets
    from policies.fault import PolicyFault
    from proxy.home import Home


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Policy files; default: all of this home."),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find everything that is wrong in policy files, and rules that could never have an effect.

    Ends with 1 when something is wrong.

    Example: promptward policy check clients/acme.yaml
    """
    if files:
        found = _in_files(existing(files), home_or_fail(home) if home else None)
    else:
        found = _in_home(home_or_fail(home))
    if as_json:
        out.print_json(data={name: [_plain(fault) for fault in faults] for name, faults in found.items()})
    else:
        _print_faults(found)
    if any(found.values()):
        raise typer.Exit(1)


def _in_files(files: list[Path], home: "Home | None") -> dict[str, "list[PolicyFault]"]:
    """What is wrong in each of some files; with a home, their clients may have registered data there."""
    from policies.datasets import DataSets
    from policies.fault import PolicyFault
    from policies.loader import check_text, read_file
    from proxy.services.catalog import load_catalogue

    services, data = load_catalogue().ids, DataSets(home.data).of if home else None
    found: dict[str, list[PolicyFault]] = {}
    for path in files:
        try:
            found[str(path)] = check_text(read_file(path), str(path), services=services, data=data)
        except PolicyFault as fault:
            found[str(path)] = [fault]
    return found


def _in_home(home: "Home") -> dict[str, "list[PolicyFault]"]:
    """What is wrong in the files of all clients, between them, and with the data that they have registered."""
    from policies.clients import check_folder
    from policies.datasets import DataSets
    from proxy.services.catalog import load_catalogue

    data = DataSets(home.data)
    found: dict[str, list[PolicyFault]] = {str(path): [] for path in files_of(home)}
    faults = check_folder(home.clients, services=load_catalogue().ids, data=data)
    for fault in [*faults, *_data_faults(data, home)]:
        known = found.setdefault(fault.file, [])
        if str(fault) not in map(str, known):
            known.append(fault)
    return found


def _data_faults(data: "DataSets", home: "Home") -> "Iterator[PolicyFault]":
    """What is wrong with the indexes of data that clients have registered."""
    from policies.datasets import PURPOSE
    from policies.keys import Keyring
    from policies.shelf import check

    clients = [client for client in data.clients() if (home.clients / f"{client}.yaml").is_file()]
    if clients:
        keyring = Keyring.open(home.keys)
        for client in clients:
            yield from check(data, client, keyring.derive(client, PURPOSE))


def _plain(fault: "PolicyFault") -> dict[str, object]:
    return {
        "line": fault.line,
        "column": fault.column,
        "field": fault.field,
        "wrong": fault.wrong,
        "effect": fault.effect,
        "mend": fault.mend,
    }


def _print_faults(found: dict[str, "list[PolicyFault]"]) -> None:
    for name, faults in found.items():
        if not faults:
            out.print(f"[green]ok[/green]     {escape(name)}", soft_wrap=True)
            continue
        out.print(f"[red]wrong[/red]  {escape(name)}", soft_wrap=True)
        for fault in faults:
            where = f"{fault.line}:{fault.column}" if fault.line else "file"
            field = f" [bold]{escape(fault.field)}[/bold]" if fault.field else ""
            out.print(Padding(f"[cyan]{where}[/cyan]{field}", (0, 0, 0, 7)))
            lines = [f"{fault.wrong}.", fault.effect and f"[dim]{escape(_ended(fault.effect))}[/dim]"]
            text = f"{escape(lines[0])} {lines[1]}".strip()
            out.print(Padding(text, (0, 0, 0, 9)))
            if fault.mend:
                out.print(Padding(f"[green]{escape(_ended(fault.mend))}[/green]", (0, 0, 0, 9)))
    total = sum(len(faults) for faults in found.values())
    if total:
        out.print(f"\n{total} fault{'s' if total > 1 else ''}. A policy at fault does not come into force.")


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
