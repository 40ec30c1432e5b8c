"""Placeholders: stable, unlinkable, never ambiguous, and never one that the person wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.placeholders import ALPHABET, PATTERN, Placeholders, canonical, label_of

KEY = bytes(range(32))


def fresh(owner: str = "acme/jane/1", key: bytes = KEY) -> Placeholders:
    return Placeholders(key, owner)


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("EMAIL_ADDRESS", "EMAIL"),
        ("PHONE_NUMBER", "PHONE"),
        ("CREDIT_CARD", "CARD"),
        ("IBAN_CODE", "IBAN"),
        ("US_SSN", "SSN"),
        ("IP_ADDRESS", "IP"),
        ("LOCATION", "PLACE"),
        ("ORGANIZATION", "ORG"),
        ("PERSON", "PERSON"),
        ("UK_NINO", "UK_NINO"),
        ("KIND_2_X9", "KIND_X"),
        ("123", "DATA"),
        ("A" * 60, "A" * 24),
    ],
)
def test_labels(kind: str, label: str) -> None:
    assert label_of(kind) == label
    assert PATTERN.fullmatch(fresh().issue(kind, "v"))


def test_the_alphabet_has_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("01IO") & set(ALPHABET)


def test_a_token_is_pinned_so_that_a_new_version_does_not_change_old_conversations() -> None:
    assert fresh().issue("EMAIL_ADDRESS", "jane@example.com") == "[EMAIL_XTS4]"


@given(st.lists(st.tuples(st.sampled_from(["PERSON", "EMAIL_ADDRESS"]), st.text(max_size=8)), max_size=30))
def test_same_value_same_token_and_two_values_never_share_one(pairs: list[tuple[str, str]]) -> None:
    one, two = fresh(), fresh()
    tokens = [one.issue(*pair) for pair in pairs]
    assert [two.issue(*pair) for pair in pairs] == tokens
    assert [one.issue(*pair) for pair in pairs] == tokens
    assert len(set(tokens)) == len(set(pairs))
    for (_, value), token in zip(pairs, tokens, strict=True):
        assert one.resolve(token) == value
        assert one.resolve(token.lower()) == value
        assert one.tokens()[token] == value


def test_case_and_white_space_make_other_values() -> None:
    tokens = fresh()
    values = ["Jane@x.org", "jane@x.org", "jane@x.org ", "jane@x.org\n"]
    assert len({tokens.issue("EMAIL_ADDRESS", value) for value in values}) == 4
    assert set(tokens.tokens().values()) == set(values)


def test_owners_and_keys_cannot_be_linked() -> None:
    seen = {
        fresh(owner, key).issue("PERSON", "Ann Lee")
        for owner in ("acme/jane/1", "acme/jane/2", "acme/joe/1", "beta/jane/1")
        for key in (KEY, bytes(32))
    }
    assert len(seen) == 8


def test_the_parts_of_a_token_are_framed() -> None:
    assert fresh("a").issue("PERSON", "b") != fresh("aPERSON").issue("PERSON", "")


def test_a_token_grows_until_it_is_not_what_the_person_wrote() -> None:
    short = fresh().issue("PERSON", "Ann Lee")
    tokens = fresh()
    tokens.reserve(f"what does {short.lower()} mean?")
    longer = tokens.issue("PERSON", "Ann Lee")
    assert longer.startswith(short[:-1])
    assert len(longer) == len(short) + 1
    assert tokens.resolve(short) is None
    again = fresh()
    again.reserve(f"{short} {longer}")
    assert len(again.issue("PERSON", "Ann Lee")) == len(short) + 2


def test_a_token_that_is_issued_stays_even_if_the_person_repeats_it() -> None:
    tokens = fresh()
    token = tokens.issue("PERSON", "Ann Lee")
    tokens.reserve(token)
    assert tokens.issue("PERSON", "Ann Lee") == token


def test_many_values_make_no_two_equal_tokens() -> None:
    tokens = fresh()
    issued = [tokens.issue("PERSON", f"person {number}") for number in range(6000)]
    assert len(set(issued)) == 6000
    assert any(len(token) > len("[PERSON_K7Q2]") for token in issued)  # some did collide and grew
    assert all(tokens.resolve(token) == f"person {number}" for number, token in enumerate(issued))


def test_adopted_tokens_are_known_and_used_again() -> None:
    before = fresh()
    before.reserve(before.issue("PERSON", "Ann Lee"))
    later = fresh()
    later.adopt({"[PERSON_ABCDE]": "Ann Lee", "[US_ITIN_2345]": "9"})
    assert later.issue("PERSON", "Ann Lee") == "[PERSON_ABCDE]"
    assert later.issue("US_ITIN", "9") == "[US_ITIN_2345]"
    assert later.may_begin("[us_it")


@pytest.mark.parametrize(
    "tokens",
    [{"PERSON_ABCD": "x"}, {"[PERSON_AB]": "x"}, {"[PERSON_0000]": "x"}, {"[PERSON_ABCD]": "secret-value"}],
)
def test_what_is_no_token_or_another_value_is_not_adopted(tokens: dict[str, str]) -> None:
    known = fresh()
    known.adopt({"[PERSON_ABCD]": "Ann"})
    with pytest.raises(ValueError, match="malformed or stands for another") as caught:
        known.adopt(tokens)
    assert "secret-value" not in str(caught.value)


@pytest.mark.parametrize(
    ("tail", "may"),
    [
        ("[", True),
        ("[P", True),
        ("[person_", True),
        ("[x", False),
        ("[PERSONS", False),
        ("[P ", False),
        ("[ſ", False),
        ("", False),
    ],
)
def test_may_begin(tail: str, may: bool) -> None:
    tokens = fresh()
    assert not tokens.may_begin("[")
    token = tokens.issue("PERSON", "Ann Lee")
    assert tokens.may_begin(tail) is may
    assert tokens.may_begin(token[:-1])
    assert not tokens.may_begin(token)  # it is whole


def test_unknown_tokens_and_look_alike_letters_are_left_alone() -> None:
    tokens = fresh()
    tokens.issue("US_SSN", "x")
    (token,) = tokens.tokens()
    assert tokens.resolve("[EMAIL_ABCD]") is None
    assert tokens.resolve(token.replace("SSN", "ſſN")) is None
    assert canonical(token.lower()) == token


def test_nothing_of_a_value_or_the_key_is_shown() -> None:
    tokens = fresh()
    tokens.issue("PERSON", "Ann Lee")
    assert "Ann" not in repr(tokens)
    with pytest.raises(TypeError):
        tokens.tokens()["[X_ABCD]"] = "y"  # type: ignore[index]


@given(st.text(alphabet=st.characters(), max_size=20))
def test_any_value_can_be_kept(value: str) -> None:
    tokens = fresh()
    assert tokens.resolve(tokens.issue("PERSON", value)) == value
