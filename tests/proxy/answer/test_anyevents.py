"""Texts that grow by patches, in lists of pieces, or in events that are no JSON go on from event to event."""

import json
from collections.abc import Callable, Mapping, Sequence

import pytest

from proxy.services.catalog import dialects
from tests.proxy.answer.book import EMAIL, VALUES, Book

SAID = f"Dear {EMAIL}, yours"
SHOWN = SAID.replace(EMAIL, VALUES[EMAIL])


def restored(body: bytes, values: Mapping[str, str] = VALUES) -> str:
    restorer = dialects()["web_chats"].restorer("perplexity", "text/event-stream", Book(values))
    return (restorer.feed(body) + restorer.finish()).decode()


def sse(events: Sequence[object]) -> bytes:
    return "".join(f"data: {one if isinstance(one, str) else json.dumps(one)}\n\n" for one in events).encode()


def told(body: str) -> list[str]:
    return [line[6:] for line in body.splitlines() if line.startswith("data: ")]


def _patch(field: str, op: str, path: str, value: object) -> object:
    return {
        "intended_usage": field,
        "diff_block": {"field": "b", "patches": [{"op": op, "path": path, "value": value}]},
    }


def _perplexity(pieces: Sequence[str]) -> bytes:
    first, *rest = pieces
    both = ("ask_text", "ask_text_0_markdown")
    events = [{"blocks": [_patch(one, "replace", "", {"chunks": [first]}) for one in both]}]
    events += [
        {"blocks": [_patch(one, "add", f"/chunks/{at}", piece) for one in both]}
        for at, piece in enumerate(rest, 1)
    ]
    return sse(events)


def _of_perplexity(body: str) -> str:
    texts = {"ask_text": "", "ask_text_0_markdown": ""}
    for line in told(body):
        for block in json.loads(line)["blocks"]:
            value = block["diff_block"]["patches"][0]["value"]
            texts[block["intended_usage"]] += value if isinstance(value, str) else "".join(value["chunks"])
    (text,) = set(texts.values())
    return text


def _deepseek(pieces: Sequence[str]) -> bytes:
    first, second, *rest = pieces
    think = {"type": "THINK", "content": "hm [EM"}
    events: list[object] = [{"v": {"response": {"fragments": [think]}}}]
    events.append({"p": "response/fragments", "o": "APPEND", "v": [{"type": "RESPONSE", "content": first}]})
    events.append({"p": "response/fragments/-1/content", "o": "APPEND", "v": second})
    return sse([*events, *({"v": piece} for piece in rest), {"p": "response/status", "v": "FINISHED"}])


def _of_deepseek(body: str) -> str:
    text = ""
    for line in told(body):
        event = json.loads(line)
        if isinstance(event["v"], list):
            text += event["v"][0]["content"]
        elif isinstance(event["v"], str) and not event.get("p", "").endswith("status"):
            text += event["v"]
    return text


def _snapshots(pieces: Sequence[str]) -> bytes:
    return sse([{"markdown_block": {"chunks": pieces[:count]}} for count in range(1, len(pieces) + 1)])


def _of_snapshots(body: str) -> str:
    return "".join(json.loads(told(body)[-1])["markdown_block"]["chunks"])


def _plain(pieces: Sequence[str]) -> bytes:
    return sse([*pieces, "[DONE]"])


def _of_plain(body: str) -> str:
    *pieces, end = told(body)
    assert end == "[DONE]"
    return "".join(pieces)


STREAMS = {
    "perplexity": (_perplexity, _of_perplexity),
    "deepseek": (_deepseek, _of_deepseek),
    "snapshots": (_snapshots, _of_snapshots),
    "plain": (_plain, _of_plain),
}


@pytest.mark.parametrize("kind", STREAMS)
@pytest.mark.parametrize("size", [2, 3, 5, 11])
def test_a_placeholder_that_events_cut_is_turned_back(kind: str, size: int) -> None:
    made: Callable[[Sequence[str]], bytes]
    made, read = STREAMS[kind]
    pieces = [SAID[at : at + size] for at in range(0, len(SAID), size)]
    text = read(restored(made(pieces)))
    assert text.replace("[EM", "") == SHOWN if kind == "deepseek" else text == SHOWN


@pytest.mark.parametrize("piece", ["234", "22", "true", "null"])
def test_a_piece_of_plain_text_that_reads_like_a_json_value_is_text(piece: str) -> None:
    said = ["see ", "[EMAIL_", piece, "QRS] now", "[DONE]"]
    shown = told(restored(sse(said), {f"[EMAIL_{piece}QRS]": "ada@example.com"}))
    assert "".join(shown[:-1]) == "see ada@example.com now"


def test_a_number_between_events_of_json_ends_nothing() -> None:
    said = sse([{"text": "see [EMAIL"}, 7, {"text": "_K7Q2] now"}])
    assert "ada@example.com" in restored(said)
    assert "\n\ndata: 7\n\n" in restored(said)


def test_what_is_held_back_of_plain_text_comes_before_the_end() -> None:
    assert told(restored(sse(["see [EMAIL", {"event": "end"}]))) == ["see ", "[EMAIL", '{"event": "end"}']
    assert "".join(told(restored(sse(["see [EMAIL"])))) == "see [EMAIL"
