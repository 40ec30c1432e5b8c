"""The npm clients of the end-to-end tests, installed from the lock file, outside the tree.

``python -m tests.e2e.npm`` installs them before a test run, in PROMPTWARD_NPM_CLIENTS or the user's cache.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CLIENTS = Path(__file__).parent / "clients"


class NpmFault(RuntimeError):
    """The machine's fault: npm is missing, or cannot install."""


def installed() -> Path:
    """The folder with ``node_modules``; installs where needed, once for each lock file. Raises NpmFault."""
    npm = shutil.which("npm")
    if npm is None:
        raise NpmFault("npm")
    lock = (CLIENTS / "package-lock.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    named = os.environ.get("PROMPTWARD_NPM_CLIENTS")
    folder = Path(named) if named else cache / "promptward-tests" / hashlib.sha256(lock).hexdigest()[:16]
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(CLIENTS / name, folder / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600)
        if done.returncode:
            raise NpmFault(f"npm clients ({done.stderr.strip()[-300:]})")
        (folder / "installed").touch()
    return folder


if __name__ == "__main__":
    try:
        print(installed())
    except NpmFault as fault:
        sys.exit(f"cannot install: {fault}")
