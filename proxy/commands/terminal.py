"""What all commands share at the terminal: one-line faults, the home option, a console."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from proxy.home import Home, HomeFault, open_home

if TYPE_CHECKING:
    from classifiers.owndata.matcher import OwnData
    from policies.keys import Keyring
    from policies.policy import Policy

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


def home_or_fail(root: Path | None, *, new: bool = False) -> Home:
    """Open the home folder, or end with exit code 2; only where ``new`` is true one is made where --home says."""
    try:
        return open_home(root, new=new)
    except HomeFault as fault:
        fail(str(fault))


def own_data(policy: "Policy", keyring: "Keyring") -> "OwnData | None":
    """What finds the client's own data, or None where nothing is registered. Raises IndexFault, OSError."""
    from policies.datasets import PURPOSE

    if not policy.data:
        return None
    from policies.shelf import open_data

    return open_data(policy.data, keyring.derive(policy.client, PURPOSE))


def service_or_fail(service: str) -> str:
    """The id of a service as a rule may name it, or the end with exit code 2 and what it may have meant."""
    from difflib import get_close_matches

    from proxy.services.catalog import load_catalogue

    known = load_catalogue().ids
    if service in known:
        return service
    near = [one for one in sorted(known) if one.startswith(f"{service}_")] or get_close_matches(
        service, sorted(known), 1
    )
    hint = f" Did you mean {near[0]}?" if near else ""
    fail(f"--service: no service {service!r}.{hint} 'promptward services list' shows them.")
