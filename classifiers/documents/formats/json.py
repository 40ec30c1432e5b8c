"""JSON and lines of JSON (notebooks too): told as it stands with its strings unescaped, files in strings opened.

A number that is replaced becomes a string. Lines of one text that stand in a list (as notebooks keep their cells) are
told as one text.
Source: RFC 8259; nbformat 4 of Jupyter.
"""

import json
import re

from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.encodings import Decoded, decoded
from classifiers.documents.sniff import sniff
from classifiers.documents.traced import Trace, Tracing, from_base64, pack_base64

NAME = "JSON file"
ORDER = 60

_SUFFIXES = frozenset({"json", "jsonl", "ndjson", "ipynb", "geojson", "webmanifest", "har", "avsc", "jsonld"})
_DECLARED = re.compile(r"\s{0,9}[\w.-]{1,40}/(?:[\w.-]{1,80}\+)?(?:json|x-ndjson|jsonl)\b", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]++(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+")
_SHORTEST = 40  # characters of a file in a string
_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\\x00-\x1f]++|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*+")'
    r"|(?P<number>-?[0-9]++(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)|(?P<word>true|false|null)|(?P<sign>[{}\[\],:])"
    r"|(?P<space>[ \t\r\n]++)"
)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[\"\\/bfnrt]"
)
_NEXT_LINE = re.compile(r'"\s*+,\s*+"')
_DATA_URL = re.compile(r"data:[\w.+-]{0,80}/?[\w.+-]{0,80}(?:;[\w.+-]+=[\w.+-]*)*;base64,", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{40,}={0,2}\s*")


def claims(source: Source) -> bool:
    said = source.suffix in _SUFFIXES or _DECLARED.match(source.declared)
    head = source.data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if sniff(source.data) or not (head.startswith((b"{", b"[")) or said):
        return False
    found = decoded(source)
    return found is not None and _is_json(found.text)


def read(source: Source, budget: Budget, inner: Inner) -> File:
    budget.take(len(source.data))
    found = decoded(source)
    if found is None:
        raise Unread("JSON in an unknown encoding")
    return _Reader(source.data, found, inner).read()


def _is_json(text: str) -> bool:
    """Whether it is cut into tokens of JSON without a rest; their order is nobody's business here."""
    at, count = 0, 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return False
        at = found.end()
        count += 1
    return count > 0


class _Reader:
    def __init__(self, data: bytes, found: Decoded, inner: Inner) -> None:
        self._raw = found.text
        self._ascii = found.text.isascii()
        self._into = Tracing(data, found.text, found.encode, self._quote)
        self._inner = inner
        self._trace = Trace()
        self._told = False

    def read(self) -> File:
        raw, at = self._raw, 0
        joined = False  # whether the string at hand goes on with the text of the one before
        while at < len(raw):
            found = _TOKEN.match(raw, at)
            if found is None:
                raise Unread("broken JSON")
            at = found.end()
            if found.lastgroup == "string":
                following = self._string(*found.span(), joined=joined)
                joined, at = following > 0, following or at
            elif found.lastgroup == "number":
                self._trace.add(found[0], *found.span(), _as_number)
            else:
                self._trace.add(found[0], *found.span())
        self._flush()
        return self._into.file()

    def _flush(self) -> None:
        self._into.trace(self._trace, "", "\n" if self._told else "")
        self._trace, self._told = Trace(), True

    def _string(self, start: int, end: int, *, joined: bool) -> int:
        """Tell a string; where the next one of its list goes on with its text, where that one begins, else 0."""
        inside = self._raw[start + 1 : end - 1]
        if not joined:
            self._trace.add('"', start, start + 1)
        following = _NEXT_LINE.match(self._raw, end - 1) if inside.endswith("\\n") else None
        if len(inside) < _SHORTEST or not self._is_file(start + 1, end - 1):
            self._unescaped(start + 1, end - 1)
        if following:
            return following.end() - 1
        self._trace.add('"', end - 1, end)
        return 0

    def _unescaped(self, start: int, end: int) -> None:
        raw, at = self._raw, start
        for found in _ESCAPE.finditer(raw, start, end):
            self._trace.add(raw[at : found.start()], at, found.start())
            self._trace.add(json.loads(f'"{found[0]}"'), *found.span(), self._quote)
            at = found.end()
        self._trace.add(raw[at:end], at, end)

    def _is_file(self, start: int, end: int) -> bool:
        """Whether a string is a file in base64 or a data: URL; its texts are told behind what stands before it."""
        inside: str = json.loads(self._raw[start - 1 : end + 1])
        head = _DATA_URL.match(inside)
        body = inside[head.end() :] if head else inside
        if not (head or _BASE64.fullmatch(body)):
            return False
        try:
            data = from_base64(body)
        except Unread:
            return False
        if not (head or sniff(data)):
            return False
        before = inside[: head.end()] if head else ""
        declared = before[5:].rpartition(";")[0]

        def pack(new: bytes) -> str:
            return self._quote(before + pack_base64(new, body))

        self._flush()
        self._into.packed(start, end, Source(data, "", declared), self._inner, "embedded", pack)
        return True

    def _quote(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=self._ascii)[1:-1]


def _as_number(text: str) -> str:
    """What a number became: a string, or nothing at all where its text was taken by another place."""
    return text if _NUMBER.fullmatch(text) else json.dumps(text)
