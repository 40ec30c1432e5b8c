"""What was found in a text, kept so that a text that comes again is not scanned again.

Rule 1: the cache holds keyed digests and hits, never text; its key is random and dies with the process.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from classifiers.detector import Hit
from classifiers.join import Pieces

CACHE_ENTRIES = 20_000
# A text with more hits than this is scanned again rather than kept, so that the cache stays small.
MOST_KEPT_HITS = 2_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one text.

    ``if_named`` is the answer where another text of the request names a person (mostly the same), ``names`` whether
    this text does, ``complete`` whether it was read to its end. ``own`` is what the client's own data finds, ``pieces``
    where parts of a value may stand whose other parts are in another text.
    """

    hits: tuple[Hit, ...]
    if_named: tuple[Hit, ...]
    names: bool
    complete: bool
    own: tuple[Hit, ...] = ()
    pieces: Pieces | None = None


type Key = tuple[int, int] | tuple[int, int, str]


class Cache:
    """The last answers by keyed digest of the text, the oldest dropped first."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._salt = secrets.token_hex(16)
        self._kept: OrderedDict[Key, Reading] = OrderedDict()
        self._lock = Lock()

    def key(self, text: str) -> tuple[int, int]:
        """128 bits: Python's SipHash-1-3, keyed anew in every process, of the text and of the salted text."""
        return hash(text), hash(self._salt + text)

    def get(self, key: Key) -> Reading | None:
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
            return known

    def put(self, key: Key, answer: Reading) -> None:
        if max(len(answer.if_named), len(answer.own)) > MOST_KEPT_HITS:
            return
        with self._lock:
            self._kept[key] = answer
            if len(self._kept) > self._entries:
                self._kept.popitem(last=False)
