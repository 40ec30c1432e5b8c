"""How the model reads: words cover what they stand for, shapes keep what the vocabulary forgets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.names import lists
from classifiers.names.gate import Gate
from classifiers.names.windows import LONG_SHEET, asked, windows
from classifiers.names.words import (
    ACCENT,
    CLOSE,
    CODE,
    CODE_WORD,
    COMMON,
    END,
    FIRST,
    INNER,
    LAST,
    LONG_WORD,
    LOOKS,
    MARK,
    NEWLINE,
    NUMBER,
    NUMBERS,
    SHAPES,
    START,
    TITLE,
    UNKNOWN,
    UPPER,
    Looks,
    Pieces,
    Tokens,
    plain,
    reading,
    words_of,
)


def test_words_have_plain_forms_and_shapes() -> None:
    words = words_of("Mr. Łukasz O'Neill, DC01 12 USA McCoy")
    assert [word.plain for word in words] == [
        "mr",
        ".",
        "lukasz",
        "o",
        "'",
        "neill",
        ",",
        "DC01",
        "12",
        "usa",
        "mccoy",
    ]
    shapes = [word.shape for word in words]
    assert shapes[0] == TITLE and shapes[1] == MARK + CLOSE and shapes[2] == TITLE + ACCENT
    assert shapes[7] == CODE and shapes[8] == NUMBER and shapes[9] == UPPER and shapes[10] == INNER


def test_accents_go_and_letters_stay() -> None:
    assert plain("Żółć Ærø Straße Đorđe Akyeamfuɔ") == "zolc aero strasse dorde akyeamfuo"


@given(st.text(max_size=200))
def test_words_are_in_order_and_lie_in_the_text(text: str) -> None:
    last = 0
    for word in words_of(text):
        assert last <= word.start < word.end <= len(text) and word.plain and 0 <= word.shape < SHAPES
        last = word.end


@given(
    st.lists(
        st.sampled_from(["Greta", "Lindqvist", "the", "and", "dear", "\n", ".", "42", "ASHCROFT", "x"]),
        max_size=300,
    )
)
def test_every_candidate_stands_in_exactly_one_window(parts: list[str]) -> None:
    tokens = Tokens(" ".join(parts))
    candidates = Gate().candidates(tokens)
    runs = windows(tokens, candidates)
    assert all(start < end for start, end in runs)
    assert all(before[1] <= after[0] for before, after in pairwise(runs))
    assert all(any(start <= at < end for start, end in runs) for at in candidates)


def test_plain_prose_does_not_pass_the_gate() -> None:
    text = (
        "Please explain how the return policy works and what we should write in the next report. Thank you."
    )
    assert Gate().candidates(Tokens(text)) == []


def test_a_look_is_a_shape_and_what_the_lists_know() -> None:
    looks = Looks({"will", "jane"}, {"roe", "will"}, {"will", "the"})
    told = {word.plain: looks.of(word) - word.shape for word in words_of("Will the Jane Roe table")}
    assert told == {"will": FIRST + LAST + COMMON, "the": COMMON, "jane": FIRST, "roe": LAST, "table": 0}


@given(st.text())
def test_every_look_has_its_place_in_the_table(text: str) -> None:
    words = words_of(text)
    everything = {word.plain for word in words}
    looks = Looks(everything, everything, everything)
    assert all(0 <= looks.of(word) < LOOKS for word in words)


@given(st.text(st.characters(max_codepoint=127)))
def test_words_of_ascii_are_those_of_any_text(text: str) -> None:
    """A letter of another alphabet at the end makes the other pattern read the text."""
    assert Tokens(text).tokens == Tokens(f"{text}\nж").tokens[: len(Tokens(text).tokens)]


@given(st.lists(st.text(), min_size=2))
def test_words_that_read_alike_have_the_same_pieces_and_looks(texts: list[str]) -> None:
    """The model is asked once for all of them, so nothing else may tell them apart."""
    pieces = Pieces([START, END, UNKNOWN, NEWLINE, LONG_WORD, CODE_WORD, *NUMBERS, *"abcdef", "##a"])
    looks = Looks(*map(lists.words, ("first.txt", "last.txt", "common.txt")))
    told: dict[str, tuple[tuple[int, ...], int]] = {}
    for word in (word for text in ("May 1a 12 345 99 7b", *texts) for word in words_of(text)):
        seen = pieces.of(word), looks.of(word)
        assert told.setdefault(reading([word]), seen) == seen


def test_a_window_ends_with_a_sentence() -> None:
    """Of a long line the model reads the sentences around a candidate, and what stands beside it in any case."""
    other = "We went over all of it again and found nothing that would have to be done before the end of the month. "
    text = f"{other * 3}So Gwendolyn was asked for the list of what is left to do there. {other * 3}"
    tokens = Tokens(text)
    words = tokens.words
    at = next(place for place, word in enumerate(words) if word.plain == "gwendolyn")
    [(start, end)] = windows(tokens, [at])
    assert text[words[start].start : words[end - 1].end].endswith("left to do there.")
    assert at - start == 20  # the sentence begins too near
    [(start, end)] = windows(tokens, [at + 12])
    assert text[words[start].start :].startswith("So Gwendolyn")


@pytest.mark.parametrize(
    ("mark", "rows", "alone"),
    [("\t", LONG_SHEET, True), ("\t", 9, False), (",", LONG_SHEET, True), (" ", LONG_SHEET, False)],
)
def test_rows_of_a_long_sheet_are_windows_of_their_own(mark: str, rows: int, alone: bool) -> None:
    tokens = Tokens("\n".join(f"Kesselring{mark}{number}{mark}Hollister" for number in range(rows)))
    assert (len(windows(tokens, Gate().candidates(tokens))) == rows) is alone


def test_what_stands_close_ahead_of_a_window_is_a_part_of_how_it_reads() -> None:
    assert reading(words_of("Kesselring")) != reading(words_of("=Kesselring")[1:])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("then tell priya deshpande, who knew it before", "then tell priya deshpande , who"),
        ("it was signed off by R. volk on the same day", "R . volk"),
        ("the fee was paid to Frau oberländer in the end", "Frau oberländer in"),
        ("some of it is for Tom and the Treasury of it", "Tom and the Treasury"),
    ],
)
def test_the_model_is_asked_about_candidates_capitals_and_what_belongs_to_them(
    text: str, wanted: str
) -> None:
    tokens = Tokens(text)
    candidates = [at for at, word in enumerate(tokens.words) if word.plain in ("priya", "deshpande")]
    found = [text[word.start : word.end] for word in tokens.words]
    told = " ".join(found[at] for at in asked(tokens, candidates, 0, len(found)))
    assert wanted in told and len(told) < len(text) - 10
