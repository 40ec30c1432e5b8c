"""Commands of Character.AI's web application on its socket.

How sure: several open reimplementations agree; nothing is documented.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import Route, routes
from proxy.capture import SOCKET, Capture
from proxy.contract import Document

ROUTES: tuple[Route, ...] = routes((SOCKET, "/ws/?", "turns"))

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("raw_content", "tts_text", "previous_annotations"), Kind.PROSE),
        **dict.fromkeys(("request_id", "turn_id", "chat_id", "candidate_id"), Kind.ID),
        **dict.fromkeys(("primary_candidate_id", "author_id", "character_id", "creator_id"), Kind.ID),
        **dict.fromkeys(("command", "origin_id", "selected_language", "visibility", "type"), Kind.FIXED),
    },
    scopes={"turn": Origin.USER, "candidates": Origin.USER, "new_candidate_raw_content": Origin.USER},
    known=words(
        """
        command request_id origin_id payload character_id turn turn_key turn_id chat_id author author_id
        is_human name candidates candidate_id raw_content primary_candidate_id create_time state
        num_candidates tts_enabled selected_language user_name previous_annotations generate_comparison chat
        creator_id visibility type with_greeting
        """
    ),
    words=words(
        "create_and_generate_turn create_turn edit_turn_candidate generate_turn_candidate create_chat web-next"
    ),
)


def route(capture: Capture) -> str:
    """The route's name. The page asks for a path with a slash at its end, which no other dialect may."""
    path = capture.path.partition("?")[0]
    return next(
        (one.name for one in ROUTES if one.method == capture.method and one.pattern.fullmatch(path)), ""
    )


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a command. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    found = (holder.fields.get("chat_id") for holder in tree.holders)
    named = next((value for value in found if isinstance(value, str)), "")
    return builder.build(f"conversation:{named}" if named else "", stream=True)
