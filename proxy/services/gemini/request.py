"""Requests of the Gemini API, Vertex AI and Code Assist (the Gemini CLI).

Source: the types of google-genai 2.8, and the source of the Gemini CLI for ``v1internal``. A function's call and its
result are objects here, not JSON in a string. A ``thoughtSignature`` stands for what the model thought and goes back
unchanged; the text beside it may be edited, for the service saw it with the same placeholders.
"""

import re
from dataclasses import replace
from urllib.parse import parse_qs

from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.json import Tree
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, PREFIX, find, plain_path, routes
from proxy.capture import SOCKET, Capture
from proxy.contract import Document
from proxy.services.gemini.vocabulary import CONSTANTS, FIELDS, spelled

_NAME = r"[A-Za-z0-9_.@~-]+"  # of a model, an endpoint; a colon begins the method
_STREAM = "streamGenerateContent"
_METHODS = (
    "generateContent",
    _STREAM,
    "countTokens",
    "computeTokens",
    "embedContent",
    "batchEmbedContents",
    "asyncBatchEmbedContent",
    "batchGenerateContent",
    "predict",
    "predictLongRunning",
    "generateAnswer",
    "generateMessage",
    "generateText",
)
_KEPT = (
    "cachedContents",
    "tunedModels",
    "tuningJobs",
    "batchPredictionJobs",
    "interactions",
    "fileSearchStores",
)
_BIDI = r"google\.(?:ai\.generativelanguage|cloud\.aiplatform)\.v[0-9a-z]+\."
ROUTES = routes(
    *(("POST", rf"{PREFIX}/{_NAME}:{method}", method) for method in _METHODS),
    ("POST", r"/v1internal:[A-Za-z]+", "codeassist"),
    *(("POST", rf"{PREFIX}/{kept}", kept) for kept in _KEPT),
    *(("PATCH", rf"{PREFIX}/{kept}/{NAME}", kept) for kept in _KEPT[:2]),
    ("POST", rf"{PREFIX}/files", "files"),
    ("POST", rf"{PREFIX}/(?:files:register|fileSearchStores/{_NAME}:importFile)", "files"),
    (SOCKET, rf"/ws/{_BIDI}GenerativeService[./]BidiGenerateContent(?:Constrained)?", "live"),
    (SOCKET, rf"/ws/{_BIDI}LlmBidiService/BidiGenerateContent", "live"),
)  # fmt: skip
_WITH_ALT = re.compile(r"sse\Z", re.IGNORECASE)

SHAPE = Shape(
    kinds={
        **dict.fromkeys(
            spelled(
                """
                text content contents input output code description system_instruction display_name prompt
                negative_prompt title summary string_value query queries text_input context finish_message
                """
            ),
            Kind.PROSE,
        ),
        **dict.fromkeys(
            spelled(
                """
                model name mime_type role file_uri gcs_uri uri cached_content id call_id previous_interaction_id
                session_id user_prompt_id project cloudaicompanion_project allowed_function_names json_path
                language_code voice_name task_type file_name file_search_store_names base_model agent type
                access_token api_key api_key_string id_token model_name datastore data_store rag_corpus engine
                """
            ),
            Kind.FIXED,
        ),
        **dict.fromkeys(spelled("data bytes_base64_encoded image_bytes video_bytes"), Kind.FILE),
        **dict.fromkeys(
            spelled("thought_signature signature continuation_token voice_consent_signature sdk_blob handle"),
            Kind.BLOB,
        ),
    },
    scopes={
        **dict.fromkeys(spelled("system_instruction tools tool_config"), Origin.SYSTEM),
        **dict.fromkeys(
            spelled(
                """
                contents content input turns realtime_input instances prompt display_name text messages examples
                text_input context
                """
            ),
            Origin.USER,
        ),
        **dict.fromkeys(spelled("function_call tool_call executable_code"), Origin.HISTORY),
        **dict.fromkeys(
            spelled("function_response function_responses tool_response code_execution_result"), Origin.TOOL
        ),
    },
    roles={
        "user": Origin.USER,
        "model": Origin.HISTORY,
        "assistant": Origin.HISTORY,
        "system": Origin.SYSTEM,
        "function": Origin.TOOL,
        "tool": Origin.TOOL,
    },
    types={
        "user_input": Origin.USER,
        **dict.fromkeys(("model_output", "thought", "function_call", "code_execution_call"), Origin.HISTORY),
        **dict.fromkeys(("google_search_call", "url_context_call", "mcp_server_tool_call"), Origin.HISTORY),
        **dict.fromkeys(("file_search_call", "google_maps_call"), Origin.HISTORY),
        **dict.fromkeys(("function_result", "code_execution_result", "google_search_result"), Origin.TOOL),
        **dict.fromkeys(("url_context_result", "mcp_server_tool_result", "file_search_result"), Origin.TOOL),
    },
    free=spelled(
        """
        args response parameters parameters_json_schema response_schema response_json_schema schema labels metadata
        part_metadata custom_metadata arguments result env headers
        """
    ),
    sealed=frozenset({"thought"}),
    known=FIELDS,
    words=CONSTANTS,
)


_REMEMBERED = frozenset({"interactions", "cachedContents", "live"})  # the next turn does not bring it again
_IDS = tuple(
    (sort, name)
    for sort, field in (
        ("interaction", "previous_interaction_id"),
        ("session", "session_id"),
        ("cache", "cached_content"),
    )
    for name in sorted(spelled(field))
)


def route(capture: Capture) -> str:
    """The route's name; a stream that comes as one growing JSON array has ``.array`` behind it.

    Of an upload only the start is JSON; its bytes are nobody's route here.
    """
    if capture.method == SOCKET and capture.path.startswith("//ws/"):
        capture = replace(capture, path=capture.path[1:])  # so the Python SDK asks, and is answered
    name = find(ROUTES, capture)
    if name == "files" and "/upload/" in capture.path and capture.header("x-goog-upload-command") != "start":
        return ""
    if _method(capture) == _STREAM and not _has_events(capture):
        return f"{name}.array"
    return name


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    streams = _method(capture) == _STREAM or tree.flag("stream")
    return builder.build(_conversation(route, capture, builder, tree), _model(capture, tree), stream=streams)


def _method(capture: Capture) -> str:
    return plain_path(capture).rpartition("/")[2].partition(":")[2]


def _has_events(capture: Capture) -> bool:
    """Whether the client asked for server-sent events (``alt=sse``, also as ``$alt``)."""
    query = parse_qs(capture.path.partition("?")[2])
    return any(_WITH_ALT.match(value) for name in ("alt", "$alt") for value in query.get(name, ()))


def _model(capture: Capture, tree: Tree) -> str:
    """The model, as the body or the path names it."""
    setup = tree.child("setup")
    inside = setup.fields.get("model") if setup else None
    named = tree.root("model") or tree.root("agent") or (inside if isinstance(inside, str) else "")
    last = plain_path(capture).rpartition("/")[2].partition(":")[0]
    return named.rpartition("/")[2] or (last if "/models/" in capture.path else "")


def _conversation(route: str, capture: Capture, builder: Builder, tree: Tree) -> str:
    """The id on the wire, with its sort in front; else the first text of the user, which every turn brings again.

    What a cache holds may be quoted in an answer, so a conversation over one is known by the cache; one on a socket,
    where each message is new, by the key with which the socket was opened.
    """
    request = tree.child("request")
    for fields in (tree.holders[0].fields if tree.holders else {}, request.fields if request else {}):
        for sort, name in _IDS:
            value = fields.get(name)
            if isinstance(value, str) and value:
                return f"{sort}:{value}"
    if route == "live" and (key := capture.header("sec-websocket-key")):
        return f"socket:{key}"
    first = builder.first(Origin.USER)
    return f"{'opening' if route in _REMEMBERED else 'first'}:{first}" if first else ""
