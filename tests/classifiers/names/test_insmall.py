"""Which texts are read as if their rare words had a capital."""

import pytest

from classifiers.names.insmall import in_small, is_in_small
from classifiers.names.words import Tokens


@pytest.mark.parametrize(
    "text",
    [
        "please write a mail to ravinder",
        "Please write a mail to ravinder",
        "¿puedes resumir lo que dijo ravinder en la llamada? quiere cambiar.",
        "- call ravinder.\n- order toner as PDF.",
        "cześć rudīte, dzięki za wczoraj. czy agnese już dostała umowę? pozdrawiam, gunita, popraw błędy",
    ],
)
def test_without_capitals_a_text_is_in_small_letters(text: str) -> None:
    assert is_in_small(Tokens(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1. - !",
        "Please write a mail.",
        "¿Cómo se elige una buena contraseña?",
        "please write a mail to Ravinder",
        "viết một video hấp dẫn, thu hút: tôm bọ ngựa có cú đấm mạnh nhất trong thế giới động vật",
        "tạo cho tôi một câu chuyện review người đang ông bắt cá bên sông",
    ],
)
def test_other_texts_are_not(text: str) -> None:
    assert not is_in_small(Tokens(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ASK RAVINDER, PLEASE. 4 ÖFEN?", "ask ravinder, please. 4 öfen?"),
        ("ASK RAVINDER pls", "ASK RAVINDER pls"),
        ("SEE İZMİR", "SEE İZMİR"),
        ("12:30", "12:30"),
    ],
)
def test_only_what_is_all_in_capitals_is_brought_into_small_letters(text: str, wanted: str) -> None:
    assert in_small(text) == wanted
