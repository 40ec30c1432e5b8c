"""A text as a person reads it, and where each of its characters stands in the file's own text.

Runs stand for as many characters of the file as they have, or are written as a whole (an entity, an escape, a word in
another encoding). What stands between runs (tags, folds) stays, so a value over several of them leaves the file whole.
A text may be told twice, with its runs joined and apart: what is found in both readings is changed once.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from classifiers.documents.bundle import Bundle
from classifiers.documents.contract import Change, File, Inner, Source, Unread, Unwritten

type Quote = Callable[[str], str]
"""Writes new text as it has to stand in the file. Raises Unwritten."""
type Splice = tuple[int, int, str]


_APART = "\n\n"  # over which no value is read on


class Run(NamedTuple):
    """Characters from ``at`` of the text on, which are ``start`` to ``end`` of the file; ``write``: only as a whole."""

    at: int
    start: int
    end: int
    write: Quote | None


class Trace:
    """A text while it is put together."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def add(self, text: str, start: int, end: int, write: Quote | None = None) -> None:
        """More text, from ``start`` to ``end`` of the file. Without ``write`` both are equally long."""
        if not text:
            return
        last = self._runs[-1] if self._runs else None
        if not (last and write is None and last.write is None and last.end == start):
            self._runs.append(Run(self._size, start, end, write))
        elif last:
            self._runs[-1] = last._replace(end=end)
        self._parts.append(text)
        self._size += len(text)

    @property
    def last(self) -> str:
        """Its last character so far."""
        return self._parts[-1][-1] if self._parts else ""

    def apart(self, joints: Collection[int], write: Quote) -> "Trace":
        """The same text in paragraphs, of which a new one begins with each run at one of ``joints``."""
        text, ends = self.text, [*(run.at for run in self._runs[1:]), self._size]
        other = Trace()
        for run, end in zip(self._runs, ends, strict=True):
            if run.at in joints:
                other.add(_APART, run.start, run.start, write)
            other.add(text[run.at : end], run.start, run.end, run.write)
        return other

    def splices(self, changes: Sequence[Change], quote: Quote) -> list[Splice]:
        """Changes of the text (sorted, apart) as changes of the file. Raises Unwritten."""
        text, starts = self.text, [run.at for run in self._runs]
        found: list[Splice] = []
        whole: dict[int, list[Change]] = {}
        for change in changes:
            new = change.text
            for index in range(max(bisect_right(starts, change.start) - 1, 0), len(starts)):
                run = self._runs[index]
                if run.at >= change.end:
                    break
                size = (starts[index + 1] if index + 1 < len(starts) else self._size) - run.at
                start, end = max(change.start - run.at, 0), min(change.end - run.at, size)
                if start >= end:
                    continue
                if run.write is None:
                    found.append((run.start + start, run.start + end, quote(new)))
                else:
                    whole.setdefault(index, []).append(Change(start, end, new))
                new = ""
        for index, made in whole.items():
            run = self._runs[index]
            old = text[run.at : starts[index + 1] if index + 1 < len(starts) else self._size]
            for one in reversed(made):
                old = old[: one.start] + one.text + old[one.end :]
            found.append((run.start, run.end, run.write(old) if run.write else old))
        return found


class Tracing(Bundle):
    """A format of text: traces in its own text ``raw``, and files that stand in it, packed into characters."""

    def __init__(
        self, data: bytes, raw: str, encode: Callable[[str], bytes], quote: Quote, *, sealed: bool = False
    ) -> None:
        super().__init__(data, sealed=sealed)
        self._raw = raw
        self._encode = encode
        self._quote = quote
        self._traces: dict[int, tuple[Trace, Quote]] = {}
        self._also: dict[int, Sequence[Splice]] = {}
        self._is_told_twice = False
        self._packed: list[tuple[int, int, Callable[[bytes], str]]] = []

    def trace(
        self,
        trace: Trace,
        where: str = "",
        before: str = "\n",
        quote: Quote | None = None,
        *,
        also: Sequence[Splice] = (),
    ) -> None:
        """One traced text; empty ones are left out. ``also`` changes in the file if any of it does."""
        if len(trace):
            index = self.text(trace.text, where, before)
            self._traces[index] = (trace, quote or self._quote)
            if also:
                self._also[index] = also

    def again(self, trace: Trace, also: Sequence[Splice] = ()) -> None:
        """Another reading of a text that was told."""
        self._is_told_twice = True
        self.trace(trace, also=also)

    def span(
        self, start: int, end: int, where: str = "", before: str = "\n", quote: Quote | None = None
    ) -> None:
        """One text that stands in the file as it is."""
        trace = Trace()
        trace.add(self._raw[start:end], start, end)
        self.trace(trace, where, before, quote)

    def packed(
        self,
        start: int,
        end: int,
        source: Source,
        inner: Inner,
        where: str,
        pack: Callable[[bytes], str] | None,
    ) -> bool:
        """A file that stands from ``start`` to ``end``; ``pack`` writes its bytes there, without it nothing does."""
        self._packed.append((start, end, pack or (lambda data: "")))
        return self.embed(len(self._packed) - 1, source, inner, where, editable=pack is not None)

    def file(self) -> File:
        """The file."""
        raw, encode, traces, packed = self._raw, self._encode, self._traces, self._packed
        also = self._also

        def write(changes: Mapping[int, Sequence[Change]], replaced: Mapping[int, bytes]) -> bytes:
            splices = [(*packed[key][:2], packed[key][2](data)) for key, data in replaced.items()]
            for index, made in changes.items():
                if index not in traces:
                    raise Unwritten("a text that must stay as it is")
                trace, quote = traces[index]
                splices += trace.splices(made, quote)
                splices += also.get(index, ())
            try:
                return encode(spliced(raw, _once(splices) if self._is_told_twice or also else splices))
            except UnicodeEncodeError:
                raise Unwritten("a replacement that the file's encoding cannot write") from None

        return self.built(write)


def _once(splices: Collection[Splice]) -> list[Splice]:
    """Splices of two readings without overlaps: what the one that begins first leaves of another is taken out."""
    made: list[Splice] = []
    at = 0
    for start, end, new in sorted(set(splices), key=lambda one: (one[0], -one[1], not one[2])):
        if start >= at:
            made.append((start, end, new))
        elif end > at:
            made.append((at, end, ""))
        at = max(at, end)
    return made


def spliced(raw: str, splices: list[Splice]) -> str:
    """The text with splices made, which must not overlap."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(splices):
        if start < at:
            raise Unwritten("changes that overlap in the file")
        parts += (raw[at:start], new)
        at = end
    parts.append(raw[at:])
    return "".join(parts)


def plain(text: str) -> str:
    """Text that is written as it is."""
    return text


def pack_base64(data: bytes, old: str) -> str:
    """Bytes in base64, in lines as long as those of the old text, with the same breaks and indent."""
    import base64
    import re

    new = base64.b64encode(data).decode("ascii")
    fold = re.search(r"[ \t]*\r?\n[ \t]*", old.strip())
    if fold is None:
        return new
    width = max(fold.start(), 4)
    ends = old[len(old.rstrip()) :]
    return fold[0].join(new[at : at + width] for at in range(0, len(new), width)) + ends


def from_base64(text: str) -> bytes:
    """Bytes of base64 in any lines. Raises Unread."""
    import base64
    import binascii

    bare = "".join(text.split()).rstrip("=")
    if not bare.isascii():
        raise Unread("broken base64")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except binascii.Error:
        raise Unread("broken base64") from None
