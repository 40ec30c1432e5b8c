"""A model at run time: windows of words in, for each word the chances of its labels."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from classifiers.detector import DetectorFault
from classifiers.names import lists
from classifiers.names.words import Looks, Pieces, Word

FOLDER = Path(__file__).parent / "model"
MOST_PIECES = 126  # of one row
# Joined into one kernel, the sum and the norm behind it take twice as long as one after the other.
_SLOWER = ["SkipLayerNormFusion"]

_REMEDY = "reinstall promptward, or set names_model: none"
NONE = 0  # the column of the answer that says so


def session(folder: Path, name: str) -> Any:
    """The network ``NAME.onnx`` of the folder, on one thread. Raises DetectorFault."""
    try:
        # Its builds send usage to its maker, and write an id of the machine and a store of events into the home
        # folder. Only this, said before the import, prevents it all; disable_telemetry_events() comes too late.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        # Here and not above: whoever switches names off does not pay for the import.
        import onnxruntime
    except ImportError:
        raise DetectorFault(
            "onnxruntime, which runs the names model, is not installed", remedy=_REMEDY
        ) from None
    try:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(folder / f"{name}.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
        )
    except Exception:  # noqa: BLE001 (onnxruntime has no common error)
        raise _does_not_load(folder, name) from None


def _does_not_load(folder: Path, name: str) -> DetectorFault:
    return DetectorFault(f"the model of {name} does not load", file=folder.name, remedy=_REMEDY)


class Rows:
    """What a model reads: words as rows of pieces and looks. ``NAME.json`` in the folder says its labels, of which the
    first means none. Raises DetectorFault."""

    def __init__(self, folder: Path, name: str) -> None:
        self.card: dict[str, Any]
        try:
            self.card = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
            vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError):
            raise _does_not_load(folder, name) from None
        self.pieces = Pieces(vocabulary)
        self.looks = Looks(*map(lists.words, ("first.txt", "last.txt", "common.txt")))
        self._kept: dict[tuple[str, int], tuple[tuple[int, ...], int]] = {}

    def rows(self, words: Sequence[Word]) -> "list[tuple[list[int], list[int], list[int]]]":
        """The words as rows of pieces and looks, and where in its row each word begins."""
        kept = self._kept
        rows: list[tuple[list[int], list[int], list[int]]] = []
        pieces, looks = [self.pieces.start], [0]
        heads: list[int] = []
        for word in words:
            numbers, look = kept.get((word.plain, word.shape)) or self._seen(word)
            if len(pieces) + len(numbers) > MOST_PIECES:
                rows.append((pieces, looks, heads))
                pieces, looks, heads = [self.pieces.start], [0], []
            heads.append(len(pieces))
            pieces.extend(numbers)
            looks.extend([look] * len(numbers))
        rows.append((pieces, looks, heads))
        for row in rows:
            row[0].append(self.pieces.end)
            row[1].append(0)
        return rows

    def _seen(self, word: Word) -> tuple[tuple[int, ...], int]:
        """The pieces and the look of a word, remembered if all may know it: rule 5 of the room."""
        seen = self.pieces.of(word), self.looks.of(word)
        if self.pieces.is_whole(word.plain):
            self._kept[word.plain, word.shape] = seen
        return seen

    def asked(
        self, window: Sequence[Word], asked: Sequence[int]
    ) -> Iterator[tuple[list[int], list[int], list[int], list[int]]]:
        """Of each row with words that are ``asked`` (rising) these words, its pieces and looks, and at which of its
        pieces those words begin."""
        first = 0
        for pieces, looks, heads in self.rows(window):
            last = first + len(heads)
            own = [at for at in asked if first <= at < last]
            if own:
                yield own, pieces, looks, [heads[at - first] for at in own]
            first = last

    def none(self, window: Sequence[Word]) -> Any:
        """An array words x labels: that all words are none."""
        chances = np.zeros((len(window), len(self.card["labels"])), dtype=np.float32)
        chances[:, NONE] = 1.0
        return chances


class Tagger(Rows):
    """A quantised network in ONNX Runtime on one thread, ``NAME.onnx`` in the folder. The same text always gives the
    same answer."""

    def __init__(self, folder: Path = FOLDER, name: str = "names") -> None:
        super().__init__(folder, name)
        self._session = session(folder, name)

    def read(self, window: Sequence[Word], asked: Sequence[int] | None = None) -> Any:
        """An array words x labels: their chances.

        Of words whose numbers are not ``asked`` (rising; all, where it is None) it says that they are none: the
        network reads them, but its last layer leaves them out. Rows are read one by one: padding would cost a third of
        the work, and the network rounds by the largest number of all that is read at once, so that what a row says
        would depend on the rows beside it.
        """
        chances = self.none(window)
        for own, *row in self.asked(window, range(len(window)) if asked is None else asked):
            chances[own] = self._run(*row)
        return chances

    def _run(self, pieces: list[int], looks: list[int], asked: list[int]) -> Any:
        feed = {"pieces": row_of(pieces), "looks": row_of(looks), "asked": np.array(asked, dtype=np.int64)}
        return softmax(self._session.run(None, feed)[0][0])


def row_of(numbers: Sequence[int]) -> Any:
    """Whole numbers as an array 1 x numbers."""
    return np.array([numbers], dtype=np.int64)


def softmax(scores: Any) -> Any:
    """Scores (words x labels) as chances."""
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return chances / chances.sum(axis=1, keepdims=True)
