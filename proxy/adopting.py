"""A host more in the ``extra_hosts`` of settings.yaml, with everything else in the file left as it was.

Rule: the edited text is read again before it replaces the file; one that would say anything but the old settings and
the host is not written.
"""

import contextlib
from pathlib import Path

import yaml

from proxy.services.catalog import load_catalogue
from proxy.settings import SettingsFault, load_settings


class Known(ValueError):
    """The administrator's fault: a host that cannot be added. Says why and what to do."""


def adopt_host(file: Path, host: str) -> None:
    """Add a host to a settings file. Raises Known, SettingsFault, CatalogueFault, OSError."""
    settings = load_settings(file)
    catalogue = settings.catalogue()
    for service in catalogue.services:
        if host in service.hosts and not catalogue.intercepts(service):
            raise Known(f"{host} belongs to {service.id}: add that id to shared_services in {file}.")
    if known := catalogue.service_for(host):
        raise Known(f"{host} is read already, as {known.id}. See: promptward services show {known.id}")
    load_catalogue((host,))  # a name of the right shape
    with file.open(encoding="utf-8", newline="") as opened:  # line ends stay as they are
        old = opened.read()
    beside = file.with_name(f".{file.name}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="") as opened:
            opened.write(with_extra_host(old, host))
        beside.chmod(file.stat().st_mode & 0o777)
        wanted = settings.model_copy(update={"extra_hosts": (*settings.extra_hosts, host)})
        if load_settings(beside) != wanted:
            raise ValueError("it would change more than that")
        beside.replace(file)
    except (ValueError, yaml.YAMLError) as error:
        why = str(error) if type(error) is ValueError else "its form is not known"
        raise SettingsFault(f"{file}: not edited: {why}. Add {host} to extra_hosts by hand.") from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()


def with_extra_host(text: str, host: str) -> str:
    """The text of a settings file with the host added.

    Raises ValueError where the file is not a mapping or ``extra_hosts`` is no plain list in it.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    line_end = "\r\n" if "\r\n" in text else "\n"
    if root is not None and (not isinstance(root, yaml.MappingNode) or root.flow_style):
        raise ValueError("the file is not a list of 'name: value' lines")
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = next((value for key, value in pairs if key.value == "extra_hosts"), None)
    if found is None:
        gap = "" if not text or text.endswith("\n") else line_end
        return f"{text}{gap}extra_hosts: [{host}]{line_end}"
    if not isinstance(found, yaml.SequenceNode):
        raise ValueError("extra_hosts is not a list")
    if not found.flow_style:
        last = found.value[-1]
        lead = " " * found.start_mark.column
        at = last.end_mark.index
        return f"{text[:at]}{_rest(text, at)}{line_end}{lead}- {host}{text[at + len(_rest(text, at)) :]}"
    if found.value:
        at = found.value[-1].end_mark.index
        return f"{text[:at]}, {host}{text[at:]}"
    at = found.start_mark.index + 1
    return f"{text[:at]}{host}{text[at:]}"


def _rest(text: str, at: int) -> str:
    """What is left of a line: a comment, perhaps."""
    return text[at:].partition("\n")[0].removesuffix("\r")
