"""What could not be looked into since a time, counted from the ledger: by client, host and sign."""

from dataclasses import dataclass
from pathlib import Path

from reports.alerts import alerts
from reports.record import Event


@dataclass(frozen=True, slots=True)
class Hidden:
    """One host as a client's people reach it without a look. ``refused`` and ``passed`` count connections (or, where
    the sign is an offer, offers taken out), ``up`` and ``down`` bytes of those that passed and have ended; ``last`` is
    UTC in milliseconds, at most a minute late."""

    client: str
    host: str
    sign: str
    refused: int
    passed: int
    up: int
    down: int
    last: int


def hidden(path: Path, since: int) -> list[Hidden]:
    """All of it since a time (UTC, milliseconds), client by client, the most connections first. Raises LedgerFault."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for record in alerts(path, since):
        if record.event is not Event.UNSEEN:
            continue
        for host, count in record.counts.items():
            sums = found.setdefault((record.client, host, record.failure), [0, 0, 0, 0, 0])
            sums[record.action == "allow"] += count
            if len(record.counts) == 1:  # sizes are those of one host
                sums[2] += record.sizes.get("in", 0)
                sums[3] += record.sizes.get("out", 0)
            sums[4] = max(sums[4], record.time)
    rows = [Hidden(*key, *sums) for key, sums in found.items()]
    return sorted(rows, key=lambda row: (row.client, -row.refused - row.passed, row.host, row.sign))
