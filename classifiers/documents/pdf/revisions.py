"""What older versions of a pdf said: a program that saves quickly only adds to the file, and the old texts stay in it.

Source: ISO 32000-2, 7.5.6 (incremental updates) and annex F (linearized files, whose first end is none).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from classifiers.documents.contract import Budget, Unread
from classifiers.documents.pdf.pages import Page, load, read_page
from classifiers.documents.pdf.parts import Parts, read_parts
from classifiers.documents.picture import Pictures

OLDER = "an older version"
_END = re.compile(rb"startxref\s{1,9}([0-9]{1,12})\s{1,9}%%EOF")
_TABLE = re.compile(rb"\s{0,9}(?:xref\b|[0-9]{1,10}\s{1,9}[0-9]{1,5}\s{1,9}obj\b)")
_MOST = 12
_MOST_PAGES = 1_000  # of all versions
_HEAD = 2048


class Older(NamedTuple):
    """What older versions hold that the newest has no more: pairs of place and text, files; and what was not read."""

    strings: list[tuple[str, str]]
    files: list[bytes]
    opaque: dict[str, None]


def older(data: bytes, pages: Sequence[Page], parts: Parts, pictures: Pictures, budget: Budget) -> Older:
    """What is left of older versions, besides the ``pages`` and the ``parts`` of the newest."""
    known = {*_texts(pages), *(text for _, text in parts.strings)}
    files = {content for _, content in parts.files} | set(parts.forms)
    found = Older([], [], {})
    ends = list(_ends(data))
    most = max(1, min(_MOST, _MOST_PAGES // max(len(pages), 1)))
    if len(ends) > most:
        found.opaque["many older versions of a pdf"] = None
    for end in ends[-most:]:
        version = data[:end]
        try:
            then_pages = _pages(version, pictures, budget)
            then = read_parts(version, budget)
        except Unread:
            found.opaque["an older version of a pdf that cannot be read"] = None
            continue
        found.opaque.update(then.opaque)
        found.opaque.update((reason, None) for page in then_pages for reason in page.opaque)
        for content in (*(one for _, one in then.files), *then.forms):
            if content not in files:
                files.add(content)
                found.files.append(content)
        for text in (*_texts(then_pages), *(one for _, one in then.strings)):
            if text.strip() and text not in known:
                known.add(text)
                found.strings.append((OLDER, text))
    return found


def _texts(pages: Sequence[Page]) -> Iterator[str]:
    """The texts of pages and, as one, those of each picture on them."""
    for page in pages:
        yield page.text
        for shown in page.shown:
            yield "".join(before + line.text for line, before in shown.picture.with_breaks())


def _pages(version: bytes, pictures: Pictures, budget: Budget) -> list[Page]:
    document = load(version)
    found = []
    for number in range(len(document)):
        budget.take(0)
        found.append(read_page(document, number, pictures))
    document.close()
    return found


def _ends(data: bytes) -> Iterator[int]:
    """Where older versions end; a file in the file has places of its own, which lead nowhere here."""
    found = list(_END.finditer(data))[:-1]
    for number, one in enumerate(found):
        if number == 0 and b"/Linearized" in data[:_HEAD]:
            continue
        at = int(one[1])
        if 0 < at < one.start() and _TABLE.match(data, at):
            yield one.end()
