"""Alerts: which services have changed, as the ledger says."""

from collections.abc import Iterator
from pathlib import Path

from reports.record import Event, Record, RecordFault, parse

_MARK = b'"alert"'


def alerts(path: Path, since: int) -> Iterator[Record]:
    """The alerts of all clients since a time (UTC, milliseconds), client by client. Raises LedgerFault."""
    if not path.exists():
        return
    from reports.store import Store  # half a second, which a command's --help need not wait for

    store = Store(path, write=False)
    try:
        with store.snapshot():
            for client in store.clients():
                for row in store.rows(client):
                    if _MARK not in row.body:  # most entries need not be parsed
                        continue
                    try:
                        record = parse(row.body)
                    except RecordFault:
                        continue  # what cannot be read is for ``verify`` to say
                    if record.event is Event.ALERT and record.time >= since:
                        yield record
    finally:
        store.close()
