"""The clients of an installation: a folder of ID.yaml, each the policy of one client.

At the start every file must be right. Later, a file that has become wrong, or is gone, keeps its last good
policy and is reported as a fault: a slip in an editor must not open a door.
"""

import ipaddress
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policies.datasets import DataSets
from policies.fault import PolicyFault
from policies.loader import compile_text, read_file
from policies.policy import Network, Policy


@dataclass(frozen=True, slots=True)
class _Entry:
    file: Path
    text: str = field(repr=False)
    policy: Policy
    data: str = ""  # the list of the client's data sets, as it is written


@dataclass(frozen=True, slots=True)
class _State:
    entries: Mapping[str, _Entry]
    # one table per version and prefix length, the longest first
    tables: tuple[tuple[int, int, Mapping[int, Policy]], ...]


class Clients:
    """The policies by client and by network. ``reload`` swaps all at once, so a reader sees the old or the
    new."""

    def __init__(
        self, folder: Path, state: _State, services: Collection[str] = (), data: DataSets | None = None
    ) -> None:
        self._folder = folder
        self._data = data
        self._services = services
        self._state = state

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.entries)

    def __len__(self) -> int:
        return len(self._state.entries)

    def __contains__(self, client: object) -> bool:
        return client in self._state.entries

    def get(self, client: str) -> Policy:
        """The policy of a client. Raises PolicyFault where there is none of that name."""
        entry = self._state.entries.get(client)
        if entry is None:
            raise PolicyFault(
                str(self._folder), 0, 0, "", "there is no such client", "", "See: promptward clients list"
            )
        return entry.policy

    def policies(self) -> tuple[Policy, ...]:
        """All policies, in the order of their ids."""
        return tuple(entry.policy for entry in self._state.entries.values())

    def by_network(self, address: str) -> Policy | None:
        """The policy whose network holds an address, the smallest network first; None for none or for no
        address."""
        try:
            ip = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return None
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        number, bits = int(ip), ip.max_prefixlen
        for version, prefix, table in self._state.tables:
            if version == ip.version:
                found = table.get(number >> (bits - prefix))
                if found is not None:
                    return found
        return None

    def reload(self) -> list[PolicyFault]:
        """Read what has changed in the folder. Gives the faults; what is at fault keeps its last good
        policy."""
        old = self._state.entries
        try:
            read, faults = _read_folder(self._folder, old, self._services, self._data)
        except PolicyFault as fault:
            return [fault]
        entries = dict(read)
        for client, entry in old.items():
            if client not in entries:
                entries[client] = entry
                if not entry.file.exists():
                    faults.append(
                        PolicyFault(
                            str(entry.file),
                            0,
                            0,
                            "",
                            "is gone",
                            "Its last policy stays in force until the proxy is started again",
                            "Put it back, or restart the proxy to drop the client",
                        )
                    )
        while clashes := _clashes(entries):
            faults += [fault for fault, _ in clashes]
            involved = {client for _, pair in clashes for client in pair}
            for client in involved:
                if entries[client] is old.get(client):
                    continue  # it was fine before; the other one of the pair has changed
                if client in old:
                    entries[client] = old[client]
                else:
                    del entries[client]
        self._state = _state(entries)
        return faults


def load_clients(folder: Path, *, services: Collection[str] = (), data: DataSets | None = None) -> Clients:
    """All clients of a folder, with their data sets. Raises PolicyFault for the first file that is wrong.

    With ``services``, the ids of the catalogue, a rule for a service that does not exist is a fault too.
    """
    entries, faults = _checked(folder, services, data)
    if faults:
        raise faults[0]
    return Clients(folder, _state(entries), services, data)


def check_folder(
    folder: Path, *, services: Collection[str] = (), data: DataSets | None = None
) -> list[PolicyFault]:
    """Everything that is wrong in the files of a folder, file by file, and between them. Raises PolicyFault where
    there is no folder to read."""
    return _checked(folder, services, data)[1]


def _checked(
    folder: Path, services: Collection[str], data: DataSets | None
) -> tuple[dict[str, _Entry], list[PolicyFault]]:
    entries, faults = _read_folder(folder, {}, services, data)
    return entries, [*faults, *(fault for fault, _ in _clashes(entries))]


def _read_folder(
    folder: Path, old: Mapping[str, _Entry], services: Collection[str], data: DataSets | None
) -> tuple[dict[str, _Entry], list[PolicyFault]]:
    try:
        files = sorted(
            path
            for path in folder.iterdir()
            if path.suffix == ".yaml" and path.name[0] not in ".#" and not path.is_fifo()
        )
    except OSError as error:
        raise PolicyFault(
            str(folder), 0, 0, "", f"cannot be read ({error.strerror})", "", "Check its permissions"
        ) from None
    entries: dict[str, _Entry] = {}
    faults: list[PolicyFault] = []
    for path in files:
        try:
            text = read_file(path)
            listed = data.text(path.stem) if data is not None else ""
        except PolicyFault as fault:
            faults.append(fault)
            continue
        known = old.get(path.stem)
        if known is not None and known.text == text and known.data == listed:
            entries[path.stem] = known
            continue
        policy, _, wrong = compile_text(
            text, str(path), services=services, data=None if data is None else data.of
        )
        faults += wrong
        if policy is None:
            continue
        if policy.client != path.stem:
            faults.append(
                PolicyFault(
                    str(path),
                    0,
                    0,
                    "client",
                    f'the file is named "{path.stem}" but holds the client "{policy.client}"',
                    "Its requests would be recorded under another name",
                    f"Rename the file to {policy.client}.yaml, or mend 'client:'",
                )
            )
            continue
        entries[policy.client] = _Entry(path, text, policy, listed)
    return entries, faults


def _clashes(entries: Mapping[str, _Entry]) -> list[tuple[PolicyFault, tuple[str, str]]]:
    """Two clients with an equal network. A smaller network inside a larger one is fine: the smaller wins."""
    owners: dict[Network, str] = {}
    found = []
    for client in sorted(entries):
        for network in entries[client].policy.networks:
            other = owners.setdefault(network, client)
            if other != client:
                fault = PolicyFault(
                    str(entries[client].file),
                    0,
                    0,
                    "networks",
                    f'{network} belongs to the client "{other}" too',
                    "Nobody could say whose requests these are",
                    "Remove it from one of the two",
                )
                found.append((fault, (other, client)))
    return found


def _state(entries: Mapping[str, _Entry]) -> _State:
    tables: dict[tuple[int, int], dict[int, Policy]] = {}
    for entry in entries.values():
        for network in entry.policy.networks:
            key = (network.version, network.prefixlen)
            number = int(network.network_address) >> (network.max_prefixlen - network.prefixlen)
            tables.setdefault(key, {})[number] = entry.policy
    ordered = sorted(tables.items(), key=lambda item: (item[0][0], -item[0][1]))
    return _State(
        dict(sorted(entries.items())),
        tuple((version, prefix, table) for (version, prefix), table in ordered),
    )
