"""``promptward policy test``: the examples inside policies, run."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from proxy.commands.policy_files import client_file, coloured, existing, files_of, table
from proxy.commands.terminal import HomeOption, JsonOption, fail, home_or_fail, out, own_data

if TYPE_CHECKING:
    from classifiers.scanner import Scanner
    from policies.examples import Outcome
    from policies.policy import Policy
    from proxy.home import Home


def test(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A policy file.")] = None,
    client: Annotated[
        str | None, typer.Option("--client", metavar="ID", help="The policy of this client.")
    ] = None,
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
    from proxy.services.catalog import load_catalogue

    if file and client:
        fail("give either FILE or --client ID, not both.")
    opened = home_or_fail(home) if home or not file else None
    if file:
        chosen = existing([file])
    elif client:
        chosen = [client_file(home_or_fail(home), client)]
    else:
        chosen = files_of(home_or_fail(home))
    data = DataSets(opened.data).of if opened else None
    read = [read_policy(path, services=load_catalogue().ids, data=data) for path in chosen]
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


def _scanner(home: "Home | None") -> "Scanner":
    from classifiers.catalog import Options, load

    return load(Options() if home is None else home.settings().detectors())


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


def _print_outcomes(policy: "Policy", outcomes: "Sequence[Outcome]", texts: Sequence[str]) -> None:
    passed = sum(each.passed for each in outcomes)
    colour = "green" if passed == len(outcomes) and outcomes else "yellow" if not outcomes else "red"
    out.print(f"[bold]{escape(policy.name)}[/bold] ({policy.client})", end="  ")
    if not outcomes:
        out.print(f"[{colour}]no examples: nothing shows that this policy does what it should[/{colour}]\n")
        return
    out.print(f"[{colour}]{passed} of {len(outcomes)} examples as expected[/{colour}]")
    rows = table("", "Text", "Action", "By")
    for each, text in zip(outcomes, texts, strict=True):
        mark = "[green]ok[/green]" if each.passed else "[red]fails[/red]"
        by = escape(", ".join(each.rules)) or "[dim]nothing found[/dim]"
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 34 else shown[:33] + "…"
        wrong = f"\n[red]{escape(each.wrong)}[/red]" if each.wrong else ""
        rows.add_row(mark, escape(shown) + wrong, coloured(each.action), by)
    out.print(rows)
    out.print()
