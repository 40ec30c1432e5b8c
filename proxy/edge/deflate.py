"""permessage-deflate (RFC 7692) for sockets: what may be asked for, what may be chosen, and no bomb.

wsproto 1.3 unfolds a frame without limit, and after a ping between two frames of a packed message it takes the rest of
that message for plain.
"""

import zlib
from collections.abc import Sequence

from wsproto.extensions import Extension, PerMessageDeflate
from wsproto.frame_protocol import CloseReason, FrameDecoder, FrameProtocol, Opcode, RsvBits

_NAME = "permessage-deflate"
_NARROW = "max_window_bits=8"  # zlib has no such window for raw data


def offers(lines: Sequence[str]) -> str:
    """Of a client's ``Sec-WebSocket-Extensions`` only what is read here; empty where that is none."""
    every = (offer.strip() for line in lines for offer in line.split(","))
    return ", ".join(
        offer
        for offer in every
        if _name(offer) == _NAME and _NARROW not in offer.replace(" ", "").replace('"', "")
    )


def chosen(answer: str, limit: int) -> list[Extension]:
    """What a service chose, for one side of a socket; ``limit`` is the most bytes of a message.

    Raises ValueError for anything but permessage-deflate, once, with windows that zlib has.
    """
    if not answer.strip():
        return []
    if "," in answer or _name(answer) != _NAME:
        raise ValueError("an extension that is not known")
    deflate = Deflate(limit)
    try:
        deflate.finalize(answer.replace('"', ""))
    except IndexError:
        raise ValueError("a window without a size") from None
    return [deflate]


def _name(offer: str) -> str:
    return offer.partition(";")[0].strip().lower()


class Deflate(PerMessageDeflate):
    """permessage-deflate that unfolds no more than a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit, self._unfolded = limit, 0

    def frame_inbound_header(
        self, proto: FrameDecoder | FrameProtocol, opcode: Opcode, rsv: RsvBits, payload_length: int
    ) -> CloseReason | RsvBits:
        if not opcode.iscontrol():
            return super().frame_inbound_header(proto, opcode, rsv, payload_length)
        self._inbound_is_compressible = False
        return CloseReason.PROTOCOL_ERROR if rsv.rsv1 else RsvBits(False, False, False)

    def frame_inbound_payload_data(
        self, proto: FrameDecoder | FrameProtocol, data: bytes
    ) -> bytes | CloseReason:
        if not self._inbound_compressed or not self._inbound_is_compressible or self._decompressor is None:
            return super().frame_inbound_payload_data(proto, data)
        try:
            plain = self._decompressor.decompress(bytes(data), self._limit - self._unfolded + 1)
        except zlib.error:
            return CloseReason.INVALID_FRAME_PAYLOAD_DATA
        self._unfolded += len(plain)
        return CloseReason.MESSAGE_TOO_BIG if self._unfolded > self._limit else plain

    def frame_inbound_complete(
        self, proto: FrameDecoder | FrameProtocol, fin: bool
    ) -> bytes | CloseReason | None:
        if not self._inbound_is_compressible:
            return None  # a ping or pong says nothing about the message around it
        if fin:
            self._unfolded = 0
        return super().frame_inbound_complete(proto, fin)
