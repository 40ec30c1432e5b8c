"""What the commands about policies share: which files are meant, and how actions look."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from proxy.commands.terminal import fail

if TYPE_CHECKING:
    from policies.decision import Action
    from proxy.home import Home

_COLOURS = {"allow": "green", "redact": "cyan", "coach": "yellow", "hold": "magenta", "block": "red"}


def existing(files: Iterable[Path]) -> list[Path]:
    """The files that are given; ends with exit code 2 where one is not there."""
    chosen = list(files)
    for path in chosen:
        if not path.is_file():
            fail(f"{path}: there is no such file. Give the path of a policy file.")
    return chosen


def files_of(home: "Home") -> list[Path]:
    """The files of all clients of a home; ends with exit code 2 where there are none."""
    chosen = sorted(path for path in home.clients.glob("*.yaml") if path.name[0] not in ".#")
    if not chosen:
        fail(f"{home.clients}: there are no clients here. Add one: promptward clients add ID --name NAME.")
    return chosen


def client_file(home: "Home", client: str) -> Path:
    """The file of one client; ends with exit code 2 where there is none."""
    path = home.clients / f"{client}.yaml"
    if Path(client).name != client or not path.is_file():
        fail(f"there is no client {client!r} in {home.clients}. See: promptward clients list.")
    return path


def table(*columns: str) -> Table:
    """A table without lines, whose short columns are not broken."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        table.add_column(name, no_wrap=name in ("Level", "Action"), overflow="fold")
    return table


def coloured(action: "Action | str") -> str:
    """An action in its colour; anything else as it is."""
    colour = _COLOURS.get(str(action))
    return f"[{colour}]{action}[/{colour}]" if colour else escape(str(action))
