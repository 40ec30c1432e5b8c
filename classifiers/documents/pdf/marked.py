"""What a page says of marked content in its own orders (14.6, 14.9): alternative texts, and abbreviations in full.

Pure. An ActualText is left out: PDFium reads it as the letters of the page.
"""

import io
import re
from collections.abc import Iterator

_SAID = re.compile(rb"/(?:Alt|E)\s{0,9}(?=\(|<(?!<))")


def marked_texts(orders: bytes) -> Iterator[str]:
    """The texts in a page's or form's orders, up to one that does not end."""
    return (text for _, _, text in _found(orders))


def unmarked(orders: bytes) -> bytes:
    """The orders without these texts; what is shown stays the same."""
    kept, at = [], 0
    for start, end, _ in _found(orders):
        kept += [orders[at:start], b"()"]
        at = end
    return b"".join([*kept, orders[at:]])


def _found(orders: bytes) -> Iterator[tuple[int, int, str]]:
    """Where each text begins and ends, and what it says."""
    from pypdf.errors import PyPdfError
    from pypdf.generic import read_hex_string_from_stream, read_string_from_stream

    if b"BDC" not in orders:
        return
    stream, at = io.BytesIO(orders), 0
    while found := _SAID.search(orders, at):
        stream.seek(found.end())
        read = read_string_from_stream if orders[found.end()] == ord("(") else read_hex_string_from_stream
        try:
            text = read(stream)
        except (PyPdfError, ValueError):
            return
        at = stream.tell()
        yield found.end(), at, text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
