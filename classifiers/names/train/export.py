"""Export: weights to quantised ONNX files, the vocabulary and a description."""

import hashlib
import json
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from classifiers.names.train.halves import Lower, Upper
from classifiers.names.train.model import LABELS_OF, WIDTH, Tagger
from classifiers.names.train.narrow import narrow
from classifiers.names.words import LOOKS


def export(
    tagger: Tagger,
    vocabulary: list[str],
    folder: Path,
    name: str,
    about: dict[str, object],
    glance: nn.Module | None = None,
) -> float:
    """``NAME.onnx`` (weights of 7 bits per channel), ``vocabulary.txt`` and ``NAME.json`` in ``folder``; with a ``glance``
    two halves, ``NAME-lower.onnx`` and ``NAME-upper.onnx``.

    ``name`` is one of ``LABELS_OF``. Gives the share of labels, 0 to 1, that the quantised network tells as the trained
    one does, on random pieces.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tagger.eval()
    row, asked = torch.full((2, 8), 5), torch.arange(3)
    looks, states = torch.zeros_like(row), torch.zeros((2, 8, WIDTH))
    parts: dict[str, tuple[nn.Module, dict[str, Tensor], tuple[str, ...]]]
    if glance is None:
        parts = {f"{name}.onnx": (tagger, {"pieces": row, "looks": looks, "asked": asked}, ("scores",))}
    else:
        lower, upper = Lower(tagger, glance.eval()).eval(), Upper(tagger).eval()
        parts = {
            f"{name}-lower.onnx": (lower, {"pieces": row, "looks": looks}, ("states", "may")),
            f"{name}-upper.onnx": (upper, {"states": states, "asked": asked}, ("scores",)),
        }
    digest = hashlib.sha256()
    for file, (network, inputs, outputs) in parts.items():
        _write(network, inputs, outputs, folder / file)
        digest.update((folder / file).read_bytes())
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    card = {"labels": list(LABELS_OF[name]), "sha256": digest.hexdigest(), **about}
    (folder / f"{name}.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return _alike(tagger, [folder / file for file in parts], len(vocabulary))


def _write(network: nn.Module, inputs: dict[str, Tensor], outputs: tuple[str, ...], file: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    plain = file.with_suffix(".plain")
    axes = {one: {0: "rows", 1: "length"} for one in (*inputs, *outputs)}
    axes |= {"asked": {0: "asked"}, "scores": {0: "rows", 1: "asked"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, tuple(inputs.values()), str(plain), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes={one: axes[one] for one in (*inputs, *outputs)}, opset_version=17, dynamo=False,
        )  # fmt: skip
    quantize_dynamic(plain, file, weight_type=QuantType.QInt8, per_channel=True)
    narrow(file)
    plain.unlink()


def _alike(tagger: Tagger, files: list[Path], pieces: int) -> float:
    import onnxruntime

    draw = torch.Generator().manual_seed(1)
    rows = torch.randint(1000, pieces, (64, 100), generator=draw)
    looks = torch.randint(0, LOOKS, rows.shape, generator=draw)
    known = {"pieces": rows.numpy(), "looks": looks.numpy(), "asked": np.arange(rows.shape[1])}
    for file in files:
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
        told = session.run(None, {one.name: known[one.name] for one in session.get_inputs()})
        known |= zip((one.name for one in session.get_outputs()), told, strict=True)
    with torch.no_grad():
        return float(
            (tagger(rows, looks).argmax(-1) == torch.from_numpy(known["scores"]).argmax(-1)).float().mean()
        )
