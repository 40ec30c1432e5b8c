"""HTML pages and parts of them: blocks, tables, attributes, hidden fields, comments, scripts, embedded files."""

import re

from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.encodings import decoded, is_text
from classifiers.documents.sniff import sniff
from classifiers.documents.tagreader import TagReader

NAME = "HTML page"
ORDER = 50

_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--[^<>]{0,500}-->\s*)?(?:<\?xml[^<>]{0,200}\?>\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_SUFFIXES = frozenset({"html", "htm", "xhtml", "xht", "hta", "vue"})
_DECLARED = re.compile(r"\s{0,9}(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)


def claims(source: Source) -> bool:
    data = source.data
    if _OPENING.match(data[:2000].replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return is_text(source)
    said = source.suffix in _SUFFIXES or _DECLARED.match(source.declared)
    return bool(said) and b"<" in data and not sniff(data) and is_text(source)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    found = decoded(source)
    if found is None:
        raise Unread("an HTML page in an unknown encoding")
    return TagReader(source.data, found, inner, xml=False).read().file()
