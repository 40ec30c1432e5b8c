"""The JSON reader agrees with the standard library on what JSON is, and knows where every text stands."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxy.body.json import LONG, MOST_DEPTH, Holder, Tree, long_text, parse, runs, unescaped
from proxy.contract import Unreadable
from tests.cost import ends_within

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
SHORT = st.sampled_from(["role", "user", "", "type", "text", "é", 'a "b"', "x" * 41]) | st.text(max_size=4)
TURNS = st.lists(st.dictionaries(SHORT, SHORT | VALUES, max_size=3) | VALUES, max_size=5)


def accepts(text: str) -> bool:
    """What the standard library says; NaN and Infinity are no JSON."""

    def refuse(_: str) -> None:
        raise ValueError

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError:
        return False
    return True


def strings(value: object) -> list[str]:
    """Keys and strings of a value in the order of the text."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in (key, *strings(item))]
    return []


def read(text: str) -> bool:
    """Whether a text is read; its bytes, which have a grammar of their own, are if and only if it is."""
    outcomes: list[bool] = []
    for form in (text, text.encode("utf-8", "surrogatepass")):
        try:
            parse(form)
        except Unreadable:
            outcomes.append(False)
        else:
            outcomes.append(True)
    assert outcomes[0] == outcomes[1]
    return outcomes[0]


def told(holder: Holder, *span: int) -> tuple[object, ...]:
    """What is known of an object or array, but for what lies around it and long fields (bytes count, or letters)."""
    fields = {name: value for name, value in holder.fields.items() if len(str(value)) < 30}
    return holder.name, holder.is_object, holder.numbers, fields, span


def texts(tree: Tree) -> list[str]:
    return [leaf[5] for leaf in tree.leaves if leaf[0] != "number"]


@settings(deadline=None)
@given(VALUES, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_every_string_is_a_leaf_where_it_stands(
    value: object, ascii_only: bool, indent: int | str | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    tree = parse(text)
    assert texts(tree) == strings(value)
    for kind, _, _, start, end, word in tree.leaves:
        if kind != "number":
            assert text[start - 1] == text[end] == '"'
            assert json.loads(text[start - 1 : end + 1]) == word


@settings(deadline=None)
@given(VALUES | TURNS, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_bytes_are_read_as_their_text_is(value: object, ascii_only: bool, indent: int | str | None) -> None:
    try:
        data = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    except UnicodeEncodeError:  # half a surrogate pair, which no UTF-8 holds
        return
    of_text, of_bytes = parse(data.decode()), parse(data)
    assert [(leaf[0], leaf[2], leaf[5]) for leaf in of_bytes.leaves] == [
        (leaf[0], leaf[2], leaf[5]) for leaf in of_text.leaves
    ]
    text = data.decode()
    assert [told(one, one.start, one.end) for one in of_bytes.holders] == [
        told(one, *(len(text[:at].encode()) for at in (one.start, one.end))) for one in of_text.holders
    ]
    places = [{id(one): number for number, one in enumerate(tree.holders)} for tree in (of_bytes, of_text)]
    assert [places[0].get(id(leaf[1])) for leaf in of_bytes.leaves] == [
        places[1].get(id(leaf[1])) for leaf in of_text.leaves
    ]
    for kind, _, _, start, end, word in of_bytes.leaves:
        assert unescaped(data[start:end].decode()) == word or kind == "number"
        assert data[start:end].decode() == word or kind != "number"


@pytest.mark.parametrize("text", ['["\xff"]', '{"\xff": 1}', f'["{"a" * LONG}\xff"]', '["\xed\xa0\x80"]'])
def test_bytes_that_are_no_utf8_are_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text.encode("latin-1"))


def test_a_long_string_of_bytes_has_no_text_of_its_own() -> None:
    inside = "ü\\n" * LONG
    data = f'{{"a": ["{inside}", "short"]}}'.encode()
    (key, long, short) = parse(data).leaves
    assert (key[5], long[0], long[5], short[5]) == ("a", "long", "", "short")
    assert data[long[3] : long[4]].decode() == inside


PARTS = st.sampled_from(
    ["a", "é", "漢", "😀", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\\\", "\\ude00"]
)


@settings(deadline=None)
@given(st.lists(st.tuples(PARTS, st.sampled_from([1, 2, 40, 100_000])), max_size=6), st.integers(0, 300_000))
def test_runs_are_the_whole_and_cut_no_character(parts: list[tuple[str, int]], most: int) -> None:
    inside = "".join(part * count for part, count in parts)
    raw = inside.encode()
    found = list(runs(memoryview(raw)))
    assert "".join(written for _, written, _ in found) == inside
    assert [begin for begin, _, _ in found] == [
        len("".join(written for _, written, _ in found[:number]).encode()) for number in range(len(found))
    ]
    assert "".join(read for _, _, read in found) == unescaped(inside)
    assert long_text(memoryview(raw), most) == unescaped(inside)[:most]


@settings(deadline=None)
@given(st.text(alphabet='{}[]",:0123 \\ntrufalse-.eE\n\t', max_size=14))
def test_it_accepts_what_the_standard_library_accepts(text: str) -> None:
    assert read(text) == accepts(text)


@settings(deadline=None)
@given(TURNS, st.integers(0), st.sampled_from([*'{}[]",: \\0\n\0é', "},{", '"a":"b",']), st.booleans())
def test_turns_with_a_slip_are_read_where_the_standard_library_reads_them(
    value: object, place: int, slip: str, instead: bool
) -> None:
    text = json.dumps(value)
    at = place % (len(text) + 1)
    text = text[:at] + slip + text[at + instead :]
    assert read(text) == accepts(text)


@settings(deadline=None)
@given(VALUES, st.data())
def test_cut_or_doubled_it_is_unreadable_or_valid(value: object, data: st.DataObject) -> None:
    text = json.dumps(value)
    at = data.draw(st.integers(0, len(text)))
    for bent in (text[:at], text + text[at:], text[:at] + "," + text[at:], text[:at] + "\x00" + text[at:]):
        assert read(bent) == accepts(bent)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "nul",
        "NaN",
        "[Infinity]",
        "-",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "'a'",
        '"a',
        '"\\x"',
        '"\\u12"',
        '"\t"',
        '["a\x1f"]',
        '{\n"a": "b\nc"}',
        "[1,]",
        '{"a":1,}',
        "{,}",
        '{"a"}',
        "{1:2}",
        "[}",
        "{]",
        "[1}",
        '{"a":1]',
        "1 2",
        "{} x",
        "]",
        "[1 2]",
        "\ufeff{}",
        '{"a":1 "b":2}',
        "[\x0b1]",
        "{\xa0}",
        "١",
        "//x\n1",
    ],
)
def test_what_is_no_json_is_unreadable(text: str) -> None:
    assert not read(text)


def test_a_doubled_key_is_read_twice() -> None:
    tree = parse('{"a": "one", "a": "two", "\\u0061": "three"}')
    assert texts(tree) == ["a", "one", "a", "two", "a", "three"]


def test_half_a_pair_becomes_a_replacement_character() -> None:
    assert texts(parse('["\\ud83d", "x\\ude00y", "\\ud83d\\ude00", "\\u0000"]')) == [
        "\ufffd",
        "x\ufffdy",
        "😀",
        "\0",
    ]


@pytest.mark.parametrize(
    ("number", "is_leaf"),
    [
        ("4111111111111111", True),
        ("-4930555", True),
        ("1234567.5", True),
        ("123456", False),
        ("0.1234567", False),
        ("4.111111111111111e15", True),
        ("1e9", False),
        ("1024", False),
    ],
)
def test_a_number_like_an_identifier_is_a_leaf(number: str, is_leaf: bool) -> None:
    assert [leaf[5] for leaf in parse(f"[{number}]").leaves] == ([number] if is_leaf else [])


def test_short_fields_tell_about_their_object() -> None:
    tree = parse('{"role": "us\\u0065r", "stream": true, "x": {"type": "t"}, "long": "' + "a" * 500 + '"}')
    assert tree.root("role") == "user"
    assert tree.flag("stream")
    assert not tree.flag("role")
    assert tree.root("long") == ""
    child = tree.child("x")
    assert child is not None
    assert child.fields == {"type": "t"}
    assert tree.child("y") is None


def test_known_keys_are_no_leaves() -> None:
    assert texts(parse('{"role": "a", "other": "b"}', frozenset({"role"}))) == ["a", "other", "b"]


def test_depth_is_bounded_without_recursion() -> None:
    deepest = "[" * MOST_DEPTH + "]" * MOST_DEPTH
    assert parse(deepest).holders
    with pytest.raises(Unreadable):
        parse("[" + deepest + "]")
    with pytest.raises(Unreadable):
        parse("[" * 100_000)
    with pytest.raises(Unreadable):
        parse('{"a":' * 100_000)


@pytest.mark.parametrize(
    "text",
    [
        "a-" * 500000,
        '"' + "a-" * 500000,
        '"' + "\\" * 999999,
        '"' + '\\"' * 500000,
        "[" + " " * 1000000,
        "[" + "1," * 300000,
        '{"' + "k" * 1000000 + '"',
        "-" + "1" * 1000000 + "e",
        '["' + "\\u12" * 200000,
    ],
)
def test_a_megabyte_of_malice_takes_no_second(text: str) -> None:

    def refuse() -> None:
        assert not read(text)

    assert ends_within(2, refuse)
