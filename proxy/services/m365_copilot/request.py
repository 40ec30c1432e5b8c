"""Messages of Microsoft 365 Copilot's chat: JSON records of SignalR, each ended by 0x1E, several a message.

A picture goes ahead of its turn in a form, as a data: URL.
Sources: PyRIT 1.1.0 (``websocket_copilot_target.py``), SignalR's hub protocol, and open reimplementations of
2026. A record that is cut between two messages is unreadable here; none of the clients does that.
"""

from dataclasses import replace
from urllib.parse import parse_qsl

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.form import read_form
from proxy.body.json import Tree
from proxy.body.multipart import read_multipart
from proxy.body.opened import open_text
from proxy.body.records import read_records
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, PREFIX, find, routes
from proxy.body.vocabulary import ROLES
from proxy.capture import SOCKET, Capture
from proxy.contract import Document

ROUTES = routes(
    (SOCKET, rf"{PREFIX}/m365Copilot/Chathub/{NAME}", "chathub"),
    ("POST", rf"{PREFIX}/m365Copilot/UploadFile", "upload"),
)
ANNOUNCES = frozenset({"upload"})  # answers with what the file is called from then on

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("text", "hiddenText", "speak", "description"), Kind.PROSE),
        **dict.fromkeys(("conversationId", "sessionId", "requestId", "invocationId", "traceId"), Kind.ID),
        **dict.fromkeys(("clientCorrelationId", "clientSessionId", "messageId", "id", "docId"), Kind.ID),
        **dict.fromkeys(("target", "source", "tone", "author", "inputMethod", "messageType"), Kind.FIXED),
        **dict.fromkeys(("optionsSets", "allowedMessageTypes", "sliceIds", "locale", "market"), Kind.FIXED),
        **dict.fromkeys(("streamingMode", "spokenTextMode", "experienceType", "fileType"), Kind.FIXED),
        **dict.fromkeys(("clientPlatform", "clientAppName", "clientEntrypoint", "timeZone"), Kind.FIXED),
        **dict.fromkeys(("Id", "Source", "protocol", "verbosity", "scenario"), Kind.FIXED),
        **dict.fromkeys(("FileBase64", "imageBase64", "url", "imageUrl"), Kind.FILE),
    },
    scopes={"message": Origin.USER, "previousMessages": Origin.HISTORY},
    known=words(
        """
        protocol version type target arguments invocationId item source clientCorrelationId sessionId
        optionsSets streamingMode spokenTextMode options extraExtensionParameters allowedMessageTypes sliceIds
        threadLevelGptId conversationId traceId isStartOfSession productThreadType clientInfo clientPlatform
        clientAppName clientEntrypoint clientSessionId message author inputMethod text messageAnnotations
        messageAnnotationMetadata fileName fileType requestId locationInfo timeZoneOffset timeZone locale
        messageType experienceType adaptiveCards clientPreferences entityAnnotationTypes plugins Id Source
        isSbsSupported tone renderReferencesBehindEOS disconnectBehavior gpts id from user participant market
        region location messageId privacy verbosity scenario streamIds headers error result value FileBase64
        """
    ),
    words=ROLES
    | words("json chat stop Metrics Chat Keyboard Default Magic Precise Balanced Creative officeweb"),
)


def route(capture: Capture) -> str:
    """The route's name; empty for what is no message of the chat. Some clients write the @ of its path as %40."""
    path, mark, query = capture.path.partition("?")
    return find(ROUTES, replace(capture, path=path.replace("%40", "@", 1) + mark + query))


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read one message of the socket, or an upload. Raises Unreadable."""
    if route == "upload":
        return _upload(capture, body)
    builder = open_text(body)
    trees = read_records(builder, SHAPE)
    named = _query(capture, "conversationid") or _field(trees, "conversationId")
    first = builder.first(Origin.USER)
    conversation = f"conversation:{named}" if named else (f"opening:{first}" if first else "")
    return builder.build(conversation, _field(trees, "tone"), stream=True)


def _upload(capture: Capture, body: bytes) -> Document:
    """A form whose fields may be files."""
    kind = capture.header("content-type")
    if kind.lower().startswith("multipart/"):
        builder = Builder(body)
        read_multipart(builder, kind, SHAPE)
    else:
        builder = open_text(body)
        read_form(builder, 0, SHAPE)
    return builder.build()


def _query(capture: Capture, name: str) -> str:
    pairs = parse_qsl(capture.path.partition("?")[2])
    return next((value for key, value in pairs if key.lower() == name), "")


def _field(trees: list[Tree], name: str) -> str:
    found = (holder.fields.get(name) for tree in trees for holder in tree.holders)
    return next((value for value in found if isinstance(value, str)), "")
