"""Requests of chat pages and assistants that share no wire format, but are plain JSON with few fields of text.

How sure: reverse-engineered clients, 2025 and 2026; nothing is documented by the vendors. What is not named here is
read all the same.
"""

import re
from dataclasses import replace

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.json import Tree
from proxy.body.multipart import read_multipart
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, find, plain_path, routes
from proxy.body.vocabulary import ROLES
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
    ("POST", r"/rest/app-chat/upload-file", "grok.upload"),
    ("POST", rf"/github/chat/threads(?:/{NAME}/messages)?", "copilot.threads"),
    ("POST", r"/(?:user|application)/v5/llm/chat/stream/v[0-9]{1,2}", "jetbrains"),
    ("POST", rf"/nextjs-api/stream/(?:create-evaluation|post-to-evaluation/{NAME})", "arena"),
    ("POST", r"/chatglm/backend-api/assistant/stream", "chatglm"),
    ("POST", r"/api/v3/runInferenceTranscript", "notion"),
    ("POST", r"/2/grok/add_response\.json", "grok"),
    ("POST", rf"/chat/conversation/{NAME}", "huggingchat"),
    ("POST", rf"(?:/v1\.0|/beta)/copilot/conversations(?:/{NAME}/chat(?:OverStream)?)?", "graph"),
    ("POST", rf"/rest/(?:beta/)?(?:copilot/)?conversations(?:/{NAME}/chat(?:OverStream)?)?", "graph"),
)
ANNOUNCES = frozenset({"grok.upload"})  # answers with what the file is called from then on
# Ids by which the next turn names its conversation.
_NAMED = ("chat_session_id", "chatId", "chat_id", "conversationId", "conversation_id", "threadId", "threadID")
_IN_PATH = re.compile(r"/(?:conversations?|threads|post-to-evaluation)/([A-Za-z0-9-]{8,64})(?:/|\Z)")

SHAPE = Shape(
    kinds={
        **dict.fromkeys(
            ("query_str", "dsl_query", "prompt", "message", "content", "text", "inputs"), Kind.PROSE
        ),
        **dict.fromkeys(("messageInput", "customInstructions", "customPersonality", "title"), Kind.PROSE),
        **dict.fromkeys(("model", "modelName", "modelId", "modeId", "mode", "role", "type"), Kind.FIXED),
        **dict.fromkeys(("profile", "fqdn", "fileMimeType", "intent", "modality"), Kind.FIXED),
        **dict.fromkeys(("model_preference", "source", "sources", "language", "timezone"), Kind.FIXED),
        **dict.fromkeys(("chat_session_id", "chatId", "chat_id", "id", "parent_id", "fid"), Kind.ID),
        **dict.fromkeys(("frontend_uuid", "last_backend_uuid", "client_stream_id", "assistant_id"), Kind.ID),
        **dict.fromkeys(
            ("traceId", "spaceId", "threadId", "userId", "conversation_id", "conversationId"), Kind.ID
        ),
        **dict.fromkeys(("read_write_token", "frontend_context_uuid", "parentResponseId"), Kind.FIXED),
    },
    scopes={
        **dict.fromkeys(("query_str", "dsl_query", "prompt", "message", "messageInput"), Origin.USER),
        **dict.fromkeys(
            ("messages", "content", "userMessage", "transcript", "references", "inputs", "data"), Origin.USER
        ),
        **dict.fromkeys(("responses", "additionalContext"), Origin.USER),
        **dict.fromkeys(("customInstructions", "customPersonality"), Origin.SYSTEM),
    },
    roles={"system": Origin.SYSTEM, "user": Origin.USER, "assistant": Origin.HISTORY},
    types={
        "system_message": Origin.SYSTEM,
        **dict.fromkeys(
            ("assistant_message", "assistant_message_text", "assistant_message_tool"), Origin.HISTORY
        ),
        "tool_message": Origin.TOOL,
    },
    known=words(
        """
        query_str dsl_query params attachments sources mode model_preference frontend_uuid last_backend_uuid
        read_write_token is_incognito mentions language timezone prompt ref_file_ids chat_session_id
        parent_message_id thinking_enabled search_enabled client_stream_id message modelName modelId modeId
        fileAttachments imageAttachments customInstructions customPersonality temporary toolOverrides chatId
        messageInput messageFiles content text type files json messages role model stream chat_id parent_id id
        title metadata source search_focus frontend_context_uuid parentResponseId disableSearch
        fileName fileMimeType profile chat parameters data fqdn value intent references context currentURL streaming
        confirmations mode mediaContent parentMessageID conversationId modelAId modelBId userMessageId modelAMessageId
        modelBMessageId userMessage modality experimental_attachments assistant_id conversation_id meta_data
        inputs is_retry is_continue responses additionalContext description locationHint timeZone contextualResources
        uri webContext isWebEnabled sender promptSource systemPromptName grokModelOptionId
        traceId spaceId transcript createThread generateTitle threadId userId createdAt
        """
    ),
    words=ROLES
    | words(
        """
        text copilot concise default append start retry web auto user_message assistant_message
        assistant_message_text assistant_message_tool system_message tool_message json battle direct side-by-side
        chat conversation immersive assistive
        """
    ),
)
# An upload holds the file itself where a turn holds what is said.
_UPLOAD = replace(SHAPE, kinds={**SHAPE.kinds, "content": Kind.FILE}, scopes={}, base=Origin.FILE)
# JetBrains names the purpose of a call where others have the prompt, and sends the whole history.
_JETBRAINS = replace(
    SHAPE,
    kinds={**SHAPE.kinds, "prompt": Kind.FIXED},
    scopes={name: origin for name, origin in SHAPE.scopes.items() if name not in ("prompt", "data")},
)
_SHAPES = {"grok.upload": _UPLOAD, "jetbrains": _JETBRAINS}


def route(capture: Capture) -> str:
    """The page's name; empty where no page is known to ask so."""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    if capture.header("content-type").lower().startswith("multipart/"):
        builder, tree = Builder(body), Tree([], [])
        read_multipart(builder, capture.header("content-type"), SHAPE)
    else:
        builder, tree = open_object(body, _SHAPES.get(route, SHAPE))
    in_path = _IN_PATH.search(plain_path(capture))
    named = in_path[1] if in_path else next(filter(None, map(tree.root, _NAMED)), "")
    first = builder.first(Origin.USER)
    sort = "first" if route == "jetbrains" else "opening"
    conversation = f"chat:{named}" if named else (f"{sort}:{first}" if first else "")
    model = tree.root("model") or tree.root("modelName") or tree.root("profile")
    return builder.build(conversation, model, stream=route not in ANNOUNCES)
