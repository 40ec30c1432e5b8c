"""Whole JSON answers: only placeholders change."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.answer.jsonbody import Shape, restore_json, rewrite
from tests.proxy.answer.book import EMAIL, NAME, SECRET, VALUES, Book, plain

SHAPE = Shape(nested=frozenset({"arguments"}), signed=frozenset({"thinking"}), sealed=frozenset({"logprobs"}))
STRINGS = st.lists(
    st.sampled_from(
        [
            EMAIL,
            NAME.lower(),
            SECRET,
            "[EMAIL_ZZZZ]",
            "[",
            '"',
            "\\",
            "\\u005b",
            "u005b",
            "/",
            "ü",
            "\n",
            "😀",
            "x",
        ]
    ),
    max_size=5,
).map("".join)
STRINGS = STRINGS.filter(
    lambda text: not re.search(r'\[\s*"', text)
)  # it opens a list in which values are escaped anew
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | STRINGS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(STRINGS, inner, max_size=4),
    max_leaves=12,
)


def expected(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [expected(item) for item in value]
    if isinstance(value, dict):
        return {plain(key): expected(item) for key, item in value.items()}
    return value


@given(JSON, st.booleans(), st.sampled_from([None, 1]))
def test_strings_and_keys_are_restored(value: object, ascii_only: bool, indent: int | None) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    assert json.loads(restore_json(body, Book(), Shape())) == expected(value)
    assert restore_json(body, Book({}), Shape()) is body


@given(JSON)
def test_json_in_a_string_is_escaped_twice(value: object) -> None:
    body = json.dumps({"arguments": json.dumps(value), "text": SECRET}).encode()
    restored = json.loads(restore_json(body, Book(), SHAPE))
    assert json.loads(restored["arguments"]) == expected(value)
    assert restored["text"] == VALUES[SECRET]


@given(JSON)
def test_looking_around_and_walking_agree(value: object) -> None:
    text = json.dumps({"arguments": json.dumps(value), "x": [value, {"arguments": EMAIL}]})
    assert rewrite(text, Book(), SHAPE) == rewrite(text, Book(), SHAPE, own={("elsewhere",)})


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_any_bytes_pass(before: bytes, after: bytes) -> None:
    body = before + after
    assert restore_json(body, Book(), SHAPE) == body


@pytest.mark.parametrize(
    ("body", "restored"),
    [
        (rb'{ "a" : "\u005bEMAIL_K7Q2\u005D\/\u00e9\ud800" }', rb'{ "a" : "ada@example.com\/\u00e9\ud800" }'),
        (rb'{"a":"\\u005bEMAIL_K7Q2\\u005d"}', rb'{"a":"\\u005bEMAIL_K7Q2\\u005d"}'),
        (
            rb'{"arguments":"{\"a\":\"\\u005bEMAIL_K7Q2\\u005d\"}"}',
            rb'{"arguments":"{\"a\":\"ada@example.com\"}"}',
        ),
        (rb'{"arguments":"{\"a\":\"\u005bEMAIL_K7Q2]\"}"}', rb'{"arguments":"{\"a\":\"ada@example.com\"}"}'),
        (b'{"\xff":"[EMAIL_K7Q2]"}', b'{"\xff":"ada@example.com"}'),
        (b'["[EMAIL_K7Q2]', b'["ada@example.com'),
        (b"[EMAIL_K7Q2]", b"[EMAIL_K7Q2]"),
        (b'{"thinking":"[EMAIL_K7Q2]","type":"thinking"}', b'{"thinking":"[EMAIL_K7Q2]","type":"thinking"}'),
        (b'{"thinking":"[EMAIL_K7Q2]","type":"text"}', b'{"thinking":"ada@example.com","type":"text"}'),
        (b'{"logprobs":[{"token":"[EMAIL_K7Q2]"}]}', b'{"logprobs":[{"token":"[EMAIL_K7Q2]"}]}'),
        (b'{"a":1,"a":"[EMAIL_K7Q2]","a":"x"}', b'{"a":1,"a":"ada@example.com","a":"x"}'),
    ],
)
def test_bodies(body: bytes, restored: bytes) -> None:
    assert restore_json(body, Book(), SHAPE) == restored


def test_deep_json_is_walked() -> None:
    body = b'{"a":[' * 50_000 + b'"[EMAIL_K7Q2]"' + b"]}" * 50_000
    assert b"ada@example.com" in restore_json(body, Book(), SHAPE)


@pytest.mark.parametrize("path", [("a",), ("a", 0), ("b", "a")])
def test_a_key_that_stands_twice_is_changed_both_times(path: tuple[str | int, ...]) -> None:
    value: object = "old"
    for step in reversed(path[1:]):
        value = {step: value} if isinstance(step, str) else [value]
    part = json.dumps(value)
    text = f'{{"{path[0]}":{part},"c":"[EMAIL_K7Q2]","{path[0]}":{part}}}'
    restored = rewrite(text, Book(), SHAPE, {path: "new"})
    assert restored == text.replace("old", "new").replace(EMAIL, VALUES[EMAIL])


def test_changes_replace_whole_strings_by_their_path() -> None:
    text = '{"a":[1,{"b":"old"},"x"],"b":"[EMAIL_K7Q2]"}'
    assert rewrite(text, Book(), SHAPE, {("a", 1, "b"): 'n"w'}) == (
        '{"a":[1,{"b":"n\\"w"},"x"],"b":"ada@example.com"}'
    )
