"""A notebook: cells of code and prose, outputs as text and HTML, metadata."""

import json

from tests.bench.carriers.values import Secret

NAME = "ipynb"
FILE = "work.ipynb"


def make(given: list[Secret]) -> bytes:
    lines = [f"# {one.sentence}\n" for one in given]
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": lines[20:30]},
        {"output_type": "display_data", "data": {"text/html": lines[30:40]}, "metadata": {}},
    ]
    code = {
        "cell_type": "code",
        "source": lines[:10],
        "outputs": outputs,
        "metadata": {"notes": lines[40:45]},
    }
    prose = {"cell_type": "markdown", "source": "".join(lines[10:20]), "metadata": {}}
    whole = {
        "cells": [code, prose],
        "metadata": {"about": "".join(lines[45:])},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, indent=1).encode()


def reopen(data: bytes) -> None:
    again = json.loads(data)
    assert again["nbformat"] == 4
    assert len(again["cells"]) == 2
    assert len(again["cells"][0]["source"]) == 10


def texts(data: bytes) -> str:
    return json.dumps(json.loads(data), ensure_ascii=False).replace("\\n", "\n")
