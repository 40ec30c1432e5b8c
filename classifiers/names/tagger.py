"""The model at run time: windows of words in, for each word the chances of its labels."""

import json
import os
from collections.abc import Sequence
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

# Columns of the answer.
NONE, PERSON, ORGANIZATION, LOCATION, FIGURE = range(5)
Chances = tuple[float, float, float, float, float, float]


class Tagger:
    """The quantised network in ONNX Runtime on one thread; the same text always gives the same answer."""

    def __init__(self, folder: Path = FOLDER) -> None:
        remedy = "reinstall promptward, or set names_model: none"
        try:
            # Its builds send usage to its maker, and write an id of the machine and a store of events into the home
            # folder. Only this, said before the import, prevents it all; disable_telemetry_events() comes too late.
            os.environ["ORT_DISABLE_TELEMETRY"] = "1"
            # Here and not above: whoever switches names off does not pay for the import.
            import onnxruntime
        except ImportError:
            raise DetectorFault(
                "onnxruntime, which runs the names model, is not installed", remedy=remedy
            ) from None
        self.card: dict[str, Any]
        try:
            self.card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            # Processors with AVX2 or AVX-512 alone add two products in 16 bits, which overflow: four in a hundred
            # labels of names came out differently there. This kernel is exact and a fifth slower; others ignore it.
            options.add_session_config_entry("session.x64quantprecision", "1")
            self._session = onnxruntime.InferenceSession(
                str(folder / "names.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_SLOWER,
            )
        except Exception:  # noqa: BLE001 (onnxruntime has no common error)
            raise DetectorFault("the names model does not load", file=folder.name, remedy=remedy) from None
        self._pieces = Pieces(vocabulary)
        self._looks = Looks(*map(lists.words, ("first.txt", "last.txt", "common.txt")))

    def rows(self, words: Sequence[Word]) -> "list[tuple[list[int], list[int], list[int]]]":
        """The words as rows of pieces and looks, and where in its row each word begins."""
        of, look_of = self._pieces.of, self._looks.of
        rows: list[tuple[list[int], list[int], list[int]]] = []
        pieces, looks = [self._pieces.start], [0]
        heads: list[int] = []
        for word in words:
            numbers = of(word)
            if len(pieces) + len(numbers) > MOST_PIECES:
                rows.append((pieces, looks, heads))
                pieces, looks, heads = [self._pieces.start], [0], []
            heads.append(len(pieces))
            pieces.extend(numbers)
            looks.extend([look_of(word)] * len(numbers))
        rows.append((pieces, looks, heads))
        for row in rows:
            row[0].append(self._pieces.end)
            row[1].append(0)
        return rows

    def read(self, windows: Sequence[Sequence[Word]]) -> list[Any]:
        """For each window an array words x 9: the chances of the labels (see ``model.json``).

        Rows are read one by one: padding would cost a third of the work, and the network rounds by the largest number
        of all that is read at once, so that what a row says would depend on the rows beside it.
        """
        answers: list[Any] = []
        for window in windows:
            parts = [self._run(row) for row in self.rows(window)]
            answers.append(parts[0] if len(parts) == 1 else np.concatenate(parts))
        return answers

    def _run(self, row: tuple[list[int], list[int], list[int]]) -> Any:
        pieces, looks, heads = row
        feed = {"pieces": np.array([pieces], dtype=np.int64), "looks": np.array([looks], dtype=np.int64)}
        head = self._session.run(None, feed)[0][0][heads]
        head = np.exp(head - head.max(axis=1, keepdims=True))
        return head / head.sum(axis=1, keepdims=True)
