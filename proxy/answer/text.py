"""Restoring one channel of text that arrives in pieces.

Rule 1: what is given out never depends on how the text was cut into pieces.
Rule 2: only a tail that may still grow into a known placeholder is held back.
Rule 3: a value that was put in is never read again.
"""

import re
from collections.abc import Callable

from proxy.answer.quoted import escaped, inside, is_quoted, needs_quoting
from proxy.answer.token import LONGEST_BODY, escape, hits
from proxy.contract import Lookup

_OPENING = re.compile(r"\[(?P<body>[A-Za-z2-9_]*)\Z")
_OPENING_JSON = re.compile(r"(?P<open>\[|\\u005[bB])(?P<body>[A-Za-z2-9_]*)\Z")
_PART = re.compile(r"\\(?:u(?:0(?:05?)?)?)?\Z")
_WINDOW = LONGEST_BODY + 6


def unchanged(value: str) -> str:
    """A value as plain text."""
    return value


class TextRestorer:
    """Turns placeholders of one text back. ``fragment``: the text is JSON; values are escaped for it.

    ``before`` tells what came before the text that is fed, where a value may need it: in a string of JSON that a
    service wrote in its text.
    """

    __slots__ = ("_before", "_encode", "_fragment", "_held", "_lookup")

    def __init__(
        self,
        lookup: Lookup,
        *,
        fragment: bool = False,
        encode: Callable[[str], str] | None = None,
        before: Callable[[], str] | None = None,
    ) -> None:
        self._lookup = lookup
        self._fragment = fragment
        self._encode = encode or (escape if fragment else unchanged)
        self._before = before
        self._held = ""

    @property
    def held(self) -> str:
        """The tail that waits for what comes next."""
        return self._held

    def feed(self, text: str) -> str:
        """What may be shown now."""
        if not self._held and "[" not in text and not (self._fragment and "\\" in text):
            return text
        text = self._held + text
        shown: list[str] = []
        done = 0
        for hit in hits(text, self._lookup, json_text=self._fragment):
            start = hit.at(1 if self._fragment else 0)
            if start is None:
                continue
            shown += (text[done:start], self._written(text, start, hit.value))
            done = hit.end
        cut = self._tail_json(text, done) if self._fragment else self._tail(text, done)
        self._held = text[cut:]
        if not shown:
            return text[:cut]
        shown.append(text[done:cut])
        return "".join(shown)

    def _written(self, text: str, start: int, value: str) -> str:
        """A value as it is put in at a place of what was held and what was fed."""
        if not needs_quoting(value) or (self._before is None and self._encode is not unchanged):
            return self._encode(value)
        said = text[:start]
        if self._before is not None:
            said = self._before().removesuffix(self._held) + said
        depth = int(self._fragment)
        if not is_quoted(said, 0, len(said), depth):
            return self._encode(value)
        return escaped(value, 2) if self._fragment else inside(value)

    def finish(self) -> str:
        """The tail, as it is: nothing follows that could make it a placeholder."""
        tail, self._held = self._held, ""
        return tail

    def _tail(self, text: str, start: int) -> int:
        match = _OPENING.search(text, max(start, len(text) - _WINDOW))
        if match is not None and self._lookup.may_begin(match[0]):
            return match.start()
        return len(text)

    def _tail_json(self, text: str, start: int) -> int:
        """As ``_tail``, and the tail may end in, or begin with, a part of an escaped bracket."""
        end = len(text)
        part = _PART.search(text, max(start, end - 5))
        if part is not None and _is_escape(text, part.start(), start):
            end = part.start()
        else:
            part = None
        match = _OPENING_JSON.search(text, max(start, end - _WINDOW), end)
        if match is not None and (match["open"] == "[" or _is_escape(text, match.start(), start)):
            token = f"[{match['body']}"
            grows = (
                self._lookup.may_begin(token)
                if part is None
                else self._lookup.resolve(f"{token}]") is not None
            )
            if grows:
                return match.start()
        if part is not None and self._lookup.may_begin("["):
            return end
        return len(text)


def _is_escape(text: str, backslash: int, start: int) -> bool:
    """Whether a backslash begins an escape, rather than being the second half of an escaped backslash."""
    before = backslash
    while before > start and text[before - 1] == "\\":
        before -= 1
    return (backslash - before) % 2 == 0


class BytesRestorer:
    """Turns placeholders back in bytes of any encoding that contains ASCII; also a whole answer's Restorer.

    The bytes are read as Latin-1, which keeps each of them; ``encode`` gives a value's bytes in the same way.
    """

    __slots__ = ("_text",)

    def __init__(
        self, lookup: Lookup, *, fragment: bool = False, encode: Callable[[str], bytes] | None = None
    ) -> None:
        write = encode or _utf8

        def latin(value: str) -> str:
            return write(value).decode("latin-1")

        self._text = TextRestorer(lookup, fragment=fragment, encode=None if fragment else latin)

    def feed(self, data: bytes) -> bytes:
        """The bytes that may be shown now."""
        return self._text.feed(data.decode("latin-1")).encode("latin-1")

    def finish(self) -> bytes:
        """What was held back."""
        return self._text.finish().encode("latin-1")


def _utf8(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


def restore_bytes(data: bytes, lookup: Lookup, *, fragment: bool = False) -> bytes:
    """Restore bytes that are all there."""
    restorer = BytesRestorer(lookup, fragment=fragment)
    return restorer.feed(data) + restorer.finish()


def restore_text(text: str, lookup: Lookup, *, fragment: bool = False) -> str:
    """Restore a text that is all there."""
    restorer = TextRestorer(lookup, fragment=fragment)
    return restorer.feed(text) + restorer.finish()
