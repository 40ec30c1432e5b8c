"""Requests of chat pages that share no wire format, but are plain JSON with few fields of text.

How sure: reverse-engineered clients, 2025 and 2026; nothing is documented by the vendors. What is not named here is
read all the same.
"""

from classifiers.segment import Origin
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, find, routes
from proxy.body.vocabulary import ROLES, words
from proxy.capture import Capture
from proxy.contract import Document

ROUTES = routes(
    ("POST", r"/rest/sse/perplexity_ask", "perplexity"),
    ("POST", r"/api/v0/chat/(?:completion|edit_message|regenerate)", "deepseek"),
    ("POST", r"/rest/app-chat/conversations/new", "grok"),
    ("POST", rf"/rest/app-chat/conversations/{NAME}/responses", "grok"),
    ("POST", r"/api/chat", "lechat"),
    ("POST", r"/api/trpc/message\.newChat", "lechat"),
    ("POST", r"/api/v[12]/chat/completions", "qwen"),
    ("POST", r"/duckchat/v1/chat", "duck"),
)
# Ids by which the next turn names its conversation.
_NAMED = ("chat_session_id", "chatId", "chat_id", "conversationId")

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("query_str", "dsl_query", "prompt", "message", "content", "text"), Kind.PROSE),
        **dict.fromkeys(("messageInput", "customInstructions", "customPersonality", "title"), Kind.PROSE),
        **dict.fromkeys(("model", "modelName", "modelId", "modeId", "mode", "role", "type"), Kind.FIXED),
        **dict.fromkeys(("model_preference", "source", "sources", "language", "timezone"), Kind.FIXED),
        **dict.fromkeys(("chat_session_id", "chatId", "chat_id", "id", "parent_id", "fid"), Kind.ID),
        **dict.fromkeys(("frontend_uuid", "last_backend_uuid", "client_stream_id"), Kind.ID),
        **dict.fromkeys(("read_write_token", "frontend_context_uuid", "parentResponseId"), Kind.FIXED),
    },
    scopes={
        **dict.fromkeys(("query_str", "dsl_query", "prompt", "message", "messageInput"), Origin.USER),
        **dict.fromkeys(("messages", "content"), Origin.USER),
        **dict.fromkeys(("customInstructions", "customPersonality"), Origin.SYSTEM),
    },
    roles={"system": Origin.SYSTEM, "user": Origin.USER, "assistant": Origin.HISTORY},
    known=words(
        """
        query_str dsl_query params attachments sources mode model_preference frontend_uuid last_backend_uuid
        read_write_token is_incognito mentions language timezone prompt ref_file_ids chat_session_id
        parent_message_id thinking_enabled search_enabled client_stream_id message modelName modelId modeId
        fileAttachments imageAttachments customInstructions customPersonality temporary toolOverrides chatId
        messageInput messageFiles content text type files json messages role model stream chat_id parent_id id
        title metadata source search_focus frontend_context_uuid parentResponseId disableSearch
        """
    ),
    words=ROLES | words("text copilot concise default append start retry web auto"),
)


def route(capture: Capture) -> str:
    """The page's name; empty where no page is known to ask so."""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    named = next(filter(None, map(tree.root, _NAMED)), "")
    first = builder.first(Origin.USER)
    conversation = f"chat:{named}" if named else (f"opening:{first}" if first else "")
    return builder.build(conversation, tree.root("model") or tree.root("modelName"), stream=True)
