"""A drawing: lines of words and of letters, parts of lines, a title, metadata, a page, comments, a picture's text."""

from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from tests.bench.carriers.values import Secret

NAME = "svg"
FILE = "plan.svg"


def make(given: list[Secret]) -> bytes:
    lines = [one.sentence for one in given]
    parts = [f"<title>{escape(lines[0])}</title><desc>{escape(lines[1])}</desc>"]
    parts += [f"<metadata><about>{escape(lines[2])}</about></metadata><!-- {lines[3]} -->"]
    parts += [f"<g aria-label={quoteattr(line)}/>" for line in lines[4:8]]
    parts += [
        f"<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>{escape(lines[8])}</p></foreignObject>"
    ]
    for number, line in enumerate(lines[9:]):
        y, half = 20 * number, len(line) // 2
        first, second = escape(line[:half]), escape(line[half:])
        match number % 4:
            case 0:
                parts.append(f'<text x="5" y="{y}">{escape(line)}</text>')
            case 1:
                parts.append(
                    f'<text x="5" y="{y}"><tspan>{first}</tspan><tspan class="b">{second}</tspan></text>'
                )
            case 2:
                x = 5 + 5.5 * half
                parts.append(f'<g><text x="5" y="{y}" font-size="10">{first}</text></g>'.replace("</g>", ""))
                parts.append(f'<text x="{x}" y="{y}" font-size="10">{second}</text></g>')
            case _:
                words = line.split(" ")
                at = 5.0
                for word in words:
                    parts.append(
                        f'<text font-size="10" transform="translate({at} {y})">{escape(word)}</text>'
                    )
                    at += 5.5 * (len(word) + 1)
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'.encode()


def reopen(data: bytes) -> None:
    assert ElementTree.fromstring(data).tag.endswith("svg")


def texts(data: bytes) -> str:
    return " ".join(ElementTree.fromstring(data).itertext()) + data.decode()
