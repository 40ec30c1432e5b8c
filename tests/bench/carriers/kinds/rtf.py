"""Rich text: paragraphs, values in two runs, a table, a header, a note, a comment, properties."""

import re

from tests.bench.carriers.values import Secret

NAME = "rtf"
FILE = "letter.rtf"


def make(given: list[Secret]) -> bytes:
    lines = [one.sentence.replace("\\", "\\\\").replace("{", "\\{") for one in given]
    parts = [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\title "
        + lines[0]
        + "}{\\subject "
        + lines[1]
    ]
    parts.append("}}{\\header\\pard " + lines[2] + "\\par}")
    for number, (one, line) in enumerate(zip(given[3:], lines[3:], strict=True)):
        half = line.index(one.value) + len(one.value) // 2
        match number % 5:
            case 0:
                parts.append(r"\pard " + line + r"\par")
            case 1:
                parts.append(r"\pard " + line[:half] + r"{\b " + line[half:] + r"}\par")
            case 2:
                parts.append(r"\trowd\pard\intbl " + one.label + r"\cell " + line + r"\cell\row")
            case 3:
                parts.append(r"\pard x{\footnote\pard " + line + r"\par}\par")
            case _:
                parts.append(r"\pard y{\*\annotation\pard " + line + r"}\par")
    return "\n".join([*parts, "}"]).encode("ascii")


def reopen(data: bytes) -> None:
    text = data.decode("ascii")
    assert text.startswith("{\\rtf1")
    assert text.replace("\\{", "").count("{") == text.replace("\\}", "").count("}")


def texts(data: bytes) -> str:
    text = data.decode("ascii")
    return re.sub(r"\{\\b |\}|\{\}", "", text) + text
