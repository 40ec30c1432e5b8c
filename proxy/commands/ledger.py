"""``promptward ledger``: show that the record is whole, and hand out proof of it."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from proxy.commands.terminal import HomeOption, JsonOption, err, fail, home_or_fail, out
from proxy.home import Home

if TYPE_CHECKING:
    from reports.store import Store
    from reports.verify import Tree, Verification

app = typer.Typer(
    help="The record of all decisions: verify it, prove entries, export it.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ClientOption = Annotated[str, typer.Option("--client", metavar="ID", help="Only this client's tree.")]
OneClient = Annotated[str, typer.Option("--client", metavar="ID", help="The client.")]
FileOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")]


def _seeds(home: Home) -> Callable[[str], bytes]:
    from policies.keys import KeyFault, Keyring
    from reports.ledger import SEED_PURPOSE

    try:
        keys = Keyring.open(home.keys)
    except KeyFault as fault:
        fail(str(fault))
    return lambda client: keys.derive(client, SEED_PURPOSE)


@contextmanager
def _reading(home: Home) -> "Iterator[Store]":
    """One state of the ledger; ends with exit code 2 where it cannot be read."""
    from reports.fault import LedgerFault
    from reports.store import Store

    try:
        store = Store(home.ledger, write=False)
        try:
            with store.snapshot():
                yield store
        finally:
            store.close()
    except LedgerFault as fault:
        fail(str(fault))


@contextmanager
def _progress(words: str) -> Iterator[Callable[[int, int], None] | None]:
    from rich.progress import Progress

    if not err.is_terminal:
        yield None
        return
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task(words, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


@contextmanager
def _target(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        fail(f"{path}: {error.strerror or 'cannot be written'}. Give another file with -o.")


@app.command("verify", epilog="Example: promptward ledger verify --client acme")
def verify_command(client: ClientOption = "", as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Check every entry against the signed heads; exit code 1 when one is wrong, with the first bad entry.

    So it ends where an earlier tree is lost, until the folder of its last heads is moved away.
    """
    from reports.headfile import lost_folder

    opened = home_or_fail(home)
    result = _verification(opened, client)
    if client and not result.clients and not result.lost:
        fail(f"the ledger has no client {client!r}. 'promptward ledger head' lists those it has.")
    if as_json:
        sys.stdout.write(json.dumps(_as_json(result), indent=2) + "\n")
    else:
        _show(result, lost_folder(opened.ledger))
    if not result.ok:
        raise typer.Exit(1)


def _verification(home: Home, client: str) -> "Verification":
    from reports.fault import LedgerFault
    from reports.headfile import clients_with_heads, lost_heads
    from reports.verify import Verification, verify

    if not home.ledger.exists() and not clients_with_heads(home.ledger):
        lost = (head for head in lost_heads(home.ledger) if not client or head.client == client)
        return Verification((), tuple(lost))
    seeds = _seeds(home)
    try:
        with _progress("verifying") as progress:
            return verify(home.ledger, seeds, client, progress)
    except LedgerFault as fault:
        fail(str(fault))


def _as_json(result: "Verification") -> dict[str, object]:
    return {
        "ok": result.ok,
        "clients": [
            {
                "client": tree.client,
                "ok": tree.ok,
                "size": tree.size,
                "root": tree.root.hex(),
                "heads": tree.heads,
                "bad": tree.bad
                and {"index": tree.bad.index, "trouble": tree.bad.trouble.value, "words": tree.bad.words},
            }
            for tree in result.clients
        ],
        "lost": [{"client": head.client, "size": head.size, "root": head.root.hex()} for head in result.lost],
    }


def _show(result: "Verification", folder: Path) -> None:
    if not result.clients and not result.lost:
        out.print("The ledger has no entries yet.")
    for tree in result.clients:
        out.print(_line(tree), markup=False, style="green" if tree.ok else "bold red", soft_wrap=True)
    for head in result.lost:
        entries = "of which no head can be read" if head.size is None else f"of {head.size:,} entries"
        out.print(
            f"{head.client}: LOST an earlier tree {entries}; a new one was begun.",
            markup=False,
            style="bold red",
            soft_wrap=True,
        )
    if result.lost:
        out.print(
            f"Bring the database back from a backup. Once the loss is accepted, move {folder} elsewhere.",
            markup=False,
            soft_wrap=True,
        )


def _line(tree: "Tree") -> str:
    if tree.bad is None:
        return f"{tree.client}: ok, {tree.size:,} entries, root {tree.root.hex()}"
    return f"{tree.client}: BAD {tree.problem}."


@app.command("head", epilog="Example: promptward ledger head --client acme")
def head_command(client: ClientOption = "", as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Show the newest signed head, for an outsider to keep: with it a rollback can be found."""
    from reports.checkpoint import private_key, verifier_line

    opened = home_or_fail(home)
    if not opened.ledger.exists():
        fail(f"{opened.ledger}: there is no ledger yet. It is made when the proxy first starts.")
    seeds = _seeds(opened)
    with _reading(opened) as store:
        names = [name for name in store.clients() if not client or name == client]
        if client and not names:
            fail(f"the ledger has no client {client!r}. 'promptward ledger head' lists those it has.")
        heads = [
            (head, private_key(seeds(name)).public_key())
            for name in names
            if (head := store.newest_head(name))
        ]
    if as_json:
        rows = [
            {
                "client": head.client,
                "size": head.size,
                "root": head.root.hex(),
                "time": head.time,
                "note": head.note(key),
                "key": verifier_line(head.client, key),
            }
            for head, key in heads
        ]
        sys.stdout.write(json.dumps(rows, indent=2) + "\n")
        return
    for head, key in heads:
        sys.stdout.write(f"{head.note(key)}\nkey {verifier_line(head.client, key)}\n\n")


@app.command(
    "export", epilog="Example: promptward ledger export --client acme --from 2026-11-01 -o acme.jsonl"
)
def export_command(
    client: OneClient,
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="First day, UTC.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="Last day, included, UTC.")] = "",
    target: FileOption = None,
    home: HomeOption = None,
) -> None:
    """Write a client's entries as JSON lines with body, index and leaf.

    The leaf is SHA-256 over a zero byte and the body; the body is the text as given, in UTF-8.
    """
    from reports.period import Period, PeriodFault, parse_date

    opened = home_or_fail(home)
    try:
        period = Period(parse_date(first or "1970-01-01"), parse_date(last or "9000-12-31"))
    except PeriodFault as fault:
        fail(str(fault))
    span = (period.first, period.after) if first or last else None
    with _reading(opened) as store:
        if client not in store.clients():
            fail(f"the ledger has no client {client!r}. 'promptward ledger head' lists those it has.")
    with _reading(opened) as store, _progress("exporting") as progress, _target(target) as file:
        sizes = store.clients()
        for row in store.rows(client):
            if progress is not None and row.index % 500 == 0:
                progress(row.index, sizes[client])
            if span is None or (at := _time(row.body)) is None or span[0] <= at < span[1]:
                line = {"index": row.index, "leaf": row.leaf.hex(), "body": row.body.decode(errors="replace")}
                file.write(json.dumps(line) + "\n")


def _time(body: bytes) -> int | None:
    """The time in an entry; None for one that cannot be read: it is in every period, not left out unseen."""
    from reports.record import RecordFault, parse

    try:
        return parse(body).time
    except RecordFault:
        return None


@app.command("prove", epilog="Example: promptward ledger prove --client acme --index 41 > proof.json")
def prove_command(
    client: OneClient,
    index: Annotated[int, typer.Option("--index", metavar="N", help="The entry, counted from 0.")],
    target: FileOption = None,
    home: HomeOption = None,
) -> None:
    """Write the proof that an entry is in the tree of the newest signed head; it verifies offline.

    The proof is the path of RFC 6962: hash leaf and path up to the root, and check the note's signature.
    """
    from reports.checkpoint import private_key
    from reports.proof import prove

    opened = home_or_fail(home)
    seeds = _seeds(opened)
    with _reading(opened) as store:
        head = store.newest_head(client)
        if head is None:
            fail(f"the ledger has no client {client!r}. 'promptward ledger head' lists those it has.")
        if not 0 <= index < head.size:
            fail(f"--index {index}: the tree of {client} has the entries 0 to {head.size - 1}.")
        proof = prove(store, head, index, private_key(seeds(client)).public_key())
    with _target(target) as file:
        file.write(json.dumps(proof, indent=2) + "\n")
