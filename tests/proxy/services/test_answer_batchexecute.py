"""Answers of Gemini's and NotebookLM's pages: counted frames, snapshots of the text so far, made-up answers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.answering import Answer, Plain
from proxy.capture import Capture
from proxy.contract import Edit, Refusal
from proxy.services.catalog import dialects
from proxy.services.google_batchexecute import answer, request
from tests.fuzzing import examples
from tests.proxy.answer.book import EMAIL, NAME, SECRET, VALUES, Book, plain, run

BLOCKED = Refusal("T-1", "Blocked by Acme", "A key was found 😀.", ("keys.cloud",), "Take it out.")
JSON = "application/json; charset=utf-8"
TEXT = f'Dear {NAME}, "{EMAIL.lower()}" or 😀 {SECRET} [EMAIL_XXXX] [1] [EMAIL'
END: list[object] = [[["di", 900], ["af.httprm", 899, "1", 1]], [["e", 4, None, None, 131]]]


def turn(text: str) -> list[object]:
    inner = [None, ["c_1", "r_1"], None, None, [["rc_1", [text], None, [2]]]]
    return [["wrb.fr", None, json.dumps(inner, ensure_ascii=False), None]]


def stream(chunks: list[object]) -> bytes:
    out = ")]}'\n\n"
    for chunk in chunks:
        text = f"\n{json.dumps(chunk, ensure_ascii=False)}\n"
        out += str(len(text.encode("utf-16-le")) // 2) + text
    return out.encode()


def frames(data: bytes) -> list[list[list[object]]]:
    """The frames, read by their counts as the page does."""
    text = data.decode().removeprefix(")]}'\n\n")
    found = []
    while text:
        number, _, _ = text.partition("\n")
        units = text[len(number) :].encode("utf-16-le")[: 2 * int(number)].decode("utf-16-le")
        assert units.endswith("\n")
        found.append(json.loads(units))
        text = text[len(number) + len(units) :]
    return found


def shown(data: bytes) -> list[str]:
    """What the page shows after each frame that has a text."""
    told = [json.loads(str(entry[2])) for frame in frames(data) for entry in frame if entry[0] == "wrb.fr"]
    return [inner[4][0][1][0] for inner in told if len(inner) > 4]


def snapshots(ends: list[int]) -> list[object]:
    return [turn(TEXT[:end]) for end in [*sorted(end % (len(TEXT) + 1) for end in ends), len(TEXT)]]


def check(ends: list[int], cuts: list[int]) -> None:
    data = stream([*snapshots(ends), *END])
    out = run(answer.restorer("gemini.turn", JSON, Book()), data, cuts)
    texts = shown(out)
    assert texts[-1] == plain(TEXT)
    assert frames(out)[-2:] == END
    for text in texts:
        # No piece of a placeholder is shown that the page would take back.
        assert plain(TEXT).startswith(text)


def test_every_snapshot_is_a_beginning_of_the_text() -> None:
    check(list(range(len(TEXT))), [])


def test_one_byte_at_a_time() -> None:
    check([10, 20, 40], list(range(4000)))


@examples(30)
@given(st.lists(st.integers(0, 200), max_size=6), st.lists(st.integers(0, 3000)))
def test_any_cut_gives_the_same(ends: list[int], cuts: list[int]) -> None:
    check(ends, cuts)


def test_frames_that_need_nothing_stay_as_they_are() -> None:
    data = stream([turn('a "b" [1] ü😀'), turn("[c]"), *END])
    assert run(answer.restorer("gemini.turn", JSON, Book()), data, range(len(data))) == data


def test_a_text_that_breaks_off_is_shown_at_the_end() -> None:
    data = stream([turn("see [EMAIL_")])
    assert shown(run(answer.restorer("gemini.turn", JSON, Book()), data))[-1] == "see [EMAIL_"
    for end in range(len(data)):
        run(answer.restorer("gemini.turn", JSON, Book()), data[:end])


def test_a_frame_between_that_has_no_text_waits_for_none() -> None:
    between = [["wrb.fr", None, json.dumps([None, ["c_1", "r_1"], {"11": ["title"]}])]]
    data = stream([turn("to [EMAIL_"), between, turn(f"to {EMAIL}"), *END])
    texts = shown(run(answer.restorer("gemini.turn", JSON, Book()), data))
    assert texts == ["to ", f"to {VALUES[EMAIL]}"]


def test_calls_without_counts_and_texts_in_more_layers() -> None:
    inner = json.dumps([json.dumps({"note": SECRET}), SECRET])
    body = b")]}'\n\n" + json.dumps([["wrb.fr", "x", inner, None]]).encode()
    out = run(answer.restorer("calls", JSON, Book()), body, range(len(body)))
    deeper, text = json.loads(json.loads(out.removeprefix(b")]}'\n\n"))[0][2])
    assert (json.loads(deeper), text) == ({"note": VALUES[SECRET]}, VALUES[SECRET])


@pytest.mark.parametrize(
    "bad",
    [b"", b")]}'", b")]}'\n\n9", b")]}'\n\nx", b")]}'\n\n3\n[]\n7\n", b"12\n{]\n", b"<html>[EMAIL_K7Q2]"],
)
def test_what_is_no_frame_passes(bad: bytes) -> None:
    out = run(answer.restorer("gemini.turn", JSON, Book()), bad, range(len(bad)))
    assert out == bad.replace(EMAIL.encode(), VALUES[EMAIL].encode())


def test_a_refusal_is_an_answer_of_the_page() -> None:
    reply = answer.refuse("gemini.turn", BLOCKED, stream=True)
    assert (reply.status, shown(reply.body)) == (200, [BLOCKED.text])
    notes = answer.refuse("notebooklm.turn", BLOCKED, stream=True)
    assert json.loads(str(frames(notes.body)[0][0][2]))[0][0] == BLOCKED.text
    assert answer.refuse("calls", BLOCKED, stream=False).status == 400


def test_the_next_turn_is_known() -> None:
    assert answer.thread("gemini.turn", {"[]": turn("hi")}) == "conversation:c_1"
    assert answer.thread("gemini.turn", {"[]": END}) == ""
    assert answer.thread("calls", {"[]": turn("hi")}) == ""


def test_an_edit_changes_its_span_only_and_is_escaped_once_for_each_layer() -> None:
    inner = '[["mail Jonas \\"Weber\\" now",0],["en"]]'
    raw = f"f.req=%5Bnull%2C{''.join(f'%{byte:02X}' for byte in json.dumps(inner).encode())}%5D&at=x%3A1"
    capture = Capture("POST", "gemini.google.com", 443, "/_/BardChatUi/data/batchexecute", (), b"")
    document = request.read("gemini.turn", capture, raw.encode())
    place = next(one for one in document.segments if "Jonas" in one.text)
    assert place.text == 'mail Jonas "Weber" now'
    start = place.text.index('"Weber"')
    changed = document.splice([Edit(place.place, start, start + 7, '[PERSON_K7Q2] "ü"\n')]).decode()
    old, new = raw.split("&")[0], changed.split("&")[0]
    same = next(at for at, (one, other) in enumerate(pairwise_of(old, new)) if one != other)
    assert changed.endswith("&at=x%3A1") and same > 60
    again = request.read("gemini.turn", capture, changed.encode())
    assert again.segments[place.place].text == 'mail Jonas [PERSON_K7Q2] "ü"\n now'


def pairwise_of(one: str, other: str) -> list[tuple[str, str]]:
    return list(zip(one, other, strict=False))


def test_the_way_back_finds_the_conversation_in_frames() -> None:
    found: list[str] = []
    restorer = answer.restorer("gemini.turn", JSON, Book())
    way = Answer(restorer, Plain(), dialects()["google_batchexecute"], "gemini.turn", found.append)
    data = stream([turn("hi"), *END])
    assert b"".join([*(way.feed(data[at : at + 9]) for at in range(0, len(data), 9)), way.finish()]) == data
    assert found == ["conversation:c_1"]
    assert way.parsed
