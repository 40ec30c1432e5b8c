"""Hostile texts: no rule takes more than linear time, and none gets near the time that one request has.

Times are those of this process, so that a busy machine does not decide. On four times the text a linear rule
takes four times as long and a quadratic one sixteen times; the bound of eight leaves room for noise.
"""

import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import classifiers
from classifiers.detector import Detector
from classifiers.passage import Passage
from classifiers.rule import Rule
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from tests.classifiers.drawn import hostile, spoiled
from tests.cost import ends_within, seconds_of

SIZE = 20_000
SMALL = 1_500
HEADER = "-----BEGIN PRIV" + "ATE KEY-----"
PIECES = [
    "a-",
    "a.",
    "1 ",
    "1",
    "12",
    "@",
    "a@",
    "a@a.",
    "=",
    "-----BEGIN ",
    HEADER,
    "deadbeef01",
    "QUJDREVGR0hJ",
    "\"'",
    "\\",
    "password",
    "password=",
    "password: ",
    "password is ",
    'password="',
    "pw ",
    "key ",
    'token="',
    "a://",
    "http://a:",
    "http://a:b",
    "eyJ",
    "eyJa.",
    "sk-",
    "1:",
    "::",
    "ab:",
    "1.1.",
    "(",
    "+1",
    "+49 3",
    "0171 80",
    "AKIA",
    "ghp_",
    "mysql -p",
    "curl -u ",
    "secret ",
    'name: "password" value ',
    "<password ",
    "<password>",
    "born 1.1.1990 ",
    "4111 1111 1111 1112 ",
    "DE89",
    "DE89 3704 0044 0532 0130 01 ",
    "a/",
    "a / b1# ",
    "\n",
    " ",
    "\0",
    "\U0001f600",
    "İ",
    "basic ",
    "bearer ",
    "x-",
    "session_id=",
    "A=",
    "A_PASSWORD=",
    "$2b$12$",
    "xoxb-",
    "PuTTY-User-Key-File-2: ",
    "otpauth://",
    "aws_secret",
    "net use \\\\a b ",
    "identified by ",
    "cvv ",
    "snmp-server community ",
    "set password ",
    "pin ",
    "a::",
    "key-",
    "a1b2c3d4",
    "<![CDATA[",
    "{{",
    "${",
    "00",
    "0x",
    "bc1",
    "T0/B0/",
    "https://hooks.slack.com/",
]


def spent(call: Callable[[str], object], text: str) -> float:
    """The least processor time of two calls, in seconds; of one, where that was short."""
    took = seconds_of(lambda: call(text))
    return min(took, seconds_of(lambda: call(text))) if took > 0.002 else took


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_hostile_text_is_scanned_in_time(scanner: Scanner, piece: str) -> None:
    text = (piece * (SIZE // len(piece) + 1))[:SIZE]
    assert ends_within(0.4, lambda: scanner._read(text))  # the goal is 100 ms on a free core


@pytest.mark.slow
def test_no_rule_is_worse_than_linear(scanner: Scanner) -> None:
    slow: list[str] = []
    for piece in PIECES:
        for detector in scanner._detectors:
            if _is_worse_than_linear(lambda text: _found(detector, text), _filled(piece)):  # noqa: B023 - at once
                slow.append(f"{detector.id} on {piece!a}")
    assert not slow


def _found(detector: Detector, text: str) -> int:
    return sum(1 for _ in detector.find(Passage(text)))


def _filled(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _is_worse_than_linear(work: Callable[[str], object], text_of: Callable[[int], str]) -> bool:
    """Whether four times the text takes more than ten times as long, six times over, and long at all."""
    once = spent(work, text_of(SMALL))
    # Even the square of it is harmless then, and noise would decide.
    if once < 0.002:
        return False
    four = text_of(4 * SMALL)
    return all(spent(work, four) > 10 * spent(work, text_of(SMALL)) for _ in range(6))


def _own_texts(pattern: re.Pattern[str], seed: str) -> list[Callable[[int], str]]:
    """Texts of any size that are hostile to one pattern."""
    long = list(hostile(pattern, seed, 4 * SMALL))
    return [lambda size, text=text: text[:size] for text in long]  # type: ignore[misc]


def test_no_rule_is_worse_than_linear_on_what_its_own_pattern_nearly_matches(scanner: Scanner) -> None:
    rules = [one for one in scanner._detectors if isinstance(one, Rule)]
    assert len(rules) > 100
    slow = [
        rule.id
        for rule in rules
        for number, pattern in enumerate(rule.patterns)
        for text_of in _own_texts(pattern, f"{rule.id}:{number}")
        # The keywords stand in front, or the pattern might never be tried.
        if _is_worse_than_linear(
            lambda text: _found(rule, " ".join(rule.keywords[:40]) + " " + text),  # noqa: B023 - at once
            text_of,
        )
    ]
    assert not slow


@pytest.mark.slow
def test_no_pattern_of_any_rule_is_worse_than_linear_by_itself(scanner: Scanner) -> None:
    slow = [
        f"{rule.id}:{number}"
        for rule in scanner._detectors
        if isinstance(rule, Rule)
        for number, pattern in enumerate((*rule.patterns, *((rule.context.pattern,) if rule.context else ())))
        for text_of in _own_texts(pattern, f"{rule.id}:{number}")
        if _is_worse_than_linear(_all_matches(pattern), text_of)
    ]
    assert not slow


def _patterns_in(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from _patterns_in(one, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _patterns_in(getattr(value, one.name), depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _patterns_in(one, depth - 1)


def _module_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The patterns that modules of the scan and of the policies' words hold at their top level."""
    found: list[tuple[str, re.Pattern[str]]] = []
    names = [one.name for one in pkgutil.walk_packages(classifiers.__path__, "classifiers.")]
    for name in [*names, "policies.words"]:
        if name in ("classifiers.presidio", "classifiers.names.pipeline") or ".names.train" in name:
            continue  # they import engines that cost seconds, and hold none; training is no part of the product
        module = import_module(name)
        for key, value in vars(module).items():
            found += [(f"{name}.{key}", one) for one in _patterns_in(value)]
    return found


# Patterns that must match a whole value, or a slice, of bounded length; and what bounds it, in characters.
SLICED = {
    "classifiers.context.banners.MARKINGS": 140,
    "classifiers.disguise.broken._KEY_LIKE": 120,
    "classifiers.checks.address._NO_GERMAN": 120,
    "classifiers.disguise.lowered._HOUSE": 120,
    "classifiers.checks.vendors._QUERY": 400,
    "classifiers.checks.vendors._WRITTEN": 400,
    "classifiers.fields.names._COMPOUND": 120,
}


def test_no_other_pattern_is_worse_than_linear() -> None:
    found = _module_patterns()
    assert len(found) > 60
    slow = {
        name
        for name, pattern in found
        if name not in SLICED
        for text_of in _own_texts(pattern, name)
        if _is_worse_than_linear(_all_matches(pattern), text_of)
    }
    assert not slow
    for name, pattern in found:
        for text_of in _own_texts(pattern, name) if name in SLICED else ():
            assert spent(_all_matches(pattern), text_of(SLICED[name])) < 0.02, name


def test_no_pattern_tries_anew_at_each_piece_of_a_run_that_fails_at_its_end() -> None:
    slow = {
        name
        for name, pattern in _module_patterns()
        if name not in SLICED
        for text_of in spoiled(pattern, name)
        if _is_worse_than_linear(_as_it_is_asked(name, pattern), text_of)
    }
    assert not slow


@cache
def _source(module: str) -> str:
    return Path(str(import_module(module).__file__)).read_text(encoding="utf-8")


def _as_it_is_asked(name: str, pattern: re.Pattern[str]) -> Callable[[str], object]:
    """Once, where a module asks a pattern only at places it knows; else everywhere."""
    module, _, own = name.rpartition(".")
    asked = set(re.findall(rf"\b{own}\.(\w+)\(", _source(module)))
    return pattern.match if asked and asked <= {"match", "fullmatch"} else _all_matches(pattern)


def _all_matches(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: sum(1 for _ in pattern.finditer(text))


def test_a_million_characters_are_scanned_in_time(scanner: Scanner) -> None:
    sentence = "We moved three services last week and the dashboards still show 12 old names. "
    text = (sentence * (1_000_000 // len(sentence) + 1))[:1_000_000]
    assert ends_within(3, lambda: scanner.scan([Segment(0, text)]))
    scan = scanner.scan([Segment(0, text)])
    assert not scan.findings and not scan.unread
