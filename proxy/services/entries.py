"""The catalogue's files: services as data, read and checked.

A host is a name (``api.x.com``) or ``*.x.com``; ``{aws}``, ``{google}`` and ``{oracle}`` in it stand for each of that
cloud's regions (``regions.yaml``), so that no host is named wider than it has to be.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from proxy.contract import Capability, Service

HOST = re.compile(r"(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_SURE = ("code", "docs", "list", "rev", "recall")
_FIELDS = {"id", "name", "vendor", "category", "hosts", "dialects", "sure", "as_of"}
_OPTIONAL = {"capability", "controls", "own", "own_keys", "paths"}
_REGION = re.compile(r"\{(\w+)\}")

# The C loader reads the same safe subset some ten times faster; not every build of PyYAML has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CatalogueFault(ValueError):
    """The catalogue author's fault, or that of whoever wrote a setting about it: what, where and what to do."""


@cache
def shipped() -> tuple[Service, ...]:
    """The services of all files. Raises CatalogueFault."""
    folder = files("proxy.services")
    regions = yaml.load(folder.joinpath("regions.yaml").read_text(encoding="utf-8"), Loader=_Loader)
    found: list[Service] = []
    for file in sorted(folder.joinpath("catalogue").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            rows = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
            if not isinstance(rows, list):
                raise CatalogueFault(f"{file.name}: must be a list of services.")
            found.extend(service_from(file.name, row, regions) for row in rows)
    return tuple(found)


def service_from(file: str, row: object, regions: Mapping[str, Sequence[str]]) -> Service:
    """One row of a file as a service; ``regions`` by cloud. Raises CatalogueFault."""
    if not isinstance(row, dict) or set(row) - _OPTIONAL != _FIELDS:
        name = row.get("id", "?") if isinstance(row, dict) else "?"
        raise CatalogueFault(
            f"{file}: service {name} must have exactly: {', '.join(sorted(_FIELDS))}; "
            f"and may have: {', '.join(sorted(_OPTIONAL))}."
        )
    where = f"{file}: service {row['id']}"
    hosts = [host for written in row["hosts"] for host in _in_all_regions(where, str(written), regions)]
    bad = [host for host in hosts if not HOST.fullmatch(host)]
    if bad or not hosts:
        raise CatalogueFault(f"{where}: hosts must be names like api.x.com or *.x.com, in lower case: {bad}.")
    if row["sure"] not in _SURE:
        raise CatalogueFault(f"{where}: sure must be one of {', '.join(_SURE)}.")
    capability = row.get("capability", Capability.EDIT)
    if capability not in list(Capability):
        raise CatalogueFault(f"{where}: capability must be one of {', '.join(Capability)}.")
    return Service(
        id=str(row["id"]),
        name=str(row["name"]),
        vendor=str(row["vendor"]),
        category=str(row["category"]),
        hosts=tuple(hosts),
        dialects=tuple(row["dialects"]),
        sure=row["sure"],
        as_of=str(row["as_of"]),
        capability=Capability(capability),
        controls=tuple(row.get("controls", ())),
        paths=tuple(row.get("paths", ())),
        own=tuple(row.get("own", ())),
        own_keys=str(row.get("own_keys", "")),
    )


def _in_all_regions(where: str, host: str, regions: Mapping[str, Sequence[str]]) -> Iterator[str]:
    found = _REGION.search(host)
    if found is None:
        yield host
        return
    if found[1] not in regions:
        raise CatalogueFault(f"{where}: no cloud {found[1]} in regions.yaml.")
    for region in regions[found[1]]:
        yield from _in_all_regions(where, host.replace(found[0], region, 1), regions)
