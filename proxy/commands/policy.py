"""``promptward policy``: check, test, show and compare the policies of clients."""

import typer

from proxy.commands.policy_check import check
from proxy.commands.policy_examples import test
from proxy.commands.policy_show import diff, packs, show

app = typer.Typer(help="Check, test, show and compare the policies of clients.", no_args_is_help=True)
for command in (check, test, show, diff, packs):
    app.command()(command)
