"""The open data of clients in one process: indexes mapped into memory, shared by all processes that map them.

Rule 1: an index is used only after its keyed digest was checked and is the one that the policy names.
Rule 2: data that cannot be used gives a detector that gives up: no text is clean then.
"""

import mmap
import time
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from classifiers.owndata.keys import Keys
from classifiers.owndata.layout import Index, IndexFault, unpack
from classifiers.owndata.matcher import OwnData, Unusable
from policies.datasets import DataSets, data_fault
from policies.fault import PolicyFault
from policies.policy import DataSet, Policy

_MOST_OPEN = 1_000
_RETRY_SECONDS = 2.0


class Shelf:
    """The open data of clients in one process, by the digests of their sets."""

    def __init__(self) -> None:
        self._open: OrderedDict[tuple[str, ...], OwnData] = OrderedDict()
        self._failed: dict[tuple[str, ...], float] = {}

    def get(self, policy: Policy, secret: bytes) -> OwnData | Unusable | None:
        """A detector of the client's data: None for no data, one that gives up where the data cannot be used."""
        if not policy.data:
            return None
        key = (policy.client, *(f"{each.name} {each.digest}" for each in policy.data))
        known = self._open.get(key)
        if known is not None:
            self._open.move_to_end(key)
            return known
        if time.monotonic() < self._failed.get(key, 0.0):
            return Unusable(policy.digest)
        try:
            opened = open_data(policy.data, secret)
        except (IndexFault, OSError, ValueError, KeyError, TypeError):
            self._failed = {key: time.monotonic() + _RETRY_SECONDS}
            return Unusable(policy.digest)
        self._open[key] = opened
        if len(self._open) > _MOST_OPEN:
            self._open.popitem(last=False)
        return opened


def open_data(sets: Sequence[DataSet], secret: bytes) -> OwnData:
    """The detector of some data sets. Raises IndexFault, which names the set, and OSError."""
    keys = Keys(secret)
    indexes = []
    for each in sets:
        try:
            indexes.append((each.name, _open(each, keys)))
        except IndexFault as fault:
            raise IndexFault(f"{each.file}: {_index_of(each)} {fault.what}", fault.remedy) from None
    return OwnData(indexes, keys)


def _open(each: DataSet, keys: Keys) -> Index:
    with Path(each.file).open("rb") as stream:
        try:
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:
            raise IndexFault("is empty", "add the data again") from None
    index = unpack(memoryview(mapped), keys)
    if hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)  # it was read whole once; a scan touches a few pages of it
    if index.digest != each.digest:
        raise IndexFault("is not the one that was registered", "add the data again")
    return index


def _index_of(each: DataSet) -> str:
    return f"the index of the data set {each.name!r}"


def check(sets: DataSets, client: str, secret: bytes) -> list[PolicyFault]:
    """Read every index of a client as a worker would; what is wrong with them."""
    try:
        found = sets.of(client)
    except PolicyFault as fault:
        return [fault]
    faults = []
    for each in found:
        try:
            _open(each, Keys(secret))
        except (IndexFault, OSError) as wrong:
            faults.append(data_fault(Path(each.file), f"{_index_of(each)} {_told(wrong)}"))
    return faults


def _told(wrong: Exception) -> str:
    return (
        wrong.what
        if isinstance(wrong, IndexFault)
        else f"cannot be read ({getattr(wrong, 'strerror', wrong)})"
    )
