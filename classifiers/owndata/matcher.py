"""All own data of one client as one detector."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from classifiers.detector import Hit
from classifiers.digest import digest_of
from classifiers.owndata import document, table, terms
from classifiers.owndata.joints import smoothed
from classifiers.owndata.keys import Keys
from classifiers.owndata.layout import Index, IndexFault
from classifiers.owndata.reading import Reading, read
from classifiers.passage import Passage

CHUNK, OVERLAP = 200_000, 5_000  # characters read at once, and how many of them a second time


class _Form(Protocol):
    """What the matcher asks of one data set."""

    kinds: frozenset[str]

    def find(self, words: Reading, parts: Reading | None, detector: str) -> Iterable[Hit]: ...


_FORMS: Mapping[str, Callable[[Index, Keys], _Form]] = {
    terms.FORM: terms.Terms,
    table.FORM: table.Table,
    document.FORM: document.Documents,
}


class OwnData:
    """A detector of what a client has registered. ``indexes`` are named by their data sets. Raises IndexFault."""

    id = "own-data"

    def __init__(self, indexes: Sequence[tuple[str, Index]], keys: Keys) -> None:
        self._keys = keys
        self._forms: list[tuple[str, _Form]] = []
        for name, index in sorted(indexes, key=lambda pair: pair[0]):
            form = _FORMS.get(index.form)
            if form is None:
                raise IndexFault(
                    f"holds {index.form!r}, which this program does not know", "Use a newer version"
                )
            self._forms.append((f"data/{name}", form(index, keys)))
        self.kinds: frozenset[str] = frozenset().union(*(form.kinds for _, form in self._forms))
        self.digest = digest_of(
            *(
                part
                for name, index in sorted(indexes, key=lambda pair: pair[0])
                for part in (name, index.digest)
            )
        )

    def find(self, passage: Passage) -> Iterator[Hit]:
        """Every place of the passage that holds registered data."""
        text = passage.text
        begin = 0
        while True:
            end = len(text) if len(text) - begin <= CHUNK + OVERLAP else _cut(text, begin + CHUNK + OVERLAP)
            piece = text[begin:end]
            for seen in (piece, *smoothed(piece)):
                words, parts = read(seen, self._keys)
                for name, form in self._forms:
                    for hit in form.find(words, parts, name):
                        yield replace(hit, start=hit.start + begin, end=hit.end + begin) if begin else hit
            if end == len(text):
                return
            begin = _cut(text, end - OVERLAP)


def _cut(text: str, near: int) -> int:
    """A place that parts no word: the first space in a hundred characters, or the place itself."""
    return next((at for at in range(near, near + 100) if text[at].isspace()), near)


class Unusable:
    """A detector in the place of own data that cannot be used: no text that it saw is ever clean."""

    id = "own-data"
    kinds: frozenset[str] = frozenset()

    def __init__(self, digest: str) -> None:
        self.digest = f"unusable {digest}"

    def find(self, passage: Passage) -> Iterable[Hit]:
        """Nothing, and the passage counts as not read to its end."""
        passage.give_up()
        return ()
