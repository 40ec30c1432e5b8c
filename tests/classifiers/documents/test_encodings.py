"""Bytes as text: by what they are first, by what they say second, and always with the way back."""

import pytest

from classifiers.documents.contract import Source
from classifiers.documents.encodings import decoded

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


def test_ascii_in_an_undeclared_encoding_is_read_all_the_same() -> None:
    for encoding, words in WORDS.items():
        found = decoded(Source(words.encode(encoding)))
        assert found is not None
        assert "Tulip-4711" in found.text


@pytest.mark.parametrize(
    "name", ["utf-16-le", "utf-16", "cp037", "utf-7", "rot13", "hex", "punycode", "no-such"]
)
def test_a_declared_encoding_cannot_hide_plain_text(name: str) -> None:
    found = decoded(Source(b"the word is Tulip-4711 ", "a.txt", f"text/plain; charset={name}"))
    assert found is not None
    assert "Tulip-4711" in found.text
