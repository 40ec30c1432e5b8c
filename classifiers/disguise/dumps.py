"""Dumps: lines of addresses and bytes, as `xxd` and `hexdump` print them."""

import itertools
import re
from collections.abc import Iterator

from classifiers.disguise.octets import OctetReader
from classifiers.disguise.view import Edit

# A line of a dump: address, bytes, perhaps the text beside them.
_DUMP_LINE = re.compile(
    r"(?m)^(?:0x)?[0-9A-Fa-f]{4,8}:?[ \t]{1,3}(?P<bytes>(?:[0-9A-Fa-f]{2}){1,2}"
    r"(?:[ \t]{1,2}(?:[0-9A-Fa-f]{2}){1,2}){1,15})(?![\w])[^\r\n]{0,80}"
)
_DUMP_HEAD = re.compile(r"\n(?:0x)?[0-9A-Fa-f]{4,8}:?[ \t]")  # quicker to look for than a line
_MOST_DUMP_LINES = 4_000


def may_hold_one(text: str) -> bool:
    """Whether a line of a text may be one of a dump."""
    return _DUMP_LINE.match(text) is not None or _DUMP_HEAD.search(text) is not None


def dumped(text: str, reader: OctetReader) -> Iterator[Edit]:
    """Lines of dumps that follow one another, as what they show."""
    block: list[re.Match[str]] = []
    lines = itertools.islice(_DUMP_LINE.finditer(text), _MOST_DUMP_LINES)
    for line in itertools.chain(lines, (None,)):
        if block and (line is None or line.start() - block[-1].end() > 2):
            octets = bytes.fromhex(
                "".join(each["bytes"].replace(" ", "").replace("\t", "") for each in block)
            )
            if (plain := reader.text(octets)) is not None:
                yield Edit(block[0].start(), block[-1].end(), plain)
            block = []
        if line is not None:
            block.append(line)
