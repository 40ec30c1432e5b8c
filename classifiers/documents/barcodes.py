"""What barcodes and QR codes in a picture say, and where they stand."""

from typing import TYPE_CHECKING

from classifiers.documents.ocr import Line

if TYPE_CHECKING:
    from PIL.Image import Image


def barcodes(image: "Image") -> list[Line]:
    """The codes of a picture, each as a line whose letters all stand on the whole code."""
    import numpy as np
    import zxingcpp

    found = []
    for code in zxingcpp.read_barcodes(np.asarray(image.convert("L"))):
        corners = code.position
        points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
        xs, ys = [float(one.x) for one in points], [float(one.y) for one in points]
        margin = 0.03 * (max(xs) - min(xs)) + 1
        rect = (min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin)
        if code.text:
            found.append(Line(code.text, [rect] * len(code.text)))
    return found
