"""Counts of what is not looked into, between two writes: tunnels, and what could not be looked into, by host.

Rule 1: a host's name, numbers and a sign of ours; no person.
Rule 2: what could not be written comes back, and is in the next records.
"""

import itertools
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from proxy.discovery import Traffic
from proxy.unseen import Unseen
from reports.record import Event, Record, safe_host

_HOSTS_A_RECORD = 200

type _Key = tuple[str, str, str]  # client, sign, what was done


@dataclass(slots=True)
class _Seen:
    count: int = 0
    up: int = 0
    down: int = 0


class Untouched:
    """Collects counts; ``taken`` gives them as records."""

    def __init__(self) -> None:
        self._tunnels: dict[str, Counter[str]] = {}
        self._unseen: dict[_Key, dict[str, _Seen]] = {}

    def tunnel(self, client: str, host: str) -> None:
        """Count an untouched tunnel."""
        self._tunnels.setdefault(client, Counter())[safe_host(host)] += 1

    def unseen(self, client: str, sign: Unseen, host: str, *, passed: bool) -> None:
        """Count what could not be looked into; it is refused unless it ``passed``."""
        self._of((client, sign.value, "allow" if passed else "block"), host).count += 1

    def carried(self, client: str, sign: Unseen, host: str, traffic: Traffic) -> None:
        """Add the bytes of a connection that passed without a look, once it has ended."""
        seen = self._of((client, sign.value, "allow"), host)
        seen.up += traffic.up
        seen.down += traffic.down

    def taken(self, now: int) -> Iterator[Record]:
        """The records of all counts so far, which begin anew; ``now`` is UTC in milliseconds."""
        unseen, self._unseen = self._unseen, {}
        tunnels, self._tunnels = self._tunnels, {}
        for (client, sign, action), hosts in unseen.items():
            for counts, sizes in _parts(hosts):
                yield Record(
                    event=Event.UNSEEN,
                    id=uuid.uuid4().hex,
                    time=now,
                    client=client,
                    action=action,
                    failure=sign,
                    counts=counts,
                    sizes=sizes,
                )
        for client, by_host in tunnels.items():
            for part in itertools.batched(by_host.items(), _HOSTS_A_RECORD):
                yield Record(
                    event=Event.TUNNELS, id=uuid.uuid4().hex, time=now, client=client, counts=dict(part)
                )

    def put_back(self, record: Record) -> None:
        """Take the counts of a record that could not be written."""
        if record.event is Event.TUNNELS:
            self._tunnels.setdefault(record.client, Counter()).update(record.counts)
            return
        for host, count in record.counts.items():
            seen = self._of((record.client, record.failure, record.action), host)
            seen.count += count
            seen.up += record.sizes.get("in", 0)
            seen.down += record.sizes.get("out", 0)

    def _of(self, key: _Key, host: str) -> _Seen:
        return self._unseen.setdefault(key, {}).setdefault(safe_host(host), _Seen())


def _parts(hosts: dict[str, _Seen]) -> Iterator[tuple[dict[str, int], dict[str, int]]]:
    """Counts by host and sizes for one record each: a host with bytes has one of its own."""
    for part in itertools.batched(
        ((host, seen.count) for host, seen in hosts.items() if not seen.up and not seen.down), _HOSTS_A_RECORD
    ):
        yield dict(part), {}
    for host, seen in hosts.items():
        if seen.up or seen.down:
            yield {host: seen.count}, {"in": seen.up, "out": seen.down}
