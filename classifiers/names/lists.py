"""The word lists beside this file: names, common words, well-known people and brands. Read once, when first asked."""

from functools import cache
from pathlib import Path

from classifiers.names.words import plain

FOLDER = Path(__file__).parent / "lists"


@cache
def text(name: str) -> str:
    """A list as it stands in its file."""
    return (FOLDER / name).read_text(encoding="utf-8")


def entries(name: str) -> list[str]:
    """The entries of a list with commas, without comments."""
    lines = text(name).splitlines()
    return [one.strip() for line in lines if line and not line.startswith("#") for one in line.split(",")]


@cache
def words(name: str) -> frozenset[str]:
    """A list with one plain word a line."""
    return frozenset(text(name).split())


@cache
def figures() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Well-known people by the first word of their name: the words of the whole name, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries("figures.txt"):
        name = spelled(entry.lstrip("@").rstrip("*"))
        if name:
            found.setdefault(name[0], set()).add(name)
            if entry.endswith("*"):
                found.setdefault(name[-1], set()).add(name[-1:])
    return {
        first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()
    }


@cache
def brands() -> frozenset[tuple[str, ...]]:
    """Brands, vendors and authorities, each as the words of its name."""
    return frozenset(spelled(entry) for entry in entries("brands.txt"))


def spelled(name: str) -> tuple[str, ...]:
    """The plain words of a name, without marks."""
    return tuple(
        part for part in "".join(one if one.isalnum() else " " for one in plain(name)).split() if part
    )
