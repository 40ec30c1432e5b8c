"""Events that the page of Microsoft Copilot sends on its socket.

How sure: open reimplementations of 2025 and 2026; the host moves to Microsoft 365 Copilot's protocol, which is another
dialect.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import find, routes
from proxy.capture import SOCKET, Capture
from proxy.contract import Document

ROUTES = routes((SOCKET, "/c/api/chat", "chat"))

SHAPE = Shape(
    kinds={
        "text": Kind.PROSE,
        "url": Kind.FILE,
        **dict.fromkeys(("conversationId", "attachmentId", "messageId", "id"), Kind.ID),
        **dict.fromkeys(
            ("event", "type", "mode", "method", "supportedFeatures", "supportedCards"), Kind.FIXED
        ),
        "token": Kind.BLOB,
    },
    scopes={"content": Origin.USER, "context": Origin.USER},
    known=words(
        """
        event conversationId content type text url attachmentId mode context method token id messageId
        supportedFeatures supportedCards supportedUIComponents ads supportedTypes grantedConsents
        """
    ),
    words=words(
        "send text image document chat smart reasoning study search setOptions reportLocalConsents challengeResponse"
    ),
)


def route(capture: Capture) -> str:
    """The route's name; empty for what is no message of the chat."""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read an event. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    named = tree.root("conversationId")
    return builder.build(f"conversation:{named}" if named else "", tree.root("mode"), stream=True)
