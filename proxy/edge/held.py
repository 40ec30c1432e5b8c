"""Answers that are held until they have been read: nothing of one is shown before its values are taken out.

Rule 1: a held answer ends as the masked one or as a refusal; what was not read is never shown.
Rule 2: a stream is held within bounds of bytes and seconds; past them it is refused and cut.
Rule 3: clients of server-sent events get a comment now and then while the service speaks, so that they wait.
"""

import json
from collections.abc import Callable

from mitmproxy import http

from proxy.answering import Answer
from proxy.effect import Reply
from proxy.hearing import Heard
from proxy.listening import Copy

LONGEST = 60.0  # seconds that a stream is held
_EVERY = 10.0  # seconds between comments
_WAIT = b": wait\n\n"


def is_cut(stream: object) -> bool:
    """Whether a stream function has refused what it held already."""
    function = getattr(stream, "inner", stream)
    return isinstance(function, Held) and function.is_cut


class Held:
    """A stream function that shows nothing of the answer. ``refuse`` makes the refusal, ``clock`` gives seconds."""

    def __init__(
        self, copy: Copy, refuse: Callable[[], bytes], clock: Callable[[], float], *, is_sse: bool
    ) -> None:
        self._copy, self._refuse, self._clock = copy, refuse, clock
        self._is_sse = is_sse
        self._begun = self._said = clock()
        self.is_cut = False

    def __call__(self, data: bytes) -> bytes:
        """Take some bytes of the service. Raises ConnectionAbortedError for a stream that goes on past its refusal."""
        if self.is_cut:
            if data:
                raise ConnectionAbortedError("a stream that is too long to be held")
            return b""
        self._copy.feed(data)
        now = self._clock()
        if self._copy.taken_bytes is None or (data and now - self._begun > LONGEST):
            self._copy.drop()
            self.is_cut = True
            return self._refuse()
        if data and self._is_sse and now - self._said >= _EVERY:
            self._said = now
            return _WAIT
        return b""


def restored(heard: Heard, answer: Answer | None) -> bytes | None:
    """The answer as it may be shown, with its placeholders turned back; None where there is none."""
    if heard.body is None or answer is None:
        return heard.body
    return answer.feed(heard.body) + answer.finish()


def is_sse(content_type: str) -> bool:
    """Whether an answer is a stream of server-sent events."""
    return content_type.partition(";")[0].strip().lower() == "text/event-stream"


def said_in(reply: Reply, response: http.Response) -> bytes:
    """A refusal as the body of an answer whose head is already sent."""
    if not is_sse(response.headers.get("content-type", "")) or is_sse(
        dict(reply.headers).get("content-type", "")
    ):
        return reply.body
    try:
        line = json.dumps(json.loads(reply.body))
    except ValueError:
        line = json.dumps({"error": {"message": reply.body.decode("utf-8", "replace")}})
    return f"event: error\ndata: {line}\n\n".encode()
