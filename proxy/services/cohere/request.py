"""Requests of Cohere's API, versions 1 and 2.

Source: the request types of the vendor's Python SDK (cohere 5 to 7).
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.json import Tree
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import PREFIX, find, routes
from proxy.body.vocabulary import ROLES, SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import Capture
from proxy.contract import Document

ROUTES = routes(
    ("POST", rf"{PREFIX}/v2/chat", "v2.chat"),
    ("POST", rf"{PREFIX}/v1/chat", "v1.chat"),
    ("POST", rf"{PREFIX}/v[12]/embed", "embed"),
    ("POST", rf"{PREFIX}/v[12]/rerank", "rerank"),
    ("POST", rf"{PREFIX}/v1/(?:generate|summarize|classify|tokenize)", "text"),
)

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("content", "text", "message", "preamble", "prompt", "thinking"), Kind.PROSE),
        **dict.fromkeys(("tool_plan", "query", "texts", "documents", "inputs", "description"), Kind.PROSE),
        **dict.fromkeys(("snippet", "title", "additional_command", "stop_sequences"), Kind.PROSE),
        **dict.fromkeys(("model", "type", "role", "name", "input_type", "embedding_types"), Kind.FIXED),
        **dict.fromkeys(("truncate", "prompt_truncation", "citation_quality", "safety_mode"), Kind.FIXED),
        **dict.fromkeys(("format", "length", "extractiveness", "mode", "preset", "detail"), Kind.FIXED),
        **dict.fromkeys(("id", "tool_call_id", "conversation_id", "generation_id"), Kind.ID),
        **dict.fromkeys(("images", "url"), Kind.FILE),
        "arguments": Kind.JSON,
    },
    scopes={
        **dict.fromkeys(("messages", "message", "chat_history", "prompt", "query"), Origin.USER),
        **dict.fromkeys(("texts", "inputs", "examples", "text"), Origin.USER),
        **dict.fromkeys(("preamble", "tools", "additional_command", "response_format"), Origin.SYSTEM),
        "documents": Origin.FILE,
        "tool_results": Origin.TOOL,
    },
    roles={
        **dict.fromkeys(("system", "SYSTEM"), Origin.SYSTEM),
        **dict.fromkeys(("user", "USER", "User"), Origin.USER),
        **dict.fromkeys(("assistant", "CHATBOT", "Chatbot"), Origin.HISTORY),
        **dict.fromkeys(("tool", "TOOL"), Origin.TOOL),
    },
    types={"document": Origin.FILE},
    free=frozenset({"parameters", "schema", "json_schema", "data", "parameter_definitions"}),
    known=SCHEMA_FIELDS
    | words(
        """
        model messages role content text image_url url detail tool_calls id type function name arguments
        tool_call_id tool_plan thinking documents document data citations start end sources tools parameters
        response_format json_schema schema stream max_tokens stop_sequences temperature seed frequency_penalty
        presence_penalty k p logprobs safety_mode citation_options mode strict_tools tool_choice message preamble
        chat_history conversation_id prompt_truncation connectors search_queries_only tool_results call outputs
        raw_prompting texts images input_type embedding_types truncate output_dimension inputs query top_n
        max_chunks_per_doc max_tokens_per_doc rank_fields return_documents prompt num_generations
        return_likelihoods preset end_sequences examples label length format extractiveness additional_command
        parameter_definitions citation_quality force_single_step token_budget priority
        """
    ),
    words=SCHEMA_WORDS
    | ROLES
    | words(
        """
        text image_url document thinking function tool USER CHATBOT SYSTEM TOOL float int8 uint8 binary ubinary
        search_document search_query classification clustering image START END NONE AUTO OFF CONTEXTUAL STRICT
        json_object accurate fast enabled disabled REQUIRED auto low high
        """
    ),
)


def route(capture: Capture) -> str:
    """The route's name; empty where it carries no text that is known."""
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    return builder.build(_conversation(builder, tree), tree.root("model"), stream=tree.flag("stream"))


def _conversation(builder: Builder, tree: Tree) -> str:
    """The id that version 1 knows, else the first words of the user, which stand in the history if there is one."""
    if named := tree.root("conversation_id"):
        return f"conversation:{named}"
    history = tree.child("chat_history")
    said = (
        text if kind == "string" else builder.told(start, end)
        for kind, holder, name, start, end, text in tree.leaves
        if history and kind in ("string", "long") and name == "message" and holder.parent is history
    )
    first = next(said, "") or builder.first(Origin.USER)
    return f"first:{first}" if first else ""
