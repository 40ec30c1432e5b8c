"""A page: paragraphs with inline tags, a table, hidden fields, comments, a script, entities."""

import html
from html.parser import HTMLParser

from tests.bench.carriers.values import Secret

NAME = "html"
FILE = "page.html"


def make(given: list[Secret]) -> bytes:
    parts = ["<!DOCTYPE html><html><head><title>Page</title></head><body>"]
    parts += [f"<p>{html.escape(one.sentence)}</p>" for one in given[:10]]
    parts += [f"<p>{_split(one)}</p>" for one in given[10:20]]
    parts.append("<table>")
    parts += [f"<tr><th>{one.label}</th><td>{html.escape(one.value)}</td></tr>" for one in given[20:30]]
    parts.append("</table>")
    parts += [
        f'<input type=hidden name="{one.label}" value="{html.escape(one.value)}">' for one in given[30:40]
    ]
    parts += [f"<!-- {one.sentence} -->" for one in given[40:45]]
    parts += [f'<img alt="{html.escape(one.sentence)}" src="x.png">' for one in given[45:]]
    return "\n".join([*parts, "</body></html>"]).encode()


def _split(one: Secret) -> str:
    """The sentence with the second half of its value in bold, and its first letter as an entity."""
    before, _, after = one.sentence.partition(one.value)
    half = len(one.value) // 2
    first = f"&#{ord(one.value[0])};{one.value[1:half]}"
    return f"{before}{first}<b>{one.value[half:]}</b>{after}"


class _Texts(HTMLParser):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(data.decode())

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [f"\n{value or ''}\n" for name, value in attrs if name != "name"]


def reopen(data: bytes) -> None:
    assert data.decode().count("<p>") == 20
    assert len(_Texts(data).texts) > 60


def texts(data: bytes) -> str:
    return "".join(_Texts(data).texts)
