"""``promptward policy``: check, test, show and compare the policies of clients."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from proxy.commands.terminal import HomeOption, JsonOption, fail, home_or_fail, out, own_data, service_or_fail

if TYPE_CHECKING:
    from classifiers.scanner import Scanner
    from policies.clients import Clients
    from policies.datasets import DataSets
    from policies.decision import Action
    from policies.examples import Outcome
    from policies.fault import PolicyFault
    from policies.policy import Policy
    from proxy.home import Home

app = typer.Typer(help="Check, test, show and compare the policies of clients.", no_args_is_help=True)

ClientOption = Annotated[
    str | None, typer.Option("--client", metavar="ID", help="The policy of this client.")
]

_COLOURS = {"allow": "green", "redact": "cyan", "coach": "yellow", "hold": "magenta", "block": "red"}


@app.command()
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
    from policies.clients import load_clients
    from policies.datasets import DataSets
    from policies.fault import PolicyFault
    from policies.loader import check_text, read_file

    services = _services(home)
    opened = home_or_fail(home) if home or not files else None
    data = DataSets(opened.data) if opened else None
    chosen = _existing(files) if files else _files_of(home_or_fail(home))
    found: dict[str, list[PolicyFault]] = {}
    for path in chosen:
        try:
            found[str(path)] = check_text(
                read_file(path), str(path), services=services, data=data.of if data else None
            )
        except PolicyFault as fault:
            found[str(path)] = [fault]
    if opened and data and not files and not any(found.values()):
        try:
            clients = load_clients(opened.clients, services=services, data=data)
            for wrong in _data_faults(clients, data, opened):
                found.setdefault(wrong.file, []).append(wrong)
        except PolicyFault as fault:
            found[fault.file] = [fault]
    if as_json:
        out.print_json(data={name: [_plain(fault) for fault in faults] for name, faults in found.items()})
    else:
        _print_faults(found)
    if any(found.values()):
        raise typer.Exit(1)


@app.command()
def test(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A policy file.")] = None,
    client: ClientOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run the examples inside a policy: does each text come out as its author expects?

    Without a file or a client, all clients of this home are tested. Ends with 1 when an example fails.

    Example: promptward policy test --client acme
    """
    from policies.datasets import DataSets
    from policies.examples import run_examples
    from policies.keys import Keyring
    from policies.loader import read_policy

    if file and client:
        fail("give either FILE or --client ID, not both.")
    opened = home_or_fail(home) if home or not file else None
    if file:
        chosen = _existing([file])
    elif client:
        chosen = [_client_file(home_or_fail(home), client)]
    else:
        chosen = _files_of(home_or_fail(home))
    data = DataSets(opened.data).of if opened else None
    read = [read_policy(path, services=_services(home), data=data) for path in chosen]
    scanner = _scanner(opened)
    keyring = Keyring.open(opened.keys) if opened and any(policy.data for policy, _ in read) else None
    results = []
    for policy, examples in read:
        scan = partial(scanner.scan, own=own_data(policy, keyring) if keyring else None)
        results.append((policy, run_examples(policy, examples, scan), examples))
    if as_json:
        out.print_json(
            data={policy.client: [_outcome(each) for each in outcomes] for policy, outcomes, _ in results}
        )
    else:
        for policy, outcomes, examples in results:
            _print_outcomes(policy, outcomes, [example.text for example in examples])
    if any(not each.passed for _, outcomes, _ in results for each in outcomes):
        raise typer.Exit(1)


@app.command()
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
    policy = load_policy(_client_file(opened, client), data=DataSets(opened.data).of)
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
    table = _table("Class", "Level", "Action", "Rule")
    for row in rows:
        when = f"\n[dim]{escape(row.when)}[/dim]" if row.when else ""
        table.add_row(
            f"{row.item.id}\n[dim]{escape(row.item.name)}[/dim]",
            row.item.sensitivity,
            _coloured(row.action),
            escape(row.rule) + when,
        )
    out.print(table)
    out.print(f"\nWhat cannot be read: {_coloured(policy.opaque)}.", end=" ")
    out.print(f"Where answers cannot be turned back: {_coloured(policy.generic)}.")
    out.print(f"What services answer: {policy.answers}.")
    if policy.mode == "observe":
        out.print("[yellow]This policy observes: everything but credentials passes and is recorded.[/yellow]")
    out.print(f"[dim]digest {policy.digest}[/dim]")


@app.command()
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
    table = _table("What", "Where", "A", "B")
    for each in changes:
        table.add_row(each.what, escape(each.where), _coloured(each.a), _coloured(each.b))
    out.print(table)


@app.command()
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
    table = _table("Class", "Level", "Found as")
    for item in library.classes.values():
        other = "what no pack knows" if item.id == "unknown" else "words of a client"
        found = ", ".join(kinds[item.id]) or f"[dim]{other}[/dim]"
        table.add_row(f"{item.id}\n[dim]{escape(item.name)}[/dim]", item.sensitivity, found)
    out.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        table.add_column(name, no_wrap=name in ("Level", "Action"), overflow="fold")
    return table


def _coloured(action: "Action | str") -> str:
    colour = _COLOURS.get(str(action))
    return f"[{colour}]{action}[/{colour}]" if colour else escape(str(action))


def _toward(service: str) -> str:
    return "services that no rule names" if service == "any" else escape(service)


def _existing(files: Iterable[Path]) -> list[Path]:
    chosen = list(files)
    for path in chosen:
        if not path.is_file():
            fail(f"{path}: there is no such file. Give the path of a policy file.")
    return chosen


def _files_of(home: "Home") -> list[Path]:
    chosen = sorted(path for path in home.clients.glob("*.yaml") if path.name[0] not in ".#")
    if not chosen:
        fail(f"{home.clients}: there are no clients here. Add one: promptward clients add ID --name NAME.")
    return chosen


def _client_file(home: "Home", client: str) -> Path:
    path = home.clients / f"{client}.yaml"
    if Path(client).name != client or not path.is_file():
        fail(f"there is no client {client!r} in {home.clients}. See: promptward clients list.")
    return path


def _policy_of(name: str, root: Path | None) -> "Policy":
    """The policy of a file, or of a client with the data that it has registered."""
    from policies.datasets import DataSets
    from policies.loader import load_policy

    path = Path(name)
    if path.suffix or path.is_file():
        return load_policy(path)
    home = home_or_fail(root)
    return load_policy(_client_file(home, name), data=DataSets(home.data).of)


def _data_faults(clients: "Clients", data: "DataSets", home: "Home") -> "Iterator[PolicyFault]":
    """What is wrong with the indexes of data that clients have registered."""
    if not any(policy.data for policy in clients.policies()):
        return
    from policies.datasets import PURPOSE
    from policies.keys import Keyring
    from policies.shelf import check

    keyring = Keyring.open(home.keys)
    for client in clients:
        yield from check(data, client, keyring.derive(client, PURPOSE))


def _services(root: Path | None) -> frozenset[str]:
    """The ids that a rule may name: those of the catalogue, and what is not in it."""
    from proxy.services.catalog import load_catalogue

    return load_catalogue().ids


def _scanner(home: "Home | None") -> "Scanner":
    from classifiers.catalog import Options, load

    return load(Options() if home is None else home.settings().detectors())


def _plain(fault: "PolicyFault") -> dict[str, object]:
    return {
        "line": fault.line,
        "column": fault.column,
        "field": fault.field,
        "wrong": fault.wrong,
        "effect": fault.effect,
        "mend": fault.mend,
    }


def _outcome(each: "Outcome") -> dict[str, object]:
    return {
        "example": each.number,
        "service": each.service,
        "expected": each.expected,
        "action": each.action,
        "rules": list(each.rules),
        "kinds": list(each.kinds),
        "wrong": each.wrong,
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


def _print_outcomes(policy: "Policy", outcomes: "Sequence[Outcome]", texts: Sequence[str]) -> None:
    passed = sum(each.passed for each in outcomes)
    colour = "green" if passed == len(outcomes) and outcomes else "yellow" if not outcomes else "red"
    out.print(f"[bold]{escape(policy.name)}[/bold] ({policy.client})", end="  ")
    if not outcomes:
        out.print(f"[{colour}]no examples: nothing shows that this policy does what it should[/{colour}]\n")
        return
    out.print(f"[{colour}]{passed} of {len(outcomes)} examples as expected[/{colour}]")
    table = _table("", "Text", "Action", "By")
    for each, text in zip(outcomes, texts, strict=True):
        mark = "[green]ok[/green]" if each.passed else "[red]fails[/red]"
        by = escape(", ".join(each.rules)) or "[dim]nothing found[/dim]"
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 34 else shown[:33] + "…"
        wrong = f"\n[red]{escape(each.wrong)}[/red]" if each.wrong else ""
        table.add_row(mark, escape(shown) + wrong, _coloured(each.action), by)
    out.print(table)
    out.print()
