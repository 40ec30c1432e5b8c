"""One request and its answer: what our layers and our hooks know of it, tied to mitmproxy's flow.

Everything begins as the refusal: nothing passes, nothing goes anywhere else, no limit is lifted.
"""

from dataclasses import dataclass, field
from enum import Enum

from mitmproxy import flow

from proxy.answering import Answer
from proxy.capture import Capture
from proxy.conversation import Conversation
from proxy.effect import Outflow
from proxy.hearing import Heard
from proxy.listening import Copy
from proxy.sampling import Sample
from proxy.uploads.bodies import Intake
from proxy.verdict import Verdict

_SLOT = "promptward"


class Tunnel(Enum):
    """How a tunnel that is not intercepted begins."""

    PEEKED = "peeked"  # the client's first bytes are looked at
    BLIND = "blind"  # the server speaks first


@dataclass(slots=True)
class Exchange:
    """A request on its way and the answer to it."""

    passes: bool = False  # the gate has lifted the refusal
    untouched: bool = False  # what is no AI, as through a tunnel
    tunnel: Tunnel | None = None
    target: tuple[str, int] | None = None  # where it goes, if not where it says
    # its body
    limit: int | None = None  # bytes
    patience: float | None = None  # seconds without a byte after which it counts as endless
    oversize: bool = False
    endless: bool = False
    intake: Intake | None = field(default=None, repr=False)  # where a large one waits
    outflow: Outflow | None = field(default=None, repr=False)  # what is sent in place of one
    # who counts it
    started: float = 0.0  # on the clock of `time.perf_counter`
    is_open: bool = False  # one of its client's
    sample: Sample | None = field(default=None, repr=False)
    # judged
    verdict: Verdict | None = field(default=None, repr=False)
    asked: Capture | None = field(default=None, repr=False)  # as it came, without its body
    conversation: Conversation | None = field(default=None, repr=False)  # on a socket that it opened
    # the answer
    may_announce: bool = False  # it may be a step of an upload
    reader: Answer | None = field(default=None, repr=False)  # turns placeholders back
    is_whole: bool = False  # it is turned back in one piece
    copy: Copy | None = field(default=None, repr=False)  # what is read of it
    heard_as: tuple[str, str] = ("", "")  # its content type and encoding, as they came
    is_held: bool = False  # nothing of it is shown before it has been read
    found: Heard | None = field(default=None, repr=False)
    is_decoded: bool = False  # by its form; what is heard in it says the rest
    tail: bytes = field(default=b"", repr=False)  # what is shown of a held stream


def exchange(about: flow.Flow) -> Exchange:
    """What is known of a flow; made on first use."""
    known = about.metadata.get(_SLOT)
    if not isinstance(known, Exchange):
        known = about.metadata[_SLOT] = Exchange()
    return known
