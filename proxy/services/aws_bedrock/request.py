"""Requests of Bedrock's runtime, of its agents and of Q Business.

Source: the service models of botocore 1.44.5 (bedrock-runtime 2023-09-30, bedrock-agent-runtime 2023-07-26, qbusiness
2023-11-27). The body of InvokeModel is the vendor's own: Anthropic's messages, Titan's ``inputText``, Llama's and
Mistral's ``prompt``, Cohere's ``message``, Nova's ``messages``. Reasoning is signed; names of tools and documents and
request metadata take no brackets, so that a placeholder there would be refused.
"""

import re
from dataclasses import replace
from urllib.parse import unquote

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.json import Tree
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, find, routes
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import Capture
from proxy.contract import Document, Unreadable

ROUTES = routes(
    ("POST", rf"/model/{NAME}/converse", "converse"),
    ("POST", rf"/model/{NAME}/converse-stream", "converse_stream"),
    ("POST", rf"/model/{NAME}/invoke", "invoke"),
    ("POST", rf"/model/{NAME}/invoke-with-response-stream", "invoke_stream"),
    ("POST", rf"/model/{NAME}/invoke-with-bidirectional-stream", "duplex"),
    ("POST", rf"/model/{NAME}/count-tokens", "count_tokens"),
    ("POST", r"/async-invoke", "async_invoke"),
    ("POST", rf"/guardrail/{NAME}/version/{NAME}/apply", "guardrail"),
    ("POST", r"/guardrail-checks/invoke", "guardrail"),
    ("POST", rf"/agents/{NAME}/agentAliases/{NAME}/sessions/{NAME}/text", "agent"),
    ("POST", rf"/agents/{NAME}", "agent"),
    ("POST", rf"/flows/{NAME}/aliases/{NAME}", "flow"),
    ("POST", r"/retrieveAndGenerate", "retrieve_and_generate"),
    ("POST", r"/retrieveAndGenerateStream", "retrieve_and_generate_stream"),
    ("POST", rf"/knowledgebases/{NAME}/retrieve", "retrieve"),
    ("POST", r"/rerank", "rerank"),
    ("POST", r"/optimize-prompt", "optimize_prompt"),
    ("POST", r"/generateQuery", "generate_query"),
    ("POST", rf"/applications/{NAME}/conversations", "q_business"),
)
_STREAMS = frozenset(
    ("converse_stream", "invoke_stream", "agent", "flow", "retrieve_and_generate_stream", "optimize_prompt")
)
ENDLESS = frozenset({"duplex"})
_MODEL = re.compile(r"(/[a-z-]+/)((?:[A-Za-z0-9_.:~-]|%3[Aa]|%2[Ff])+)(/.*)?", re.DOTALL)
_ENCODED = re.compile(r"%3[Aa]|%2[Ff]")
_SESSION = re.compile(r"/sessions/([^/]+)/text\Z|/agents/([^/]+)\Z")

SHAPE = Shape(
    kinds={
        **dict.fromkeys(
            ("text", "content", "system", "prompt", "inputText", "instruction", "query"), Kind.PROSE
        ),
        **dict.fromkeys(
            ("message", "preamble", "texts", "userMessage", "description", "context"), Kind.PROSE
        ),
        **dict.fromkeys(("stopSequences", "stop_sequences", "stop", "title", "cited_text"), Kind.PROSE),
        **dict.fromkeys(("toolUseId", "id", "tool_use_id", "invocationId", "clientRequestToken"), Kind.ID),
        **dict.fromkeys(("sessionId", "conversationId", "parentMessageId", "clientToken"), Kind.ID),
        **dict.fromkeys(
            ("name", "role", "type", "format", "modelId", "modelArn", "modelIdentifier"), Kind.FIXED
        ),
        **dict.fromkeys(("media_type", "mediaType", "model", "tool_name", "anthropic_version"), Kind.FIXED),
        **dict.fromkeys(
            ("guardrailIdentifier", "knowledgeBaseId", "taskType", "latency", "nodeName"), Kind.FIXED
        ),
        **dict.fromkeys(("bytes", "data", "body", "inputImage", "image", "images", "maskImage"), Kind.FILE),
        **dict.fromkeys(("signature", "redactedContent", "encrypted_content"), Kind.BLOB),
        "arguments": Kind.JSON,
    },
    typed={
        ("thinking", "thinking"): Kind.SIGNED,
        ("redacted_thinking", "data"): Kind.BLOB,
        ("text", "data"): Kind.PROSE,
    },
    scopes={
        **dict.fromkeys(("system", "instruction", "tools", "toolConfig", "actionGroups"), Origin.SYSTEM),
        **dict.fromkeys(("preamble", "description"), Origin.SYSTEM),
        **dict.fromkeys(("document", "documents", "files", "attachments", "source"), Origin.FILE),
        **dict.fromkeys(("toolResult", "searchResult", "returnControlInvocationResults"), Origin.TOOL),
        **dict.fromkeys(("requestMetadata", "metadata", "guardrailConfig"), Origin.META),
    },
    roles={
        "user": Origin.USER,
        "USER": Origin.USER,
        "assistant": Origin.HISTORY,
        "CHATBOT": Origin.HISTORY,
        "system": Origin.SYSTEM,
        "SYSTEM": Origin.SYSTEM,
        "tool": Origin.TOOL,
        "TOOL": Origin.TOOL,
    },
    types={"tool_result": Origin.TOOL, "document": Origin.FILE},
    sealed=frozenset({"thinking", "redacted_thinking", "compaction"}),
    closed=frozenset({"reasoningContent", "requestMetadata"}),
    free=frozenset(
        {"input", "json", "input_schema", "metadata", "requestMetadata", "promptSessionAttributes"}
        | {"sessionAttributes", "additionalModelRequestFields", "promptVariables", "parameters"}
    ),
    known=SCHEMA_FIELDS
    | words(
        """
        messages content text role system source bytes format image document video audio name context
        citations citationsContent toolUse toolUseId toolResult status input json toolConfig tools
        toolSpec inputSchema toolChoice reasoningContent reasoningText signature redactedContent
        guardContent qualifiers searchResult title inferenceConfig maxTokens temperature topP
        stopSequences guardrailConfig guardrailIdentifier guardrailVersion trace
        additionalModelRequestFields additionalModelResponseFieldPaths promptVariables
        requestMetadata performanceConfig latency cachePoint serviceTier outputConfig uri s3Location
        anthropic_version anthropic_beta max_tokens stop_sequences top_k top_p tool_choice
        input_schema type media_type data tool_use_id is_error thinking budget_tokens cache_control
        id metadata user_id inputText textGenerationConfig maxTokenCount prompt max_gen_len message
        chat_history preamble documents texts input_type embedding_types dimensions normalize
        inputImage taskType textToImageParams negativeText images imageGenerationConfig text_prompts
        weight schemaVersion converse invokeModel body modelId modelInput outputDataConfig
        s3OutputDataConfig s3Uri clientRequestToken outputScope sessionState files byteContent
        mediaType sourceType useCase promptSessionAttributes sessionAttributes conversationHistory
        invocationId returnControlInvocationResults enableTrace endSession streamingConfigurations
        instruction foundationModel actionGroups knowledgeBases inputs nodeName nodeOutputName
        retrievalQuery retrieveAndGenerateConfiguration knowledgeBaseConfiguration knowledgeBaseId
        modelArn sessionId queries rerankingConfiguration sources userMessage attachments
        chatMode chatModeConfiguration attributeFilter clientToken parentMessageId user messages
        description properties stop model generationConfiguration promptTemplate textPromptTemplate
        """
    ),
    words=SCHEMA_WORDS
    | ROLES
    | MEDIA_TYPES
    | words(
        """
        user assistant text image document png jpeg gif webp pdf csv doc docx xls xlsx html txt md
        success error enabled disabled auto any tool tool_use tool_result thinking ephemeral default
        USER CHATBOT SYSTEM TOOL INPUT OUTPUT TEXT_IMAGE search_document search_query float
        messages-v1 BYTE_CONTENT S3 CHAT CODE_INTERPRETER KNOWLEDGE_BASE optimized standard
        """
    ),
    base=Origin.USER,
)

_COUNTED = replace(SHAPE, free=SHAPE.free - {"input"})  # the body of another route stands in its ``input``


def route(capture: Capture) -> str:
    """The route's name; empty where it is not Bedrock's. A model's id may be an ARN, written with %3A and %2F."""
    path, mark, query = capture.path.partition("?")
    named = _MODEL.fullmatch(path)
    if named:
        path = "".join((named[1], _ENCODED.sub(":", named[2]), named[3] or ""))
    return find(ROUTES, replace(capture, path=f"{path}{mark}{query}"))


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    if route == "duplex" or "eventstream" in capture.header("content-type"):
        raise Unreadable("a stream in both directions is not read")
    builder, tree = open_object(body, _COUNTED if route == "count_tokens" else SHAPE)
    return builder.build(
        _conversation(route, capture, tree, builder.first(Origin.USER)),
        _model(capture, tree),
        stream=route in _STREAMS,
    )


def _model(capture: Capture, tree: Tree) -> str:
    path = capture.path.partition("?")[0]
    if path.startswith("/model/"):
        return unquote(path.split("/")[2])
    return tree.root("modelId") or tree.root("foundationModel")


def _conversation(route: str, capture: Capture, tree: Tree, first: str) -> str:
    """The session that the service keeps, where there is one; else the first words of the history that is sent."""
    path, _, query = capture.path.partition("?")
    if route == "agent" and (session := _SESSION.search(path)):
        return f"session:{session[1] or session[2]}"
    if route in ("retrieve_and_generate", "retrieve_and_generate_stream", "q_business"):
        named = re.search(r"(?:\A|&)conversationId=([^&]+)", query)
        if known := tree.root("sessionId") or (named[1] if named else ""):
            return f"session:{known}"
        return f"opening:{first}" if first else ""
    return f"first:{first}" if first else ""
