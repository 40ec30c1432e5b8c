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
# Hits of all answers together, some 60 MB, and of one; a text with more is scanned again.
MOST_KEPT_HITS, MOST_HITS_OF_ONE = 200_000, 50_000


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


type Key = tuple[int | str, ...]

_JOINT = 0


class Cache:
    """The last answers by keyed digest of what was read, the oldest dropped first."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._salt = secrets.token_hex(16)
        self._kept: OrderedDict[Key, Reading] = OrderedDict()
        self._hits = 0
        self._lock = Lock()

    def key(self, text: str, label: str = "", own: str | None = None, *, joint: bool = False) -> Key:
        """128 bits: Python's SipHash-1-3, keyed anew in every process, of the text and of the salted text; 128 more of
        its ``label``. ``own`` is the digest of the client's data that were looked for, ``joint`` says that the text is
        put together from others. No answer for one of these is ever given for another."""
        key: Key = (hash(text), hash(self._salt + text))
        if label:
            key = (*key, hash(label), hash(self._salt + label))
        elif joint:
            key = (*key, _JOINT)
        return key if own is None else (*key, own)

    def get(self, key: Key) -> Reading | None:
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
            return known

    def put(self, key: Key, answer: Reading) -> None:
        size = _hits(answer)
        if size > MOST_HITS_OF_ONE:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self._kept[key] = answer
            self._hits += size - (_hits(before) if before is not None else 0)
            while len(self._kept) > self._entries or self._hits > MOST_KEPT_HITS:
                self._hits -= _hits(self._kept.popitem(last=False)[1])


def _hits(answer: Reading) -> int:
    return len(answer.hits) + len(answer.if_named) + len(answer.own)
