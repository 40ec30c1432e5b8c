"""Answers of Gemini's and NotebookLM's pages: frames with JSON in JSON, each of which says the whole text so far.

A frame is read like a request, so that what is put in is escaped for every layer it stands in. How sure:
reverse-engineered clients (2025 to 2026). That the page shows a made-up answer was not tried on the page itself.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from classifiers.segment import Origin, Segment
from proxy.answer.ear import Ear
from proxy.answer.events import listed
from proxy.answer.jsonbody import Shape
from proxy.answer.refusal import headers, id_for, json_reply, message
from proxy.answer.text import BytesRestorer, TextRestorer
from proxy.answer.token import hits
from proxy.answer.whole import LARGEST_BODY, JsonRestorer, Sniffer
from proxy.body.builder import Builder
from proxy.body.codecs import JsonString
from proxy.body.json import parse
from proxy.body.layers import Body
from proxy.body.opened import open_text
from proxy.contract import Edit, Lookup, Refusal, Restorer, Unreadable
from proxy.effect import Reply
from proxy.services.google_batchexecute.frames import Frame, FrameReader, framed

_GUARD = b")]}'"
_STRING = JsonString()
_DEEPEST = 5  # layers of JSON in strings
_ENDS = frozenset({"e", "di", "er", "af.httprm"})
_MOST_TEXTS = 200  # that are known again
_SAME = 40  # characters by which a text is known again in the next frame


class _Frames:
    """Restores frame by frame. ``waits``: a text may end within a placeholder that the next frame has in full."""

    def __init__(self, lookup: Lookup, *, waits: bool) -> None:
        self._lookup = lookup
        self._waits = waits
        self._reader = FrameReader()
        self._cut: dict[str, bytes] = {}  # frames of which this text was shown without its end
        self._rest = bytearray()
        self._ear = lookup if isinstance(lookup, Ear) else None
        self._heard: list[str] = []  # texts so far; the place of one is its channel

    def feed(self, data: bytes) -> bytes:
        """The frames that may be shown now. What is not counted is one JSON text, and is kept until its end."""
        if self._reader.broken:
            self._rest += data
            return b""
        out = [part for frame in self._reader.feed(data) for part in self._frame(frame)]
        if self._reader.broken:
            self._rest += self._reader.rest()
        return b"".join(out)

    def finish(self) -> bytes:
        """What a text was shown without, and what is left."""
        rest = bytes(self._rest) or self._reader.rest()
        late = self._late()
        if len(rest) > LARGEST_BODY:
            if self._ear is not None:
                self._ear.lose()
            return b"".join([*late, rest])
        guard = rest[: len(_GUARD)] if rest.startswith(_GUARD) else b""
        try:
            body = _read(rest[len(guard) :])
        except Unreadable:
            plain = BytesRestorer(self._lookup, fragment=True)
            return b"".join([*late, plain.feed(rest), plain.finish()])
        return b"".join([*late, guard, body.splice(self._edits(body))])

    def _late(self) -> Sequence[bytes]:
        late = list(dict.fromkeys(self._cut.values()))
        self._cut.clear()
        return late

    def _frame(self, frame: Frame) -> Sequence[bytes]:
        """The frame, restored; before one that ends the answer, what an earlier one was shown without."""
        try:
            body = _read(frame.chunk)
        except Unreadable:
            if self._ear is not None:
                self._ear.beside(frame.chunk.decode("utf-8", "replace"))
            return [*self._late(), frame.raw]
        edits = self._edits(body)
        chunk = body.splice(edits).decode("utf-8")
        whole = frame.rebuilt(chunk) if edits else frame.raw
        if not self._waits:
            return [whole]
        texts = [segment for segment in body.segments if segment.editable]
        for text in [text for text in self._cut if any(one.text.startswith(text[:_SAME]) for one in texts)]:
            del self._cut[text]
        late = self._late() if any(one.text in _ENDS for one in texts[:1]) else []
        tails = [tail for one in texts if (tail := self._tail(one)) is not None]
        if not tails:
            return [*late, whole]
        for tail in tails:
            self._cut[body.segments[tail.place].text] = framed(chunk)
        return [*late, frame.rebuilt(body.splice([*edits, *tails]).decode("utf-8"))]

    def _edits(self, body: Body) -> list[Edit]:
        if self._ear is not None:
            return list(self._hear(body, self._ear))
        return [
            Edit(segment.place, hit.start, hit.end, hit.value)
            for segment in body.segments
            if segment.editable and "[" in segment.text
            for hit in hits(segment.text, self._lookup, json_text=False)
        ]

    def _hear(self, body: Body, ear: Ear) -> Iterator[Edit]:
        """Let an Ear hear the texts of a frame; gives what is to be shown in their place."""
        for segment in body.segments:
            if not segment.editable or not segment.text:
                continue
            text, known = segment.text, enumerate(self._heard)
            channel = next((at for at, former in known if text.startswith(former)), len(self._heard))
            if channel == len(self._heard) < _MOST_TEXTS:
                self._heard.append(text)
            elif channel < len(self._heard):
                self._heard[channel] = text
            said = ear.hear((channel,), text, fresh=True, repeats=False)
            if said != text:
                yield Edit(segment.place, 0, len(text), said)

    def _tail(self, segment: Segment) -> Edit | None:
        """An edit that takes away the end of a text, if that may grow into a placeholder."""
        if "[" not in segment.text:
            return None
        restorer = TextRestorer(self._lookup)
        restorer.feed(segment.text)
        end = len(segment.text)
        return Edit(segment.place, end - len(restorer.held), end, "") if restorer.held else None


def _read(chunk: bytes) -> Body:
    """The strings of a chunk, and of the JSON in them. Raises Unreadable."""
    builder = open_text(chunk)
    _strings(builder, 0)
    return builder.build()


def _strings(builder: Builder, node: int) -> None:
    for kind, _, _, start, end, text in parse(builder.text(node)).leaves:
        if kind != "string" or not text:
            continue
        inner = builder.node(node, start, end, text, _STRING)
        if text[0] in "[{" and builder.depth(inner) < _DEEPEST:
            try:
                parse(text)
            except Unreadable:
                builder.segment(inner, Origin.HISTORY)
            else:
                _strings(builder, inner)
        else:
            builder.segment(inner, Origin.HISTORY)


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An answer that says why, where the page waits for one; else an error.

    The answer names no conversation, for a wrong one would lead the page astray.
    """
    text = message(refusal)
    if route == "gemini.turn":
        said = [f"rc_{id_for(refusal, 'answer')[:8]}", [text], *[None] * 6, [2]]
        inner: object = [None, [None, f"r_{id_for(refusal, 'turn')[:8]}"], None, None, [said]]
    elif route == "notebooklm.turn":
        inner = [[text, None, [id_for(refusal, "answer"), id_for(refusal, "turn"), 0]]]
    else:
        return json_reply(
            400, {"error": {"code": 400, "message": text, "status": "INVALID_ARGUMENT"}}, refusal
        )
    chunks = ([["wrb.fr", None, json.dumps(inner)]], [["di", 1]], [["e", 4, None, None, 1]])
    body = _GUARD + b"\n\n" + b"".join(framed(f"\n{json.dumps(chunk)}\n") for chunk in chunks)
    return Reply(200, headers(refusal, "text/plain; charset=utf-8"), body)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores frames, told by what stands before them; and JSON or a page, where the service has trouble."""

    def choose(head: bytes) -> Restorer | None:
        start = head.lstrip()
        if not start or (_GUARD.startswith(start) and start != _GUARD):
            return None
        if start.startswith(_GUARD) or start[:1].isdigit():
            return _Frames(lookup, waits=route != "calls")
        return JsonRestorer(lookup, Shape(), None) if start[:1] in (b"{", b"[") else BytesRestorer(lookup)

    return Sniffer(choose)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """The conversation of Gemini, which the next turn names; NotebookLM's is known from the start."""
    if route != "gemini.turn":
        return ""
    for inner in _told(answer):
        ids = listed(inner[1]) if len(inner) > 1 else []
        if ids and isinstance(ids[0], str) and ids[0].startswith("c_"):
            return f"conversation:{ids[0]}"
    return ""


def _told(answer: Mapping[str, object]) -> Iterator[list[object]]:
    """The JSON arrays in the strings of a frame's entries."""
    for entry in listed(answer.get("[]")):
        text = next((part for part in listed(entry)[2:3] if isinstance(part, str)), "")
        try:
            inner = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(inner, list):
            yield inner
