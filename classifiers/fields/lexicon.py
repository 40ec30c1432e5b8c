"""The lexicon of fields: YAML files become `Field` values; a field whose examples fail does not load."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Bound

from classifiers.authored import check_named, parsed, try_examples
from classifiers.compiled import compiled
from classifiers.detector import DetectorFault
from classifiers.digest import digest_of
from classifiers.fields.detector import Fields
from classifiers.fields.field import Field
from classifiers.fields.names import normal
from classifiers.kept import Kept
from classifiers.tried import Tried

# What may not follow a value: more of it, or a unit that makes it an amount.
_AFTER = r"(?!\w)(?!-\w|/)(?![.,]\d)(?!\s?[%€£$])(?![^\S\n]?(?:[*•]{2}|[Xx]{4}))"
_Word = Annotated[str, Bound(min_length=2)]
# Shapes that the fields of all files may name. A letter or two in front and digits in groups, as cards print them; no
# sum, and no short name of another number.
_COMMON = {
    "led": r"(?-i:(?!(?:ID|NO|NR|DL|NI|SS|MR|UR|RX|SC|CI|BI|RG|PA|PT|TC|EN|US|EU|UK)\b)[A-Z]{1,2}) "
    r"(?=(?:\d[ \-]?){6})(?:\d{1,6}(?:[ \-]\d{1,6}){1,4}|\d{7,9}\.\d)"
    r"(?<! 000)(?![ \-]?\d)(?![ \t]?(?:%|[kmc]?[mg]\b|ml))"
}


class FieldData(BaseModel):
    """One field as its author writes it; README.md explains each key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Bound(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: Annotated[str, Bound(pattern=r"^[A-Z][A-Z0-9_]*$")]
    names: tuple[_Word, ...] = ()
    heads: tuple[_Word, ...] = ()
    value: str
    cell: str = ""
    check: str = ""
    score: Annotated[float, Bound(ge=0, le=100)] = 80
    checked: Annotated[float, Bound(ge=0, le=100)] = 0
    form: bool = False
    person: bool = False
    free: bool = False
    finds: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()


class FieldFile(BaseModel):
    """One file: a family of fields, and shapes of values that its fields name as `<shape>`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    family: str
    shapes: dict[str, str] = {}
    fields: tuple[FieldData, ...]


def read(folder: Path, kept: Kept | None = None) -> Fields:
    """The fields of a folder, each tried on its examples. Raises DetectorFault.

    ``kept`` remembers files whose examples have passed with the same code; they are not tried again.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise DetectorFault("no field files", file=str(folder), remedy="reinstall the product")
    fields: dict[str, Field] = {}
    for file in files:
        for one in read_text(file.read_text(encoding="utf-8"), file.name, kept):
            if one.id in fields:
                raise DetectorFault(
                    "the id is used twice", file=file.name, rule=one.id, remedy="rename one of the two"
                )
            fields[one.id] = one
    return Fields(tuple(fields.values()))


def read_text(text: str, file: str, kept: Kept | None = None) -> list[Field]:
    """The fields of one file's text, each tried on its examples. Raises DetectorFault."""
    tried = Tried(text, FieldFile, kept)
    data = tried.data or parsed(text, FieldFile, file, part="key", loss="no field loads")
    fields = [_field(one, data.shapes, file, tried.data is not None) for one in data.fields]
    if tried.data is None:
        tried.keep(data)
    return fields


def _field(data: FieldData, shapes: dict[str, str], file: str, tried: bool) -> Field:
    def fault(what: str, remedy: str = "mend the field; it does not load") -> DetectorFault:
        return DetectorFault(what, file=file, rule=data.id, remedy=remedy)

    if not data.names and not data.heads:
        raise fault("it has neither names nor heads and would find nothing")
    for name in (*data.names, *data.heads):
        if name != name.lower() or not normal(name).removesuffix("#").strip():
            raise fault(f"the name {name} must be lower case and hold a word beside the one for number")

    def pattern(source: str) -> re.Pattern[str]:
        def shape(found: re.Match[str]) -> str:
            if (known := shapes.get(found[1], _COMMON.get(found[1]))) is None:
                raise fault(f"there is no shape {found[1]}")
            return f"(?:{known})"

        try:
            whole = f"(?:{re.sub(r'(?<![?P])<([a-z]+)>', shape, source)}){_AFTER}"
            return compiled(whole, re.IGNORECASE)
        except re.error as error:
            raise fault(f"the shape of its values is wrong: {error.msg}") from None

    value = pattern(data.value)
    one = Field(
        id=data.id,
        kind=data.kind,
        names=tuple(dict.fromkeys(map(normal, data.names))),
        heads=tuple(dict.fromkeys(map(normal, data.heads))),
        value=value,
        cell=pattern(data.cell) if data.cell else value,
        score=data.score,
        check=check_named(data.check, fault) if data.check else None,
        checked=data.checked,
        form=data.form,
        person=data.person,
        free=data.free,
        digest=digest_of(data.model_dump_json(exclude={"finds", "ignores"}), value.pattern),
    )
    if not tried:
        try_examples(Fields((one,)).find, data, fault, "mend the names, the shape or the example")
    return one
