"""Requests of OpenAI's API beside chat and responses: assistants and threads, images, speech, training, stores.

Source: the request types of openai 3.52.0; Azure has the same routes below ``/openai``. Images to edit and speech to
write down come as forms of several parts.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.multipart import read_multipart
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, PREFIX, find, flavoured, plain_path, routes
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import Capture
from proxy.contract import Document
from proxy.services.openai_platform.lines import shape_for

# Below a version, a deployment, or Azure's own prefix; elsewhere such common words are not ours.
_BASE = rf"{PREFIX}/(?:v[0-9][0-9a-z]*|openai|deployments/{NAME})"
_THREADS = rf"{_BASE}/threads"
ROUTES = routes(
    ("POST", rf"{_BASE}/images/(?:generations|edits|variations)", "images"),
    ("POST", rf"{_BASE}/videos(?:/{NAME}/remix|/edits|/extensions)?", "videos"),
    ("POST", rf"{_BASE}/audio/speech", "audio.speech"),
    ("POST", rf"{_BASE}/audio/(?:transcriptions|translations)", "audio.text"),
    ("POST", rf"{_BASE}/assistants(?:/{NAME})?", "assistants"),
    ("POST", rf"{_THREADS}", "threads"),
    ("POST", rf"{_THREADS}/runs", "threads.runs"),
    ("POST", rf"{_THREADS}/{NAME}", "threads"),
    ("POST", rf"{_THREADS}/{NAME}/messages(?:/{NAME})?", "threads.messages"),
    ("POST", rf"{_THREADS}/{NAME}/runs(?:/{NAME})?", "threads.runs"),
    ("POST", rf"{_THREADS}/{NAME}/runs/{NAME}/submit_tool_outputs", "threads.runs"),
    ("POST", rf"{_BASE}/fine_tuning/jobs", "fine_tuning"),
    ("POST", rf"{_BASE}/fine_tuning/alpha/graders/(?:run|validate)", "graders"),
    ("POST", rf"{_BASE}/vector_stores(?:/{NAME})?", "vector_stores"),
    ("POST", rf"{_BASE}/vector_stores/{NAME}/(?:search|files|file_batches)(?:/{NAME})?", "vector_stores"),
    ("POST", rf"{_BASE}/batches", "batches"),
    ("POST", rf"{_BASE}/files", "files"),
    ("POST", rf"{_BASE}/containers/{NAME}/files", "files"),
    ("POST", rf"{_BASE}/conversations/{NAME}", "conversations"),
    ("POST", rf"{_BASE}/evals(?:/{NAME})?", "evals"),
    ("POST", rf"{_BASE}/evals/{NAME}/runs(?:/{NAME})?", "evals"),
    ("POST", rf"{_BASE}/chatkit/sessions", "chatkit"),
)
# Their answers give a file the name by which it is spoken of later.
ANNOUNCES = frozenset({"files", "azure.files"})

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("content", "text", "instructions", "additional_instructions"), Kind.PROSE),
        **dict.fromkeys(
            ("prompt", "input", "output", "query", "description", "refusal", "hints"), Kind.PROSE
        ),
        **dict.fromkeys(("id", "tool_call_id", "file_id", "file_ids", "assistant_id", "thread_id"), Kind.ID),
        **dict.fromkeys(("vector_store_ids", "training_file", "validation_file", "input_file_id"), Kind.ID),
        **dict.fromkeys(("model", "type", "role", "name", "voice", "format", "response_format"), Kind.FIXED),
        **dict.fromkeys(
            ("size", "quality", "style", "background", "moderation", "output_format"), Kind.FIXED
        ),
        **dict.fromkeys(("endpoint", "completion_window", "language", "service_tier", "effort"), Kind.FIXED),
        "arguments": Kind.JSON,
        **dict.fromkeys(("image", "images", "image_url", "url", "mask", "data"), Kind.FILE),
    },
    typed={("text", "data"): Kind.PROSE},
    scopes={
        **dict.fromkeys(("messages", "additional_messages", "thread", "content", "prompt"), Origin.USER),
        **dict.fromkeys(("input", "query", "text"), Origin.USER),
        **dict.fromkeys(("instructions", "additional_instructions", "tools", "description"), Origin.SYSTEM),
        **dict.fromkeys(("response_format", "hints"), Origin.SYSTEM),
        "tool_outputs": Origin.TOOL,
        **dict.fromkeys(("data_source", "item"), Origin.FILE),
    },
    roles={
        "system": Origin.SYSTEM,
        "developer": Origin.SYSTEM,
        "user": Origin.USER,
        "assistant": Origin.HISTORY,
    },
    free=frozenset({"parameters", "schema", "metadata", "attributes", "item", "item_schema", "sample"})
    | frozenset({"state_variables"}),
    known=SCHEMA_FIELDS
    | words(
        """
        model prompt n size quality style response_format user background moderation output_format output_compression
        partial_images stream input instructions voice speed stream_format file language timestamp_granularities
        temperature chunking_strategy include image images mask input_fidelity image_url file_id seconds
        input_reference name description tools tool_resources metadata top_p reasoning_effort messages role content
        attachments text url detail type id assistant_id thread thread_id additional_instructions additional_messages
        max_prompt_tokens max_completion_tokens truncation_strategy tool_choice parallel_tool_calls last_messages
        tool_outputs tool_call_id output code_interpreter file_search file_ids vector_store_ids vector_stores
        max_num_results ranking_options ranker score_threshold function parameters json_schema schema
        training_file validation_file suffix method hyperparameters seed integrations supervised dpo reinforcement
        grader expires_after anchor days query filters rewrite_query attributes files key value endpoint
        input_file_id completion_window data_source data_source_config testing_criteria item item_schema source
        input_messages template sampling_params include_sample_schema labels passing_labels operation reference
        workflow version state_variables rate_limits
        """
    ),
    words=SCHEMA_WORDS
    | ROLES
    | MEDIA_TYPES
    | words(
        """
        text image_url image_file function code_interpreter file_search auto none required last_messages json_object
        json_schema url b64_json hd standard low medium high vivid natural transparent opaque png jpeg webp mp3 opus
        aac flac wav pcm sse audio verbose_json srt vtt last_active_at 24h static output_text input_text
        """
    ),
    tokens=frozenset({"input"}),
)


def route(capture: Capture) -> str:
    """The route's name; on a host of Azure it begins with ``azure.``, on one of GitHub Copilot with ``copilot.``."""
    return flavoured(find(ROUTES, capture), capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes: an object, or a form of several parts. Raises Unreadable."""
    declared = capture.header("content-type")
    if declared.lower().startswith("multipart/"):
        builder = Builder(body)
        read_multipart(builder, declared, shape_for(body, SHAPE) if route.endswith("files") else SHAPE)
        return builder.build()
    builder, tree = open_object(body, SHAPE)
    parts = plain_path(capture).split("/")
    at = parts.index("threads") + 1 if "threads" in parts[:-1] else 0
    first = builder.first(Origin.USER)
    if at and parts[at] != "runs":
        conversation = f"thread:{parts[at]}"
    elif "threads" in route:
        conversation = f"opening:{first}" if first else ""
    else:
        conversation = f"first:{first}" if first else ""
    model = tree.root("model") or (
        parts[parts.index("deployments") + 1] if "deployments" in parts[:-1] else ""
    )
    return builder.build(conversation, model, stream=tree.flag("stream"))
