"""Whole prompts in which everything is marked: who is named, every number, firm, amount, illness and secret.

How they are written, and what a mark's letter means, is said in ``classifiers.names.train.marked``.
"""

from collections.abc import Iterator
from pathlib import Path

from classifiers.names.train import marked
from tests.bench.quality.corpus import Labelled, Mark, compose


def read(folder: Path) -> Iterator[Labelled]:
    """Every prompt of the text files of a folder. Raises KeyError for a letter that is none."""
    for path in sorted(folder.glob("*.txt")):
        for number, one in enumerate(marked.read(path)):
            pieces: list[str | Mark] = []
            at = 0
            for place in one.places:
                value = Mark(place.kind, one.text[place.start : place.end], optional=place.optional)
                pieces += [one.text[at : place.start], value]
                at = place.end
            tags = {path.stem, one.scene.replace(" ", "-")}
            name = f"{folder.name}-{path.stem}-{number}"
            yield compose(*pieces, one.text[at:], language=one.language, tags=tags, id=name)
