"""Topics as data: YAML files become one combiner; a topic whose examples fail does not load."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from classifiers.authored import Loader, parsed
from classifiers.compiled import compiled
from classifiers.context.aliases import AliasCombiner
from classifiers.context.codenames import CodenameDetector, ProjectsCombiner
from classifiers.context.facts import FactsCombiner, Topic
from classifiers.context.lexicon import Lexicon, Term, terms_of
from classifiers.context.money import MoneyCombiner
from classifiers.context.shapes import Reads, Shape
from classifiers.context.told import asked
from classifiers.detector import Combiner, Detector, DetectorFault, Hit
from classifiers.digest import digest_of
from classifiers.kept import Kept
from classifiers.kept import folder as kept_folder
from classifiers.passage import Passage
from classifiers.settle import settle
from classifiers.tried import Tried

LISTS = Path(__file__).parent / "lists"
TOPICS = Path(__file__).parent / "topics"
_PARTS = re.compile(r"\[\[(?P<person>[^\[\]]+)\]\]|«(?P<fact>[^«»]+)»|(?P<plain>[^\[«]+|\[)")


class ShapeData(BaseModel):
    """A pattern, and the lower-case words one of which must be in the text before it is tried."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    near: Annotated[tuple[str, ...], Field(min_length=1)]
    pattern: str
    tie: bool
    reads: Reads = "groups"


class TopicData(BaseModel):
    """One topic as its author writes it; the room's README explains each field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
    kind: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
    tie: Literal["has", "is"] = "has"
    grow: Literal["none", "illness", "clause"] = "none"
    reach: Annotated[int, Field(ge=20, le=2_000)]
    record: bool = False
    listed: bool = False
    groups: dict[str, str] = {}
    patterns: tuple[ShapeData, ...] = ()
    told: tuple[str, ...] = ()
    never: str = ""
    finds: Annotated[tuple[str, ...], Field(min_length=1)]
    ignores: Annotated[tuple[str, ...], Field(min_length=1)]


class Topics(BaseModel):
    """All topics of a folder."""

    model_config = ConfigDict(frozen=True)

    topics: tuple[TopicData, ...]


def facts(folder: Path = TOPICS, kept: Kept | None = None) -> FactsCombiner:
    """The combiner of all topics of a folder, each tried on its examples. Raises DetectorFault.

    ``kept`` remembers topics whose examples have passed together and with the same code; they are not tried again.
    """
    files = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.yaml"))}
    tried = Tried(json.dumps(files), Topics, kept)
    data = tried.data or Topics(
        topics=tuple(
            parsed(text, TopicData, name, part="field", loss="no topic of it loads")
            for name, text in files.items()
        )
    )
    combiner = _combiner(data.topics)
    if tried.data is None:
        for one in data.topics:
            _try(combiner, one)
        tried.keep(data)
    return combiner


def _combiner(data: Sequence[TopicData]) -> FactsCombiner:
    topics: list[Topic] = []
    terms: list[Term] = []
    endings: list[Term] = []
    never: list[str] = []
    for one in data:
        try:
            for group, source in one.groups.items():
                some, ends = terms_of(source, one.topic, group)
                terms.extend(some)
                endings.extend(ends.values())
            shapes = (
                *(
                    Shape(frozenset(shape.near), compiled(shape.pattern), shape.tie, shape.reads)
                    for shape in one.patterns
                ),
                *_told(one.told),
            )
        except (ValueError, re.error) as error:
            raise DetectorFault(str(error), file=f"{one.topic}.yaml", remedy="mend the entry") from None
        never.extend(word.strip() for word in one.never.split(","))
        digest = digest_of(one.model_dump_json(exclude={"finds", "ignores"}))
        topics.append(
            Topic(one.topic, one.kind, one.tie, one.grow, one.reach, one.record, one.listed, shapes, digest)
        )
    digest = digest_of("3", *(topic.digest for topic in topics))
    return FactsCombiner(topics, Lexicon(terms, endings, never), digest)


def _told(lines: Sequence[str]) -> Iterator[Shape]:
    for line in lines:
        near, also, pattern = asked(line)
        yield Shape(near, compiled(pattern), tied=True, reads="clause", also=also)


def _try(combiner: FactsCombiner, data: TopicData) -> None:
    """Run the examples: `[[...]]` encloses a person that a detector found, `«...»` what must be found."""
    for part, sources in (("finds", data.finds), ("ignores", data.ignores)):
        for number, source in enumerate(sources, 1):
            text, people, wanted = "", [], []
            for piece in _PARTS.finditer(source):
                start = len(text)
                text += piece[piece.lastgroup or "plain"]
                if piece["person"]:
                    people.append(Hit(start, len(text), "PERSON", "example", 85.0))
                elif piece["fact"]:
                    wanted.append((start, len(text)))
            combined = combiner.combine(Passage(text), people)
            found = [(hit.start, hit.end) for hit in settle(combined.hits) if hit.kind == data.kind]
            if found != wanted or bool(wanted) != (part == "finds"):
                raise DetectorFault(
                    f"{part} example {number} fails: must find {wanted}, finds {found}",
                    file=f"{data.topic}.yaml",
                    remedy="mend the topic or the example; until then it would misread such text",
                )


def lists(name: str) -> dict[str, list[Term]]:
    """The lists of words of a file in ``lists/``, by their names."""
    data = yaml.load((LISTS / f"{name}.yaml").read_text(encoding="utf-8"), Loader=Loader)
    return {group: terms_of(source, name, group)[0] for group, source in data.items()}


def lexicon(name: str, groups: Sequence[str]) -> Lexicon:
    """One lexicon of some lists of a file in ``lists/``, with their endings."""
    data = yaml.load((LISTS / f"{name}.yaml").read_text(encoding="utf-8"), Loader=Loader)
    read = [terms_of(data[group], name, group) for group in groups]
    return Lexicon(
        [term for terms, _ in read for term in terms], [end for _, ends in read for end in ends.values()]
    )


def detectors() -> list[Detector]:
    """For the catalogue."""
    return [CodenameDetector(lists("codenames"))]


def combiners() -> list[Combiner]:
    """For the catalogue."""
    return [
        facts(kept=Kept(kept_folder())),
        MoneyCombiner(lists("money")),
        ProjectsCombiner(),
        AliasCombiner(lists("names")),
    ]
