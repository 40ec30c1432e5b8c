"""Files of Presidio recognizers that are wrong: each fault says where, what stands there, and what to write."""

from pathlib import Path

import pytest

from classifiers import presidio
from classifiers.detector import DetectorFault

NAMED = "name: Codes, supported_entity: CODE"
RIGHT = "{name: first, regex: a, score: 1}"
REGISTRY = "supported_languages: [en]\n"


def fault_of(folder: Path, given: str | bytes) -> str:
    """What is said of a file, without its path."""
    file = folder / "recognizers.yaml"
    file.write_bytes(given if isinstance(given, bytes) else given.encode())
    with pytest.raises(DetectorFault) as caught:
        presidio.read(file)
    said = str(caught.value)
    assert said.startswith(str(file)) and "\n" not in said and len(said) < 500
    return said.removeprefix(str(file))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("recognizers: [", ": no valid YAML in line 1, column 15"),
        ("recognizers:\n  - name: x\n   patterns: 3\n", ": no valid YAML in line 3, column 4"),
        ("recognizers: !!python/object/apply:os.system [ls]", ": no valid YAML in line 1"),
        (
            "a: b\nc: \u0001",
            ": no valid YAML in line 2: special characters are not allowed; save it as plain text",
        ),
        (b"a: b\nc: caf\xe9", ": is no text in UTF-8 (line 2); save it with the encoding UTF-8"),
        ("a: 1", ": has no list named recognizers"),
        ("a: &a [*a]", ": has no list named recognizers"),
        ("- 1\n- 2", ": has no list named recognizers"),
        ("", ": has no list named recognizers"),
        ("recognizers: {name: x}", ": recognizers is {'name': 'x'} and no list"),
        ("recognizers: []", ": its list recognizers is empty; write a recognizer into it"),
        ("recognizers:", ": its list recognizers is empty; write a recognizer into it"),
        ("supported_languages: 5\nrecognizers: [UrlRecognizer]", ": supported_languages is 5; write a list"),
        (
            f"{REGISTRY}global_regex_flags: IGNORECASE\nrecognizers: [UrlRecognizer]",
            ": global_regex_flags is 'IGNORECASE'; write the sum of the flags",
        ),
        (
            f"{REGISTRY}global_regex_flags: 999999999\nrecognizers: [UrlRecognizer]",
            ": global_regex_flags is 999999999; write the sum of the flags",
        ),
        (
            f"{REGISTRY}global_regex_flag: 0\nrecognizers: [UrlRecognizer]",
            ": unknown field 'global_regex_flag'; write global_regex_flags for it",
        ),
    ],
)
def test_a_fault_of_the_whole_file_says_the_line_or_the_field(
    tmp_path: Path, given: str | bytes, said: str
) -> None:
    assert fault_of(tmp_path, given).startswith(said)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("7", ": recognizer 1: it is 7; write its fields"),
        ("null", ": recognizer 1: it is None; write its fields"),
        ("&a [*a]", ": recognizer 1: it is [["),
        ("{name: 7}", ": recognizer 1: name is 7; write a name in quotes"),
        ("{name: Codes}", ", rule Codes: it has no patterns and no deny_list"),
        ("{name: Codes, deny_list: [a]}", ", rule Codes: it has no supported_entity; write"),
        (
            "{name: Codes, supported_entity: [A, B], deny_list: [a]}",
            ", rule Codes: supported_entity is ['A', 'B']; write one name",
        ),
        (f"{{{NAMED}, patterns: 5}}", ", rule Codes: patterns is 5; write a list of patterns"),
        (f"{{{NAMED}, patterns: []}}", ", rule Codes: it has no patterns and no deny_list"),
        (f"{{{NAMED}, patterns: [7]}}", ", rule Codes: pattern 1 is 7; write its name, regex and score"),
        (
            f"{{{NAMED}, pattern: [{RIGHT}]}}",
            ", rule Codes: unknown field 'pattern'; write patterns for it",
        ),
        (
            f"{{{NAMED}, patterns: [{RIGHT}, {{name: next, regex: 'x{{3,1}}[', score: 1}}]}}",
            ", rule Codes: pattern 2 (next): regex 'x{3,1}[' does not compile: min repeat greater",
        ),
        (
            f"{{{NAMED}, patterns: [{{name: first, regex: '', score: 1}}]}}",
            ", rule Codes: pattern 1 (first): regex is ''; write",
        ),
        (
            f"{{{NAMED}, patterns: [{RIGHT}, {{name: next, score: 1}}]}}",
            ", rule Codes: pattern 2 (next) has no regex; write",
        ),
        (
            f"{{{NAMED}, patterns: [{{name: first, regex: a, score: high}}]}}",
            ", rule Codes: pattern 1 (first): score is 'high'; write a number from 0 to 1",
        ),
        (
            f"{{{NAMED}, patterns: [{{name: first, regex: a, score: 7}}]}}",
            ", rule Codes: pattern 1 (first): score is 7; write a number from 0 to 1",
        ),
        (f"{{{NAMED}, deny_list: [1, 2]}}", ", rule Codes: deny_list is [1, 2]; write a list of words"),
        (f"{{{NAMED}, deny_list: ['']}}", ", rule Codes: deny_list is ['']; write a list of words"),
        (f"{{{NAMED}, deny_list: [a], type: magic}}", ", rule Codes: type is 'magic'; write custom or"),
        (f"{{{NAMED}, deny_list: [a], scope: b}}", ", rule Codes: unknown field 'scope'; take it out"),
        (
            f"{{{NAMED}, deny_list: [a], context: zip}}",
            ", rule Codes: context is 'zip'; write a list of words",
        ),
        (f"{{{NAMED}, deny_list: [a], enabled: false}}", ": every recognizer of it is switched off"),
        (
            "{name: NoSuchRecognizer}",
            ", rule NoSuchRecognizer: it has no patterns and no deny_list, and Presidio has no",
        ),
        ("{name: NhsRecognizer}", ", rule NhsRecognizer: the languages for NhsRecognizer are missing; write"),
        ("{name: AzureAILanguageRecognizer}", ", rule AzureAILanguageRecognizer: cannot be used: it sends"),
    ],
)
def test_a_fault_of_a_recognizer_says_its_field_and_what_stands_there(
    tmp_path: Path, entry: str, said: str
) -> None:
    assert fault_of(tmp_path, f"recognizers: [{entry}]").startswith(said)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("NoSuchRecognizer", ", rule NoSuchRecognizer: it has no patterns"),
        (
            "{name: Codes, class_name: SpacyRecognizer}",
            ", rule Codes: cannot be used: it needs a language model",
        ),
        (
            f"{{{NAMED}, type: predefined, deny_list: [a]}}",
            ", rule Codes: type is predefined, but it has patterns",
        ),
        (
            "{name: NhsRecognizer, type: custom, supported_entity: X, deny_list: [a]}",
            ", rule NhsRecognizer: Presidio does not accept it (ValueError: recognizers: Value error, Recognizer "
            "'NhsRecognizer' conflicts with a predefined recognizer",
        ),
        (
            "{name: EsNifRecognizer, supported_languages: [es], type: predefined}",
            ": left out, because supported_languages at the top is only en: EsNifRecognizer; add",
        ),
    ],
)
def test_a_fault_in_a_registry(tmp_path: Path, entry: str, said: str) -> None:
    assert fault_of(tmp_path, f"{REGISTRY}recognizers: [{entry}]").startswith(said)
