"""The word lists beside this file: names, common words, well-known people and brands. Read once, when first asked."""

from functools import cache

from classifiers.brands import FOLDER, brands, entries, figures, given
from classifiers.brands import listed as words

__all__ = ["brand_index", "figures", "given", "roles", "text", "trades", "words"]


@cache
def text(name: str) -> str:
    """A list as it stands in its file."""
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def brand_index() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Brands of several words by their first word, the longest first; single words stand in ``brands`` only."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in brands():
        if len(name) > 1:
            found.setdefault(name[0], set()).add(name)
    return {
        first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()
    }


@cache
def trades() -> frozenset[str]:
    """Words for a trade or a kind of firm."""
    return frozenset(entries(FOLDER / "trades.txt"))


@cache
def roles() -> frozenset[str]:
    """What people are to each other, at work, in care and at law."""
    return frozenset(entries(FOLDER / "roles.txt"))
