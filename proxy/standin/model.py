"""The stand-in's "model": it repeats the user's last text, or asks for a tool with that text as argument."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

SAYS = "You wrote: {prompt}"
_CALL = re.compile(r"\bcall\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """What an answer is made from, beside the body: its number (for ids), the time, and how to say it."""

    number: int
    now: int  # seconds since 1970
    split: int = 12  # characters per streamed piece
    say: str = SAYS  # {prompt}, {lower}, {upper}: the user's text


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that the client offers; ``schema`` is the JSON schema of its arguments."""

    name: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What was asked: the user's last text, the tools on offer, and a tool's result if that came last."""

    text: str = field(repr=False)
    tools: Sequence[Tool] = ()
    result: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Words:
    """An answer: text, or a tool call (``tool`` is its name and ``arguments`` JSON text)."""

    text: str = field(default="", repr=False)
    tool: str = ""
    arguments: str = field(default="", repr=False)

    @property
    def tokens(self) -> int:
        return tokens(self.text + self.arguments)


def think(turn: Turn, prompt: Prompt) -> Words:
    """Answer a prompt; with tools on offer and the word "call" in the prompt, ask for a tool."""
    if prompt.result is not None:
        return Words(text=f"The tool answered: {prompt.result}")
    if prompt.tools and _CALL.search(prompt.text):
        named = [tool for tool in prompt.tools if tool.name in prompt.text]
        tool = (named or list(prompt.tools))[0]
        return Words(tool=tool.name, arguments=json.dumps({_argument(tool): prompt.text}, ensure_ascii=False))
    shapes = {"{prompt}": prompt.text, "{lower}": prompt.text.lower(), "{upper}": prompt.text.upper()}
    return Words(text=re.sub(r"\{(prompt|lower|upper)\}", lambda hit: shapes[hit[0]], turn.say))


def pieces(text: str, size: int) -> list[str]:
    """Cut a text into pieces of ``size`` characters; an empty text has no pieces."""
    return [text[start : start + size] for start in range(0, len(text), size)]


def tokens(text: str) -> int:
    """A plausible number of tokens: four characters each, never zero."""
    return len(text) // 4 + 1


def last_text(content: object) -> str:
    """The last text of a message's content: a string, or a list whose parts carry ``text``."""
    if isinstance(content, str):
        return content
    texts = [part["text"] for part in _dicts(content) if isinstance(part.get("text"), str)]
    return texts[-1] if texts else ""


def _dicts(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def messages(body: Json, key: str) -> list[Json]:
    """The list of objects at ``key``, without what is not an object."""
    return _dicts(body.get(key))


def _argument(tool: Tool) -> str:
    properties = tool.schema.get("properties")
    for name, schema in properties.items() if isinstance(properties, dict) else ():
        if isinstance(schema, dict) and schema.get("type") == "string":
            return str(name)
    return "text"
