"""What ``promptward scan`` was given: a text as it is, or a document with many texts, which can be written again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policies.redact import Replacement
    from proxy.body.layers import Body


@dataclass(frozen=True, slots=True)
class Given:
    """The texts of a file. ``opaque`` are its parts that could not be read; ``body`` is None for a plain text."""

    texts: Sequence[str] = field(repr=False)
    opaque: Sequence[str]
    body: "Body | None" = field(default=None, repr=False)

    @property
    def is_file(self) -> bool:
        """Whether it is a document, not a plain text."""
        return self.body is not None

    def written(self, edits: "Iterable[Replacement]") -> bytes:
        """The file with replacements made. Raises ValueError where that cannot be done safely."""
        from proxy.contract import Edit

        if self.body is not None:
            return self.body.splice([Edit(*edit) for edit in edits])
        text, at, pieces = "".join(self.texts), 0, list[str]()
        for _, start, end, token in edits:
            pieces += (text[at:start], token)
            at = end
        return "".join([*pieces, text[at:]]).encode("utf-8")


def read_document(data: bytes, name: str) -> Given:
    """Read a file: as text where it is UTF-8, else by the formats of documents. Never raises for the file."""
    from classifiers.documents.contract import Source
    from classifiers.documents.sniff import sniff
    from proxy.body.builder import Builder
    from proxy.body.files import read_document
    from proxy.body.packing import InLatin1

    if not sniff(data):
        try:
            return Given([data.decode("utf-8")], ())
        except UnicodeDecodeError:
            pass
    builder = Builder(data)
    read_document(builder, 0, (0, len(data)), Source(data, name), InLatin1(), "cannot be read")
    body = builder.build()
    return Given([segment.text for segment in body.segments], body.opaque, body)
