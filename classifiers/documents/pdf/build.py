"""A new pdf put together from what is known to be clean: nothing comes along that was not read.

Pages without changes are taken over with what they need to be shown; properties, notes, links, bookmarks and attached
files are written anew from their changed texts. Form fields become what they showed. All else stays behind.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from classifiers.documents.pdf.letters import Letters
from classifiers.documents.pdf.marked import unmarked
from classifiers.documents.pdf.parts import reader_of
from classifiers.documents.pdf.raster import Picture, content_of, image_object

_KEPT = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
_NOTES = ("/Subtype", "/Rect", "/F", "/C", "/Border", "/QuadPoints", "/InkList", "/L", "/Vertices", "/Name")
_UNREAD = (
    "/Metadata",
    "/PieceInfo",
    "/OPI",
    "/Alternates",
    "/AF",
    "/StructParent",
    "/StructParents",
    "/PtData",
)
_INFO = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator")
_DEEP = 20

type Said = Callable[[str], str]


def build(
    data: bytes, pictures: Mapping[int, Picture], said: Said, files: Sequence[tuple[str, bytes]]
) -> bytes:
    """The new file. ``said`` gives the new text for one that stood in a note, a bookmark or a property."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject

    reader = reader_of(data)
    writer = PdfWriter()
    writer.metadata = None
    letters = Letters()
    drawn: list[Any] = []
    for number, page in enumerate(reader.pages):
        if number in pictures:
            drawn.append(_drawn(writer, pictures[number], letters))
        else:
            _taken(writer, page)
        _notes(writer, writer.pages[number], page, said, shown=number in pictures)
    if drawn:
        font = letters.font(writer)
        for resources in drawn:
            resources[NameObject("/Font")][NameObject("/PwT")] = font
    _bookmarks(writer, reader, said)
    info = reader.metadata or {}
    kept = {key: said(str(info[key])) for key in _INFO if key in info}
    if kept:
        writer.add_metadata(kept)
    for name, content in files:
        writer.add_attachment(name, content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _drawn(writer: Any, picture: Picture, letters: Letters) -> Any:
    """Add a page that is a picture; its resources."""
    from pypdf.generic import DictionaryObject, NameObject

    width, height = picture.size
    page = writer.add_blank_page(width=width, height=height)
    resources = DictionaryObject(
        {
            NameObject("/XObject"): DictionaryObject(
                {NameObject("/PwI"): writer._add_object(image_object(picture.image))}
            ),
            NameObject("/Font"): DictionaryObject(),
        }
    )
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = writer._add_object(content_of(picture, letters))
    return resources


def _taken(writer: Any, page: Any) -> None:
    """Add a page as it is shown, without what is not shown."""
    from pypdf.generic import DictionaryObject, NameObject

    new = writer.add_blank_page(width=1, height=1)
    resources = page.get("/Resources")
    if resources is not None:
        _strip(page, 0)
        new[NameObject("/Resources")] = resources.get_object().clone(writer)
    else:
        new[NameObject("/Resources")] = DictionaryObject()
    for key in _KEPT:
        value = page.get(key)
        if value is not None:
            new[NameObject(key)] = value.get_object().clone(writer)
    contents = page.get_contents()
    if contents is not None:
        from classifiers.documents.pdf.letters import stream

        new[NameObject("/Contents")] = writer._add_object(stream(unmarked(contents.get_data())))


def _strip(holder: Any, depth: int) -> None:
    """Take off what a page, a form and the pictures in it carry besides what they show."""
    for key in _UNREAD:
        holder.pop(key, None)
    resources = holder.get("/Resources")
    found = resources.get_object().get("/XObject") if resources is not None else None
    for one in found.get_object().values() if found is not None and depth < _DEEP else ():
        _strip(one.get_object(), depth + 1)


def _look(note: Any) -> Any:
    """What a note looks like, as a stream; None where it has no look of its own."""
    look = note["/AP"].get_object().get("/N") if "/AP" in note else None
    look = look.get_object() if look is not None else None
    if look is not None and not hasattr(look, "get_data"):
        look = look[note["/AS"]].get_object() if "/AS" in note and note["/AS"] in look else None
    return look


def _notes(writer: Any, new: Any, old: Any, said: Said, *, shown: bool) -> None:
    """Write links and notes anew; ``shown`` where the page's picture holds what they look like."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

    kept = ArrayObject()
    for held in old.get("/Annots") or ():
        note: Any = held.get_object()
        if not isinstance(note, DictionaryObject) or note.get("/Subtype") in ("/Popup", None):
            continue
        fresh = DictionaryObject({NameObject("/Type"): NameObject("/Annot")})
        for key in _NOTES:
            if key in note:
                fresh[NameObject(key)] = note[key].clone(writer)
        for key in ("/Contents", "/T", "/Subj"):
            if key in note:
                fresh[NameObject(key)] = TextStringObject(said(str(note[key])))
        action = note.get("/A")
        action = action.get_object() if action is not None else {}
        if "/URI" in action:
            fresh[NameObject("/A")] = DictionaryObject(
                {
                    NameObject("/S"): NameObject("/URI"),
                    NameObject("/URI"): TextStringObject(said(str(action["/URI"]))),
                }
            )
        look = None if shown or note.get("/Subtype") == "/Link" else _look(note)
        if look is not None:
            _strip(look, 0)
            fresh[NameObject("/AP")] = DictionaryObject({NameObject("/N"): look.clone(writer)})
        elif note.get("/Subtype") not in ("/Link", "/Text"):
            continue
        if fresh.get("/Subtype") == "/Widget":
            fresh[NameObject("/Subtype")] = NameObject("/Stamp")  # a field that is one no longer
        kept.append(writer._add_object(fresh))
    if kept:
        new[NameObject("/Annots")] = kept


def _bookmarks(writer: Any, reader: Any, said: Said) -> None:
    stack: list[tuple[Any, Any]] = [(reader.outline, None)]
    while stack:
        items, parent = stack.pop()
        last = None
        for item in items:
            if isinstance(item, list):
                stack.append((item, last))
                continue
            page = reader.get_destination_page_number(item)
            last = writer.add_outline_item(
                said(str(item.title)), page if page is not None and page >= 0 else 0, parent
            )
