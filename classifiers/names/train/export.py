"""Export: weights to quantised ONNX files, the vocabulary and a description."""

import hashlib
import json
import warnings
from pathlib import Path

import numpy as np
import torch

from classifiers.names.train.model import LABELS_OF, Tagger
from classifiers.names.train.narrow import narrow
from classifiers.names.words import LOOKS


def export(tagger: Tagger, vocabulary: list[str], folder: Path, name: str, about: dict[str, object]) -> float:
    """``NAME.onnx`` (weights of 7 bits per channel), ``vocabulary.txt`` and ``NAME.json`` in ``folder``.

    ``name`` is one of ``LABELS_OF``. Gives the share of labels, 0 to 1, that the quantised network tells as the trained
    one does, on random pieces.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    tagger.eval()
    plain, file = folder / "plain.onnx", folder / f"{name}.onnx"
    example = (torch.full((2, 8), 5), torch.zeros((2, 8), dtype=torch.long), torch.arange(3))
    axes = {one: {0: "rows", 1: "length"} for one in ("pieces", "looks")}
    axes |= {"asked": {0: "asked"}, "scores": {0: "rows", 1: "asked"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            tagger, example, str(plain), input_names=["pieces", "looks", "asked"], output_names=["scores"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
    quantize_dynamic(plain, file, weight_type=QuantType.QInt8, per_channel=True)
    narrow(file)
    plain.unlink()
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    card = {"labels": list(LABELS_OF[name]), "sha256": digest, **about}
    (folder / f"{name}.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return _alike(tagger, file, len(vocabulary))


def _alike(tagger: Tagger, file: Path, pieces: int) -> float:
    import onnxruntime

    draw = torch.Generator().manual_seed(1)
    rows = torch.randint(1000, pieces, (64, 100), generator=draw)
    looks = torch.randint(0, LOOKS, rows.shape, generator=draw)
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    feed = {"pieces": rows.numpy(), "looks": looks.numpy(), "asked": np.arange(rows.shape[1])}
    told = torch.from_numpy(session.run(None, feed)[0])
    with torch.no_grad():
        return float((tagger(rows, looks).argmax(-1) == told.argmax(-1)).float().mean())
