"""What the tests of answers share: a lookup over a dict, streams cut in pieces, events read back."""

import json
import re
from collections.abc import Iterable, Mapping

from proxy.contract import Restorer

EMAIL = "[EMAIL_K7Q2]"
NAME = "[PERSON_NAME_QRST23]"
SECRET = "[PASSWORD_ABCD]"
VALUES = {
    EMAIL: "ada@example.com",
    NAME: "Ada [EMAIL_K7Q2] Beispiel-Üçü 😀",
    SECRET: 'pa"ss\\n\n\\word1',
}


class Book:
    """A lookup over a dict."""

    def __init__(self, values: Mapping[str, str] = VALUES) -> None:
        self.values = {token.upper(): value for token, value in values.items()}

    def resolve(self, token: str) -> str | None:
        return self.values.get(token.upper())

    def may_begin(self, tail: str) -> bool:
        return any(token.startswith(tail.upper()) and token != tail.upper() for token in self.values)


def plain(text: str, values: Mapping[str, str] = VALUES) -> str:
    """The text with its placeholders put back in one go: what every restoring must agree with."""
    known = "|".join(map(re.escape, values))
    return re.sub(known, lambda match: values[match[0].upper()], text, flags=re.IGNORECASE) if known else text


def run(restorer: Restorer, data: bytes, cuts: Iterable[int] = ()) -> bytes:
    """Everything a restorer gives for data cut at these places."""
    out: list[bytes] = []
    at = 0
    for cut in [*sorted(cut % (len(data) + 1) for cut in cuts), len(data)]:
        out.append(restorer.feed(data[at:cut]))
        at = cut
    out.append(restorer.finish())
    return b"".join(out)


def payloads(stream: bytes) -> list[tuple[str, str]]:
    """Name and data of each event, read by the letter of the standard."""
    events: list[tuple[str, str]] = []
    name, data = "", []
    for line in re.split(r"\r\n|\n|\r", stream.decode("utf-8")):
        if not line:
            if data:
                events.append((name, "\n".join(data)))
            name, data = "", []
            continue
        key, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if key == "data":
            data.append(value)
        elif key == "event":
            name = value
    if data:
        events.append((name, "\n".join(data)))
    return events


def objects(stream: bytes) -> list[dict[str, object]]:
    """The JSON events of a stream."""
    return [json.loads(data) for _, data in payloads(stream) if data != "[DONE]"]


def sse(*events: object, end: str = "\n", done: bool = False) -> bytes:
    """A stream of these events; one that is an object with a type gets an event line."""
    out = []
    for event in events:
        name = event.get("type", "") if isinstance(event, dict) else ""
        out.append((f"event: {name}{end}" if name else "") + f"data: {json.dumps(event)}{end}{end}")
    if done:
        out.append(f"data: [DONE]{end}{end}")
    return "".join(out).encode()


def split(text: str, cuts: Iterable[int]) -> list[str]:
    """A text in pieces."""
    places = sorted({cut % (len(text) + 1) for cut in cuts})
    return [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
