"""What all commands share at the terminal: one-line faults, the home option, a console."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from proxy.home import Home, HomeFault, open_home

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Home folder of this installation.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a script to read.")]

out = Console(soft_wrap=False, highlight=False)
err = Console(stderr=True, highlight=False)


def fail(message: str) -> NoReturn:
    """End with exit code 2 and one line on stderr that says what, where and what to do."""
    err.print(f"promptward: {' '.join(message.split())}", markup=False, soft_wrap=True)
    raise typer.Exit(2)


def home_or_fail(root: Path | None) -> Home:
    """Open the home folder, or end with exit code 2."""
    try:
        return open_home(root)
    except HomeFault as fault:
        fail(str(fault))
