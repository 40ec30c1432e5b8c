"""The texts to measure on: our own corpus, the development yardsticks beside the project, real source files."""

import gzip
import json
import sysconfig
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.bench.quality import corpus
from tests.bench.quality.corpus import Labelled, Span
from tests.bench.quality.kinds import CONTEXT, group_of

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
SOURCE_FILES = 400
MOST_SOURCE = 200_000  # characters; longer files are tables


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Labelled texts of one source. ``groups`` are those that its labels cover; empty means all.

    ``about`` says what it is; ``own`` that it stands in this repository, ``clean`` that nothing in it is sensitive.
    """

    name: str
    about: str
    texts: tuple[Labelled, ...] = field(repr=False)
    groups: tuple[str, ...] = ()
    own: bool = False
    clean: bool = False
    source: bool = False


_FILES: tuple[tuple[str, str, tuple[str, ...], bool], ...] = (
    ("prompts-dev", "composed prompts, eight languages", (), False),
    ("evasion-dev", "disguised values that a very good guard should catch", (), False),
    ("presidio_research-synth_v2", "generated sentences (names of Presidio's labels)", ("identifiers", "persons"), False),
    ("presidio_tests-all", "bare values of Presidio's own tests", ("identifiers",), False),
    ("secrets_gitleaks-positive", "examples of gitleaks' rules", ("credentials",), False),
    ("secrets_kingfisher-positive", "examples of kingfisher's rules", ("credentials",), False),
    ("secrets_detectsecrets-positive", "examples of detect-secrets", ("credentials",), False),
    ("uner_ewt-dev_doc", "real English web text, names only", ("persons",), False),
    ("wnut17-dev", "noisy user text, names only", ("persons",), False),
    ("clean_prompts-arena", "real clean prompts, not hand-checked", (), True),
)  # fmt: skip


def everything(data: Path = DATA) -> tuple[list[Yardstick], list[str]]:
    """All yardsticks that are here, and a line for each that is not."""
    found = own()
    absent = []
    for name, about, groups, clean in _FILES:
        path = data / f"{name}.jsonl.gz"
        if path.is_file():
            texts = tuple(_only(text, groups) for text in _read(path, name))
            found.append(Yardstick(name, about, texts, groups, clean=clean))
        else:
            absent.append(f"{name} is not in {data}: skipped")
    found.append(source_files())
    return found, absent


def own() -> list[Yardstick]:
    """The topics of our own corpus."""
    return [
        Yardstick(
            f"own {topic}",
            "our own corpus",
            tuple(text for _, text in corpus.texts(topic)),
            corpus.groups(topic),
            own=True,
        )
        for topic in corpus.modules()
    ]


def source_files(count: int = SOURCE_FILES) -> Yardstick:
    """Files of Python's standard library, every n-th of them, in the order of their paths."""
    folder = Path(sysconfig.get_path("stdlib"))
    paths = sorted(
        path for path in folder.rglob("*.py") if not {"site-packages", "__pycache__"} & set(path.parts)
    )
    step = max(1, len(paths) // count)
    texts = []
    for path in paths[::step][:count]:
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.strip() and len(text) <= MOST_SOURCE:
            texts.append(Labelled((text,), language="code", id=path.relative_to(folder).as_posix()))
    return Yardstick(
        "standard library", "source files of Python's standard library", tuple(texts), clean=True, source=True
    )


def _read(path: Path, name: str) -> Iterable[Labelled]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if name.startswith("evasion") and not record.get("reasonable"):
                continue
            yield _labelled(record, _technique if name.startswith("evasion") else _label)


def _labelled(record: dict[str, object], label: Callable[[dict, dict], str]) -> Labelled:
    parts = record.get("parts") or [record["text"]]
    spans = []
    raw_spans: list[dict] = record.get("spans") or []  # type: ignore[assignment]
    whole = len(raw_spans) > 1 and "technique" in record
    for raw in raw_spans:
        kind = label(record, raw)
        core = (raw["core_start"], raw["core_end"]) if "core_start" in raw else None
        spans.append(
            Span(
                raw["start"],
                raw["end"],
                kind,
                raw.get("part", 0),
                bool(raw.get("optional")),
                core,
                kind in CONTEXT,
                bool(raw.get("row")),
                "whole" if whole else "",
            )
        )
    tags = set(record.get("tags", ()))  # type: ignore[call-overload]
    if "technique" in record:
        tags.add(f"technique:{record['technique']}")
    return Labelled(
        tuple(parts),  # type: ignore[arg-type]
        tuple(_apart(spans)),
        str(record.get("lang", "en")),
        frozenset(tags),
        str(record["id"]),
    )


def _only(text: Labelled, groups: Collection[str]) -> Labelled:
    """A text of a source that labels only some groups: what it labels besides is optional."""
    if not groups:
        return text
    spans = (span if group_of(span.kind) in groups else replace(span, optional=True) for span in text.spans)
    return replace(text, spans=tuple(spans))


def _label(record: dict, raw: dict) -> str:
    return str(raw["label"])


def _technique(record: dict, raw: dict) -> str:
    return str(record["label"])


def _apart(spans: Iterable[Span]) -> Iterable[Span]:
    """Spans without those that lie in an earlier one, as some sources have them."""
    ends: dict[int, int] = {}
    for span in sorted(spans, key=lambda span: (span.part, span.start, -span.end)):
        if span.start >= ends.get(span.part, 0):
            ends[span.part] = span.end
            yield span
