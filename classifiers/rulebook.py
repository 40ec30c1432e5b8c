"""The rulebook: YAML files of rules become detectors; a rule whose examples fail does not load.

Checks are named `module.function` after the files in `checks/`, so that a new check is a new function and no
list.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from classifiers import slips
from classifiers.authored import Fault, check_named, parsed, try_examples
from classifiers.compiled import compiled
from classifiers.detector import DetectorFault
from classifiers.digest import digest_of
from classifiers.kept import Kept
from classifiers.nearby import Context, context_source
from classifiers.rule import CONTEXT_AFTER, CONTEXT_BEFORE, Look, Needs, Rule
from classifiers.tried import Tried

_PIECE = re.compile(r"<<([a-z_]+)>>")
_Score = Annotated[float, Field(ge=0, le=100)]
_Word = Annotated[str, Field(min_length=1)]


class RuleData(BaseModel):
    """One rule as its author writes it; README.md explains each field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
    pattern: str = ""
    patterns: tuple[str, ...] = ()
    keywords: tuple[_Word, ...] = ()
    look: Look = Look.TEXT
    before: Annotated[int, Field(ge=0, le=2_000)] = 0
    after: Annotated[int, Field(ge=0, le=2_000)] = 300
    check: str = ""
    score: _Score = 75
    checked: _Score = 0
    group: str = ""
    context: tuple[_Word, ...] = ()
    context_before: Annotated[int, Field(ge=0, le=400)] = CONTEXT_BEFORE
    context_after: Annotated[int, Field(ge=0, le=200)] = CONTEXT_AFTER
    boost: _Score = 0
    needs: Needs = Needs.NOTHING
    again: bool = False
    source: str = ""
    finds: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()


class RuleFile(BaseModel):
    """One file: a family of rules, texts that they may share (YAML anchors), and pieces of patterns (`<<piece>>`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    family: str
    shared: dict[str, Any] = {}
    pieces: dict[str, str] = {}
    rules: tuple[RuleData, ...]


def read(folder: Path, kept: Kept | None = None) -> list[Rule]:
    """All rules of a folder, each tried on its examples. Raises DetectorFault.

    ``kept`` remembers files whose examples have passed with the same code; they are not tried again.
    """
    rules: dict[str, Rule] = {}
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise DetectorFault("no rule files", file=str(folder), remedy="reinstall the product")
    for file in files:
        for rule in read_text(file.read_text(encoding="utf-8"), file.name, kept):
            if rule.id in rules:
                raise DetectorFault(
                    "the id is used twice", file=file.name, rule=rule.id, remedy="rename one of the two"
                )
            rules[rule.id] = rule
    return list(rules.values())


def read_text(text: str, file: str, kept: Kept | None = None) -> list[Rule]:
    """The rules of one file's text, each tried on its examples. Raises DetectorFault."""
    tried = Tried(text, RuleFile, kept)
    data = tried.data or parsed(text, RuleFile, file, part="field", loss="no rule of it loads")
    rules: list[Rule] = []
    for one in data.rules:
        fault = _Fault(file, one.id)
        rules.append(_rule(one, data, fault))
        if tried.data is None:
            _try(rules[-1], one, fault)
    if tried.data is None:
        tried.keep(data)
    return rules


@dataclass(frozen=True, slots=True)
class _Fault:
    """Makes the faults of one rule."""

    file: str
    rule: str

    def __call__(self, what: str, remedy: str = "mend the rule; it does not load") -> DetectorFault:
        return DetectorFault(what, file=self.file, rule=self.rule, remedy=remedy)


def _rule(data: RuleData, whole: RuleFile, fault: Fault) -> Rule:
    def piece(found: re.Match[str]) -> str:
        if found[1] not in whole.pieces:
            raise fault(f"there is no piece {found[1]}")
        return f"(?:{_PIECE.sub(piece, whole.pieces[found[1]])})"

    sources = tuple(
        _PIECE.sub(piece, one) for one in data.patterns or ((data.pattern,) if data.pattern else ())
    )
    if not sources:
        raise fault("it has no pattern and would find nothing")
    if data.look in (Look.NEAR, Look.AT) and not data.keywords:
        raise fault("it looks for keywords but has none and would find nothing")
    if data.needs is not Needs.NOTHING and not data.context:
        raise fault("it needs context but names no context words and would find nothing")
    if any(word != word.lower() for word in (*data.keywords, *data.context)):
        raise fault("keywords and context words must be lower case, or they never match")
    try:
        patterns = tuple(map(compiled, sources))
    except re.error as error:
        raise fault(f"the pattern is wrong: {error.msg}") from None
    if data.group and any(data.group not in pattern.groupindex for pattern in patterns):
        raise fault(f"the pattern has no group {data.group}")
    # What needs a context word somewhere may as well be skipped where none is.
    needs = data.needs is not Needs.NOTHING
    context = _as_keys(data.context) if needs else data.context
    keywords = (_as_keys(data.keywords) if needs else data.keywords) or (context if needs else ())
    named = slips.names(context) if data.checked else ()
    settings = data.model_dump_json(exclude={"finds", "ignores", "source"})
    return Rule(
        id=data.id,
        kind=data.kind,
        patterns=patterns,
        score=data.score,
        keywords=keywords,
        look=data.look,
        before=data.before,
        after=data.after,
        check=check_named(data.check, fault) if data.check else None,
        check_name=data.check,
        checked=data.checked,
        group=data.group,
        label=compiled(context_source(named)) if named else None,
        context=Context(context) if context else None,
        context_before=data.context_before,
        context_after=data.context_after,
        boost=data.boost,
        needs=data.needs,
        again=data.again,
        words=data.context,
        digest=digest_of(settings, *sources),
        family=whole.family,
    )


def _as_keys(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, and each of two or more also as a program writes it for a key: `tax file`, `tax_file`, `taxFile`;
    short ones also as an abbreviation: `c.p.f`."""
    phrases = [word for word in words if _PHRASE.fullmatch(word)]
    keys = (one.replace(" ", mark) for one in phrases for mark in ("_", ""))
    return tuple(dict.fromkeys((*words, *keys, *(".".join(one) for one in words if _SHORT.fullmatch(one)))))


_SHORT = re.compile(r"[a-z]{3,4}")
_PHRASE = re.compile(r"[^\W\d_]{2,20}(?: [^\W\d_]{2,20}){1,3}")


def _try(rule: Rule, data: RuleData, fault: Fault) -> None:
    """Run the examples; the first that fails stops the rule."""
    remedy = "mend the pattern or the example; until then the rule would miss or misread such text"
    try_examples(rule.find, data, fault, remedy)
