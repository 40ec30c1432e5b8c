"""Requests of Amazon Q Developer and Kiro: the chat, and completions in the editor.

Source: the model of AWS's streaming client (aws-toolkit-vscode, codewhisperer-streaming). Editors send it to a path,
the command line to ``/`` with the operation in ``x-amz-target``. With the message go the open file, what was typed in
the shell, and the environment's variables.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.json import Tree
from proxy.body.opened import open_object
from proxy.body.shape import Kind, Shape
from proxy.body.target import find, routes
from proxy.body.vocabulary import SCHEMA_FIELDS, SCHEMA_WORDS
from proxy.capture import Capture
from proxy.contract import Document

ROUTES = routes(
    ("POST", r"/generateAssistantResponse", "chat"),
    ("POST", r"/sendMessageStreaming", "chat"),
    ("POST", r"/generateCompletions", "completions"),
)
_TARGETS = {
    "GenerateAssistantResponse": "chat",
    "SendMessage": "chat",
    "SendMessageStreaming": "chat",
    "GenerateCompletions": "completions",
}

SHAPE = Shape(
    kinds={
        **dict.fromkeys(("content", "text", "description", "message", "stdout", "stderr"), Kind.PROSE),
        **dict.fromkeys(("command", "leftFileContent", "rightFileContent"), Kind.PROSE),
        **dict.fromkeys(
            ("conversationId", "toolUseId", "messageId", "utteranceId", "customizationArn"), Kind.ID
        ),
        **dict.fromkeys(("profileArn", "modelId", "origin", "chatTriggerType", "name", "format"), Kind.FIXED),
        **dict.fromkeys(
            ("languageName", "operatingSystem", "shellName", "status", "agentTaskType"), Kind.FIXED
        ),
        "bytes": Kind.FILE,
        "signature": Kind.BLOB,
    },
    scopes={
        "userInputMessage": Origin.USER,
        "assistantResponseMessage": Origin.HISTORY,
        "tools": Origin.SYSTEM,
        **dict.fromkeys(
            ("document", "fileContext", "supplementalContexts", "relevantDocuments"), Origin.FILE
        ),
        **dict.fromkeys(("toolResults", "shellState", "gitState", "diagnostic"), Origin.TOOL),
    },
    closed=frozenset({"reasoningContent"}),
    free=frozenset({"input", "json"}),
    known=SCHEMA_FIELDS
    | words(
        """
        conversationState conversationId chatTriggerType history currentMessage customizationArn
        agentContinuationId agentTaskType userInputMessage assistantResponseMessage content images
        format source bytes modelId origin userIntent userInputMessageContext editorState document
        relativeFilePath programmingLanguage languageName text documentSymbols name type symbols
        cursorState position range start end line character relevantDocuments useRelevantDocuments
        workspaceFolders shellState shellName shellHistory command directory exitCode stdout stderr
        gitState status envState operatingSystem currentWorkingDirectory environmentVariables key
        value timezoneOffset diagnostic textDocumentDiagnostic runtimeDiagnostic message severity
        tools toolSpecification description inputSchema json toolResults toolUseId toolUses input
        messageId followupPrompt references supplementaryWebLinks reasoningContent signature
        profileArn source dryRun fileContext leftFileContent rightFileContent filename fileUri
        supplementalContexts filePath maxResults nextToken referenceTrackerConfiguration
        recommendationsWithReferences optOutPreference userContext ideCategory product clientId
        ideVersion
        """
    ),
    words=SCHEMA_WORDS
    | words(
        """
        MANUAL INLINE_CHAT AI_EDITOR CHATBOT CLI IDE success error png jpeg gif webp python bash zsh
        linux macos windows BLOCK ALLOW vibe spec
        """
    ),
    base=Origin.USER,
)


def route(capture: Capture) -> str:
    """The route's name; empty where it is not Amazon Q's."""
    if capture.method == "POST" and capture.path == "/" and not capture.header("upgrade"):
        return _TARGETS.get(capture.header("x-amz-target").rpartition(".")[2], "")
    return find(ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes. Raises Unreadable."""
    builder, tree = open_object(body, SHAPE)
    first = builder.first(Origin.USER)
    conversation = f"first:{first}" if route == "chat" and first else ""
    return builder.build(conversation, _model(tree), stream=route == "chat")


def _model(tree: Tree) -> str:
    """The model of the newest message; its fields stand last."""
    named = [holder.fields.get("modelId") for holder in tree.holders if holder.name == "userInputMessage"]
    return next((name for name in reversed(named) if isinstance(name, str)), "")
