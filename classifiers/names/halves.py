"""The model of facts at run time, in two halves: of a dull row only the lower one is worked out.

The lower half also says of each word how likely the whole model would take it for something told, and how likely for a
person's name (``train/halves.py``). Who is known already need not be told again.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from classifiers.names.tagger import Rows, row_of, session, softmax
from classifiers.names.words import Word

NAME = "facts"
# The least chances, as scores, of a word in a row that the upper half reads. In prompts that taught nothing rows with 3
# of 10,000 told words weigh less, in a dull chat nine rows of ten.
_ELSE, _PERSON = -1.4, -1.4


class Halves(Rows):
    """Two quantised networks, ``facts-lower.onnx`` and ``facts-upper.onnx`` in the folder. Safe to share between
    threads."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, NAME)
        self._lower, self._upper = session(folder, f"{NAME}-lower"), session(folder, f"{NAME}-upper")

    def read(self, window: Sequence[Word], asked: Sequence[int], known: Collection[int] = ()) -> Any:
        """An array words x labels: the chances of the words that are ``asked`` (rising); others are none, and so are
        those of rows that tell nothing but persons who are ``known``. None where all rows are such."""
        chances = None
        for own, pieces, looks, places in self.asked(window, asked):
            states, may = self._lower.run(None, {"pieces": row_of(pieces), "looks": row_of(looks)})
            least = np.array([[_ELSE, np.inf if at in known else _PERSON] for at in own])
            if (may[0, places] >= least).any():
                chances = self.none(window) if chances is None else chances
                feed = {"states": states, "asked": np.array(places, dtype=np.int64)}
                chances[own] = softmax(self._upper.run(None, feed)[0][0])
        return chances
