"""Counts of what is not looked into become records, come back when they cannot be written, and lose nothing."""

from collections import Counter

from proxy.discovery import Traffic
from proxy.unseen import Unseen
from proxy.untouched import Untouched
from reports.record import Event, Record, canonical


def _sums(records: list[Record]) -> dict[tuple[str, str, str, str, str], tuple[int, int, int]]:
    found: Counter[tuple[str, str, str, str, str, int]] = Counter()
    for record in records:
        canonical(record)
        for host, count in record.counts.items():
            key = (record.event.value, record.client, record.failure, record.action, host)
            for place, number in enumerate((count, record.sizes.get("in", 0), record.sizes.get("out", 0))):
                found[*key, place] += number
    return {key[:5]: tuple(found[*key[:5], place] for place in range(3)) for key in found}  # type: ignore[misc]


def _filled() -> Untouched:
    counts = Untouched()
    for number in range(450):
        counts.unseen("acme", Unseen.PINNED, f"h{number}.example", passed=False)
        counts.tunnel("acme", f"t{number}.example")
    counts.unseen("acme", Unseen.PINNED, "a.example", passed=True)
    counts.unseen("acme", Unseen.PINNED, "a.example", passed=True)
    counts.carried("acme", Unseen.PINNED, "a.example", Traffic(10, 20))
    counts.carried("acme", Unseen.PINNED, "a.example", Traffic(1, 2))
    counts.carried("rival", Unseen.ECH, "b.example", Traffic(0, 5))  # counted before
    counts.unseen("rival", Unseen.QUIC, "not a host", passed=False)
    return counts


def test_every_count_and_every_byte_is_in_a_record() -> None:
    counts = _filled()
    records = list(counts.taken(1_795_000_000_000))
    found = _sums(records)
    assert len(found) == 903
    assert found["unseen", "acme", "pinned-certificate", "allow", "a.example"] == (2, 11, 22)
    assert found["unseen", "acme", "pinned-certificate", "block", "h449.example"] == (1, 0, 0)
    assert found["unseen", "rival", "encrypted-hello", "allow", "b.example"] == (0, 0, 5)
    assert found["unseen", "rival", "quic-offered", "block", "invalid"] == (1, 0, 0)
    assert found["tunnels", "acme", "", "", "t0.example"] == (1, 0, 0)
    assert all(len(record.counts) <= 200 for record in records)
    assert all(len(record.counts) == 1 for record in records if record.sizes)
    assert {record.event for record in records} == {Event.UNSEEN, Event.TUNNELS}
    assert list(counts.taken(1)) == []


def test_what_could_not_be_written_is_in_the_next_records() -> None:
    counts = _filled()
    records = list(counts.taken(1))
    for record in records:
        counts.put_back(record)
    counts.unseen("acme", Unseen.PINNED, "a.example", passed=True)
    expected = _sums(records)
    expected["unseen", "acme", "pinned-certificate", "allow", "a.example"] = (3, 11, 22)
    assert _sums(list(counts.taken(2))) == expected
