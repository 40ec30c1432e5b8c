"""The queries of a workbook (Power Query), which Excel keeps as binary data in base64 in a part of custom XML.

Source: [MS-QDEFF] 2.2.
"""

import re
import struct
from collections.abc import Sequence

from classifiers.documents.contract import Unread
from classifiers.documents.traced import from_base64

_INSIDE = re.compile(rb">([A-Za-z0-9+/=\s]{16,})<")


def unpacked_queries(raw: bytes) -> Sequence[bytes]:
    """The zip of the formulas, the rights, what is noted of them, a file beside it, the XML around. Raises Unread."""
    found = _INSIDE.search(raw)
    if found is None:
        raise Unread("queries of a workbook that cannot be read")
    data = from_base64(found[1].decode("ascii"))
    at, parts = 4, list[bytes]()
    try:
        while at < len(data) and len(parts) < 4:  # formulas, rights, what is noted of them, a sum of both
            (size,) = struct.unpack_from("<L", data, at)
            parts.append(data[at + 4 : at + 4 + size])
            at += 4 + size
        if at != len(data) or len(parts) < 3:
            raise Unread("queries of a workbook that cannot be read")
        (size,) = struct.unpack_from("<L", parts[2], 4)
    except struct.error:
        raise Unread("queries of a workbook that cannot be read") from None
    noted, beside = parts[2][8 : 8 + size], parts[2][12 + size :]
    around = raw[: found.start(1)] + raw[found.end(1) :]
    return [one for one in (parts[0], parts[1], noted, beside, around) if one]
