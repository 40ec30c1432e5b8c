"""``promptward clients data``: what a client registers as its own, so that it is found in requests."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from proxy.commands.clients_data_building import Building
from proxy.commands.clients_data_showing import counted, plain, sized, table_of, warnings
from proxy.commands.clients_data_usage import Form, check_usage, columns_of
from proxy.commands.terminal import HomeOption, JsonOption, err, fail, home_or_fail, out

if TYPE_CHECKING:
    from policies.policy import DataSet, Policy
    from proxy.home import Home

app = typer.Typer(
    help="Register names, tables and documents of a client, so that they are found in what its staff send. "
    "Only keyed hashes are kept.",
    no_args_is_help=True,
)

_GRACE_SECONDS = 3.0
_DOCUMENT_KIND = "CONFIDENTIAL_DOCUMENT"


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
    check_usage(chosen, form, files, kind, column or [], alone or [], ignore or [], delimiter)
    taken = (
        f"{client} has a data set {chosen!r} already. Give another --name, or --replace to take its place."
    )
    if any(each.name == chosen for each in policy.data) and not replace:
        fail(taken)
    from classifiers.owndata.keys import Keys
    from classifiers.owndata.layout import pack
    from policies.datasets import PURPOSE
    from policies.keys import Keyring

    secret = Keyring.open(opened.keys).derive(client, PURPOSE)
    keys = Keys(secret)
    build = Building(keys, encoding, "\t" if delimiter == "tab" else delimiter)
    match form:
        case Form.TERMS:
            kinds = _kinds(policy, {kind} if kind else set(), data_class or "biz.confidential")
            stored, head, sections = build.terms(files[0], next(iter(kinds)), column or [])
        case Form.TABLE:
            columns = columns_of(column or [], alone or [])
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
    try:
        sets.put(client, new, pieces, replace=replace, grace=_GRACE_SECONDS)
    except KeyError:  # another registration was quicker
        fail(taken)
    out.print(f"[green]registered[/green] {chosen}: {counted(new)}, {sized(new.size)} of keyed hashes")
    for warning in warnings(head, build.common, build.judged):
        out.print(f"[yellow]{escape(warning)}[/yellow]", soft_wrap=True)
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

    The digest over all sets of a client stands in the record of each request as "data". Exits with 1 where a set or
    the list of a client cannot be used, and says which.

    Example: promptward clients data list acme
    """
    from policies.datasets import PURPOSE, DataSets
    from policies.fault import PolicyFault
    from policies.keys import Keyring
    from policies.policy import digest_of_data
    from policies.shelf import check

    opened = home_or_fail(home)
    sets = DataSets(opened.data)
    if client:
        _require(opened, client)
    chosen = [client] if client else list(sets.clients())
    keyring = Keyring.open(opened.keys) if chosen else None
    found: dict[str, list[DataSet]] = {}
    faults: list[PolicyFault] = []
    for each in chosen:
        assert keyring is not None
        faults += check(sets, each, keyring.derive(each, PURPOSE))
        try:
            found[each] = sets.listed(each)
        except PolicyFault:
            found[each] = []  # its list is damaged, which is told
    if as_json:
        out.print_json(
            data={
                each: {"digest": digest_of_data(these), "sets": [plain(one) for one in these]}
                for each, these in found.items()
            }
        )
    elif any(found.values()):
        out.print(table_of(found))
    elif not faults:
        out.print("Nothing is registered. See: promptward clients data add --help")
    for fault in faults:
        err.print(f"promptward: {escape(str(fault))}", soft_wrap=True)
    if faults:
        raise typer.Exit(1)


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
    out.print(f"[green]removed[/green] {escape(name)}: {counted(gone)}")


def _client(client: str, root: Path | None) -> "tuple[Home, Policy, Any]":
    """The home, the policy and the data sets of a client."""
    from policies.datasets import DataSets
    from policies.loader import load_policy

    opened = home_or_fail(root)
    sets = DataSets(opened.data)
    return opened, load_policy(_require(opened, client), data=sets.listed), sets


def _require(opened: "Home", client: str) -> Path:
    """The policy file of a client that must exist."""
    path = opened.clients / f"{client}.yaml"
    if Path(client).name != client or not path.is_file():
        fail(f"there is no client {client!r} in {opened.clients}. See: promptward clients list.")
    return path


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
