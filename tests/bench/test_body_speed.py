"""What reading a chat body of a megabyte costs, and writing it with values replaced: no detection, one core.

Beside it, in turns, what the standard library takes to read and write the same JSON. ``pytest
tests/bench/test_body_speed.py --benchmark-only -s`` shows it.
"""

import json
import time
from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from proxy.capture import Capture
from proxy.contract import Document, Edit
from proxy.services.openai_chat.request import read

MEGABYTE = 1_000_000
GOAL = 30.0  # milliseconds of a free core
SLACK = 3.0  # machines are shared and slow
MAIL = "ada.byron@example.com"
PROSE = f"Please write to {MAIL} about the plan, and to nobody else before the end of the week. "
CODE = f'    if "{MAIL}" in rows[0]:\n        print("it\'s \\\\ here")\n'
WIDE = f"Bitte schreiben Sie an {MAIL} über die Größe der Ämter – und grüßen Sie schön. "


def turns(text: str, size: int) -> list[dict[str, str]]:
    """About a megabyte of talk in turns of a size."""
    one = (text * (size // len(text) + 1))[:size]
    roles = ("user", "assistant")
    return [{"role": roles[number % 2], "content": f"{number} {one}"} for number in range(MEGABYTE // size)]


BODIES = {
    "2,500 turns of prose": turns(PROSE, 400),
    "100 turns of prose": turns(PROSE, 10_000),
    "100 turns of code": turns(CODE, 10_000),
    "one text of prose": turns(PROSE, MEGABYTE),
    "one text of code": turns(CODE, MEGABYTE),
    "100 turns beyond ASCII": turns(WIDE, 10_000),
}


def opened(body: bytes) -> Document:
    return read(
        "chat.completions", Capture("POST", "api.openai.com", 443, "/v1/chat/completions", (), body), body
    )


def asked(document: Document) -> list[Edit]:
    """What detection would ask for: the first mail address of every text replaced."""
    return [
        Edit(one.place, at, at + len(MAIL), "[EMAIL_K7Q2]")
        for one in document.segments
        if (at := one.text.find(MAIL)) >= 0
    ]


def spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


@pytest.mark.parametrize("escaped", [False, True], ids=["utf-8", "ascii"])
@pytest.mark.parametrize("name", BODIES)
def test_a_megabyte_of_chat_is_read_and_written(
    name: str, escaped: bool, benchmark: BenchmarkFixture
) -> None:
    body = json.dumps({"model": "m", "messages": BODIES[name]}, ensure_ascii=escaped).encode()
    document = opened(body)
    edits = asked(document)
    assert edits
    assert len(document.splice(edits)) == len(body) - len(edits) * (len(MAIL) - len("[EMAIL_K7Q2]"))

    def through() -> bytes:
        return opened(body).splice(edits)

    pairs = [(spent(through), spent(lambda: json.dumps(json.loads(body)).encode())) for _ in range(9)]
    ours, theirs = (min(side) for side in zip(*pairs, strict=True))
    print(
        f"\n{name}, {len(body):,} bytes, {len(document.segments)} texts, {len(edits)} edits: {ours:.1f} ms "
        f"(goal {GOAL:g}), {ours / theirs:.1f} times json"
    )
    benchmark.extra_info |= {"ms": ours, "json_ms": theirs}
    benchmark.pedantic(through, rounds=3)
    assert ours < GOAL * SLACK
