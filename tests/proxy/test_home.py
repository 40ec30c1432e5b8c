"""A home is made where one is wanted, and nowhere by a slip in ``--home``."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from proxy.commands.main import build
from proxy.home import HomeFault, open_home

# What each command needs besides --home; those that may make a home are listed below and not called.
NEEDS = {
    "clients show": ["acme"],
    "clients keys add": ["acme", "build", "--service", "openai_api"],
    "clients keys list": ["acme"],
    "clients keys remove": ["acme", "build"],
    "clients data add": ["acme", __file__, "--as", "terms"],
    "clients data remove": ["acme", "matters"],
    "ledger export": ["--client", "acme"],
    "ledger prove": ["--client", "acme", "--index", "0"],
    "policy diff": ["acme", "beta"],
    "policy show": ["--client", "acme"],
    "services adopt": ["assist.example"],
    "services not-ai": ["assist.example"],
    "services show": ["openai_api"],
    "scan": [__file__],
}
MAKERS = {"up", "ca show", "ca export", "clients add", "users add"}


def _commands(app: object, path: str = "") -> dict[str, object]:
    """Every command that takes ``--home``, by its words."""
    found: dict[str, object] = {}
    for name, command in getattr(app, "commands", {}).items():
        words = f"{path} {name}".strip()
        found |= _commands(command, words)
        if any("--home" in parameter.opts for parameter in command.params):
            found[words] = command
    return found


COMMANDS = sorted(_commands(typer.main.get_command(build())))


def test_every_maker_is_a_command() -> None:
    assert set(COMMANDS) >= MAKERS | set(NEEDS)
    assert len(COMMANDS) > 25


@pytest.mark.parametrize("command", [each for each in COMMANDS if each not in MAKERS])
@pytest.mark.parametrize("there", [False, True], ids=["absent", "empty"])
def test_a_slip_in_home_makes_nothing(command: str, there: bool, tmp_path: Path) -> None:
    slip = tmp_path / "hom"
    if there:
        slip.mkdir()
    result = CliRunner().invoke(build(), [*command.split(), *NEEDS.get(command, []), "--home", str(slip)])
    assert result.exit_code == 2, result.output
    assert "there is no home" in result.stderr
    assert str(slip) in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.rglob("*")) == ([slip] if there else [])


def test_what_is_missing_in_a_home_is_made(tmp_path: Path) -> None:
    with pytest.raises(HomeFault, match="there is no home"):
        open_home(tmp_path / "home", new=False)
    made = open_home(tmp_path / "home")
    made.settings_file.unlink()
    assert open_home(tmp_path / "home", new=False).settings_file.is_file()
