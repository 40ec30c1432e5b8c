"""What could not be looked into, counted over the records of all clients."""

from collections.abc import Callable
from pathlib import Path

from reports.ledger import Ledger
from reports.record import Event, Record
from reports.unseen import Hidden, hidden

type Make = Callable[..., Record]
NOON = 1_795_000_000_000


def test_it_adds_up_by_client_host_and_sign(path: Path, make: Make, ledger: Ledger) -> None:
    def note(client: str, sign: str, action: str, at: int, counts: dict[str, int], **more: object) -> None:
        common = {"service": "", "host": "", "route": "", "level": "", "person": "", "tier": 0}
        record = make(
            event=Event.UNSEEN,
            client=client,
            failure=sign,
            action=action,
            time=NOON + at,
            counts=counts,
            **common,
            **more,
        )
        ledger.append(record).result(10)

    note("acme", "pinned-certificate", "block", -1, {"a.example": 90})  # too old
    note("acme", "pinned-certificate", "block", 1, {"a.example": 2, "b.example": 7})
    note("acme", "pinned-certificate", "allow", 9, {"a.example": 1}, sizes={"in": 10, "out": 20})
    note("acme", "pinned-certificate", "allow", 5, {"a.example": 0}, sizes={"in": 1})
    note("acme", "quic-offered", "block", 2, {"a.example": 3})
    note("rival", "encrypted-hello", "allow", 3, {"a.example": 4})
    ledger.append(make(event=Event.TUNNELS, action="", time=NOON, counts={"c.example": 1})).result(10)
    assert hidden(path, NOON) == [
        Hidden("acme", "b.example", "pinned-certificate", 7, 0, 0, 0, NOON + 1),
        Hidden("acme", "a.example", "pinned-certificate", 2, 1, 11, 20, NOON + 9),
        Hidden("acme", "a.example", "quic-offered", 3, 0, 0, 0, NOON + 2),
        Hidden("rival", "a.example", "encrypted-hello", 0, 4, 0, 0, NOON + 3),
    ]


def test_without_a_ledger_there_is_nothing(tmp_path: Path) -> None:
    assert hidden(tmp_path / "none.db", 0) == []
    assert list(tmp_path.iterdir()) == []
