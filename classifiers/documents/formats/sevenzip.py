"""7z archives: every file is read; the runs of files with changes are packed anew, all others stay as they were."""

from collections.abc import Mapping, Sequence
from itertools import count

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Budget, Change, File, Inner, Source, Unread, Unwritten
from classifiers.documents.sevenzip import MAGIC, open_seven_zip

NAME = "7z archive"
ORDER = 20


def claims(source: Source) -> bool:
    return source.data.startswith(MAGIC)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    container = open_seven_zip(source.data, budget)
    bundle = Bundle(source.data)
    for name in container.names:
        budget.take(0)
        bundle.locked(name, "names of files")
    if container.blind:
        bundle.opaque("hidden data between entries of a 7z archive")
    names, keys = iter(container.filled), count()
    held: dict[int, tuple[int, range]] = {}  # key of a file: its folder, and the keys of all in it
    contents: dict[int, bytes] = {}
    for number, folder in enumerate(container.folders):
        theirs = [(next(keys), next(names), size) for size, _ in folder.streams]
        try:
            plain = container.read(folder, budget)
        except Unread as trouble:
            bundle.opaque(str(trouble))
            continue
        at = 0
        for key, name, size in theirs:
            held[key] = (number, range(theirs[0][0], theirs[-1][0] + 1))
            contents[key] = plain[at : at + size]
            bundle.embed(key, Source(contents[key], name), inner, "a file in the archive")
            at += size

    def write(changes: Mapping[int, Sequence[Change]], replaced: Mapping[int, bytes]) -> bytes:
        if not all(replaced.values()):
            raise Unwritten("a file in a 7z archive that would be empty")
        folders = dict(held[key] for key in replaced)
        return container.write(
            {
                number: [replaced.get(key, contents[key]) for key in all_keys]
                for number, all_keys in folders.items()
            }
        )

    return bundle.built(write)
