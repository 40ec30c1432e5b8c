"""``promptward demo``: a self-contained tour on this machine."""

import shutil
import tempfile
import time
from pathlib import Path

import typer

from proxy.commands.terminal import fail, out


def command() -> None:
    """Show the main job on this machine alone: a stand-in AI service, the real proxy, real HTTP. Takes seconds.

    Nothing leaves the machine, no process stays, and the exit code is 0 when everything was as promised.

    Example: promptward demo
    """
    from proxy.scenes import Scene, scenes
    from proxy.tour import CLIENT, TourFault, command_of, stage

    begun = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="promptward-demo-"))
    told: list[Scene] = []
    try:
        with stage(folder) as on:
            out.print(
                f"stand-in AI service on https://127.0.0.1:{on.standin.port}, Promptward on {on.proxy}\n"
            )
            for number, scene in enumerate(scenes(on), 1):
                told.append(scene())
                _tell(number, told[-1])
            verified = command_of(on, "ledger", "verify")
            report = command_of(on, "report", "usage", "--client", CLIENT)
    except TourFault as fault:
        fail(str(fault))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    out.rule("the record", style="dim")
    typer.echo(verified.stdout.rstrip() + verified.stderr.rstrip())
    out.print()
    out.rule("the usage report", style="dim")
    typer.echo(report.stdout.rstrip() + report.stderr.rstrip())
    out.print()
    kept = sum(scene.kept for scene in told)
    well = kept == len(told) and verified.returncode == 0 and report.returncode == 0
    out.print(
        f"[bold {'green' if well else 'red'}]{kept} of {len(told)} promises kept[/], "
        f"{time.monotonic() - begun:.0f} seconds."
    )
    raise typer.Exit(0 if well else 1)


def _tell(number: int, scene: "object") -> None:
    from rich.table import Table
    from rich.text import Text

    from proxy.scenes import Scene

    assert isinstance(scene, Scene)
    mark, style = ("kept", "green") if scene.kept else ("BROKEN", "bold red")
    out.print(Text.assemble((f"{number}. {scene.title} ", "bold"), (scene.promise, ""), ("  " + mark, style)))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    table.add_column(style="dim", no_wrap=True, min_width=15)
    table.add_column(overflow="fold")
    table.add_row("   how", Text(scene.how))
    table.add_row("   sent", Text(scene.sent))
    table.add_row(
        "   upstream saw", Text(scene.upstream or "nothing", style="" if scene.upstream else "green")
    )
    table.add_row(f"   got ({scene.status})", Text(scene.shown))
    out.print(table)
    out.print()
