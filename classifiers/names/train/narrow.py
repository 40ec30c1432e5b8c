"""Weights whose products cannot overflow.

Processors with AVX2 or AVX-512 but without VNNI add two neighbouring products of bytes in 16 bits. With weights of all
8 bits that sum overflows, four in a hundred labels of names came out differently there, and the kernel that is exact takes a
fifth more time. Where two neighbouring weights of a channel are together at most 128, nothing overflows
(255 x 128 < 2^15), and all processors give the same.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

TOGETHER = 128
_GREATEST = 127
_COARSER = np.arange(1.0, 2.01, 0.02)  # than scales by which the greatest weight of a channel is 127


def narrow(file: Path) -> None:
    """Rewrite the weights of all quantised products in an ONNX file, each channel by the scale that errs least."""
    model = onnx.load(file)
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        weights = tensors[node.input[1]]
        scales = tensors[node.input[1].removesuffix("_quantized") + "_scale"]
        numbers, widths = _narrowed(numpy_helper.to_array(weights) * numpy_helper.to_array(scales))
        weights.CopyFrom(numpy_helper.from_array(numbers, weights.name))
        scales.CopyFrom(numpy_helper.from_array(widths, scales.name))
    onnx.save(model, file)


def _narrowed(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (inputs x channels; an even number of inputs) as whole numbers and a scale for each channel."""
    finest = np.abs(weights).max(axis=0) / _GREATEST
    scales = finest[None] * _COARSER[:, None]
    errors = np.stack([((_rounded(weights, one) * one - weights) ** 2).sum(axis=0) for one in scales])
    best = np.take_along_axis(scales, errors.argmin(axis=0)[None], axis=0)[0]
    return _rounded(weights, best).astype(np.int8), best.astype(np.float32)


def _rounded(weights: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Whole numbers; of two neighbours that are too great together both give way by half."""
    signs = np.sign(weights)
    sizes = np.abs(np.rint(weights / scales))
    pairs = sizes.reshape(-1, 2, sizes.shape[1])
    excess = np.maximum(pairs.sum(axis=1) - TOGETHER, 0)
    first = np.minimum(np.ceil(excess / 2), pairs[:, 0])
    second = np.minimum(excess - first, pairs[:, 1])
    pairs[:, 0] -= excess - second
    pairs[:, 1] -= second
    return signs * sizes
