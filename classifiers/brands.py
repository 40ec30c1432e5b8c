"""What everybody knows: brands, vendors, authorities, well-known people, first and last names, common words."""

from functools import cache
from pathlib import Path

from classifiers.plain import plain

FOLDER = Path(__file__).parent / "names" / "lists"


def entries(path: Path) -> list[str]:
    """The entries of a list with commas, without comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [one.strip() for line in lines if line and not line.startswith("#") for one in line.split(",")]


@cache
def brands() -> frozenset[tuple[str, ...]]:
    """Brands, vendors and authorities, each as the words of its name."""
    return frozenset(spelled(entry) for entry in entries(FOLDER / "brands.txt"))


@cache
def institutions() -> frozenset[str]:
    """Words in the names of authorities and of what everybody knows."""
    return frozenset(entries(FOLDER / "institutions.txt"))


@cache
def listed(name: str) -> frozenset[str]:
    """A list with one plain word a line."""
    return frozenset((FOLDER / name).read_text(encoding="utf-8").split())


@cache
def known() -> frozenset[str]:
    """The words of our languages: common ones, small ones, those of requests and of manuals."""
    return listed("common.txt").union(*map(listed, ("small.txt", "talk.txt", "manuals.txt")))


def everyday(word: str) -> bool:
    """Whether a word is one of our languages, or a name that many bear."""
    low = plain(word)
    return low in known() or low in listed("last.txt") or low in listed("first.txt")


@cache
def given() -> frozenset[str]:
    """First names: those that the model of names knows by their list, and those that only its judge does."""
    return listed("first.txt") | listed("given.txt")


@cache
def figures() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Well-known people by the first word of their name: the words of the whole name, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries(FOLDER / "figures.txt"):
        name = spelled(entry.lstrip("@").rstrip("*"))
        if name:
            found.setdefault(name[0], set()).add(name)
            if entry.endswith("*"):
                found.setdefault(name[-1], set()).add(name[-1:])
    return {
        first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()
    }


def spelled(name: str) -> tuple[str, ...]:
    """The plain words of a name, without marks."""
    return tuple(
        part for part in "".join(one if one.isalnum() else " " for one in plain(name)).split() if part
    )
