"""The ``promptward`` command: every module beside this one that has an ``app`` or a ``command`` is a subcommand.

A module ``NAME.py`` offers either ``app`` (a ``typer.Typer`` with subcommands) or ``command`` (one function); it
becomes ``promptward NAME``. Heavy imports stand inside the functions, so that ``--help`` is quick.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator

import typer

import proxy.commands
from proxy.commands.terminal import fail
from proxy.quiet import print_crash

_SHARED = {"main", "terminal"}


def _modules() -> Iterator[str]:
    for module in pkgutil.iter_modules(proxy.commands.__path__):
        if module.name not in _SHARED:
            yield module.name


def build() -> typer.Typer:
    """The whole command, with all subcommands found beside this file."""
    root = typer.Typer(
        name="promptward",
        help="A forward proxy that keeps sensitive data out of AI services.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name in _modules():
        module = importlib.import_module(f"proxy.commands.{name}")
        if hasattr(module, "app"):
            root.add_typer(module.app, name=name)
        else:
            root.command(name=name)(module.command)
    return root


def main() -> None:
    """Entry point of the ``promptward`` script."""
    sys.excepthook = lambda kind, error, trace: print_crash(kind, trace)
    try:
        build()()
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, ValueError) as fault:
        if isinstance(fault, BrokenPipeError):
            sys.exit(0)
        try:
            fail(str(fault))
        except typer.Exit as end:
            sys.exit(end.exit_code)


if __name__ == "__main__":
    main()
