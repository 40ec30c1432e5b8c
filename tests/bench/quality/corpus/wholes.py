"""Prompts of examiners who had not read the rules, everything in them marked; see ``marked``. No model was taught from them.

``fourteenth``, dense and odd, was found to 69 % at first sight, and only its missed people were read. ``eighth`` was found
to 61 % at first sight, and to 82 when it was first read. ``disguised`` holds values in disguise, of which 83 % were found
at first sight. The files called ``held`` are by the authors of the texts that taught the model (``-b`` and ``-c`` by those
of its second and third lots), and were held back to choose from which chance on it is believed
(``classifiers/names/believed.py``).
"""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.quality.corpus import Labelled
from tests.bench.quality.marked import read


def texts() -> Iterator[Labelled]:
    """Every prompt of every file."""
    return read(Path(__file__).with_suffix(""))
