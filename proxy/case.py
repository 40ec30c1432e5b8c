"""A case: one request on its way through the guard, with the ticket by which people speak of it."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from proxy.capture import Capture
from proxy.effect import Effect, Forward
from proxy.identity import Person
from proxy.largefiles import LargeFile
from proxy.trail import NOTHING, Trail
from proxy.uploads.contract import Outgoing

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_ticket() -> str:
    """A short name for a refusal, easy to read out."""
    return "PW-" + "".join(secrets.choice(_ALPHABET) for _ in range(6))


@dataclass(frozen=True, slots=True)
class Case:
    """One request on its way through."""

    id: str
    ticket: str
    capture: Capture
    person: Person
    begun: float
    whole: Outgoing | None = None  # what is sent instead: an upload that came in pieces
    file: LargeFile | None = None  # its body, where that is not in memory
    before: Trail = NOTHING  # what was said before on its socket
    asked: Capture | None = None  # the request that is answered, where it is not the one that is judged

    @property
    def size(self) -> int:
        """Bytes of the body."""
        return self.file.size if self.file else len(self.capture.body)

    def with_body(self, body: bytes) -> "Case":
        """The same with a body that was on disk."""
        capture = replace(self.capture, body=body, away=0)
        whole = replace(self.whole, capture=capture) if self.whole else None
        return replace(self, capture=capture, whole=whole)

    def sent(self, effect: Effect) -> Effect:
        """An effect with what the whole of an upload needs on its way out."""
        if not isinstance(effect, Forward):
            return effect
        body, headers, path = effect.body, effect.headers, ""
        if self.whole is not None:
            headers = (*self.whole.headers, *headers)
            if self.whole.replaces:
                body = self.whole.capture.body if body is None else body
                path = self.whole.capture.path
        outflow = self.file.outflow if self.file else None
        if self.file is not None and outflow is None:
            raise RuntimeError("a large file that was not read")
        if self.whole is not None and self.whole.sized:
            headers = (*headers, (self.whole.sized, str(outflow.size if outflow else len(body or b""))))
        if outflow is None:
            return Forward(body, headers, path)
        return Forward(None if body is None else b"", headers, path, outflow)

    def millis(self, **more: float) -> Mapping[str, float]:
        """What was spent so far, in milliseconds."""
        return {**more, "added": round((time.perf_counter() - self.begun) * 1000, 3)}
