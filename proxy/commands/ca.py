"""``promptward ca``: the certificate that clients are to trust."""

from pathlib import Path
from typing import Annotated

import typer

from proxy.ca import Authority, open_authority
from proxy.commands.terminal import HomeOption, JsonOption, home_or_fail, out

app = typer.Typer(help="The certificate that clients are to trust.", no_args_is_help=True)


def _authority(root: Path | None) -> Authority:
    home = home_or_fail(root, new=True)
    return open_authority(home.ca, home.names())


@app.command()
def show(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show the certificate: fingerprint, end, and the only names it can speak for.

    Example: promptward ca show
    """
    authority = _authority(home)
    facts = {
        "subject": authority.certificate.subject.rfc4514_string(),
        "fingerprint_sha256": authority.fingerprint,
        "ends": authority.certificate.not_valid_after_utc.date().isoformat(),
        "names": list(authority.domains),
    }
    if as_json:
        out.print_json(data=facts)
        return
    out.print(f"[bold]{facts['subject']}[/bold], until {facts['ends']}")
    out.print(f"SHA-256 {facts['fingerprint_sha256']}", soft_wrap=True)
    out.print(f"\nCan speak only for these {len(authority.domains)} names and those below them:")
    out.print(", ".join(authority.domains))


@app.command()
def export(
    home: HomeOption = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write here instead of the terminal."),
    ] = None,
) -> None:
    """Give the certificate in PEM, for the trust stores of browsers, systems and tools. The key stays here.

    Example: promptward ca export -o promptward-ca.pem
    """
    pem = _authority(home).pem.decode()
    if output is None:
        typer.echo(pem, nl=False)
        return
    output.write_text(pem, encoding="ascii")
    out.print(f"wrote {output}", soft_wrap=True)
