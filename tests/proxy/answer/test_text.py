"""One channel of text, in any pieces."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.answer.text import BytesRestorer, TextRestorer, restore_bytes
from tests.cost import ends_within
from tests.proxy.answer.book import EMAIL, NAME, SECRET, VALUES, Book, plain, split

PIECES = st.sampled_from(
    [
        EMAIL,
        NAME,
        SECRET,
        EMAIL.lower(),
        "[EMAIL_AAAA]",
        "[",
        "]",
        "[[",
        "[EMAIL_",
        "K7Q2]",
        "a",
        " ",
        "\n",
        "ü",
        "😀",
        "_",
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)
CUTS = st.lists(st.integers(0, 400), max_size=30)


def feed(restorer: TextRestorer, pieces: list[str]) -> str:
    return "".join([restorer.feed(piece) for piece in pieces] + [restorer.finish()])


@given(TEXTS, CUTS)
def test_any_pieces_give_the_whole(text: str, cuts: list[int]) -> None:
    assert feed(TextRestorer(Book()), split(text, cuts)) == plain(text)


@given(TEXTS)
def test_every_character_alone_gives_the_whole(text: str) -> None:
    assert feed(TextRestorer(Book()), list(text)) == plain(text)


@given(TEXTS, CUTS)
def test_no_more_is_held_than_may_still_become_a_placeholder(text: str, cuts: list[int]) -> None:
    restorer = TextRestorer(Book())
    for piece in split(text, cuts):
        restorer.feed(piece)
        assert restorer.held == "" or any(token.startswith(restorer.held.upper()) for token in VALUES)


@given(st.text(), CUTS)
def test_nothing_is_held_or_changed_without_placeholders(text: str, cuts: list[int]) -> None:
    restorer = TextRestorer(Book({}))
    assert [restorer.feed(piece) for piece in split(text, cuts)] == split(text, cuts)


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("[email_k7q2]", "ada@example.com"),
        ("**[EMAIL_K7Q2]**", "**ada@example.com**"),
        ("[EMAIL_K7Q2][Email_K7q2]", "ada@example.comada@example.com"),
        (
            "[EMAIL_AAAA] [EMAIL_K7Q] [EMAIL K7Q2] EMAIL_K7Q2",
            "[EMAIL_AAAA] [EMAIL_K7Q] [EMAIL K7Q2] EMAIL_K7Q2",
        ),
        ("[[EMAIL_K7Q2]](mailto:[EMAIL_K7Q2])", "[ada@example.com](mailto:ada@example.com)"),
        ("[PERSON_NAME_QRST23]", VALUES[NAME]),  # its value holds a placeholder, which is not read again
        ("[EMA[EMAIL_K7Q2]", "[EMAada@example.com"),
    ],
)
def test_texts(text: str, restored: str) -> None:
    assert feed(TextRestorer(Book()), [text]) == restored
    assert feed(TextRestorer(Book()), list(text)) == restored


ESCAPED = st.sampled_from(
    [
        EMAIL,
        SECRET,
        "\\u005bEMAIL_K7Q2\\u005d",
        "\\u005BEMAIL_K7Q2]",
        "[EMAIL_K7Q2\\u005D",
        "\\\\",
        '\\"',
        "\\n",
        "\\\\u005bEMAIL_K7Q2]",
        "\\u00e9",
        "\\u005b",
        "\\u005d",
        "x",
        "[",
        "[EMAIL_",
        "\\\\u005d",
    ]
)


@given(st.lists(ESCAPED, max_size=8), CUTS)
def test_json_fragments_mean_the_same_however_they_are_cut(parts: list[str], cuts: list[int]) -> None:
    text = '{"k":"' + "".join(parts) + '"}'
    restored = feed(TextRestorer(Book(), fragment=True), split(text, cuts))
    assert json.loads(restored) == {"k": plain(json.loads(text)["k"])}
    assert feed(TextRestorer(Book(), fragment=True), list(text)) == restored


def test_a_value_with_quotes_and_line_ends_leaves_json_whole() -> None:
    restorer = TextRestorer(Book(), fragment=True)
    assert feed(restorer, ['{"cmd":"x [PASS', 'WORD_ABCD]"}']) == json.dumps(
        {"cmd": "x " + VALUES[SECRET]}, separators=(",", ":")
    )


@given(st.binary(), st.lists(st.integers(0, 200)))
def test_bytes_of_any_kind_pass(data: bytes, cuts: list[int]) -> None:
    restorer = BytesRestorer(Book())
    pieces = split(data.decode("latin-1"), cuts)
    out = b"".join(restorer.feed(piece.encode("latin-1")) for piece in pieces) + restorer.finish()
    assert out == data


def test_bytes_are_restored_as_utf8() -> None:
    assert restore_bytes(b"\xff[PERSON_NAME_QRST23]", Book()) == b"\xff" + VALUES[NAME].encode()


@pytest.mark.parametrize(
    "text", ["[" * 300_000, "[A" * 150_000, "[A_" * 100_000, "\\" * 300_000, "[" + "A" * 300_000]
)
@pytest.mark.parametrize("fragment", [False, True])
def test_hostile_text_costs_linear_time(text: str, *, fragment: bool) -> None:
    parts = [text + "u005b", text]
    assert feed(TextRestorer(Book(), fragment=fragment), parts) == "".join(parts)
    assert ends_within(2, lambda: feed(TextRestorer(Book(), fragment=fragment), parts))
