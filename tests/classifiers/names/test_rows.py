"""Names in the same place of several rows: one that is sure makes the others people."""

import pytest

from classifiers.names.rows import alike
from classifiers.names.runs import Name
from classifiers.names.words import words_of


def made_people(text: str, **chances: float) -> set[str]:
    """The words of the text that others make a person; each word stands with its chance."""
    words = words_of(text)
    names = [
        Name(at, at + 1, "PERSON", chances[word.plain], 0.0)
        for at, word in enumerate(words)
        if word.plain in chances
    ]
    return {words[at].plain for at in alike(text, words, names)}


@pytest.mark.parametrize(
    "text",
    [
        "Takashi: is it done?\nYuki: not yet",
        "[09:12] Takashi: is it done?\n[09:14] Yuki: not yet",
        "- Takashi - update the plan\n- Yuki - nothing",
        "tasks: Takashi - update the plan, Yuki - nothing",
        "1;Takashi;12\n2;Yuki;14",
        "| 1 | Takashi | 12 |\n| 2 | Yuki | 14 |",
        "no,who,score\n1,Takashi,12\n2,Yuki,14",
        "Takashi 4 days, Yuki off sick",
        "leave: Takashi 4 days, Yuki 3",
    ],
)
def test_a_likely_name_beside_a_sure_one_is_a_person(text: str) -> None:
    assert made_people(text, takashi=0.6, yuki=0.99) == {"takashi"}


@pytest.mark.parametrize(
    ("text", "takashi", "yuki"),
    [
        ("Takashi: is it done?\nYuki: not yet", 0.4, 0.99),
        ("Takashi: is it done?\nYuki: not yet", 0.6, 0.9),
        ("Takashi: is it done?\nTakashi: not yet", 0.99, 0.99),
        ("1;Takashi;12\nYuki;2;14", 0.6, 0.99),
        ("see Takashi: is it done?\nYuki: not yet", 0.6, 0.99),
        ("Takashi, Yuki, the lot", 0.6, 0.99),
        ("Takashi 4 days,\nYuki 3", 0.6, 0.99),
        ("see Takashi 4 days, Yuki 3", 0.6, 0.99),
    ],
)
def test_elsewhere_a_name_stays_what_it_is(text: str, takashi: float, yuki: float) -> None:
    assert made_people(text, takashi=takashi, yuki=yuki) == set()


def test_a_common_word_makes_nobody_a_person() -> None:
    assert made_people("Hope: red\nYuki: white", hope=0.99, yuki=0.6) == set()


def test_several_likely_first_names_make_each_other_people() -> None:
    text = "leave: Takashi 4 days, Yuki 3, Anna off"
    assert made_people(text, takashi=0.6, yuki=0.6, anna=0.6) == {"takashi", "yuki", "anna"}
    assert made_people(text, takashi=0.6, yuki=0.6) == set()
