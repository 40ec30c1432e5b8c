"""The data sets of clients on disk: a folder for each client, with a list and one index file a set.

Rule 1: the list is replaced at once, after the index is on disk; what it does not name is not there.
Rule 2: nothing goes in silence. The list names every index beside it, used or not, and a mark in a folder apart says
that a client has data: a list that was emptied, lost, or brought back from an older day is a fault.
Rule 3: no value that was registered is written anywhere; the key is derived from the master key, in a folder apart.
"""

import contextlib
import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from policies.fault import PolicyFault
from policies.policy import DataSet

PURPOSE = "own-data"  # of the derived key
_LIST = "sets.json"
_LOCK = "sets.lock"
_VERSION = 1
_INDEX = re.compile(r"[^.].*-[0-9a-f]{16}\.idx")
_BRING_BACK = "Bring it back from a backup, or register the sets again with promptward clients data add"
_WAIT_SECONDS = 30.0


class DataSets:
    """The data sets of an installation: which there are. What opens them stands in ``shelf``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._marks = root.with_name(f"{root.name}.clients")  # an empty file for each client that has data

    def folder(self, client: str) -> Path:
        """Where the data of a client lies."""
        return self.root / client

    def text(self, client: str) -> str:
        """The list as it is written, empty for none. Raises PolicyFault."""
        path = self.folder(client) / _LIST
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise data_fault(
                path, f"cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})"
            ) from None

    def of(self, client: str) -> tuple[DataSet, ...]:
        """The data sets of a client, in the order of their names. Raises PolicyFault."""
        found, unused = self._read(client)
        for each in found:
            size = _size(Path(each.file))
            if size != each.size:
                wrong = "is gone" if size is None else f"has {size} bytes instead of {each.size}"
                raise data_fault(Path(each.file), f"the index of the data set {each.name!r} {wrong}")
        path, mark = self.folder(client) / _LIST, self._marks / client
        if not self.text(client) and (path.exists() or mark.exists()):
            wrong = "is empty" if path.exists() else "is gone, though data was registered"
            raise data_fault(path, wrong, f"{_BRING_BACK}, or delete {mark} and it to give them up")
        known = {Path(each.file).name for each in found} | set(unused)
        if lost := sorted(set(self._indexes(client)) - known):
            sets = ", ".join(repr(_set_of(name)) for name in lost)
            wrong = f"does not name indexes that lie beside it, of {sets}"
            raise data_fault(path, wrong, f"{_BRING_BACK}, or delete these indexes to give them up")
        return tuple(sorted(found, key=lambda each: each.name))

    def clients(self) -> Iterator[str]:
        """The clients that have a list, or should have one."""
        listed = {path.parent.name for path in self.root.glob("*/*") if path.name == _LIST or _is_index(path)}
        yield from sorted(listed | {path.name for path in self._marks.glob("*")})

    def put(
        self, client: str, new: DataSet, pieces: Sequence[bytes], *, replace: bool = True, grace: float = 0
    ) -> DataSet:
        """Write an index and take it into the list, in the place of one of the same name. Nothing is half there after
        a fault. Old files stay for ``grace`` seconds, while running proxies read the list. Raises PolicyFault, OSError;
        KeyError where there is one of the name and ``replace`` is false.
        """
        folder = self.folder(client)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(folder / _LOCK):
            listed, unused = self._read(client)
            if not replace and any(each.name == new.name for each in listed):
                raise KeyError(new.name)
            others = [each for each in listed if each.name != new.name]
            file = folder / f"{new.name}-{new.digest[:16]}.idx"
            # Named before it is there: no reader meets an index that the list does not know.
            self._write_list(client, listed, [*unused, file.name])
            self._mark(client)
            write_whole(file, pieces)
            written = _with_file(new, str(file))
            old = [name for name in self._indexes(client) if _set_of(name) == new.name and name != file.name]
            try:
                self._write_list(client, [*others, written], [*unused, *old])
            except OSError:
                if all(each.file != str(file) for each in self.listed(client)):
                    file.unlink(missing_ok=True)
                raise
            self._sweep(client, grace)
        return written

    def drop(self, client: str, name: str, *, grace: float = 0) -> DataSet | None:
        """Take a data set out of the list; None where there is none of that name. Raises PolicyFault, OSError."""
        folder = self.folder(client)
        if not folder.is_dir():
            return None
        with locked(folder / _LOCK):
            listed, unused = self._read(client)
            gone = next((each for each in listed if each.name == name), None)
            if gone is not None:
                rest = [each for each in listed if each is not gone]
                self._write_list(client, rest, [*unused, Path(gone.file).name])
                self._sweep(client, grace)
                if not rest:
                    (self._marks / client).unlink(missing_ok=True)
        return gone

    def listed(self, client: str) -> list[DataSet]:
        """The list without a look at the files, so that a lost one can be replaced or removed."""
        return self._read(client)[0]

    def _read(self, client: str) -> tuple[list[DataSet], list[str]]:
        """The sets of the list, and the names of indexes that are no longer, or not yet, in use. Raises PolicyFault."""
        path, text = self.folder(client) / _LIST, self.text(client)
        if not text:
            return [], []
        try:
            content = json.loads(text)
            if content["version"] != _VERSION:
                raise data_fault(path, f"has version {content['version']}, this program reads {_VERSION}")
            sets = [_set(each, self.folder(client)) for each in content["sets"]]
            return sets, [str(name) for name in content.get("unused", ())]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, PolicyFault):
                raise
            raise data_fault(path, "is damaged", f"{_BRING_BACK} after you have deleted it") from None

    def _write_list(self, client: str, sets: Sequence[DataSet], unused: Iterable[str]) -> None:
        used = {Path(each.file).name for each in sets}
        content = {
            "version": _VERSION,
            "sets": [_plain(each) for each in sorted(sets, key=lambda one: one.name)],
            "unused": sorted(set(unused) - used),
        }
        write_whole(self.folder(client) / _LIST, [json.dumps(content, indent=1).encode()])

    def _mark(self, client: str) -> None:
        self._marks.mkdir(mode=0o700, exist_ok=True)
        (self._marks / client).touch(mode=0o600)

    def _indexes(self, client: str) -> list[str]:
        return [path.name for path in self.folder(client).glob("*") if _is_index(path)]

    def _sweep(self, client: str, grace: float = 0) -> None:
        """Remove what the list calls unused; one that a worker of Windows still uses stays for next time."""
        old = [path for name in self._read(client)[1] if (path := self.folder(client) / name).exists()]
        if old:
            time.sleep(grace)
        for path in old:
            with contextlib.suppress(OSError):
                path.unlink()


def _is_index(path: Path) -> bool:
    return _INDEX.fullmatch(path.name) is not None


def _set_of(name: str) -> str:
    """The data set to which the file of an index belongs."""
    return name.rpartition("-")[0]


def _set(raw: dict[str, object], folder: Path) -> DataSet:
    kinds = raw["kinds"]
    name, file = str(raw["name"]), str(raw["file"])
    if not isinstance(kinds, dict) or Path(file).name != file:
        raise ValueError
    return DataSet(
        name=name,
        form=str(raw["form"]),
        kinds=tuple(sorted((str(kind), tuple(map(str, ids))) for kind, ids in kinds.items())),
        digest=str(raw["digest"]),
        file=str(folder / file),
        count=int(str(raw["count"])),
        size=int(str(raw["size"])),
        added=str(raw["added"]),
    )


def _plain(each: DataSet) -> dict[str, object]:
    return {
        "name": each.name,
        "form": each.form,
        "kinds": {kind: list(ids) for kind, ids in each.kinds},
        "digest": each.digest,
        "file": Path(each.file).name,
        "count": each.count,
        "size": each.size,
        "added": each.added,
    }


def _with_file(each: DataSet, file: str) -> DataSet:
    return DataSet(each.name, each.form, each.kinds, each.digest, file, each.count, each.size, each.added)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def write_whole(path: Path, pieces: Sequence[bytes]) -> None:
    """Write a file beside its place and move it there: whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """One registration at a time for a client. Raises PolicyFault when another does not end."""
    end = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
        except FileExistsError:
            if time.monotonic() > end:
                raise PolicyFault(
                    str(path),
                    0,
                    0,
                    "",
                    "another registration is not done",
                    "",
                    "Wait; if none runs, remove this file",
                ) from None
            time.sleep(0.1)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def data_fault(path: Path, wrong: str, mend: str = "") -> PolicyFault:
    return PolicyFault(
        str(path),
        0,
        0,
        "",
        wrong,
        "The client's own data would not be found",
        mend
        or "Register it again: promptward clients data add, or remove it: promptward clients data remove",
    )
