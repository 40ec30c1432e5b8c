"""A host is added to settings.yaml, and nothing else in the file changes."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from proxy.adopting import Known, adopt_host, with_extra_host
from proxy.ca import open_authority
from proxy.commands.main import build
from proxy.home import open_home
from proxy.services.catalog import CatalogueFault
from proxy.settings import SettingsFault, load_settings


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "extra_hosts: [new.example]\n"),
        ("# mine\nvault: memory", "# mine\nvault: memory\nextra_hosts: [new.example]\n"),
        ("vault: memory\r\n", "vault: memory\r\nextra_hosts: [new.example]\r\n"),
        ("extra_hosts: []  # none\nvault: memory\n", "extra_hosts: [new.example]  # none\nvault: memory\n"),
        ("extra_hosts: [a.example]\n", "extra_hosts: [a.example, new.example]\n"),
        (
            "extra_hosts: [\n  a.example,  # ours\n]\n",
            "extra_hosts: [\n  a.example, new.example,  # ours\n]\n",
        ),
        (
            "extra_hosts:\n  - a.example  # ours\n# next\nvault: memory\n",
            "extra_hosts:\n  - a.example  # ours\n  - new.example\n# next\nvault: memory\n",
        ),
        ("extra_hosts:\n- 'a.example'", "extra_hosts:\n- 'a.example'\n- new.example"),
    ],
)
def test_comments_and_form_stay(tmp_path: Path, before: str, after: str) -> None:
    assert with_extra_host(before, "new.example") == after
    file = tmp_path / "settings.yaml"
    file.write_bytes(before.encode())
    adopt_host(file, "new.example")
    assert file.read_bytes() == after.encode()
    assert load_settings(file).extra_hosts[-1] == "new.example"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.yaml"]


@pytest.mark.parametrize(
    ("text", "host", "fault", "said"),
    [
        ("", "api.openai.com", Known, "openai"),
        ("extra_hosts: [new.example]\n", "new.example", Known, "already"),
        ("", "no host", CatalogueFault, "host name"),
        ("{vault: memory}\n", "new.example", SettingsFault, "by hand"),
    ],
)
def test_what_cannot_be_added_leaves_the_file(
    tmp_path: Path, text: str, host: str, fault: type[Exception], said: str
) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(text)
    with pytest.raises(fault, match=said):
        adopt_host(file, host)
    assert file.read_text() == text


def test_a_host_of_a_shared_service_is_chosen_there(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("")
    catalogue = load_settings(file).catalogue()
    service = next(
        one for one in catalogue.services if not catalogue.intercepts(one) and "*" not in one.hosts[0]
    )
    with pytest.raises(Known, match="shared_services"):
        adopt_host(file, service.hosts[0])


def test_the_command_says_when_the_certificate_is_older(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home").root
    run = CliRunner().invoke
    first = run(build(), ["services", "adopt", "new.example", "--home", str(home)])
    assert first.exit_code == 0, first.output
    assert "certificate" not in first.output  # none yet: it will be made with the name in it
    open_authority(home / "state" / "ca", ["new.example"])
    second = run(build(), ["services", "adopt", "other.example", "--home", str(home)])
    assert "The certificate does not cover other.example" in second.output
    assert run(build(), ["services", "adopt", "other.example", "--home", str(home)]).exit_code == 2


@pytest.mark.parametrize("word", ["drafts", "adopt"])
def test_help_has_an_example(word: str) -> None:
    assert (
        f"Example: promptward services {word}"
        in CliRunner().invoke(build(), ["services", word, "--help"], env={"COLUMNS": "200"}).output
    )
