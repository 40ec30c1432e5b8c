"""A file of recognizers in Presidio's YAML, read and checked field by field.

Presidio says of most faults only that there is one. Here a fault names the recognizer and its pattern, the field, what
stands there, and what to write instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import blake2b
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

import regex
import yaml

from classifiers.detector import DetectorFault

_USUAL_FLAGS = 26  # Presidio's: DOTALL, MULTILINE and IGNORECASE

_MODEL = "it needs a language model; the product finds names by its own, or by names_model"
_NETWORK = "it sends the text over the network"
_REFUSED = {
    "SpacyRecognizer": _MODEL,
    "StanzaRecognizer": _MODEL,
    "TransformersRecognizer": _MODEL,
    "HuggingFaceNerRecognizer": _MODEL,
    "GLiNERRecognizer": _MODEL,
    "AzureAILanguageRecognizer": _NETWORK,
    "AzureHealthDeidRecognizer": _NETWORK,
    "BasicLangExtractRecognizer": "it sends the text to a model",
    "AzureOpenAILangExtractRecognizer": _NETWORK,
}

_EXAMPLE = "write it as Presidio documents it: recognizers: and below it a list of recognizers"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a file: its fields, the recognizers among them, and a digest of it all."""

    file: Path
    fields: dict[str, Any]
    entries: list[Any]
    digest: str

    @property
    def is_registry(self) -> bool:
        """Whether it is a whole registry, and not only a list of recognizers."""
        return "supported_languages" in self.fields

    def fault(self, what: str, remedy: str, rule: str = "") -> DetectorFault:
        return DetectorFault(what, file=str(self.file), rule=rule, remedy=remedy)

    def check(self, number: int, entry: object) -> None:
        """Check one of the recognizers, counted from 1. Raises DetectorFault."""
        try:
            _check_entry(entry, self)
        except _Wrong as wrong:
            rule = name_of(entry)
            place = "" if rule else f"recognizer {number}: "
            raise self.fault(f"{place}{wrong.what}", wrong.remedy, rule) from None


class _Wrong(Exception):
    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy


def read(file: Path) -> Written:
    """A file's fields, those at its top checked. Raises DetectorFault."""

    def fault(what: str, remedy: str) -> DetectorFault:
        return DetectorFault(what, file=str(file), remedy=remedy)

    try:
        given = file.read_bytes()
        source = given.decode("utf-8")
        fields = yaml.safe_load(source)
    except OSError as error:
        raise fault(f"cannot be read ({error.strerror})", "mend the path or its rights") from None
    except UnicodeDecodeError as error:
        line = given.count(b"\n", 0, error.start) + 1
        raise fault(f"is no text in UTF-8 (line {line})", "save it with the encoding UTF-8") from None
    except yaml.MarkedYAMLError as error:
        what = f"no valid YAML{_place(error.problem_mark)}: {error.problem or error.context}"
        raise fault(what, "mend the syntax there or just above: indentation, quotes, colons") from None
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 1
        raise fault(
            f"no valid YAML in line {line}: {error.reason}", "save it as plain text in UTF-8"
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise fault("no valid YAML", "mend the syntax; no recognizer of it loads") from None
    if not isinstance(fields, dict) or "recognizers" not in fields:
        raise fault("has no list named recognizers", _EXAMPLE)
    entries = fields["recognizers"]
    if entries in ([], None):
        raise fault(
            "its list recognizers is empty",
            "write a recognizer into it, or leave the setting for the file empty",
        )
    if not isinstance(entries, list):
        raise fault(f"recognizers is {shortened(entries)} and no list named recognizers", _EXAMPLE)
    written = Written(file, fields, entries, blake2b(given, digest_size=16).hexdigest())
    try:
        _check(fields, _AT_THE_TOP, strict=written.is_registry)
    except _Wrong as wrong:
        raise fault(wrong.what, wrong.remedy) from None
    return written


def name_of(entry: object) -> str:
    """The name of a recognizer; empty where it has none."""
    name = entry.get("name", "") if isinstance(entry, dict) else entry
    return name if isinstance(name, str) else ""


def class_of(entry: dict[Any, Any]) -> str:
    """Which of Presidio's recognizers an entry asks for; empty where it brings patterns or words of its own."""
    kind = entry.get("type")
    if kind == "custom" or (kind is None and _brings(entry)):
        return ""
    return entry.get("class_name") or name_of(entry)


def _brings(entry: dict[Any, Any]) -> bool:
    return "patterns" in entry or "deny_list" in entry


def _place(mark: yaml.Mark | None) -> str:
    return f" in line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_score(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_languages(value: object) -> bool:
    return isinstance(value, list) and all(
        _is_text(each.get("language")) if isinstance(each, dict) else _is_text(each) for each in value
    )


def _is_flags(value: object) -> bool:
    try:
        regex.compile("", value)
    except (ValueError, TypeError, OverflowError):
        return False
    return not isinstance(value, bool)


# For each field what is right there, and what to write where it is not.
type _Fields = Mapping[str, tuple[Callable[[Any], bool], str]]

_FLAGS = (_is_flags, f"write the sum of the flags as a number; Presidio's own is {_USUAL_FLAGS}")
_AT_THE_TOP: _Fields = {
    "supported_languages": (_is_list_of_text, "write a list of codes such as [en]"),
    "global_regex_flags": _FLAGS,
    "recognizers": (lambda value: True, ""),
}
_IN_A_RECOGNIZER: _Fields = {
    "name": (_is_text, "write a name in quotes"),
    "class_name": (_is_text, "write the name of one of Presidio's recognizers"),
    "type": (lambda value: value in ("custom", "predefined"), "write custom or predefined"),
    "enabled": (lambda value: isinstance(value, bool), "write true or false"),
    "supported_entity": (_is_text, "write one name such as MATTER_NUMBER"),
    "supported_entities": (_is_list_of_text, "write a list of names such as [MATTER_NUMBER]"),
    "supported_language": (_is_text, "write one code such as en"),
    "supported_languages": (_is_languages, "write a list of codes such as [en]"),
    "context": (_is_list_of_text, "write a list of words"),
    "patterns": (
        lambda value: isinstance(value, list),
        "write a list of patterns with name, regex and score",
    ),
    "deny_list": (_is_list_of_text, "write a list of words, numbers among them in quotes"),
    "deny_list_score": (_is_score, "write a number from 0 to 1"),
    "global_regex_flags": _FLAGS,
    "version": (_is_text, "write it in quotes"),
}
_IN_A_PATTERN: _Fields = {
    "name": (_is_text, "write a name in quotes"),
    "regex": (_is_text, "write a regular expression in quotes"),
    "score": (_is_score, "write a number from 0 to 1"),
}


def _check(given: dict[Any, Any], fields: _Fields, *, strict: bool, place: str = "") -> None:
    """``strict``: no other fields; else only none that are nearly called like one."""
    for name, value in given.items():
        known = fields.get(name)
        if known is not None:
            right, remedy = known
            if value is not None and not right(value):
                raise _Wrong(f"{place}{name} is {shortened(value)}", remedy)
            continue
        meant = get_close_matches(str(name), fields, 1, 0.8)
        if meant or strict:
            raise _Wrong(
                f"{place}unknown field {shortened(name)}",
                f"write {meant[0]} for it" if meant else f"take it out; there are {', '.join(fields)}",
            )


def _check_entry(entry: object, written: Written) -> None:
    if not isinstance(entry, dict):
        raise _Wrong(f"it is {shortened(entry)}", "write its fields, such as name and patterns")
    _check(entry, _IN_A_RECOGNIZER, strict=not written.is_registry)
    known = class_of(entry)
    if known in _REFUSED:
        raise _Wrong(f"cannot be used: {_REFUSED[known]}", "take it out of the file")
    if known and _brings(entry):
        raise _Wrong("type is predefined, but it has patterns or a deny_list", "write type: custom")
    if known:
        return
    if not entry.get("supported_entity") and not entry.get("supported_entities"):
        raise _Wrong("it has no supported_entity", "write supported_entity: and a name such as MATTER_NUMBER")
    patterns, words = entry.get("patterns"), entry.get("deny_list")
    if not patterns and not words:
        raise _Wrong("it has no patterns and no deny_list", "write a list of patterns or of words")
    flags = (
        written.fields.get("global_regex_flags") if written.is_registry else entry.get("global_regex_flags")
    )
    for number, pattern in enumerate(patterns or (), 1):
        _check_pattern(pattern, f"pattern {number}", flags or _USUAL_FLAGS)


def _check_pattern(pattern: object, place: str, flags: int) -> None:
    if not isinstance(pattern, dict):
        raise _Wrong(f"{place} is {shortened(pattern)}", "write its name, regex and score")
    if _is_text(pattern.get("name")):
        place = f"{place} ({pattern['name']})"
    _check(pattern, _IN_A_PATTERN, strict=True, place=f"{place}: ")
    for field, (_, remedy) in _IN_A_PATTERN.items():
        if pattern.get(field) is None:
            raise _Wrong(f"{place} has no {field}", remedy)
    try:
        regex.compile(pattern["regex"], flags)
    except regex.error as error:
        raise _Wrong(
            f"{place}: regex {shortened(pattern['regex'])} does not compile: {error}", "mend the expression"
        ) from None
