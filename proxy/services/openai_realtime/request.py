"""Events of a client of OpenAI's Realtime API, and the sessions that are made for browsers beforehand.

Source: openai 3.52.0, ``types/realtime``. A session has no name on the wire that the client's events repeat, so the
socket itself is the conversation. Audio is not read: it is opaque, and policy decides.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import PREFIX, find, routes
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import SOCKET, Capture
from proxy.contract import Document

ROUTES = routes(
    (SOCKET, rf"{PREFIX}/realtime", "realtime"),
    ("POST", rf"{PREFIX}/realtime(?:api)?/(?:client_secrets|sessions|transcription_sessions)", "session"),
)

SIGNS_IN = frozenset({"session"})  # the answer is a key for the socket

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("text", "transcript", "instructions", "prompt", "output"), Kind.PROSE),
        **dict.fromkeys(("description", "server_description"), Kind.PROSE),
        **dict.fromkeys(("id", "item_id", "event_id", "previous_item_id", "response_id", "call_id"), Kind.ID),
        **dict.fromkeys(("type", "role", "name", "status", "model", "voice", "language"), Kind.FIXED),
        **dict.fromkeys(("eagerness", "server_label", "server_url", "conversation"), Kind.FIXED),
        **dict.fromkeys(("audio", "image_url"), Kind.FILE),
        "arguments": Kind.JSON,
    },
    scopes={
        "session": Origin.SYSTEM,
        "item": Origin.USER,
        "input": Origin.USER,
        "instructions": Origin.SYSTEM,
        "tools": Origin.SYSTEM,
    },
    roles={
        "system": Origin.SYSTEM,
        "user": Origin.USER,
        "assistant": Origin.HISTORY,
    },
    types={"function_call": Origin.HISTORY, "function_call_output": Origin.TOOL},
    free=frozenset({"parameters", "metadata", "headers", "variables"}),
    known=SCHEMA_FIELDS
    | words(
        """
        type event_id session item response instructions model voice tools tool_choice audio input output
        format rate transcription language prompt turn_detection threshold prefix_padding_ms
        silence_duration_ms create_response interrupt_response idle_timeout_ms eagerness noise_reduction speed
        output_modalities modalities max_output_tokens max_response_output_tokens temperature tracing
        truncation include metadata conversation previous_item_id id object role status content text
        transcript image_url detail call_id name arguments parameters server_label server_url
        server_description authorization headers require_approval allowed_tools item_id content_index
        audio_end_ms response_id input_audio_format output_audio_format input_audio_transcription
        input_audio_noise_reduction expires_after anchor seconds variables
        """
    ),
    words=SCHEMA_WORDS
    | ROLES
    | MEDIA_TYPES
    | words(
        """
        session.update conversation.item.create conversation.item.delete conversation.item.truncate
        conversation.item.retrieve response.create response.cancel input_audio_buffer.append
        input_audio_buffer.commit input_audio_buffer.clear output_audio_buffer.clear realtime transcription
        message function_call function_call_output input_text input_audio input_image output_text output_audio
        text audio function mcp required none server_vad semantic_vad near_field far_field pcm16 g711_ulaw
        g711_alaw audio/pcm audio/pcmu audio/pcma completed incomplete in_progress realtime.item
        """
    ),
)


def route(capture: Capture) -> str:
    """The route's name; empty for what is none of these."""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read an event of the client, or a session. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    key = capture.header(
        "sec-websocket-key"
    )  # drawn anew by the client for each socket (RFC 6455, section 4.1)
    conversation = f"socket:{key}" if route == "realtime" and key else ""
    session = tree.child("session")
    inside = session.fields.get("model") if session else None
    return builder.build(conversation, tree.root("model") or (inside if isinstance(inside, str) else ""))
