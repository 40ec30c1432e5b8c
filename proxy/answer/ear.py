"""Hearing an answer: its texts, channel by channel, as the service wrote them.

A stream is heard by its own restorer, to which an ``Ear`` is given in place of placeholders: it knows none, so that
nothing is turned back, and keeps each text that the dialect's table names.

Rule 1: no more than ``most`` characters are kept of what is named, and as many of what stands beside; ``is_full`` says
that there was more.
Rule 2: a text that is said again and goes on (snapshots) is one text.
Rule 3: after ``mark`` only what is new counts: a text that goes on is heard with what stands right before it, which
``before`` tells.
Rule 4: what stands beside is kept once, however often it is said, and not where a named text says it, too.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from proxy.answer.jsonbody import Path
from proxy.contract import Lookup

type Channel = tuple[object, ...]

_DEEPEST = 64
_LONG = 24  # characters; a shorter text that comes twice may have been said twice
_WHOLE = (
    200  # characters; a longer text beside is looked for in those that are named, for it may be all of one
)
# Fields of what machines draw for machines, another with every event: ids, signatures, what only fills up an event.
_DRAWN = re.compile(
    r"(?:[a-z_]*_)?ids?|[a-zA-Z]*Ids?|(?:thought)?_?[sS]ignature|encrypted_\w+|obfuscation|p|token_?bytes"
)
_PROBABLE = frozenset(
    {"logprobs", "logprobsResult"}
)  # letters of the text once more, with others that were likely
_MOST_BEFORE = (
    4096  # characters of a marked text that are told with what follows; a private key has some three thousand
)


class Beside(NamedTuple):
    """A text for which the table has no name: the field that holds it, and what of it was heard before the mark."""

    field: str
    text: str
    before: str


class Ear(Lookup):
    """A Lookup without placeholders that keeps what it hears."""

    def __init__(self, most: int) -> None:
        self._left = self._left_beside = most
        self._open: dict[Channel, list[str]] = {}
        self._over: list[str] = []
        self._beside: dict[Path, str] = {}
        self._said_beside: set[str] = set()
        self._marked: dict[Channel, str] = {}
        self._marked_beside: dict[Path, str] = {}
        self._gone_on: list[str] = []  # what was marked of texts that went on and are over
        self.is_full = False
        self.is_silent = True  # whether nothing was heard since the mark

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
        self.is_silent = self.is_silent and not text
        if fresh or repeats:
            former = "".join(self._open.get(channel, ()))
            same = text == former and len(text) > _LONG  # titles, which come with every event
            again = text.startswith(former) if fresh else same or is_repeated(text, former)
            if again:
                self._left += len(former)
                self._open.pop(channel, None)
            elif fresh:
                self.end((channel,))
        if text and self._takes(len(text)):
            self._open.setdefault(channel, []).append(text)
        return text

    def lose(self) -> None:
        """Something was said that cannot be heard; then there is more than was kept."""
        self.is_full = True

    def end(self, beginnings: tuple[Channel, ...]) -> None:
        """Channels with one of these beginnings are over; what comes on them later is another text."""
        for channel in [key for key in self._open if any(key[: len(some)] == some for some in beginnings)]:
            text, marked = "".join(self._open.pop(channel)), self._marked.pop(channel, "")
            if text != marked:
                start = max(0, len(marked) - _MOST_BEFORE)
                if not marked and self._over and text.startswith(self._over[-1]):
                    self._left += len(self._over.pop())  # said again, as all of it
                self._over.append(text[start:])
                self._gone_on += (marked[start:],) * bool(marked)

    def beside(self, event: object, own: Collection[Path] = ()) -> None:
        """All strings of an event but those that the table names, which stand at the paths in ``own``."""
        for path, text in strings(event):
            if path in own:
                continue
            self.is_silent = False
            former = self._beside.get(path, "")
            if text == former or _is_drawn(path, text):
                continue
            if text.startswith(former):
                if self._takes_beside(text, len(text) - len(former)):
                    self._beside[path] = text
            elif self._takes_beside(text, len(text)):
                self._over_beside(path, text, former)

    def others(self, event: object, own: Collection[Path]) -> Mapping[Path, str]:
        """New texts for strings of an event at other paths than those in ``own``: none here."""
        return {}

    def _over_beside(self, path: Path, text: str, former: str) -> None:
        if self._marked_beside.pop(path, None) != former:
            self._beside[(*path, len(self._beside))] = former
        self._beside[path] = text

    def mark(self) -> None:
        """What was heard so far is known already."""
        self._over.clear()
        self._gone_on.clear()
        self._marked = {channel: "".join(parts) for channel, parts in self._open.items()}
        self._marked_beside = dict(self._beside)
        self.is_silent = True

    @property
    def texts(self) -> tuple[str, ...]:
        """What was said; all strings of all events where no text was named."""
        return self._named or tuple(
            dict.fromkeys(
                text for path, text in self._beside.items() if text != self._marked_beside.get(path)
            )
        )

    @property
    def besides(self) -> tuple[Beside, ...]:
        """What is new and stands beside the texts that are named."""
        changed = (
            Beside(_field(path), text, self._marked_beside.get(path, ""))
            for path, text in self._beside.items()
            if text != self._marked_beside.get(path)
        )
        return tuple(dict.fromkeys(changed))

    @property
    def before(self) -> tuple[str, ...]:
        """The parts of those texts that were heard before the mark."""
        if not self._named:
            changed = (path for path, text in self._marked_beside.items() if self._beside.get(path) != text)
            return tuple(self._marked_beside[path] for path in changed)
        return (*self._gone_on, *(marked for _, marked in self._unfinished() if marked))

    @property
    def is_named(self) -> bool:
        """Whether the table named what was heard."""
        return bool(self._named)

    @property
    def _named(self) -> tuple[str, ...]:
        return (*self._over, *(text for text, _ in self._unfinished()))

    def _unfinished(self) -> Iterator[tuple[str, str]]:
        """Texts that go on or are new, and what was marked of each."""
        for channel, parts in self._open.items():
            text, marked = "".join(parts), self._marked.get(channel, "")
            if text != marked:
                start = max(0, len(marked) - _MOST_BEFORE)
                yield text[start:], marked[start:]

    def _takes(self, size: int) -> bool:
        if size > self._left:
            self.is_full = True
            return False
        self._left -= size
        return True

    def _takes_beside(self, text: str, size: int) -> bool:
        if text in self._said_beside:
            return True
        if len(text) > _WHOLE and self._is_named(text):
            return False
        if size > self._left_beside:
            self.is_full = True
            return False
        self._left_beside -= size
        if size == len(text):  # of one that grows, not every state of it
            self._said_beside.add(text)
        return True

    def _is_named(self, text: str) -> bool:
        """Whether a named text says it."""
        return any(text in said for said in self._over) or any(
            text in "".join(parts) for parts in self._open.values()
        )


def is_repeated(text: str, former: str) -> bool:
    """Whether a text is the former one, said again and gone on with."""
    return len(text) > len(former) and text.startswith(former)


def _field(path: Path) -> str:
    """The name of the field in which a string stands, be it one of a list there."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _is_drawn(path: Path, text: str) -> bool:
    """Whether a string is no text but a machine's."""
    return " " not in text and (_DRAWN.fullmatch(_field(path)) is not None or not _PROBABLE.isdisjoint(path))


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
