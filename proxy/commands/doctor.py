"""``promptward doctor``: what is wrong with this installation, and how to mend it."""

import sys
from dataclasses import asdict

import typer

from proxy.commands.doctor_looks import Check, State, examine
from proxy.commands.terminal import HomeOption, JsonOption, home_or_fail, out


def command(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Look at everything this installation needs and say how to mend what is wrong. Exit code 1 when something is.

    Example: promptward doctor
    """
    opened = home_or_fail(home)
    checks = list(examine(opened))
    if as_json:
        out.print_json(data=[asdict(check) for check in checks])
    else:
        _show(checks)
    if any(check.state is State.WRONG for check in checks):
        raise typer.Exit(1)


def _show(checks: list[Check]) -> None:
    from rich.table import Table
    from rich.text import Text

    signs = {State.OK: ("ok", "green"), State.WARNING: ("look", "yellow"), State.WRONG: ("wrong", "bold red")}
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for check in checks:
        word, style = signs[check.state]
        text = Text(check.finding)
        if check.mend:
            text.append(f"\n{check.mend}", style="dim")
        table.add_row(Text(word, style=style), check.what, text)
    out.print(table)
    if sys.stdout.isatty() and all(check.state is State.OK for check in checks):
        out.print("All is well.", style="green")
