"""Prompts by somebody who had not read the rules: national numbers of many countries, secrets, people, disguises.

The texts stand in the files of the folder ``strangers``; a line of ``%% LANGUAGE TAG`` begins one. What must be found
is written ‹KIND:recipe›, with ``?`` before a kind that may be found or not; ``recipes`` says what a recipe is. Where a
value holds ``⏎words⏎``, as the mask ``cut8`` puts them in, it goes on after those words in the next message.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Cut, Labelled, Mark, compose
from tests.bench.quality.recipes import write

SEED = 20261122
FOLDER = Path(__file__).with_suffix("")
GROUPS = ("identifiers", "credentials")

_HEAD = re.compile(r"^%%[ ]?(\w*)[ ]?(\S*)\n", re.MULTILINE)
_SLOT = re.compile(r"‹(\??)(\w+):([^›]+)›")


def texts() -> Iterator[Labelled]:
    """Every text of every file."""
    for path in sorted(FOLDER.glob("*.txt")):
        pieces = _HEAD.split(path.read_text(encoding="utf-8"))[1:]
        for number, (language, tag, text) in enumerate(
            zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
        ):
            yield _text(text.strip("\n"), language, f"{path.stem}-{number}", {path.stem, tag})


def _text(text: str, language: str, name: str, tags: set[str]) -> Labelled:
    chance = random.Random(f"{SEED}:{text}")
    pieces: list[str | Mark | Cut] = []
    at = 0
    for slot in _SLOT.finditer(text):
        first, *rest = write(slot[3], chance).split("⏎")
        name_of_all = f"{slot.start()}" if rest else ""
        pieces += [text[at : slot.start()], Mark(slot[2], first, optional=bool(slot[1]), value=name_of_all)]
        for words, more in zip(rest[::2], rest[1::2], strict=True):
            pieces += [Cut(), words, Mark(slot[2], more, value=name_of_all)]
        at = slot.end()
    return compose(*pieces, text[at:], language=language, tags=tags, id=f"stranger-{name}")
