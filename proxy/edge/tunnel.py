"""A tunnel whose bytes are counted, never looked at."""

from mitmproxy.proxy import context, events, layer
from mitmproxy.proxy.layers import tcp

from proxy.discovery import Traffic


class CountedTunnel(tcp.TCPLayer):
    """Hands bytes on untouched, and adds up how many went each way."""

    def __init__(self, context: context.Context, traffic: Traffic) -> None:
        super().__init__(context, ignore=True)
        self._traffic = traffic

    def handle_event(self, event: events.Event) -> layer.CommandGenerator[None]:
        if isinstance(event, events.DataReceived):
            if event.connection is self.context.client:
                self._traffic.up += len(event.data)
            else:
                self._traffic.down += len(event.data)
        yield from super().handle_event(event)
