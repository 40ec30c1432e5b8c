"""How ``promptward clients data`` shows data sets: as a table, as JSON, and what to look out for in a new one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table

if TYPE_CHECKING:
    from policies.policy import DataSet

_MOST_LINES = 5  # that a warning names


def warnings(head: "Mapping[str, Any]", common: Sequence[int], count: int) -> Iterator[str]:
    """What an admin should know of a set that was registered: what is not looked for, what is found too often.

    ``common`` are the lines of terms, or of cells that count alone, that are words of every day, out of ``count``.
    """
    if head.get("left_out"):
        yield f"{head['left_out']:,} cells are longer than 100 characters or 9 words: not looked for"
    for one, two in head.get("weak", ()):
        yield f"{one} with {two}: together they point at nobody; not looked for"
    if common:
        lines = ", ".join(map(str, common[:_MOST_LINES])) + (" and more" if len(common) > _MOST_LINES else "")
        yield (
            f"{len(common):,} of {count:,} are words of every day, names that many bear or bare numbers "
            f"(line {lines}): they will be found where nobody means them"
        )


def table_of(found: "Mapping[str, Sequence[DataSet]]") -> Table:
    """The sets of clients, one a row."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Client", "Set", "Holds", "Found as", "Index", "Added", "Digest"):
        table.add_column(title, overflow="fold")
    for each, these in found.items():
        for one in these:
            table.add_row(
                each,
                one.name,
                counted(one),
                ", ".join(kind for kind, _ in one.kinds),
                sized(one.size),
                one.added[:10],
                one.digest[:16],
            )
    return table


def counted(each: "DataSet") -> str:
    """How much a set holds."""
    what = {"terms": "term", "table": "row", "documents": "document"}.get(each.form, "entry")
    return f"{each.count:,} {what}{'' if each.count == 1 else 's'}"


def sized(size: int) -> str:
    """A size in bytes for people."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, size // 1000)} KB"


def plain(each: "DataSet") -> dict[str, object]:
    """A set for a script."""
    return {
        "name": each.name,
        "form": each.form,
        "count": each.count,
        "kinds": {kind: list(ids) for kind, ids in each.kinds},
        "bytes": each.size,
        "added": each.added,
        "digest": each.digest,
    }
