"""Scoring, by hand: what counts as caught, right, leaked and alarmed."""

import pytest

from tests.bench.quality.corpus import Cut, Labelled, Mark, Span, compose
from tests.bench.quality.report import put, table, taken
from tests.bench.quality.scoring import Found, Score, add, wording

TEXT = compose(
    *("Ask ", Mark("PERSON", "Jo Roe"), " at ", Mark("EMAIL_ADDRESS", "jo@roe.eu"), " in "),
    Mark("LOCATION", "Rome", optional=True),
)


def scored(text: Labelled, *found: Found, groups: tuple[str, ...] = ()) -> Score:
    score = Score()
    add(score, text, found, groups)
    return score


def test_a_place_is_caught_by_any_kind_and_named_by_its_own() -> None:
    score = scored(TEXT, Found(4, 10, "ORGANIZATION"), Found(14, 23, "EMAIL_ADDRESS"))
    assert (score.total.gold, score.total.caught, score.total.named, score.total.exact) == (2, 2, 1, 1)
    assert (score.total.found, score.total.right, score.leaking) == (2, 2, 0)


def test_less_than_nine_tenths_is_a_miss_and_its_rest_leaks() -> None:
    score = scored(TEXT, Found(14, 20, "EMAIL_ADDRESS"))
    assert (score.total.caught, score.total.characters, score.total.leaked) == (0, 15, 9)
    assert (score.leaking, score.leaking_patterns) == (1, 1)


def test_of_a_place_with_a_core_only_the_core_must_be_covered() -> None:
    text = compose(Mark("CONNECTION_STRING", "db://u:secret@h", core=(7, 13)))
    assert scored(text, Found(7, 13, "PASSWORD")).total.caught == 1
    assert scored(text, Found(0, 12, "PASSWORD")).total.caught == 0
    assert scored(text, Found(0, 12, "PASSWORD")).total.leaked == 1


@pytest.mark.parametrize(
    ("found", "counted", "right"),
    [
        (Found(27, 31, "LOCATION"), 0, 0),  # optional
        (Found(0, 3, "LOCATION"), 0, 0),  # towns outside are optional in a text with something sensitive
        (Found(0, 3, "DATE_TIME"), 0, 0),
        (Found(0, 3, "PERSON"), 1, 0),
        (Found(0, 5, "PERSON"), 1, 1),
    ],
)
def test_what_counts_as_a_finding(found: Found, counted: int, right: int) -> None:
    score = scored(TEXT, found)
    assert (score.total.found, score.total.right) == (counted, right)


def test_a_clean_text_counts_every_finding_of_the_groups_that_its_labels_cover() -> None:
    clean = compose("nothing here")
    assert scored(clean, Found(0, 3, "LOCATION")).alarmed == 1
    assert scored(clean, Found(0, 3, "LOCATION"), groups=("persons",)).alarmed == 0
    mail = scored(clean, Found(0, 3, "EMAIL_ADDRESS"))
    assert (mail.alarmed, mail.alarmed_otherwise, mail.clean) == (1, 0, 1)


def test_a_value_in_several_parts_is_caught_when_all_of_them_are() -> None:
    text = compose(Mark("CREDIT_CARD", "4111", value="a"), Cut(), Mark("CREDIT_CARD", "1111", value="a"))
    assert scored(text, Found(0, 4, "CREDIT_CARD")).total.caught == 0
    both = scored(text, Found(0, 4, "CREDIT_CARD"), Found(0, 4, "CREDIT_CARD", part=1))
    assert (both.total.gold, both.total.caught, both.leaking) == (1, 1, 0)


def test_over_redaction_counts_what_is_covered_in_vain() -> None:
    score = scored(compose("abcd ", Mark("PERSON", "Jo")), Found(3, 7, "PERSON"))
    assert (score.plain, score.covered) == (5, 2)


def test_texts_of_one_template_have_one_wording() -> None:
    one = compose("Ask ", Mark("PERSON", "Jo"), " by 2026")
    two = compose("Ask ", Mark("PERSON", "Alexandra"), " by 2027")
    assert wording(one) == wording(two) != wording(compose("Ask nobody by 2027"))


def test_a_block_is_put_between_its_marks_and_nowhere_else() -> None:
    text = "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb"
    assert put(text, "x", "new \\1") == "a\n<!-- x: begin -->\nnew \\1\n<!-- x: end -->\nb"
    assert taken(put(text, "x", "new"), "x") == "new\n"
    with pytest.raises(ValueError, match="no marks"):
        put(text, "y", "new")


def test_a_table_has_as_many_cells_in_each_row() -> None:
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n|---|---|\n| 1 | 2 |"


def test_a_span_is_checked_by_its_part() -> None:
    text = Labelled(("ab", "cd"), (Span(0, 2, "PERSON", part=1),))
    assert scored(text, Found(0, 2, "PERSON", part=0)).total.caught == 0
