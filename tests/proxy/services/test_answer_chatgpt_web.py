"""ChatGPT's deltas: operations, inheritance, lists that grow, cuts, snapshots, histories."""

import json

import pytest

from proxy.services.chatgpt_web.answer import restorer, thread
from tests.proxy.answer.book import EMAIL, SECRET, VALUES, Book, objects, run

PART = "/message/content/parts/0"
type Op = dict[str, object]


def message(*parts: object, **content: object) -> Op:
    return {
        "p": "",
        "o": "add",
        "v": {"message": {"content": {"parts": [*parts], **content}, "status": "in_progress"}},
    }


def append(text: str, at: str = PART) -> Op:
    return {"p": at, "o": "append", "v": text}


def stream(*deltas: object) -> bytes:
    return b"".join(b"event: delta\ndata: " + json.dumps(delta).encode() + b"\n\n" for delta in deltas)


def restored(*deltas: object) -> list[dict[str, object]]:
    data = stream(*deltas)
    whole = run(restorer("conversation", "text/event-stream", Book()), data)
    assert run(restorer("conversation", "text/event-stream", Book()), data, range(len(data))) == whole
    assert run(restorer("conversation", "text/event-stream", Book({})), data) == data
    return objects(whole)


def test_a_tail_comes_before_the_end_and_does_not_change_what_is_inherited() -> None:
    out = restored(
        message(""), append("see [EMA"), {"v": [{"p": "/message/status", "o": "replace", "v": "finished_x"}]}
    )
    end = {"p": "", "o": "patch", "v": [{"p": "/message/status", "o": "replace", "v": "finished_x"}]}
    assert out[1:] == [append("see "), append("[EMA"), end]


def test_a_tail_stays_with_its_message() -> None:
    out = restored(
        message(""), append("one [EMA"), {**message("IL_K7Q2] two"), "c": 2}, {"v": {"message": None}}
    )
    assert out[1:3] == [append("one "), append("[EMA")]
    assert out[3] == {**message("IL_K7Q2] two"), "c": 2}


def test_a_bare_message_is_a_new_one() -> None:
    first = message("[EMA")
    second = {"v": message("IL_K7Q2]")["v"], "c": 2}
    out = restored(first, second)
    assert out == [message(""), append("[EMA"), {"p": "", "o": "add", **second}]


def test_a_patch_may_end_a_text_and_its_message_at_once() -> None:
    end: Op = {"p": "/message/status", "o": "replace", "v": "finished_successfully"}
    out = restored(message("a"), {"p": "", "o": "patch", "v": [append(" [EMAIL_"), append("K7"), end]})
    assert out[1] == {"p": "", "o": "patch", "v": [append(" "), append("[EMAIL_K7"), end]}


def test_a_bare_text_after_a_patch_goes_on_with_the_last_text() -> None:
    out = restored(message(""), append("[EM"), {"p": "", "o": "patch", "v": [append("AIL_")]}, {"v": "K7Q2]"})
    assert [out[1]["v"], out[2]["v"], out[3]] == ["", [append("")], {"v": "ada@example.com"}]


def test_replacing_a_text_forgets_what_was_held() -> None:
    out = restored(
        message(""), append("[EM"), {"p": PART, "o": "replace", "v": "AIL_K7Q2] [EMAIL_"}, append("K7Q2]")
    )
    assert out[2:] == [{"p": PART, "o": "replace", "v": "AIL_K7Q2] "}, append("ada@example.com")]


def test_thoughts_are_followed_by_their_place_in_the_list() -> None:
    at = "/message/content/thoughts"
    out = restored(
        message(thoughts=[]),
        {"p": at, "o": "append", "v": [{"summary": "s", "content": "x [EMAIL"}]},
        {"p": f"{at}/0/content", "o": "append", "v": "_K7Q2]"},
        {
            "p": at,
            "o": "append",
            "v": [{"summary": "[EMAIL_", "content": ""}, {"summary": "", "content": "[EMA"}],
        },
        {"p": f"{at}/2/content", "o": "append", "v": "IL_K7Q2]"},
        {"p": f"{at}/1/summary", "o": "append", "v": "K7Q2]"},
    )
    assert [out[1]["v"], out[2]["v"]] == [[{"summary": "s", "content": "x "}], "ada@example.com"]
    assert out[3]["v"] == [{"summary": "", "content": ""}, {"summary": "", "content": ""}]
    assert [out[4]["v"], out[5]["v"]] == ["ada@example.com", "ada@example.com"]


@pytest.mark.parametrize(
    ("length", "left"),
    [(3, "Hi "), (6, "Hi [EM"), (18, f"Hi {VALUES[EMAIL]} & "), (20, f"Hi {VALUES[EMAIL]} & 😀")],
)
def test_a_cut_counts_in_the_text_of_the_service(length: int, left: str) -> None:
    out = restored(
        message(""), append(f"Hi {EMAIL} & 😀 x"), {"p": PART, "o": "truncate", "v": length}, append("]")
    )
    assert out[2]["o"] == "replace"
    assert str(out[2]["v"]) + str(out[3]["v"]) == left + "]"


def test_a_cut_of_a_text_without_placeholders_stays() -> None:
    cut: Op = {"p": "", "o": "patch", "v": [{"p": PART, "o": "truncate", "v": 2}]}
    assert restored(message(""), append("abc"), cut)[2] == cut


def test_a_cut_within_a_patch_is_sent_as_a_replacement() -> None:
    cut: Op = {"p": "", "o": "patch", "v": [append("!"), {"p": PART, "o": "truncate", "v": len(EMAIL)}]}
    out = restored(message(EMAIL), cut)
    assert out[1] == {
        "p": "",
        "o": "patch",
        "v": [append("!"), {"p": PART, "o": "replace", "v": VALUES[EMAIL]}],
    }


def test_snapshots_are_restored_each_in_full() -> None:
    texts = ["Hi [EMA", "Hi [EMAIL_K7Q2]", f"Hi [EMAIL_K7Q2] {SECRET}"]
    snapshots = [{"message": {"content": {"parts": [text]}}, "conversation_id": "k"} for text in texts]
    out = objects(run(restorer("conversation", "text/event-stream", Book()), stream(*snapshots)))
    shown = [event["message"]["content"]["parts"][0] for event in out]  # type: ignore[index]
    assert shown == ["Hi [EMA", "Hi ada@example.com", f"Hi ada@example.com {VALUES[SECRET]}"]


def test_what_was_asked_is_shown_as_it_was_asked() -> None:
    echo = {"type": "input_message", "input_message": {"content": {"parts": [{"x": 1}, f"Write to {EMAIL}"]}}}
    assert VALUES[EMAIL] in json.dumps(restored(echo))


def test_a_history_is_restored() -> None:
    body = json.dumps(
        {"title": EMAIL, "mapping": {"n": {"message": {"content": {"parts": [SECRET]}}}}}
    ).encode()
    out = json.loads(run(restorer("history", "application/json", Book()), body, [5, 50]))
    assert out["title"] == VALUES[EMAIL]
    assert out["mapping"]["n"]["message"]["content"]["parts"] == [VALUES[SECRET]]


@pytest.mark.parametrize(
    ("event", "conversation"),
    [
        ({"type": "resume_conversation_token", "conversation_id": "k"}, "conversation:k"),
        ({"p": "", "o": "add", "v": {"message": {}, "conversation_id": "k"}}, "conversation:k"),
        ({"conversation_id": None, "v": "text"}, ""),
        ({}, ""),
    ],
)
def test_the_conversation_is_named(event: dict[str, object], conversation: str) -> None:
    assert thread("conversation", event) == conversation
