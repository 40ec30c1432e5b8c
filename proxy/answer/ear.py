"""Hearing an answer: its texts, channel by channel, as the service wrote them.

A stream is heard by its own restorer, to which an ``Ear`` is given in place of placeholders: it knows none, so that
nothing is turned back, and keeps each text that the dialect's table names.

Rule 1: no more than ``most`` characters are kept; ``is_full`` says that there was more.
Rule 2: a text that is said again and goes on (snapshots) is one text.
"""

from collections.abc import Collection, Iterator, Mapping

from proxy.answer.jsonbody import Path
from proxy.contract import Lookup

type Channel = tuple[object, ...]

_DEEPEST = 64


class Ear(Lookup):
    """A Lookup without placeholders that keeps what it hears."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._open: dict[Channel, list[str]] = {}
        self._over: list[str] = []
        self._beside: dict[Path, str] = {}
        self.is_full = False

    def resolve(self, token: str) -> str | None:
        """None: no placeholder is known here."""
        return None

    def may_begin(self, tail: str) -> bool:
        """False: nothing has to be waited for."""
        return False

    def hear(self, channel: Channel, text: str, *, fresh: bool, repeats: bool) -> str:
        """A piece of a channel's text; a ``fresh`` one begins anew, one that ``repeats`` may be all of it again.

        Gives the piece as it may be shown.
        """
        if fresh or repeats:
            former = "".join(self._open.get(channel, ()))
            again = text.startswith(former) if fresh else is_repeated(text, former)
            if again:
                self._left += len(former)
                self._open.pop(channel, None)
            elif fresh:
                self.end((channel,))
        if text and self._takes(len(text)):
            self._open.setdefault(channel, []).append(text)
        return text

    def end(self, beginnings: tuple[Channel, ...]) -> None:
        """Channels with one of these beginnings are over; what comes on them later is another text."""
        for channel in [key for key in self._open if any(key[: len(some)] == some for some in beginnings)]:
            self._over.append("".join(self._open.pop(channel)))

    def beside(self, event: object) -> None:
        """An event in which the table names no text: all of its strings, in case nothing else is heard."""
        for path, text in strings(event):
            former = self._beside.get(path, "")
            if text.startswith(former):
                if self._takes(len(text) - len(former)):
                    self._beside[path] = text
            elif text != former and self._takes(len(text)):
                self._over_beside(path, text, former)

    def others(self, event: object, own: Collection[Path]) -> Mapping[Path, str]:
        """New texts for strings of an event at other paths than those in ``own``: none here."""
        return {}

    def _over_beside(self, path: Path, text: str, former: str) -> None:
        self._beside[(*path, len(self._beside))] = former
        self._beside[path] = text

    @property
    def texts(self) -> tuple[str, ...]:
        """What was said; all strings of all events where no text was named."""
        named = (*self._over, *("".join(parts) for parts in self._open.values()))
        return named or tuple(dict.fromkeys(self._beside.values()))

    @property
    def is_named(self) -> bool:
        """Whether the table named what was heard."""
        return bool(self._over or self._open)

    def _takes(self, size: int) -> bool:
        if size > self._left:
            self.is_full = True
            return False
        self._left -= size
        return True


def is_repeated(text: str, former: str) -> bool:
    """Whether a text is the former one, said again and gone on with."""
    return len(text) > len(former) and text.startswith(former)


def strings(event: object) -> Iterator[tuple[Path, str]]:
    """The strings of a JSON value, each with its place."""
    open_values: list[tuple[Path, object]] = [((), event)]
    while open_values:
        path, value = open_values.pop()
        if isinstance(value, str):
            if value:
                yield path, value
        elif len(path) < _DEEPEST and isinstance(value, dict):
            open_values += (((*path, key), part) for key, part in value.items())
        elif len(path) < _DEEPEST and isinstance(value, list):
            open_values += (((*path, place), part) for place, part in enumerate(value))
