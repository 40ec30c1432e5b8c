"""Patterns that are kept as code are those that `re` compiles."""

import re
from pathlib import Path

import pytest

from classifiers import rulebook
from classifiers.catalog import RULES
from classifiers.compiled import Patterns
from classifiers.kept import Kept

SOURCES = [
    ("", 0),
    (r"(?i)straße|ſ|\bkey\b", 0),
    (r"(?P<name>[a-zäé]{2,40})(?:\s(?P<last>(?P=name)|\w++))?(?(last)x|y)", re.IGNORECASE),
    (r"(?<!\d)(\d{4})[- ]?(?>\d{3,9})(?=\W|$)", re.MULTILINE | re.DOTALL),
    (r"[\u0e00-\u0e7f\U0001f600]+?(?-i:A)[^\]\n]", re.IGNORECASE),
    (" a b # c", re.VERBOSE),
    (r"\w", re.ASCII),
]
TEXT = "Key straße ABc abc ABCy 1234-567 8901\n" + " a b ab \u0e01\U0001f600Ax"


def kept(folder: Path) -> Patterns:
    """A store in which the sources are."""
    store = Patterns(Kept(folder))
    for source, flags in SOURCES:
        store.compile(source, flags)
    store.keep()
    return Patterns(Kept(folder))


def test_what_was_kept_is_what_re_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = kept(tmp_path)
    wanted = {asked: re.compile(*asked) for asked in SOURCES}
    monkeypatch.setattr(re, "compile", lambda *asked: pytest.fail("it was kept"))
    for asked, pattern in wanted.items():
        known = store.compile(*asked)
        assert known == pattern and known.pattern == pattern.pattern and known.flags == pattern.flags
        assert (known.groups, known.groupindex) == (pattern.groups, pattern.groupindex)
        assert [(one.span(), one.groupdict(), one.lastgroup) for one in known.finditer(TEXT)] == [
            (one.span(), one.groupdict(), one.lastgroup) for one in pattern.finditer(TEXT)
        ]


def test_the_rules_patterns_are_those_of_their_files() -> None:
    for rule in rulebook.read_text((RULES / "network.yaml").read_text(encoding="utf-8"), "network.yaml"):
        assert all(pattern == re.compile(pattern.pattern, pattern.flags) for pattern in rule.patterns)


def test_what_comes_later_is_kept_beside_what_was_there(tmp_path: Path) -> None:
    store = kept(tmp_path)
    store.compile("later")
    store.keep()
    again = Patterns(Kept(tmp_path))
    assert {("later", 0), *SOURCES} == again._heads.keys()


@pytest.mark.parametrize("old", [b"", b"x", b'[["", 0, 32, 0, {}, 0, 999]]\n', b"[[1]]\n1234", b"{}\nabcd"])
def test_what_cannot_be_used_is_compiled_anew(tmp_path: Path, old: bytes) -> None:
    store = kept(tmp_path)
    body = Kept(tmp_path).read(store._name)
    assert body is not None
    for wrong in (old, old + body, body[:-400], body[:-4] + b"\xff" * 4):
        Kept(tmp_path).write(store._name, wrong)
        spoiled = Patterns(Kept(tmp_path))
        for source, flags in SOURCES:
            assert spoiled.compile(source, flags).search(TEXT) is not None or source.startswith(" ")


def test_a_wrong_pattern_says_so_and_is_not_kept(tmp_path: Path) -> None:
    store = Patterns(Kept(tmp_path))
    with pytest.raises(re.error):
        store.compile("(")
    store.keep()
    assert not list(tmp_path.glob("patterns-*"))
