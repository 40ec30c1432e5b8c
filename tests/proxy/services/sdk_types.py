"""Bodies made from the vendors' own types: every field of every type filled, each arm of a union once.

A shape is JSON in which each text is a ``Leaf``; an item of a list is every arm, so that few bodies hold all of them.
"""

import enum
import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NotRequired, Required, Union, get_args, get_origin

import typing_extensions
from pydantic import BaseModel

_LISTS = (list, set, frozenset, tuple, Sequence, Iterable, Collection, AbstractSet)
_MAPS = (dict, Mapping)
_WRAPS = (Annotated, Required, NotRequired, typing_extensions.Required, typing_extensions.NotRequired)
_MOST = 96  # arms of one union


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text, by the names of the fields that lead to it."""

    path: tuple[str, ...]


def bodies_of(kind: Any, path: tuple[str, ...] = (), around: tuple[object, ...] = ()) -> list[Any]:
    """The shapes of a type; none where it is nothing or stands in itself."""
    kind = _bare(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if kind is str or isinstance(kind, str | typing.ForwardRef):
        return [Leaf(path)]
    if kind in (Any, object):
        return [Leaf(path), {"deep": [Leaf((*path, "deep"))]}]
    if kind in _PLAIN:
        return [_PLAIN[kind]]
    if origin is Literal:
        return [inner[0]]
    if origin in (Union, types.UnionType):
        return [one for arm in inner for one in bodies_of(arm, path, around)][:_MOST]
    if origin in _LISTS or kind in _LISTS:
        items = bodies_of(inner[0] if inner else Any, path, around)
        return [items] if items else []
    if origin in _MAPS or kind in _MAPS:
        values = bodies_of(inner[1] if inner else Any, path, around)
        return [{f"name{at}": value for at, value in enumerate(values)}] if values else []
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return [one.value for one in list(kind)[:1]]
    if kind in around:
        return []
    return _objects(_fields(kind), path, (*around, kind))


_PLAIN: Mapping[object, object] = {bool: True, int: 1, float: 0.5}


def _bare(kind: Any) -> Any:
    while get_origin(kind) in _WRAPS or isinstance(kind, typing.TypeAliasType):
        kind = kind.__value__ if isinstance(kind, typing.TypeAliasType) else get_args(kind)[0]
    return kind


def _fields(kind: Any) -> Mapping[str, Any]:
    """The fields of a typed dictionary or a model, under their names on the wire."""
    if typing_extensions.is_typeddict(kind):
        return typing_extensions.get_type_hints(kind, include_extras=True)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        named = kind.model_fields.items()
        return {one.serialization_alias or one.alias or name: one.annotation for name, one in named}
    return {}


def _objects(fields: Mapping[str, Any], path: tuple[str, ...], around: tuple[object, ...]) -> list[Any]:
    """As many objects as the field with the most shapes has."""
    shapes = {name: some for name, kind in fields.items() if (some := bodies_of(kind, (*path, name), around))}
    count = max(map(len, shapes.values()), default=0)
    return [{name: some[at % len(some)] for name, some in shapes.items()} for at in range(count)]


def of_shape(shape: Any, path: tuple[str, ...] = (), around: tuple[str, ...] = ()) -> list[Any]:
    """The shapes of what botocore knows of a type of AWS."""
    simple = {"integer": 1, "long": 1, "float": 0.5, "double": 0.5, "boolean": True, "timestamp": 1.7e9}
    sort = shape.type_name
    if sort == "string":
        return [shape.enum[0] if shape.enum else Leaf(path)]
    if sort in simple:
        return [simple[sort]]
    if sort == "blob" or shape.name in around:
        return []
    around = (*around, shape.name)
    if sort == "list":
        items = of_shape(shape.member, path, around)
        return [items] if items else []
    if sort == "map":
        return [{"name": value} for value in of_shape(shape.value, path, around)]
    if getattr(shape, "is_document_type", False):
        return [{"deep": [Leaf((*path, "deep"))]}]
    shapes = {
        name: some
        for name, one in shape.members.items()
        if one.serialization.get("location") not in ("uri", "querystring", "header", "headers")
        and (some := of_shape(one, (*path, name), around))
    }
    if getattr(shape, "is_tagged_union", False):
        return [{name: one} for name, some in shapes.items() for one in some]
    count = max(map(len, shapes.values()), default=0)
    return [{name: some[at % len(some)] for name, some in shapes.items()} for at in range(count)]


def filled(shape: Any, text: Callable[[Leaf], str]) -> Any:
    """A shape with a text in the place of each leaf."""
    if isinstance(shape, Leaf):
        return text(shape)
    if isinstance(shape, dict):
        return {name: filled(one, text) for name, one in shape.items()}
    if isinstance(shape, list):
        return [filled(one, text) for one in shape]
    return shape
