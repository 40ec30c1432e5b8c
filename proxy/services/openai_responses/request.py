"""Requests of OpenAI responses, conversations' items and Codex.

Source: the request types of openai 3.52.0 (responses.response_create_params), and codex-rs for its path
and headers.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.json import Tree
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, PREFIX, find, flavoured, plain_path, routes
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import SOCKET, Capture
from proxy.contract import Document

ROUTES = routes(
    (SOCKET, rf"{PREFIX}/responses", "responses.socket"),
    ("POST", rf"{PREFIX}/responses", "responses"),
    ("POST", rf"{PREFIX}/responses/input_tokens", "responses.input_tokens"),
    ("POST", rf"{PREFIX}/responses/compact", "responses.compact"),
    ("POST", rf"{PREFIX}/v1/conversations", "conversations"),
    ("POST", rf"{PREFIX}/v1/conversations/{NAME}/items", "conversations.items"),
)
_SESSION_HEADERS = ("session_id", "session-id", "conversation_id", "conversation-id", "thread-id")

SHAPE = Shape(
    kinds={
        **dict.fromkeys(
            ("content", "text", "refusal", "instructions", "input", "output", "summary"), Kind.PROSE
        ),
        **dict.fromkeys(
            ("description", "definition", "code", "logs", "stdout", "stderr", "diff"), Kind.PROSE
        ),
        **dict.fromkeys(
            ("query", "queries", "reason", "commands", "command", "server_description"), Kind.PROSE
        ),
        **dict.fromkeys(("id", "call_id", "item_id", "file_id", "file_ids", "container_id"), Kind.ID),
        **dict.fromkeys(("previous_response_id", "approval_request_id", "vector_store_ids"), Kind.ID),
        **dict.fromkeys(
            ("model", "type", "role", "name", "status", "phase", "effort", "namespace"), Kind.FIXED
        ),
        **dict.fromkeys(("format", "syntax", "service_tier", "detail", "include", "truncation"), Kind.FIXED),
        **dict.fromkeys(
            ("server_label", "server_url", "connector_id", "tool_names", "tunnel_id"), Kind.FIXED
        ),
        **dict.fromkeys(("authorization", "conversation", "prompt_cache_key"), Kind.FIXED),
        "arguments": Kind.JSON,
        **dict.fromkeys(("file_data", "data", "image_url", "file_url", "result"), Kind.FILE),
        **dict.fromkeys(("encrypted_content", "signature"), Kind.BLOB),
    },
    scopes={
        "input": Origin.USER,
        "items": Origin.USER,
        "instructions": Origin.SYSTEM,
        "tools": Origin.SYSTEM,
        "prompt": Origin.SYSTEM,
    },
    roles={
        "system": Origin.SYSTEM,
        "developer": Origin.SYSTEM,
        "user": Origin.USER,
        "assistant": Origin.HISTORY,
        "tool": Origin.TOOL,
    },
    types={
        **dict.fromkeys(
            (
                "function_call",
                "custom_tool_call",
                "reasoning",
                "code_interpreter_call",
                "web_search_call",
                "computer_call",
                "shell_call",
                "local_shell_call",
                "apply_patch_call",
                "image_generation_call",
                "compaction",
            ),
            Origin.HISTORY,
        ),
        **dict.fromkeys(
            (
                "function_call_output",
                "custom_tool_call_output",
                "file_search_call",
                "computer_call_output",
                "shell_call_output",
                "local_shell_call_output",
                "apply_patch_call_output",
                "mcp_call",
                "mcp_list_tools",
            ),
            Origin.TOOL,
        ),
    },
    free=frozenset({"parameters", "schema", "metadata", "output_schema", "env", "headers", "variables"})
    | frozenset({"attributes", "input_schema", "client_metadata"}),
    sealed=frozenset({"reasoning", "compaction"}),
    known=SCHEMA_FIELDS
    | words(
        """
        input content text type role id status call_id name arguments output summary
        encrypted_content image_url detail file_data file_id file_url filename refusal
        annotations logprobs instructions model stream store previous_response_id conversation
        metadata tools tool_choice parallel_tool_calls reasoning effort include prompt variables
        prompt_cache_key prompt_cache_retention safety_identifier service_tier temperature top_p
        top_logprobs truncation user background max_output_tokens max_tool_calls stream_options
        include_obfuscation parameters schema verbosity server_label server_url
        server_description authorization headers require_approval allowed_tools never always
        tool_names queries query results score attributes action actions code outputs logs url
        container_id container result operation path diff stdout stderr outcome exit_code
        command commands env timeout_ms max_output_length working_directory environment file_ids
        vector_store_ids filters user_location search_context_size city country region timezone
        format definition syntax context_management items output_schema namespace phase
        compact_threshold
        """
    ),
    words=SCHEMA_WORDS
    | ROLES
    | MEDIA_TYPES
    | words(
        """
        message input_text input_image input_file output_text summary_text reasoning_text
        refusal function function_call function_call_output custom_tool_call
        custom_tool_call_output reasoning text json_schema json_object completed in_progress
        incomplete none required minimal medium xhigh concise detailed disabled local_shell_call
        shell_call apply_patch_call web_search_call mcp web_search file_search code_interpreter
        custom grammar lark regex compaction default flex priority reasoning.encrypted_content
        local_shell shell apply_patch image_generation namespace commentary final_answer
        """
    ),
    tokens=frozenset({"input"}),
)


def route(capture: Capture) -> str:
    """The route's name, with ``azure.``, ``copilot.`` or, on ChatGPT's hosts, ``codex.`` in front."""
    name = find(ROUTES, capture)
    return f"codex.{name}" if name and "/codex/" in plain_path(capture) else flavoured(name, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    conversation = _named(capture, tree)
    if not conversation:
        first, key = builder.first(Origin.USER), tree.root("prompt_cache_key")
        # A cache key may be shared by all conversations of an application, so it does not stand alone.
        conversation = f"opening:{key}\n{first}" if first else (f"cache:{key}" if key else "")
    return builder.build(conversation, tree.root("model"), stream=tree.flag("stream"))


def _named(capture: Capture, tree: Tree) -> str:
    """The id by which the wire names the conversation, with its sort in front; empty where there is none."""
    child = tree.child("conversation")
    inside = child.fields.get("id") if child else None
    if named := tree.root("conversation") or (inside if isinstance(inside, str) else ""):
        return f"conversation:{named}"
    if session := next(filter(None, map(capture.header, _SESSION_HEADERS)), ""):
        return f"session:{session}"
    if before := tree.root("previous_response_id"):
        return f"response:{before}"
    parts = plain_path(capture).split("/")
    return f"conversation:{parts[-2]}" if parts[-1:] == ["items"] else ""
