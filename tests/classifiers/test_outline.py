"""Outlines: an outline matches wherever its pattern does. Tried with Python's own engine on the shadow of texts."""

import re
from collections.abc import Iterator
from functools import cache
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from classifiers import rulebook
from classifiers.catalog import RULES
from classifiers.outline import ENDLESS, MOST_TEXT, MOST_WIDTH, is_telling, outlines, reach, whole
from classifiers.rule import Rule
from classifiers.shadow import FOLDING, shadows
from tests.classifiers.drawn import Maker

SAMPLES = 12


def outline(pattern: re.Pattern[str], *, folded: bool = False) -> str | None:
    return "|".join(outlines(pattern, folded=folded)) or None


def begins(expression: str, text: str, at: int) -> bool:
    compiled = re.compile(expression.encode())
    return any(compiled.match(data, start) for data in shadows(text) for start in (at, at - 1) if start >= 0)


@cache
def rules() -> list[Rule]:
    return rulebook.read(RULES)


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    for rule in rules():
        for number, pattern in enumerate(rule.patterns):
            yield f"{rule.id}:{number}", pattern, False
        if rule.context is not None:
            yield f"{rule.id}:context", rule.context.pattern, True


@pytest.mark.parametrize("is_whole", [False, True])
def test_the_outline_of_every_pattern_matches_where_the_pattern_does(is_whole: bool) -> None:
    tried = 0
    for name, pattern, folded in patterns():
        expression = "|".join(whole(pattern)) if is_whole else outline(pattern, folded=folded)
        if not expression or (is_whole and folded):
            continue
        tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
        matched = 0
        for number in range(SAMPLES):
            maker = Maker(f"{name}:{number}")
            ends = ["", " ", "\n", ". ", "é", "x", "=", "'", '"']
            text = "".join(
                maker.random.choice(ends) + maker.text(tree, pattern.flags) + maker.random.choice(ends)
                for _ in range(2)
            )
            if folded:
                text = text.lower()
            for match in pattern.finditer(text):
                matched += 1
                assert begins(expression, text, match.start()), f"{name} number {number}"
                # A rule may see a text that ends behind the match.
                assert begins(expression, text[: match.end()], match.start()), f"{name} number {number}"
        tried += matched > 0
    assert tried > 150, "the generator no longer makes texts that match"


def test_nearly_every_rule_has_an_outline() -> None:
    without = [name for name, pattern, folded in patterns() if outline(pattern, folded=folded) is None]
    assert len(without) < 15, without


def test_no_letter_folds_to_ascii_unseen() -> None:
    folding = re.compile("[a-z0-9_]", re.IGNORECASE)
    for code in range(128, 0x30000):
        letter = chr(code)
        assert not folding.match(letter) or FOLDING.match(letter), hex(code)
        assert not letter.lower().isascii() or FOLDING.match(letter), hex(code)


TABLE = [
    # pattern, text, where it must begin
    (r"(?<![\w])abc", "é abc", 2),
    (r"(?<![^\W_])abc", "_abc", 1),
    (r"(?<=[a-z])Pass", "dbPass", 2),
    (r"\b(?:psexec|sc)\b", "é-sc", 2),
    (r"\b(?:é|sc)x", "aéx".replace("a", "-"), 1),
    (r"(?i)\b[a-z]{1,9}\d", "_.a1", 2),
    (r"\b[\w-]{2}x", "é-_x", 1),
    (r"(?m)^key=", "a\nkey=", 2),
    (r"(?m)^key=", "key=", 0),
    (r"(?i)straße \d", "STRAßE 4", 0),
    (r"(['\"])ab\1", "'ab'", 0),
    (r"\d{9,10}(?!\w)", "1234567890", 0),
    (r"a{3,400}b", "a" * 300 + "b", 0),
    (r"(?i)[à-ɏ]x1", "śx1", 0),
    (r"(?i)[à-ɏ]x1", "sx1", 0),
    (r"(?i)[^à-ɏ]x1", "zx1", 0),
    (r"(?i)(?<![^à-ɏ])x1", "sx1", 1),
    (r"(?i)пароль ?=", "ПАРОЛЬ =", 0),
    (r"(?i)ένας \d", "ΈΝΑΣ ٣", 0),
    (r"(?i)[а-я]{3}[^à-ɏ]\s", "ДЖЯ中\u3000", 0),
    (r"[^\s]{2}\x00", "\u20ac\ud800\x00", 0),
]


@pytest.mark.parametrize(("source", "text", "at"), TABLE)
def test_an_outline_sees_what_the_pattern_sees(source: str, text: str, at: int) -> None:
    match = re.search(source, text)
    assert match is not None and match.start() == at
    expression = outline(re.compile(source))
    assert expression is not None and begins(expression, text, at)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"(?<![\w])abc", "xabc"),
        (r"\d{4}-\d{2}", "123-45"),
        (r"(?<=[a-z])Pass", "DBPass"),
        (r"(?m)^key=", " key="),
        (r"(?i)пароль ?=", "привет ="),  # no word of a script looks like every other
        (r"身份证号?：", "电话是多少："),
    ],
)
def test_an_outline_is_not_everything(source: str, text: str) -> None:
    expression = outline(re.compile(source))
    assert expression is not None and not re.search(expression.encode(), shadows(text)[0])


@pytest.mark.parametrize("source", ["", "a", "a?b?", r"(?<!a)", ".{0,900}ab", "x*"])
def test_what_says_too_little_has_no_outline(source: str) -> None:
    assert outline(re.compile(source)) is None


def test_a_long_list_of_words_becomes_several_expressions() -> None:
    words = [f"{chr(97 + number % 26)}{number}word" for number in range(4_000)]
    texts = outlines(re.compile("|".join(words)), folded=True)
    assert len(texts) > 3 and all(len(text) <= MOST_TEXT for text in texts)
    for word in (words[0], words[1_999], words[-1].upper()):
        assert any(re.search(text, word) for text in texts)
    assert not any(re.search(text, "aword") for text in texts)


def test_an_outline_tells_when_it_demands_a_word() -> None:
    assert is_telling(re.compile(r"(?i)(?<!\w)key\s?=")) and is_telling(re.compile(r"sk_\w{20}|ghp_\w"))
    assert not is_telling(re.compile(r"\w{1,30}\s?[:=]\s?\w{9}")) and not is_telling(
        re.compile(r"ghp_\w|\d{9}")
    )


def test_an_outline_is_never_wider_than_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = {(name, folded): outline(pattern, folded=folded) for name, pattern, folded in patterns()}
    monkeypatch.setattr("classifiers.outline._COUNTED", (MOST_WIDTH, MOST_WIDTH))
    for name, pattern, folded in patterns():
        expression, loose = outline(pattern, folded=folded), counted[name, folded]
        if expression is None:
            assert loose is None, name
            continue
        assert parser.parse(expression.encode()).getwidth()[1] <= MOST_WIDTH + 1, name
        # What does not count to the end lets through all that counts, so that it is found as early.
        assert loose is not None and re.sub(r"\{\d+,\d*\}", "{}", loose) == re.sub(
            r"\{\d+,\d*\}", "{}", expression
        ), name
        assert (
            parser.parse(loose.encode()).getwidth()[0] <= parser.parse(expression.encode()).getwidth()[0]
        ), name


@pytest.mark.parametrize(
    ("source", "least"),
    [("ab", 3), (r"a{2,5}(?!xyz)", 9), ("a+", ENDLESS), (r"(?:a(?=bc)|d)", 4), (r"a(?<=b{9})", 2)],
)
def test_how_far_a_match_sees(source: str, least: int) -> None:
    assert reach(re.compile(source)) >= least
    assert reach(re.compile(source)) <= max(least + 2, ENDLESS if least == ENDLESS else 0)
