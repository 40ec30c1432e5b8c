"""A real browser for the end-to-end tests: Debian's Chromium, headless, behind the proxy, trusting its certificate.

The certificate stands in the browser's own store, as an administrator would put it there; no check is switched off.
Hosts that the stand-in does not serve are led to a closed port, so that nothing reaches the internet.
"""

import base64
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.e2e.actors import Proxy, missing

_SECONDS = 20
_NICKNAME = "promptward"


@contextmanager
def browser(proxy: Proxy, folder: Path, hosts: Sequence[str]) -> Iterator[BrowserContext]:
    """A browser with a profile of its own in ``folder``; only ``hosts`` are asked, through the proxy."""
    program = shutil.which("chromium") or missing("chromium")
    _trust(folder, proxy.ca_file)
    script = _proxy_script(proxy.port, hosts)
    with sync_playwright() as player:
        context = player.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=program,
            headless=True,
            args=[f"--proxy-pac-url={script}", "--disable-quic"],
            env={**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "TMPDIR": str(folder)},
            chromium_sandbox=os.geteuid() != 0,
            viewport={"width": 900, "height": 700},
        )
        context.set_default_timeout(_SECONDS * 1000)
        expect.set_options(timeout=_SECONDS * 1000)
        try:
            yield context
        finally:
            context.close()


def _trust(folder: Path, ca_file: Path) -> None:
    """Put a certificate into the NSS store below a home, for servers only."""
    certutil = shutil.which("certutil") or missing("certutil (libnss3-tools)")
    store = folder / ".pki" / "nssdb"
    store.mkdir(parents=True)
    for command in (
        ("-N", "--empty-password"),
        ("-A", "-t", "C,,", "-n", _NICKNAME, "-i", str(ca_file)),
    ):
        subprocess.run(
            [certutil, "-d", f"sql:{store}", *command], check=True, capture_output=True, timeout=30
        )


def _proxy_script(port: int, hosts: Sequence[str]) -> str:
    """A proxy auto-configuration file (PAC) as a data URL, as managed machines have one."""
    test = " || ".join(f'host == "{host}"' for host in hosts)
    choice = f"({test}) ? 'PROXY 127.0.0.1:{port}' : 'PROXY 127.0.0.1:1'"
    text = f"function FindProxyForURL(url, host) {{ return {choice}; }}"
    return "data:application/x-ns-proxy-autoconfig;base64," + base64.b64encode(text.encode()).decode()


def opened(context: BrowserContext, url: str) -> Page:
    """A page that has loaded, script and all."""
    page = context.new_page()
    page.goto(url)
    ready(page)
    return page


def ready(page: Page) -> None:
    """Wait until the page has done what it was asked for."""
    expect(page.locator("body[data-state=ready]")).to_be_visible()


def say(page: Page, text: str) -> None:
    """Type a prompt as a person does, and send it."""
    page.locator("#prompt").press_sequentially(text)
    page.locator("#send").click()
    ready(page)


def shown(page: Page, kind: str) -> str:
    """The last line of one kind in the thread: user, assistant, file, error."""
    return page.locator(f"#thread .{kind}").last.inner_text()
