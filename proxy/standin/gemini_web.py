"""Gemini's page as the stand-in serves it: the answer to ``StreamGenerate``, one frame for each snapshot of the text.

Shapes: open clients of the page (2025 to 2026).
"""

import json

from proxy.standin.answer import Answer
from proxy.standin.gemini_api import error
from proxy.standin.model import Json, Prompt, Turn, think

PATH = r"(?:/u/\d+)?/_/BardChatUi/data/assistant\.lamda\.BardFrontendService/StreamGenerate"


def turn(turn: Turn, form: Json, names: dict[str, str]) -> Answer:
    """POST …/StreamGenerate with ``f.req`` of a form."""
    try:
        inner = json.loads(json.loads(form["f.req"])[1])
        prompt, named = inner[0][0], inner[2][0] or f"c_{turn.number:016x}"
    except (KeyError, ValueError, TypeError, IndexError):
        return error("The form holds no turn.", 400)
    text = think(turn, Prompt(prompt)).text
    ends = [*range(turn.split, len(text), turn.split), len(text)]
    chunks: list[object] = [_said(turn, named, text[:end]) for end in ends]
    chunks += [[["di", 900], ["af.httprm", 899, "1", 1]], [["e", 4, None, None, 131]]]
    return Answer((b")]}'\n\n", *map(_framed, chunks)), "application/json; charset=utf-8")


def _said(turn: Turn, named: str, text: str) -> object:
    said = [f"rc_{turn.number:016x}", [text], None, None, None, None, None, None, [2]]
    inner = [None, [named, f"r_{turn.number:016x}"], None, None, [said]]
    return [["wrb.fr", None, json.dumps(inner, ensure_ascii=False), None, None, None, None]]


def _framed(chunk: object) -> bytes:
    text = f"\n{json.dumps(chunk, ensure_ascii=False)}\n"
    return f"{len(text.encode('utf-16-le')) // 2}{text}".encode()
