"""Office packages: a zip of XML parts, each read whole, whatever it is for, so that no text hides in a rare part.

Rule 1: every entry is read: XML here, all else as a file of its own; what cannot be read is named as opaque.
Rule 2: a signed package is not edited.
Rule 3: a package that two programs could read in two ways is not read.
Source: ISO/IEC 29500-2 (Open Packaging Conventions).
"""

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from classifiers.documents.collector import Collector
from classifiers.documents.contract import Budget, File, Inner, Source, Unread
from classifiers.documents.markup import as_utf8, parse
from classifiers.documents.ooxml import Walker, wordless
from classifiers.documents.queries import unpacked_queries
from classifiers.documents.slots import Draft, Part
from classifiers.documents.zipped import Zipped, open_zip

TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels", ".vml", ".rdf")
_STRINGS = re.compile(rb"(?:[\x20-\x7e]\0){5,4000}|[\x20-\x7e]{5,4000}")
_ROOT = re.compile(rb"<(?:[\w.-]{1,60}:)?([A-Za-z][\w.-]{0,60})[\s/>]")
_FAMILIES = {
    "word": (b"wordprocessingml.document.main", b"wordprocessingml.template.main", b"ms-word."),
    "xl": (b"spreadsheetml.sheet.main", b"spreadsheetml.template.main", b"ms-excel."),
    "ppt": (b"presentationml.", b"ms-powerpoint."),
}
# Pictures that a program made of what the file says, and makes again.
_THUMBNAIL = re.compile(
    r"(?:docProps|Thumbnails)/thumbnail\.|ObjectReplacements/.|Pictures/TablePreview", re.IGNORECASE
)
_PRINTER = re.compile(r"printerSettings/printerSettings\d*\.bin\Z", re.IGNORECASE)


def family(source: Source) -> str:
    """The folder of the sort of office package that this is ("word", "xl", "ppt"); empty for any other file.

    Goes by the declared types of parts, and by folders where these cannot be read, so that a package that is broken on
    purpose is told as what it was made to look like. Never raises.
    """
    data = source.data
    if not data.startswith(b"PK") or TYPES.encode() not in data:
        return ""
    try:
        types = open_zip(data, Budget()).read(TYPES, Budget(size=4_000_000))
    except (Unread, KeyError):
        return next((name for name in _FAMILIES if b"%s/" % name.encode() in data), "")
    types = types.replace(b"\0", b"")
    return next((name for name, signs in _FAMILIES.items() if any(sign in types for sign in signs)), "")


@dataclass(slots=True)
class Package:
    """A package while it is read."""

    zipped: Zipped = field(repr=False)
    parts: dict[str, Part] = field(repr=False)
    binary: list[str] = field(repr=False)  # names of all other entries, each unpacked when its turn comes
    collector: Collector = field(repr=False)

    def walk(self, name: str, where: str, inner: Inner) -> None:
        """Read an XML part as any other."""
        part = self.parts[name]
        if root(part) == "DataMashup":
            self._queries(part, inner)
            return
        free = name.lower().startswith("customxml/") and not name.endswith(".rels")
        try:
            parse(part.raw, Walker(part, self.collector, where, free=free))
        except Unread:
            if not name.lower().endswith(".vml"):
                raise
            # Old drawings may hold tags of HTML that nothing closes.
            self.collector.add(part.raw.decode("utf-8", "replace"), None, where)

    def rest(self, done: Sequence[str], inner: Inner, where: Callable[[str], str]) -> None:
        """Read all entries that were not read yet, and the names and comments of all."""
        for name in sorted((one for one in self.parts if one not in done), key=_order):
            self.walk(name, where(name), inner)
        for name in self.binary:
            self._binary(name, self.zipped.unpacked(name), inner)
        for name in self.zipped.entries:
            if not wordless(name):
                self.collector.add(name, None, "names of parts")
        for comment in self.zipped.comments:
            self.collector.add(comment, None, "comments of the package")
        if self.zipped.blind:
            self.collector.opaque("extra data in a zip container")

    def _binary(self, name: str, data: bytes, inner: Inner) -> None:
        lower = name.lower()
        if lower.endswith("/") or not data:
            return
        if lower.endswith("vbaproject.bin"):
            self.collector.opaque("macros")
        elif _PRINTER.search(name):
            # A record of a driver (DEVMODE): all that can be read in it are names.
            for found in _STRINGS.findall(data):
                self.collector.add(found.replace(b"\0", b"").decode("ascii"), None, "printer settings")
        elif _THUMBNAIL.match(name):
            self.collector.preview(name, data, inner)
        else:
            self.collector.embed(name, data, inner, "an embedded file")

    def _queries(self, part: Part, inner: Inner) -> None:
        """The queries of a workbook with what they were given: a zip and some XML, packed into characters."""
        try:
            files = unpacked_queries(part.raw)
        except Unread as trouble:
            self.collector.opaque(str(trouble))
            return
        for data in files:
            self.collector.look(data, inner, "queries")

    def targets(self, name: str) -> Mapping[str, str]:
        """The relationships of a part: id to the name of the part or to the address that it leads to."""
        folder, _, base = name.rpartition("/")
        rels = self.parts.get(f"{folder}/_rels/{base}.rels".removeprefix("/"))
        found = {}
        for _, attributes, _, _ in elements(rels, "Relationship") if rels else ():
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External":
                target = _resolved(folder, target)
            found[attributes.get("Id", "")] = target
        return found

    def file(self, finish: Callable[[Draft], None] | None = None) -> File:
        """The package as a file; pictures of what it says go with any change."""

        def finished(draft: Draft) -> None:
            if finish:
                finish(draft)
            for name in self.zipped.entries:
                if _THUMBNAIL.match(name):
                    self.drop(draft, name)

        return self.collector.built(self.zipped, finished)

    def drop(self, draft: Draft, name: str) -> None:
        """Take a part out, with all that names it."""
        draft.dropped.add(name)
        for other, part in self.parts.items():
            if other == TYPES:
                gone = [
                    (start, end, b"")
                    for _, attributes, start, end in elements(part, "Override")
                    if attributes.get("PartName", "").lstrip("/").lower() == name.lower()
                ]
            elif other == "META-INF/manifest.xml":
                gone = [
                    (start, end, b"")
                    for _, attributes, start, end in elements(part, "file-entry")
                    if attributes.get("full-path") == name
                ]
            elif other.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(other))
                gone = [
                    (start, end, b"")
                    for _, attributes, start, end in elements(part, "Relationship")
                    if attributes.get("TargetMode") != "External"
                    and _resolved(folder, attributes.get("Target", "")).lower() == name.lower()
                ]
            else:
                continue
            if gone:
                draft.splice(part, *gone)


def open_package(source: Source, budget: Budget, unread: re.Pattern[str] | None = None) -> Package:
    """Unpack a package and check its names; ``unread`` are names of parts that hold programs. Raises Unread."""
    zipped = open_zip(source.data, budget)
    names = list(zipped.entries)
    if len({name.lower() for name in names}) < len(names):
        raise Unread("a package with two parts of one name")
    if any("\\" in name or "\0" in name or ".." in name.split("/") or name.startswith("/") for name in names):
        raise Unread("a package with a part outside of it")
    if any(name.endswith(".piece") for name in names):
        raise Unread("a package with parts in pieces")
    signed = any(
        name.startswith("_xmlsignatures/")
        or name.lower() in ("meta-inf/documentsignatures.xml", "meta-inf/macrosignatures.xml")
        for name in names
    )
    parts: dict[str, Part] = {}
    binary: list[str] = []
    collector = Collector(signed=signed)
    for name in names:
        if unread and unread.match(name):
            collector.opaque("macros")
            continue
        data = zipped.read(name, budget)
        if data and (name.lower().endswith(_XML) or data.lstrip()[:5] == b"<?xml"):
            parts[name] = Part(name, *as_utf8(data))
        else:
            binary.append(name)
    return Package(zipped, parts, binary, collector)


def root(part: Part) -> str:
    """The local name of the outermost element, as far as it can be told at a glance."""
    found = _ROOT.search(part.raw, 0, 20_000)
    return found[1].decode("ascii") if found else ""


class _Finder:
    """Collects all elements of one name."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[tuple[dict[str, str], int]] = []
        self.found: list[tuple[str, dict[str, str], int, int]] = []

    def name(self, qualified: str) -> str:
        return qualified.rpartition(" ")[2]

    def start(self, name: str, attributes: Sequence[str], at: int) -> None:
        if name == self._name:
            self._open.append((dict(zip(attributes[::2], attributes[1::2], strict=True)), at))

    def end(self, name: str, at: int) -> None:
        if name == self._name:
            attributes, start = self._open.pop()
            self.found.append((name, attributes, start, at))

    def text(self, text: str, start: int, end: int) -> None:
        pass

    comment = text


def elements(part: Part, name: str) -> Sequence[tuple[str, Mapping[str, str], int, int]]:
    """All elements of a name: name, attributes, start and end. Raises Unread."""
    finder = _Finder(name)
    parse(part.raw, finder)
    return finder.found


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(
        target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    )


def _order(name: str) -> tuple[int, Sequence[tuple[int, str]]]:
    """The document before its properties, these before relationships; numbers by their value."""
    rank = 2 if name.endswith(".rels") else 1 if name.startswith(("docProps/", "[")) else 0
    return rank, [(int(digits or 0), word) for word, digits in re.findall(r"([^0-9]+)([0-9]{0,9})", name)]
