"""Requests of the Anthropic API: messages, count_tokens, batches, files and skills, and the older completions.

Source: the request types of anthropic 2.11.0. Thinking is signed and sent back as it was: the vendor
refuses an edited block.
"""

import re

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.json import Tree
from proxy.body.multipart import read_multipart
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import COPILOT, NAME, PREFIX, find, flavoured, plain_path, routes
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import Capture
from proxy.contract import Document

# Vertex AI names the model in the path (anthropic.lib.vertex).
_VERTEX = rf"/v1(?:beta1)?/projects/{NAME}/locations/{NAME}/publishers/anthropic/models"
ROUTES = routes(
    ("POST", rf"{PREFIX}/v1/messages", "messages"),
    ("POST", rf"{PREFIX}/v1/messages/count_tokens", "count_tokens"),
    ("POST", rf"{PREFIX}/v1/messages/batches", "batches"),
    ("POST", r"/v1/complete", "complete"),
    ("POST", rf"{PREFIX}/v1/files", "files"),
    ("POST", rf"{PREFIX}/v1/skills(?:/{NAME}/versions)?", "skills"),
    ("POST", rf"{_VERTEX}/count-tokens:rawPredict", "count_tokens"),
    ("POST", rf"{_VERTEX}/{NAME}:(?:r|streamR)awPredict", "messages"),
)
# Their answers give a file the name by which it is spoken of later.
_FORMS = frozenset({"files", "skills"})  # common words: they are this vendor's where its SDKs say so
ANNOUNCES = frozenset({"files"})
# Claude Code writes user_HASH_account_UUID_session_UUID, newer ones a small JSON object with a session_id.
_SESSION = re.compile(r"session(?:_id\"\s*:\s*\"|_)([0-9a-fA-F-]{16,64})")

SHAPE = Shape(
    kinds={
        **dict.fromkeys(
            ("content", "text", "title", "context", "cited_text", "prompt", "system"), Kind.PROSE
        ),
        **dict.fromkeys(("description", "stdout", "stderr", "stop_sequences", "document_title"), Kind.PROSE),
        **dict.fromkeys(("id", "tool_use_id", "file_id", "previous_message_id", "container"), Kind.ID),
        **dict.fromkeys(
            ("model", "name", "tool_name", "fallback_credit_token", "anthropic_version"), Kind.FIXED
        ),
        **dict.fromkeys(("type", "role", "media_type", "service_tier", "custom_id", "user_id"), Kind.FIXED),
        "data": Kind.FILE,
        **dict.fromkeys(("signature", "encrypted_content", "encrypted_index", "encrypted_stdout"), Kind.BLOB),
    },
    typed={
        ("thinking", "thinking"): Kind.SIGNED,
        ("redacted_thinking", "data"): Kind.BLOB,
        ("text", "data"): Kind.PROSE,
    },
    scopes={
        "system": Origin.SYSTEM,
        "messages": Origin.USER,
        "prompt": Origin.USER,
        "tools": Origin.SYSTEM,
        "source": Origin.FILE,
    },
    roles={"user": Origin.USER, "assistant": Origin.HISTORY, "system": Origin.SYSTEM},
    types={
        "tool_result": Origin.TOOL,
        "mcp_tool_result": Origin.TOOL,
        "web_search_tool_result": Origin.TOOL,
        "web_fetch_tool_result": Origin.TOOL,
        "code_execution_tool_result": Origin.TOOL,
        "bash_code_execution_tool_result": Origin.TOOL,
        "text_editor_code_execution_tool_result": Origin.TOOL,
        "search_result": Origin.TOOL,
        "document": Origin.FILE,
    },
    sealed=frozenset({"thinking", "redacted_thinking", "compaction"}),
    free=frozenset({"input", "input_schema", "input_examples", "metadata"}),
    known=SCHEMA_FIELDS
    | words(
        """
        messages content text type role system source data media_type url file_id title context
        citations cited_text document_title document_index start_char_index end_char_index
        start_page_number end_page_number input id name tool_use_id is_error thinking signature
        cache_control ttl metadata user_id model max_tokens stream stop_sequences temperature
        top_k top_p tools tool_choice input_schema input_examples description
        disable_parallel_tool_use budget_tokens service_tier container mcp_servers
        authorization_token requests custom_id params prompt max_tokens_to_sample enabled edits
        trigger keep context_management output_config effort output_format speed inference_geo
        caller stdout stderr return_code encrypted_content page_age allowed_callers
        defer_loading display anthropic_version
        """
    ),
    words=SCHEMA_WORDS
    | ROLES
    | MEDIA_TYPES
    | words(
        """
        text image document tool_use tool_result thinking redacted_thinking server_tool_use
        ephemeral none enabled disabled adaptive tool custom content standard_only medium max 5m
        1h compaction search_result
        """
    ),
)


def route(capture: Capture) -> str:
    """The route's name, below any base path; on a host of GitHub Copilot it begins with ``copilot.``."""
    name = find(ROUTES, capture)
    if name in _FORMS and not (capture.header("anthropic-version") or capture.header("anthropic-beta")):
        return ""
    return flavoured(name, capture) if capture.host.endswith(COPILOT) else name


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    declared = capture.header("content-type")
    if route in _FORMS and declared.lower().startswith("multipart/"):
        builder = Builder(body)
        read_multipart(builder, declared, SHAPE)
        return builder.build()
    builder, tree = open_object(body, SHAPE)
    session = _session(capture, tree)
    first = builder.first(Origin.USER)
    conversation = f"session:{session}" if session else (f"first:{first}" if first else "")
    model = tree.root("model") or _model_in_path(capture)
    return builder.build(conversation, model, stream=tree.flag("stream"))


def _model_in_path(capture: Capture) -> str:
    name, _, verb = plain_path(capture).rpartition("/")[2].partition(":")
    return name if verb in ("rawPredict", "streamRawPredict") and name != "count-tokens" else ""


def _session(capture: Capture, tree: Tree) -> str:
    """The session of Claude Code, from its header or from ``metadata.user_id``; empty where there is none."""
    header = capture.header("x-claude-code-session-id")
    if header:
        return header
    metadata = tree.child("metadata")
    user = metadata.fields.get("user_id") if metadata else None
    found = _SESSION.search(user) if isinstance(user, str) else None
    return found[1] if found else ""
