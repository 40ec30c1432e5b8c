"""What tests of own data build and search with."""

from collections.abc import Callable, Sequence

import pytest

from classifiers.owndata import document, gathering, table, terms
from classifiers.owndata.keys import Keys
from classifiers.owndata.layout import Index, pack, unpack
from classifiers.owndata.matcher import OwnData
from classifiers.passage import Passage

type Built = tuple[str, tuple[dict[str, object], dict[str, object]]]
type Found = list[tuple[str, str]]


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys(bytes(range(32)))


@pytest.fixture(scope="session")
def indexed(keys: Keys) -> Callable[..., Index]:
    """An index as a worker reads it."""

    def build(form: str, head: dict[str, object], sections: dict[str, object]) -> Index:
        return unpack(b"".join(pack(form, head, sections, keys)[0]), keys)  # type: ignore[arg-type]

    return build


@pytest.fixture(scope="session")
def terms_of(keys: Keys, indexed: Callable[..., Index]) -> Callable[..., OwnData]:
    """A detector of some terms."""

    def build(*texts: str, kind: str = "CLIENT_NAME") -> OwnData:
        found = [terms.Term(line, text) for line, text in enumerate(texts, 1)]
        return OwnData([("set", indexed(terms.FORM, *terms.build(found, kind, keys)))], keys)

    return build


@pytest.fixture(scope="session")
def table_of(keys: Keys, indexed: Callable[..., Index]) -> Callable[..., OwnData]:
    """A detector of a table; ``columns`` are (name, kind, alone)."""

    def build(columns: Sequence[tuple[str, str, bool]], *rows: Sequence[str]) -> OwnData:
        found = [gathering.Row(line, cells) for line, cells in enumerate(rows, 2)]
        chosen = [gathering.Column(*column) for column in columns]
        return OwnData([("set", indexed(table.FORM, *gathering.build(found, chosen, keys)))], keys)

    return build


@pytest.fixture(scope="session")
def documents_of(keys: Keys, indexed: Callable[..., Index]) -> Callable[..., OwnData]:
    """A detector of some documents."""

    def build(*texts: str, ignored: Sequence[str] = ()) -> OwnData:
        found = [document.Document(f"{number}.txt", text) for number, text in enumerate(texts)]
        plain = [document.Document("ignored", text) for text in ignored]
        return OwnData([("set", indexed(document.FORM, *document.build(found, plain, "DOC", keys)))], keys)

    return build


@pytest.fixture(scope="session")
def found_in() -> Callable[[OwnData, str], Found]:
    """What a detector finds in a text: each piece with its kind, in order."""

    def find(own: OwnData, text: str) -> Found:
        hits = sorted(own.find(Passage(text)))
        assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
        return [(text[hit.start : hit.end], hit.kind) for hit in dict.fromkeys(hits)]

    return find
