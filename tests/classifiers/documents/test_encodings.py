"""Bytes as text: by what they are first, by what they say second, and always with the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Source
from classifiers.documents.encodings import decoded, is_text

WORDS = {
    "shift_jis": "パスワードは Tulip-4711",
    "gb18030": "密码是 Tulip-4711",
    "koi8-r": "Пароль Tulip-4711",
    "cp1250": "Hasło to Tulip-4711",
    "big5": "密碼是 Tulip-4711",
    "euc-kr": "비밀번호 Tulip-4711",
    "iso-8859-7": "κωδικός Tulip-4711",
}


@pytest.mark.parametrize("encoding", WORDS)
def test_a_declared_encoding_is_used_and_kept(encoding: str) -> None:
    data = WORDS[encoding].encode(encoding)
    for source in (
        Source(data, "a.txt", f"text/plain; charset={encoding}"),
        Source(f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + data, "a.xml"),
    ):
        found = decoded(source)
        assert found is not None
        assert found.text.endswith(WORDS[encoding])
        assert found.encode(found.text) == source.data


def test_a_text_of_a_mainframe_is_read_and_kept() -> None:
    text = "KUNDE: Jörg Weber, Tulip-4711\nKONTO: 0815 4711, bezahlt am 3.4.\n"
    data = text.encode("cp037")
    found = decoded(Source(data, "a.txt", "text/plain"))
    assert found is not None
    assert (found.text, found.encode(found.text)) == (text, data)
    usual = decoded(Source("KUNDE: Jörg Weber @@@@@@@@@@@@".encode("cp1252")))
    assert usual is not None
    assert usual.encoding == "cp1252"


def test_ascii_in_an_undeclared_encoding_is_read_all_the_same() -> None:
    for encoding, words in WORDS.items():
        found = decoded(Source(words.encode(encoding)))
        assert found is not None
        assert "Tulip-4711" in found.text


@given(
    st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=60),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.integers(0, 70),
)
def test_the_begin_of_a_text_has_its_way_back_to_the_whole(text: str, encoding: str, most: int) -> None:
    data = text.encode(encoding)
    whole, begun = decoded(Source(data)), decoded(Source(data), most)
    assert (whole is None) == (begun is None) == (not is_text(Source(data)))
    if whole is not None and begun is not None:
        assert begun.text == whole.text[: len(begun.text)]
        assert len(begun.text) >= min(most, len(whole.text))
        assert begun.encode("[X]" + begun.text) == whole.encode("[X]" + whole.text)
        assert begun.encode(begun.text) == data


def test_what_lies_behind_the_begin_is_looked_at() -> None:
    for tail in (b"\x00", b"\x81\x00"):
        assert decoded(Source(b"a" * 1_000_000 + tail), 10) is None
    old = decoded(Source(b"a" * 1_000_000 + b"\xff"), 10)
    assert old is not None and (old.text, old.encoding) == ("a" * 10, "cp1252")


@pytest.mark.parametrize(
    "name", ["utf-16-le", "utf-16", "cp037", "utf-7", "rot13", "hex", "punycode", "no-such"]
)
def test_a_declared_encoding_cannot_hide_plain_text(name: str) -> None:
    found = decoded(Source(b"the word is Tulip-4711 ", "a.txt", f"text/plain; charset={name}"))
    assert found is not None
    assert "Tulip-4711" in found.text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"x" * 200 + b"\x04 Tulip-4711 \x05\x08\x1a", True),
        ("ü".encode() * 200 + b"\x01", True),
        (b"x" * 200 + b"\0", False),
        (b"ab\x01" * 200, False),
        ("ü".encode("latin-1") * 200 + b"\x01", False),
    ],
)
def test_a_text_may_hold_a_few_control_characters_but_no_zero(data: bytes, text: bool) -> None:
    found = decoded(Source(data))
    assert (found is not None) is text is is_text(Source(data))
    assert found is None or found.encode(found.text) == data
