"""``promptward services drafts`` and ``adopt``: sampled hosts that look like AI services, and what becomes of them."""

from dataclasses import asdict
from typing import Annotated

import typer

from proxy.commands.terminal import HomeOption, JsonOption, fail, home_or_fail, out


def drafts(
    client: Annotated[str, typer.Option("--client", metavar="ID", help="The client.")] = "default",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List sampled hosts whose traffic looks like that of an AI service, with what it looks like.

    Hosts are sampled where the client's policy names them in 'sample_hosts'. Nothing that was said is kept.

    Example: promptward services drafts --client acme
    """
    from rich.markup import escape

    from proxy.drafts import drafts as found_in

    found = found_in(home_or_fail(home).drafts, client)
    if as_json:
        out.print_json(data=[asdict(one) for one in found])
        return
    if not found:
        out.print(
            f"Nothing yet. Hosts are sampled where the policy of {client} names them in 'sample_hosts'.",
            soft_wrap=True,
        )
        return
    for one in found:
        out.print(f"[bold]{one.host}[/bold]  {one.method} {escape(one.template)}", soft_wrap=True)
        out.print(f"  request: {', '.join(one.request)}; answer: {', '.join(one.response)}", soft_wrap=True)
        sizes = f"{bytes_of(one.up)} sent, {bytes_of(one.down)} received"
        out.print(f"  {one.score} points, {one.times:,} times, {sizes}, last {one.last}", soft_wrap=True)
    out.print(
        "An AI service? promptward services adopt HOST. None? Take it out of sample_hosts", soft_wrap=True
    )


def adopt(
    host: Annotated[str, typer.Argument(metavar="HOST", help="A host that is an AI service.")],
    home: HomeOption = None,
) -> None:
    """Add a host to extra_hosts in settings.yaml, so that it is read as an AI service from the next start on.

    Example: promptward services adopt assist.vendor.example
    """
    from proxy.adopting import Known, adopt_host
    from proxy.ca import open_authority

    opened = home_or_fail(home)
    try:
        adopt_host(opened.settings_file, host)
    except Known as known:
        fail(str(known))
    out.print(f"[green]added[/green] {host} to extra_hosts. Start the proxy again to have it read.")
    if not opened.ca.exists() or open_authority(opened.ca, opened.names()).covers(host):
        return
    out.print(
        f"[yellow]The certificate does not cover {host}[/yellow], so that it cannot be reached after that: move "
        f"{opened.ca} away, start again, and enrol the new certificate on every machine.",
        soft_wrap=True,
    )


def bytes_of(number: int) -> str:
    """A number of bytes for people."""
    for unit in ("B", "kB", "MB"):
        if number < 1000:
            return f"{number:,} {unit}"
        number = round(number / 1000)
    return f"{number:,} GB"
