"""Requests of OpenAI chat completions, and of the older text, embedding and moderation routes.

Source: the request types of openai 3.52.0 (chat.completion_create_params and its neighbours).
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, PREFIX, find, flavoured, plain_path, routes
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import Capture
from proxy.contract import Document

_BATCHED = r"(?!.*/async/)"  # Perplexity's wrapped form answers in another way
# A last part as common as "completions" is ours only below a version or a deployment.
_VERSION = rf"(?:{PREFIX}/v[0-9][0-9a-z]*(?:/engines/{NAME})?|{PREFIX}/deployments/{NAME}|/beta)"
# Models of others at Vertex AI, which speak as they do at home; Anthropic's and Google's have their own dialects.
_PUBLISHED = (
    rf"/v1(?:beta1)?/projects/{NAME}/locations/{NAME}/publishers/(?!anthropic/|google/){NAME}/models/{NAME}"
)
ROUTES = routes(
    ("POST", rf"{_BATCHED}{PREFIX}/chat/completions", "chat.completions"),
    ("POST", rf"{_VERSION}/(?:fim/|agents/)?completions", "completions"),  # fim and agents: Mistral
    ("POST", rf"{_PUBLISHED}:(?:r|streamR)awPredict", "chat.completions"),
    ("POST", rf"{PREFIX}/embeddings", "embeddings"),
    ("POST", rf"{PREFIX}/moderations", "moderations"),
)

SHAPE = Shape(
    kinds={
        **dict.fromkeys(
            ("content", "text", "refusal", "prompt", "input", "suffix", "reasoning_content"), Kind.PROSE
        ),
        **dict.fromkeys(("description", "definition", "stop", "reasoning"), Kind.PROSE),
        **dict.fromkeys(("id", "tool_call_id", "file_id"), Kind.ID),
        **dict.fromkeys(("model", "voice", "format", "syntax"), Kind.FIXED),
        **dict.fromkeys(("type", "role", "name", "effort", "service_tier", "encoding_format"), Kind.FIXED),
        "arguments": Kind.JSON,
        **dict.fromkeys(
            ("file_data", "data", "image_url", "url", "audio_url", "video_url", "document_url", "file_url"),
            Kind.FILE,
        ),
        **dict.fromkeys(("signature", "encrypted_content", "encrypted"), Kind.BLOB),
    },
    typed={
        # Who speaks: nothing refers to it, and OpenAI takes all but spaces, <, | and slashes: a placeholder fits.
        **dict.fromkeys(((role, "name") for role in ("user", "system", "developer")), Kind.CALLED),
        ("reasoning.text", "text"): Kind.SIGNED,
        ("reasoning.encrypted", "data"): Kind.BLOB,
        ("text", "data"): Kind.PROSE,
    },
    scopes={
        "messages": Origin.USER,
        "prompt": Origin.USER,
        "suffix": Origin.USER,
        "input": Origin.USER,
        "prediction": Origin.USER,
        "tools": Origin.SYSTEM,
        "functions": Origin.SYSTEM,
        "response_format": Origin.SYSTEM,
        "documents": Origin.FILE,
    },
    roles={
        "system": Origin.SYSTEM,
        "developer": Origin.SYSTEM,
        "user": Origin.USER,
        "assistant": Origin.HISTORY,
        "tool": Origin.TOOL,
        "function": Origin.TOOL,
    },
    free=frozenset({"parameters", "schema", "metadata", "arguments", "extra_body", "chat_template_kwargs"}),
    known=SCHEMA_FIELDS
    | words(
        """
        messages content text image_url url detail input_audio data format file file_data
        filename file_id refusal role name tool_calls id function arguments custom input
        tool_call_id function_call audio voice model frequency_penalty functions logit_bias
        logprobs max_completion_tokens max_tokens metadata modalities n parallel_tool_calls
        prediction presence_penalty prompt_cache_key prompt_cache_retention reasoning_effort
        response_format json_schema schema safety_identifier seed service_tier stop store stream
        stream_options include_usage include_obfuscation temperature tool_choice tools
        parameters top_logprobs top_p user verbosity web_search_options search_context_size
        user_location approximate city country region timezone prompt suffix echo best_of
        encoding_format dimensions grammar definition syntax allowed_tools mode
        reasoning_content reasoning reasoning_details documents provider effort index
        document_url document_name thinking random_seed safe_prompt agent_id pdf_url file_url
        """
    ),
    words=SCHEMA_WORDS
    | ROLES
    | MEDIA_TYPES
    | words(
        """
        text image_url input_audio file function custom json_schema json_object none required
        minimal medium xhigh default flex priority refusal content approximate float audio
        """
    ),
    tokens=frozenset({"input", "prompt"}),
)


def route(capture: Capture) -> str:
    """The route's name; on a host of Azure it begins with ``azure.``, on one of GitHub Copilot with ``copilot.``."""
    return flavoured(find(ROUTES, capture), capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    first = builder.first(Origin.USER)
    key = tree.root("prompt_cache_key")
    # A cache key may be shared by all conversations of an application, so it does not stand alone.
    conversation = f"first:{key}\n{first}" if first else (f"cache:{key}" if key else "")
    return builder.build(conversation, tree.root("model") or _deployment(capture), stream=tree.flag("stream"))


def _deployment(capture: Capture) -> str:
    """Azure and Vertex AI name the model in the path: /openai/deployments/NAME/chat/completions."""
    parts = plain_path(capture).split("/")
    if parts[-1].endswith("awPredict"):
        return parts[-1].partition(":")[0]
    return parts[parts.index("deployments") + 1] if "deployments" in parts[:-1] else ""
