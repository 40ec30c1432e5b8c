"""What is heard of an answer: channels, snapshots, ends, and the bound."""

import json
from collections.abc import Sequence

import pytest

from proxy.answer.ear import Ear
from proxy.services.catalog import load_catalogue

A, B = ("a",), ("a", 1)


def ear(*pieces: tuple[tuple[object, ...], str, str], most: int = 1000) -> Ear:
    """Pieces are a channel, a text and how it is said: ``+`` goes on, ``=`` is fresh, ``~`` may repeat, ``.`` ends."""
    heard = Ear(most)
    for channel, text, how in pieces:
        if how == ".":
            heard.end((channel,))
        else:
            heard.hear(channel, text, fresh=how == "=", repeats=how == "~")
    return heard


@pytest.mark.parametrize(
    ("pieces", "texts"),
    [
        ([(A, "ab", "+"), (A, "cd", "+")], ["abcd"]),
        ([(A, "ab", "+"), (B, "x", "+"), (A, "cd", "+")], ["abcd", "x"]),
        ([(A, "ab", "+"), (A, "abc", "=")], ["abc"]),
        ([(A, "ab", "+"), (A, "x", "=")], ["ab", "x"]),
        ([(A, "ab", "+"), (A, "abc", "~"), (A, "de", "~")], ["abcde"]),
        ([(A, "ab", "+"), (A, "", "."), (A, "ab", "+")], ["ab", "ab"]),
        ([(B, "ab", "+"), (A, "", "."), (B, "c", "+")], ["ab", "c"]),
        ([(A, "", "+")], []),
    ],
)
def test_texts_of_channels(pieces: Sequence[tuple[tuple[object, ...], str, str]], texts: list[str]) -> None:
    assert list(ear(*pieces).texts) == texts


def test_no_more_is_kept_than_may_be() -> None:
    heard = ear((A, "abcd", "+"), (A, "efgh", "+"), most=6)
    assert (heard.texts, heard.is_full) == (("abcd",), True)
    # A snapshot that is said again and again is one text, however often it comes.
    grown = ear(*((A, "x" * size, "=") for size in range(1, 100)), most=100)
    assert (grown.texts, grown.is_full) == (("x" * 99,), False)


def test_events_without_a_named_text_are_walked_only_where_nothing_is_named() -> None:
    heard = Ear(1000)
    for size in range(1, 50):
        heard.beside({"kind": "part", "deep": [{"said": "word " * size}]})
    assert set(heard.texts) == {"part", "word " * 49}
    assert not heard.is_named
    heard.hear(A, "named", fresh=False, repeats=False)
    assert heard.texts == ("named",)


@pytest.mark.parametrize("cut", [1, 7, 1000])
def test_a_stream_is_heard_the_same_however_it_is_cut(cut: int) -> None:
    events = [{"choices": [{"index": 0, "delta": {"content": piece}}]} for piece in ("Exp", "ort ", "it.")]
    body = "".join(f"data: {json.dumps(event)}\n\n" for event in events).encode() + b"data: [DONE]\n\n"
    heard = Ear(1000)
    restorer = load_catalogue().dialects["openai_chat"].restorer("chat", "text/event-stream", heard)
    shown = b"".join(restorer.feed(body[at : at + cut]) for at in range(0, len(body), cut))
    assert shown + restorer.finish() == body
    assert heard.texts == ("Export it.",)


def test_after_a_mark_only_what_goes_on_or_is_new_is_told() -> None:
    heard = ear((A, "ab", "+"), (B, "over", "+"), (B, "", "."), (("c",), "still", "+"), (("d",), "said", "="))
    heard.mark()
    assert (heard.texts, heard.before, heard.is_silent) == ((), (), True)
    heard.hear(A, "cd", fresh=False, repeats=False)
    heard.hear(("d",), "said again", fresh=True, repeats=False)
    assert (heard.texts, heard.before) == (("abcd", "said again"), ("ab", "said"))
    heard.end(((),))
    heard.hear(A, "ab", fresh=False, repeats=False)
    assert (heard.texts, heard.before) == (("abcd", "said again", "ab"), ("ab", "said"))


def test_after_a_mark_what_is_said_again_without_a_name_is_not_told() -> None:
    heard = Ear(1000)
    heard.beside({"a": "one", "b": "two"})
    heard.mark()
    heard.beside({"a": "one", "b": "two"})
    assert (heard.texts, heard.before, heard.is_silent) == ((), (), False)
    heard.beside({"a": "one more", "b": "other"})
    assert (set(heard.texts), set(heard.before)) == ({"one more", "other"}, {"one"})


def test_of_a_long_text_that_goes_on_only_so_much_is_told_again() -> None:
    for end in (False, True):
        heard = Ear(100_000)
        heard.hear(A, "x" * 10_000, fresh=False, repeats=False)
        heard.mark()
        heard.hear(A, "new", fresh=False, repeats=False)
        if end:
            heard.end((A,))
        assert (heard.texts, heard.before) == (("x" * 4096 + "new",), ("x" * 4096,))


def test_what_cannot_be_heard_is_told() -> None:
    heard = ear((A, "ab", "+"))
    heard.lose()
    assert (heard.texts, heard.is_full) == (("ab",), True)
