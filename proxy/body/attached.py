"""Files that a request speaks of: by the names that a service gave them when they were uploaded.

Rule 1: a name is only looked up among the same person's own files, so that a wrong guess here finds nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from proxy.body.json import Tree

_FIELDS = ("file_id", "fileId", "file_uuid", "fileUuid", "fileUri", "file_uri", "asset_pointer", "docId")
_LISTS = (
    "files",
    "file_ids",
    "fileIds",
    "attachments",
    "fileAttachments",
    "imageAttachments",
    "ref_file_ids",
    "messageAnnotations",
)
_OF_LISTED = ("id", "uuid")
_NAMING = frozenset((*_FIELDS, *_OF_LISTED))
_MOST = 200
_IN_PATH = re.compile(r"/files/([A-Za-z0-9_.-]{6,128})(?:/|\Z)")


def bare(name: str) -> str:
    """A name without what stands before it: a scheme, an address, a folder."""
    return name.rstrip("/").rpartition("/")[2].rpartition(":")[2]


def names_of_files(tree: Tree) -> Iterable[str]:
    """The names of files in a JSON body, as ``bare`` ones."""
    found: dict[str, None] = {}
    lists = False
    for holder in tree.holders:
        fields = holder.fields
        if not _NAMING.isdisjoint(fields):  # of few objects: long conversations have thousands
            for field in _FIELDS:
                if isinstance(name := fields.get(field), str):
                    found[bare(name)] = None
            if holder.name == "[]" and holder.parent is not None and holder.parent.name in _LISTS:
                for field in _OF_LISTED:
                    if isinstance(name := fields.get(field), str):
                        found[bare(name)] = None
        lists = lists or (not holder.is_object and holder.name in _LISTS)
    for kind, holder, _, _, _, text in tree.leaves if lists else ():
        if kind == "string" and not holder.is_object and holder.name in _LISTS and len(text) < 200:
            found[bare(text)] = None
    return tuple(found)[:_MOST]


def name_in_path(path: str) -> tuple[str, ...]:
    """The file that a path speaks of, such as /v1/files/ID/content."""
    return tuple(_IN_PATH.findall(path.partition("?")[0]))[:1]


def names_given(answer: object) -> tuple[str, ...]:
    """The names that a service gives to the file of a request, as its JSON answer tells them."""
    found: dict[str, None] = {}
    for value in _objects(answer):
        for field in (
            "file_id",
            "fileId",
            "file_uuid",
            "fileUuid",
            "fileMetadataId",
            "docId",
            "attachmentId",
        ):
            if isinstance(name := value.get(field), str):
                found[bare(name)] = None
        if isinstance(name := value.get("id"), str) and (
            value.get("object") == "file" or value.get("type") == "file" or "filename" in value
        ):
            found[bare(name)] = None
        uri, name = value.get("uri"), value.get("name")
        if isinstance(uri, str) and isinstance(name, str) and "/files/" in uri:
            found |= {bare(uri): None, bare(name): None}
    return tuple(name for name in found if name)[:_MOST]


def _objects(answer: object) -> Iterator[Mapping[str, object]]:
    """An answer's own object, and those one level inside it."""
    if isinstance(answer, dict):
        yield answer
        yield from (value for value in answer.values() if isinstance(value, dict))
