"""The ``promptward`` command: every module beside this one that has an ``app`` or a ``command`` is a subcommand.

A module ``NAME.py`` offers either ``app`` (a ``typer.Typer`` with subcommands) or ``command`` (one function); it
becomes ``promptward NAME``. Heavy imports stand inside the functions, so that ``--help`` is quick.
"""

import importlib
import pkgutil
import signal
import sys
from collections.abc import Iterator

import typer
from typer._click.exceptions import UsageError as _UsageFault

import proxy.commands
from proxy.commands.terminal import fail
from proxy.quiet import print_crash

_SHARED = {"main", "terminal"}


def _modules() -> Iterator[str]:
    for module in pkgutil.iter_modules(proxy.commands.__path__):
        if module.name not in _SHARED and "_" not in module.name:  # clients_data is a part of clients
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
    if hasattr(signal, "SIGPIPE") and sys.argv[1:2] not in (["up"], ["demo"]):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # whoever reads us has had enough: no finding, no fault
    try:
        code = build()(standalone_mode=False)
    except KeyboardInterrupt:
        code = 130
    except typer.Abort:
        code = 130
    except BrokenPipeError:
        code = 0
    except _UsageFault as fault:
        code = _complain(f"{_command_of(fault)}{fault.format_message()} See --help.")
    except (OSError, ValueError) as fault:
        code = _complain(str(fault))
    sys.exit(code if isinstance(code, int) else 0)


def _complain(message: str) -> int:
    """One line on stderr; gives the exit code of bad usage and bad input."""
    try:
        fail(message)
    except typer.Exit as end:
        return end.exit_code


def _command_of(fault: "_UsageFault") -> str:
    path = fault.ctx.command_path.removeprefix("promptward").strip() if fault.ctx else ""
    return f"{path}: " if path else ""


if __name__ == "__main__":
    main()
