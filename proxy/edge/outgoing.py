"""What is sent to one side of a WebSocket: nothing, once that side is no longer open."""

from collections.abc import Sequence

from mitmproxy.proxy.layer import CommandGenerator
from mitmproxy.proxy.layers.websocket import WebsocketConnection
from wsproto.connection import ConnectionState
from wsproto.events import BytesMessage, Event, TextMessage

from proxy.edge.incoming import Payload

Generator = CommandGenerator[None]


def send_message(side: WebsocketConnection, payload: Payload, frames: Sequence[Payload]) -> Generator:
    """One message to one side, in the frames it had or in one."""
    if side.state is not ConnectionState.OPEN:
        return
    pieces = frames or (payload,)
    for number, piece in enumerate(pieces, 1):
        last = number == len(pieces)
        if isinstance(piece, str):
            yield side.send2(TextMessage(data=piece, message_finished=last))
        else:
            yield side.send2(BytesMessage(data=piece, message_finished=last))


def send(side: WebsocketConnection, event: Event) -> Generator:
    """One event to one side."""
    if side.state is ConnectionState.OPEN:
        yield side.send2(event)
