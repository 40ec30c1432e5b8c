"""Requests of the ChatGPT web application.

Sources: open reimplementations of the client and notes on captured traffic, August to November 2026;
nothing is documented by the vendor. ``custom_symbol_offsets`` count characters of the text and are emptied
when it changes.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.json import Tree
from proxy.body.opened import open_object, open_text
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, find, plain_path, routes
from proxy.body.vocabulary import MEDIA_TYPES, ROLES
from proxy.body.walk import read_tree
from proxy.capture import SOCKET, Capture
from proxy.contract import Document

_API = r"/backend-(?:api|anon)"
ROUTES = routes(
    (SOCKET, rf"(?:/{NAME})+", "handoff"),
    ("POST", rf"{_API}/(?:f/)?conversation", "conversation"),
    ("POST", rf"{_API}/(?:f/)?conversation/prepare", "prepare"),
    ("POST", rf"{_API}/conversation/experimental/generate_autocompletions", "autocompletions"),
    ("POST", rf"{_API}/conversation/message_feedback", "feedback"),
    ("GET", rf"{_API}/conversation/{NAME}", "history"),
    ("PATCH", rf"{_API}/conversation/{NAME}", "title"),
    ("POST", rf"{_API}/user_system_messages", "instructions"),
    ("PATCH", rf"{_API}/user_system_messages", "instructions"),
    ("POST", rf"{_API}/textdocs?(?:/{NAME})*", "textdocs"),
    ("POST", rf"{_API}/conversation/{NAME}/textdocs?(?:/{NAME})*", "textdocs"),
    ("PATCH", rf"{_API}/textdocs?(?:/{NAME})*", "textdocs"),
    ("POST", rf"{_API}/files", "files"),
    ("POST", rf"{_API}/files/process_upload_stream", "files.process"),
    ("POST", rf"{_API}/files/{NAME}/uploaded", "files.process"),
)
ANNOUNCES = frozenset({"files"})  # answers with the link to which the file goes

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("parts", "text", "content", "title", "input_text", "prompt"), Kind.PROSE),
        **dict.fromkeys(("about_user_message", "about_model_message", "instructions"), Kind.PROSE),
        **dict.fromkeys(("id", "conversation_id", "parent_message_id", "message_id", "gizmo_id"), Kind.ID),
        **dict.fromkeys(("asset_pointer", "model", "action", "timezone", "kind"), Kind.FIXED),
        **dict.fromkeys(
            ("content_type", "role", "mime_type", "supported_encodings", "system_hints"), Kind.FIXED
        ),
        "file_id": Kind.ID,
        **dict.fromkeys(("use_case", "entry_surface", "library_persistence_mode"), Kind.FIXED),
        **dict.fromkeys(("topic_id", "type", "offset"), Kind.FIXED),
        **dict.fromkeys(("library_file_id", "websocket_request_id", "variant_purpose"), Kind.FIXED),
    },
    scopes={
        "messages": Origin.USER,
        "partial_query": Origin.USER,
        "input_text": Origin.USER,
        "about_user_message": Origin.SYSTEM,
        "about_model_message": Origin.SYSTEM,
        "content": Origin.USER,
        "title": Origin.USER,
        "text": Origin.USER,
        "file_name": Origin.USER,
    },
    roles={
        "user": Origin.USER,
        "system": Origin.SYSTEM,
        "assistant": Origin.HISTORY,
        "tool": Origin.TOOL,
    },
    known=words(
        """
        action messages id author role create_time content content_type parts metadata attachments size name
        mime_type width height selected_github_repos serialization_metadata custom_symbol_offsets
        parent_message_id model timezone timezone_offset_min conversation_mode kind gizmo_id
        enable_message_followups system_hints supports_buffering supported_encodings conversation_id
        history_and_training_disabled client_contextual_info is_dark_mode page_height page_width pixel_ratio
        screen_height screen_width time_since_loaded asset_pointer size_bytes fork_from_shared_post
        client_prepare_state client_prepare_dispatch client_prepare_source attachment_mime_types partial_query
        thinking_effort paragen_cot_summary_display_override force_parallel_switch suggestions
        websocket_request_id variant_purpose title input_text about_user_message about_model_message enabled
        is_visible app_name message_id rating text tags type topic_id offset file_id file_name file_size use_case
        reset_rate_limits store_in_library library_persistence_mode index_for_retrieval entry_surface
        """
    ),
    words=ROLES
    | MEDIA_TYPES
    | words(
        """
        subscribe unsubscribe
        next variant continue text multimodal_text image_asset_pointer primary_assistant gizmo_interaction v1
        client-created-root auto standard extended none success debounced immediate composer_editor_state
        window_focus context_change chatgpt.com my_files multimodal ace_upload codex profile_pic
        """
    ),
    stale=frozenset({"custom_symbol_offsets"}),
    author="author",
)


def route(capture: Capture) -> str:
    """The route's name; empty where it carries no text that is known."""
    name = find(ROUTES, capture)
    return "" if name == "handoff" and not capture.host.startswith("ws.") else name


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    if route == "handoff":
        return _handoff(body)
    builder, tree = open_object(body, SHAPE)
    if route.startswith("files"):
        return builder.build()  # of no conversation yet; what it holds is known by the file's name later
    named = tree.root("conversation_id")
    if not named and route in ("title", "history"):
        named = plain_path(capture).rpartition("/")[2]
    conversation = f"conversation:{named}" if named else _opening(builder, tree)
    return builder.build(conversation, tree.root("model"), stream=route == "conversation")


def _handoff(body: bytes) -> Document:
    """Read what a client says on the socket: the topics it wants to hear, in an object or an array of them."""
    builder = open_text(body)
    tree = read_tree(builder, 0, SHAPE) if body else Tree([], [])
    found = (holder.fields.get("topic_id") for holder in tree.holders)
    named = next((topic for topic in found if isinstance(topic, str)), "")
    return builder.build(f"topic:{named}" if named else "", stream=True)


def _opening(builder: Builder, tree: Tree) -> str:
    """What a conversation is called until the answer gives it an id: its first message, which has an id of its own."""
    first = builder.first(Origin.USER)
    message = next((h for h in tree.holders if h.parent and h.parent.name == "messages"), None)
    number = message.fields.get("id", "") if message else ""
    return f"opening:{number}\n{first}" if first else ""
