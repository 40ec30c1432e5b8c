"""Refusals in the words of the service that a client believes to be talking to."""

import logging
import re

from proxy.capture import SOCKET, Capture
from proxy.contract import Refusal
from proxy.effect import Frames, Reply
from proxy.services.catalog import GENERIC, Catalogue

log = logging.getLogger("promptward.guard")

_STORES = re.compile(
    r"[?&](?:uploadid|x-(?:amz|goog)-signature)=", re.IGNORECASE
)  # a storage host's own words
_INTERNAL_ERROR = 1011  # RFC 6455, section 7.4.1


class Refuser:
    """Makes replies of refusals."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def reply(
        self, dialect: str, route: str, capture: Capture, refusal: Refusal, *, stream: bool, about: str = ""
    ) -> Reply | Frames:
        """A refusal on a route of a dialect; ``about`` is what the dialect noted of the request."""
        if capture.method == SOCKET:
            return self._catalogue.dialects[dialect].refuse_message(route, refusal)
        if capture.asks_for_socket:
            dialect, route = GENERIC, "websocket"  # in words that clients know before they speak the dialect
        elif capture.asks_for_page:
            dialect, route = GENERIC, "page"
        return self._catalogue.dialects[dialect].refuse(route, refusal, stream=stream, about=about)

    def reply_of_failure(self, capture: Capture, refusal: Refusal) -> Reply | Frames:
        """A refusal of what could not be judged, in the plainest words where even the dialect fails."""
        try:
            service, stores = self._catalogue.service_for(capture.host), bool(_STORES.search(capture.path))
            dialect, route = self._catalogue.dialect_for(service, capture, announced=stores)
            return self.reply(dialect.id, route, capture, refusal, stream=False)
        except Exception as error:  # noqa: BLE001 (the dialect may be what broke)
            log.error("plain refusal for %s: %s", refusal.ticket, type(error).__name__)
            if capture.method == SOCKET:
                return Frames((), _INTERNAL_ERROR)
            headers = (("content-type", "text/plain; charset=utf-8"), ("x-should-retry", "false"))
            return Reply(403, headers, refusal.text.encode())
