"""The engine's files: kept, trusted only when they are ours and whole, and never needed."""

import os
import stat
import struct
from pathlib import Path

import pytest

from classifiers import engine, kept, rulebook, tried
from classifiers.catalog import RULES
from classifiers.engine import Engine, is_installed
from classifiers.kept import Kept

pytestmark = pytest.mark.skipif(not is_installed(), reason="no engine for this platform")

EXPRESSIONS = [("abc[0-9]{3}", 4), ("(?:^|y)z", 1), ("key", 2)]


def ready(folder: Path | None, expressions: list[tuple[str, int]] = EXPRESSIONS) -> Engine:
    made = Engine(expressions, Kept(folder))
    assert made.wait(60)
    return made


def seen(made: Engine, data: bytes) -> list[int]:
    numbers: list[int] = []
    assert made.scan is not None
    made.scan(data, numbers)
    return sorted(numbers)


def only(folder: Path) -> Path:
    (file,) = folder.glob("outlines-*")
    return file


def test_it_says_once_what_a_text_holds(tmp_path: Path) -> None:
    made = ready(tmp_path / "cache")
    assert seen(made, b"a key, another key, abc123 abc456") == [2, 4]
    assert seen(made, b"") == []


def test_a_kept_file_is_private_and_loads_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    ready(folder)
    again = Engine(EXPRESSIONS, Kept(folder))
    assert again.scan is not None, "it is loaded, not compiled"
    assert seen(again, b"abc999") == [4]
    if os.name != "nt":
        assert stat.S_IMODE(only(folder).stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(folder.glob("*.new"))


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "other"])
def test_a_broken_file_is_made_anew(tmp_path: Path, harm: str) -> None:
    ready(tmp_path)
    file = only(tmp_path)
    whole = file.read_bytes()
    broken = {
        "cut": whole[:-9],
        "flip": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
        "empty": b"",
        "other": kept._HEAD + kept._checksum(b"no database") + b"no database",
    }[harm]
    file.write_bytes(broken)
    body = Kept(tmp_path).read(file.name)
    if body is not None:
        with pytest.raises((ValueError, struct.error)):
            list(engine._unpacked(body))
    assert seen(ready(tmp_path), b"key") == [2]
    assert file.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_others_may_write_to_is_not_read(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "cache"
    ready(folder)
    file = only(folder)
    (file if what == "file" else folder).chmod(0o777)
    assert Kept(folder).read(file.name) is None


def test_it_works_where_nothing_can_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert seen(ready(blocked / "cache"), b"key") == [2]
    assert seen(ready(None), b"key") == [2]


def test_other_expressions_have_their_own_file(tmp_path: Path) -> None:
    ready(tmp_path)
    ready(tmp_path, [("other", 1)])
    assert len(list(tmp_path.glob("outlines-*"))) == 2


def test_old_files_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kept.MOST_FILES, "outlines", 2)
    for number in range(4):
        ready(tmp_path, [(f"word{number}", 1)])
    assert len(list(tmp_path.glob("outlines-*"))) == 2


def test_without_the_engine_there_is_no_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "hyperscan", None)
    made = Engine(EXPRESSIONS, Kept(tmp_path))
    assert made.scan is None and not made.wait(1)


def test_what_the_engine_refuses_counts_as_seen_everywhere(tmp_path: Path) -> None:
    made = ready(tmp_path, [("(?<=a+)b(", 1), ("key", 2)])
    assert seen(made, b"-") == [1]
    assert seen(made, b"key") == [1, 2]


def test_whole_patterns_are_asked_one_at_a_time(tmp_path: Path) -> None:
    wholes = [("ab{2,9}c", "xyz"), ("(?<=a+)b(",), ("key",)]
    for _ in range(2):  # compiled, then loaded
        made = Engine(EXPRESSIONS, Kept(tmp_path), wholes)
        assert made.wait(60) and made.holds is not None
        assert made.holds(0, b"abbbc") and made.holds(0, b"an xyz") and not made.holds(0, b"abc key")
        assert made.holds(1, b"-"), "what the engine refuses counts as seen"
        assert made.holds(2, b"a key") and not made.holds(2, b"xyz")
    assert made._thread is None
    assert len(list(tmp_path.glob("wholes-*"))) == 1


def test_a_whole_pattern_that_would_be_too_large_counts_as_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MOST_BYTES", 10)
    made = Engine(EXPRESSIONS, Kept(tmp_path), [("key",)])
    assert made.wait(60) and made.holds is not None and made.holds(0, b"none")


def test_rules_that_passed_are_not_tried_again_and_changed_ones_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (RULES / "network.yaml").read_text(encoding="utf-8")
    asked: list[str] = []
    monkeypatch.setattr(rulebook, "_try", lambda rule, data, fault: asked.append(rule.id))
    store = Kept(tmp_path / "cache")
    first = rulebook.read_text(text, "network.yaml", store)
    assert len(asked) == len(first) > 1
    again = rulebook.read_text(text, "network.yaml", store)
    assert again == first and [rule.digest for rule in again] == [rule.digest for rule in first]
    assert len(asked) == len(first), "all of them had passed"
    rulebook.read_text(text + "\n", "network.yaml", store)
    assert len(asked) == 2 * len(first), "the file has changed"
    monkeypatch.setattr(tried, "code_digest", lambda: "other code")
    rulebook.read_text(text, "network.yaml", store)
    assert len(asked) == 3 * len(first), "the code has changed"


def test_a_rule_that_fails_is_never_remembered(tmp_path: Path) -> None:
    store = Kept(tmp_path)
    text = (RULES / "network.yaml").read_text(encoding="utf-8").replace("«", "", 1).replace("»", "", 1)
    for _ in range(2):
        with pytest.raises(ValueError, match="finds example"):
            rulebook.read_text(text, "network.yaml", store)
    assert not list(tmp_path.glob("tried-*"))
