"""``promptward report``: what happened, counted from the ledger."""

import os
import sys
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proxy.commands.terminal import HomeOption, JsonOption, err, fail, home_or_fail, out
from proxy.home import Home

if TYPE_CHECKING:
    from reports.catalog import Kind
    from reports.page import Page, Request
    from reports.period import Period

app = typer.Typer(
    help="Reports on what happened, counted from the ledger.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("list", epilog="Example: promptward report list")
def listing(as_json: JsonOption = False) -> None:
    """Show the reports there are."""
    import json

    from reports.catalog import kinds
    from reports.render.formats import FORMATS

    found = kinds().values()
    if as_json:
        rows = [
            {"id": kind.ID, "title": kind.TITLE, "about": kind.ABOUT, "by": kind.BY, "formats": FORMATS}
            for kind in found
        ]
        sys.stdout.write(json.dumps(rows, indent=2) + "\n")
        return
    for kind in found:
        out.print(f"{kind.ID:<10} {kind.ABOUT}", markup=False, soft_wrap=True)
        out.print(
            f"{'':<10} --by {', '.join(kind.BY)}; --format {', '.join(FORMATS)}", markup=False, style="dim"
        )


def _command(kind: "Kind") -> None:
    """Add the subcommand of one report."""
    example = f"Example: promptward report {kind.ID} --client acme --from 2026-11-01 --to 2026-11-30"

    @app.command(kind.ID, help=kind.ABOUT, epilog=f"{example} --format html -o {kind.ID}.html")
    def command(
        client: Annotated[str, typer.Option("--client", metavar="ID", help="The client.")] = "default",
        first: Annotated[
            str,
            typer.Option("--from", metavar="DATE", help="First day, YYYY-MM-DD.", show_default="this month"),
        ] = "",
        last: Annotated[
            str, typer.Option("--to", metavar="DATE", help="Last day, included.", show_default="today")
        ] = "",
        zone: Annotated[
            str, typer.Option("--zone", metavar="ZONE", help="Time zone of the days, Europe/Berlin say.")
        ] = "UTC",
        form: Annotated[str, typer.Option("--format", help="table, html, csv or json.")] = "table",
        by: Annotated[str, typer.Option("--by", help=f"Only one breakdown: {', '.join(kind.BY)}.")] = "",
        target: Annotated[
            Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")
        ] = None,
        names: Annotated[
            bool, typer.Option("--names", help="Turn pseudonyms into names; that is put on record.")
        ] = False,
        home: HomeOption = None,
    ) -> None:
        _report(kind, home_or_fail(home), client, _period(first, last, zone), form, by, target, names)


def _period(first: str, last: str, zone: str) -> "Period":
    from reports.period import Period, PeriodFault, parse_date, this_month

    try:
        month = this_month(time.time_ns() // 1_000_000, zone)
        end = parse_date(last) if last else month.end
        start = parse_date(first) if first else (end.replace(day=1) if last else month.start)
        return Period(start, end, zone)
    except PeriodFault as fault:
        fail(str(fault))


def _report(
    kind: "Kind",
    home: Home,
    client: str,
    period: "Period",
    form: str,
    by: str,
    target: Path | None,
    names: bool,
) -> None:
    from reports.catalog import CatalogFault
    from reports.fault import LedgerFault
    from reports.page import Request
    from reports.render.formats import renderer

    if by and by not in kind.BY:
        fail(f"--by {by}: there is no such breakdown. Give one of {', '.join(kind.BY)}.")
    try:
        render = renderer(form, width=_width(), color=target is None and out.is_terminal)
    except CatalogFault as fault:
        fail(str(fault))
    name = client_name(home, client)
    known = _revealed(home, client) if names else {}
    request = Request(
        ledger=home.ledger,
        client=client,
        client_name=name,
        period=period,
        generated=datetime.now(UTC).isoformat(timespec="seconds"),
        by=by,
        names=known,
    )
    try:
        text = render(_built(kind, request))
    except LedgerFault as fault:
        fail(str(fault))
    if target is None:
        sys.stdout.write(text)
        return
    try:
        _write(target, text)
    except OSError as error:
        fail(f"{target}: {error.strerror or 'cannot be written'}. Give another file with -o.")
    err.print(f"{kind.TITLE} of {client}, {period.words}, is in {target}", markup=False)


def _built(kind: "Kind", request: "Request") -> "Page":
    import dataclasses

    from rich.progress import Progress

    if not err.is_terminal:
        return kind.build(request)
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("counting")
        return kind.build(
            dataclasses.replace(
                request, progress=lambda done, total: progress.update(task, completed=done, total=total)
            )
        )


def _width() -> int:
    return max(60, min(out.width, 140))


def _write(target: Path, text: str) -> None:
    """Whole or not at all: a report that breaks off must not look like one."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def client_name(home: Home, client: str) -> str:
    """The name in a client's policy file; ends with exit code 2 where there is no such client."""
    import yaml

    from reports.record import INSTALLATION

    if client == INSTALLATION:
        return "This installation"
    known = sorted(path.stem for path in home.clients.glob("*.yaml"))
    if client not in known:
        fail(f"there is no client {client!r} in {home.clients}. Clients: {', '.join(known) or 'none'}.")
    try:
        raw = yaml.safe_load((home.clients / f"{client}.yaml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return client  # a broken policy is for 'policy check'; the records are there all the same
    name = raw.get("name") if isinstance(raw, dict) else None
    return name if isinstance(name, str) and name else client


def _revealed(home: Home, client: str) -> dict[str, str]:
    """Names by pseudonym; the reveal is on record before the first name is looked up."""
    from policies.keys import Keyring
    from policies.users import UserStore
    from reports.ledger import SEED_PURPOSE, Ledger
    from reports.record import PSEUDONYM_PURPOSE, Event, Record, pseudonym

    try:
        keys = Keyring.open(home.keys)
        ledger = Ledger.open(home.ledger, lambda name: keys.derive(name, SEED_PURPOSE))
        record = Record(
            event=Event.REVEAL, id=uuid.uuid4().hex, time=time.time_ns() // 1_000_000, client=client
        )
        try:
            ledger.append(record).result()
        finally:
            ledger.close()
        key = keys.derive(client, PSEUDONYM_PURPOSE)
        store = UserStore.open(home.database)
        users = store.list()
        store.close()
    except OSError as fault:  # of the ledger, the keys or the users: each is one line
        fail(str(fault))
    return {pseudonym(key, user.name): user.name for user in users if user.client == client}


def _register() -> None:
    from reports.catalog import kinds

    for kind in kinds().values():
        _command(kind)


_register()
