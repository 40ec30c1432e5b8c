"""Taking values out of an answer before it is shown: each becomes a fixed mask, all else stays byte for byte.

A stream is walked twice by its own restorer: ``Pieces`` notes which text each event brings to which channel, then
``Masker`` gives the new text of each, in the same order. A value over several events is masked where it begins; the
other events lose their part.

Messages of a socket are such a stream; those that were shown before and those that come after are walked with them.

Rule 1: a snapshot that ends within a value, which the next one tells whole, loses that beginning too.
Rule 2: where a value could not be found, or is still there afterwards, there is no masked answer: None.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from proxy.answer.ear import Channel, Ear, strings
from proxy.answer.jsonbody import Path, Shape, rewrite
from proxy.answer.socket import FramedMessages, framed, unframed
from proxy.contract import Restorer, SocketRestorer

type Span = tuple[int, int, str]


class Values:
    """Values and the kinds of their findings: where they stand in texts, as they are or as JSON writes them."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._of: dict[str, str] = {}
        for value in kinds:
            for shape in _shapes(value):
                self._of.setdefault(shape, value)
        longest = sorted(self._of, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest)))
        self._kinds = kinds
        self._missing = set(kinds)

    def spans(self, text: str) -> list[Span]:
        """Where values stand in a text, and the mask for each."""
        found = []
        for hit in self._pattern.finditer(text):
            value = self._of[hit[0]]
            self._missing.discard(value)
            found.append((hit.start(), hit.end(), f"[removed: {self._kinds[value]}]"))
        return found

    def masked(self, text: str) -> str:
        """The text without them."""
        return cut(text, self.spans(text))

    @property
    def are_found(self) -> bool:
        """Whether each has been found somewhere."""
        return not self._missing

    def stand_in(self, text: str) -> bool:
        """Whether one stands in a text."""
        return self._pattern.search(text) is not None


def _shapes(value: str) -> set[str]:
    shapes = {value}
    for _ in range(2):
        shapes |= {
            json.dumps(shape, ensure_ascii=ascii_only)[1:-1]
            for shape in shapes
            for ascii_only in (True, False)
        }
    return shapes


def cut(text: str, spans: Collection[Span], start: int = 0) -> str:
    """The part of a whole text that stands at ``start``, with what of the spans begins or goes on in it replaced."""
    out, done, end = [], start, start + len(text)
    for first, last, mask in spans:
        if last <= start or first >= end:
            continue
        out.append(text[done - start : max(first, start) - start])
        if first >= start:
            out.append(mask)
        done = min(last, end)
    out.append(text[done - start :])
    return "".join(out)


@dataclass(slots=True)
class _Text:
    """A text of a channel: its pieces by their number; ``later`` is the one that says it again and goes on."""

    pieces: list[tuple[int, str]] = field(default_factory=list, repr=False)
    later: "_Text | None" = field(default=None, repr=False)

    @property
    def whole(self) -> str:
        return "".join(piece for _, piece in self.pieces)


class Pieces(Ear):
    """An Ear that keeps which piece belongs to which text."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._under_way: dict[Channel, _Text] = {}
        self._texts: list[_Text] = []
        self._latest: dict[Channel, _Text] = {}
        self._following: dict[int, _Text] = {}  # the next text of the same channel
        self._count = 0

    def hear(self, channel: Channel, text: str, *, fresh: bool, repeats: bool) -> str:
        """As an Ear does."""
        former = self._under_way.get(channel)
        if former is not None and (fresh or repeats):
            said = former.whole
            again = text.startswith(said) if fresh else len(text) > len(said) and text.startswith(said)
            if again or fresh:
                following = self._begin(channel)
                former.later = following if again else None
        own = self._under_way.get(channel) or self._begin(channel)
        own.pieces.append((self._count, text))
        self._count += 1
        return super().hear(channel, text, fresh=fresh, repeats=repeats)

    def _begin(self, channel: Channel) -> _Text:
        text = self._under_way[channel] = _Text()
        self._texts.append(text)
        if (former := self._latest.get(channel)) is not None:
            self._following[id(former)] = text
        self._latest[channel] = text
        return text

    def _later(self, text: _Text) -> _Text | None:
        """The text that says this one again and goes on, be it that this one had ended."""
        following = self._following.get(id(text))
        if (
            text.later is None
            and following is not None
            and text.whole
            and following.whole.startswith(text.whole)
        ):
            return following
        return text.later

    def end(self, beginnings: tuple[Channel, ...]) -> None:
        """As an Ear does."""
        for channel in [
            key for key in self._under_way if any(key[: len(some)] == some for some in beginnings)
        ]:
            del self._under_way[channel]
        super().end(beginnings)

    def changes(self, values: Values) -> dict[int, str]:
        """The new texts of the pieces that change, by their number."""
        changed: dict[int, str] = {}
        known: dict[int, list[Span]] = {}
        for text in reversed(self._texts):  # what says a text again comes after it
            later = self._later(text)
            spans = values.spans(text.whole) if later is None else known[id(later)]
            known[id(text)] = spans
            start = 0
            for number, piece in text.pieces:
                new = cut(piece, spans, start)
                if new != piece:
                    changed[number] = new
                start += len(piece)
        return changed


class Masker(Ear):
    """An Ear that says how each piece is to be shown; the pieces come as they came to ``Pieces``."""

    def __init__(self, changes: Mapping[int, str], values: Values) -> None:
        super().__init__(0)
        self._changes, self._values = changes, values
        self._count = 0

    def hear(self, channel: Channel, text: str, *, fresh: bool, repeats: bool) -> str:
        """The piece as it may be shown."""
        number, self._count = self._count, self._count + 1
        return self._changes.get(number, text)

    def beside(self, event: object, own: Collection[Path] = ()) -> None:
        """Nothing is kept."""

    def others(self, event: object, own: Collection[Path]) -> Mapping[Path, str]:
        """The other strings of an event, where values stand in them."""
        return _changed(event, self._values, own)


def _changed(value: object, values: Values, but: Collection[Path] = ()) -> dict[Path, str]:
    found = ((path, text, values.masked(text)) for path, text in strings(value) if path not in but)
    return {path: new for path, text, new in found if new != text}


def mask_stream(body: bytes, restorer: Callable[[Ear], Restorer], values: Values, most: int) -> bytes | None:
    """A stream without the values. ``restorer`` makes the dialect's for an Ear; ``most`` characters are kept.

    None also where the dialect names no text: then a value may go on in an event that is not known to go on.
    """
    return _mask(body, restorer, values, most, unnamed=False)


def mask_messages(
    parts: tuple[bytes, bytes, bytes],
    restorer: Callable[[Ear], SocketRestorer],
    values: Values,
    most: int,
) -> bytes | None:
    """Messages of a socket without the values, all as ``framed`` gives them: before, to be shown, after."""
    masked = _mask(b"".join(parts), lambda ear: FramedMessages(restorer(ear)), values, most, unnamed=True)
    before, own, after = (len(unframed(part)) for part in parts)
    messages = unframed(masked or b"")
    if len(messages) != before + own + after:
        return None
    return b"".join(map(framed, messages[before : before + own]))


def _mask(
    body: bytes, restorer: Callable[[Ear], Restorer], values: Values, most: int, *, unnamed: bool
) -> bytes | None:
    pieces = Pieces(most)
    _walk(body, restorer(pieces))
    if pieces.is_full or not (unnamed or pieces.is_named):
        return None
    masked = _walk(body, restorer(Masker(pieces.changes(values), values)))
    check = Pieces(most)
    _walk(masked, restorer(check))
    left = any(values.stand_in(text) for text in check.texts)
    return None if left else sure(masked, values)


def _walk(body: bytes, restorer: Restorer) -> bytes:
    return restorer.feed(body) + restorer.finish()


def mask_json(body: bytes, values: Values) -> bytes | None:
    """A JSON answer without the values."""
    try:
        text = body.decode("utf-8")
        changes = _changed(json.loads(text), values)
    except (ValueError, RecursionError):
        return None
    return sure(rewrite(text, Ear(0), Shape(), changes, changes.keys()).encode("utf-8"), values)


def mask_text(body: bytes, values: Values) -> bytes | None:
    """An answer that is one plain text without the values."""
    try:
        return sure(values.masked(body.decode("utf-8")).encode("utf-8"), values)
    except UnicodeDecodeError:
        return None


def sure(masked: bytes, values: Values) -> bytes | None:
    """The answer, if every value was found and none is left in it."""
    gone = values.are_found and not values.stand_in(masked.decode("utf-8", "replace"))
    return masked if gone else None
