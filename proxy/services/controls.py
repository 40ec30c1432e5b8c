"""Controls: how accounts of AI services are told apart and refused on the wire, read from ``controls.yaml``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from proxy.services.entries import CatalogueFault

_PLACES = ("header", "path", "host", "body", "claim")


@dataclass(frozen=True, slots=True)
class Read:
    """One place where something about an account stands: ``name`` of the header or claim, and what of it counts."""

    place: str
    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Control:
    """One control; ``a_line`` is how many ids a header holds before the next one is begun, 0 for no such limit."""

    id: str
    hosts: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    drop: re.Pattern[str] | None
    a_line: int
    reads: tuple[Read, ...]
    personal: tuple[Read, ...]
    sure: str

    def covers(self, host: str) -> bool:
        """Whether the control means this host."""
        return any(
            pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:]))
            for pattern in self.hosts
        )


@cache
def controls() -> Mapping[str, Control]:
    """All controls by id, in the order of the file. Raises CatalogueFault."""
    text = files("proxy.services").joinpath("controls.yaml").read_text(encoding="utf-8")
    found: dict[str, Control] = {}
    for row in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if row["id"] in found:
            raise CatalogueFault(f"controls.yaml: {row['id']} is given twice.")
        found[row["id"]] = Control(
            row["id"],
            tuple(row["hosts"]),
            tuple(row.get("headers", {}).items()),
            re.compile(row["drop"]) if "drop" in row else None,
            row.get("a_line", 0),
            _reads(row["id"], row.get("reads", ())),
            _reads(row["id"], row.get("personal", ())),
            row["sure"],
        )
    return found


def _reads(control: str, rows: Sequence[Mapping[str, str]]) -> tuple[Read, ...]:
    made = []
    for row in rows:
        place = next((name for name in _PLACES if name in row), "")
        if not place or set(row) - {place, "pattern"}:
            raise CatalogueFault(f"controls.yaml: {control}: a read is one of {', '.join(_PLACES)}.")
        named = place in ("header", "claim")
        pattern = row.get("pattern", r"^\s*(.{1,500}?)\s*$") if named else row[place]
        made.append(Read(place, row[place] if named else "", re.compile(pattern)))
    return tuple(made)
