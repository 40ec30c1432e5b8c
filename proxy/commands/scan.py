"""``promptward scan``: what would happen with these texts?"""

import json
import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from proxy.commands.scan_judge import Judge, Judged, judge_of
from proxy.commands.terminal import HomeOption, err, fail, out, service_or_fail
from proxy.given import Given, read_document

# What stands for a byte that is no UTF-8.
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


class FailOn(StrEnum):
    REDACT = "redact"
    COACH = "coach"
    HOLD = "hold"
    BLOCK = "block"


def command(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Files to read; - is standard input.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="text: for people; json: one document; jsonl: a stream.")
    ] = Format.TEXT,
    client: Annotated[str | None, typer.Option(metavar="ID", help="Judge by this client's policy.")] = None,
    policy: Annotated[Path | None, typer.Option(metavar="FILE", help="Judge by this policy file.")] = None,
    service: Annotated[
        str, typer.Option(metavar="ID", help="Judge as if it went to this AI service.")
    ] = "openai_api",
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 when a text gets this action or a stricter one.")
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the one document, with its values replaced, here."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Show what is found in texts and documents, what the policy says, and what would leave.

    Files that are no UTF-8 text are read as documents (office files, pdf, mail, archives, images); their texts are
    numbered, and a place is the number of its text and the characters in it.

    With [bold]--format jsonl[/bold] each line {"id", "text"} or {"id", "parts"} gives one line in the same order;
    offsets count characters of the text that was given.

    Example: echo 'Mail ada@example.com' | promptward scan -
    """
    judge = judge_of(client, policy, service_or_fail(service), home)
    sources = list(files or ["-"])
    if write is not None and (len(sources) != 1 or form is Format.JSONL):
        fail("--write takes exactly one file, and no --format jsonl.")
    if form is Format.JSONL:
        strictest, broken = _stream(sources, judge)
    else:
        strictest, broken = _documents(sources, judge, form, write)
    if broken:
        raise typer.Exit(2)
    from policies.decision import Action

    if fail_on is not None and strictest >= Action(fail_on.value).rank:
        raise typer.Exit(1)


def _stream(sources: list[str], judge: Judge) -> tuple[int, bool]:
    strictest, broken = 0, False
    for name in sources:
        with _open(name, "surrogateescape") as lines:  # a broken line must not end the stream
            for number, given in enumerate(lines, 1):
                line = given.removeprefix("\ufeff") if number == 1 else given
                if not line.strip():
                    continue
                try:
                    entry = _entry(line)
                except ValueError as fault:
                    broken = True
                    err.print(f"promptward: {name}, line {number}: {fault}", markup=False, soft_wrap=True)
                    answer: dict[str, object] = {"id": None, "error": f"line {number}: {fault}"}
                else:
                    single = "text" in entry
                    judged = judge([entry["text"]] if single else entry["parts"])
                    strictest = max(strictest, judged.decision.action.rank)
                    answer = {
                        "id": entry.get("id"),
                        "action": judged.action,
                        "findings": judged.findings,
                        "redacted": judged.redacted[0] if single else judged.redacted,
                    }
                sys.stdout.write(json.dumps(answer) + "\n")
                sys.stdout.flush()
    return strictest, broken


def _entry(line: str) -> dict[str, Any]:
    """A line of the stream. Raises ValueError that says what is wrong without quoting it."""
    if _NOT_UTF8.search(line):
        raise ValueError("not UTF-8.")
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError(
            'not a JSON object; give {"id": ..., "text": ...} or {"id": ..., "parts": [...]}.'
        ) from None
    if not isinstance(entry, dict):
        raise ValueError("not a JSON object but another value.")
    text, parts = entry.get("text"), entry.get("parts")
    if isinstance(text, str) and parts is None:
        return entry
    if text is None and isinstance(parts, list) and all(isinstance(part, str) for part in parts):
        return entry
    raise ValueError('needs either "text" (a string) or "parts" (a list of strings).')


def _documents(sources: list[str], judge: Judge, form: Format, write: Path | None) -> tuple[int, bool]:
    strictest, broken = 0, False
    results = []
    for name in _progress(sources):
        document = read_document(_bytes(name), "" if name == "-" else name)
        judged = judge(document.texts, document.opaque)
        if not document.texts and document.opaque:
            broken = True
            err.print(
                f"promptward: {name}: {document.opaque[0]}. Give UTF-8 text, or a document of a kind that is read.",
                markup=False,
                soft_wrap=True,
            )
        if write is not None:
            broken = not _write(document, judged, write) or broken
        strictest = max(strictest, judged.decision.action.rank)
        if form is Format.JSON:
            results.append(
                {
                    "file": name,
                    "action": judged.action,
                    "findings": judged.findings,
                    "redacted": judged.redacted if document.is_file else "".join(judged.redacted),
                }
            )
        elif document.texts:
            _show(name, judged, document)
    if form is Format.JSON:
        sys.stdout.write(json.dumps(results, indent=2) + "\n")
    return strictest, broken


def _progress(sources: list[str]) -> Iterator[str]:
    if len(sources) < 20 or not sys.stderr.isatty():
        yield from sources
        return
    from rich.progress import track

    yield from track(sources, description="scanning", console=err, transient=True)


def _open(name: str, errors: str = "strict") -> TextIO:
    if name == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors=errors)  # type: ignore[union-attr]
        return sys.stdin
    try:
        return Path(name).open(encoding="utf-8", errors=errors, newline="")
    except OSError as error:
        fail(f"{name}: {error.strerror}. Give a file that can be read, or - for standard input.")


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        fail(f"{name}: {error.strerror}. Give a file that can be read, or - for standard input.")


def _write(document: Given, judged: Judged, path: Path) -> bool:
    try:
        path.write_bytes(document.written(judged.edits))
    except OSError as error:
        fail(f"{path}: {error.strerror}. Give a file that can be written.")
    except ValueError as fault:  # Unwritten, or a place that cannot be edited
        err.print(f"promptward: not written: {fault}.", markup=False, soft_wrap=True)
        return False
    return True


def _show(name: str, judged: Judged, document: Given) -> None:
    from rich.table import Table
    from rich.text import Text

    colour = {"allow": "green", "redact": "yellow", "coach": "yellow"}.get(judged.action, "red")
    out.print(Text.assemble((name, "bold"), ": ", (judged.action, f"bold {colour}")))
    if judged.findings:
        table = Table(box=None, pad_edge=False, header_style="dim")
        for title in ("where", "kind", "class", "score", "detector"):
            table.add_column(title, justify="right" if title == "score" else "left")
        for row in judged.findings:
            table.add_row(
                (f"{row['part']}: " if document.is_file else "") + f"{row['start']}-{row['end']}",
                str(row["kind"]),
                str(row["class"]),
                f"{row['score']:g}",
                str(row["detector"]),
            )
        out.print(table)
    for reason in judged.decision.reasons:
        out.print(Text(f"{reason.rule}: {reason.because}", style="dim"))
    if judged.findings:
        out.print(
            Text("What would leave:" if judged.action in {"redact", "coach"} else "With values replaced:")
        )
        for text, redacted in zip(document.texts, judged.redacted, strict=True):
            # Of a document only the lines that change: most of it is of no interest here.
            same = set(text.split("\n")) if document.is_file else set[str]()
            out.print(Text("\n".join(line for line in redacted.rstrip("\n").split("\n") if line not in same)))
