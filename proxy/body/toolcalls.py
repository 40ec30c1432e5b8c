"""The tools whose results a request brings to a model, by the names under which the model called them.

Rule 1: a history comes with every request, so only results behind the last turn of the model are new; no other counts.
Rule 2: a result that names no tool, nor a call that is there, counts under an empty name.

Sources: the request types of the vendors' SDKs (openai, anthropic, google-genai, boto3, ollama, mistralai, cohere).
"""

from proxy.body.json import Holder, Tree

_MOST = 1_000
_MODEL = frozenset({"assistant", "model", "ASSISTANT", "MODEL", "CHATBOT"})
# Items of a list that have no role and are the model's: of the responses API.
_OF_MODEL = frozenset({"function_call", "custom_tool_call", "reasoning", "local_shell_call", "shell_call"})
_OUTPUTS = "_call_output"  # function_call_output and its kin; the call they answer has the same call_id
_IN_NAMED = {"functionResponse": "name", "function_response": "name", "toolResult": "toolUseId"}
_RESULTS = frozenset({"tool", "function"})
_IDS = ("call_id", "id", "toolUseId")


def answered(tree: Tree) -> tuple[str, ...]:
    """A name for each new result of a tool in a JSON body, in its order; at most a thousand."""
    called: dict[str, str] = {}
    results: list[tuple[str, str]] = []  # the tool's name, or the id of its call
    for holder in tree.holders:
        if not holder.is_object:
            continue
        fields = holder.fields
        role, kind = fields.get("role"), fields.get("type")
        if role in _MODEL or kind in _OF_MODEL:
            results.clear()
        if "name" in fields and (name := _text(holder, "name")):
            for id_ in _ids(holder):
                called[id_] = name
        if kind is None and role not in _RESULTS and holder.name not in _IN_NAMED:
            continue  # what most turns of a conversation are
        result = _result(holder)
        if result is not None and len(results) < _MOST:
            results.append(result)
    return tuple(name or called.get(id_, "") for name, id_ in results)


def _result(holder: Holder) -> tuple[str, str] | None:
    """The name or the id of the call that an object is the result of; None where it is no result."""
    kind, role = _text(holder, "type"), _text(holder, "role")
    if kind == "tool_result":
        return "", _text(holder, "tool_use_id")
    if kind.endswith(_OUTPUTS):
        return "", _text(holder, "call_id")
    if role in _RESULTS:
        return _text(holder, "tool_name") or _text(holder, "name"), _text(holder, "tool_call_id")
    if (field := _IN_NAMED.get(holder.name)) is not None:
        text = _text(holder, field)
        return (text, "") if field == "name" else ("", text)
    return None


def _ids(holder: Holder) -> tuple[str, ...]:
    """The ids by which results speak of a call: in it, or around it where the call is the ``function`` of an item."""
    around = holder.parent if holder.name == "function" and holder.parent is not None else holder
    return tuple(text for field in _IDS if (text := _text(around, field)))


def _text(holder: Holder, name: str) -> str:
    value = holder.fields.get(name)
    return value if isinstance(value, str) else ""
