"""YAML as data plus the place of every key and value in the file, so that a fault can name its line.

Rule 1: nothing runs: only plain YAML values are read, no tags, no aliases, no merge keys.
Rule 2: a key that stands twice is a fault; the later one would silently win.
Rule 3: size and depth are limited before anything is built.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from policies.fault import PolicyFault, quoted

MAX_BYTES = 1 << 20
_MAX_DEPTH = 12
_MAX_NODES = 50_000
_UNUSED = "The file is not used until this is mended"

type Path = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_PLAIN = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp")}


@dataclass(slots=True)
class Source:
    """A file that was read: its value and the line and column (from 1) of each path in it."""

    name: str
    value: object = None
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    faults: list[PolicyFault] = field(default_factory=list)

    def where(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a path, or of the nearest thing around it."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))

    def real(self, loc: Path, kept: Mapping[Path, Sequence[int]] | None = None) -> Path:
        """Pydantic's location without the names of union members, which stand in no file.

        ``kept`` are the indexes of those items of a list that were given to pydantic, where some were not.
        """
        path: Path = ()
        for part in loc:
            left = kept.get(path) if kept else None
            if left is not None and isinstance(part, int):
                part = left[part]
            if (*path, part) in self.values or (*path, part) in self.keys:
                path = (*path, part)
        return path

    def fault(
        self, path: Path, wrong: str, effect: str = "", mend: str = "", *, key: bool = False
    ) -> PolicyFault:
        """A fault at a path of this file."""
        line, column = self.where(path, key=key)
        return PolicyFault(self.name, line, column, field_name(path), wrong, effect or _UNUSED, mend)


def field_name(path: Path) -> str:
    """``("rules", 2, "action")`` as ``rules[2].action``; items count from 0, as in the file's own order."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def decode(data: bytes, name: str) -> str:
    """Bytes of a policy file as text. Raises PolicyFault for what is too large or no text."""
    if len(data) > MAX_BYTES:
        raise PolicyFault(
            name, 0, 0, "", f"is larger than {MAX_BYTES // 1024} KiB", _UNUSED, "Give a policy file, not data"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise PolicyFault(
            name, line, column, "", "is not text in UTF-8", _UNUSED, "Save it as UTF-8"
        ) from None


def read_yaml(text: str, name: str) -> Source:
    """Read YAML text. Raises PolicyFault where it is no YAML; lesser faults are collected in
    ``Source.faults``."""
    if len(text) > MAX_BYTES:
        raise PolicyFault(
            name, 0, 0, "", f"is larger than {MAX_BYTES // 1024} KiB", _UNUSED, "Give a policy file, not data"
        )
    bad = _CONTROL.search(text)
    if bad:
        line, column = _position(text, bad.start())
        raise PolicyFault(
            name,
            line,
            column,
            "",
            "holds a control character, so it is no text file",
            _UNUSED,
            "Remove the character",
        )
    try:
        _limit(text, name)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = _plain_words(error, text, line, column)
        raise PolicyFault(name, line, column, "", f"is not valid YAML: {problem}", _UNUSED, "") from None
    except yaml.YAMLError:
        raise PolicyFault(name, 0, 0, "", "is not valid YAML", _UNUSED, "Mend or replace the file") from None
    source = Source(name)
    if node is not None:
        source.value = _build(source, node, ())
    return source


def _position(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _index(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _plain_words(error: yaml.MarkedYAMLError, text: str, line: int, column: int) -> str:
    problem = str(error.problem or "it cannot be read")
    if text[_index(text, line, column) :].startswith("\t"):
        return "a tab stands where only spaces may stand"
    if "mapping values are not allowed" in problem:
        return "a ':' stands where none may stand; put the text in quotes or mend the indentation"
    return problem


def _limit(text: str, name: str) -> None:
    depth = nodes = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        where = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.AliasEvent):
            raise PolicyFault(
                name,
                *where,
                "",
                "uses a YAML alias (*name), which is not read here",
                _UNUSED,
                "Write the value out",
            )
        nodes += isinstance(event, yaml.NodeEvent)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if documents > 1:
            raise PolicyFault(
                name,
                *where,
                "",
                "holds a second document ('---')",
                "It would not be read",
                "Keep one policy a file",
            )
        if depth > _MAX_DEPTH or nodes > _MAX_NODES:
            raise PolicyFault(name, *where, "", "is nested too deeply or holds too many values", _UNUSED)


def _build(source: Source, node: yaml.Node, path: Path) -> object:
    source.values[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_build(source, item, (*path, index)) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            spot = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                source.faults.append(
                    PolicyFault(source.name, *spot, field_name(path), "a name must be plain text", _UNUSED)
                )
                continue
            key = key_node.value
            if key in result:
                source.faults.append(
                    PolicyFault(
                        source.name,
                        *spot,
                        field_name((*path, key)),
                        f"{quoted(key)} stands twice here, first in line {source.keys[(*path, key)][0]}",
                        "One of them would silently do nothing",
                        "Keep one",
                    )
                )
                continue
            source.keys[(*path, key)] = spot
            result[key] = _build(source, value_node, (*path, key))
        return result
    return _scalar(source, node, path)


def _scalar(source: Source, node: yaml.Node, path: Path) -> object:
    if node.tag not in _PLAIN:
        source.faults.append(
            source.fault(
                path, f"has the YAML tag {quoted(node.tag)}, which is not read here", "", "Remove the tag"
            )
        )
        return None
    if node.tag.endswith(("timestamp", "str")):
        return node.value
    try:
        return _construct(node)
    except (ValueError, yaml.YAMLError):
        return node.value


def _construct(node: yaml.Node) -> object:
    constructor = yaml.constructor.SafeConstructor()
    value: object = constructor.construct_object(node, deep=False)
    return value
