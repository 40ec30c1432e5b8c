"""Connect's, gRPC's and gRPC-web's envelopes in a request: a flag byte, a length of four bytes, a message.

Flag 1 says that the message is packed, flag 2 that it ends a stream of Connect, flag 128 that it holds the trailers of
gRPC-web. A message that is changed is sent without packing, which every receiver has to take. Sources: the protocol
page of connectrpc.com, PROTOCOL-HTTP2.md and PROTOCOL-WEB.md of gRPC.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from struct import Struct

from classifiers.documents.contract import Change
from classifiers.documents.flat import changed
from proxy.body.builder import Builder, TooMuch
from proxy.body.protobuf import read_message
from proxy.body.shape import Shape
from proxy.body.walk import read_tree
from proxy.content import decode
from proxy.contract import Unreadable

HEAD = Struct(">BI")
PACKED, LAST, TRAILERS = 1, 2, 128
_MOST = 10_000
_LARGEST = 64 * 1024 * 1024  # bytes of all messages, unpacked


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where a message stands in a body, its flags, and its bytes without packing."""

    start: int
    end: int
    flags: int
    data: bytes


@dataclass(frozen=True, slots=True)
class InEnvelope:
    """How a message stands in an envelope, in a Latin-1 view of the body."""

    flags: int

    def encode(self, data: bytes) -> str:
        return (HEAD.pack(self.flags & ~PACKED, len(data)) + data).decode("latin-1")


@dataclass(frozen=True, slots=True)
class EnvelopeText:
    """A text that is a whole message."""

    packing: InEnvelope

    def carry(self, raw: str, text: str, changes: Sequence[Change]) -> Iterable[Change]:
        return (Change(0, len(raw), self.packing.encode(changed(text, changes).encode("utf-8"))),)


def envelopes(body: bytes, encoding: str) -> Iterator[Envelope]:
    """The envelopes of a body; ``encoding`` names the packing. Raises Unreadable."""
    at, left = 0, _LARGEST
    for _ in range(_MOST):
        if at == len(body):
            return
        if at + HEAD.size > len(body):
            raise Unreadable("an envelope of the body is cut")
        flags, size = HEAD.unpack_from(body, at)
        if flags & ~(PACKED | LAST | TRAILERS):
            raise Unreadable("an envelope of the body has flags that are not known")
        start, at = at, at + HEAD.size + size
        if at > len(body):
            raise Unreadable("an envelope of the body is cut")
        data = body[start + HEAD.size : at]
        if flags & PACKED:
            data = decode(encoding or "gzip", data, left)
        left -= len(data)
        yield Envelope(start, at, flags, data)
    raise TooMuch("the body has more envelopes than can be read")


def read_envelopes(
    body: bytes, encoding: str, shape: Shape, *, is_json: bool
) -> tuple[Builder, dict[str, str]]:
    """A builder over a body of envelopes, and the short string fields of its first JSON message. Raises Unreadable."""
    builder = Builder(body)
    fields: dict[str, str] = {}
    for one in envelopes(body, encoding):
        packing = InEnvelope(one.flags)
        if not one.data:
            continue
        if not is_json and not one.flags & (LAST | TRAILERS):
            read_message(builder, 0, (one.start, one.end), one.data, packing, shape)
            continue
        try:
            text = one.data.decode("utf-8")
        except UnicodeDecodeError:
            raise Unreadable("a message of the body is not valid text") from None
        node = builder.node(0, one.start, one.end, text, EnvelopeText(packing))
        if one.flags & TRAILERS:
            builder.segment(node, shape.base, editable=False)
            continue
        tree = read_tree(builder, node, shape)
        if not fields and tree.holders:
            fields = {key: value for key, value in tree.holders[0].fields.items() if isinstance(value, str)}
    return builder, fields
