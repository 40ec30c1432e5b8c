"""What everybody knows and nobody's client is: brands, vendors, authorities, and words in names of institutions."""

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


def spelled(name: str) -> tuple[str, ...]:
    """The plain words of a name, without marks."""
    return tuple(
        part for part in "".join(one if one.isalnum() else " " for one in plain(name)).split() if part
    )
