"""The shipped weights as a network that can be trained on: numbers of 8 bits times their scales."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from classifiers.names.train.model import Tagger

_PRODUCT = "onnx::MatMul_"


def shipped(folder: Path, layers: int, inner: int) -> tuple[Tagger, list[str]]:
    """The tagger of ``names.onnx`` in ``folder``, and its vocabulary."""
    tensors = {
        one.name: numpy_helper.to_array(one) for one in onnx.load(folder / "names.onnx").graph.initializer
    }
    vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    tagger = Tagger(len(vocabulary), layers, inner)

    def whole(name: str) -> Tensor:
        numbers = tensors[f"{name}_quantized"].astype(np.float32) - tensors[f"{name}_zero_point"]
        return torch.from_numpy(numbers * tensors[f"{name}_scale"])

    # Products lie in the order in which they are worked out, and have lost their names.
    products = sorted(
        (name.removesuffix("_quantized") for name in tensors if name.startswith(_PRODUCT) and name.endswith("_quantized")),
        key=lambda name: int(name.removeprefix(_PRODUCT)),
    )  # fmt: skip
    parts = [
        f"layers.{layer}.{part}.weight" for layer in range(layers) for part in ("qkv", "out", "up", "down")
    ]
    product_of = dict(zip((*parts, "head.weight"), products, strict=True))
    with torch.no_grad():
        for name, weights in tagger.state_dict().items():
            if name in product_of:
                weights.copy_(whole(product_of[name]).T)
            elif f"{name}_quantized" in tensors:
                weights.copy_(whole(name))
            else:
                weights.copy_(torch.from_numpy(tensors[name].copy()))
    return tagger, vocabulary
