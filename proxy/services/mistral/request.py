"""Requests of Mistral's API that are none of OpenAI's: conversations, agents, documents to read, batches, speech.

Source: the request types of the vendor's Python SDK (mistralai 3).
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, find, plain_path, routes
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import Capture
from proxy.contract import Document

ROUTES = routes(
    ("POST", r"/v1/conversations", "conversations"),
    ("POST", rf"/v1/conversations/{NAME}", "conversations"),
    ("POST", rf"/v1/conversations/{NAME}/restart", "conversations"),
    ("POST", r"/v1/agents", "agents"),
    ("PATCH", rf"/v1/agents/{NAME}", "agents"),
    ("POST", r"/v1/ocr", "ocr"),
    ("POST", r"/v1/(?:chat/)?(?:moderations|classifications)", "moderations"),
    ("POST", r"/v1/batch/jobs", "batches"),
    ("POST", r"/v1/audio/speech", "speech"),
)

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("content", "text", "thinking", "inputs", "input", "instructions"), Kind.PROSE),
        **dict.fromkeys(
            ("result", "description", "stop", "prompt", "suffix", "handoff_description"), Kind.PROSE
        ),
        **dict.fromkeys(("model", "type", "role", "name", "tool", "object", "prefix"), Kind.FIXED),
        **dict.fromkeys(("endpoint", "handoff_execution", "tool_choice", "custom_id", "voice"), Kind.FIXED),
        **dict.fromkeys(
            ("id", "tool_call_id", "agent_id", "file_id", "from_entry_id", "library_ids"), Kind.ID
        ),
        **dict.fromkeys(("conversation_id", "input_files", "voice_id"), Kind.ID),
        **dict.fromkeys(("document_url", "image_url", "url", "input_audio", "file", "ref_audio"), Kind.FILE),
        "arguments": Kind.JSON,
    },
    scopes={
        **dict.fromkeys(("inputs", "input", "messages", "entries", "requests", "prompt"), Origin.USER),
        **dict.fromkeys(("instructions", "tools", "completion_args", "description"), Origin.SYSTEM),
        "document": Origin.FILE,
    },
    roles={
        "system": Origin.SYSTEM,
        "user": Origin.USER,
        "assistant": Origin.HISTORY,
        "tool": Origin.TOOL,
    },
    types={
        "message.input": Origin.USER,
        "message.output": Origin.HISTORY,
        "function.call": Origin.HISTORY,
        "function.result": Origin.TOOL,
        "tool.execution": Origin.TOOL,
    },
    free=frozenset({"parameters", "schema", "arguments", "info", "metadata", "schema_definition"}),
    known=SCHEMA_FIELDS
    | words(
        """
        inputs input messages role content text type thinking image_url url detail document_url document_name
        document_type document tool_call_id tool_calls id function name arguments result instructions tools
        completion_args model agent_id agent_version stream store handoff_execution metadata description handoffs
        conversation_id from_entry_id library_ids parameters stop presence_penalty frequency_penalty temperature top_p
        max_tokens random_seed prediction response_format json_schema schema_definition strict tool_choice prefix
        object created_at completed_at endpoint requests custom_id body timeout_hours input_files prompt suffix pages
        include_image_base64 image_limit image_min_size bbox_annotation_format document_annotation_format voice
        voice_id ref_audio response_format confirmation tool_confirmations tool_configuration include exclude
        """
    ),
    words=SCHEMA_WORDS
    | ROLES
    | MEDIA_TYPES
    | words(
        """
        text image_url document_url reference thinking function web_search web_search_premium code_interpreter
        image_generation document_library connector entry message.input message.output function.call function.result
        tool.execution agent.handoff client server none required json_object json_schema allow deny
        """
    ),
)


def route(capture: Capture) -> str:
    """The route's name; empty where it is not Mistral's own."""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    parts = plain_path(capture).split("/")
    named = parts[3] if route == "conversations" and len(parts) > 3 else ""
    first = builder.first(Origin.USER)
    if named:
        conversation = f"conversation:{named}"
    elif route == "conversations":
        conversation = f"opening:{first}" if first else ""
    else:
        conversation = f"first:{first}" if first else ""
    return builder.build(conversation, tree.root("model"), stream=tree.flag("stream"))
