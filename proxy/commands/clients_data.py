"""``promptward clients data``: what a client registers as its own, so that it is found in requests."""

import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from proxy.commands.terminal import HomeOption, JsonOption, err, fail, home_or_fail, out

if TYPE_CHECKING:
    from classifiers.owndata.gathering import Column, Row
    from classifiers.owndata.keys import Keys
    from policies.policy import DataSet, Policy
    from proxy.home import Home

app = typer.Typer(
    help="Register names, tables and documents of a client, so that they are found in what its staff send. "
    "Only keyed hashes are kept.",
    no_args_is_help=True,
)

_GRACE_SECONDS = 3.0
_DOCUMENT_KIND = "CONFIDENTIAL_DOCUMENT"


class Form(StrEnum):
    """What a file is taken for."""

    TERMS = "terms"
    TABLE = "table"
    DOCUMENT = "document"


@app.command()
def add(
    client: Annotated[str, typer.Argument(metavar="ID", help="The client whose data it is.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Several for documents, else one.")],
    form: Annotated[
        Form,
        typer.Option(
            "--as",
            help="terms: one a line, or a --column of a table; table: rows of cells; document: texts.",
        ),
    ],
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Of the data set; default: the file's.")
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="Kind of what is found, such as CLIENT_NAME.")
    ] = "",
    data_class: Annotated[
        str,
        typer.Option(
            "--class",
            metavar="CLASS",
            help="Its class, for kinds that no pack knows; default: biz.confidential, pii.contact for tables.",
        ),
    ] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column", metavar="NAME=KIND", help="A column to look for; repeatable. For terms: NAME."
        ),
    ] = None,
    alone: Annotated[
        list[str] | None,
        typer.Option(
            "--alone",
            metavar="NAME",
            help="One cell of this column is enough, as of a policy number; repeatable.",
        ),
    ] = None,
    ignore: Annotated[
        list[Path] | None,
        typer.Option(
            "--ignore", metavar="FILE", help="Boilerplate that stands in many documents; repeatable."
        ),
    ] = None,
    delimiter: Annotated[
        str, typer.Option(help="Between cells; default: found out. tab means a tabulator.")
    ] = "",
    encoding: Annotated[str, typer.Option(help="Of the files; default: UTF-8.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of the set of this name.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Register data of a client. A running proxy takes it over within seconds.

    [bold]terms[/bold] are found as whole words, in any case and however joined (Project_Nightjar, NightjarClient).
    Of a [bold]table[/bold] two cells of one row near one another are found, or one of a column that counts --alone.
    Of a [bold]document[/bold] passages of 25 words or more are found, whatever their spacing and punctuation.

    Example: promptward clients data add acme matters.txt --as terms

    Example: promptward clients data add acme staff.csv --as table --column name=PERSON --column id=BADGE --alone id

    Example: promptward clients data add acme board-pack.md --as document
    """
    opened, policy, sets = _client(client, home)
    chosen = name or re.sub(r"[^a-z0-9]+", "-", files[0].stem.lower()).strip("-")[:40]
    _check_usage(chosen, form, files, kind, column or [], alone or [], ignore or [])
    if any(each.name == chosen for each in policy.data) and not replace:
        fail(
            f"{client} has a data set {chosen!r} already. Give another --name, or --replace to take its place."
        )
    from classifiers.owndata.keys import Keys
    from classifiers.owndata.layout import pack
    from policies.datasets import PURPOSE
    from policies.keys import Keyring

    secret = Keyring.open(opened.keys).derive(client, PURPOSE)
    keys = Keys(secret)
    build = _Building(keys, encoding, "\t" if delimiter == "tab" else delimiter)
    match form:
        case Form.TERMS:
            kinds = _kinds(policy, {kind} if kind else set(), data_class or "biz.confidential")
            stored, head, sections = build.terms(files[0], next(iter(kinds)), column or [])
        case Form.TABLE:
            columns = _columns(column or [], alone or [])
            kinds = _kinds(policy, {each.kind for each in columns}, data_class or "pii.contact")
            stored, head, sections = build.table(files[0], columns)
        case Form.DOCUMENT:
            kinds = _kinds(policy, {kind or _DOCUMENT_KIND}, data_class or "biz.confidential")
            stored, head, sections = build.documents(files, ignore or [], next(iter(kinds)))
    pieces, digest = pack(stored, head, sections, keys)
    from policies.policy import DataSet

    new = DataSet(
        name=chosen,
        form=stored,
        kinds=tuple(sorted(kinds.items())),
        digest=digest,
        file="",
        count=head["count"],
        size=sum(map(len, pieces)),
        added=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    sets.put(client, new, pieces, grace=_GRACE_SECONDS)
    out.print(f"[green]registered[/green] {chosen}: {_counted(new)}, {_sized(new.size)} of keyed hashes")
    if head.get("left_out"):
        out.print(
            f"[yellow]{head['left_out']:,} cells are longer than 100 characters or 9 words: not looked for[/yellow]"
        )
    for one, two in head.get("weak", ()):
        out.print(
            f"[yellow]{escape(one)} with {escape(two)}: nearly any two stand in some row; not looked for[/yellow]"
        )
    out.print(
        f"Found as: {', '.join(f'{item} ({_classes(policy, item, ids)})' for item, ids in sorted(kinds.items()))}"
    )
    out.print(f"Try it: promptward scan FILE --client {client}", soft_wrap=True)


@app.command("list")
def list_(
    client: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only of this client.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what clients have registered: kinds, counts, sizes, dates and digests, never a value.

    The digest over all sets of a client stands in the record of each request as "data".

    Example: promptward clients data list acme
    """
    from policies.datasets import DataSets
    from policies.policy import digest_of_data

    opened = home_or_fail(home)
    sets = DataSets(opened.data)
    # What is wrong with an index, doctor tells; here it is seen, so that it can be removed.
    chosen = [_client(client, home)[1].client] if client else list(sets.clients())
    found = {each: sets.listed(each) for each in chosen}
    if as_json:
        out.print_json(
            data={
                each: {"digest": digest_of_data(these), "sets": [_plain(one) for one in these]}
                for each, these in found.items()
            }
        )
        return
    if not any(found.values()):
        out.print("Nothing is registered. See: promptward clients data add --help")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Client", "Set", "Holds", "Found as", "Index", "Added", "Digest"):
        table.add_column(title, overflow="fold")
    for each, these in found.items():
        for one in these:
            table.add_row(
                each,
                one.name,
                _counted(one),
                ", ".join(kind for kind, _ in one.kinds),
                _sized(one.size),
                one.added[:10],
                one.digest[:16],
            )
    out.print(table)


@app.command()
def remove(
    client: Annotated[str, typer.Argument(metavar="ID", help="The client whose data it is.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The data set, as 'list' shows it.")],
    home: HomeOption = None,
) -> None:
    """Remove a data set of a client. A running proxy takes it over within seconds.

    Example: promptward clients data remove acme projects
    """
    from policies.datasets import DataSets

    opened = home_or_fail(home)
    if not (opened.clients / f"{client}.yaml").is_file() and client not in set(
        DataSets(opened.data).clients()
    ):
        fail(f"there is no client {client!r} in {opened.clients}. See: promptward clients list.")
    gone = DataSets(opened.data).drop(client, name, grace=_GRACE_SECONDS)
    if gone is None:
        fail(f"{client} has no data set {name!r}. See: promptward clients data list {client}.")
    out.print(f"[green]removed[/green] {escape(name)}: {_counted(gone)}")


class _Building:
    """Reads files and builds indexes; every fault names its file and line and ends the command."""

    def __init__(self, keys: "Keys", encoding: str, delimiter: str) -> None:
        self._keys, self._encoding, self._delimiter = keys, encoding, delimiter

    def terms(
        self, file: Path, kind: str, columns: Sequence[str]
    ) -> tuple[str, dict[str, Any], dict[str, Any]]:
        from classifiers.owndata import source, terms

        with _faults(file):
            text = self._text(file)
            found = (
                source.terms_of(source.rows(text, columns, self._delimiter))
                if columns
                else source.lines(text)
            )
            return terms.FORM, *terms.build(_watched(found, "terms"), kind, self._keys)

    def table(self, file: Path, columns: "Sequence[Column]") -> tuple[str, dict[str, Any], dict[str, Any]]:
        from classifiers.owndata import gathering, source, table

        with _faults(file):
            rows: Iterable[Row] = source.rows(
                self._text(file), [column.name for column in columns], self._delimiter
            )
            return table.FORM, *gathering.build(_watched(rows, "rows"), columns, self._keys)

    def documents(
        self, files: Sequence[Path], ignored: Sequence[Path], kind: str
    ) -> tuple[str, dict[str, Any], dict[str, Any]]:
        from classifiers.owndata import document, source

        def read(path: Path) -> document.Document:
            with _faults(path):
                return document.Document(path.name, source.plain(self._text(path), path.name))

        with _faults(None):
            return document.FORM, *document.build(
                [read(path) for path in files], [read(path) for path in ignored], kind, self._keys
            )

    def _text(self, file: Path) -> str:
        from classifiers.owndata import source
        from classifiers.owndata.fault import DataFault

        try:
            if file.stat().st_size > source.MOST_BYTES:
                raise DataFault(0, "it has more than 2 GB", "Part it into several files and sets")
            data = file.read_bytes()
        except OSError as error:
            fail(f"{file}: cannot be read ({error.strerror}). Give a file that this user may read.")
        return source.text_of(data, self._encoding)


class _faults:
    """Turns a fault in the data into one line on stderr and exit code 2."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from classifiers.owndata.fault import DataFault

        if isinstance(error, DataFault):
            where = (
                f"{self._file}, " if self._file and error.line else f"{self._file}: " if self._file else ""
            )
            end = error.mend if error.mend.endswith("?") else f"{error.mend}."
            line = f"line {error.line}: " if error.line else ""
            fail(f"{where}{line}{error.wrong}. {end} Nothing was registered.")


def _client(client: str, root: Path | None) -> "tuple[Home, Policy, Any]":
    """The home, the policy and the data sets of a client."""
    from policies.datasets import DataSets
    from policies.loader import load_policy

    opened = home_or_fail(root)
    path = opened.clients / f"{client}.yaml"
    if Path(client).name != client or not path.is_file():
        fail(f"there is no client {client!r} in {opened.clients}. See: promptward clients list.")
    sets = DataSets(opened.data)
    return opened, load_policy(path, data=sets.listed), sets


def _check_usage(
    name: str,
    form: Form,
    files: Sequence[Path],
    kind: str,
    columns: Sequence[str],
    alone: Sequence[str],
    ignored: Sequence[Path],
) -> None:
    from policies.model import KIND, RULE_ID

    if not re.fullmatch(RULE_ID.strip("^$"), name):
        fail(f"--name: {name!r} is no name for a data set. Use lower-case letters, digits and '-'.")
    if kind and not re.fullmatch(KIND.strip("^$"), kind):
        fail(f"--kind: {kind!r} is no kind. Use capitals, digits and '_', such as CLIENT_NAME.")
    if len(files) > 1 and form is not Form.DOCUMENT:
        fail(f"--as {form}: takes one file. Register each as a set of its own.")
    if form is Form.TABLE and (kind or not columns):
        fail(
            "--as table: name its columns and their kinds: --column name=PERSON --column policy=POLICY_NUMBER."
        )
    if form is Form.TERMS and (len(columns) > 1 or any("=" in column for column in columns)):
        fail("--as terms: takes one --column NAME, and --kind KIND for what is found.")
    if (
        (alone and form is not Form.TABLE)
        or (ignored and form is not Form.DOCUMENT)
        or (columns and form is Form.DOCUMENT)
    ):
        fail("--alone is for tables, --ignore for documents, --column for terms and tables.")
    for file in [*files, *ignored]:
        if not file.is_file():
            fail(f"{file}: there is no such file.")


def _columns(given: Sequence[str], alone: Sequence[str]) -> "list[Column]":
    from classifiers.owndata.gathering import Column
    from policies.model import KIND

    found = []
    for each in given:
        name, equals, kind = each.rpartition("=")
        if not equals or not name or not re.fullmatch(KIND.strip("^$"), kind):
            fail(f"--column: {each!r} is not NAME=KIND. Example: --column surname=PERSON")
        found.append(Column(name, kind, name in alone))
    names = [column.name for column in found]
    for name in names:
        if names.count(name) > 1:
            fail(f"--column: {name!r} is named twice.")
    for name in alone:
        if name not in names:
            fail(f"--alone: {name!r} is none of the columns given by --column.")
    return found


def _kinds(policy: "Policy", kinds: "set[str]", class_id: str) -> dict[str, tuple[str, ...]]:
    """The kinds of a data set with the classes that they bring along; none for those that a pack knows."""
    from policies.loader import load_packs
    from policies.shape import suggestion
    from policies.words import kind_of

    if class_id not in policy.classes:
        fail(f"--class: there is no class {class_id!r}. {suggestion(class_id, policy.classes)}")
    known = load_packs().kinds
    return {kind: () if kind in known else (class_id,) for kind in kinds or {kind_of(class_id)}}


def _classes(policy: "Policy", kind: str, ids: Sequence[str]) -> str:
    return ", ".join(ids or policy.kinds.get(kind, ()))


def _watched[T](items: Iterable[T], what: str) -> Iterator[T]:
    """The same items, with their count on the screen while a person is watching."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn(what), MofNCompleteColumn(), TimeElapsedColumn(), console=err, transient=True
    ) as bar:
        task = bar.add_task(what, total=None)
        begun = time.monotonic()
        for count, item in enumerate(items, 1):
            if time.monotonic() - begun > 0.2:
                begun = time.monotonic()
                bar.update(task, completed=count)
            yield item


def _counted(each: "DataSet") -> str:
    what = {"terms": "term", "table": "row", "documents": "document"}.get(each.form, "entry")
    return f"{each.count:,} {what}{'' if each.count == 1 else 's'}"


def _sized(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, size // 1000)} KB"


def _plain(each: "DataSet") -> dict[str, object]:
    return {
        "name": each.name,
        "form": each.form,
        "count": each.count,
        "kinds": {kind: list(ids) for kind, ids in each.kinds},
        "bytes": each.size,
        "added": each.added,
        "digest": each.digest,
    }
