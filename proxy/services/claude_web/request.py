"""Requests of the Claude web application.

Sources: open clients and notes on captured traffic, 2026; nothing is documented by the vendor.
"""

import re

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.multipart import read_multipart
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, find, plain_path, routes
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import Capture
from proxy.contract import Document

_ORG = rf"/api/organizations/{NAME}"
_CHAT = rf"{_ORG}/chat_conversations/{NAME}"
ROUTES = routes(
    ("POST", rf"{_CHAT}/completion", "completion"),
    ("POST", rf"{_CHAT}/retry_completion", "retry_completion"),
    ("POST", rf"{_CHAT}/title", "title"),
    ("POST", rf"{_CHAT}/tool_result", "tool_result"),
    ("POST", rf"{_CHAT}/tool_approval", "tool_approval"),
    ("GET", _CHAT, "history"),
    ("PUT", _CHAT, "rename"),
    ("POST", rf"{_ORG}/chat_conversations", "create"),
    ("POST", rf"{_ORG}/projects", "project"),
    ("PUT", rf"{_ORG}/projects/{NAME}", "project"),
    ("POST", rf"{_ORG}/projects/{NAME}/docs", "project_docs"),
    ("POST", rf"{_ORG}/conversations/{NAME}/wiggle/upload-file", "upload"),
    ("POST", rf"/api/(?:organizations/)?{NAME}/(?:upload|convert_document)", "upload"),
)
ANNOUNCES = frozenset({"upload"})  # answers with what the file is called from then on
_STREAMED = ("completion", "retry_completion")
_UUID = re.compile(r"/(?:chat_)?conversations/([^/]+)")

SHAPE = Shape(
    kinds={
        **dict.fromkeys(
            ("prompt", "text", "content", "extracted_content", "custom_system_prompt"), Kind.PROSE
        ),
        **dict.fromkeys(("message_content", "description", "prompt_template", "recent_titles"), Kind.PROSE),
        **dict.fromkeys(("uuid", "id", "files", "parent_message_uuid", "human_message_uuid"), Kind.ID),
        **dict.fromkeys(("assistant_message_uuid", "project_uuid", "tool_use_id"), Kind.ID),
        **dict.fromkeys(
            ("model", "timezone", "locale", "rendering_mode", "file_type", "type", "key"), Kind.FIXED
        ),
    },
    scopes={
        "prompt": Origin.USER,
        "text": Origin.USER,
        "message_content": Origin.USER,
        "attachments": Origin.FILE,
        "content": Origin.FILE,
        "personalized_styles": Origin.SYSTEM,
        "custom_system_prompt": Origin.SYSTEM,
        "tools": Origin.SYSTEM,
        "prompt_template": Origin.SYSTEM,
    },
    roles={"user": Origin.USER, "human": Origin.USER, "assistant": Origin.HISTORY, "system": Origin.SYSTEM},
    types={"tool_result": Origin.TOOL},
    free=frozenset({"input", "input_schema"}),
    known=SCHEMA_FIELDS
    | words(
        """
        prompt timezone locale model rendering_mode parent_message_uuid attachments file_name file_type
        file_size extracted_content files sync_sources tools personalized_styles type key name isDefault
        turn_message_uuids human_message_uuid assistant_message_uuid custom_system_prompt completion text
        message_content uuid content project_uuid is_starred include_conversation_preferences
        paprika_mode is_temporary description prompt_template summary input_schema recent_titles
        """
    ),
    words=SCHEMA_WORDS | ROLES | MEDIA_TYPES | words("messages text custom default extended raw"),
)


def route(capture: Capture) -> str:
    """The route's name; empty where it carries no text that is known."""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    found = _UUID.search(plain_path(capture))
    if route == "upload":
        builder = Builder(body)
        read_multipart(builder, capture.header("content-type"), SHAPE)
        return builder.build(f"chat:{found[1]}" if found else "")
    builder, tree = open_object(body, SHAPE)
    # A new conversation's id is made by the client and sent in the body that creates it.
    named = found[1] if found else tree.root("uuid")
    return builder.build(f"chat:{named}" if named else "", tree.root("model"), stream=route in _STREAMED)
