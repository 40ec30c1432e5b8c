"""The model at run time: windows of words in, for each word the chances of its labels."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from classifiers.detector import DetectorFault
from classifiers.names.words import Pieces, Word

FOLDER = Path(__file__).parent / "model"
MOST_PIECES = 126  # of one row
_BATCH = 1024  # pieces of one batch, padding counted

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
            self._session = onnxruntime.InferenceSession(
                str(folder / "names.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception:  # noqa: BLE001 (onnxruntime has no common error)
            raise DetectorFault("the names model does not load", file=folder.name, remedy=remedy) from None
        self._pieces = Pieces(vocabulary)
        self._known: dict[str, tuple[int, ...]] = {}

    def rows(self, words: Sequence[Word]) -> "list[tuple[list[int], list[int], list[int]]]":
        """The words as rows of pieces and shapes, and where in its row each word begins."""
        of = self._pieces.of
        rows: list[tuple[list[int], list[int], list[int]]] = []
        pieces, shapes = [self._pieces.start], [0]
        heads: list[int] = []
        for word in words:
            numbers = of(word)
            if len(pieces) + len(numbers) > MOST_PIECES:
                rows.append((pieces, shapes, heads))
                pieces, shapes, heads = [self._pieces.start], [0], []
            heads.append(len(pieces))
            pieces.extend(numbers)
            shapes.extend([word.shape] * len(numbers))
        rows.append((pieces, shapes, heads))
        for row in rows:
            row[0].append(self._pieces.end)
            row[1].append(0)
        return rows

    def read(self, windows: Sequence[Sequence[Word]]) -> list[Any]:
        """For each window an array words x 9: the chances of the labels (see ``model.json``)."""
        rows: list[tuple[int, tuple[list[int], list[int], list[int]]]] = []
        for number, window in enumerate(windows):
            rows.extend((number, row) for row in self.rows(window))
        order = sorted(range(len(rows)), key=lambda one: (len(rows[one][1][0]), one))
        answers: list[Any] = [None] * len(rows)
        low = 0
        while low < len(order):
            high = low + 1
            while high < len(order) and len(rows[order[high]][1][0]) * (high + 1 - low) <= _BATCH:
                high += 1
            self._run([rows[one][1] for one in order[low:high]], order[low:high], answers)
            low = high
        joined: list[Any] = []
        at = 0
        for number in range(len(windows)):
            parts = []
            while at < len(rows) and rows[at][0] == number:
                parts.append(answers[at])
                at += 1
            joined.append(parts[0] if len(parts) == 1 else np.concatenate(parts))
        return joined

    def _run(
        self, rows: Sequence[tuple[list[int], list[int], list[int]]], places: Sequence[int], into: list[Any]
    ) -> None:
        longest = max(len(row[0]) for row in rows)
        pieces = np.zeros((len(rows), longest), dtype=np.int64)
        shapes = np.zeros((len(rows), longest), dtype=np.int64)
        for number, row in enumerate(rows):
            pieces[number, : len(row[0])] = row[0]
            shapes[number, : len(row[1])] = row[1]
        scores = self._session.run(None, {"pieces": pieces, "shapes": shapes})[0]
        for number, row in enumerate(rows):
            head = scores[number][row[2]]
            head = np.exp(head - head.max(axis=1, keepdims=True))
            into[places[number]] = head / head.sum(axis=1, keepdims=True)
