"""Alerts: what an administrator should look at, as the ledger says: services that changed, what nobody could see."""

from collections.abc import Iterator
from pathlib import Path

from reports.record import Event, Record, RecordFault, parse

_EVENTS = {Event.ALERT, Event.UNSEEN}
_MARKS = tuple(f'"{event.value}"'.encode() for event in _EVENTS)


def alerts(path: Path, since: int) -> Iterator[Record]:
    """ALERT and UNSEEN of all clients since a time (UTC, milliseconds), client by client. Raises LedgerFault."""
    if not path.exists():
        return
    from reports.store import Store  # half a second, which a command's --help need not wait for

    store = Store(path, write=False)
    try:
        with store.snapshot():
            for client in store.clients():
                for row in store.rows(client):
                    if not any(mark in row.body for mark in _MARKS):  # most entries need not be parsed
                        continue
                    try:
                        record = parse(row.body)
                    except RecordFault:
                        continue  # what cannot be read is for ``verify`` to say
                    if record.event in _EVENTS and record.time >= since:
                        yield record
    finally:
        store.close()
